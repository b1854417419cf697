"""Laying a quoted passage beside the text it may have been copied from.

Copies differ from their source by a few letters: a typo corrected, a script converted, a nested
quote cut out.  ``align`` walks both texts, and where they part it looks a few letters ahead on
both sides for the place where they meet again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_REACH = 7  # letters either side may have more than the other before they meet again
_MEET = 4  # equal letters that count as meeting again
_STEP = 64
_DIFFERENCES = 400  # after so many the texts are not copies of each other


class Run(NamedTuple):
    """``length`` equal letters at ``child`` in the quote and at ``parent`` in the source."""

    child: int
    parent: int
    length: int


def common_prefix(one: str, at_one: int, two: str, at_two: int) -> int:
    """Number of equal letters of ``one[at_one:]`` and ``two[at_two:]`` from their beginnings."""
    most = min(len(one) - at_one, len(two) - at_two)
    size = 0
    while size < most:
        step = min(_STEP, most - size)
        if one[at_one + size : at_one + size + step] != two[at_two + size : at_two + size + step]:
            while one[at_one + size] == two[at_two + size]:
                size += 1
            return size
        size += step
    return size


def common_suffix(one: str, end_one: int, two: str, end_two: int, most: int) -> int:
    """Number of equal letters, up to ``most``, before ``end_one`` and before ``end_two``."""
    most = min(most, end_one, end_two)
    size = 0
    while size < most:
        step = min(_STEP, most - size)
        low, there = end_one - size - step, end_two - size - step
        if one[low : low + step] != two[there : there + step]:
            while one[end_one - size - 1] == two[end_two - size - 1]:
                size += 1
            return size
        size += step
    return size


def _meeting(child: str, at_child: int, parent: str, at_parent: int) -> tuple[int, int] | None:
    """Where the texts meet again after a difference: the nearest pair of offsets, or ``None``."""
    near = parent[at_parent : at_parent + _REACH + _MEET]
    least = 2 * _REACH
    found: tuple[int, int] | None = None
    for here in range(min(_REACH, len(child) - at_child - _MEET) + 1):
        there = near.find(child[at_child + here : at_child + here + _MEET])
        if there >= 0 and here + there < least:
            least = here + there
            found = at_child + here, at_parent + there
    return found


class Patience:
    """How many differences are still looked into in a thread; texts made to be slow use it up.

    A copy has a few differences.  Floors that differ from each other at every eighth letter would
    cost a minute to compare; when patience is out, only what is equal from the start is seen.
    """

    __slots__ = ("left",)

    def __init__(self, differences: int) -> None:
        self.left = differences

    def spend(self) -> bool:
        """Use up one difference, if there is one left."""
        if self.left <= 0:
            return False
        self.left -= 1
        return True


def align(
    child: str,
    parent: str,
    patience: Patience,
    at_child: int = 0,
    at_parent: int = 0,
    least: int = 0,
) -> list[Run]:
    """Equal runs of ``child`` and ``parent`` around and after a pair of offsets.

    Goes back over equal letters (not before ``least`` in the child), then forward over equal
    letters and small differences until the texts have nothing more in common.  Linear in the
    length of the passage.
    """
    back = common_suffix(child, at_child, parent, at_parent, at_child - least)
    at_child, at_parent = at_child - back, at_parent - back
    runs: list[Run] = []
    for _ in range(_DIFFERENCES):
        size = common_prefix(child, at_child, parent, at_parent)
        if size:
            runs.append(Run(at_child, at_parent, size))
        at_child, at_parent = at_child + size, at_parent + size
        if at_child >= len(child) or at_parent >= len(parent) or not patience.spend():
            break
        meeting = _meeting(child, at_child, parent, at_parent)
        if meeting is None:
            break
        at_child, at_parent = meeting
    return runs


def matched(runs: Sequence[Run]) -> int:
    """Number of equal letters in ``runs``."""
    return sum(run.length for run in runs)


def end_in_child(runs: Sequence[Run]) -> int:
    """Where the last of ``runs`` ends in the child; 0 without runs."""
    return max((run.child + run.length for run in runs), default=0)


def end_in_parent(runs: Sequence[Run]) -> int:
    """Where the last of ``runs`` ends in the parent; 0 without runs."""
    return max((run.parent + run.length for run in runs), default=0)
