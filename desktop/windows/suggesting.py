"""Suggestions beside the evidence of the chosen floor: worked out aside, only where one asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop import messages
from desktop.windows.panes import REPLY_TAB

if TYPE_CHECKING:
    from db.records import Suggestion
    from desktop.actions import Actions
    from desktop.operations import Operations
    from desktop.settings import Settings
    from desktop.windows.panes import Panes
    from desktop.windows.reading import Reading


class Suggesting(QObject):
    """Asks for suggestions while they are wanted and the page that shows them is seen."""

    failed = Signal(object)

    def __init__(
        self,
        panes: Panes,
        actions: Actions,
        reading: Reading,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._action = actions["suggestions"]
        self._reading = reading
        self._settings = settings
        self._operations: Operations | None = None
        self._action.setChecked(settings.suggestions)
        self._action.toggled.connect(self._on_toggled)
        panes.reply.shown.connect(self._ask)
        panes.reply.suggestions_wanted.connect(self._action.trigger)

    def attach(self, operations: Operations | None) -> None:
        """Ask this library from now on."""
        self._operations = operations

    def _on_toggled(self, wanted: bool) -> None:
        self._settings.suggestions = wanted
        if wanted:
            self._panes.show_tab(REPLY_TAB)
            self._ask()
        else:
            self._panes.reply.show_suggestions(None)

    def _ask(self) -> None:
        operations, post = self._operations, self._reading.shown
        if operations is None or post is None or post.opening or not self._action.isChecked():
            return

        def show(found: tuple[Suggestion, ...]) -> None:
            from desktop.views.reply_suggestions import Suggested  # noqa: PLC0415 - then

            now = self._reading.shown
            if now is None or now.id != post.id or not self._action.isChecked():
                return
            rules = {each.rule: messages.of_rule(each.rule) for each in found}
            self._panes.reply.show_suggestions(
                Suggested(now, found, rules, self._reading.decidable(now))
            )

        job = operations.suggestions(post.thread, post.id)
        job.on_success(show).on_failure(self.failed.emit).start()
