"""Keys that are typed into a field belong to the field, whatever action has the same key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QKeyEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

_ELSEWHERE = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_MOVING = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Backspace,
    }
)


class TypingGuard(QObject):
    """Keeps one-letter keys and dropped files away from the fields it watches."""

    def watch(self, field: QLineEdit | QPlainTextEdit) -> None:
        """Guard a field."""
        field.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Claim keys that type or move; leave files that are dragged to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & _ELSEWHERE
            # a character that needs AltGr comes with modifiers and is typed all the same
            typed = bool(event.text()) and event.text().isprintable()
            if (plain and (typed or event.key() in _MOVING)) or (
                typed
                and event.modifiers() & Qt.KeyboardModifier.AltModifier
                and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            ):
                event.accept()
                return True
        elif isinstance(event, QDragEnterEvent) and event.mimeData().hasUrls():
            event.ignore()
            return True
        return False
