"""What the search field offers: completions as one types, and what was searched for before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from db.search import Completion
    from desktop.operations import Operations
    from desktop.settings import Settings
    from desktop.windows.panes import Panes


class Offering(QObject):
    """Drives the list below the search field."""

    failed = Signal(object)

    def __init__(self, panes: Panes, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bar = panes.search
        self._settings = settings
        self._operations: Operations | None = None
        self._bar.completions_wanted.connect(self._on_completions_wanted)
        self._bar.history_wanted.connect(self._on_history_wanted)
        self._bar.history_cleared.connect(self.clear_history)
        self._bar.set_remembers(on=settings.search_history)

    def attach(self, operations: Operations | None) -> None:
        """Offer what this library holds from now on."""
        self._operations = operations

    def set_history(self, on: bool) -> None:
        """Remember what is searched for, or no more; what was remembered stays until cleared."""
        self._settings.search_history = on
        self._bar.set_remembers(on=on)

    def clear_history(self) -> None:
        """Forget what was searched for."""
        if self._operations is not None and not self._operations.read_only:
            self._operations.searches.clear_history().on_failure(self.failed.emit).start()

    def _on_completions_wanted(self, query: str, at: int) -> None:
        if self._operations is None:
            return

        def show(found: tuple[Completion, ...]) -> None:
            self._bar.show_completions(query, at, found)

        self._operations.searches.complete(query, at).on_success(show).on_failure(
            self.failed.emit
        ).start()

    def _on_history_wanted(self) -> None:
        if self._operations is None:
            return

        def show(queries: tuple[str, ...]) -> None:
            if not self._bar.show_history(queries) and not self._bar.query():
                self._bar.step_requested.emit(1)

        self._operations.searches.history().on_success(show).on_failure(self.failed.emit).start()
