"""A row of the notes: where it stands, the words it is about, what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from db.records import NoteState
from desktop.delegates.library_delegate import paint_ground
from desktop.delegates.painting import count_lines, draw_line, draw_lines, option_widget, scaled
from desktop.delegates.token_delegate import TokenDelegate
from desktop.models import wording
from desktop.models.notes_model import place_of
from desktop.models.roles import Role

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from db.records import Note

translate = QCoreApplication.translate

_SIDE = 16
_LINES = 3
_BAR = 12
"""Pixels that the scroll bar takes of the width."""


class NoteDelegate(TokenDelegate):
    """Paints ``Note`` rows."""

    def sizeHint(  # noqa: N802 - Qt's own name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a row: as many lines as the note has, and one for words it is on."""
        note: Note | None = index.data(Role.VALUE)
        small = QFontMetricsF(scaled(option.font, 0.93)).height()
        text = QFontMetricsF(option.font).lineSpacing()
        quoted = small + 3 if note is not None and note.target is not None else 0
        widget = option_widget(option)
        width = widget.width() - 2 * _SIDE - _BAR if widget is not None else 0
        body = note.body if note is not None else ""
        lines = count_lines(body, option.font, width, _LINES) if width > 0 else _LINES
        return QSize(10, round(small + 4 + quoted + lines * text + 18))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        note: Note | None = index.data(Role.VALUE)
        if note is None:
            return
        painter.save()
        tokens = self._tokens
        paint_ground(painter, option, tokens)
        box = QRectF(option.rect)
        painter.fillRect(
            QRectF(box.left() + _SIDE, box.bottom() - 1, box.width() - 2 * _SIDE, 1),
            QColor(tokens.rule),
        )
        box = box.adjusted(_SIDE, 8, -_SIDE, -8)
        small = scaled(option.font, 0.93)
        height = QFontMetricsF(small).height()
        line = QRectF(box.left(), box.top(), box.width(), height)
        width = draw_line(
            painter, line, wording.local_moment(note.modified_at), small, tokens.muted, right=True
        )
        line.setWidth(max(0.0, line.width() - width - 8))
        draw_line(painter, line, _heading(note), small, tokens.accent)
        top = line.bottom() + 4
        if note.target is not None:
            painter.fillRect(QRectF(box.left(), top, 2, height), QColor(tokens.rail))
            draw_line(
                painter,
                QRectF(box.left() + 8, top, box.width() - 8, height),
                wording.one_line(note.target.exact),
                small,
                tokens.quote,
            )
            top += height + 3
        draw_lines(
            painter,
            QRectF(box.left(), top, box.width(), box.bottom() - top + 4),
            note.body,
            option.font,
            tokens.ink,
            _LINES,
        )
        painter.restore()


def _heading(note: Note) -> str:
    place = place_of(note)
    if note.state in (NoteState.REVIEW, NoteState.ORPHAN):
        return place + " · " + translate("NoteDelegate", "needs review")
    return place
