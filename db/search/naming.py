"""The people, boards and titles of a library, found by their characters or by pinyin."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from db.search.index import SERIAL_KEY
from db.search.pinyin import Readings, typed_parts
from db.search.rows import ask
from db.search.tokens import Kind
from db.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from db.store import Store

KINDS = ("author", "board", "title")

LONGEST_NAME = 200
"""Names and titles that are longer are not offered: nobody would read them in a list."""

MOST_NAMES = 100_000
"""So many names of a kind are kept at hand, those in most threads: some 60 MB of each at most."""

_BORDER = "\0"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in the library; ``kind`` is one of ``KINDS``."""

    kind: str
    value: str


def names(store: Store, text: str, kinds: Iterable[str], limit: int) -> tuple[Name, ...]:
    """Return names that contain ``text`` or are read as it, the best first within a kind.

    Those that are the text come first, then those that begin with it, those that begin with what
    is read as it, and those that hold the one or the other; each of these with what stands in most
    threads first.  Nothing of threads in the trash is among them.

    Args:
        store: the library.
        text: characters, or pinyin: syllables, their first letters, or both, with or without
            spaces; the last syllable may be begun only.  Empty finds the names in most threads.
        kinds: which of ``KINDS``, in the order in which they are wanted.
        limit: how many of each kind at most.
    """
    return library_names(store).find(text, kinds, limit)


class Names:
    """All names of a library, as of one moment."""

    def __init__(self, ordered: Mapping[str, Sequence[str]]) -> None:
        """Take the names of each kind, those in most threads first."""
        self._shelves = {kind: _Shelf(values) for kind, values in ordered.items()}

    def find(self, text: str, kinds: Iterable[str], limit: int) -> tuple[Name, ...]:
        """Return some of them; see ``names``."""
        folded = fold(text.strip())
        if _BORDER in folded:
            return ()
        parts = typed_parts(folded)
        return tuple(
            Name(kind, value)
            for kind in kinds
            for value in self._shelves[kind].find(folded, parts, limit)
        )


class _Shelf:
    """The names of one kind, those in most threads first."""

    def __init__(self, ordered: Sequence[str]) -> None:
        self._names = ordered
        folded = [fold(name).replace(_BORDER, " ") for name in ordered]
        self._text = _BORDER + "".join(name + _BORDER for name in folded)
        self._starts = list(accumulate((len(name) + 1 for name in folded), initial=1))
        self._readings = Readings(folded)

    def find(self, folded: str, parts: Sequence[str], limit: int) -> list[str]:
        """Return at most so many names; see ``names``."""
        if not folded:
            return list(self._names[:limit])
        stands = folded in self._text
        found: dict[int, None] = {}
        if stands:
            found |= dict.fromkeys(self._holding(f"{_BORDER}{folded}{_BORDER}", limit))
            found |= dict.fromkeys(self._holding(_BORDER + folded, limit))
        begun, others = self._readings.find(parts, limit) if parts else ([], [])
        found |= dict.fromkeys(begun)
        if len(found) < limit:
            if stands:
                found |= dict.fromkeys(self._holding(folded, limit))
            found |= dict.fromkeys(others)
        return [self._names[number] for number in list(found)[:limit]]

    def _holding(self, part: str, limit: int) -> Iterator[int]:
        """Yield the numbers of names that hold ``part``, each once, at most so many."""
        text = self._text
        at = text.find(part)
        while at >= 0 and limit > 0:
            number = bisect_right(self._starts, at + part.startswith(_BORDER)) - 1
            yield number
            limit -= 1
            # the border behind it is the one before the next
            at = text.find(part, self._starts[number + 1] - 1)


_STAMP = """
    SELECT
      coalesce((SELECT value FROM meta WHERE key = ?), 0),
      (SELECT count(*) FROM thread),
      (SELECT count(*) FROM thread WHERE trashed_at IS NOT NULL),
      (SELECT max(trashed_at) FROM thread WHERE trashed_at IS NOT NULL)
"""
_AUTHORS = """
    SELECT name, count(*) FROM search_unit
    WHERE kind = ? AND length(name) <= ?
      AND thread_id NOT IN (SELECT id FROM thread WHERE trashed_at IS NOT NULL)
    GROUP BY name ORDER BY 2 DESC, 1 LIMIT ?
"""
_SHOWN = """
    FROM thread AS t JOIN capture_thread AS c ON c.thread_id = t.id AND c.capture_id = t.capture_id
    WHERE t.trashed_at IS NULL
"""
_BOARDS = f"""
    WITH shown AS (SELECT c.board AS board, c.outlet AS outlet {_SHOWN})
    SELECT name, count(*) FROM (
      SELECT board AS name FROM shown
      UNION ALL SELECT outlet FROM shown WHERE outlet IS NOT board
    ) WHERE name <> '' AND length(name) <= ? GROUP BY name ORDER BY 2 DESC, 1
    LIMIT ?
"""  # noqa: S608 - our own words
_TITLES = f"""
    SELECT title, max(id) FROM (
      SELECT t.id AS id, coalesce(t.title_edited, c.title) AS title {_SHOWN}
    ) WHERE title <> '' AND length(title) <= ? GROUP BY title ORDER BY 2 DESC LIMIT ?
"""  # noqa: S608 - our own words


class _Book:
    """The names of one library as they were read last, and what tells that they are still so."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.stamp: tuple[object, ...] | None = None
        self.names = Names({})


_books: WeakKeyDictionary[Store, _Book] = WeakKeyDictionary()
_books_lock = Lock()


def library_names(store: Store) -> Names:
    """Return the names of a library, read anew if threads came, changed or went."""
    with _books_lock:
        book = _books.setdefault(store, _Book())
    with book.lock:
        with store.read() as connection:
            stamp = ask(connection, _STAMP, SERIAL_KEY).fetchone()
            if book.stamp == stamp:
                return book.names
            ordered = {
                "author": _column(
                    connection, _AUTHORS, Kind.AUTHOR.value, LONGEST_NAME, MOST_NAMES
                ),
                "board": _column(connection, _BOARDS, LONGEST_NAME, MOST_NAMES),
                "title": _column(connection, _TITLES, LONGEST_NAME, MOST_NAMES),
            }
        book.names = Names(ordered)
        book.stamp = stamp
        return book.names


def _column(connection: Connection, statement: str, *parameters: object) -> list[str]:
    return [row[0] for row in ask(connection, statement, *parameters)]
