"""Facets: what the hits have in common is counted behind them, and narrows the query by a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from db.search import Facets
    from desktop.operations import Operations
    from desktop.settings import Settings
    from desktop.windows.panes import Panes
    from desktop.windows.searching import Searching


class Narrowing(QObject):
    """Drives the lines above the hits."""

    failed = Signal(object)

    def __init__(
        self, panes: Panes, searching: Searching, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._results = panes.results
        self._searching = searching
        self._settings = settings
        self._operations: Operations | None = None
        self._results.show_facets(shown=settings.facets_shown)
        self._results.facets_toggled.connect(self._on_toggled)
        self._results.facet_chosen.connect(self._on_chosen)
        panes.search.typed.connect(self._drop)
        panes.search.typed.connect(self._prepare, Qt.ConnectionType.SingleShotConnection)
        searching.asked.connect(self._on_asked)
        searching.answered.connect(self._count)

    def attach(self, operations: Operations | None) -> None:
        """Count in this library from now on."""
        self._operations = operations

    def _drop(self) -> None:
        """What is counted is for a query that is being changed: it would only be in the way."""
        if self._operations is not None:
            self._operations.searches.drop_facets()

    def _prepare(self) -> None:
        """Make what the first answer needs before it is there, each in a turn of its own."""
        QTimer.singleShot(0, self, self._results.warm)
        if self._settings.facets_shown:
            QTimer.singleShot(40, self, self._results.make_facets)

    def _on_asked(self) -> None:
        self._drop()
        if not self._searching.stands:
            self._results.clear_facets()

    def _count(self) -> None:
        operations, query = self._operations, self._searching.query
        if operations is None or not self._settings.facets_shown:
            return
        if not self._searching.is_answered:
            return

        def show(found: Facets) -> None:
            if self._searching.query == query:
                self._show(query, found)

        operations.searches.facets(query).on_success(show).on_failure(self.failed.emit).start()

    def _show(self, query: str, found: Facets) -> None:
        from db.search.refining import standing  # noqa: PLC0415 - loaded with what was counted
        from desktop.views.facets_view import NOTED  # noqa: PLC0415

        offered = [
            value.term for each in (found.people, found.boards, found.years) for value in each
        ]
        self._results.set_facets(found, standing(query, [*offered, NOTED]))

    def _on_chosen(self, term: str) -> None:
        from db.search.refining import has_term, with_term, without_term  # noqa: PLC0415

        query = self._searching.query
        change = without_term if has_term(query, term) else with_term
        self._searching.ask(change(query, term))

    def _on_toggled(self, shown: bool) -> None:
        self._settings.facets_shown = shown
        if shown:
            self._count()
        else:
            self._drop()
