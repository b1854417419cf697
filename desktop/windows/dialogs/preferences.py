"""Language, theme, text size, and where the library lies; each choice works at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
)

from desktop import languages
from desktop.settings import TEXT_SIZES, ThemeChoice
from desktop.views.parts import button, label, rule
from desktop.windows.dialogs.frame import Dialog

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from desktop.settings import Settings

translate = QCoreApplication.translate

WIDTH = 540


class Preferences(Dialog):
    """What can be chosen."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    text_size_chosen = Signal(int)
    open_library_requested = Signal()
    new_library_requested = Signal()

    def __init__(self, parent: QWidget, settings: Settings, library: Path | None) -> None:
        super().__init__(parent, translate("Preferences", "Preferences"), "preferences", WIDTH)
        self.language = QComboBox()
        self.theme = QComboBox()
        self.text_size = QComboBox()
        self.place = QLineEdit(str(library) if library is not None else "")
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in (
            (translate("Preferences", "Language"), self.language),
            (translate("Preferences", "Colours"), self.theme),
            (translate("Preferences", "Text size"), self.text_size),
        ):
            field.setAccessibleName(name)
            form.addRow(label(name), field)
        self.body.addLayout(form)
        self.body.addSpacing(4)
        self.body.addWidget(rule())
        self.body.addSpacing(4)
        self.body.addLayout(self._library_rows())
        self._fill(settings)
        self.add_button(
            translate("Preferences", "Close"), QDialogButtonBox.ButtonRole.RejectRole, primary=True
        )
        self.finish()

    def _library_rows(self) -> QVBoxLayout:
        name = translate("Preferences", "The library lies in this file")
        self.place.setReadOnly(True)
        self.place.setAccessibleName(name)
        self.place.setCursorPosition(0)
        self.place.setToolTip(self.place.text().replace("<", "‹"))
        open_other = button(translate("Preferences", "Open another…"))
        open_other.setAccessibleName(translate("Preferences", "Open another library"))
        open_other.clicked.connect(self._on_open)
        make_new = button(translate("Preferences", "New library…"))
        make_new.clicked.connect(self._on_new)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(open_other)
        row.addWidget(make_new)
        row.addStretch()
        rows = QVBoxLayout()
        rows.setSpacing(8)
        rows.addWidget(label(name))
        rows.addWidget(self.place)
        rows.addWidget(
            label(
                translate(
                    "Preferences",
                    "All threads, the saved originals and your notes are in it."
                    " To move it, close Beilin, move the file, and open it from its new place.",
                ),
                "muted",
                wrap=True,
            )
        )
        rows.addLayout(row)
        return rows

    def _fill(self, settings: Settings) -> None:
        self.language.addItem(translate("Preferences", "As the system"), "")
        for code, name in languages.NAMES.items():
            self.language.addItem(name, code)
        for choice, name in (
            (ThemeChoice.SYSTEM, translate("Preferences", "As the system")),
            (ThemeChoice.LIGHT, translate("Preferences", "Light")),
            (ThemeChoice.DARK, translate("Preferences", "Dark")),
        ):
            self.theme.addItem(name, choice.value)
        for size in TEXT_SIZES:
            text = translate("Preferences", "{size} pixels").format(size=size)
            self.text_size.addItem(text, size)
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))
        self.theme.setCurrentIndex(self.theme.findData(settings.theme.value))
        self.text_size.setCurrentIndex(self.text_size.findData(settings.text_size))
        self.language.activated.connect(self._on_language)
        self.theme.activated.connect(self._on_theme)
        self.text_size.activated.connect(self._on_text_size)

    def _on_language(self, row: int) -> None:
        self.language_chosen.emit(self.language.itemData(row))

    def _on_theme(self, row: int) -> None:
        self.theme_chosen.emit(self.theme.itemData(row))

    def _on_text_size(self, row: int) -> None:
        self.text_size_chosen.emit(self.text_size.itemData(row))

    def _on_open(self) -> None:
        self.accept()
        self.open_library_requested.emit()

    def _on_new(self) -> None:
        self.accept()
        self.new_library_requested.emit()
