"""Import: from files and folders, or from pasted text, to stored threads.

What costs time is done before the transactions (``preparing``), of many files by several processes
(``workers``); one bad file never stops the others, and of a file that fails nothing is stored.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from hashlib import sha256 as sha256_of
from typing import TYPE_CHECKING

from db.errors import Cancelled, FileUnreadable, KnownError
from db.files import side_files
from db.importing import dry, originals, sources
from db.importing.choosing import NO_WISHES
from db.importing.collecting import collecting_less
from db.importing.committing import commit, commit_following, remember_name
from db.importing.guarding import BadFile, failure, guarded
from db.importing.knowing import unchanged
from db.importing.originals import Held
from db.importing.prepared import Prepared, PreparedThread
from db.importing.preparing import FROM_DISK, Task, is_streamed, prepare_bytes
from db.importing.runs import CANCELLED, FAILED, FINISHED, Recorder, place_of
from db.importing.workers import Workers, read_here, usual_count
from db.store import now

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from pathlib import Path

    from db.importing.choosing import Wishes
    from db.importing.workers import Reading
    from db.records import ImportOutcome
    from db.store import Store

__all__ = ["commit", "import_bytes", "import_paths", "prepare_bytes"]

_FEW_FILES = 3
_FEW_BYTES = 1_048_576


@dataclass(frozen=True, slots=True)
class Options:
    """How files are imported.

    Attributes:
        wishes: what the owner says of all of them.
        dry: tell what would become of them, and write nothing.
        workers: how many processes read; ``None`` chooses by the number and size of the files,
            0 reads in this process.
        skip: paths that were done before, by an import that was cut off.
    """

    wishes: Wishes = NO_WISHES
    dry: bool = False
    workers: int | None = None
    skip: frozenset[str] = frozenset()


USUAL = Options()


def import_paths(
    store: Store,
    paths: Iterable[Path],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    options: Options = USUAL,
) -> Generator[ImportOutcome]:
    """Import files, and folders with all that is in them; yield what became of each thread.

    Args:
        store: the library.
        paths: files and folders.
        progress: called with the number of files done, and of all.
        cancelled: asked before each file, and while one is being read, whether to stop; what was
            stored stays.
        options: how.

    Raises:
        KnownError: the library cannot be read or written; that would befall every other file, too.
    """
    asked = list(paths)
    found = [each for each in sources.find(asked) if place_of(each.path) not in options.skip]
    recorder = None if options.dry else Recorder(store, asked, len(found))
    state = FAILED
    try:
        with collecting_less(), Workers(_how_many(found, options), cancelled) as workers:
            line = _Line(store, options, workers, recorder)
            waiting = deque(found)
            done = 0
            state = CANCELLED  # also where nobody asks for the rest
            while waiting or line.busy:
                if cancelled is not None and cancelled():
                    return
                if progress is not None:
                    progress(done, len(found))
                while waiting and line.take(waiting[0]):
                    waiting.popleft()
                yield from line.next()
                done += 1
        state = FINISHED
        if progress is not None:
            progress(done, len(found))
    except Cancelled:
        return  # in the middle of a file, of which nothing is stored that is not whole
    except KnownError:
        state = FAILED
        raise
    finally:
        if recorder is not None:
            recorder.end(state)


def import_bytes(
    store: Store, data: bytes, name: str, options: Options = USUAL
) -> list[ImportOutcome]:
    """Import text that was pasted; ``name`` is what it is kept under."""
    task = Task(name, Held(data), sha256_of(data).hexdigest(), now(), "paste", options.wishes)
    outcomes = _known(store, task, options)
    if outcomes is None:
        outcomes = _store(store, task, read_here(task), None)
    return outcomes


def _how_many(found: Sequence[sources.Source], options: Options) -> int:
    """Return how many processes are to read: none for a few small files."""
    if options.workers is not None:
        return options.workers
    if len(found) > _FEW_FILES:
        return usual_count()
    return 1 if sum(sources.size_of(each.path) for each in found) > _FEW_BYTES else 0


class _Line:
    """Files on their way, in the order they were found; the first is written, others are read."""

    def __init__(
        self, store: Store, options: Options, workers: Workers, recorder: Recorder | None
    ) -> None:
        self._store = store
        self._options = options
        self._workers = workers
        self._recorder = recorder
        self._apart = sources.identities((store.place, *side_files(store.place)))
        self._dry = dry.Plans()
        self._line: deque[list[ImportOutcome] | tuple[Task, Reading | None]] = deque()
        self._digests: set[str] = set()

    @property
    def busy(self) -> bool:
        """Whether files are on their way."""
        return bool(self._line)

    def take(self, source: sources.Source) -> bool:
        """Take a file into the line; ``False`` where it has to wait."""
        path = str(source.path)
        if len(self._line) > self._workers.count or (self._line and not self._workers.ready):
            return False
        if source.error is not None:
            self._line.append([failure(path, source.error)])
            return True
        try:
            looked = originals.look(source.path, self._apart, self._streamed)
        except KnownError as error:
            self._line.append([failure(path, error)])
            return True
        if looked.sha256 in self._digests:
            return False  # the same bytes are on their way: they will be known then
        wishes = self._options.wishes
        task = Task(
            path, looked.original, looked.sha256, looked.modified, FROM_DISK, wishes, beside=True
        )
        outcomes = _known(self._store, task, self._options)
        if outcomes is not None:
            self._line.append(outcomes)
            return True
        reading = self._workers.start(task) if self._workers.count else None
        if reading is None and self._line:
            return False
        self._digests.add(task.sha256)
        self._line.append((task, reading))
        return True

    def _streamed(self, beginning: bytes, name: str) -> bool:
        """Whether a large file may be read: as records, as a container, or as its owner wishes."""
        return is_streamed(beginning, name, self._options.wishes)

    def next(self) -> list[ImportOutcome]:
        """Return what became of the first file of the line."""
        if not self._line:
            return []
        first = self._line.popleft()
        if isinstance(first, list):
            outcomes = first
            self._hold(outcomes)
            return outcomes
        task, reading = first
        self._digests.discard(task.sha256)
        parts = read_here(task) if reading is None else iter(reading)
        if self._options.dry:
            return self._dry.outcomes(self._store, task, parts)
        outcomes = _store(self._store, task, parts, self._recorder)
        self._hold([each for each in outcomes if each.capture is None])
        return outcomes

    def _hold(self, outcomes: Sequence[ImportOutcome]) -> None:
        if self._recorder is not None:
            self._recorder.hold(outcomes)


def _store(
    store: Store,
    task: Task,
    parts: Iterator[Prepared | PreparedThread],
    recorder: Recorder | None,
) -> list[ImportOutcome]:
    """Write a file as it is being read.

    Raises:
        KnownError: the library cannot be read or written; that stops the others, too.
    """
    threads = guarded(parts)
    outcomes: list[ImportOutcome] = []
    try:
        prepared = next(threads)
        if not isinstance(prepared, Prepared):
            raise TypeError(prepared)
        told = recorder.within if recorder is not None else None
        for part in commit_following(store, prepared, _only_threads(threads), told):
            outcomes += part
    except BadFile as bad:
        outcomes.append(failure(task.path, _cut_off(task) if outcomes else bad.error))
    except originals.Changed as error:
        outcomes.append(failure(task.path, _cut_off(task) if outcomes else error))
    return outcomes


def _cut_off(task: Task) -> KnownError:
    """Return what became of a file of many threads that could not be read to its end."""
    return FileUnreadable(
        "{name} could not be read to its end, or was changed meanwhile; the threads that were "
        "stored of it before are kept.",
        "Look at it, and import it again; it goes on where it was cut off.",
        name=task.name,
    )


def _only_threads(parts: Iterator[Prepared | PreparedThread]) -> Iterator[PreparedThread]:
    for each in parts:
        if not isinstance(each, PreparedThread):
            raise TypeError(each)
        yield each


def _known(store: Store, task: Task, options: Options) -> list[ImportOutcome] | None:
    """Return the outcomes of bytes that are there already; a name not heard yet is remembered."""
    with store.read() as connection:
        known = unchanged(connection, task.sha256, task.path)
    if known is None or not known.renamed or store.read_only or options.dry:
        return known.outcomes if known is not None else None
    with store.write() as connection:
        known = unchanged(connection, task.sha256, task.path)
        if known is not None:
            remember_name(connection, known, task.path)
    return known.outcomes if known is not None else None
