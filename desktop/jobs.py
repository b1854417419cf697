"""Work off the GUI thread: jobs that are built, wired, then started.  The only maker of threads.

Three pools: ``store`` (one thread: every write, in the order asked), ``read`` (two threads:
searching and fetching) and ``work`` (one thread: reading files, imports, backups, checks).
Results come home as events of the GUI thread.  See docs/decisions/0007-jobs-and-operations.md.
"""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from db.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.store import Reading

T = TypeVar("T")
_log = logging.getLogger(__name__)

PROGRESS_INTERVAL = 0.05
"""Seconds between two reports of progress: twenty a second at most."""


class Pool(Enum):
    """Which threads a job runs on, and how many there are."""

    STORE = 1
    READ = 2
    WORK = 3

    @property
    def threads(self) -> int:
        """Number of threads of this pool."""
        return 2 if self is Pool.READ else 1


class Ticket:
    """What a running job holds: it reports progress by it, and is cancelled through it."""

    def __init__(self, report: Callable[[int, int, str], None] | None = None) -> None:
        self._report = report
        self._cancelled = threading.Event()
        self._lock = threading.Lock()
        self._reading: Reading | None = None
        self._reported = 0.0

    @property
    def cancelled(self) -> bool:
        """Whether the user no longer wants the result."""
        return self._cancelled.is_set()

    def check(self) -> None:
        """Raise ``Cancelled`` if the job was cancelled."""
        if self._cancelled.is_set():
            raise Cancelled

    def step(self, done: int, total: int, what: str = "") -> None:
        """Report progress, and raise ``Cancelled`` if the job was cancelled."""
        self.check()
        now = time.monotonic()
        if self._report is not None and (
            now - self._reported >= PROGRESS_INTERVAL or (total and done >= total)
        ):
            self._reported = now
            self._report(done, total, what)

    def hold(self, reading: Reading) -> None:
        """Let ``cancel`` interrupt the query that runs on this connection."""
        with self._lock:
            self._reading = reading
            if self._cancelled.is_set():
                reading.interrupt()

    def release(self) -> None:
        """Forget the connection; it goes back to others."""
        with self._lock:
            self._reading = None

    def cancel(self) -> None:
        """Stop the job as soon as it notices; a query it waits for is interrupted now."""
        self._cancelled.set()
        with self._lock:
            if self._reading is not None:
                self._reading.interrupt()


class Job(Generic[T]):
    """Work that has not begun: say who hears of it, then start it."""

    def __init__(self, jobs: Jobs, pool: Pool, work: Callable[[Ticket], T]) -> None:
        self._jobs = jobs
        self._pool = pool
        self._work = work
        self._success: list[Callable[[T], None]] = []
        self._failure: list[Callable[[Exception], None]] = []
        self._progress: list[Callable[[int, int, str], None]] = []
        self._settled: list[Callable[[], None]] = []
        self._started = False
        self.ticket = Ticket(self._report)

    def on_success(self, listener: Callable[[T], None]) -> Job[T]:
        """Call ``listener`` with the result, in the GUI thread."""
        self._success.append(listener)
        return self

    def on_failure(self, listener: Callable[[Exception], None]) -> Job[T]:
        """Call ``listener`` with the error; without one it goes to ``Jobs.failed``."""
        self._failure.append(listener)
        return self

    def on_progress(self, listener: Callable[[int, int, str], None]) -> Job[T]:
        """Call ``listener`` with steps done, steps in all (0: not known) and what is at hand."""
        self._progress.append(listener)
        return self

    def on_settled(self, listener: Callable[[], None]) -> Job[T]:
        """Call ``listener`` last, whatever the outcome, cancellation included."""
        self._settled.append(listener)
        return self

    def start(self) -> Ticket:
        """Begin; listeners added from now on would miss the result."""
        if self._started:
            raise RuntimeError("a job is started once")
        self._started = True
        self._jobs.submit(self._pool, self)
        return self.ticket

    def run(self) -> None:
        """Do the work in the calling thread and send the outcome home."""
        try:
            self.ticket.check()
            result = self._work(self.ticket)
        except Cancelled:
            self._jobs.deliver(self._settle)
        except Exception as error:  # noqa: BLE001 - every outcome goes home; the edge tells them apart
            caught = error
            self._jobs.deliver(lambda: self._fail(caught))
        else:
            self._jobs.deliver(lambda: self._succeed(result))
        finally:
            self.ticket.release()

    def _succeed(self, result: T) -> None:
        try:
            if not self.ticket.cancelled:
                for listener in self._success:
                    listener(result)
        finally:
            self._settle()

    def _fail(self, error: Exception) -> None:
        try:
            if self.ticket.cancelled:
                _log.info("a cancelled job ended with %s", type(error).__name__)
            elif self._failure:
                for listener in self._failure:
                    listener(error)
            else:
                self._jobs.failed.emit(error)
        finally:
            self._settle()

    def _settle(self) -> None:
        for listener in self._settled:
            listener()

    def _report(self, done: int, total: int, what: str) -> None:
        if self._progress:
            self._jobs.deliver(lambda: self._tell(done, total, what))

    def _tell(self, done: int, total: int, what: str) -> None:
        if not self.ticket.cancelled:
            for listener in self._progress:
                listener(done, total, what)


class Jobs(QObject):
    """The pools, and the way home from them."""

    failed = Signal(object)
    """An error that nobody listened for."""

    busy_changed = Signal(int)
    """How many jobs are under way."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None, *, inline: bool = False) -> None:
        """Make the pools; their threads begin with their first job.

        Args:
            parent: owner.
            inline: run each job where it is started; for tests of what stands above.
        """
        super().__init__(parent)
        self._inline = inline
        self._pools: dict[Pool, ThreadPoolExecutor] = {}
        self._tickets: dict[Ticket, Pool] = {}
        self._lock = threading.Lock()
        self._writes: set[Future[None]] = set()
        self._latest: dict[str, Ticket] = {}
        self._closed = False
        self._arrived.connect(self._at_home, Qt.ConnectionType.QueuedConnection)

    def write(self, work: Callable[[Ticket], T]) -> Job[T]:
        """Return an unstarted job of the store pool: one thread, in the order started."""
        return Job(self, Pool.STORE, work)

    def read(self, work: Callable[[Ticket], T]) -> Job[T]:
        """Return an unstarted job of the read pool."""
        return Job(self, Pool.READ, work)

    def work(self, work: Callable[[Ticket], T]) -> Job[T]:
        """Return an unstarted job of the work pool: long jobs, one after the other."""
        return Job(self, Pool.WORK, work)

    def latest(self, channel: str, work: Callable[[Ticket], T]) -> Job[T]:
        """Return an unstarted read job that makes older ones of its channel stale.

        The newest request wins: the one before is cancelled, its query interrupted, and its
        result, should it be there already, is not delivered.
        """
        job = Job(self, Pool.READ, work)
        self.drop(channel)
        self._latest[channel] = job.ticket
        return job

    def drop(self, channel: str) -> None:
        """Cancel the running job of a channel, if there is one."""
        previous = self._latest.pop(channel, None)
        if previous is not None:
            previous.cancel()

    @property
    def busy(self) -> int:
        """How many jobs are under way."""
        return len(self._tickets)

    def submit(self, pool: Pool, job: Job[T]) -> None:
        """Run a job on a pool; used by ``Job.start``."""
        if self._closed:
            _log.info("a job was started after closing and is not run")
            return
        self._tickets[job.ticket] = pool
        job.on_settled(lambda: self._forget(job.ticket))
        self.busy_changed.emit(len(self._tickets))
        if self._inline:
            job.run()
            return
        executor = self._pools.get(pool)
        if executor is None:
            executor = ThreadPoolExecutor(pool.threads, f"beilin-{pool.name.lower()}")
            self._pools[pool] = executor
        future = executor.submit(job.run)
        if pool is Pool.STORE:
            with self._lock:
                self._writes.add(future)
            future.add_done_callback(self._written)

    def deliver(self, call: Callable[[], None]) -> None:
        """Have ``call`` run in the GUI thread, after what was delivered before."""
        if self._inline:
            call()
        else:
            self._arrived.emit(call)

    def finish_writes(self, seconds: float) -> bool:
        """Wait until all writes asked for are done; their results come home afterwards.

        Returns:
            Whether they were done within ``seconds``.
        """
        with self._lock:
            writes = set(self._writes)
        return not wait(writes, timeout=seconds).not_done

    def close(self) -> None:
        """Cancel everything but writes, finish those, and end all threads."""
        self._closed = True
        for ticket, pool in tuple(self._tickets.items()):
            if pool is not Pool.STORE:
                ticket.cancel()
        for pool, executor in self._pools.items():
            executor.shutdown(wait=True, cancel_futures=pool is not Pool.STORE)
        self._pools.clear()
        self._tickets.clear()
        self._latest.clear()

    def _written(self, future: Future[None]) -> None:
        with self._lock:
            self._writes.discard(future)

    def _forget(self, ticket: Ticket) -> None:
        self._tickets.pop(ticket, None)
        for channel, latest in tuple(self._latest.items()):
            if latest is ticket:
                del self._latest[channel]
        self.busy_changed.emit(len(self._tickets))

    def _at_home(self, call: Callable[[], None]) -> None:
        call()
