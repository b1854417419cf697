"""What keeps an archive safe: backups, checks, the original bytes, better titles."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from db.text import visible
from desktop import messages
from desktop.models import wording
from desktop.windows.long_jobs import Task

if TYPE_CHECKING:
    from pathlib import Path

    from db.backup import BackupReport
    from db.integrity import CheckReport
    from db.records import Capture, ThreadHead, ThreadId
    from desktop.operations import Operations
    from desktop.windows.choosing import Chooser
    from desktop.windows.long_jobs import LongJobs
    from desktop.windows.panes import Panes

translate = QCoreApplication.translate


class Keeping(QObject):
    """Backs up, checks, writes originals, edits titles."""

    failed = Signal(object)

    def __init__(
        self, panes: Panes, chooser: Chooser, long_jobs: LongJobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._chooser = chooser
        self._long_jobs = long_jobs
        self._operations: Operations | None = None
        panes.capture.save_requested.connect(self.save_original)

    def attach(self, operations: Operations | None) -> None:
        """Work on this library from now on."""
        self._operations = operations

    def refresh_index(self) -> None:
        """Bring an index up to date that was built under older rules; nothing if it is."""
        operations = self._operations
        if operations is None or operations.read_only:
            return
        self._long_jobs.run(
            Task(
                lambda: operations.refresh_index().on_failure(self.failed.emit),
                translate("Keeping", "Bringing the search index up to date"),
                stoppable=False,
                at_once=False,
            )
        )

    # backup

    def back_up(self) -> None:
        """Ask where to, and copy the library there."""
        operations = self._operations
        if operations is not None:
            name = f"{operations.store.place.stem}-{datetime.now().astimezone():%Y-%m-%d}.beilin"
            self._chooser.save_library(
                translate("Keeping", "Back Up Library"), name, self._back_up_to
            )

    def _back_up_to(self, path: Path) -> None:
        operations = self._operations
        if operations is None:
            return
        self._long_jobs.run(
            Task(
                lambda: (
                    operations.backup(path)
                    .on_success(self._on_backed_up)
                    .on_failure(self.failed.emit)
                ),
                translate("Keeping", "Backing up, and comparing the copy"),
                counted=False,
            )
        )

    def _on_backed_up(self, report: BackupReport) -> None:
        parts = (
            translate("Keeping", "%n thread(s)", None, report.threads),
            translate("Keeping", "%n post(s)", None, report.posts),
            translate("Keeping", "%n note(s)", None, report.notes),
            translate("Keeping", "%n saved file(s)", None, report.captures),
        )
        self._panes.messages.show_news(
            translate("Keeping", "Backed up to {path} ({size}).").format(
                path=visible(str(report.path)), size=wording.size(report.bytes)
            ),
            translate("Keeping", "The copy was read again and is the same: {counts}.").format(
                counts=wording.listed(parts)
            ),
            lasting=True,
        )

    # check

    def check(self) -> None:
        """Verify everything that is kept."""
        operations = self._operations
        if operations is None:
            return
        self._long_jobs.run(
            Task(
                lambda: (
                    operations.check().on_success(self._on_checked).on_failure(self.failed.emit)
                ),
                translate("Keeping", "Checking the library"),
                counted=False,
            )
        )

    def _on_checked(self, report: CheckReport) -> None:
        lines = [
            translate(
                "Keeping", "%n saved file(s) verified ({size})", None, report.originals.verified
            ).format(size=wording.size(report.originals.bytes)),
            translate("Keeping", "{indexed} of {posts} posts in the search index").format(
                indexed=wording.number(report.index.indexed),
                posts=wording.number(report.index.posts),
            ),
        ]
        if report.originals.damaged:
            lines.append(
                translate("Keeping", "%n saved file(s) damaged", None, report.originals.damaged)
            )
        lines += [visible(messages.of_finding(found)) for found in report.findings]
        if report.ok:
            headline = translate("Keeping", "The library is sound.")
            advice = translate("Keeping", "Nothing in it was changed.")
        else:
            headline = translate("Keeping", "The library needs care.")
            advice = translate(
                "Keeping",
                "Nothing in it was changed. Keep a copy of the file before anything else,"
                " and look for what is damaged in a backup.",
            )
        from desktop.windows.dialogs.report import Report  # noqa: PLC0415 - as wiring says

        Report(
            self._panes.window(),
            translate("Keeping", "Check of the Library"),
            "checkReport",
            headline,
            advice,
            "\n".join(lines),
        ).close_with(translate("Keeping", "Close")).open()

    # one thread

    def save_original(self, capture: Capture) -> None:
        """Ask where to, and write the bytes of a capture there."""
        self._chooser.save_file(
            translate("Keeping", "Save Original File"),
            capture.file_name,
            lambda path: self._save_to(capture, path),
        )

    def _save_to(self, capture: Capture, path: Path) -> None:
        operations = self._operations
        if operations is None:
            return

        def done(size: int) -> None:
            self._panes.messages.show_news(
                translate("Keeping", "Saved {path} ({size}), as it was captured.").format(
                    path=visible(str(path)), size=wording.size(size)
                )
            )

        operations.save_original(capture.id, path).on_success(done).on_failure(
            self.failed.emit
        ).start()

    def edit_thread(self, thread: ThreadId) -> None:
        """Let title and source address of a thread be edited."""
        operations = self._operations
        if operations is not None:
            operations.head(thread).on_success(self._edit).on_failure(self.failed.emit).start()

    def _edit(self, head: ThreadHead) -> None:
        operations = self._operations
        if operations is None:
            return

        from desktop.windows.dialogs.edit_thread import EditThread  # noqa: PLC0415 - likewise

        def save(title: str, address: str) -> None:
            operations.edit_thread(head, title, address).on_failure(self.failed.emit).start()

        dialog = EditThread(self._panes.window(), head)
        dialog.edited.connect(save)
        dialog.open()
