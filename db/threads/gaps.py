"""Floors that the site has and no capture brought: where the printed numbers leave some out.

Numbers are believed as far as they run one way through the thread; blocks of hot comments, pages
in the wrong place and ids of posts stand beside that run and tell nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from db.labels import numbered
from db.threads.skeleton import Gap

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_SECOND = 2
_FEW = 3
"""Gaps that may stand between any floors; more of them than not between are of ids."""


def gaps_of(
    labels: Sequence[str | None],
    openings: Sequence[str | None] = (),
    *,
    hung: Collection[int] = (),
) -> tuple[Gap, ...]:
    """Find the numbers that are not there between floors that are, and before the first.

    Args:
        labels: what the floors are labelled with, in floor order; the opening post is none of them.
        openings: the label of the opening post; empty where that is not there.
        hung: places of floors that the page itself hangs below others: where such bear no number,
            they never had one of the floors'.

    Returns:
        The gaps in floor order, each before the later of the floors it lies between.  Floors
        without a number that stand there may be those that seem to be missing; then it is none.
    """
    numbers = [_number(label) for label in labels]
    unnumbered = [0]
    for place, number in enumerate(numbers):
        unnumbered.append(unnumbered[-1] + (number is None and place not in hung))
    run = _run([(place, number) for place, number in enumerate(numbers) if number is not None])
    if not run:
        return ()
    began = next(map(_number, openings), None)
    there = sorted({number for number in (*numbers, began) if number is not None})
    found: list[Gap] = []
    for (before, one), (behind, two) in pairwise(run):
        if -2 < two - one < 2:  # so it is between nearly all floors
            continue
        gap = _between(behind, min(one, two) + 1, max(one, two) - 1, there)
        if gap is not None and _size(gap) > unnumbered[behind] - unnumbered[before]:
            found.append(gap)
    if len(found) >= _FEW and 2 * len(found) > len(run) - 1:
        return ()
    place, first = run[0]
    if len(run) == 1 or first < run[-1][1]:
        start = began + 1 if began is not None else _SECOND if openings else 1
        if openings or first > _SECOND:
            gap = _between(place, start, first - 1, there)
            if gap is not None and _size(gap) > unnumbered[place]:
                found.insert(0, gap)
    return tuple(found)


def _between(place: int, first: int, last: int, there: Sequence[int]) -> Gap | None:
    """The longest part of some numbers of which none stands elsewhere; ``there`` is sorted."""
    if last < first:
        return None
    inside = there[bisect_left(there, first) : bisect_right(there, last)]
    best: Gap | None = None
    for one, two in pairwise((first - 1, *inside, last + 1)):
        gap = Gap(place, one + 1, two - 1)
        if two > one + 1 and (best is None or _size(gap) > _size(best)):
            best = gap
    return best


def _size(gap: Gap) -> int:
    return gap.last - gap.first + 1


def _run(numbers: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the floors whose numbers never fall, or never rise; place and number."""
    values = [number for _, number in numbers]
    rising = sum(one < two for one, two in pairwise(values))
    falling = sum(one > two for one, two in pairwise(values))
    if not rising or not falling:
        return numbers
    sign = 1 if rising >= falling else -1
    return [numbers[at] for at in _longest([sign * value for value in values])]


def _longest(values: Sequence[int]) -> list[int]:
    """Indexes of a longest subsequence that never falls (Fredman, 1975: n log n)."""
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(values)
    for at, value in enumerate(values):
        length = bisect_right(tails, value)
        before[at] = ends[length - 1] if length else -1
        if length == len(tails):
            tails.append(value)
            ends.append(at)
        else:
            tails[length], ends[length] = value, at
    chosen: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chosen.append(at)
        at = before[at]
    return chosen[::-1]


def _number(label: str | None) -> int | None:
    found = numbered(label)
    return found[0] if found is not None else None
