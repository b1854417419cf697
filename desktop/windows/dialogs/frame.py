"""What all dialogs share: margins, a row of buttons, and that they go away when they close."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from desktop.models import wording
from desktop.views.parts import label

WIDTH = 460


class Dialog(QDialog):
    """A dialog over a window, opened with ``open``; it blocks that window and nothing else."""

    def __init__(
        self, parent: QWidget, title: str, name: str, width: int = WIDTH, height: int = 0
    ) -> None:
        """Make an empty dialog.

        Args:
            parent: the window it belongs to.
            title: its title.
            name: by which code and tests find it.
            width: in pixels; its words are laid out for that.
            height: in pixels; 0 for as high as its words are.
        """
        super().__init__(parent)
        self._size = QSize(width, height)
        self.setWindowTitle(title)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(min(width, 420))
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 20, 24, 18)
        self.body.setSpacing(10)
        self.buttons = QDialogButtonBox()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def add_words(self, headline: str, advice: str = "") -> None:
        """Begin with a sentence, and perhaps another one below it."""
        if headline:
            self.body.addWidget(label(headline, "heading", wrap=True, chosen=True))
        if advice:
            self.body.addWidget(label(advice, "muted", wrap=True, chosen=True))

    def add_button(
        self, text: str, role: QDialogButtonBox.ButtonRole, *, primary: bool = False
    ) -> QPushButton:
        """Add a button to the row at the foot; the system says in which order they stand."""
        made = self.buttons.addButton(text, role)
        made.setAccessibleName(wording.without_mnemonic(text))
        made.setAutoDefault(primary)
        made.setDefault(primary)
        if primary:
            made.setProperty("role", "primary")
        return made

    def finish(self) -> None:
        """Put the row of buttons at the foot."""
        self.body.addSpacing(6)
        self.body.addWidget(self.buttons)

    def open(self) -> None:
        """Show it, as high as what stands in it needs."""
        self._fit()
        super().open()

    def _fit(self) -> None:
        self.ensurePolished()
        self.body.activate()
        width = self._size.width()
        self.resize(width, self._size.height() or self.body.totalHeightForWidth(width))
