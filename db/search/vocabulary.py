"""The runs that the index knows: what a part of a word or of a break can be part of."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from db.search.rows import ask
from db.search.sampling import FEWEST, number_of_posts, read_sample
from db.search.tokens import AUTHOR, LONG, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Connection

    from db.search.sampling import Sample
    from db.store import Store


class Listed:
    """Distinct tokens in one text, each between two separators, so that a part is found at once."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._text = SEPARATOR

    def add(self, texts: Iterable[str]) -> None:
        """Add the tokens of lists as ``prepare_units`` makes them."""
        new = {token for text in texts for token in text.split(SEPARATOR) if token} - self._known
        if new:
            self._known |= new
            self._text += SEPARATOR.join((*sorted(new), ""))

    def __contains__(self, token: str) -> bool:
        return token in self._known

    def search(self, part: str, most: int) -> list[str] | None:
        """Return the tokens that hold ``part``, or ``None`` if there are more than ``most``.

        A separator at its start or end means the start or the end of the token.
        """
        text = self._text
        found: list[str] = []
        to_end = part.endswith(SEPARATOR)
        at = text.find(part)
        while at >= 0:
            end = at + len(part) - 1 if to_end else text.find(SEPARATOR, at + len(part))
            start = at + 1 if part.startswith(SEPARATOR) else text.rfind(SEPARATOR, 0, at) + 1
            found.append(text[start:end])
            if len(found) > most:
                return None
            at = text.find(part, end)
        return found


class Vocabulary:
    """The runs and the authors of the texts that are searched; read when first needed."""

    def __init__(
        self,
        load: Callable[[], tuple[Listed, Listed]],
        sample: Callable[[], Sample | None] = lambda: None,
    ) -> None:
        """Know nothing yet.

        Args:
            load: reads the runs and the author tokens.
            sample: reads how common tokens are, if that is of use.
        """
        self._load = load
        self.sample = sample
        self._lists: tuple[Listed, Listed] | None = None

    def containing(self, part: str, most: int) -> list[str] | None:
        """Return the runs that contain ``part``, or ``None`` if there are more than ``most``."""
        return self._runs().search(part, most)

    def starting(self, part: str, most: int) -> list[str] | None:
        """Return the runs that start with ``part``, or ``None`` if there are more than ``most``."""
        return self._runs().search(SEPARATOR + part, most)

    def ending(self, part: str, most: int) -> list[str] | None:
        """Return the runs that end with ``part``, or ``None`` if there are more than ``most``."""
        return self._runs().search(part + SEPARATOR, most)

    def authors(self, part: str, most: int) -> list[str] | None:
        """Return the author tokens whose name contains ``part``, or ``None`` if too many."""
        if AUTHOR in part or SEPARATOR in part:
            return None
        return self._read()[1].search(part, most)

    def some_long(self) -> bool:
        """Tell whether any text has a run or an author that could not be kept."""
        return LONG in self._runs()

    def _runs(self) -> Listed:
        return self._read()[0]

    def _read(self) -> tuple[Listed, Listed]:
        if self._lists is None:
            self._lists = self._load()
        return self._lists


class _Book:
    """What was read of the lists of one library.

    A serial number that grows with every thread that is indexed tells what is new.  Tokens of a
    thread that is gone stay until the library is closed: they match nothing.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self.serial = 0
        self.runs = Listed()
        self.authors = Listed()
        self.sample: Sample | None = None


_books: WeakKeyDictionary[Store, _Book] = WeakKeyDictionary()
_books_lock = Lock()


def library_vocabulary(store: Store, connection: Connection, serial: int) -> Vocabulary:
    """Return the vocabulary of the whole library, as of ``serial`` or later."""
    with _books_lock:
        book = _books.setdefault(store, _Book())

    def load() -> tuple[Listed, Listed]:
        with book.lock:
            if book.serial < serial:
                rows = list(
                    ask(
                        connection,
                        "SELECT runs, authors FROM search_thread WHERE serial > ?",
                        book.serial,
                    )
                )
                book.runs.add(row[0] for row in rows)
                book.authors.add(row[1] for row in rows)
                book.serial = serial
            return book.runs, book.authors

    def sample() -> Sample | None:
        with book.lock:
            posts = number_of_posts(connection)
            if posts < FEWEST:
                return None
            if book.sample is None or not posts / 2 < book.sample.posts < posts * 2:
                book.sample = read_sample(connection, posts)
            return book.sample

    return Vocabulary(load, sample)


def thread_vocabulary(connection: Connection, thread: int) -> Vocabulary:
    """Return the vocabulary of one thread."""

    def load() -> tuple[Listed, Listed]:
        runs, authors = Listed(), Listed()
        for row in ask(
            connection, "SELECT runs, authors FROM search_thread WHERE thread_id = ?", thread
        ):
            runs.add((row[0],))
            authors.add((row[1],))
        return runs, authors

    return Vocabulary(load)
