"""One line at the foot of the window for what the reader should know; never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import icons, messages
from desktop.views.parts import button, label, restyle, tool

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.errors import KnownError
    from desktop.theme import Tokens

translate = QCoreApplication.translate

PASSING = 8_000
"""Milliseconds that a mere piece of news stays."""


class MessageBar(QFrame):
    """Headline and advice, the detail on demand, and perhaps one thing to do about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._action: Callable[[], None] | None = None
        self._icons: dict[str, str] = {}
        self._kind = "info"
        self._sign = QLabel()
        self._headline = label(wrap=True, chosen=True)
        self._advice = label(role="muted", wrap=True, chosen=True)
        self._do = button("", "link")
        self._details = button(translate("MessageBar", "Details"), "link")
        self._copy = button(translate("MessageBar", "Copy"), "link")
        self._close = tool(translate("MessageBar", "Dismiss this message"))
        self._detail = QPlainTextEdit()
        self._detail.setReadOnly(True)
        self._detail.setMaximumHeight(110)
        self._detail.setAccessibleName(translate("MessageBar", "Details"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._build()
        self.hide()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._headline)
        words.addWidget(self._advice)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        for part in (self._do, self._details, self._copy, self._close):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        layout.addLayout(row)
        layout.addWidget(self._detail)
        self._do.clicked.connect(self._on_do)
        self._details.clicked.connect(lambda: self._detail.setVisible(self._detail.isHidden()))
        self._copy.clicked.connect(self._on_copy)
        self._close.clicked.connect(self.hide)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self._close.setIcon(icons.icon("close", tokens.muted))
        self._icons = {
            "error": tokens.accent,
            "warning": tokens.warning,
            "info": tokens.muted,
        }
        self._draw_sign()

    def show_error(self, error: KnownError) -> None:
        """Say a known error in the reader's language."""
        self._show("error", messages.headline(error), messages.advice(error), error.detail)

    def show_news(
        self,
        text: str,
        advice: str = "",
        do: str = "",
        action: Callable[[], None] | None = None,
        *,
        warning: bool = False,
        lasting: bool = False,
    ) -> None:
        """Say what happened.

        Args:
            text: what.
            advice: more about it.
            do: words of one thing to do about it.
            action: that thing.
            warning: whether it is more than news; it stays until it is dismissed.
            lasting: whether it stays although it is mere news.
        """
        self._show("warning" if warning else "info", text, advice, "", do, action)
        if not warning and not lasting:
            self._timer.start(PASSING)

    def pass_news(self) -> None:
        """Take away what is mere news; an error or a warning stays."""
        if self._kind == "info":
            self.hide()

    def text(self) -> str:
        """Return headline and advice as shown."""
        return f"{self._headline.text()} {self._advice.text()}".strip()

    def _show(
        self,
        kind: str,
        headline: str,
        advice: str,
        detail: str,
        do: str = "",
        action: Callable[[], None] | None = None,
    ) -> None:
        self._timer.stop()
        self._kind = kind
        self._headline.setText(headline)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._detail.setPlainText(detail)
        self._detail.hide()
        self._details.setVisible(bool(detail))
        self._copy.setVisible(kind == "error")
        self._do.setText(do)
        self._do.setAccessibleName(do)
        self._do.setVisible(bool(do))
        self._action = action
        self.setProperty("kind", kind)
        self.setAccessibleName(self.text())
        restyle(self)
        self._draw_sign()
        self.show()

    def _draw_sign(self) -> None:
        colour = self._icons.get(self._kind)
        if colour is not None:
            self._sign.setPixmap(icons.pixmap(self._kind, colour, 20, self.devicePixelRatioF()))

    def _on_do(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()

    def _on_copy(self) -> None:
        parts = (self._headline.text(), self._advice.text(), self._detail.toPlainText())
        QGuiApplication.clipboard().setText("\n".join(part for part in parts if part))
