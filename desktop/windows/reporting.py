"""The reports of imports: listing them, reading one, trying again, going on, forgetting."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from desktop.inputs import Order, Pasted
from desktop.models import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.importing.runs import Run
    from db.records import ImportOutcome, ThreadId
    from desktop.jobs import Job
    from desktop.models.past_imports import PastImport
    from desktop.models.report_table import Report
    from desktop.operations import Operations
    from desktop.theme import Tokens
    from desktop.windows.dialogs.import_reports import ImportReports
    from desktop.windows.panes import Panes

translate = QCoreApplication.translate

FILTER = "import report filter"
"""Channel of what the filter lets through."""

NEWEST = -1
"""Stands for the number of the newest import that is kept."""

_OFFER = 600
"""Milliseconds after a library is open before an import that was cut off is spoken of."""


class Preview(NamedTuple):
    """What an import would do, as long as it is neither done nor discarded."""

    order: Order
    outcomes: tuple[ImportOutcome, ...]
    made_at: str


# ruff: noqa: PLC0415 - the reports are loaded when they are asked for; no start waits for them
class Reporting(QObject):
    """Drives the window of import reports."""

    failed = Signal(object)
    order_wanted = Signal(object)
    """An ``Order`` to be carried out."""
    retry_wanted = Signal(object)
    """Files to be imported once more, perhaps in another way."""
    thread_wanted = Signal(object, bool)

    def __init__(self, panes: Panes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panes = panes
        self._operations: Operations | None = None
        self._tokens: Tokens | None = None
        self._window: ImportReports | None = None
        self._preview: Preview | None = None
        self._report: Report | None = None
        panes.imports.reports_requested.connect(self.open_newest)
        self._offering = QTimer(self)
        self._offering.setSingleShot(True)
        self._offering.setInterval(_OFFER)
        self._offering.timeout.connect(self._look_for_cut_off)

    def attach(self, operations: Operations | None) -> None:
        """Report on this library from now on."""
        self._operations = operations
        self._preview = None
        self._report = None
        self._offering.stop()
        if self._window is not None:
            self._window.close()
            self._window = None
        if operations is not None and not operations.read_only:
            self._offering.start()

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self._tokens = tokens
        if self._window is not None:
            self._window.set_tokens(tokens)

    # an import that was cut off

    def _look_for_cut_off(self) -> None:
        if self._operations is not None:
            self._operations.imports.cut_off().on_success(self._offer).start()

    def _offer(self, found: tuple[Run, int] | None) -> None:
        if found is None:
            return
        run, done = found
        self._panes.messages.show_news(
            translate(
                "Reporting", "An import was cut off on {date}: {done} of {total} files were done."
            ).format(
                date=wording.local_moment(run.started_at),
                done=wording.number(done),
                total=wording.number(run.files),
            ),
            translate(
                "Reporting",
                "What came in is safe. It goes on now or later, from File → Import Reports.",
            ),
            translate("Reporting", "Continue"),
            lambda: self._continue(run.id, run.inputs),
            lasting=True,
        )

    def _continue(self, run: int, inputs: Sequence[str]) -> None:
        paths = tuple(Path(path) for path in inputs)
        self.order_wanted.emit(Order(paths, goes_on=run))

    # the window

    def open(self) -> None:
        """Show the reports, with the one that was chosen last."""
        self._show(None)

    def open_newest(self) -> None:
        """Show the report of the newest import."""
        self._show(NEWEST)

    def show_preview(self, order: Order, outcomes: Sequence[ImportOutcome]) -> None:
        """Show what an import would do."""
        from db.store import now
        from desktop.models.past_imports import PREVIEW

        self._preview = Preview(order, tuple(outcomes), now())
        self._show(PREVIEW)

    def refresh(self) -> None:
        """List the imports anew if they are shown, the newest chosen."""
        if self._window is not None:
            self._list(NEWEST)

    def _show(self, wanted: int | None) -> None:
        if self._operations is None:
            return
        if self._window is None:
            from desktop.windows.dialogs.import_reports import ImportReports

            window = ImportReports(self._panes.window())
            panel = window.panel
            window.chosen.connect(self._on_chosen)
            window.destroyed.connect(self._on_destroyed)
            window.finished.connect(self._on_finished)
            panel.filter_changed.connect(self._sift)
            panel.thread_requested.connect(self._on_thread)
            panel.retry_requested.connect(self._on_retry)
            panel.continue_requested.connect(self._on_continue)
            panel.import_requested.connect(self._on_import)
            panel.forget_requested.connect(self._on_forget)
            if self._tokens is not None:
                window.set_tokens(self._tokens)
            self._window = window
        self._window.show_beside()
        self._list(wanted)

    def _on_finished(self, _result: int) -> None:
        self._window = None
        self._report = None

    def _on_destroyed(self) -> None:
        self._window = None

    def _list(self, wanted: int | None) -> None:
        """List the imports; ``wanted`` is the one to choose."""
        operations = self._operations
        if operations is None:
            return

        def show(runs: list[Run]) -> None:
            from desktop.models.past_imports import past_import

            if self._window is None or self._operations is not operations:
                return
            imports = operations.imports
            rows = [past_import(run, cut_off=imports.was_cut_off(run)) for run in runs]
            number = rows[0].id if wanted == NEWEST and rows else wanted
            if self._preview is not None:
                rows.insert(0, _listed(self._preview))
            self._window.show_imports(rows, number)

        operations.imports.reports().on_success(show).on_failure(self.failed.emit).start()

    # one report

    def _on_chosen(self, past: PastImport | None) -> None:
        window, operations = self._window, self._operations
        if window is None or operations is None:
            return
        self._report = None
        if past is None:
            window.panel.clear()
            return
        window.panel.filter.clear()
        window.panel.show_head(past, can_import=not operations.read_only)
        self._load(operations, past).on_success(self._on_loaded).on_failure(
            self.failed.emit
        ).start()

    def _load(self, operations: Operations, past: PastImport) -> Job[Report]:
        from desktop.imports import REPORT
        from desktop.models.past_imports import PREVIEW
        from desktop.models.report_table import Report

        preview = self._preview
        if past.id == PREVIEW and preview is not None:
            outcomes = preview.outcomes
            return operations.jobs.latest(REPORT, lambda _ticket: Report.of(outcomes, past.inputs))
        return operations.imports.report(past.id, lambda kept: Report.of(kept, past.inputs))

    def _on_loaded(self, report: Report) -> None:
        self._report = report
        if self._window is not None:
            # what came since the list was read is counted, too
            self._window.panel.filter.set_counts(report.counts)
        self._sift()

    def _sift(self) -> None:
        """Show what of the report the filter lets through."""
        window, operations, report = self._window, self._operations, self._report
        if window is None or operations is None or report is None:
            return
        status, words = window.panel.filter.status, window.panel.filter.words
        operations.jobs.latest(
            FILTER, lambda ticket: report.rows(status, words, ticket.check)
        ).on_success(
            lambda rows: (
                self._window.panel.show_rows(report, rows)
                if self._window is not None and self._report is report
                else None
            )
        ).on_failure(self.failed.emit).start()

    # what can be done

    def _current(self) -> PastImport | None:
        return self._window.current() if self._window is not None else None

    def _on_thread(self, thread: ThreadId) -> None:
        self.thread_wanted.emit(thread, True)

    def _on_retry(self) -> None:
        from desktop.models.outcome_words import BAD

        if self._report is not None:
            bad = (each.path for each in self._report.outcomes if each.status in BAD)
            self.retry_wanted.emit([Path(path) for path in dict.fromkeys(bad)])

    def _on_continue(self) -> None:
        past = self._current()
        if past is not None:
            self._continue(past.id, past.inputs)

    def _on_import(self) -> None:
        preview = self._preview
        if preview is not None:
            self._preview = None
            self.order_wanted.emit(preview.order._replace(dry=False))

    def _on_forget(self) -> None:
        from desktop.models.past_imports import PREVIEW

        past, window, operations = self._current(), self._window, self._operations
        if past is None or window is None or operations is None:
            return
        if past.id == PREVIEW:
            self._preview = None
            self._list(None)
            return
        from desktop.windows.dialogs.question import ask

        ask(
            window,
            translate("Reporting", "Forget the report of this import?"),
            translate("Reporting", "The threads that came in stay in the library."),
            translate("Reporting", "Forget"),
            lambda: self._forget(past.id),
        )

    def _forget(self, run: int) -> None:
        if self._operations is not None:
            self._operations.imports.forget(run).on_success(
                lambda _none: self._list(None)
            ).on_failure(self.failed.emit).start()


def _listed(preview: Preview) -> PastImport:
    from collections import Counter

    from desktop.models.past_imports import PREVIEW, Fate, PastImport

    inputs = tuple(
        entry.name if isinstance(entry, Pasted) else str(entry) for entry in preview.order.inputs
    )
    return PastImport(
        PREVIEW,
        preview.made_at,
        inputs,
        len({outcome.path for outcome in preview.outcomes}),
        Fate.PREVIEW,
        dict(Counter(outcome.status for outcome in preview.outcomes)),
    )
