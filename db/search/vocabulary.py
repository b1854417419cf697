"""The runs that the index knows: what a part of a word or of a break can be part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.search.tokens import AUTHOR, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable


class Vocabulary:
    """Distinct runs and author tokens, listed between separators as ``prepare_units`` does.

    The lists are read when they are first needed: a query of Han characters needs none.
    """

    def __init__(self, runs: Callable[[], str], authors: Callable[[], str]) -> None:
        self._read_runs = runs
        self._read_authors = authors
        self._runs: str | None = None

    def containing(self, part: str, most: int) -> list[str] | None:
        """Return the runs that contain ``part``, or ``None`` if there are more than ``most``."""
        return _search(self._all(), part, most)

    def starting(self, part: str, most: int) -> list[str] | None:
        """Return the runs that start with ``part``, or ``None`` if there are more than ``most``."""
        return _search(self._all(), SEPARATOR + part, most)

    def ending(self, part: str, most: int) -> list[str] | None:
        """Return the runs that end with ``part``, or ``None`` if there are more than ``most``."""
        return _search(self._all(), part + SEPARATOR, most)

    def authors(self, part: str, most: int) -> list[str] | None:
        """Return the author tokens whose name contains ``part``, or ``None`` if too many."""
        if AUTHOR in part or SEPARATOR in part:
            return None
        return _search(self._read_authors(), part, most)

    def _all(self) -> str:
        if self._runs is None:
            self._runs = self._read_runs()
        return self._runs


def _search(listed: str, part: str, most: int) -> list[str] | None:
    """Return the distinct entries of a list that hold ``part``, separators included."""
    found: dict[str, None] = {}
    trailing = part.endswith(SEPARATOR)
    at = listed.find(part)
    while at >= 0:
        end = at + len(part) - 1 if trailing else listed.find(SEPARATOR, at + len(part))
        start = at + 1 if part.startswith(SEPARATOR) else listed.rfind(SEPARATOR, 0, at) + 1
        found[listed[start:end]] = None
        if len(found) > most:
            return None
        at = listed.find(part, end)
    return list(found)
