"""A row of the answers to a floor: who, which floor, and the first words, by level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from db.records import LinkState
from desktop.delegates.library_delegate import paint_ground
from desktop.delegates.painting import draw_line, scaled
from desktop.delegates.token_delegate import TokenDelegate
from desktop.models import wording
from desktop.models.roles import Role

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from desktop.models.answers_model import Answer

translate = QCoreApplication.translate

_SIDE = 14
_STEP = 14
DEEPEST = 7
"""Levels that are indented at most."""


class AnswerDelegate(TokenDelegate):
    """Paints ``Answer`` rows."""

    def sizeHint(  # noqa: N802 - Qt's own name
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a row: two lines."""
        small = QFontMetricsF(scaled(option.font, 0.93)).height()
        return QSize(10, round(small + QFontMetricsF(option.font).height() + 16))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        answer: Answer | None = index.data(Role.VALUE)
        if answer is None:
            return
        painter.save()
        tokens = self._tokens
        paint_ground(painter, option, tokens)
        box = QRectF(option.rect)
        level = min(answer.level, DEEPEST)
        left = _SIDE + level * _STEP
        small = scaled(option.font, 0.93)
        height = QFontMetricsF(small).height()
        knee = round(box.top() + 7 + height / 2)
        x = round(box.left()) + left - _STEP + 2
        pen = QPen(QColor(tokens.rail_strong))
        if answer.state is LinkState.DASHED:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(x, round(box.top()), x, knee)
        painter.drawLine(x, knee, x + 8, knee)
        line = QRectF(box.left() + left, box.top() + 7, box.width() - left - _SIDE, height)
        post = answer.post
        if post is not None:
            place = wording.floor(post.floor) if post.floor else ""
            if answer.level > DEEPEST:
                deep = translate("AnswerDelegate", "level {level}")
                place = f"{place} · {deep.format(level=wording.number(answer.level))}"
            if answer.also:
                place = f"{place} · {translate('AnswerDelegate', 'answers it too')}"
            elif answer.state is LinkState.DASHED:
                place = f"{place} · {translate('AnswerDelegate', 'likely')}"
            width = draw_line(painter, line, place, small, tokens.muted, right=True)
            name = QRectF(line)
            name.setWidth(max(0.0, line.width() - width - 8))
            draw_line(painter, name, wording.author(post.author), small, tokens.ink)
        words = QRectF(
            line.left(), line.bottom() + 2, line.width(), QFontMetricsF(option.font).height()
        )
        draw_line(painter, words, answer.words, option.font, tokens.muted)
        painter.restore()
