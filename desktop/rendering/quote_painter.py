"""Painting the heads of long quotes: a mark that folds, whose words they are, the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from db.records import LinkState
from desktop.models import wording
from desktop.rendering.boxes import head_box
from desktop.rendering.strokes import across

if TYPE_CHECKING:
    from desktop.rendering.column import Column, Shown
    from desktop.rendering.quotes import QuoteBox
    from desktop.theme import Tokens

translate = QCoreApplication.translate


class Held(NamedTuple):
    """What a folded quote holds that is not seen.

    Attributes:
        hits: how many matches.
        present: whether the present match is one of them.
        notes: how many notes on words in it.
        chosen: whether all of it is chosen.
    """

    hits: int = 0
    present: bool = False
    notes: int = 0
    chosen: bool = False


NOTHING = Held()


class QuotePainter:
    """Paints heads of quotes in the colours of a theme."""

    def __init__(self, tokens: Tokens) -> None:
        self._colours = {
            name: QColor(getattr(tokens, name))
            for name in (
                "ink", "muted", "rail", "rail_strong", "quote", "hit", "hit_current", "note",
                "selection", "accent",
            )
        }  # fmt: skip

    def paint(
        self,
        painter: QPainter,
        column: Column,
        shown: Shown,
        box: QuoteBox,
        held: Held,
        *,
        on: bool,
    ) -> None:
        """Paint one head.

        Args:
            painter: on the viewport.
            column: the rows.
            shown: the row it is in.
            box: where it is.
            held: what is folded away with it.
            on: whether the pointer is on its source.
        """
        typography = column.typography
        area = head_box(shown, box)
        if held.chosen:
            painter.fillRect(area, self._colours["selection"])
        if box.folded:
            bar = QRect(area.left() - typography.px(0.5), area.top() + 2, 2, area.height() - 4)
            painter.fillRect(bar, self._colours["rail"])
        self._paint_mark(painter, area, typography.size, folded=box.folded)
        metrics = typography.meta_metrics
        base = area.top() + (area.height() + metrics.ascent() - metrics.descent()) / 2
        x = area.left() + box.label_x
        painter.setFont(typography.meta)
        painter.setPen(self._colours["ink" if on else "muted"])
        painter.drawText(QPointF(x, round(base)), box.label)
        if box.source is not None or box.ghost is not None:
            lost = LinkState.GHOST if box.source is None else LinkState.SOLID
            under = across(x, x + box.label_width, round(base) + 3, lost)
            colour = self._colours["ink" if on else "rail_strong"]
            for stroke in under:
                painter.fillRect(stroke, colour)
        if not box.words:
            return
        words, end = box.words, 0
        said = said_of(held)
        if said:
            end = round(metrics.horizontalAdvance(said)) + typography.px(1.4)
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.room - end)
        painter.setPen(self._colours["quote"])
        painter.drawText(QPointF(area.left() + box.words_x, round(base)), words)
        if said:
            height = metrics.height()
            ground = QRectF(
                area.right() - end + typography.px(0.6),
                area.center().y() - height / 2,
                end - typography.px(0.6),
                height,
            )
            if held.hits:
                name = "hit_current" if held.present else "hit"
                painter.fillRect(ground.toRect(), self._colours[name])
            painter.setPen(self._colours["ink" if held.hits else "note"])
            painter.drawText(QPointF(ground.left() + typography.px(0.4), round(base)), said)

    def _paint_mark(self, painter: QPainter, area: QRect, size: int, *, folded: bool) -> None:
        """Draw a triangle that points to the words, in columns or rows of whole pixels."""
        reach = max(3, size // 4)
        x = area.left() + 1
        middle = area.top() + area.height() // 2
        for step in range(reach):
            length = 2 * (reach - step) - 1
            stroke = (
                QRect(x + 2 + step, middle - reach + 1 + step, 1, length)
                if folded
                else QRect(x + step, middle - reach // 2 + step, length, 1)
            )
            painter.fillRect(stroke, self._colours["rail_strong"])


def said_of(held: Held) -> str:
    """Return what a folded quote says of matches and notes in it."""
    said: list[str] = []
    if held.hits:
        said.append(translate("ThreadView", "%n match(es)", None, held.hits))
    if held.notes:
        said.append(translate("ThreadView", "%n note(s)", None, held.notes))
    return wording.listed(said)
