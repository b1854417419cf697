"""Where a link of a saved page leads: the whole address, before anything is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit

from desktop.windows.dialogs.frame import Dialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate

WIDTH = 520
_HEIGHT = 84


class LinkDialog(Dialog):
    """Shows an address; it is copied, or opened in the browser, if that is wanted."""

    copied = Signal()
    opened = Signal()

    def __init__(self, parent: QWidget, address: str, *, can_open: bool) -> None:
        """Make it.

        Args:
            parent: the window.
            address: all of it, with what hides in it made visible.
            can_open: whether it is an address of the web.
        """
        super().__init__(parent, translate("LinkDialog", "Link"), "link", WIDTH)
        self.add_words(
            translate("LinkDialog", "This link of the saved page leads to:"),
        )
        shown = QPlainTextEdit(address)
        shown.setReadOnly(True)
        shown.setFixedHeight(_HEIGHT)
        shown.setAccessibleName(translate("LinkDialog", "Address"))
        shown.setTabChangesFocus(True)
        self.body.addWidget(shown)
        self.add_words(
            "",
            translate(
                "LinkDialog",
                "Beilin opens nothing itself. Your browser would tell that site that you came; what"
                " is there now may be other than what was saved.",
            )
            if can_open
            else translate(
                "LinkDialog", "This is no address of the web, so it can only be copied."
            ),
        )
        copy = self.add_button(
            translate("LinkDialog", "Copy Link Address"), QDialogButtonBox.ButtonRole.ActionRole
        )
        copy.clicked.connect(self._on_copy)
        if can_open:
            self.add_button(
                translate("LinkDialog", "Open in Browser"), QDialogButtonBox.ButtonRole.AcceptRole
            )
            self.accepted.connect(self.opened)
        cancel = self.add_button(
            translate("LinkDialog", "Cancel"), QDialogButtonBox.ButtonRole.RejectRole
        )
        cancel.setDefault(True)
        self.finish()
        cancel.setFocus()

    def _on_copy(self) -> None:
        self.copied.emit()
        self.reject()
