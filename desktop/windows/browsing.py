"""The library list: which threads, in which order, and what is done with one as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QMenu

from db.errors import KnownError
from desktop.inputs import IMPORTING
from desktop.models import wording
from desktop.windows.long_jobs import Task

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QPoint

    from db.changes import Changes, Done
    from db.records import ThreadId, ThreadSummary
    from db.threads.editing import Emptied
    from desktop.actions import Actions
    from desktop.operations import Operations
    from desktop.settings import Settings
    from desktop.windows.long_jobs import LongJobs
    from desktop.windows.panes import Panes

translate = QCoreApplication.translate

USUAL_ORDER = "imported"
TRASH = "trash"


class Browsing(QObject):
    """Drives the left pane while nothing is searched."""

    failed = Signal(object)
    thread_wanted = Signal(object, bool)
    """A ``ThreadId`` to open, and whether the reader goes there at once."""
    listed = Signal()
    """The list was read anew, or another row of it is chosen."""
    thread_gone = Signal(object)
    """A ``ThreadId`` that is no longer in the place it was opened from."""

    def __init__(
        self,
        panes: Panes,
        actions: Actions,
        settings: Settings,
        long_jobs: LongJobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._actions = actions
        self._settings = settings
        self._long_jobs = long_jobs
        self._operations: Operations | None = None
        self.open_thread: ThreadId | None = None
        self.count: int | None = None
        view = panes.library
        view.section_changed.connect(self._on_section)
        view.order_changed.connect(self._on_order)
        view.thread_chosen.connect(self._on_chosen)
        view.thread_entered.connect(self._on_entered)
        view.context_requested.connect(self._on_context)
        view.table.selectionModel().selectionChanged.connect(self._on_selected)
        view.table.addAction(actions["trash"])
        panes.library_model.failed.connect(self.failed)
        view.set_order(settings.list_order or USUAL_ORDER, ascending=settings.list_ascending)

    def attach(self, operations: Operations | None) -> None:
        """List the threads of this library from now on."""
        self._operations = operations
        if operations is None:
            self.count = None
        self._panes.library_model.set_fetch(None if operations is None else operations.summaries)
        if operations is None:
            self._panes.library.clear()

    def show_first(
        self,
        ids: array[int],
        read: Callable[[Sequence[ThreadId]], Mapping[ThreadId, ThreadSummary]],
    ) -> None:
        """Show a list before its library is open; ``read`` reads rows until it is."""
        self._panes.library_model.set_fetch(read)
        self.count = len(ids)
        self._panes.library.show_ids(ids, None)
        self.listed.emit()

    @property
    def section(self) -> str:
        """Name of the section that is shown."""
        return self._panes.library.section()

    @property
    def order(self) -> str:
        """Name of the order in which threads are listed."""
        return self._settings.list_order or USUAL_ORDER

    def refresh(self, then: Callable[[array[int]], None] | None = None) -> None:
        """Read the list anew; ``then`` gets the ids of it."""
        operations = self._operations
        if operations is None:
            return

        def show(ids: array[int]) -> None:
            self.count = len(ids)
            self._panes.library.show_ids(ids, self.open_thread)
            self.listed.emit()
            if then is not None:
                then(ids)

        operations.list_threads(
            self.section, self.order, ascending=self._settings.list_ascending
        ).on_success(show).on_failure(self.failed.emit).start()

    def show_section(self, name: str) -> None:
        """Show another section."""
        self._panes.library.set_section(name)
        self.refresh()

    def set_open(self, thread: ThreadId | None) -> None:
        """Mark the thread that is open."""
        self.open_thread = thread
        self._panes.library.choose(thread)

    def on_changed(self, changes: Changes) -> None:
        """Show what a write changed."""
        self._panes.library_model.forget(changes.threads)
        moves = "notes" in (self.section, self.order)
        if changes.library or moves or changes.operation == IMPORTING:
            self.refresh()

    # one thread

    def target(self) -> ThreadSummary | None:
        """Return the thread that is marked in the list, else the one that is open."""
        operations = self._operations
        if operations is None:
            return None
        thread = self._panes.library.chosen()
        if thread is None or not self._panes.library.isVisible():
            thread = self.open_thread
        if thread is None:
            return None
        row = self._panes.library_model.row_of(thread)
        if row is not None:
            return self._panes.library_model.summary(row)
        try:
            return operations.summaries([thread]).get(thread)
        except KnownError as error:
            self.failed.emit(error)
            return None

    def trash(self) -> None:
        """Put the thread into the trash, and offer to take it back."""
        operations, summary = self._operations, self.target()
        if operations is None or summary is None or summary.trashed_at is not None:
            return

        def done(_done: Done[ThreadSummary]) -> None:
            self.thread_gone.emit(summary.id)
            step = operations.undo_stack.index()

            def back() -> None:
                # undoing takes back the last step; by now that may be another one
                if operations.undo_stack.index() == step:
                    operations.undo_stack.undo()
                else:
                    operations.restore(summary.id).on_failure(self.failed.emit).start()

            self._panes.messages.show_news(
                translate("Browsing", "“{title}” is in the trash.").format(
                    title=wording.short(summary.title)
                ),
                do=translate("Browsing", "Undo"),
                action=back,
            )

        operations.trash(summary.id).on_success(done).on_failure(self.failed.emit).start()

    def restore(self) -> None:
        """Take the thread out of the trash."""
        operations, summary = self._operations, self.target()
        if operations is None or summary is None or summary.trashed_at is None:
            return

        def done(_done: Done[ThreadSummary]) -> None:
            self._panes.messages.show_news(
                translate("Browsing", "“{title}” is in the library again.").format(
                    title=wording.short(summary.title)
                )
            )

        operations.restore(summary.id).on_success(done).on_failure(self.failed.emit).start()

    def empty_trash(self) -> None:
        """Ask whether to erase what is in the trash, and do so."""
        operations = self._operations
        if operations is None:
            return

        from desktop.windows.dialogs.question import ask  # noqa: PLC0415 - as wiring says

        def count(ids: array[int]) -> None:
            ask(
                self._panes.window(),
                translate("Browsing", "Erase %n thread(s) and all deleted notes?", None, len(ids))
                if ids
                else translate("Browsing", "Erase all deleted notes?"),
                translate(
                    "Browsing",
                    "This cannot be undone: their texts, notes and saved files leave no trace in"
                    " the library. Backups made before still hold them.",
                ),
                translate("Browsing", "Erase for Good"),
                self._erase,
            )

        operations.list_threads(TRASH, USUAL_ORDER, ascending=False).on_success(count).on_failure(
            self.failed.emit
        ).start()

    def _erase(self) -> None:
        operations = self._operations
        if operations is None:
            return

        def done(done: Done[Emptied]) -> None:
            emptied = done.value
            advice = ""
            if not emptied.complete:
                advice = translate(
                    "Browsing",
                    "Another program reads the library; the last traces go when it closes it.",
                )
            self._panes.messages.show_news(
                translate("Browsing", "Erased: {threads}, {notes}.").format(
                    threads=translate("Browsing", "%n thread(s)", None, emptied.threads),
                    notes=translate("Browsing", "%n note(s)", None, emptied.notes),
                ),
                advice,
            )

        self._long_jobs.run(
            Task(
                lambda: operations.empty_trash().on_success(done).on_failure(self.failed.emit),
                translate("Browsing", "Emptying the trash"),
                stoppable=False,
            )
        )

    # the view

    def _on_section(self, _name: str) -> None:
        self.refresh()

    def _on_chosen(self, thread: ThreadId) -> None:
        self.thread_wanted.emit(thread, False)

    def _on_entered(self, thread: ThreadId) -> None:
        self.thread_wanted.emit(thread, True)

    def _on_selected(self) -> None:
        self.listed.emit()

    def _on_order(self, name: str, ascending: bool) -> None:
        self._settings.list_order = name
        self._settings.list_ascending = ascending
        self.refresh()

    def _on_context(self, point: QPoint) -> None:
        menu = QMenu(self._panes.window())
        names = ["restore", "empty_trash"] if self.section == TRASH else ["edit_thread", "trash"]
        for name in names:
            menu.addAction(self._actions[name])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)
