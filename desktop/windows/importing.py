"""Bringing threads in: files, folders, what was dropped, a copied page, the sample."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication

from db.errors import FileUnreadable
from db.records import ImportStatus, Severity
from db.text import visible
from desktop import messages, paths
from desktop.inputs import Order, Pasted
from desktop.models import outcome_words, wording
from desktop.windows import pasting
from desktop.windows.long_jobs import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData

    from db.records import ImportOutcome, ThreadId
    from desktop.jobs import Job
    from desktop.operations import Operations
    from desktop.windows.choosing import Chooser
    from desktop.windows.long_jobs import LongJobs
    from desktop.windows.panes import Panes

translate = QCoreApplication.translate

_FINDINGS = 3
"""So many findings are said at once; the report holds all."""
_BAD = outcome_words.BAD


class Importing(QObject):
    """Starts imports, and says what came of them."""

    failed = Signal(object)
    thread_wanted = Signal(object, bool)
    """A ``ThreadId`` to open, and whether the reader goes there at once."""
    previewed = Signal(object, object)
    """An ``Order``, and the outcomes it would have."""
    ended = Signal()
    """An import is over; its report is kept."""

    def __init__(
        self, panes: Panes, chooser: Chooser, long_jobs: LongJobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._chooser = chooser
        self._long_jobs = long_jobs
        self._operations: Operations | None = None
        panes.imports.thread_requested.connect(self._on_thread_requested)

    def attach(self, operations: Operations | None) -> None:
        """Import into this library from now on."""
        self._operations = operations
        self._panes.report_model.clear()
        self._panes.imports.hide()

    @property
    def possible(self) -> bool:
        """Whether anything can be imported."""
        return self._operations is not None and not self._operations.read_only

    # what to import

    def choose_files(self) -> None:
        """Let files be chosen, and import them."""
        self._chooser.open_files(translate("Importing", "Open Saved Threads"), self.run)

    def choose_folder(self) -> None:
        """Let a folder be chosen, and ask how to import it."""
        self._chooser.open_folder(
            translate("Importing", "Import a Folder of Saved Threads"),
            lambda folder: self.ask_how([folder]),
        )

    # ruff: noqa: PLC0415 - a dialog is loaded when it is asked for; no start waits for it
    def ask_how(self, inputs: Sequence[Path]) -> None:
        """Ask how to import files and folders: by which reader, or only as a preview."""
        if not self.possible:
            self._say_read_only()
            return
        from desktop.imports import is_encoding, readers
        from desktop.windows.dialogs.import_files import ImportFiles

        dialog = ImportFiles(self._panes.window(), self._chooser, inputs, readers(), is_encoding)
        dialog.ordered.connect(self.carry_out)
        dialog.open()

    def try_sample(self) -> None:
        """Import the invented thread that comes with the program."""
        files = sorted(paths.sample().glob("*.txt"))
        if files:
            self.run(files)
            return
        self.failed.emit(
            FileUnreadable(
                "The sample is not where it should be, in {path}; nothing was changed.",
                "Install Beilin anew, or open a saved thread of your own.",
                path=paths.sample(),
            )
        )

    def paste(self) -> None:
        """Import what the clipboard holds: copied files, or a copied page."""
        held = QGuiApplication.clipboard().mimeData()
        if held is None or not self.take(held):  # pyright: ignore[reportUnnecessaryComparison] - null where it was emptied
            self._panes.messages.show_news(*pasting.answer(None), warning=True)

    def take(self, held: QMimeData) -> bool:
        """Import what was dropped or pasted; say whether there was anything to be answered."""
        inputs = pasting.inputs_of(held)
        if inputs:
            self.run(inputs)
            return True
        if not held.hasUrls() and not held.hasImage():
            return False
        self._panes.messages.show_news(*pasting.answer(held), warning=True)
        return True

    # importing

    def run(self, inputs: Sequence[Path | Pasted]) -> None:
        """Import all of these, and show what became of them."""
        self.carry_out(Order(tuple(inputs)))

    def carry_out(self, order: Order) -> None:
        """Import as it is ordered, and show what came of it, or would come."""
        operations = self._operations
        if operations is None or not order.inputs:
            return
        if operations.read_only:
            self._say_read_only()
            return
        model = self._panes.report_model

        def make() -> Job[list[ImportOutcome]]:
            model.clear(str(entry) for entry in order.inputs if isinstance(entry, Path))
            self._panes.messages.pass_news()
            job = operations.imports.run(order, model.add)
            return job.on_failure(self.failed.emit)

        def ended(stopped: bool) -> None:
            self._on_ended(order, stopped)

        words = (
            translate("Importing", "Looking what would happen…")
            if order.dry
            else translate("Importing", "Importing…")
        )
        self._long_jobs.run(Task(make, words, ended=ended))

    def _say_read_only(self) -> None:
        self._panes.messages.show_news(
            translate("Importing", "This library can only be read; nothing was imported."),
            translate("Importing", "Open or create a library in a place you may write to."),
            warning=True,
        )

    # what came of it

    def _say(self, outcome: ImportOutcome) -> None:
        """Say what became of the only input, and what was found on the way."""
        found = [
            visible(messages.of_finding(finding))
            for finding in outcome.findings
            if finding.severity is not Severity.INFO
        ]
        if outcome.status in _BAD:
            pasted = outcome.path.startswith(pasting.PREFIX)
            text = (
                translate("Importing", "What was pasted was not imported.")
                if pasted
                else translate("Importing", "{name} was not imported.").format(
                    name=outcome_words.Asked().shown(outcome.path)
                )
            )
            called = outcome_words.pasted_page() if pasted else outcome_words.this_file()
            reason = outcome_words.reason(outcome, called)
            self._panes.messages.show_news(text, reason, warning=True)
            return
        more = found[_FINDINGS:]
        advice = " ".join(found[:_FINDINGS]) + (" …" if more else "")
        self._panes.messages.show_news(_said(outcome), advice)

    def _on_thread_requested(self, thread: ThreadId) -> None:
        self.thread_wanted.emit(thread, True)

    def _on_ended(self, order: Order, stopped: bool) -> None:
        outcomes = self._panes.report_model.outcomes
        if order.dry:
            self._panes.imports.finish()
            if outcomes and not stopped:
                self.previewed.emit(order, list(outcomes))
            return
        if not outcomes and not stopped:
            # it failed as a whole, which is said elsewhere, or nothing was left to do
            self._panes.imports.finish_report(cancelled=False, open_details=False)
            self.ended.emit()
            return
        thread = _only_thread(outcomes)
        if len(outcomes) == 1 and not stopped:
            self._panes.imports.finish()
            self._say(outcomes[0])
        else:
            self._panes.imports.finish_report(
                cancelled=stopped,
                open_details=any(outcome.status in _BAD for outcome in outcomes),
                kept=any(isinstance(entry, Path) for entry in order.inputs),
            )
        self.ended.emit()
        if thread is not None:
            self.thread_wanted.emit(thread, True)


def _only_thread(outcomes: Sequence[ImportOutcome]) -> ThreadId | None:
    """Return the thread of an import if it is one, new or known."""
    threads = {outcome.thread for outcome in outcomes if outcome.thread is not None}
    return threads.pop() if len(threads) == 1 else None


def _said(outcome: ImportOutcome) -> str:
    """Return what became of the only thread of an import."""
    title = wording.short(outcome.title or "")
    if outcome.status is ImportStatus.UNCHANGED:
        return translate("Importing", "“{title}” was here already; nothing was changed.").format(
            title=title
        )
    said = (
        translate("Importing", "“{title}” is up to date: {replies}.")
        if outcome.status is ImportStatus.UPDATED
        else translate("Importing", "“{title}” is in the library: {replies}.")
    )
    return said.format(title=title, replies=wording.replies(outcome.posts))
