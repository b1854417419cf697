"""One search in progress: the query compiled, and the rows it selects in each table."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple

from db.driver import DriverError
from db.errors import Cancelled, LibraryDamaged
from db.search.aliases import ON_KEY, widened
from db.search.compiling import compile_query
from db.search.filtering import Plan, has_operators
from db.search.index import INDEX_VERSION, SERIAL_KEY, VERSION_KEY
from db.search.matching import fold_query, terms
from db.search.page import FIELDS
from db.search.rows import ask
from db.search.selecting import ABOUT, NOTES, POSTS, QUOTING, Scope, Selection
from db.search.soundness import damaged, has_bad_pages
from db.search.tokens import Kind
from db.search.vocabulary import library_vocabulary, thread_vocabulary

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from sqlalchemy import Connection

    from db.search.compiling import Compiled
    from db.search.query import Query
    from db.search.selecting import Table
    from db.search.texts import UnitText
    from db.search.vocabulary import Vocabulary
    from db.store import Reading, Store

_FIELDS = {
    Kind.TITLE: "title",
    Kind.ARTICLE: "article",
    Kind.CAPTION: "caption",
    Kind.AUTHOR: "author",
    Kind.POST: "post",
    Kind.NOTE: "note",
}


def field_of(kind: Kind, *, quoted: bool = False) -> str:
    """Return the field of a hit; ``quoted`` if a post holds its matches in quotes alone."""
    return "quote" if quoted else _FIELDS[kind]


@contextmanager
def cancellable(
    store: Store, on_connection: Callable[[Reading], None] | None
) -> Generator[Reading]:
    """Read on a connection that another thread may interrupt.

    Raises:
        Cancelled: it was interrupted.
        IndexDamaged: the index cannot be read.
    """
    # processes that only read pages make units, too, and do without it
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415

    try:
        with store.reading() as reading:
            if on_connection is not None:
                on_connection(reading)
            yield reading
            if reading.interrupted:
                raise Cancelled
    except (DBAPIError, DriverError) as error:
        original = error.orig if isinstance(error, DBAPIError) else error
        if getattr(original, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
            raise Cancelled from error
        raise
    except LibraryDamaged as error:
        if "fts5" in error.detail or has_bad_pages(store):
            raise damaged(store, error.detail) from error
        raise


_MANY = 64
"""An expression of more phrases takes longer to begin with than a thread takes to be looked at."""

_FACTS = """
    SELECT
      (SELECT value FROM meta WHERE key = ?),
      (SELECT value FROM meta WHERE key = ?),
      (SELECT value FROM meta WHERE key = ?),
      EXISTS (SELECT 1 FROM note),
      EXISTS (SELECT 1 FROM thread WHERE trashed_at IS NOT NULL)
"""
_TRASH = """
    SELECT coalesce(min(s.first_post), 0), coalesce(max(s.last_post), 0)
    FROM thread AS t JOIN search_thread AS s ON s.thread_id = t.id WHERE t.trashed_at IS NOT NULL
"""


class Facts(NamedTuple):
    """What is to be known of a library before it is searched.

    Attributes:
        current: the index was made under the rules of this program.
        serial: grows whenever the index learns runs.
        aliases: the number of the list of aliases that is switched on, or 0.
        notes: there are notes.
        trash: there are threads in the trash.
    """

    current: bool
    serial: int
    aliases: int
    notes: bool
    trash: bool

    @classmethod
    def of(cls, connection: Connection) -> Facts:
        """Read them."""
        row = ask(connection, _FACTS, VERSION_KEY, SERIAL_KEY, ON_KEY).fetchone()
        version, serial, aliases, notes, trash = row or (None, None, None, False, False)
        current = version in {None, INDEX_VERSION}
        return cls(current, int(serial or 0), int(aliases or 0), bool(notes), bool(trash))


def _selecting(asked: Scope, vocabulary: Vocabulary) -> Select:
    compiled = compile_query(asked.tree, vocabulary)
    words = compiled.words
    is_dear = words is None or len(words) > _MANY or not compiled.whole.exact
    in_threads: dict[int, Compiled] = {}

    def select(scope: Scope, table: Table) -> Selection:
        known = compiled
        if table is NOTES:
            known = compile_query(scope.tree, None)  # there is no list of their runs
        elif is_dear and scope.thread is not None and asked.thread is None:
            # a thread has few of the words that a library has
            thread = scope.thread[0]
            if thread not in in_threads:
                there = thread_vocabulary(scope.connection, thread)
                in_threads[thread] = compile_query(scope.tree, there)
            known = in_threads[thread]
        return Selection(scope, table, known)

    return select


Row = tuple[Selection, int]
"""A hit before its text is read."""


Select = Callable[["Scope", "Table"], Selection]
"""Makes the selection of a query in one table, in a scope."""


class Asking:
    """A query in one scope; ``close`` it before the connection goes back."""

    def __init__(self, scope: Scope, select: Select, *, notes: bool, current: bool) -> None:
        self.scope = scope
        self.current = current
        self._select = select
        self.posts = select(scope, POSTS)
        self.quoting = select(scope, QUOTING)
        self.about = select(scope, ABOUT)
        self.notes = select(scope, NOTES) if notes else None

    @classmethod
    def of(cls, store: Store, reading: Reading, raw: Query, thread: int | None = None) -> Asking:
        """Begin a search for ``raw``, in one thread alone if ``thread`` is given.

        The thread is searched even if it is in the trash.
        """
        connection = reading.connection
        facts = Facts.of(connection)
        raw = widened(store, connection, raw, facts.aliases)
        tree = fold_query(raw)
        trash = ask(connection, _TRASH).fetchone() if facts.trash else None
        scope = Scope(
            reading, tree, terms(raw), trash=None if trash is None else (trash[0], trash[1])
        )
        if thread is None:
            vocabulary = library_vocabulary(store, connection, facts.serial)
        else:
            scope = scope.within(thread)
            vocabulary = thread_vocabulary(connection, thread)
        if has_operators(raw):
            plan = Plan(scope, raw, vocabulary)
            return cls(plan.narrowed(), plan.selection, notes=facts.notes, current=facts.current)
        select = _selecting(scope, vocabulary)
        return cls(scope, select, notes=facts.notes, current=facts.current)

    def within(self, thread: int) -> Asking:
        """Return the same search in one thread of its scope."""
        scope = self.scope.within(thread)
        return Asking(scope, self._select, notes=self.notes is not None, current=self.current)

    def selections(self) -> list[Selection]:
        """Return what there is to look at: everything but posts first."""
        notes = [] if self.notes is None else [self.notes]
        return [self.about, *notes, self.posts, self.quoting]

    def close(self) -> None:
        """Let go of what was begun and not read to its end."""
        for selection in self.selections():
            selection.close()

    def counts(self) -> dict[str, int]:
        """Return how many units match in each field."""
        counts = dict.fromkeys(FIELDS, 0)
        quoted = self.quoting.count_quoted()
        counts["post"] = self.posts.count() + self.quoting.count() - quoted
        counts["quote"] = quoted
        counts["note"] = 0 if self.notes is None else self.notes.count()
        for kind, number in self.about.count_kinds().items():
            counts[field_of(kind)] = number
        return counts

    def newest_posts(self, limit: int | None, skip: int = 0) -> list[Row]:
        """Return the posts that came last into the library, those that quote among them."""
        most = None if limit is None else skip + limit
        plain = self.posts.newest(most)
        quoting = self.quoting.newest(most)
        merged = merge(
            ((row, self.posts) for row in plain),
            ((row, self.quoting) for row in quoting),
            key=lambda pair: pair[0],
            reverse=True,
        )
        rows = [(selection, row) for row, selection in merged]
        return rows[skip:][:limit]

    def everything(self, most: int | None) -> list[Row]:
        """Return all hits in no order, or just more than ``most`` if there are so many."""
        rows: list[Row] = []
        for selection in self.selections():
            missing = None if most is None else most + 1 - len(rows)
            if missing == 0:
                break
            rows += [(selection, row) for row in selection.newest(missing)]
        return rows


def read_units(rows: Iterable[Row]) -> list[tuple[Row, UnitText]]:
    """Return the texts of hits, in their order."""
    ordered = list(rows)
    wanted: dict[Selection, list[int]] = {}
    for selection, row in ordered:
        wanted.setdefault(selection, []).append(row)
    read = {selection: selection.read(ids) for selection, ids in wanted.items()}
    return [
        ((selection, row), read[selection][row])
        for selection, row in ordered
        if row in read[selection]
    ]
