"""Saved searches: kept, counted anew when the library changes, renamed, moved, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from db.errors import QueryWrong
from desktop.inputs import IMPORTING
from desktop.models import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.changes import Changes, Done
    from db.search.saved import SavedSearch
    from desktop.operations import Operations
    from desktop.windows.panes import Panes
    from desktop.windows.searching import Searching

translate = QCoreApplication.translate

TALLY_PAUSE = 1_200
"""Milliseconds of rest before saved searches are counted: after a start, a write, a search."""


class Saving(QObject):
    """Drives the saved searches of the library pane."""

    failed = Signal(object)
    changed = Signal()

    def __init__(self, panes: Panes, searching: Searching, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panes = panes
        self._searching = searching
        self._operations: Operations | None = None
        self._rows: Sequence[SavedSearch] = ()
        self._due: list[SavedSearch] = []
        self._then_row = -1
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TALLY_PAUSE)
        self._pause.timeout.connect(self._tally)
        panes.search.typed.connect(self._wait)
        panes.results.save_requested.connect(self._on_save)
        searching.answered.connect(self._on_answered)
        searching.changed.connect(self._show_kept)

    def attach(self, operations: Operations | None) -> None:
        """Keep searches in this library from now on."""
        self._operations = operations
        self._pause.stop()
        self._due = []
        if operations is None:
            self._show(())
        else:
            self._list()

    def on_changed(self, changes: Changes) -> None:
        """Show what a write changed."""
        if changes.searches:
            self._list()
        elif changes.operation != IMPORTING:
            self._count_again()

    # what is kept

    def begin(self) -> None:
        """Ask under which name the search that stands is to be kept."""
        operations, query = self._operations, self._searching.query
        if operations is None or not query:
            return

        def keep(name: str) -> None:
            operations.searches.save(name, query).on_failure(self.failed.emit).start()

        self._ask_name(translate("Saving", "Save Search"), wording.short(query), keep)

    def kept(self, query: str) -> SavedSearch | None:
        """Return the saved search of a query."""
        return next((one for one in self._rows if one.query == query), None)

    def _on_save(self) -> None:
        kept = self.kept(self._searching.query)
        if kept is None:
            self.begin()
        else:
            self._remove(kept)

    def _rename(self, kept: SavedSearch) -> None:
        operations = self._operations
        if operations is None:
            return

        def rename(name: str) -> None:
            operations.searches.rename(kept, name).on_failure(self.failed.emit).start()

        self._ask_name(translate("Saving", "Rename Search"), kept.name, rename)

    def _ask_name(self, title: str, name: str, take: Callable[[str], None]) -> None:
        from desktop.windows.dialogs.name_search import NameSearch  # noqa: PLC0415 - as wiring says

        NameSearch(self._panes.window(), title, name, take).open()

    def _remove(self, kept: SavedSearch) -> None:
        """Keep a search no longer, and offer to take that back."""
        operations = self._operations
        if operations is None:
            return
        place = next((row for row, one in enumerate(self._rows) if one.id == kept.id), 0)

        def done(_done: Done[SavedSearch]) -> None:
            step = operations.undo_stack.index()

            def back() -> None:
                # undoing takes back the last step; by now that may be another one
                if operations.undo_stack.index() == step:
                    operations.undo_stack.undo()
                else:
                    operations.searches.restore(kept, place).on_failure(self.failed.emit).start()

            self._panes.messages.show_news(
                translate("Saving", "The search “{name}” is no longer saved.").format(
                    name=wording.short(kept.name)
                ),
                do=translate("Saving", "Undo"),
                action=back,
            )

        operations.searches.remove(kept, place).on_success(done).on_failure(
            self.failed.emit
        ).start()

    def _move(self, row: int, before: int) -> None:
        """Put a row before another one, counted as they stand now."""
        operations = self._operations
        if operations is None or not 0 <= row < len(self._rows):
            return
        ids = [one.id for one in self._rows]
        moved = ids.pop(row)
        target = before - 1 if before > row else before
        ids.insert(target, moved)
        old = [one.id for one in self._rows]
        if ids != old:
            self._then_row = target
            operations.searches.reorder(old, ids).on_failure(self.failed.emit).start()

    # the list

    def _list(self) -> None:
        operations = self._operations
        if operations is not None:
            operations.searches.listed().on_success(self._show).on_failure(self.failed.emit).start()

    def _show(self, rows: Sequence[SavedSearch]) -> None:
        self._rows = rows
        then, self._then_row = self._then_row, -1
        view = self._panes.library.saved
        if view is None and rows:
            view = self._panes.library.add_saved()
            view.chosen.connect(self._on_chosen)
            view.rename_requested.connect(self._rename)
            view.remove_requested.connect(self._remove)
            view.move_requested.connect(self._move)
        if view is not None:
            view.writable = self._operations is not None and not self._operations.read_only
            view.show_rows(rows)
            if then >= 0:
                view.choose_row(then)
        self._show_kept()
        self._count_again()
        self.changed.emit()

    def _show_kept(self) -> None:
        operations = self._operations
        self._panes.results.show_kept(
            kept=self.kept(self._searching.query) is not None,
            possible=operations is not None
            and not operations.read_only
            and self._searching.is_answered,
        )

    def _on_chosen(self, kept: SavedSearch) -> None:
        self._searching.ask(kept.query)
        self._panes.search.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # how many hits each has

    def _wait(self) -> None:
        """Count later: somebody types, and what is found for that comes first."""
        if self._operations is not None:
            self._operations.searches.drop_tally()
        if self._rows:
            self._pause.start()

    def _count_again(self) -> None:
        self._due = list(self._rows)
        self._wait()

    def _tally(self) -> None:
        """Count one after the other, so that nobody waits long behind it."""
        operations, view = self._operations, self._panes.library.saved
        if operations is None or view is None or not self._due:
            return
        kept = self._due[0]

        def show(count: int) -> None:
            view.show_count(kept.id, count)
            self._done_with(kept)

        def fail(error: Exception) -> None:
            # a language of queries may have changed since: the search says so when it is chosen
            if not isinstance(error, QueryWrong):
                self._due = []
                self.failed.emit(error)
            self._done_with(kept)

        operations.searches.tally(kept).on_success(show).on_failure(fail).start()

    def _done_with(self, kept: SavedSearch) -> None:
        if self._due and self._due[0] == kept:
            del self._due[0]
        self._tally()

    def _on_answered(self) -> None:
        """Show the count of a saved search that was just asked."""
        answer, view = self._searching.answer, self._panes.library.saved
        if answer is None or view is None or answer.total is None:
            return
        kept = self.kept(answer.query)
        if kept is not None:
            view.show_count(kept.id, answer.total)
