"""The search field above the library, with a line for what is wrong with a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop import icons
from desktop.views.parts import label

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from desktop.theme import Tokens

translate = QCoreApplication.translate

PAUSE = 150
"""Milliseconds without a key after which a query is asked; input methods send no half words."""


class SearchBar(QWidget):
    """One field: typing asks, arrows walk the hits, Enter opens, Esc leaves."""

    query_changed = Signal(str)
    """The query to be answered now; empty when the field is."""
    hit_requested = Signal()
    step_requested = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = ""
        self.field = QLineEdit()
        self.field.setObjectName("search")
        self.field.setClearButtonEnabled(True)
        words = translate("SearchBar", "Search titles, authors, texts and notes")
        self.field.setPlaceholderText(translate("SearchBar", "Search the library"))
        self.field.setAccessibleName(words)
        self.field.setToolTip(
            words + "\n" + translate("SearchBar", 'word  "exact words"  -not  author:name  =字')
        )
        self._glass: QAction = self.field.addAction(
            icons.icon("search", "#808080"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._problem = label(role="warning", wrap=True)
        self._problem.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self.field.textChanged.connect(self._on_typing)
        self.field.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 6)
        layout.setSpacing(6)
        layout.addWidget(self.field)
        layout.addWidget(self._problem)
        self.setFocusProxy(self.field)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self._glass.setIcon(icons.icon("search", tokens.muted))

    def query(self) -> str:
        """Return what stands in the field."""
        return self.field.text()

    def set_query(self, query: str) -> None:
        """Put a query into the field and ask it at once."""
        self.field.setText(query)
        self._ask()

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong with the query; empty when it is right."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def leave(self) -> None:
        """Empty the field and say that the search is over."""
        self.field.clear()  # which asks for nothing, if something was asked before
        self.set_problem("")
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Let the arrows, Enter and Esc of the field drive the results."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Down:
                self.step_requested.emit(1)
            case Qt.Key.Key_Up:
                self.step_requested.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self._pause.isActive():
                    self._ask()
                else:
                    self.hit_requested.emit()
            case Qt.Key.Key_Escape:
                self.leave()
            case _:
                return False
        return True

    def _on_typing(self, text: str) -> None:
        if text.strip():
            self._pause.start()
        else:
            self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        query = self.field.text().strip()
        if query != self._asked:
            self._asked = query
            self.query_changed.emit(query)
