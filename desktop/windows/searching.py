"""Searching the whole library as one types: the newest query wins, hits are shown in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from db.errors import QueryWrong
from desktop import messages
from desktop.inputs import IMPORTING
from desktop.models.search_model import PAGE

if TYPE_CHECKING:
    from db.changes import Changes
    from db.records import SearchHit
    from db.search import SearchPage
    from desktop.operations import Operations
    from desktop.settings import Settings
    from desktop.windows.history import Bookmark
    from desktop.windows.panes import Panes
    from desktop.windows.reading import Reading

translate = QCoreApplication.translate

USUAL_ORDER = "relevance"
REFRESH = 1_000
"""Milliseconds after a write before what is found is asked for again."""


class Searching(QObject):
    """Drives the search field and the list of hits."""

    failed = Signal(object)
    note_wanted = Signal(object)
    """A ``SearchHit`` in a note, whose note is to be shown."""
    changed = Signal()
    """A search begins to stand, or stands no longer."""

    def __init__(
        self, panes: Panes, reading: Reading, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._reading = reading
        self._settings = settings
        self._operations: Operations | None = None
        self._asked = ""
        self._shown: tuple[str, SearchPage] | None = None
        self._mark: Bookmark | None = None
        self._enter = False
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(REFRESH)
        self._refresh.timeout.connect(lambda: self._ask(quietly=True))
        bar, results = panes.search, panes.results
        bar.query_changed.connect(self._on_query)
        bar.step_requested.connect(self._on_step)
        bar.hit_requested.connect(self._on_enter)
        bar.left.connect(self._on_left)
        results.hit_chosen.connect(self._on_chosen)
        results.hit_entered.connect(self._on_entered)
        results.order_changed.connect(self._on_order)
        panes.search_model.more_wanted.connect(self._on_more)
        results.set_order(settings.hit_order or USUAL_ORDER)

    def attach(self, operations: Operations | None) -> None:
        """Search this library from now on."""
        self._operations = operations
        if operations is None:
            self._mark = None
            self._panes.search.leave()
        else:
            # what was typed while the library was being opened
            self._ask()

    @property
    def stands(self) -> bool:
        """Whether a query stands, so that its hits are shown in place of the list."""
        return bool(self._asked)

    def focus(self) -> None:
        """Go to the field, with what stands in it chosen."""
        self._panes.search.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._panes.search.field.selectAll()

    def leave(self) -> None:
        """End the search and return to where one was."""
        self._panes.search.leave()

    def on_changed(self, changes: Changes) -> None:
        """Ask again after a write; not while an import goes on."""
        if self.stands and changes.operation != IMPORTING:
            self._refresh.start()

    # asking

    def _on_query(self, query: str) -> None:
        if not query:
            self._stop()
            return
        began = not self._asked
        if began:
            self._mark = self._reading.bookmark()
        self._asked = query
        self._enter = False
        self._panes.show_results(shown=True)
        self._ask()
        if began:
            self.changed.emit()

    def _stop(self) -> None:
        self._refresh.stop()
        self._asked = ""
        self._shown = None
        self._enter = False
        if self._operations is not None:
            self._operations.jobs.drop("search")
        self._panes.search_model.clear()
        self._panes.results.show_nothing()
        self._panes.search.set_problem("")
        self._panes.show_results(shown=False)
        self._reading.finding.stand("")
        self.changed.emit()

    def _ask(self, *, quietly: bool = False) -> None:
        operations, query = self._operations, self._asked
        if operations is None or not query:
            return
        if not quietly:
            self._panes.results.set_waiting()
        order = self._settings.hit_order or USUAL_ORDER

        def show(page: SearchPage) -> None:
            self._show(query, page)

        job = operations.search(query, order, 0, PAGE)
        job.on_success(show).on_failure(self._on_failure).start()

    def _show(self, query: str, page: SearchPage) -> None:
        results = self._panes.results
        self._panes.search.set_problem("")
        before = self._shown
        self._shown = (query, page)
        if before is None or before[0] != query:
            self._panes.search_model.show_page(page)
            results.list.scrollToTop()
        elif before[1].hits != page.hits:
            chosen = results.current()
            self._panes.search_model.show_page(page)
            if chosen is not None:
                results.choose_hit(chosen)
        results.set_total(page.total, len(page.hits), exact=page.exact)
        self._reading.finding.stand(query)
        if self._enter:
            self._enter = False
            self._on_enter()

    def _on_failure(self, error: Exception) -> None:
        self._enter = False
        if not isinstance(error, QueryWrong):
            self._restore_total()
            self.failed.emit(error)
            return
        self._panes.search.set_problem(
            translate("Searching", "At character {number}: {sentence}").format(
                number=error.position + 1, sentence=messages.sentence(error)
            )
        )
        self._restore_total()

    def _restore_total(self) -> None:
        """Say again how many hits those are that still stand there."""
        if self._shown is None:
            self._panes.results.show_nothing()
            self._panes.show_results(shown=False)
        else:
            query, page = self._shown
            earlier = query if query != self._asked else ""
            self._panes.results.set_total(
                page.total, len(page.hits), exact=page.exact, earlier=earlier
            )

    def _on_more(self, offset: int) -> None:
        operations = self._operations
        if operations is None or self._shown is None:
            return
        order = self._settings.hit_order or USUAL_ORDER

        def fail(error: Exception) -> None:
            self._panes.search_model.page_failed()
            self.failed.emit(error)

        operations.search(self._shown[0], order, offset, PAGE).on_success(
            self._panes.search_model.add_page
        ).on_failure(fail).start()

    def _on_order(self, order: str) -> None:
        self._settings.hit_order = order
        self._shown = None
        self._ask()

    # walking the hits

    def _on_step(self, by: int) -> None:
        if self.stands:
            self._panes.results.step(by)
        else:
            self._panes.library.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_enter(self) -> None:
        """Go to the chosen hit, or to the first as soon as the answer is there."""
        if self._shown is None or self._shown[0] != self._asked:
            self._enter = self.stands
            return
        hit = self._panes.results.chosen()
        if hit is not None:
            self._on_entered(hit)

    def _on_chosen(self, hit: SearchHit) -> None:
        query = self._shown[0] if self._shown is not None else self._asked
        self._reading.show_hit(hit, query)
        if hit.note is not None:
            self.note_wanted.emit(hit)

    def _on_entered(self, hit: SearchHit) -> None:
        # reading goes on there, so leaving the search does not lead away from it
        self._mark = None
        self._on_chosen(hit)
        self._panes.column.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_left(self) -> None:
        mark, self._mark = self._mark, None
        if mark is not None:
            self._reading.return_to(mark)
        if self._reading.thread_id is not None or mark is not None:
            self._panes.column.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._panes.library.table.setFocus(Qt.FocusReason.OtherFocusReason)
