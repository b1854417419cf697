"""What the first paint of a window needs, read by the bare driver.

Loading SQLAlchemy and opening the library for writing take longer than all the rest of a start.
So the window is painted from here first, and the library is opened behind it.  Whatever is not
quite as usual - a file that is not there, of another version, damaged, not writable, in use - is
no matter for a glance: there is none then, and opening the library says why.

The file is read without locks or side files, which is right only where no log lies beside it and
as long as nobody writes; ``is_current`` tells whether that held.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from db import driver, engine, files, migrations
from db.errors import KnownError
from db.threads import heads, posts, reading, skeleton

if TYPE_CHECKING:
    from array import array
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from db.driver import RawConnection
    from db.records import LinkCounts, Place, Post, PostId, ThreadHead, ThreadId, ThreadSummary
    from db.store import Store


class Opened(NamedTuple):
    """A thread as it is shown first."""

    head: ThreadHead
    skeleton: skeleton.Skeleton
    counts: LinkCounts
    note_counts: dict[PostId | None, int]
    place: Place | None
    left_out: int = 0
    """Edges that are not certain enough to place a floor in the tree."""


class _Rows:
    """The answer to a statement, in the few ways in which ``db.threads`` asks for it."""

    def __init__(self, rows: list[Any]) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def fetchall(self) -> list[Any]:
        return self._rows

    def first(self) -> Any:  # noqa: ANN401 - a row holds whatever its columns hold
        return self._rows[0] if self._rows else None

    one_or_none = first

    def one(self) -> Any:  # noqa: ANN401 - likewise
        (row,) = self._rows
        return row

    def scalar_one(self) -> Any:  # noqa: ANN401 - likewise
        return self.one()[0]


class _Plain:
    """A connection that answers statements as one of SQLAlchemy does."""

    def __init__(self, raw: RawConnection) -> None:
        self._raw = raw

    def exec_driver_sql(self, statement: str, parameters: Sequence[object] = ()) -> _Rows:
        return _Rows(self._raw.execute(statement, parameters).fetchall())


class Glance:
    """A library that is looked at before it is opened; nobody can write through it."""

    def __init__(self, place: Path, raw: RawConnection, state: tuple[int, int]) -> None:
        self.place = place
        self._raw = raw
        self._state = state

    @contextmanager
    def read(self) -> Generator[Connection]:
        """Read a consistent state of the library."""
        self._raw.execute("BEGIN")
        try:
            yield cast("Connection", _Plain(self._raw))
        finally:
            self._raw.execute("ROLLBACK")

    def thread_ids(self, order: str, *, ascending: bool) -> array[int]:
        """Return the ids of all threads, in order; see ``db.threads.reading``."""
        return reading.thread_ids(
            cast("Store", self), order=reading.ListOrder(order), ascending=ascending
        )

    def summaries(self, ids: Sequence[int]) -> dict[ThreadId, ThreadSummary]:
        """Return the rows of the list by id."""
        with self.read() as connection:
            return reading.read_summaries(connection, ids)

    def posts(self, ids: Sequence[PostId]) -> list[Post]:
        """Return posts in the order of ``ids``."""
        with self.read() as connection:
            return posts.read_posts(connection, ids)

    def open_thread(self, thread: ThreadId) -> Opened | None:
        """Return a thread; ``None`` if it is in the trash, or takes more than a glance."""
        with self.read() as connection:
            summary = reading.read_summaries(connection, [thread]).get(thread)
            tree = skeleton.stored(connection, thread)
            if summary is None or summary.trashed_at is not None or tree is None:
                return None
            return Opened(
                heads.read_head(connection, summary),
                tree,
                reading.count_links(tree),
                reading.count_notes(connection, thread),
                reading.read_place(connection, thread),
            )

    def is_current(self) -> bool:
        """Return whether the file is still as it was when it was looked at first."""
        try:
            return _state(self.place) == self._state
        except OSError:
            return False

    def close(self) -> None:
        """Let go of the file."""
        self._raw.close()


def glance(place: Path) -> Glance | None:
    """Look at a library; ``None`` if anything about it is not as usual."""
    try:
        usual = place.is_file() and files.may_write(place) and files.may_write(place.parent)
        if not usual or any(files.is_there(file) for file in files.side_files(place)):
            return None
        state = _state(place)
        raw = engine.connect_reader(place, immutable=True)
    except (OSError, driver.DriverError):
        return None
    try:
        (identifier,) = raw.execute("PRAGMA application_id").fetchone()
        (version,) = raw.execute("PRAGMA user_version").fetchone()
    except driver.DriverError:
        identifier = version = 0
    if (identifier, version) != (engine.APPLICATION_ID, migrations.CURRENT):
        raw.close()
        return None
    return Glance(place, raw, state)


def _state(place: Path) -> tuple[int, int]:
    status = place.stat()
    return status.st_mtime_ns, status.st_size


FAULTS: tuple[type[Exception], ...] = (driver.DriverError, KnownError, ValueError)
"""What reading by a glance may raise; whoever reads goes on without it then."""
