"""Sums over the heights of all rows that stay cheap when one height changes.

Rows lie in blocks; a block's sum is kept, the sums before each block are made when asked for.
Built on the C loops of ``sum``, ``accumulate`` and ``bisect``: a Fenwick tree takes twenty times
as long to build, and hundreds of times to hide a subtree.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array

SHIFT = 8
BLOCK = 1 << SHIFT


class PrefixSums:
    """Heights of rows, where each begins, and which lies at a place; a hidden row has height 0."""

    def __init__(self, values: array[int]) -> None:
        self.values = values
        self._sums: list[int] = []
        self._before: list[int] | None = None
        self._add_up()

    def _add_up(self) -> None:
        values = self.values
        self._sums = [sum(values[at : at + BLOCK]) for at in range(0, len(values), BLOCK)]
        self._before = None

    def _starts(self) -> list[int]:
        if self._before is None:
            self._before = list(accumulate(self._sums, initial=0))
        return self._before

    @property
    def total(self) -> int:
        """The height of everything."""
        return self._starts()[-1]

    def set(self, row: int, value: int) -> None:
        """Change the height of one row."""
        change = value - self.values[row]
        if change:
            self.values[row] = value
            self._sums[row >> SHIFT] += change
            self._before = None

    def put(self, start: int, values: array[int]) -> None:
        """Change the heights of rows that follow one another."""
        if not values:
            return
        end = start + len(values)
        self.values[start:end] = values
        if len(values) == len(self.values):
            self._add_up()
            return
        for block in range(start >> SHIFT, ((end - 1) >> SHIFT) + 1):
            self._sums[block] = sum(self.values[block << SHIFT : (block + 1) << SHIFT])
        self._before = None

    def top(self, row: int) -> int:
        """Return where a row begins."""
        block = row >> SHIFT
        return self._starts()[block] + sum(self.values[block << SHIFT : row])

    def tops(self) -> list[int]:
        """Return where every row begins, and where the last one ends."""
        return list(accumulate(self.values, initial=0))

    def find(self, place: int) -> tuple[int, int]:
        """Return the row at a place and how far into it that is; never a hidden row.

        A place outside is taken as the nearest inside.
        """
        starts = self._starts()
        place = min(max(place, 0), starts[-1] - 1)
        block = bisect_right(starts, place) - 1
        first = block << SHIFT
        ends = list(accumulate(self.values[first : first + BLOCK]))
        place -= starts[block]
        inside = bisect_right(ends, place)
        return first + inside, place - (ends[inside - 1] if inside else 0)
