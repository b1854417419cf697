"""Files of records: which records make a thread, told by the words they share.

A file of records (a mailbox, lines of JSON, a dump) is run over once to learn where its records lie
and to which thread each belongs; then the records of one thread are read at a time.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from db.importing.claims import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO


def groups(records: Iterable[Record]) -> list[list[Record]]:
    """Divide records into threads: those that share a word, directly or over others.

    Threads stand in the order of their first records, records in the order of the file.  The
    method is union-find with path halving (Tarjan, van Leeuwen 1984).
    """
    table = Groups()
    for record in records:
        table.add(record)
    return list(table.groups())


class Groups:
    """The records met so far; it keeps numbers alone, not the records."""

    def __init__(self) -> None:
        self._starts = array("q")
        self._sizes = array("q")
        self._above = array("q")
        self._first_with: dict[str, int] = {}

    def add(self, record: Record) -> None:
        """Take a record into account."""
        number = len(self._starts)
        self._starts.append(record.start)
        self._sizes.append(record.size)
        self._above.append(number)
        for word in record.words:
            other = self._first_with.setdefault(word, number)
            if other != number:
                self._unite(number, other)

    def groups(self) -> Iterator[list[Record]]:
        """Yield the records of each thread."""
        threads: dict[int, array[int]] = {}
        for number in range(len(self._starts)):
            threads.setdefault(self._top(number), array("q")).append(number)
        for numbers in threads.values():
            yield [Record(self._starts[each], self._sizes[each], ()) for each in numbers]

    def _top(self, number: int) -> int:
        above = self._above
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    def _unite(self, one: int, other: int) -> None:
        first, second = sorted((self._top(one), self._top(other)))
        self._above[second] = first


def take(file: BinaryIO, records: Sequence[Record]) -> list[bytes]:
    """Return the bytes of records."""
    found: list[bytes] = []
    for record in records:
        file.seek(record.start)
        found.append(file.read(record.size))
    return found
