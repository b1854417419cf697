"""Where images of a row stand: pictures as there is room, frames for what was not saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.models import figures
from desktop.models.figures import Image, Standing
from desktop.rendering.rows import TOP, Annex, FigureBox
from desktop.rendering.text_flow import Gap, TextFlow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.rendering.rows import RowItem
    from desktop.rendering.typography import Typography

SCREENS = 1.2
"""How high a picture may be beside the viewport."""
_LEAST_ROOM = 160
_ABOVE = 4
_STEP = 64
"""Pixels in which the room for pictures follows the height of the viewport."""


def room_in(height: int) -> int:
    """Return how high pictures may be in a viewport; it changes only now and then."""
    return max(_LEAST_ROOM, round(SCREENS * height) // _STEP * _STEP)


class Framed:
    """An image of a post as it will lie: how high it is, and its words."""

    def __init__(self, image: Image, typography: Typography, width: int, room: int) -> None:
        self.image = image
        self.above = self.below = typography.px(0.45)
        said = figures.words(image)
        shown = image.standing is Standing.SHOWN
        self.words_x = 0 if shown else typography.px(2.7)
        self.words = (
            TextFlow(said, typography.caption, typography.option, max(40, width - self.words_x - 8))
            if said
            else None
        )
        lines = 0
        if self.words is not None:
            for part in range(self.words.parts):
                self.words.lay(part)
            lines = self.words.height
        if shown:
            self.width, self.height = figures.fitted(
                image.width or 1, image.height or 1, width, room
            )
            self.words_y = self.height + typography.px(0.2)
            self.total = self.words_y + lines if lines else self.height
        else:
            pad = typography.px(0.45)
            line = typography.px(1.4)
            self.width = width
            self.words_y = pad + line
            self.height = self.total = 2 * pad + line + lines

    @property
    def gap(self) -> Gap:
        """The room it takes."""
        return Gap(self.image.at, self.above + self.total + self.below)


def framed(images: Sequence[Image], typography: Typography, width: int, room: int) -> list[Framed]:
    """Lay the images of a post out."""
    return [Framed(image, typography, width, room) for image in images]


def put(item: RowItem, frames: Sequence[Framed], places: Sequence[tuple[int, int]]) -> None:
    """Put images into the row of a post, whose text has left the room for them."""
    for frame, (part, y) in zip(frames, places, strict=True):
        top = y + frame.above
        item.figures.append(FigureBox(frame.image, part, top, frame.width, frame.height))
        if frame.words is not None:
            item.annexes.append(Annex(frame.words, frame.words_x, part, top + frame.words_y))


def put_above(item: RowItem, image: Image, typography: Typography, room: int) -> int:
    """Put an image of the article above its words, and return how high it is."""
    if image.standing is Standing.SHOWN:
        width, height = figures.fitted(image.width or 1, image.height or 1, item.width, room)
        box = FigureBox(image, TOP, _ABOVE, width, height)
        taken = _ABOVE + height
    else:
        box = FigureBox(image, TOP, _ABOVE, item.width, typography.figure - _ABOVE - 1)
        taken = typography.figure
    item.figures.append(box)
    return taken
