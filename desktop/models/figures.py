"""Places where an image stood, in the article or in a post, and the words that are left of it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from db.records import BlockType

if TYPE_CHECKING:
    from db.records import Block, FigureId, PictureId, Post

translate = QCoreApplication.translate

LONGEST_ADDRESS = 160
"""Characters of an address that are shown; all of them can be copied."""


class Standing(IntEnum):
    """What stands in such a place."""

    MISSING = 0
    WAITING = 1
    SHOWN = 2
    UNREADABLE = 3


class Image(NamedTuple):
    """A place where an image stood.

    Attributes:
        article: whether in the article, else in a post.
        figure: its number there.
        at: before which character of the post.
        picture: the picture that stands there.
        width: of its original in pixels; ``None`` where it was not decoded yet, 0 if it cannot be.
        height: likewise.
        caption: printed below it.
        alt: what the page says instead of it.
        credit: whom it is from.
        src: the address it was shown from.
    """

    article: bool
    figure: FigureId | None
    at: int = 0
    picture: PictureId | None = None
    width: int | None = None
    height: int | None = None
    caption: str | None = None
    alt: str | None = None
    credit: str | None = None
    src: str | None = None

    @property
    def standing(self) -> Standing:
        """What stands there."""
        if self.picture is None:
            return Standing.MISSING
        if self.width is None or self.height is None:
            return Standing.WAITING
        return Standing.SHOWN if self.width and self.height else Standing.UNREADABLE


def image_of(block: Block | None) -> Image | None:
    """Return the image of a block of the article; ``None`` where it is no figure."""
    if block is None or block.type is not BlockType.FIGURE:
        return None
    return Image(
        True,
        block.figure,
        0,
        block.picture,
        block.width,
        block.height,
        block.caption,
        block.alt,
        block.credit,
        block.src,
    )


def images_of(post: Post) -> tuple[Image, ...]:
    """Return the images of a post in the order of its text."""
    return tuple(
        Image(
            False,
            each.id,
            min(max(0, each.at), len(post.text)),
            each.picture,
            each.width,
            each.height,
            each.caption,
            each.alt,
            each.credit,
            each.src,
        )
        for each in sorted(post.figures, key=lambda figure: figure.at)
    )


def sentence(image: Image) -> str:
    """Say what stands where no picture is seen."""
    if image.standing is Standing.WAITING:
        return translate("ThreadView", "This image is being looked at…")
    if image.standing is Standing.UNREADABLE:
        return translate("ThreadView", "This image cannot be shown; its bytes are kept")
    return translate("ThreadView", "This image was not saved")


def words(image: Image) -> str:
    """Return what is printed with an image of a post: credit, caption, and where it was."""
    lines: list[str] = []
    if image.credit:
        lines.append(translate("ThreadRows", "Image: {credit}").format(credit=image.credit))
    said = image.caption or image.alt
    if said and said.strip():
        lines.append(said.strip())
    if image.standing is not Standing.SHOWN:
        address = (image.src or "").strip()
        if address and not address.startswith("data:"):
            long = len(address) > LONGEST_ADDRESS
            lines.append(address[:LONGEST_ADDRESS] + "…" if long else address)
    return "\n".join(lines)


def fitted(width: int, height: int, across: int, down: int) -> tuple[int, int]:
    """Return the size in which a picture is shown: never larger than it is, nor than there is room.

    Args:
        width: of the original.
        height: of the original.
        across: room for it.
        down: room for it.
    """
    share = min(1.0, across / width, down / height)
    return max(1, round(width * share)), max(1, round(height * share))
