"""Bringing threads in: files, folders, what was dropped, a copied page, the sample."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication

from db.errors import FileUnreadable
from db.records import ImportStatus, Severity
from db.text import visible
from desktop import messages, paths
from desktop.inputs import Pasted
from desktop.models import report_model, wording
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
_BAD = (ImportStatus.REFUSED, ImportStatus.FAILED)


class Importing(QObject):
    """Starts imports, and keeps the report of the last one."""

    failed = Signal(object)
    thread_wanted = Signal(object, bool)
    """A ``ThreadId`` to open, and whether the reader goes there at once."""

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

    def choose_files(self) -> None:
        """Let files be chosen, and import them."""
        self._chooser.open_files(translate("Importing", "Open Saved Threads"), self.run)

    def choose_folder(self) -> None:
        """Let a folder be chosen, and import all that is in it."""
        self._chooser.open_folder(
            translate("Importing", "Import a Folder of Saved Threads"),
            lambda folder: self.run([folder]),
        )

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
        """Import what the clipboard holds: copied files, or the text of a copied page."""
        held = QGuiApplication.clipboard().mimeData()
        if held is None or not self.take(held):  # pyright: ignore[reportUnnecessaryComparison] - null where it was emptied
            self._panes.messages.show_news(
                translate("Importing", "The clipboard holds no text and no files."),
                translate(
                    "Importing",
                    "Choose everything on the page of the thread, copy it, and paste it here.",
                ),
                warning=True,
            )

    def take(self, held: QMimeData) -> bool:
        """Import what was dropped or pasted; say whether there was anything to be answered."""
        inputs = inputs_of(held)
        if inputs:
            self.run(inputs)
            return True
        if not held.hasUrls():
            return False
        self._panes.messages.show_news(
            translate("Importing", "Beilin fetches no address; nothing was imported."),
            translate(
                "Importing",
                "Save the page and drop the file here, or copy the page and paste it.",
            ),
            warning=True,
        )
        return True

    def run(self, inputs: Sequence[Path | Pasted]) -> None:
        """Import all of these, and show what became of them."""
        operations = self._operations
        if operations is None or not inputs:
            return
        if operations.read_only:
            self._panes.messages.show_news(
                translate("Importing", "This library can only be read; nothing was imported."),
                translate("Importing", "Open or create a library in a place you may write to."),
                warning=True,
            )
            return
        model = self._panes.report_model

        def make() -> Job[list[ImportOutcome]]:
            model.clear()
            self._panes.messages.pass_news()
            job = operations.import_files(inputs, model.add)
            return job.on_failure(self.failed.emit)

        self._long_jobs.run(Task(make, translate("Importing", "Importing…"), ended=self._on_ended))

    def show_report(self) -> None:
        """Show again what became of the last import."""
        if self._panes.report_model.rowCount():
            self._panes.imports.finish_report(cancelled=False, open_details=True)

    def _say(self, outcome: ImportOutcome) -> None:
        """Say what became of the only input, and what was found on the way."""
        found = [
            visible(messages.of_finding(finding))
            for finding in outcome.findings
            if finding.severity is not Severity.INFO
        ]
        if outcome.status in _BAD:
            name = report_model.bare_name(outcome)
            text = translate("Importing", "{name} was not imported.").format(name=name)
            self._panes.messages.show_news(text, report_model.reason(outcome), warning=True)
            return
        more = found[_FINDINGS:]
        advice = " ".join(found[:_FINDINGS]) + (" …" if more else "")
        self._panes.messages.show_news(_said(outcome), advice)

    def _on_thread_requested(self, thread: ThreadId) -> None:
        self.thread_wanted.emit(thread, True)

    def _on_ended(self, stopped: bool) -> None:
        outcomes = self._panes.report_model.outcomes
        if not outcomes and not stopped:
            # it failed as a whole, which is said elsewhere, or there was nothing in the folder
            self._panes.imports.finish_report(cancelled=False, open_details=False)
            return
        bad = any(outcome.status in _BAD for outcome in outcomes)
        thread = _only_thread(outcomes)
        if len(outcomes) == 1 and not stopped:
            self._panes.imports.finish()
            self._say(outcomes[0])
        else:
            self._panes.imports.finish_report(cancelled=stopped, open_details=bad)
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


def inputs_of(held: QMimeData) -> list[Path | Pasted]:
    """Return what can be imported of something dropped or copied: files first, else its text."""
    files = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
    text = held.text()
    if files or held.hasUrls() or not text.strip():
        return list(files)
    # half a character can come out of a clipboard; it is no text in any encoding
    data = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()
    name = f"pasted-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}.txt"
    return [Pasted(name, data)]
