"""The search field above the library: what it offers below itself, and what is wrong with a query.

The list below the field is made when it is first wanted.  It never takes the keyboard: the arrows
walk it while it is shown, Enter takes a row only where one was chosen, Esc closes it alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop import icons
from desktop.models.offsets import points, units
from desktop.theme import LIGHT
from desktop.views.parts import label
from desktop.views.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from db.search import Completion
    from desktop.models.offers_model import Offer
    from desktop.theme import Tokens
    from desktop.views.search_popup import SearchPopup

translate = QCoreApplication.translate

PAUSE = 150
"""Milliseconds without a key after which a query is asked; input methods send no half words."""
OFFER_PAUSE = 60
"""Milliseconds without a key after which it is asked what could be written."""


class SearchBar(QWidget):
    """One field: typing asks, arrows walk the hits, Enter opens, Esc leaves."""

    query_changed = Signal(str)
    """The query to be answered now; empty when the field is."""
    hit_requested = Signal()
    step_requested = Signal(int)
    left = Signal()
    typed = Signal()
    """Something was typed that is not asked yet."""
    completions_wanted = Signal(str, int)
    """What stands in the field, and where the cursor is, in code points."""
    history_wanted = Signal()
    history_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = ""
        self._tokens = LIGHT
        self._popup: SearchPopup | None = None
        self._remembers = True
        self.field = SearchField()
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
        words = translate("SearchBar", "Earlier searches (Alt+↓)")
        self._earlier: QAction = self.field.addAction(
            icons.icon("history", "#808080"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._earlier.setText(words)
        self._earlier.setToolTip(words)
        self._earlier.triggered.connect(self.history_wanted)
        self._problem = label(role="warning", wrap=True)
        self._problem.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self._offer_pause = QTimer(self)
        self._offer_pause.setSingleShot(True)
        self._offer_pause.setInterval(OFFER_PAUSE)
        self._offer_pause.timeout.connect(self._want_completions)
        self.field.textChanged.connect(self._on_typing)
        self.field.textEdited.connect(self._on_edited)
        self.field.composing_changed.connect(self._on_composing)
        self.field.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 6)
        layout.setSpacing(6)
        layout.addWidget(self.field)
        layout.addWidget(self._problem)
        self.setFocusProxy(self.field)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self._tokens = tokens
        self.field.set_tokens(tokens)
        self._glass.setIcon(icons.icon("search", tokens.muted))
        self._earlier.setIcon(icons.icon("history", tokens.muted))
        if self._popup is not None:
            self._popup.set_tokens(tokens)

    def query(self) -> str:
        """Return what stands in the field."""
        return self.field.text()

    def set_query(self, query: str) -> None:
        """Put a query into the field and ask it at once."""
        self.field.setText(query)
        self._ask()

    def set_problem(self, sentence: str, position: int | None = None) -> None:
        """Say what is wrong with the query; empty when it is right.

        Args:
            sentence: what is wrong.
            position: where, in code points of what stands in the field without spaces around it.
        """
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        if position is not None:
            text = self.field.text()
            position += len(text) - len(text.lstrip())
        self.field.set_wrong(position if sentence else None)

    def set_remembers(self, *, on: bool) -> None:
        """Say whether what was searched for can be shown."""
        self._remembers = on
        self._earlier.setVisible(on)

    def leave(self) -> None:
        """Empty the field and say that the search is over."""
        self._hide_offers()
        self.field.clear()  # which asks for nothing, if something was asked before
        self.set_problem("")
        self.left.emit()

    # what is offered

    @property
    def offering(self) -> bool:
        """Whether something is offered below the field."""
        return self._popup is not None and self._popup.isVisible()

    def show_completions(self, query: str, at: int, found: Sequence[Completion]) -> None:
        """Offer what can be written at a place, if that is still where the cursor is."""
        if self._place() != (query, at) or not self._can_offer():
            return
        from desktop.models.offers_model import of_completions  # noqa: PLC0415 - see above

        self._offer(of_completions(found))

    def show_history(self, queries: Sequence[str]) -> bool:
        """Offer what was searched for; say whether there is something."""
        from desktop.models.offers_model import of_history  # noqa: PLC0415 - see above

        self._offer(of_history(queries))
        return self.offering

    def _offer(self, offers: Sequence[Offer]) -> None:
        if self._popup is None:
            if not offers:
                return
            from desktop.views.search_popup import SearchPopup  # noqa: PLC0415 - see above

            self._popup = SearchPopup(self.field)
            self._popup.set_tokens(self._tokens)
            self._popup.taken.connect(self._take)
        self._popup.offer(offers)

    def _hide_offers(self) -> None:
        self._offer_pause.stop()
        if self._popup is not None:
            self._popup.hide()

    def _can_offer(self) -> bool:
        return self.field.hasFocus() and not self.field.composing

    def _place(self) -> tuple[str, int]:
        text = self.field.text()
        return text, points(text, self.field.cursorPosition())

    def _want_completions(self) -> None:
        if self._can_offer() and self.field.text():
            self.completions_wanted.emit(*self._place())
        else:
            self._hide_offers()

    def _take(self, offer: Offer) -> None:
        self._hide_offers()
        if offer.clears:
            self.history_cleared.emit()
        elif offer.completion is not None:
            text, wanted = self.field.text(), offer.completion
            start, end = units(text, wanted.start), units(text, wanted.end)
            self.field.setSelection(start, end - start)
            self.field.insert(wanted.text)
            self._offer_pause.start()
        else:
            self.set_query(offer.query)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Let the arrows, Enter and Esc of the field drive the results, or what is offered."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return (self.offering and self._on_offer_key(event)) or self._on_key(event)
        if event.type() == QEvent.Type.FocusOut:
            self._hide_offers()
        return super().eventFilter(watched, event)

    def _on_offer_key(self, event: QKeyEvent) -> bool:
        """Walk what is offered; what no key is meant for goes on to the field."""
        popup = self._popup
        if popup is None:
            return False
        chosen = popup.chosen()
        match event.key():
            case Qt.Key.Key_Down:
                popup.walk(1)
            case Qt.Key.Key_Up:
                popup.walk(-1)
            case Qt.Key.Key_Escape:
                self._hide_offers()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if chosen is not None:
                self._take(chosen)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._hide_offers()
                return False
            case _:
                return False
        return True

    def _on_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Down if self._remembers and (
                event.modifiers() & Qt.KeyboardModifier.AltModifier or not self.field.text()
            ):
                self.history_wanted.emit()
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
        self.field.set_wrong(None)
        if text.strip():
            self._pause.start()
            self.typed.emit()
        else:
            self._ask()

    def _on_edited(self, text: str) -> None:
        if text:
            self._offer_pause.start()
        else:
            self._hide_offers()

    def _on_composing(self, composing: bool) -> None:
        if composing:
            self._hide_offers()

    def _ask(self) -> None:
        self._pause.stop()
        query = self.field.text().strip()
        if query != self._asked:
            self._asked = query
            self.query_changed.emit(query)
