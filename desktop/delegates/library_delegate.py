"""A row of the thread list: title above; place, date, marks and replies below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.delegates.painting import draw_icon, draw_line, option_widget, scaled
from desktop.delegates.token_delegate import TokenDelegate
from desktop.models import wording
from desktop.models.roles import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from db.records import ThreadSummary
    from desktop.theme import Tokens

_SIDE = 16
_ABOVE = 9
_BETWEEN = 3
_BAR = 3
_ICON = 14


def row_height(font: QFont) -> int:
    """Return the height of every row in this font."""
    title, small = QFontMetricsF(scaled(font, 1.08)), QFontMetricsF(scaled(font, 0.93))
    return round(title.height() + small.height() + 2 * _ABOVE + _BETWEEN)


class LibraryDelegate(TokenDelegate):
    """Paints ``ThreadSummary`` rows."""

    def sizeHint(  # noqa: N802 - Qt's own name
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a row."""
        return QSize(option.rect.width(), row_height(option.font))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        painter.save()
        box = QRectF(option.rect)
        paint_ground(painter, option, self._tokens)
        summary = index.data(Role.VALUE)
        inner = box.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        title_font = scaled(option.font, 1.08)
        title_box = QRectF(
            inner.left(), inner.top(), inner.width(), QFontMetricsF(title_font).height()
        )
        if summary is None:
            draw_line(painter, title_box, "…", title_font, self._tokens.muted)
        else:
            title = wording.one_line(summary.title)
            draw_line(painter, title_box, title, title_font, self._tokens.ink)
            below = title_box.bottom() + _BETWEEN
            self._paint_meta(
                painter,
                QRectF(inner.left(), below, inner.width(), inner.bottom() - below),
                option,
                summary,
            )
        painter.restore()

    def _paint_meta(
        self,
        painter: QPainter,
        box: QRectF,
        option: QStyleOptionViewItem,
        summary: ThreadSummary,
    ) -> None:
        small = scaled(option.font, 0.93)
        muted = self._tokens.muted
        count = draw_line(painter, box, wording.replies(summary.posts), small, muted, right=True)
        right = box.right() - count - 10
        right = self._paint_marks(painter, box, option, summary, right)
        place = wording.one_line(summary.board or summary.outlet or summary.source or "")
        day = wording.date(summary.latest_post_at or summary.imported_at)
        room = max(0.0, right - box.left())
        date_width = QFontMetricsF(small).horizontalAdvance(day)
        place_room = max(0.0, room - date_width - 12)
        left = box.left()
        if place and place_room > 24:
            left += draw_line(
                painter, QRectF(left, box.top(), place_room, box.height()), place, small, muted
            )
            left += 12
        draw_line(painter, QRectF(left, box.top(), right - left, box.height()), day, small, muted)

    def _paint_marks(
        self,
        painter: QPainter,
        box: QRectF,
        option: QStyleOptionViewItem,
        summary: ThreadSummary,
        right: float,
    ) -> float:
        """Draw the marks of notes and lost images from the right; return what is left free."""
        small = scaled(option.font, 0.93)
        widget = option_widget(option)
        marks = (
            ("note", summary.notes, self._tokens.note),
            ("image", summary.missing_images, self._tokens.muted),
        )
        for name, count, colour in marks:
            if not count:
                continue
            text = wording.number(count)
            width = QFontMetricsF(small).horizontalAdvance(text)
            right -= width
            draw_line(
                painter, QRectF(right, box.top(), width + 1, box.height()), text, small, colour
            )
            right -= _ICON + 2
            place = QRectF(right, box.top(), _ICON, box.height())
            draw_icon(painter, place, name, colour, _ICON, widget)
            right -= 10
        return right


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, tokens: Tokens) -> None:
    """Paint what is behind a row: the chosen one lies higher and has a bar at its edge."""
    box = QRectF(option.rect)
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, QColor(tokens.raised))
        active = option.state & QStyle.StateFlag.State_HasFocus
        bar = QRectF(box.left(), box.top(), _BAR, box.height())
        painter.fillRect(bar, QColor(tokens.accent if active else tokens.rail_strong))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, QColor(tokens.chip))
