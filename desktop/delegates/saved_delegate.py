"""Rows of saved searches, which look like the sections above them: icon, name, number of hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle

from desktop.delegates.painting import draw_icon, draw_line, option_widget, scaled
from desktop.delegates.token_delegate import TokenDelegate
from desktop.models import wording
from desktop.models.roles import Role

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

_SIDE = 9
_ICON = 16
_GAP = 4


def row_height(font: QFont) -> int:
    """Return the height of every row in this font."""
    return round(QFontMetricsF(font).height()) + 11


class SavedDelegate(TokenDelegate):
    """Paints ``SavedSearch`` rows."""

    def sizeHint(  # noqa: N802 - Qt's own name
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a row."""
        return QSize(10, row_height(option.font))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -1.5)
        over = option.state & QStyle.StateFlag.State_MouseOver
        focused = option.state & QStyle.StateFlag.State_HasFocus
        chosen = option.state & QStyle.StateFlag.State_Selected and focused
        if over or chosen:
            painter.setPen(QColor(self._tokens.accent if chosen else self._tokens.chip))
            painter.setBrush(QColor(self._tokens.chip))
            painter.drawRoundedRect(box, 5, 5)
        inner = box.adjusted(_SIDE, 0, -_SIDE, 0)
        widget = option_widget(option)
        draw_icon(painter, inner, "search", self._tokens.muted, _ICON, widget)
        inner.setLeft(inner.left() + _ICON + _GAP)
        count = index.data(Role.COUNT)
        if count is not None:
            small = scaled(option.font, 0.93)
            width = draw_line(
                painter, inner, wording.number(count), small, self._tokens.muted, right=True
            )
            inner.setRight(inner.right() - width - 8)
        ink = self._tokens.ink if over or chosen else self._tokens.muted
        draw_line(painter, inner, str(index.data()), option.font, ink)
        painter.restore()
