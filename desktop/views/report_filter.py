"""What of a report is shown: one outcome or all, and words to look for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QWidget

from db.records import ImportStatus
from desktop.models import wording
from desktop.models.outcome_words import parts
from desktop.views.parts import button

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QPushButton

translate = QCoreApplication.translate

_PAUSE = 150
"""Milliseconds after the last key before the words are looked for."""


class ReportFilter(QWidget):
    """A row of outcomes with their numbers, and a field."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[ImportStatus | None, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for status in (None, *ImportStatus):
            made = button("", "section")
            made.setCheckable(True)
            made.clicked.connect(self.changed)
            self._group.addButton(made)
            self.buttons[status] = made
            row.addWidget(made)
        row.addStretch(1)
        self.field = QLineEdit()
        self.field.setPlaceholderText(translate("ReportFilter", "Filter by words"))
        self.field.setAccessibleName(translate("ReportFilter", "Filter the report by words"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(150)
        self.field.setMaximumWidth(240)
        row.addWidget(self.field, 2)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.changed)
        self.field.textChanged.connect(self._on_typing)
        self.field.returnPressed.connect(self._at_once)
        self.buttons[None].setChecked(True)
        self.set_counts({})

    @property
    def status(self) -> ImportStatus | None:
        """The outcome that is shown; ``None`` for all."""
        return next(status for status, made in self.buttons.items() if made.isChecked())

    @property
    def words(self) -> str:
        """The words that are looked for."""
        return self.field.text()

    def set_counts(self, counts: Mapping[ImportStatus, int]) -> None:
        """Say how many there are of each; what there is none of is not offered."""
        total = sum(counts.values())
        for status, made in self.buttons.items():
            if status is None:
                text = translate("ReportFilter", "All {count}").format(count=wording.number(total))
            else:
                text = "".join(parts({status: counts.get(status, 0)}))
                made.setVisible(bool(text))
            made.setText(text)
            made.setAccessibleName(text)
        if self.status is not None and not counts.get(self.status):
            self.buttons[None].setChecked(True)

    def clear(self) -> None:
        """Show all, without a word of it being told."""
        self.buttons[None].setChecked(True)
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self._pause.stop()

    def focus(self) -> None:
        """Go into the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _on_typing(self, _text: str) -> None:
        self._pause.start()

    def _at_once(self) -> None:
        self._pause.stop()
        self.changed.emit()
