"""The rows of one full-text table for which a query holds: how many, and the newest of them.

Where the compiled expression is exact, SQLite answers; rows with a run that could not be kept are
compared one by one, and where the expression is wider than the query all its rows are.
"""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING

from db.errors import Cancelled
from db.search.compiling import either, phrase
from db.search.matching import has_author, holds
from db.search.rows import ask
from db.search.texts import UnitText, read_about, read_notes, read_posts
from db.search.tokens import LONG, OWN, SOFT, Kind, kind_token
from db.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from db.search.compiling import Compiled, Narrow
    from db.search.conditions import Clause
    from db.search.matching import Term
    from db.search.query import Query
    from db.search.rows import Rows
    from db.search.spans import Spans
    from db.store import Reading

_LONG = phrase([LONG])
_FIRST_BATCH = 64
_LARGEST_BATCH = 512
_LONG_PHRASE = 3
_SELDOM = 200


@dataclass(frozen=True, slots=True)
class Table:
    """A full-text table, and the table ``o`` that says which thread a row belongs to."""

    name: str
    join: str
    posts: bool
    read: Callable[[Connection, Iterable[int]], dict[int, UnitText]]
    live: str = ""


def _read_plain(connection: Connection, ids: Iterable[int]) -> dict[int, UnitText]:
    return read_posts(connection, ids, quoting=False)


def _read_quoting(connection: Connection, ids: Iterable[int]) -> dict[int, UnitText]:
    return read_posts(connection, ids, quoting=True)


POSTS = Table("search_post", "post", posts=True, read=_read_plain)
QUOTING = Table("search_quoting", "post", posts=True, read=_read_quoting)
ABOUT = Table("search_about", "search_unit", posts=False, read=read_about)
NOTES = Table("note_index", "note", posts=False, read=read_notes, live="o.trashed_at IS NULL")


@dataclass(frozen=True, slots=True)
class Scope:
    """What is searched for, and where.

    Attributes:
        reading: the connection, and whether it was told to stop.
        tree: the folded query.
        terms: the words to mark.
        thread: the only thread to search, with the least and the greatest id of its posts.
        trash: the least and the greatest id of posts in the trash, if threads are there.
        only: a condition that rows of the table meet, beside the query.
        threads: the only threads that can hold hits, as JSON, if that is known.
        spans: where their posts lie.
    """

    reading: Reading
    tree: Query
    terms: tuple[Term, ...]
    thread: tuple[int, int, int] | None = None
    trash: tuple[int, int] | None = None
    only: Clause | None = None
    threads: str | None = None
    spans: Spans | None = None

    @property
    def connection(self) -> Connection:
        """The connection."""
        return self.reading.connection

    def within(self, thread: int) -> Scope:
        """Return the same search in one thread alone, be it in the trash or not."""
        found = ask(
            self.connection,
            "SELECT first_post, last_post FROM search_thread WHERE thread_id = ?",
            thread,
        ).fetchone()
        first, last = (0, 0) if found is None else (found[0], found[1])
        return replace(self, thread=(thread, first, last), trash=None)

    def check(self) -> None:
        """Stop here if the search was cancelled.

        Raises:
            Cancelled: it was.
        """
        if self.reading.interrupted:
            raise Cancelled

    def holds(self, unit: UnitText) -> bool:
        """Compare one unit with the query."""
        names = [fold(name) for name in unit.signed]
        return holds(self.tree, unit.text, unit.folded, names)

    def select(self, table: Table, match: str | None, head: str, tail: str = "") -> _Statement:
        """Return the statement for the rows of ``table`` that match, and its parameters."""
        conditions: list[str] = []
        parameters: list[object] = []
        if match is not None:
            conditions.append(f"{table.name} MATCH ?")
            parameters.append(match)
        joined = bool(table.live)
        if table.live:
            conditions.append(table.live)
        if self.thread is not None:
            joined = True
            conditions.append("o.thread_id = ?")
            parameters.append(self.thread[0])
            if table.posts:
                conditions.append(f"{table.name}.rowid BETWEEN ? AND ?")
                parameters.extend(self.thread[1:])
        elif self.trash is not None:
            joined = True
            conditions.append(f"o.thread_id NOT IN {_TRASHED}")
        if self.only is not None:
            joined = True
            conditions.append(f"({self.only.sql})")
            parameters.extend(self.only.parameters)
        entered = False
        if match is not None and self.spans is not None and self.thread is None and table.posts:
            entered = self.spans.enters(match, counting=head == _COUNT)
            first, last = ("s.value ->> 0", "s.value ->> 1") if entered else self.spans.ends
            conditions.append(f"{table.name}.rowid BETWEEN {first} AND {last}")
            if entered:
                parameters.insert(0, self.spans.listed)
        matched = match is not None
        return _Statement(table, head, matched, joined, conditions, parameters, tail, entered)


_COUNT = "count(*)"
_TRASHED = "(SELECT id FROM thread WHERE trashed_at IS NOT NULL)"


@dataclass(frozen=True, slots=True)
class _Statement:
    table: Table
    head: str
    matched: bool
    joined: bool
    conditions: list[str]
    parameters: list[object]
    tail: str
    entered: bool = False

    @property
    def text(self) -> str:
        name = self.table.name
        # without an expression an ordinary table tells the rows, and may be entered from any side
        source, join = (
            (name, "CROSS JOIN") if self.matched else (f"{name}_docsize AS {name}", "JOIN")
        )
        if self.joined:
            source += f" {join} {self.table.join} AS o ON o.id = {name}.rowid"
        if self.entered:
            source = f"json_each(?) AS s CROSS JOIN {source}"
        where = " WHERE " + " AND ".join(self.conditions) if self.conditions else ""
        return f"SELECT {self.head} FROM {source}{where}{self.tail}"  # noqa: S608 - our own words

    def run(self, connection: Connection, *more: object) -> Rows:
        return ask(connection, self.text, *self.parameters, *more)


class Selection:
    """The rows of one table for which a query holds."""

    def __init__(self, scope: Scope, table: Table, compiled: Compiled) -> None:
        self.table = table
        self._scope = scope
        self._compiled = compiled
        whole = compiled.whole
        self._none = whole.match is None and not whole.everything
        self._exact = whole.exact
        self._match = whole.match
        if not whole.exact and compiled.odd and self._match is not None:
            self._match = f"({self._match} OR {_LONG})"
        self._units: dict[int, UnitText] = {}
        self._found: list[int] = []
        self._rest: Generator[int] | None = None

    def count(self) -> int:
        """Return how many rows there are."""
        if self._few is not None:
            return len(self._few)
        if not self._exact:
            return len(self._compared(None))
        if self._none:
            return len(self._odd)
        known = self.__dict__.get("_seldom")  # a page has been read, and may have shown them all
        return len(self._odd) + (self._number(self._kept) if known is None else len(known))

    def count_kinds(self) -> Counter[Kind]:
        """Return how many rows there are of each kind; only of the table that has kinds."""
        counts: Counter[Kind] = Counter()
        apart = self._odd if self._exact else self._compared(None)
        counts.update(unit.kind for unit in self.read(apart).values())
        if self._exact and not self._none:
            # names are by far the most, so that it is quicker to count what they are not
            rest = self._number(self._kept)
            for kind in (Kind.TITLE, Kind.ARTICLE, Kind.CAPTION):
                number = self._number(_both(self._kept, phrase([kind_token(kind)])))
                counts[kind] += number
                rest -= number
            counts[Kind.AUTHOR] += rest
        return counts

    def newest(self, limit: int | None, skip: int = 0) -> list[int]:
        """Return at most ``limit`` rows, the latest first, after the first ``skip``."""
        if self._few is not None:
            return self._few[skip:][:limit]
        if not self._exact:
            return self._compared(None if limit is None else skip + limit)[skip:][:limit]
        if self._none:
            return self._odd[skip:][:limit]
        if self._seldom is not None:
            return list(merge(self._seldom, self._odd, reverse=True))[skip:][:limit]
        statement = self._scope.select(
            self.table, self._kept, f"{self.table.name}.rowid", " ORDER BY 1 DESC LIMIT ? OFFSET ?"
        )
        connection = self._scope.connection
        most = -1 if limit is None else limit
        if not self._odd:
            return [row[0] for row in statement.run(connection, most, skip)]
        plain = [row[0] for row in statement.run(connection, most + skip if most >= 0 else -1, 0)]
        return list(merge(plain, self._odd, reverse=True))[skip:][:limit]

    def close(self) -> None:
        """Let go of the rows that were not asked for: an open statement holds its snapshot."""
        if self._rest is not None:
            self._rest.close()

    def read(self, ids: Sequence[int]) -> dict[int, UnitText]:
        """Return the texts of rows."""
        known = {row: self._units[row] for row in ids if row in self._units}
        missing = [row for row in ids if row not in known]
        return known | self.table.read(self._scope.connection, missing) if missing else known

    def count_quoted(self) -> int:
        """Return how many rows hold what is looked for inside quotes alone."""
        words = self._compiled.words
        if self.table is not QUOTING or words is None:
            return 0
        if self._few is not None or not self._exact:
            return sum(self._are_quoted(self.newest(None)))
        quoted = sum(self._are_quoted(self._odd))
        if self._none or not words:
            return quoted
        # its words stand somewhere in the post, but not in what the poster wrote
        match = self._kept
        if has_author(self._scope.tree):  # else they do where the query holds
            match = f"({match} AND {either([phrase(tokens) for tokens in words])})"
        own = either([phrase(OWN + token for token in tokens) for tokens in words])
        match = f"({match} NOT {own})"
        quoted += self._number(match)
        # unless they begin in the one and end in the other: then they hold a break, or the two
        # meet without one
        doubtful = match if self._compiled.breaks else f"{match} AND {phrase([SOFT])}"
        statement = self._scope.select(self.table, doubtful, f"{self.table.name}.rowid")
        ids = [row[0] for row in statement.run(self._scope.connection)]
        return quoted - sum(not alone for alone in self._are_quoted(ids))

    def _are_quoted(self, ids: Sequence[int]) -> Iterator[bool]:
        for batch in batches(iter(ids)):
            self._scope.check()
            for unit in self.read(batch).values():
                yield unit.find(self._scope.terms).quoted

    def _number(self, match: str | None) -> int:
        """Count rows; those in the trash are counted apart, for they are few."""
        scope = self._scope
        if scope.trash is None or self.table.live:
            return self._single(scope.select(self.table, match, _COUNT))
        statement = replace(scope, trash=None).select(self.table, match, _COUNT)
        conditions = [*statement.conditions, f"o.thread_id IN {_TRASHED}"]
        parameters = list(statement.parameters)
        if self.table.posts:
            conditions.append(f"{self.table.name}.rowid BETWEEN ? AND ?")
            parameters.extend(scope.trash)
        trashed = replace(statement, joined=True, conditions=conditions, parameters=parameters)
        return self._single(statement) - self._single(trashed)

    def _single(self, statement: _Statement) -> int:
        row = statement.run(self._scope.connection).fetchone()
        return 0 if row is None else int(row[0])

    @cached_property
    def _few(self) -> list[int] | None:
        return self.find_few()

    def find_few(self) -> list[int] | None:
        """Return all rows, each of them compared, if it shows at once that they are few.

        Of posts alone: articles are long, so that rare words stand near to each other in many of
        them, and each takes its time to be compared.
        """
        narrow = self._compiled.narrow
        if narrow is None or self._none or not self.table.posts:
            return None
        return self.compare_few(narrow)

    def compare_few(self, narrow: Narrow) -> list[int] | None:
        """Return the rows for which the query holds, among those that match a wider expression.

        ``None`` if those are too many to be compared.  The texts are kept, for they will be shown.
        """
        rows = self._at_most(narrow.match, narrow.most)
        if rows is None:
            return None
        self._scope.check()
        for batch in batches(iter(rows)):
            units = self.read(batch)
            self._scope.check()
            self._units |= {
                row: units[row] for row in batch if row in units and self._scope.holds(units[row])
            }
        return list(self._units)

    def parts(self) -> tuple[str | None, list[int]]:
        """Return an expression for most of the rows, and the rows that it does not tell."""
        if self._few is not None:
            return None, self._few
        if not self._exact:
            return None, self._compared(None)
        return None if self._none else self._kept, self._odd

    def _at_most(self, match: str | None, most: int) -> list[int] | None:
        """Return all rows that match, the latest first, or ``None`` if they are more than ``most``.

        FTS5 goes through its lists forwards in four fifths of the time that it takes backwards.
        """
        statement = self._scope.select(self.table, match, f"{self.table.name}.rowid", " LIMIT ?")
        rows = [row[0] for row in statement.run(self._scope.connection, most + 1)]
        return None if len(rows) > most else sorted(rows, reverse=True)

    @cached_property
    def _seldom(self) -> list[int] | None:
        """All rows of what stands in few posts, as long phrases mostly do; ``None`` if in more."""
        words = self._compiled.words
        if not self.table.posts or not words or max(map(len, words)) < _LONG_PHRASE:
            return None
        return self._at_most(self._kept, _SELDOM)

    @cached_property
    def _kept(self) -> str | None:
        """The expression without the rows that are compared one by one; ``None``: all rows."""
        if self._match is None:
            return None
        return f"({self._match} NOT {_LONG})" if self._some_long else f"({self._match})"

    @cached_property
    def _some_long(self) -> bool:
        if not self._compiled.odd:
            return False
        statement = self._scope.select(self.table, _LONG, "1", " LIMIT 1")
        with closing(statement.run(self._scope.connection)) as rows:
            return rows.fetchone() is not None

    @cached_property
    def _odd(self) -> list[int]:
        """The rows with a run that could not be kept, for which the query holds."""
        if not self._some_long:
            return []
        return list(self._holding(_LONG))

    def _compared(self, most: int | None) -> list[int]:
        """Return at least the ``most`` latest rows of a query that must be compared."""
        if self._rest is None:
            self._rest = self._holding(self._match)
        missing = None if most is None else max(0, most - len(self._found))
        self._found.extend(islice(self._rest, missing))
        return self._found

    def _holding(self, match: str | None) -> Generator[int]:
        statement = self._scope.select(
            self.table, match, f"{self.table.name}.rowid", " ORDER BY 1 DESC"
        )
        with closing(statement.run(self._scope.connection)) as rows:
            for batch in batches(row[0] for row in rows):
                self._scope.check()
                units = self.read(batch)
                yield from (row for row in batch if row in units and self._scope.holds(units[row]))


def _both(match: str | None, other: str) -> str:
    return other if match is None else f"({match} AND {other})"


def batches(rows: Iterator[int]) -> Iterator[list[int]]:
    """Cut rows into batches that grow: the first page soon, many rows quickly."""
    size = _FIRST_BATCH
    while batch := list(islice(rows, size)):
        yield batch
        size = min(2 * size, _LARGEST_BATCH)
