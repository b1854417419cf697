"""The bar above a thread that finds words in all its floors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from desktop import icons
from desktop.models import wording
from desktop.views.parts import label, tool

if TYPE_CHECKING:
    from desktop.theme import Tokens

translate = QCoreApplication.translate

_PAUSE = 150


class FindBar(QFrame):
    """Field, count, previous, next, close."""

    query_changed = Signal(str)
    next_requested = Signal()
    previous_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.field = QLineEdit()
        self.field.setObjectName("find")
        self.field.setClearButtonEnabled(True)
        self.field.setPlaceholderText(translate("FindBar", "Find in this thread"))
        self.field.setAccessibleName(translate("FindBar", "Find in this thread"))
        self.field.setMaximumWidth(360)
        self._count = label(role="muted")
        self._count.setMinimumWidth(80)
        self._previous = tool(translate("FindBar", "Previous match"))
        self._next = tool(translate("FindBar", "Next match"))
        self._close = tool(translate("FindBar", "Close"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._ask)
        self.field.textChanged.connect(self._on_typing)
        self.field.installEventFilter(self)
        self._previous.clicked.connect(self.previous_requested)
        self._next.clicked.connect(self.next_requested)
        self._close.clicked.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.setSpacing(6)
        for part in (self.field, self._previous, self._next, self._count):
            layout.addWidget(part)
        layout.setStretch(0, 1)
        layout.addStretch(1)
        layout.addWidget(self._close)
        self.setFocusProxy(self.field)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        for button, name in (
            (self._previous, "up"),
            (self._next, "down"),
            (self._close, "close"),
        ):
            button.setIcon(icons.icon(name, tokens.muted, tokens.faint))

    def set_count(self, current: int, total: int) -> None:
        """Say which match of how many is the present one; counted from 1, 0 is none."""
        if total == 0:
            text = translate("FindBar", "no match") if self.field.text().strip() else ""
        elif current <= 0:
            text = translate("FindBar", "%n match(es)", None, total)
        else:
            text = translate("FindBar", "{current} of {total}").format(
                current=wording.number(current), total=wording.number(total)
            )
        self._count.setText(text)
        self._next.setEnabled(total > 0)
        self._previous.setEnabled(total > 0)

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong with the query."""
        self._count.setText(sentence)

    def open_with(self, words: str) -> None:
        """Come up with these words, or with those that stood here before."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Let Enter walk the matches and Esc close the bar."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._pause.isActive():
                    self._ask()
                elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    self.previous_requested.emit()
                else:
                    self.next_requested.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
        return super().eventFilter(watched, event)

    def _on_typing(self) -> None:
        self._pause.start()

    def _ask(self) -> None:
        self._pause.stop()
        self.query_changed.emit(self.field.text().strip())
