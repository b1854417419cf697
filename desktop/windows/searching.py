"""Searching the whole library as one types: the newest query wins, its first page comes at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from db.errors import QueryWrong
from desktop import messages
from desktop.inputs import IMPORTING
from desktop.models.search_model import PAGE

if TYPE_CHECKING:
    from db.changes import Changes
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
REST = 4_000
"""Milliseconds after which a search that stands was meant, and is remembered."""
LONGEST = 300
"""Chosen characters that are looked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The first page of a search, and how many hits there are if that is known."""

    query: str
    page: SearchPage
    total: int | None = None


class Searching(QObject):
    """Drives the search field and the list of hits."""

    failed = Signal(object)
    changed = Signal()
    """A search begins to stand, or stands no longer, or was answered."""
    asked = Signal()
    """Another query is to be answered, or none."""
    shown = Signal()
    """The first page of the query is there."""
    answered = Signal()
    """Its hits are counted, too."""

    def __init__(
        self, panes: Panes, reading: Reading, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._reading = reading
        self._settings = settings
        self._operations: Operations | None = None
        self._asked = ""
        self._answer: Answer | None = None
        self._remembered = ""
        self.mark: Bookmark | None = None
        """Where the reader was, and returns to; ``None`` when reading went on at a hit."""
        self._refresh = _once(self, REFRESH)
        self._refresh.timeout.connect(lambda: self._ask(quietly=True))
        self._rest = _once(self, REST)
        self._rest.timeout.connect(self.remember)
        bar, results = panes.search, panes.results
        bar.query_changed.connect(self._on_query)
        bar.left.connect(self._on_left)
        results.order_changed.connect(self._on_order)
        panes.search_model.more_wanted.connect(self._on_more)
        results.set_order(settings.hit_order or USUAL_ORDER)

    def attach(self, operations: Operations | None) -> None:
        """Search this library from now on."""
        self._operations = operations
        self._remembered = ""
        if operations is None:
            self.mark = None
            self._panes.search.leave()
        else:
            # what was typed while the library was being opened
            self._ask()

    @property
    def stands(self) -> bool:
        """Whether a query stands, so that its hits are shown in place of the list."""
        return bool(self._asked)

    @property
    def query(self) -> str:
        """The query that is to be answered; empty while none stands."""
        return self._asked

    @property
    def answer(self) -> Answer | None:
        """What was found last; it may be that of an earlier query."""
        return self._answer

    @property
    def is_answered(self) -> bool:
        """Whether what was found is that of the query that stands."""
        return self._answer is not None and self._answer.query == self._asked

    def focus(self) -> None:
        """Go to the field, with what stands in it chosen."""
        self._panes.search.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._panes.search.field.selectAll()

    def ask(self, query: str) -> None:
        """Put a query into the field and answer it."""
        self._panes.search.set_query(query)

    def leave(self) -> None:
        """End the search and return to where one was."""
        self._panes.search.leave()

    def on_changed(self, changes: Changes) -> None:
        """Ask again after a write; not while an import goes on."""
        if self.stands and changes.operation != IMPORTING and not changes.searches:
            self._refresh.start()

    def remember(self) -> None:
        """Note that the query that stands was meant."""
        operations, query = self._operations, self._asked
        if operations is None or not self._settings.search_history or not self.is_answered:
            return
        if query != self._remembered:
            self._remembered = query
            operations.searches.remember(query).on_failure(self.failed.emit).start()

    # asking

    def _on_query(self, query: str) -> None:
        if not query:
            self._stop()
            return
        began = not self._asked
        if began:
            self.mark = self._reading.bookmark()
        self._asked = query
        self._rest.stop()
        self._panes.show_results(shown=True)
        self._ask()
        self.asked.emit()
        self.changed.emit()

    def _stop(self) -> None:
        self._refresh.stop()
        self._rest.stop()
        self._asked = ""
        self._answer = None
        if self._operations is not None:
            self._operations.searches.drop_page()
        self._panes.search_model.clear()
        self._panes.results.show_nothing()
        self._panes.search.set_problem("")
        self._panes.show_results(shown=False)
        self._reading.finding.stand("")
        self.asked.emit()
        self.changed.emit()

    def _ask(self, *, quietly: bool = False) -> None:
        operations, query = self._operations, self._asked
        if operations is None or not query:
            return
        operations.searches.drop_count()
        if not quietly:
            self._panes.results.set_waiting()
        order = self._settings.hit_order or USUAL_ORDER

        def show(page: SearchPage) -> None:
            self._show(query, page)

        job = operations.searches.page(query, order, 0, PAGE)
        job.on_success(show).on_failure(self._on_failure).start()

    def _show(self, query: str, page: SearchPage) -> None:
        results = self._panes.results
        self._panes.search.set_problem("")
        before = self._answer
        self._answer = Answer(query, page)
        if before is None or before.query != query:
            self._panes.search_model.show_page(page)
            results.list.scrollToTop()
            self._rest.start()
        elif before.page.hits != page.hits:
            chosen = results.current()
            self._panes.search_model.show_page(page)
            if chosen is not None:
                results.choose_hit(chosen)
        self._reading.finding.stand(query)
        if len(page.hits) < PAGE:
            self._show_total(len(page.hits))
        else:
            self._restore_total()
            self._count(query)
        self.shown.emit()
        self.changed.emit()

    def _count(self, query: str) -> None:
        if self._operations is not None:
            self._operations.searches.count(query).on_success(self._show_total).on_failure(
                self.failed.emit
            ).start()

    def _show_total(self, total: int) -> None:
        if self._answer is not None:
            self._answer = replace(self._answer, total=total)
            self._restore_total()
            self.answered.emit()

    def _on_failure(self, error: Exception) -> None:
        if isinstance(error, QueryWrong):
            self._panes.search.set_problem(
                translate("Searching", "At character {number}: {sentence}").format(
                    number=error.position + 1, sentence=messages.sentence(error)
                ),
                error.position,
            )
        self._restore_total()
        if not isinstance(error, QueryWrong):
            self.failed.emit(error)

    def _restore_total(self) -> None:
        """Say how many hits those are that stand there."""
        answer = self._answer
        if answer is None:
            self._panes.results.show_nothing()
            self._panes.show_results(shown=False)
        else:
            earlier = answer.query if answer.query != self._asked else ""
            self._panes.results.set_total(
                answer.total, len(answer.page.hits), exact=answer.page.exact, earlier=earlier
            )

    def _on_more(self, offset: int) -> None:
        operations = self._operations
        if operations is None or self._answer is None:
            return
        order = self._settings.hit_order or USUAL_ORDER

        def fail(error: Exception) -> None:
            self._panes.search_model.page_failed()
            self.failed.emit(error)

        operations.searches.page(self._answer.query, order, offset, PAGE).on_success(
            self._panes.search_model.add_page
        ).on_failure(fail).start()

    def _on_order(self, order: str) -> None:
        self._settings.hit_order = order
        self._answer = None
        self._ask()

    def _on_left(self) -> None:
        mark, self.mark = self.mark, None
        if mark is not None:
            self._reading.return_to(mark)
        if self._reading.thread_id is not None or mark is not None:
            self._panes.column.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._panes.library.table.setFocus(Qt.FocusReason.OtherFocusReason)


def phrases(words: str) -> str:
    """Return a query for chosen words: each line of them as it stands, a few hundred characters.

    Lines are parts of one text, but what parts them is not for sure the same everywhere.
    """
    lines = (line.strip().replace('"', '""') for line in words[:LONGEST].splitlines())
    return " ".join(f'"{line}"' for line in lines if line)


def _once(parent: QObject, pause: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(pause)
    return timer
