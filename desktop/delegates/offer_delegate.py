"""Rows below the search field: what is offered, and what kind of thing it is."""

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

    from desktop.models.offers_model import Offer

_SIDE = 10
_ICON = 14
_GAP = 8


def row_height(font: QFont) -> int:
    """Return the height of every row in this font."""
    return round(QFontMetricsF(font).height()) + 10


class OfferDelegate(TokenDelegate):
    """Paints ``Offer`` rows."""

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
        offer: Offer | None = index.data(Role.VALUE)
        if offer is None:
            return
        painter.save()
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(self._tokens.selection))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(self._tokens.chip))
        inner = box.adjusted(_SIDE, 0, -_SIDE, 0)
        small = scaled(option.font, 0.93)
        if offer.hint:
            width = QFontMetricsF(small).horizontalAdvance(offer.hint)
            draw_line(painter, inner, offer.hint, small, self._tokens.muted, right=True)
            inner.setRight(inner.right() - width - _GAP)
        if offer.icon:
            widget = option_widget(option)
            draw_icon(painter, inner, offer.icon, self._tokens.muted, _ICON, widget)
            inner.setLeft(inner.left() + _ICON + _GAP)
        ink = self._tokens.muted if offer.clears else self._tokens.ink
        draw_line(painter, inner, wording.one_line(offer.label), option.font, ink)
        painter.restore()
