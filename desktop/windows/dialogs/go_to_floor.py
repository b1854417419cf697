"""Going to a floor by its printed label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit

from db.text import visible
from desktop.views.parts import label
from desktop.windows.dialogs.frame import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate

WIDTH = 380


class GoToFloor(Dialog):
    """A field that stays until it names a floor that is there."""

    def __init__(self, parent: QWidget, go: Callable[[str], bool]) -> None:
        """Make the dialog.

        Args:
            parent: the window.
            go: shows the floor of a label, and says whether there is one.
        """
        super().__init__(parent, translate("GoToFloor", "Go to Floor"), "goToFloor", WIDTH)
        self._go = go
        self.field = QLineEdit()
        self.field.setAccessibleName(translate("GoToFloor", "Floor"))
        self.field.setPlaceholderText(translate("GoToFloor", "Number as it is printed, like 12"))
        self._problem = label(role="warning", wrap=True)
        self._problem.hide()
        self.body.addWidget(self.field)
        self.body.addWidget(self._problem)
        self._button = self.add_button(
            translate("GoToFloor", "Go"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True
        )
        self._button.setEnabled(False)
        self.add_button(translate("GoToFloor", "Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.finish()
        self.field.textChanged.connect(self._on_typing)
        self.field.setFocus()

    def accept(self) -> None:
        """Go there and close, or say that there is no such floor and stay."""
        wanted = self.field.text().strip().removesuffix("楼").removesuffix("樓").strip()
        if not wanted:
            return
        if self._go(wanted):
            super().accept()
            return
        self._problem.setText(
            translate("GoToFloor", "This thread has no floor “{label}”.").format(
                label=visible(wanted)
            )
        )
        self._problem.show()
        self.field.selectAll()

    def problem(self) -> str:
        """Return what is said of the label."""
        return self._problem.text() if not self._problem.isHidden() else ""

    def _on_typing(self, text: str) -> None:
        self._button.setEnabled(bool(text.strip()))
        self._problem.hide()
