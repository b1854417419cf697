"""Looking at the source of a quote or a link without going there: by resting on it, or by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPointF, QRect, QTimer, Signal

from desktop.rendering.boxes import chip_box, head_box
from desktop.rendering.rows import PieceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.records import GhostId, PostId
    from desktop.rendering.column import Column, Shown

REST = 350
"""Milliseconds for which the pointer rests before something is shown."""
_WORDS = 2_000
"""Characters of a quote that are shown where nobody knows whose they are."""


class Peek(NamedTuple):
    """Something whose source can be looked at.

    Attributes:
        box: where it is in the viewport.
        post: the post it is from, or leads to.
        ghost: the same, of a post that is not in the capture.
        article: whether it leads to the article.
        words: what is quoted, where nothing else is known.
    """

    box: QRect
    post: PostId | None = None
    ghost: GhostId | None = None
    article: bool = False
    words: str = ""


def peeks_in(column: Column, shown: Shown) -> Iterator[Peek]:
    """Yield what can be looked at in a row: its links, then its long quotes."""
    item = shown.item
    for piece in item.pieces:
        if piece.kind is PieceKind.LINK:
            box = chip_box(column, shown, piece)
            if piece.target is not None or piece.ghost is not None or piece.to_article:
                yield Peek(box, piece.target, piece.ghost, piece.to_article)
    for head in item.heads:
        box = head_box(shown, head)
        if head.source is not None or head.ghost is not None:
            yield Peek(box, head.source, head.ghost)
        elif head.folded:
            start = head.span.start
            yield Peek(box, words=item.text[start : min(head.span.end, start + _WORDS)])


class Peeking(QObject):
    """Finds out what the reader wants to look at."""

    wanted = Signal(object)
    """A ``Peek``."""
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._column: Column | None = None
        self._point = QPointF()
        self._shown: Peek | None = None
        self._by_key = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._on_rest)

    def move(self, column: Column | None, point: QPointF) -> None:
        """Follow the pointer; what it has left is shown no longer."""
        self._column, self._point = column, point
        shown = self._shown
        if shown is not None and not self._by_key and not shown.box.contains(point.toPoint()):
            self.end()
        if self._shown is None:
            self._rest.start()

    def step(self, column: Column, row: int) -> None:
        """Show the next of what a row answers and quotes; behind the last one nothing."""
        shown = column.shown_row(row)
        # a quote of the floor that it answers says nothing new
        found: dict[tuple[object, ...], Peek] = {}
        for peek in peeks_in(column, shown) if shown is not None else ():
            found.setdefault(peek[1:], peek)
        peeks = [peek for peek in found.values() if 0 <= peek.box.top() < column.height]
        now = self._shown
        at = peeks.index(now) + 1 if now is not None and now in peeks else 0
        if at >= len(peeks):
            self.end()
            return
        self._show(peeks[at], by_key=True)

    def end(self) -> None:
        """Show nothing, and wait for nothing."""
        self._rest.stop()
        if self._shown is not None:
            self._shown = None
            self.ended.emit()

    @property
    def shown(self) -> Peek | None:
        """What is looked at."""
        return self._shown

    def _show(self, peek: Peek, *, by_key: bool) -> None:
        self._shown, self._by_key = peek, by_key
        self.wanted.emit(peek)

    def _on_rest(self) -> None:
        column = self._column
        if column is None or self._shown is not None:
            return
        point = self._point.toPoint()
        for shown in column.shown:
            if shown.y <= point.y() < shown.y + shown.item.height:
                peek = next(
                    (one for one in peeks_in(column, shown) if one.box.contains(point)), None
                )
                if peek is not None:
                    self._show(peek, by_key=False)
                return
