"""Finding in the open thread: the words of the find bar, or those of a search that stands.

Those of the find bar go round in the thread; those of a search lead on into the next one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from db.errors import QueryWrong
from desktop import messages

if TYPE_CHECKING:
    from db.records import SearchHit, ThreadId
    from desktop.operations import Operations
    from desktop.windows.panes import Panes

LONGEST = 80
"""Characters of chosen words that are taken for what is looked for."""


class Finding(QObject):
    """Marks matches in the reading column and walks them."""

    failed = Signal(object)
    changed = Signal()
    """There are other marks, or none."""
    walked_out = Signal(int)
    """A walk through the hits of a search came to the end of the thread, in this direction."""
    arrived = Signal(object)
    """The ``SearchHit`` that a walk through the hits of a search came to."""

    def __init__(self, panes: Panes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panes = panes
        self._operations: Operations | None = None
        self._thread: ThreadId | None = None
        self._standing = ""
        self.query = ""
        self.has_hits = False
        panes.column.hit_changed.connect(panes.finder.set_count)
        panes.finder.query_changed.connect(self._on_query)
        panes.finder.next_requested.connect(panes.column.next_hit)
        panes.finder.previous_requested.connect(panes.column.previous_hit)
        panes.column.walk_requested.connect(self.walk)
        panes.finder.closed.connect(self.close)

    def attach(self, operations: Operations | None) -> None:
        """Find in this library from now on."""
        self._operations = operations
        self.ask_again()

    def show_thread(self, thread: ThreadId | None) -> None:
        """Find in another thread, or in the same one read anew."""
        self._thread = thread
        self.ask_again()

    def ask_again(self) -> None:
        """Look for the same words anew: they may stand in other places now."""
        query = self._typed() or self._standing
        self.query = ""
        if query:
            self._ask(query, None)

    # what is looked for

    def stand(self, query: str) -> None:
        """Mark the words of a search of the whole library; empty ends that."""
        self._standing = query
        if self._typed():
            return
        if not query:
            self._clear()
        elif query != self.query:
            self._ask(query, None)

    def expect(self, query: str) -> None:
        """Make room for a hit of a search of the whole library, whose thread is being opened."""
        self._standing = query
        self._panes.finder.hide()

    def show_hit(self, hit: SearchHit, query: str) -> None:
        """Go to a hit in the open thread, with all hits in it marked."""
        self._ask(query, hit)

    # walking

    def walk(self, by: int) -> None:
        """Go to the next or previous match; behind the last of a search, into the next thread."""
        column = self._panes.column
        if self._typed() or not self._standing:
            column.next_hit() if by > 0 else column.previous_hit()
        elif self.query == self._standing and not column.hits.is_last(by):
            column.next_hit() if by > 0 else column.previous_hit()
            self._tell_arrival()
        else:
            self.walked_out.emit(by)

    def walk_in(self, query: str, by: int) -> None:
        """Go to the first match of a search in the open thread, or backwards to the last."""
        self._ask(query, None, enter=by)

    def _tell_arrival(self) -> None:
        hit = self._panes.column.hits.hit
        if hit is not None:
            self.arrived.emit(hit)

    def open(self) -> None:
        """Open the bar, with the chosen words if there are some."""
        if self._thread is None:
            return
        words = self._panes.column.selected_text()
        fits = "\n" not in words and len(words) <= LONGEST
        self._panes.finder.open_with(words if fits else "")

    def close(self) -> None:
        """Close the bar; a search of the whole library has its marks back."""
        self._panes.finder.hide()
        self._panes.column.setFocus(Qt.FocusReason.OtherFocusReason)
        self.query = ""
        if self._standing:
            self._ask(self._standing, None)
        else:
            self._clear()

    def _typed(self) -> str:
        return "" if self._panes.finder.isHidden() else self._panes.finder.field.text().strip()

    def _on_query(self, query: str) -> None:
        if not query:
            self._clear()
        elif query != self.query:
            self._ask(query, None, jump=True)

    # matches

    def _clear(self) -> None:
        self.query = ""
        if self._operations is not None:
            self._operations.jobs.drop("find")
        self._set_hits(())
        self._panes.finder.set_count(0, 0)

    def _set_hits(self, hits: tuple[SearchHit, ...]) -> None:
        self.has_hits = bool(hits)
        self._panes.column.set_hits(hits)
        self.changed.emit()

    def _ask(
        self, query: str, hit: SearchHit | None, *, jump: bool = False, enter: int = 0
    ) -> None:
        operations, thread = self._operations, self._thread
        if operations is None or thread is None:
            return
        if hit is not None:
            self._jump_to(hit)
            if query == self.query:
                return

        def show(hits: tuple[SearchHit, ...]) -> None:
            if self._thread != thread:
                return
            self.query = query
            self._set_hits(hits)
            self._panes.finder.set_count(0, sum(max(1, len(one.matches)) for one in hits))
            if hit is not None:
                self._jump_to(hit)
            elif jump:
                self._panes.column.next_hit()
            elif enter:
                self._panes.column.enter_hits(enter)
                self._tell_arrival()

        def fail(error: Exception) -> None:
            if isinstance(error, QueryWrong):
                self._panes.finder.set_problem(messages.headline(error))
            else:
                self.failed.emit(error)

        operations.find(thread, query).on_success(show).on_failure(fail).start()

    def _jump_to(self, hit: SearchHit) -> None:
        if hit.matches and hit.field != "note":
            self._panes.column.go_to_hit(hit)
        elif hit.post is not None:
            self._panes.column.go_to_post(hit.post)
        else:
            self._panes.column.go_to_article(hit.block)
