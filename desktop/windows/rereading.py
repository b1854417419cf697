"""Reading a capture of the open thread anew, and saying what came of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from db.records import ImportStatus, Severity
from db.text import visible
from desktop import messages
from desktop.models import wording
from desktop.windows.long_jobs import Task

if TYPE_CHECKING:
    from db.changes import Done
    from db.records import Capture, ImportOutcome, ThreadHead
    from desktop.operations import Operations
    from desktop.windows.long_jobs import LongJobs
    from desktop.windows.panes import Panes

translate = QCoreApplication.translate

_TOLD = 2
"""Findings that are told at once; all of them stand in the inspector."""


class Rereading(QObject):
    """Drives the dialog that reads a capture again."""

    failed = Signal(object)

    def __init__(self, panes: Panes, long_jobs: LongJobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panes = panes
        self._long_jobs = long_jobs
        self._operations: Operations | None = None
        panes.capture.reread_requested.connect(self.ask)
        panes.capture.looked_at.connect(self._look)

    def attach(self, operations: Operations | None) -> None:
        """Work on this library from now on."""
        self._operations = operations
        self._panes.capture.set_writable(operations is not None and not operations.read_only)

    def _look(self, head: ThreadHead) -> None:
        """Find out whether a newer reader would read anew what is shown."""
        operations = self._operations
        if operations is not None and not operations.read_only:
            operations.older(head).on_success(
                lambda found: self._panes.capture.set_older(head, found)
            ).on_failure(self.failed.emit).start()

    # ruff: noqa: PLC0415 - a dialog is loaded when it is asked for; no start waits for it
    def ask(self, capture: Capture) -> None:
        """Ask how to read a capture anew, and do it."""
        if self._operations is None or self._operations.read_only:
            return
        from desktop.imports import is_encoding, readers
        from desktop.windows.dialogs.read_again import ReadAgain

        dialog = ReadAgain(self._panes.window(), capture, readers(), is_encoding)
        dialog.ordered.connect(partial(self._run, capture))
        dialog.open()

    def _run(self, capture: Capture, reader: str, encoding: str) -> None:
        operations = self._operations
        if operations is None:
            return
        self._long_jobs.run(
            Task(
                lambda: (
                    operations.read_again(capture.id, reader, encoding)
                    .on_success(self._on_read)
                    .on_failure(self.failed.emit)
                ),
                translate("Rereading", "Reading {name} again").format(
                    name=wording.short(visible(capture.file_name))
                ),
                stoppable=False,
            )
        )

    def _on_read(self, done: Done[list[ImportOutcome]]) -> None:
        outcomes = done.value
        posts = sum(outcome.posts for outcome in outcomes)
        readers = wording.listed(dict.fromkeys(outcome.format or "" for outcome in outcomes))
        found = [
            visible(messages.of_finding(finding))
            for outcome in outcomes
            for finding in outcome.findings
            if finding.severity is not Severity.INFO
        ]
        added = sum(outcome.status is ImportStatus.ADDED for outcome in outcomes)
        if added:
            found.insert(
                0, translate("Rereading", "%n more thread(s) were found in it.", None, added)
            )
        self._panes.messages.show_news(
            translate("Rereading", "Read again by {reader}: {replies}.").format(
                reader=readers, replies=wording.replies(posts)
            ),
            " ".join(found[:_TOLD]) + (" …" if len(found) > _TOLD else ""),
            lasting=bool(found),
        )
