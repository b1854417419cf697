"""Walking the hits of a search: through the list, and in place from thread to thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.records import SearchHit, ThreadId
    from desktop.windows.panes import Panes
    from desktop.windows.reading import Reading
    from desktop.windows.searching import Searching

translate = QCoreApplication.translate


class Walking(QObject):
    """Shows hits in their place, and goes on where a page, or a thread, has no more of them."""

    note_wanted = Signal(object)
    """A ``SearchHit`` in a note, whose note is to be shown."""

    def __init__(
        self, panes: Panes, reading: Reading, searching: Searching, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._reading = reading
        self._searching = searching
        self._enter = False
        self._later: Callable[[], None] | None = None
        bar, results = panes.search, panes.results
        bar.step_requested.connect(self._on_step)
        bar.hit_requested.connect(self._on_enter)
        results.hit_chosen.connect(self._on_chosen)
        results.hit_entered.connect(self._on_entered)
        searching.asked.connect(self._on_asked)
        searching.shown.connect(self._on_shown)
        panes.search_model.rowsInserted.connect(self._on_more)
        reading.finding.walked_out.connect(self._on_walked_out)
        reading.finding.arrived.connect(results.choose_hit)
        panes.column.note_hit.connect(self.note_wanted)

    # the list

    def _on_step(self, by: int) -> None:
        if not self._searching.stands:
            self._panes.library.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._panes.results.step(by) and by > 0:
            self._when_more(lambda: self._on_step(by))

    def _on_enter(self) -> None:
        """Go to the chosen hit, or to the first as soon as the answer is there."""
        if not self._searching.is_answered:
            self._enter = self._searching.stands
            return
        hit = self._panes.results.chosen()
        if hit is not None:
            self._on_entered(hit)

    def _on_asked(self) -> None:
        self._enter = False
        self._later = None

    def _on_shown(self) -> None:
        if self._enter:
            self._enter = False
            self._on_enter()

    def _on_chosen(self, hit: SearchHit) -> None:
        answer = self._searching.answer
        self._searching.remember()
        self._reading.show_hit(hit, answer.query if answer is not None else self._searching.query)
        if hit.note is not None:
            self.note_wanted.emit(hit)

    def _on_entered(self, hit: SearchHit) -> None:
        # reading goes on there, so leaving the search does not lead away from it
        self._searching.mark = None
        self._on_chosen(hit)
        self._panes.column.setFocus(Qt.FocusReason.OtherFocusReason)

    # from thread to thread

    def _on_walked_out(self, by: int) -> None:
        """Go on in the thread that comes next in the list; behind the last comes the first."""
        model, here = self._panes.search_model, self._reading.thread_id
        beside = model.thread_beside(here, by)
        if beside is None and by > 0 and not model.complete:
            self._when_more(lambda: self._on_walked_out(by))
            return
        if beside is None:
            beside = model.thread_beside(None, by)
            if beside is not None and beside != here:
                self._say_round(by)
        if beside is not None:
            self._walk_into(beside, by)

    def _walk_into(self, thread: ThreadId, by: int) -> None:
        answer = self._searching.answer
        if answer is None:
            return
        query, finding = answer.query, self._reading.finding
        self._searching.remember()
        finding.expect(query)
        self._reading.open(thread, lambda: finding.walk_in(query, by))

    def _say_round(self, by: int) -> None:
        self._panes.messages.show_news(
            translate("Walking", "That was the last hit; here is the first one again.")
            if by > 0
            else translate(
                "Walking", "That was the first hit; here is the last one that is listed."
            )
        )

    # hits that are not loaded yet

    def _when_more(self, then: Callable[[], None]) -> None:
        """Do something when the next page of hits is there, if there is one."""
        if self._panes.search_model.want_more():
            self._later = then

    def _on_more(self) -> None:
        then, self._later = self._later, None
        if then is not None:
            then()
