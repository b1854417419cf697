"""Reading in other processes: several files at once, and none that could take the program with it.

A worker reads one file at a time and sends what it prepared, thread by thread; it waits while
nobody takes what it sends.  One that dies, or takes too long or too much memory, fails its own file
and is replaced.
"""

from __future__ import annotations

import gc
import io
import multiprocessing
import os
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import Cancelled, FileUnreadable, KnownError
from db.importing import originals, sources
from db.importing.collecting import collect_seldom
from db.importing.originals import Held
from db.importing.preparing import prepare
from db.pictures import NotAPicture, Shown, look_at

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from types import TracebackType

    from db.importing.prepared import Prepared, PreparedThread
    from db.importing.preparing import Task

MOST_MEMORY = 2 << 30
"""Bytes of address space a worker may take, where the system can be told so."""

LONGEST = 300.0
"""Seconds between two things that a worker sends; the longest page takes a tenth of it."""

LOOK = 0.1
"""Seconds between two looks whether the reader still wants what a worker is busy with."""

LONGEST_PICTURE = 30.0
"""Seconds that decoding a picture may take."""

NICENESS = 10
"""By how much less than the window a worker gets of the processor while both want it."""

_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class PictureTask:
    """A picture that is to be decoded; ``name`` is what to call it in an error."""

    data: bytes
    name: str
    whole: bool = False


class Failed:
    """What a worker sends where it cannot go on; ``None`` is the end of a file that went well."""

    def __init__(self, error: KnownError) -> None:
        self.error = error


def read_here(task: Task) -> Iterator[Prepared | PreparedThread]:
    """Read a file in this process.

    Raises:
        KnownError: it is no thread, or cannot be read.
    """
    if isinstance(task.original, Held):
        yield from prepare(io.BytesIO(task.original.data), task)
        return
    path = Path(task.path)
    with sources.opened(path) as file:
        yield from prepare(file, task)
        originals.verify(file, path, task.sha256)


class Workers:
    """A few processes that read files; use as a context, whose end ends them."""

    def __init__(self, count: int, cancelled: Callable[[], bool] | None = None) -> None:
        """Make none yet: they begin with the files.

        Args:
            count: how many there may be.
            cancelled: asked while one waits for them whether nobody wants the rest.
        """
        self.count = count
        self.cancelled = cancelled
        self._idle: list[_Worker] = []
        self._all: list[_Worker] = []

    @property
    def ready(self) -> bool:
        """Whether another file can be begun."""
        return bool(self._idle) or len(self._all) < self.count

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in self._all:
            worker.kill()

    def interrupt(self) -> None:
        """End the processes, and so whatever waits for one; may be called from another thread."""
        for worker in tuple(self._all):
            worker.interrupt()

    def start(self, task: Task) -> Reading | None:
        """Begin to read a file, or return ``None`` where all are busy."""
        while self._idle or len(self._all) < self.count:
            fresh = not self._idle
            worker = self._any()
            try:
                worker.send(task)
            except OSError:
                self.bury(worker)  # it was ended while it waited
                if fresh:
                    return None
            else:
                return Reading(self, worker, task)
        return None

    def look_at(self, data: bytes, name: str, *, whole: bool = False) -> Shown:
        """Decode a picture in a worker.

        Args:
            data: its original bytes.
            name: what to call it in an error.
            whole: make a copy in the size of the original.

        Raises:
            NotAPicture: it is none, one that is not shown, or one that took the worker down.
        """
        worker = self._any()
        try:
            worker.send(PictureTask(data, name, whole))
            got = worker.take(LONGEST_PICTURE)
        except (TimeoutError, EOFError, OSError) as error:
            self.bury(worker)
            raise NotAPicture(
                "{name} could not be decoded as a picture: it took the process down that tried.",
                "Look for another copy of it.",
                name=name,
            ) from error
        self.free(worker)
        if isinstance(got, Failed):
            raise got.error
        if not isinstance(got, Shown):
            raise TypeError(got)
        return got

    def _any(self) -> _Worker:
        """Return one that waits, or a new one."""
        if self._idle:
            return self._idle.pop()
        worker = _Worker()
        self._all.append(worker)
        return worker

    def free(self, worker: _Worker) -> None:
        """Take a worker back that has read its file."""
        self._idle.append(worker)

    def bury(self, worker: _Worker) -> None:
        """Do without a worker from now on."""
        worker.kill()
        self._all.remove(worker)


class Reading:
    """A file that a worker reads."""

    def __init__(self, workers: Workers, worker: _Worker, task: Task) -> None:
        self._workers = workers
        self._worker = worker
        self._task = task

    def __iter__(self) -> Iterator[Prepared | PreparedThread]:
        """Yield what the worker prepares.

        Raises:
            KnownError: the file is no thread, cannot be read, or took the worker down.
            Cancelled: nobody wants it any more; the worker ends with the others.
        """
        worker = self._worker
        while True:
            try:
                got = self._take()
            except TimeoutError:
                self._workers.bury(worker)
                raise self._failure(
                    "{name} could not be read: it took longer than a page may take; nothing of it "
                    "was stored, and the others go on."
                ) from None
            except (EOFError, OSError) as error:
                self._workers.bury(worker)
                raise self._failure(
                    "{name} could not be read: it ended the process that read it; nothing of it "
                    "was stored, and the others go on."
                ) from error
            if got is None:
                self._workers.free(worker)
                return
            if isinstance(got, Failed):
                self._workers.free(worker)
                raise got.error
            if isinstance(got, Shown):
                raise TypeError(got)
            try:
                yield got
            except GeneratorExit:
                self._workers.bury(worker)  # it goes on sending what nobody takes
                raise

    def _take(self) -> Prepared | PreparedThread | Shown | Failed | None:
        """Wait for what the worker sends, as long as somebody wants it."""
        begun = time.monotonic()
        while True:
            cancelled = self._workers.cancelled
            if cancelled is not None and cancelled():
                raise Cancelled
            try:
                return self._worker.take(min(LOOK, LONGEST))
            except TimeoutError:
                if time.monotonic() - begun > LONGEST:
                    raise

    def _failure(self, headline: str) -> FileUnreadable:
        return FileUnreadable(
            headline, "Keep the file; a later version may read it.", name=self._task.name
        )


@contextmanager
def _without_main() -> Generator[None]:
    """Hide which program this is from a process that is started meanwhile.

    It would load the program's first module, with all that this loads, and need nothing of it.
    """
    main = vars(sys.modules["__main__"])
    names: tuple[str, ...] = ("__spec__", "__file__")
    hidden: dict[str, object] = {name: main.pop(name) for name in names if name in main}
    main["__spec__"] = None
    try:
        yield
    finally:
        main.update(hidden)


class _Worker:
    """One process, and this end of the pipe to it."""

    def __init__(self) -> None:
        here, there = _SPAWN.Pipe()
        self._here: Connection = here
        self._process: SpawnProcess = _SPAWN.Process(target=_work, args=(there,), daemon=True)
        with _without_main():
            self._process.start()
        there.close()

    def send(self, task: Task | PictureTask) -> None:
        """Give it a file to read, or a picture to decode."""
        self._here.send(task)

    def take(self, seconds: float) -> Prepared | PreparedThread | Shown | Failed | None:
        """Return what it sends next.

        Raises:
            TimeoutError: nothing came in so many seconds.
            EOFError: the process is gone.
        """
        if not self._here.poll(seconds):
            raise TimeoutError
        # what arrives is a tree: looking for circles in it would take as long as receiving it
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            got: Prepared | PreparedThread | Shown | Failed | None = self._here.recv()
        finally:
            if was_enabled:
                gc.enable()
        return got

    def interrupt(self) -> None:
        """End the process, and leave the pipe to whoever listens at it."""
        self._process.kill()

    def kill(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self._here.close()


def _work(there: Connection) -> None:
    """Read files as they are asked for, until nobody asks any more."""
    _limit_memory()
    _yield_to_others()
    collect_seldom()
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            task: Task | PictureTask = there.recv()
            try:
                if isinstance(task, PictureTask):
                    there.send(look_at(task.data, task.name, whole=task.whole))
                    continue
                for each in read_here(task):
                    there.send(each)
            except KnownError as error:
                there.send(Failed(error))
            except MemoryError:
                there.send(Failed(_too_much(task)))
            else:
                there.send(None)


def _too_much(task: Task | PictureTask) -> FileUnreadable:
    return FileUnreadable(
        "{name} could not be read: it takes more memory than a page may take; nothing of it was "
        "stored.",
        "Keep the file; a later version may read it.",
        name=task.name,
    )


def _limit_memory() -> None:
    """Let the process have only so much memory, where the system can be told so."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _yield_to_others() -> None:
    """Let what somebody looks at go before, where the system can be told so."""
    if sys.platform != "win32":
        with suppress(OSError):  # it is as low as it can be
            os.nice(NICENESS)


def usual_count() -> int:
    """Return how many workers suit this machine."""
    return max(1, min(4, os.cpu_count() or 1))
