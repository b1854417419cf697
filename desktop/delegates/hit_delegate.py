"""Rows of search results: a thread's title as heading, hits with their words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from db.text import visible
from desktop.delegates.library_delegate import paint_ground
from desktop.delegates.painting import draw_line, draw_lines, scaled
from desktop.delegates.token_delegate import TokenDelegate
from desktop.models import wording
from desktop.models.roles import Role
from desktop.models.search_model import Group, place_of

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QStyleOptionViewItem

    from db.records import SearchHit

_SIDE = 16
_LINES = 2


class HitDelegate(TokenDelegate):
    """Paints ``Group`` and ``SearchHit`` rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heights: tuple[str, int, int] = ("", 0, 0)

    def sizeHint(  # noqa: N802 - Qt's own name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a row: one height for headings, one for hits."""
        key = option.font.key()
        if key != self._heights[0]:
            # a list asks for every row it is given, at every answer
            small = QFontMetricsF(scaled(option.font, 0.93)).height()
            text = QFontMetricsF(option.font).lineSpacing()
            self._heights = (key, round(small + 22), round(small + 3 + _LINES * text + 16))
        _, heading, hit = self._heights
        return QSize(10, heading if index.data(Role.KIND) == "group" else hit)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        value: Group | SearchHit | None = index.data(Role.VALUE)
        if value is None:
            return
        painter.save()
        if isinstance(value, Group):
            self._paint_group(painter, option, value, first=index.row() == 0)
        else:
            self._paint_hit(painter, option, value)
        painter.restore()

    def warm(self, font: QFont) -> None:
        """Have the fonts of the rows loaded, of which the bold one is used nowhere before."""
        drawn = QPixmap(64, 32)
        painter = QPainter(drawn)
        for made in (_heading_font(font), scaled(font, 0.93), font):
            draw_line(painter, QRectF(0, 0, 64, 32), "碑林 Ag", made, self._tokens.ink)
        painter.end()

    def _paint_group(
        self, painter: QPainter, option: QStyleOptionViewItem, group: Group, *, first: bool
    ) -> None:
        box = QRectF(option.rect)
        if not first:
            painter.fillRect(
                QRectF(box.left(), box.top() + 4, box.width(), 1), QColor(self._tokens.rule)
            )
        inner = box.adjusted(_SIDE, 10, -_SIDE, -2)
        title = wording.one_line(group.title)
        draw_line(painter, inner, title, _heading_font(option.font), self._tokens.ink)

    def _paint_hit(self, painter: QPainter, option: QStyleOptionViewItem, hit: SearchHit) -> None:
        paint_ground(painter, option, self._tokens)
        box = QRectF(option.rect).adjusted(_SIDE, 7, -_SIDE, -7)
        small = scaled(option.font, 0.93)
        height = QFontMetricsF(small).height()
        draw_line(
            painter,
            QRectF(box.left(), box.top(), box.width(), height),
            place_of(hit),
            small,
            self._tokens.muted,
        )
        draw_lines(
            painter,
            box.adjusted(0, height + 3, 0, 2),
            visible(hit.snippet),
            option.font,
            self._tokens.ink,
            _LINES,
            hit.marks,
            self._tokens.hit,
        )


def _heading_font(font: QFont) -> QFont:
    return scaled(font, 0.97, bold=True)
