"""The name under which a search is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit

from desktop.windows.dialogs.frame import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate

WIDTH = 380
_LONGEST = 200
"""Characters, as the archive takes them."""


class NameSearch(Dialog):
    """A field with a name in it."""

    def __init__(self, parent: QWidget, title: str, name: str, take: Callable[[str], None]) -> None:
        """Make the dialog.

        Args:
            parent: the window.
            title: what is done.
            name: what stands in the field at first, chosen.
            take: gets the name.
        """
        super().__init__(parent, title, "nameSearch", WIDTH)
        self._take = take
        self.field = QLineEdit(name)
        self.field.setMaxLength(_LONGEST)
        self.field.setAccessibleName(translate("NameSearch", "Name of the search"))
        self.field.setPlaceholderText(translate("NameSearch", "Name of the search"))
        self.field.selectAll()
        self.body.addWidget(self.field)
        self._save = self.add_button(
            translate("NameSearch", "Save"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True
        )
        self.add_button(translate("NameSearch", "Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.finish()
        self.field.textChanged.connect(self._on_typing)
        self._on_typing(name)
        self.field.setFocus()

    def accept(self) -> None:
        """Take the name and close; an empty one is none."""
        name = self.field.text().strip()
        if name:
            self._take(name)
            super().accept()

    def _on_typing(self, text: str) -> None:
        self._save.setEnabled(bool(text.strip()))
