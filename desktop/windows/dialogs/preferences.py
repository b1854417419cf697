"""Language, theme, text size, history, the watched folder, the library; each works at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
)

from db.text import visible
from desktop import languages
from desktop.models import wording
from desktop.settings import TEXT_SIZES, ThemeChoice
from desktop.views.parts import button, label, rule
from desktop.windows.dialogs.frame import Dialog

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from desktop.settings import Settings
    from desktop.windows.choosing import Chooser

translate = QCoreApplication.translate

WIDTH = 540


class Patient(QComboBox):
    """A choice that is made by Enter or out of the open list, not by walking over it."""

    decided = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._open = False
        self.activated.connect(self._on_activated)

    def showPopup(self) -> None:  # noqa: N802 - Qt's own name
        """Open the list."""
        self._open = True
        super().showPopup()

    def hidePopup(self) -> None:  # noqa: N802 - Qt's own name
        """Close the list; what was chosen in it is told right before or after."""
        super().hidePopup()
        QTimer.singleShot(0, self, self._forget)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Take Enter for a decision, and let the dialog have it, too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.decided.emit()
            event.ignore()
            return
        super().keyPressEvent(event)

    def _forget(self) -> None:
        self._open = False

    def _on_activated(self, _row: int) -> None:
        if self._open:
            self.decided.emit()


class Preferences(Dialog):
    """What can be chosen."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    text_size_chosen = Signal(int)
    watch_chosen = Signal(str, bool)
    """A folder whose files are to be imported by themselves, and whether they are."""
    history_chosen = Signal(bool)
    """Whether what is searched for is to be remembered."""
    history_cleared = Signal()
    open_library_requested = Signal()
    new_library_requested = Signal()

    def __init__(
        self, parent: QWidget, settings: Settings, library: Path | None, chooser: Chooser
    ) -> None:
        super().__init__(parent, translate("Preferences", "Preferences"), "preferences", WIDTH)
        self._chooser = chooser
        self._language = settings.language
        self.language = Patient()
        self.theme = QComboBox()
        self.text_size = QComboBox()
        watch = translate("Preferences", "&Watch a folder")
        self.watch = QCheckBox(watch)
        self.watch.setAccessibleName(wording.without_mnemonic(watch))
        self.watched = QLineEdit()
        history = translate("Preferences", "&Remember what I search for")
        self.history = QCheckBox(history)
        self.history.setAccessibleName(wording.without_mnemonic(history))
        self.clear_history = button(translate("Preferences", "Clear"))
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
        self.body.addLayout(self._history_row(settings, library))
        self.body.addSpacing(4)
        self.body.addWidget(rule())
        self.body.addSpacing(4)
        self.body.addLayout(self._watch_rows(settings, library))
        self.body.addSpacing(4)
        self.body.addWidget(rule())
        self.body.addSpacing(4)
        self.body.addLayout(self._library_rows())
        self._fill(settings)
        close = self.add_button(
            translate("Preferences", "Close"), QDialogButtonBox.ButtonRole.RejectRole, primary=True
        )
        close.clicked.connect(self._decide_language)
        self.finish()

    def _history_row(self, settings: Settings, library: Path | None) -> QHBoxLayout:
        self.history.setChecked(settings.search_history)
        self.history.toggled.connect(self.history_chosen)
        self.clear_history.setAccessibleName(
            translate("Preferences", "Clear what was searched for")
        )
        self.clear_history.setEnabled(library is not None)
        self.clear_history.clicked.connect(self._on_clear)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.history, 1)
        row.addWidget(self.clear_history)
        return row

    def _on_clear(self) -> None:
        self.clear_history.setEnabled(False)
        self.history_cleared.emit()

    def _watch_rows(self, settings: Settings, library: Path | None) -> QVBoxLayout:
        folder, on = settings.watched(library) if library is not None else ("", False)
        self._folder = folder
        self.watch.setChecked(on and bool(folder))
        self.watched.setReadOnly(True)
        self.watched.setAccessibleName(translate("Preferences", "The watched folder"))
        self.watched.setPlaceholderText(translate("Preferences", "No folder is chosen"))
        choose = button(translate("Preferences", "Choose…"))
        choose.setAccessibleName(translate("Preferences", "Choose the folder to watch"))
        choose.clicked.connect(self._choose_watched)
        self.watch.toggled.connect(self._on_watch)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.watched, 1)
        row.addWidget(choose)
        rows = QVBoxLayout()
        rows.setSpacing(8)
        rows.addWidget(self.watch)
        rows.addLayout(row)
        rows.addWidget(
            label(
                translate(
                    "Preferences",
                    "Saved pages that come into it, or into folders below it, are imported by"
                    " themselves while Beilin is open; what came meanwhile, when it starts.",
                ),
                "muted",
                wrap=True,
            )
        )
        for part in (self.watch, self.watched, choose):
            part.setEnabled(library is not None)
        self._show_watched()
        return rows

    def _show_watched(self) -> None:
        self.watched.setText(visible(self._folder))
        self.watched.setCursorPosition(0)

    def _choose_watched(self) -> None:
        self._chooser.open_folder(
            translate("Preferences", "Watch a Folder"), self._take_watched, over=self
        )

    def _take_watched(self, folder: Path) -> None:
        self._folder = str(folder)
        self._show_watched()
        with QSignalBlocker(self.watch):
            self.watch.setChecked(True)
        self.watch_chosen.emit(self._folder, True)

    def _on_watch(self, on: bool) -> None:
        if on and not self._folder:
            # on, once a folder is chosen
            with QSignalBlocker(self.watch):
                self.watch.setChecked(False)
            self._choose_watched()
            return
        self.watch_chosen.emit(self._folder, on)

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
        self.language.decided.connect(self._decide_language)
        self.theme.activated.connect(self._on_theme)
        self.text_size.activated.connect(self._on_text_size)

    def _decide_language(self) -> None:
        """Speak the chosen language, which makes the window anew and closes this."""
        chosen: str = self.language.currentData()
        if chosen != self._language:
            self._language = chosen
            self.language_chosen.emit(chosen)

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
