"""Another title or source address for a thread; the captured ones stay beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QLineEdit

from desktop.models import wording
from desktop.views.parts import button, label
from desktop.windows.dialogs.frame import Dialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.records import ThreadHead

translate = QCoreApplication.translate

WIDTH = 560


class EditThread(Dialog):
    """Two fields, each with what was captured below it."""

    edited = Signal(str, str)
    """Title and source address as they are to be shown; empty means the captured one."""

    def __init__(self, parent: QWidget, head: ThreadHead) -> None:
        super().__init__(parent, translate("EditThread", "Title and Source"), "editThread", WIDTH)
        self.title = self._add(
            translate("EditThread", "Title"), head.summary.title, head.captured_title
        )
        self.body.addSpacing(6)
        self.address = self._add(
            translate("EditThread", "Source address"),
            head.source_url or "",
            head.captured_source_url or "",
        )
        self.address.setPlaceholderText("https://")
        self.body.addSpacing(4)
        self.body.addWidget(
            label(
                translate("EditThread", "What was captured is kept and never changed."),
                "muted",
                wrap=True,
            )
        )
        self.add_button(
            translate("EditThread", "Save"),
            QDialogButtonBox.ButtonRole.AcceptRole,
            primary=True,
        )
        self.add_button(translate("EditThread", "Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.finish()
        self.accepted.connect(self._on_accepted)
        self.title.setFocus()
        self.title.selectAll()

    def _add(self, name: str, shown: str, captured: str) -> QLineEdit:
        field = QLineEdit(shown)
        field.setAccessibleName(name)
        field.setCursorPosition(0)
        title = label(name, "heading")
        title.setBuddy(field)
        self.body.addWidget(title)
        self.body.addWidget(field)
        row = QHBoxLayout()
        row.setSpacing(8)
        saved = wording.one_line(captured)
        words = translate("EditThread", "Captured: {text}").format(
            text=saved or translate("EditThread", "nothing")
        )
        row.addWidget(label(words, "muted", wrap=True, chosen=True), 1)
        if saved:
            back = button(translate("EditThread", "Use this"), "link")
            back.setAccessibleName(
                translate("EditThread", "Use the captured words: {name}").format(name=name)
            )
            back.clicked.connect(lambda: field.setText(captured))
            row.addWidget(back)
        self.body.addLayout(row)
        return field

    def _on_accepted(self) -> None:
        self.edited.emit(self.title.text().strip(), self.address.text().strip())
