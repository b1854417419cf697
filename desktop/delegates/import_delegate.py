"""Rows of import reports: an import in the list of them, and a file's outcome in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPalette

from db.records import ImportStatus
from desktop.delegates.library_delegate import paint_ground
from desktop.delegates.painting import draw_line, scaled
from desktop.delegates.token_delegate import TokenDelegate
from desktop.models import outcome_words
from desktop.models.past_imports import Fate, mark, name_of, when
from desktop.models.report_table import FILE, STATUS
from desktop.models.roles import Role

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from db.records import ImportOutcome
    from desktop.models.past_imports import PastImport

_SIDE = 14
_ABOVE = 8
_BETWEEN = 2


class ImportDelegate(TokenDelegate):
    """Paints ``PastImport`` rows: what was asked for and when; how it ended and what came of it."""

    def sizeHint(  # noqa: N802 - Qt's own name
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a row, which is the same for all."""
        above = QFontMetricsF(option.font).height()
        below = QFontMetricsF(scaled(option.font, 0.93)).height()
        return QSize(10, round(above + 2 * below + 2 * _ABOVE + 2 * _BETWEEN))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        past: PastImport | None = index.data(Role.VALUE)
        if past is None:
            return
        painter.save()
        tokens = self._tokens
        paint_ground(painter, option, tokens)
        box = QRectF(option.rect)
        rule = QRectF(box.left() + _SIDE, box.bottom() - 1, box.width() - 2 * _SIDE, 1)
        painter.fillRect(rule, QColor(tokens.rule))
        box = box.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        small = scaled(option.font, 0.93)
        height = QFontMetricsF(small).height()
        line = QRectF(box.left(), box.top(), box.width(), QFontMetricsF(option.font).height())
        draw_line(painter, line, name_of(past), option.font, tokens.ink)
        line = QRectF(box.left(), line.bottom() + _BETWEEN, box.width(), height)
        room = draw_line(painter, line, when(past), small, tokens.muted)
        beside = line.adjusted(room + 8, 0, 0, 0)
        colour = tokens.accent if past.fate is Fate.PREVIEW else tokens.warning
        draw_line(painter, beside, mark(past), small, colour, right=True)
        line = QRectF(box.left(), line.bottom() + _BETWEEN, box.width(), height)
        draw_line(painter, line, " · ".join(outcome_words.parts(past.counts)), small, tokens.muted)
        painter.restore()


class OutcomeDelegate(TokenDelegate):
    """Paints the cells of a report.

    What became of a file has a colour that one finds it by, beside the word.  A path that is too
    long loses its middle, a sentence its end.
    """

    def initStyleOption(  # noqa: N802 - Qt's own name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Choose the colour of the word, and where it is cut."""
        super().initStyleOption(option, index)
        middle = index.column() == FILE
        option.textElideMode = (
            Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        )
        outcome: ImportOutcome | None = index.data(Role.VALUE)
        if outcome is None or index.column() != STATUS:
            return
        colour = {
            ImportStatus.REFUSED: self._tokens.warning,
            ImportStatus.FAILED: self._tokens.accent,
            ImportStatus.UNCHANGED: self._tokens.muted,
        }.get(outcome.status)
        if colour is not None:
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, QColor(colour))
