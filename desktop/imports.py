"""Imports as jobs, and the reports that are kept of them.

What comes of the files is told in batches, a few times a second: however fast they come, the window
has little to do for them.
"""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

from db import search
from db.changes import Changes
from db.importing import pipeline, registry, runs
from db.importing.choosing import Wishes
from db.importing.labels import meant
from db.records import ImportStatus
from db.store import now
from desktop.inputs import IMPORT, IMPORTING, Pasted, Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from db.importing.runs import Run
    from db.records import ImportOutcome, ThreadId
    from db.store import Store
    from desktop.inputs import Order
    from desktop.jobs import Job, Jobs, Ticket

    Heard = Callable[[Sequence[ImportOutcome]], None]

TELLING = 1.5
"""Seconds between two refreshes of the list while an import runs."""

BATCH = 0.1
"""Seconds between two batches of outcomes, and two reports of progress."""

REPORT = "import report"
"""Channel of the report that is shown."""

T = TypeVar("T")

_BAD = (ImportStatus.REFUSED, ImportStatus.FAILED)
_UTF_8 = "utf-8"


class Imports:
    """What can be asked for about imports into one library."""

    def __init__(self, store: Store, jobs: Jobs, tell: Callable[[Changes], None]) -> None:
        """Make it.

        Args:
            store: the library.
            jobs: the pools.
            tell: hears in the GUI thread what an import changed.
        """
        self._store = store
        self._jobs = jobs
        self._tell = tell
        self._under_way: str | None = None

    # importing

    def run(self, order: Order, heard: Heard) -> Job[list[ImportOutcome]]:
        """Import files, folders and what was pasted, one transaction each.

        Args:
            order: what to import, and how.
            heard: called in the GUI thread with outcomes as they come, several at once.
        """
        outcomes: list[ImportOutcome] = []
        untold: list[ImportOutcome] = []
        told = time.monotonic()

        def hear(batch: list[ImportOutcome]) -> None:
            nonlocal told
            heard(batch)
            if order.dry:
                return
            untold.extend(batch)
            if time.monotonic() - told > TELLING:
                told = time.monotonic()
                self._say(untold, IMPORTING)
                untold.clear()

        def work(ticket: Ticket) -> list[ImportOutcome]:
            batch = _Batch(lambda held: self._jobs.deliver(lambda: hear(held)))
            self._under_way = None if order.dry else now()
            try:
                for outcome in self._each(order, ticket, batch.step):
                    outcomes.append(outcome)
                    batch.add(outcome)
            finally:
                self._under_way = None
                batch.tell()
            if not order.dry:
                search.settle(self._store, lambda: ticket.cancelled)
            return outcomes

        def settled() -> None:
            if job.ticket.cancelled and not order.dry:
                # a file of many threads may have been stopped in its middle
                self._tell(Changes(IMPORT, threads=_touched(outcomes), library=True))
            elif not order.dry:
                self._say(outcomes, IMPORT)

        job = self._jobs.work(work)
        return job.on_settled(settled)

    def _each(
        self, order: Order, ticket: Ticket, due: Callable[[], bool]
    ) -> Iterator[ImportOutcome]:
        for entry in order.inputs:
            if isinstance(entry, Pasted):
                ticket.check()
                yield from self._pasted(entry, order)
        paths = [entry for entry in order.inputs if not isinstance(entry, Pasted)]
        if not paths:
            return
        begun, skip = self._done_before(order)

        def progress(done: int, total: int) -> None:
            if due() or done >= total:
                ticket.step(done, total)

        options = pipeline.Options(Wishes(order.reader, order.encoding), dry=order.dry, skip=skip)
        line = pipeline.import_paths(
            self._store,
            paths,
            progress=progress,
            cancelled=lambda: ticket.cancelled,
            options=options,
        )
        # closing it ends the processes that read, whatever happens here
        with closing(line):
            for outcome in line:
                yield outcome
                if ticket.cancelled:
                    break
        for run in begun:
            runs.settle(self._store, run)
        ticket.check()

    def _pasted(self, pasted: Pasted, order: Order) -> list[ImportOutcome]:
        """Import the form of a page that a reader knows; the last one says why none does."""
        options = pipeline.Options(Wishes(order.reader, _UTF_8), dry=order.dry)
        outcomes = pipeline.import_bytes(self._store, pasted.data, pasted.name, options)
        if pasted.otherwise is not None and all(one.status in _BAD for one in outcomes):
            return self._pasted(pasted.otherwise, order)
        return outcomes

    def _done_before(self, order: Order) -> tuple[list[int], frozenset[str]]:
        """Return the imports that go on by this one, and the files that were done by them."""
        if order.goes_on is None:
            return [], frozenset()
        known = runs.runs(self._store)
        wanted = next((run for run in known if run.id == order.goes_on), None)
        if wanted is None:
            return [], frozenset()
        # one that went on and was cut off again
        same = [
            run.id for run in known if run.inputs == wanted.inputs and run.state == runs.RUNNING
        ]
        begun = list(dict.fromkeys([wanted.id, *same]))
        done: set[str] = set()
        for run in begun:
            done |= runs.done_paths(self._store, run)
        return begun, frozenset(done)

    def _say(self, outcomes: Iterable[ImportOutcome], operation: str) -> None:
        touched = _touched(outcomes)
        if touched:
            self._tell(Changes(operation, threads=touched, library=True))

    # reports

    def reports(self) -> Job[list[Run]]:
        """Ask for the imports that are remembered, the newest first."""
        return self._jobs.read(lambda _ticket: runs.runs(self._store))

    def is_under_way(self, run: Run) -> bool:
        """Whether an import that has not ended is the one that this window is doing."""
        return (
            run.state == runs.RUNNING
            and self._under_way is not None
            and run.started_at >= self._under_way
        )

    def was_cut_off(self, run: Run) -> bool:
        """Whether an import neither ended nor goes on here."""
        return run.state == runs.RUNNING and not self.is_under_way(run)

    def cut_off(self) -> Job[tuple[Run, int] | None]:
        """Ask for the newest import that was cut off, and how many of its files are done."""

        def work(_ticket: Ticket) -> tuple[Run, int] | None:
            for run in runs.runs(self._store):
                if self.was_cut_off(run):
                    return run, len(runs.done_paths(self._store, run.id))
            return None

        return self._jobs.read(work)

    def report(self, run: int, made: Callable[[list[ImportOutcome]], T]) -> Job[T]:
        """Ask what became of the files of an import; a newer request makes this one stale.

        Args:
            run: its number.
            made: makes of the outcomes what is wanted, in the same job.
        """
        return self._jobs.latest(REPORT, lambda _ticket: made(runs.outcomes(self._store, run)))

    def forget(self, run: int) -> Job[None]:
        """Remove the report of an import; the threads stay."""
        return self._jobs.write(lambda _ticket: runs.forget(self._store, run))


def readers() -> list[Reader]:
    """Return the readers there are, in the order they are asked."""
    return [Reader(each.name, each.title, each.proven) for each in registry.ALL]


def is_encoding(name: str) -> bool:
    """Return whether an encoding of this name is known."""
    return bool(meant(name))


class _Batch:
    """Outcomes that are told together."""

    def __init__(self, tell: Callable[[list[ImportOutcome]], None]) -> None:
        self._tell = tell
        self._held: list[ImportOutcome] = []
        self._told = 0.0
        self._stepped = 0.0

    def add(self, outcome: ImportOutcome) -> None:
        """Take one more; tell what is held if it is time."""
        self._held.append(outcome)
        if time.monotonic() - self._told >= BATCH:
            self.tell()

    def tell(self) -> None:
        """Tell what is held."""
        held, self._held = self._held, []
        self._told = time.monotonic()
        if held:
            self._tell(held)

    def step(self) -> bool:
        """Return whether it is time to tell how far it is."""
        if time.monotonic() - self._stepped < BATCH:
            return False
        self._stepped = time.monotonic()
        return True


def _touched(outcomes: Iterable[ImportOutcome]) -> frozenset[ThreadId]:
    return frozenset(
        outcome.thread
        for outcome in outcomes
        if outcome.thread is not None
        and outcome.status in (ImportStatus.ADDED, ImportStatus.UPDATED)
    )
