"""The bar that says that only one person's floors are shown, and how to see all again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.models import wording
from desktop.views.parts import button, label

translate = QCoreApplication.translate


class PersonBar(QFrame):
    """A sentence and a button."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("personBar")
        self.said = label(wrap=True)
        self.leave = button(translate("PersonBar", "Show all floors"))
        self.leave.setToolTip(translate("PersonBar", "Esc shows all floors again"))
        self.leave.clicked.connect(self.left)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 12, 6)
        layout.setSpacing(12)
        layout.addWidget(self.said, 1)
        layout.addWidget(self.leave)

    def say(self, author: str, own: int, beside: int) -> None:
        """Say whose floors are shown, how many, and how many that they answer."""
        name = wording.author(author)
        floors = translate("PersonBar", "%n floor(s)", None, own)
        if beside:
            others = translate("PersonBar", "%n that they answer", None, beside)
            text = translate("PersonBar", "Only {name}: {floors}, and {others}, dimmed")
            self.said.setText(text.format(name=name, floors=floors, others=others))
        else:
            text = translate("PersonBar", "Only {name}: {floors}")
            self.said.setText(text.format(name=name, floors=floors))
