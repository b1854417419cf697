"""The main window: it owns the panes and what drives them, and lets go of them in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QMainWindow, QPlainTextEdit

from db.changes import DECIDE_REPLY, WRITE_ALIASES
from db.errors import KnownError, LibraryMissing
from db.records import ThreadId
from desktop import icons
from desktop.actions import Actions
from desktop.inputs import IMPORT, IMPORTING
from desktop.models import wording
from desktop.windows import enabling, wiring
from desktop.windows.answering import Answering
from desktop.windows.appearance import Appearance
from desktop.windows.arranging import Arranging
from desktop.windows.browsing import Browsing
from desktop.windows.choosing import Chooser
from desktop.windows.deciding import Deciding
from desktop.windows.importing import Importing
from desktop.windows.keeping import Keeping
from desktop.windows.leaving import Leaving
from desktop.windows.long_jobs import LongJobs
from desktop.windows.narrowing import Narrowing
from desktop.windows.noting import Noting
from desktop.windows.offering import Offering
from desktop.windows.panes import Panes, corner
from desktop.windows.picturing import Picturing
from desktop.windows.previewing import Previewing
from desktop.windows.reading import Reading
from desktop.windows.reporting import Reporting
from desktop.windows.rereading import Rereading
from desktop.windows.saving import Saving
from desktop.windows.searching import Searching
from desktop.windows.suggesting import Suggesting
from desktop.windows.typing_guard import TypingGuard
from desktop.windows.walking import Walking
from desktop.windows.watching import Watching

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from db.changes import Changes
    from db.records import SearchHit, ThreadHead
    from desktop.first import First
    from desktop.operations import Operations
    from desktop.settings import Settings
    from desktop.theme import Tokens

translate = QCoreApplication.translate

_OPENING_PAUSE = 400
"""Milliseconds before the window says that the library is being opened."""


class MainWindow(QMainWindow):
    """One library in three panes."""

    library_wanted = Signal(object, bool)
    """Path of a library to open, and whether it is to be made."""
    retry_wanted = Signal()
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    trouble = Signal(object)
    """An exception to be told apart: known, or a fault of the program."""
    closed = Signal()

    def __init__(self, settings: Settings, library: Path | None) -> None:
        super().__init__()
        self.settings = settings
        self.library = library
        self.operations: Operations | None = None
        self.actions_by_name = Actions(self)
        self.panes = Panes()
        self.chooser = Chooser(self, settings)
        self.long_jobs = LongJobs(self.panes.imports, self)
        self.reading = Reading(self.panes, self)
        self.browsing = Browsing(self.panes, self.actions_by_name, settings, self.long_jobs, self)
        self.searching = Searching(self.panes, self.reading, settings, self)
        self.walking = Walking(self.panes, self.reading, self.searching, self)
        self.offering = Offering(self.panes, settings, self)
        self.narrowing = Narrowing(self.panes, self.searching, settings, self)
        self.saving = Saving(self.panes, self.searching, self)
        self.noting = Noting(self.panes, self.actions_by_name, self.reading, self)
        self.importing = Importing(self.panes, self.chooser, self.long_jobs, self)
        self.reporting = Reporting(self.panes, self)
        self.watching = Watching(self.panes, settings, self.long_jobs, self)
        self.keeping = Keeping(self.panes, self.chooser, self.long_jobs, self)
        self.picturing = Picturing(self.panes, self.chooser, self)
        self.previewing = Previewing(self.panes, self.reading, self)
        self.arranging = Arranging(self.panes, self.actions_by_name, self.reading, settings, self)
        self.answering = Answering(self.panes, self.reading, self)
        self.rereading = Rereading(self.panes, self.long_jobs, self)
        self.deciding = Deciding(self.panes, self.reading, self)
        self.suggesting = Suggesting(self.panes, self.actions_by_name, self.reading, settings, self)
        self.appearance = Appearance(self, self.panes, self.actions_by_name, settings)
        self.leaving = Leaving(self)
        self._situation_timer = QTimer(self)
        self._situation_timer.setSingleShot(True)
        self._situation_timer.timeout.connect(self._show_situation)
        self._build()
        self._connect()
        wiring.connect_actions(self)
        self.show_opening()

    def _build(self) -> None:
        self.setObjectName("mainWindow")
        self.setWindowIcon(icons.application_icon())
        self.setAcceptDrops(True)
        bar = self.menuBar()
        self.actions_by_name.fill(bar)
        # the menu bar shows it but does not keep it
        self._corner = corner(self.actions_by_name)
        bar.setCornerWidget(self._corner, Qt.Corner.TopRightCorner)
        self.setCentralWidget(self.panes)
        # how narrow it may be is for the panes to say, or they would lie on each other
        self.setMinimumHeight(420)
        self._show_title(None)

    def _connect(self) -> None:
        for part in (
            self.reading,
            self.browsing,
            self.searching,
            self.offering,
            self.narrowing,
            self.saving,
            self.noting,
            self.importing,
            self.reporting,
            self.watching,
            self.keeping,
            self.picturing,
            self.rereading,
            self.deciding,
            self.previewing,
            self.suggesting,
            self.arranging,
            self.answering,
        ):
            part.failed.connect(self.trouble)
        self.reading.opened.connect(self._on_opened)
        self.reading.current_changed.connect(self.note_situation)
        self.browsing.thread_wanted.connect(self._on_thread_wanted)
        self.browsing.listed.connect(self._on_listed)
        self.browsing.thread_gone.connect(self._on_thread_gone)
        self.walking.note_wanted.connect(self._on_note_wanted)
        self.searching.changed.connect(self.note_situation)
        self.noting.changed.connect(self.note_situation)
        self.picturing.changed.connect(self.note_situation)
        self.deciding.changed.connect(self.note_situation)
        self.arranging.changed.connect(self.note_situation)
        self.importing.thread_wanted.connect(self._on_thread_wanted)
        self.importing.previewed.connect(self.reporting.show_preview)
        self.importing.ended.connect(self.reporting.refresh)
        self.reporting.thread_wanted.connect(self._on_report_thread)
        self.reporting.order_wanted.connect(self.importing.carry_out)
        self.reporting.retry_wanted.connect(self.importing.ask_how)
        self.watching.reports_wanted.connect(self.reporting.open_newest)
        self.watching.ended.connect(self.reporting.refresh)
        self.long_jobs.busy_changed.connect(self.note_situation)
        self.appearance.theme_chosen.connect(self.theme_chosen)
        self.panes.column.hit_changed.connect(self.note_situation)
        guard = TypingGuard(self)
        for field in (
            self.panes.search.field,
            self.panes.finder.field,
            self.panes.notes.editor,
        ):
            guard.watch(field)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusObjectChanged.connect(self.note_situation)
        empty = self.panes.empty
        empty.retry_requested.connect(self.retry_wanted)
        empty.quit_requested.connect(self.close)

    # the library

    def show_opening(self) -> None:
        """Show that a library is on its way."""
        self.panes.empty.show_opening()
        QTimer.singleShot(_OPENING_PAUSE, self, self._say_opening)

    def _say_opening(self) -> None:
        if self.operations is None:
            self.panes.empty.say_opening()

    def show_first(self, first: First) -> None:
        """Show a library at a glance, before it is open."""
        self.library = first.library.place
        self.browsing.show_first(first.ids, first.summaries)
        if first.opened is not None:
            self.reading.show_first(first.opened, first.posts)

    def attach(self, operations: Operations) -> None:
        """Work on a library from now on."""
        self.library = operations.store.place
        operations.changed.connect(self._on_changed)
        operations.undone.connect(self.trouble)
        stack = operations.undo_stack
        stack.indexChanged.connect(self.note_situation)
        # until then the closing of what was open before counts as nobody's choice
        self._set_operations(operations)
        self.operations = operations
        self.panes.set_banner(
            translate(
                "MainWindow",
                "This library can only be read: notes and imports are not possible.",
            )
            if operations.read_only
            else ""
        )
        self.browsing.refresh(self._open_last)

    def detach(self) -> None:
        """Let go of the library; what was not saved before is not saved by this."""
        operations, self.operations = self.operations, None
        self._set_operations(None)
        if operations is not None:
            operations.changed.disconnect(self._on_changed)
            operations.undone.disconnect(self.trouble)
        self.panes.set_banner("")

    def _set_operations(self, operations: Operations | None) -> None:
        self.searching.attach(operations)
        self.offering.attach(operations)
        self.narrowing.attach(operations)
        self.saving.attach(operations)
        self.reading.attach(operations)
        self.noting.attach(operations)
        self.browsing.attach(operations)
        self.importing.attach(operations)
        self.reporting.attach(operations)
        self.watching.attach(operations)
        self.keeping.attach(operations)
        self.picturing.attach_to(operations)
        self.rereading.attach(operations)
        self.deciding.attach(operations)
        self.previewing.attach(operations)
        self.suggesting.attach(operations)
        self.arranging.attach(operations)
        self.answering.attach(operations)
        self.note_situation()

    def show_problem(self, error: KnownError) -> None:
        """Say why the library cannot be opened, in place of everything else."""
        self.panes.empty.show_problem(error, missing=isinstance(error, LibraryMissing))
        self.panes.show_thread_page(shown=False)
        self.note_situation()

    def _open_last(self, ids: array[int]) -> None:
        """Open the thread that was open when this library was last closed."""
        if self.library is None or self.reading.thread_id is not None:
            return
        last = self.settings.last_thread(self.library)
        if last is not None and last in ids:
            self.reading.open(ThreadId(last))

    # what happens

    def _on_opened(self, head: ThreadHead | None) -> None:
        self.browsing.set_open(None if head is None else head.summary.id)
        self.noting.show_thread(head)
        self._show_title(head)
        if head is None:
            self._show_empty()
        if self.library is not None and self.operations is not None:
            self.settings.set_last_thread(self.library, self.reading.thread_id)
        self.note_situation()

    def _on_listed(self) -> None:
        self._show_empty()
        self.note_situation()

    def _show_empty(self) -> None:
        """Say in the middle what to do now, while no thread is open."""
        operations, count = self.operations, self.browsing.count
        if count is None or self.reading.thread_id is not None:
            return
        if operations is None:
            self.panes.empty.show_nothing_chosen()
        elif count == 0 and self.browsing.section == "all":
            self.panes.empty.show_empty_library(writable=not operations.read_only)
        else:
            self.panes.empty.show_nothing_chosen()

    def _on_thread_wanted(self, thread: ThreadId, enter: bool) -> None:
        def arrive() -> None:
            if enter:
                self.panes.column.setFocus(Qt.FocusReason.OtherFocusReason)

        self.reading.open(thread, arrive)

    def _on_report_thread(self, thread: ThreadId, enter: bool) -> None:
        """Show a thread that was chosen in the window of reports, which stays open."""
        self.activateWindow()
        self._on_thread_wanted(thread, enter)

    def _on_thread_gone(self, thread: ThreadId) -> None:
        if self.reading.thread_id == thread:
            self.reading.close()

    def _on_note_wanted(self, hit: SearchHit) -> None:
        def show() -> None:
            if hit.note is not None:
                self.noting.show_note(hit.note, hit.matches)

        self.reading.open(hit.thread, show)

    def _on_changed(self, changes: Changes) -> None:
        self.browsing.on_changed(changes)
        self.searching.on_changed(changes)
        if changes.operation == WRITE_ALIASES:
            self.reading.finding.ask_again()
        self.saving.on_changed(changes)
        self.noting.on_changed(changes)
        thread = self.reading.thread_id
        if thread is not None and thread in changes.threads:
            if changes.operation == "empty-trash":
                self.reading.close()
            elif changes.operation == DECIDE_REPLY:
                self.reading.renew()
            elif not changes.notes and changes.operation != IMPORTING:
                self.reading.reload(text=changes.operation in ("edit", "read-again", IMPORT))
        self.note_situation()

    def import_files(self, files: Sequence[Path]) -> None:
        """Import files that a start of the program names."""
        self.importing.run(files)

    def come_to_front(self) -> None:
        """Show the window above the others."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def show_error(self, error: KnownError) -> None:
        """Say a known error."""
        if self.operations is None and not self.panes.empty.problem_shown:
            self.show_problem(error)
        else:
            self.panes.messages.show_error(error)

    def show_bug(self, text: str) -> None:
        """Show the report of a fault; one at a time, for a fault may come again and again."""
        from desktop.windows.dialogs.report import bug_report  # noqa: PLC0415 - as wiring says

        if self.findChild(QDialog, "bugReport") is None:
            bug_report(self, text).open()

    # looks

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw everything in these colours."""
        self.actions_by_name.set_tokens(tokens)
        self.panes.set_tokens(tokens)
        self.reporting.set_tokens(tokens)

    def _show_title(self, head: ThreadHead | None) -> None:
        title = "Beilin 碑林" if head is None else wording.one_line(head.summary.title)
        self.setWindowTitle(title if head is None else f"{title} — Beilin")

    def note_situation(self) -> None:
        """Look anew which actions can act, when all that happens now has happened."""
        if not self._situation_timer.isActive():
            self._situation_timer.start(0)

    def situation(self) -> enabling.Situation:
        """Return what actions depend on."""
        operations, reading = self.operations, self.reading
        target = self.browsing.target() if operations is not None else None
        back, forward = reading.can_go
        image = self.picturing.chosen()
        return enabling.Situation(
            library=operations is not None,
            writable=operations is not None and not operations.read_only,
            busy=self.long_jobs.busy,
            thread=reading.thread_id is not None,
            noting=self.noting.possible,
            removable=self.noting.removable,
            hits=reading.finding.has_hits,
            searching=self.searching.is_answered,
            floor=self.panes.column.current_post() is not None,
            flat=self.panes.column.is_flat(),
            part=self.panes.column.is_part,
            target=target is not None,
            trashed=target is not None and target.trashed_at is not None,
            back=back,
            forward=forward,
            image=image is not None and image.figure is not None,
            picture=image is not None and image.picture is not None,
            decidable=self.deciding.possible,
            answering=self.deciding.answering,
            decided=self.deciding.decided,
            field=isinstance(self.focusWidget(), QLineEdit | QPlainTextEdit | QLabel),
        )

    def _show_situation(self) -> None:
        enabling.enable(self.actions_by_name, self.situation())
        wiring.show_undo(self)

    # keys, drops, size

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Let Esc close what lies on top: the find bar, a search, a message."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.panes.column.picking:
            self.deciding.end_picking()
        elif not self.panes.finder.isHidden():
            self.reading.finding.close()
        elif self.panes.column.is_part:
            self.arranging.leave()
        elif self.searching.stands:
            self.searching.leave()
        elif not self.panes.messages.isHidden():
            self.panes.messages.hide()
        elif self.isFullScreen():
            self.actions_by_name["full_screen"].setChecked(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Let the buttons at the side of a mouse go back and forward."""
        if event.button() is Qt.MouseButton.BackButton:
            self.actions_by_name["back"].trigger()
        elif event.button() is Qt.MouseButton.ForwardButton:
            self.actions_by_name["forward"].trigger()
        else:
            super().mousePressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's own name
        """Take files and text that can be imported."""
        data = event.mimeData()
        if self.importing.possible and (
            data.hasUrls() or data.hasText() or data.hasHtml() or data.hasImage()
        ):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.panes.veil.cover()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's own name
        """Show an image that what is dragged would fall into; else it falls into the library."""
        point = QPointF(self.mapToGlobal(event.position().toPoint()))
        self.panes.veil.setVisible(not self.picturing.drag(event.mimeData(), point))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's own name
        """Take the veil away."""
        self.panes.veil.hide()
        self.picturing.leave()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's own name
        """Import what was dropped."""
        self.panes.veil.hide()
        point = QPointF(self.mapToGlobal(event.position().toPoint()))
        held = event.mimeData()
        if self.picturing.drop(held, point) or self.importing.take(held):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Keep the veil over everything."""
        super().resizeEvent(event)
        if not self.panes.veil.isHidden():
            self.panes.veil.cover()

    # leaving

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's own name
        """Close when nothing is left to save; until then the window stays."""
        if self.leaving.may_close():
            self.appearance.remember()
            event.accept()
            self.closed.emit()
        else:
            event.ignore()

    def leave(self, then: Callable[[], None]) -> None:
        """Save what is not saved, and call ``then``; words that cannot be saved are shown."""
        self.leaving.leave(then)
