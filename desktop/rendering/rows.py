"""Rows as they are laid out: where text, meta line and marks of each lie."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF

    from db.records import GhostId, LinkState, Post, PostId, Span
    from desktop.models.figures import Image
    from desktop.models.thread_head import Kind
    from desktop.rendering.quotes import QuoteBox
    from desktop.rendering.text_flow import TextFlow


class PieceKind(IntEnum):
    """What a piece of a floor's meta line is."""

    AUTHOR = 0
    FLOOR = 1
    LINK = 2
    TIME = 3
    REMARK = 4
    KIND = 5
    ANSWERS = 6


@dataclass(slots=True, eq=False, repr=False)
class Piece:
    """Words of the meta line; ``box`` is relative to the row.

    Attributes:
        kind: what they are.
        text: what is drawn.
        box: where.
        state: how sure a link is.
        target: the post a link leads to.
        to_article: whether it leads to the article.
        ghost: the post it leads to, where that is not in the capture.
    """

    kind: PieceKind
    text: str
    box: QRectF
    state: LinkState | None = None
    target: PostId | None = None
    to_article: bool = False
    ghost: GhostId | None = None


TOP, BELOW = -1, -2
"""Instead of a part of the text: the top of the row, or below the text."""


@dataclass(slots=True, eq=False, repr=False)
class Annex:
    """Words that stand in a row beside its text.

    Attributes:
        flow: the words.
        x: their left edge, from that of the text.
        part: the part of the text they stand above; or ``TOP``, ``BELOW``.
        y: their top, from that of the part.
        aside: number of the aside they are; -1 for those of a figure.
        label: what is drawn before them.
        more: whether they are cut, or were, so that a click unfolds or folds them.
        target: the post a click on them leads to.
    """

    flow: TextFlow
    x: int
    part: int
    y: int
    aside: int = -1
    label: str = ""
    more: bool = False
    target: PostId | None = None


@dataclass(slots=True, eq=False, repr=False)
class FigureBox:
    """Where an image of a row is, or the frame that stands for it.

    Attributes:
        image: what is known of it.
        part: the part of the text it stands above; or ``TOP``.
        y: its top, from that of the part.
        width: of the picture, or of the frame.
        height: likewise.
    """

    image: Image
    part: int
    y: int
    width: int
    height: int


@dataclass(slots=True, eq=False, repr=False)
class RowItem:
    """A row that is laid out, at least in part.

    Attributes:
        kind: what it is.
        x: left edge of the row, after its indent.
        width: from there to the right edge of the column.
        flow: its text; ``None`` while it could not be read.
        text_x: left edge of the text.
        text_y: top of the text inside the row.
        below: space below the text.
        lead: height of what stands above the floor itself: the words of a gap.
        gap: those words, if floors are missing before this one.
        blank: height of a row without text.
        floor: number of the floor in tree order; -1 above the floors.
        level: how many levels it is indented.
        post: the post, if it could be read.
        pieces: its meta line.
        end: right end of the meta line.
        quotes: quoted passages and the posts they are from.
        figures: images in it.
        annexes: words beside its text.
        heads: heads of long quotes in it.
    """

    kind: Kind
    x: int
    width: int
    flow: TextFlow | None = None
    text_x: int = 0
    text_y: int = 0
    below: int = 0
    lead: int = 0
    gap: str = ""
    blank: int = 0
    floor: int = -1
    level: int = 0
    post: Post | None = None
    pieces: list[Piece] = field(default_factory=list[Piece])
    end: float = 0.0
    quotes: tuple[tuple[Span, PostId | None], ...] = ()
    figures: list[FigureBox] = field(default_factory=list[FigureBox])
    annexes: list[Annex] = field(default_factory=list[Annex])
    heads: list[QuoteBox] = field(default_factory=list["QuoteBox"])

    @property
    def parts(self) -> int:
        """How many parts its text has; at least one."""
        return self.flow.parts if self.flow is not None else 1

    @property
    def height(self) -> int:
        """Its height, as far as it is known."""
        return self.text_y + self.flow.height + self.below if self.flow is not None else self.blank

    @property
    def text(self) -> str:
        """Its text as it was saved."""
        return self.flow.text if self.flow is not None else ""

    def lay(self, part: int) -> int:
        """Lay a part out and return its height; the first takes what is above, the last below."""
        if self.flow is None:
            return self.blank
        height = self.flow.lay(part)
        if part == 0:
            height += self.text_y
        if part == self.flow.parts - 1:
            height += self.below
        return height

    def top(self, part: int) -> int:
        """Return where a part begins inside the row."""
        return self.text_y + self.flow.top(part) if part and self.flow is not None else 0

    def offset(self, part: int, y: int) -> int:
        """Return a height inside the row that is told from a part of its text."""
        if part == TOP or self.flow is None:
            return y
        if part == BELOW:
            return self.text_y + self.flow.height + y
        return self.text_y + self.flow.top(part) + y

    def part_at(self, y: int) -> int:
        """Return the part at a height inside the row."""
        return self.flow.part_at(max(0, y - self.text_y)) if self.flow is not None else 0

    def position_at(self, x: float, y: float) -> int:
        """Return the position in the text nearest to a point inside the row.

        Args:
            x: as in the viewport.
            y: from the top of the row.
        """
        if self.flow is None or y < self.text_y:
            return 0
        if y >= self.text_y + self.flow.height:
            return len(self.flow.text)
        return self.flow.position_at(x - self.text_x, y - self.text_y)
