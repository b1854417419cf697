"""The watched folder: what comes into it is imported by itself, once it is whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QFileSystemWatcher, QObject, QTimer, Signal

from db.errors import KnownError
from db.records import ImportStatus
from db.text import visible
from desktop import messages
from desktop.inputs import Order
from desktop.models import outcome_words
from desktop.windows.long_jobs import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.records import ImportOutcome
    from desktop.jobs import Job
    from desktop.operations import Operations
    from desktop.settings import Settings
    from desktop.watched import Known, Look
    from desktop.windows.long_jobs import LongJobs
    from desktop.windows.panes import Panes

translate = QCoreApplication.translate

SETTLE = 2_000
"""Milliseconds in which a file must stay as it is before it is read."""

BETWEEN = 60_000
"""Milliseconds between two looks where nothing is said to have changed: not every disk tells."""

FEW = 20
"""So many files are imported without a bar."""

WATCHED = "watched folder"

_SAID = (ImportStatus.ADDED, ImportStatus.UPDATED, ImportStatus.FAILED)


class Watching(QObject):
    """Watches one folder for one library."""

    failed = Signal(object)
    reports_wanted = Signal()
    ended = Signal()

    def __init__(
        self,
        panes: Panes,
        settings: Settings,
        long_jobs: LongJobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._settings = settings
        self._long_jobs = long_jobs
        self._operations: Operations | None = None
        self._known: Known | None = None
        self._watcher: QFileSystemWatcher | None = None
        self._missing = False
        self._trouble = False
        self._importing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    # which folder

    def attach(self, operations: Operations | None) -> None:
        """Watch for this library from now on."""
        self._stop()
        self._operations = operations
        if operations is not None:
            self._start()

    @property
    def folder(self) -> Path | None:
        """The folder that is watched for the open library; ``None`` where none is."""
        return self._known.folder if self._known is not None else None

    def set_folder(self, folder: str, on: bool) -> None:
        """Watch another folder from now on, or none."""
        operations = self._operations
        if operations is None:
            return
        self._settings.set_watched(operations.store.place, folder, on=on)
        self._stop()
        self._start()

    def _start(self) -> None:
        operations = self._operations
        if operations is None or operations.read_only:
            return
        folder, on = self._settings.watched(operations.store.place)
        if not on or not folder:
            return
        from desktop.watched import Known  # noqa: PLC0415 - most libraries watch none

        self._known = Known(Path(folder), self._settings.watched_file(operations.store.place))
        self._timer.start(SETTLE)

    def _stop(self) -> None:
        self._timer.stop()
        self._known = None
        self._missing = self._trouble = self._importing = False
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None

    # looking

    def _on_changed(self, _path: str) -> None:
        """Wait until it is quiet; a look while files are written would only be repeated."""
        if not self._importing:
            self._timer.start(SETTLE)

    def _look(self) -> None:
        operations, known = self._operations, self._known
        if operations is None or known is None or self._importing:
            return
        from desktop.watched import look  # noqa: PLC0415 - as above

        operations.jobs.latest(WATCHED, lambda _ticket: look(known.folder)).on_success(
            lambda seen: self._on_looked(known, seen)
        ).on_failure(self.failed.emit).start()

    def _on_looked(self, known: Known, seen: Look) -> None:
        if known is not self._known:
            return
        if not seen.there:
            self._say_missing(known.folder)
            self._timer.start(BETWEEN)
            return
        self._missing = False
        self._watch(seen.folders)
        whole = known.whole(seen)
        if whole and not self._long_jobs.busy:
            self._import(known, whole)
        elif whole:
            # what waits its turn there is dropped when the reader stops what runs
            self._timer.start(SETTLE)
        else:
            self._timer.start(SETTLE if known.waiting else BETWEEN)

    def _watch(self, folders: Sequence[str]) -> None:
        """Have the system tell when something changes in these folders."""
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.directoryChanged.connect(self._on_changed)
        watched = set(self._watcher.directories())
        new = [folder for folder in folders if folder not in watched]
        if new:
            self._watcher.addPaths(new)

    def _say_missing(self, folder: Path) -> None:
        if self._missing:
            return
        self._missing = True
        self._panes.messages.show_news(
            translate("Watching", "The watched folder is not there: {path}").format(
                path=visible(str(folder))
            ),
            translate(
                "Watching",
                "Beilin looks for it every minute. Connect its disk, or choose another folder in"
                " the preferences.",
            ),
            warning=True,
        )

    # importing

    def _import(self, known: Known, names: Sequence[str]) -> None:
        operations = self._operations
        if operations is None:
            return
        self._importing = True
        outcomes: list[ImportOutcome] = []
        order = Order(tuple(known.folder / name for name in names))

        def fail(error: Exception) -> None:
            # the same trouble every minute is said once
            if not (self._trouble and isinstance(error, KnownError)):
                self.failed.emit(error)
            self._trouble = True

        def make() -> Job[list[ImportOutcome]]:
            return (
                operations.imports.run(order, outcomes.extend)
                .on_success(lambda _all: self._on_imported(known, outcomes))
                .on_failure(fail)
            )

        def ended(stopped: bool) -> None:
            self._on_ended(known, outcomes, names, stopped=stopped)

        words = translate("Watching", "Importing from the watched folder…")
        self._long_jobs.run(Task(make, words, quiet=len(names) <= FEW, ended=ended))

    def _on_imported(self, known: Known, outcomes: Sequence[ImportOutcome]) -> None:
        self._trouble = False
        if known is self._known:
            self._say(outcomes)

    def _on_ended(
        self,
        known: Known,
        outcomes: Sequence[ImportOutcome],
        names: Sequence[str],
        *,
        stopped: bool,
    ) -> None:
        if len(names) > FEW:
            self._panes.imports.finish()
        told = {outcome.path for outcome in outcomes}
        taken = [name for name in names if str(known.folder / name) in told]
        operations = self._operations
        if operations is not None and taken:
            operations.jobs.write(lambda _ticket: known.take(taken)).on_success(
                lambda _none: self._on_taken(known)
            ).on_failure(self.failed.emit).start()
        elif known is self._known:
            self._importing = False
            # stopped, or the library could not be written: not at once again
            self._timer.start(BETWEEN)
        if stopped and known is self._known:
            self._say_stopped()
        self.ended.emit()

    def _on_taken(self, known: Known) -> None:
        if known is self._known:
            self._importing = False
            self._timer.start(SETTLE if known.waiting else BETWEEN)

    def _say(self, outcomes: Sequence[ImportOutcome]) -> None:
        """Say what came in, if anything did; nothing where all is as it was."""
        counts = dict.fromkeys(ImportStatus, 0)
        for outcome in outcomes:
            counts[outcome.status] += 1
        if not any(counts[status] for status in _SAID):
            return
        problem = next(
            (each.problem for each in outcomes if each.status is ImportStatus.FAILED), None
        )
        advice = visible(messages.sentence(problem)) if problem is not None else ""
        self._panes.messages.show_news(
            translate("Watching", "From the watched folder: {counts}.").format(
                counts=outcome_words.summary(counts)
            ),
            advice,
            translate("Watching", "Open the report"),
            self.reports_wanted.emit,
            warning=counts[ImportStatus.FAILED] > 0,
        )

    def _say_stopped(self) -> None:
        self._panes.messages.show_news(
            translate("Watching", "What is left in the watched folder is imported later."),
            translate("Watching", "To watch it no longer, open the preferences."),
        )
