"""Choosing files and folders; the dialogs block their window alone, and nothing waits for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.settings import Settings

translate = QCoreApplication.translate


class Chooser:
    """File dialogs of one window, which begin in the folder that was last used."""

    def __init__(self, parent: QWidget, settings: Settings) -> None:
        self._parent = parent
        self._settings = settings

    def open_files(
        self, title: str, then: Callable[[list[Path]], None], over: QWidget | None = None
    ) -> None:
        """Let files be chosen, over the window or over a dialog of it."""
        dialog = self._dialog(title, QFileDialog.FileMode.ExistingFiles, over)
        self._open(dialog, then)

    def open_folder(
        self, title: str, then: Callable[[Path], None], over: QWidget | None = None
    ) -> None:
        """Let a folder be chosen, over the window or over a dialog of it."""
        dialog = self._dialog(title, QFileDialog.FileMode.Directory, over)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog, lambda paths: then(paths[0]))

    def open_picture(self, title: str, then: Callable[[Path], None]) -> None:
        """Let one picture be chosen."""
        dialog = self._dialog(title, QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                translate("Chooser", "Pictures (*.png *.jpg *.jpeg *.gif *.webp)"),
                translate("Chooser", "All files (*)"),
            ]
        )
        self._open(dialog, lambda paths: then(paths[0]))

    def open_library(self, title: str, then: Callable[[Path], None]) -> None:
        """Let a library be chosen."""
        dialog = self._dialog(title, QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_libraries(), translate("Chooser", "All files (*)")])
        self._open(dialog, lambda paths: then(paths[0]))

    def save_library(self, title: str, name: str, then: Callable[[Path], None]) -> None:
        """Let a place for a library be chosen."""
        dialog = self._dialog(title, QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # nothing is ever overwritten, so there is nothing to ask
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setNameFilters([_libraries()])
        dialog.setDefaultSuffix("beilin")
        dialog.selectFile(name)
        self._open(dialog, lambda paths: then(paths[0]))

    def save_file(self, title: str, name: str, then: Callable[[Path], None]) -> None:
        """Let a place for a file be chosen."""
        dialog = self._dialog(title, QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # nothing is ever overwritten, so there is nothing to ask
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(_file_name(name))
        self._open(dialog, lambda paths: then(paths[0]))

    def _dialog(
        self, title: str, mode: QFileDialog.FileMode, over: QWidget | None = None
    ) -> QFileDialog:
        folder = self._settings.last_folder
        parent = over if over is not None else self._parent
        dialog = QFileDialog(parent, title, folder if Path(folder or "?").is_dir() else "")
        dialog.setObjectName("fileDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        field = dialog.findChild(QLineEdit, "fileNameEdit")  # none in the dialog of a system
        completer = field.completer() if field is not None else None
        popup = completer.popup() if completer is not None else None
        if popup is not None:
            # a window of its own, so that what is transparent elsewhere would be black there
            popup.setObjectName("completions")
        return dialog

    def _open(self, dialog: QFileDialog, then: Callable[[list[Path]], None]) -> None:
        def take(names: list[str]) -> None:
            paths = [Path(name) for name in names if name]
            if paths:
                self._settings.last_folder = str(paths[0].parent)
                then(paths)

        dialog.filesSelected.connect(take)
        dialog.open()


def _libraries() -> str:
    return translate("Chooser", "Beilin libraries (*.beilin)")


def _file_name(name: str) -> str:
    """Return a name that came with a capture as one that names a file and nothing else."""
    bare = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(character for character in bare if character.isprintable())
    return kept.strip(". ") or "original"
