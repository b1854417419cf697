"""What stands in the middle while no thread is open: what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop import icons, messages
from desktop.views.parts import button, label

if TYPE_CHECKING:
    from db.errors import KnownError
    from desktop.theme import Tokens

translate = QCoreApplication.translate


class EmptyState(QWidget):
    """One of: opening, an empty library, no thread chosen, a library that cannot be opened."""

    open_requested = Signal()
    sample_requested = Signal()
    locate_requested = Signal()
    create_requested = Signal()
    retry_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = QLabel()
        self._mark.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._headline = label(role="big", wrap=True)
        self._advice = label(role="muted", wrap=True)
        self._open = button(translate("EmptyState", "Open files…"), "primary")
        self._sample = button(translate("EmptyState", "Try the sample"))
        self._retry = button(translate("EmptyState", "Try again"), "primary")
        self._locate = button(translate("EmptyState", "Choose where it is…"))
        self._create = button(translate("EmptyState", "Create a new library…"))
        self._quit = button(translate("EmptyState", "Quit"))
        self.problem_shown = False
        self._buttons = (
            self._open,
            self._sample,
            self._retry,
            self._locate,
            self._create,
            self._quit,
        )
        self._build()
        self.show_opening()

    def _build(self) -> None:
        self._mark.setPixmap(icons.application_icon().pixmap(72, 72))
        frame = QFrame()
        frame.setObjectName("emptyFrame")
        frame.setMaximumWidth(560)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(36, 36, 36, 36)
        inner.setSpacing(10)
        inner.addWidget(self._mark)
        inner.addSpacing(8)
        for part in (self._headline, self._advice):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inner.addWidget(part)
        inner.addSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        for made in self._buttons:
            row.addWidget(made)
        row.addStretch()
        inner.addLayout(row)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(frame, 4)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(across)
        layout.addStretch(3)
        self._open.clicked.connect(self.open_requested)
        self._sample.clicked.connect(self.sample_requested)
        self._retry.clicked.connect(self.retry_requested)
        self._locate.clicked.connect(self.locate_requested)
        self._create.clicked.connect(self.create_requested)
        self._quit.clicked.connect(self.quit_requested)

    def show_opening(self) -> None:
        """Say nothing: a library opens in a moment."""
        self._set("", "")
        self._mark.hide()

    def say_opening(self) -> None:
        """Say that the library is being opened, after all."""
        if not self.text() and not self.problem_shown:
            self._set(translate("EmptyState", "Opening the library…"), "")

    def show_empty_library(self, *, writable: bool) -> None:
        """Say how threads come in."""
        if writable:
            self._set(
                translate("EmptyState", "Drop saved threads here"),
                translate(
                    "EmptyState",
                    "Drop files or a whole folder on this window, open files,"
                    " paste a copied page, or try the sample.",
                ),
                self._open,
                self._sample,
            )
        else:
            self._set(
                translate("EmptyState", "This library is empty"),
                translate("EmptyState", "It can only be read, so nothing can be added to it."),
            )

    def show_nothing_chosen(self) -> None:
        """Say that a thread can be chosen."""
        self._set(
            translate("EmptyState", "Choose a thread"),
            translate(
                "EmptyState",
                "The list on the left holds what was saved; search finds any word of it.",
            ),
        )

    def show_problem(self, error: KnownError, *, missing: bool) -> None:
        """Say why the library is not open, and what can be done."""
        choices = [self._retry, self._locate, self._create]
        if missing:
            choices.append(self._quit)
        self._set(messages.headline(error), messages.advice(error), *choices)
        self.problem_shown = True

    def text(self) -> str:
        """Return what is said."""
        return f"{self._headline.text()} {self._advice.text()}".strip()

    def _set(self, headline: str, advice: str, *buttons: QWidget) -> None:
        self.problem_shown = False
        self._mark.show()
        self._headline.setText(headline)
        self._advice.setText(advice)
        for made in self._buttons:
            made.setVisible(made in buttons)

    def set_tokens(self, _tokens: Tokens) -> None:
        """Draw in these colours: all of it follows the style sheet."""
