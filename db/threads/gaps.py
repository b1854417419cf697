"""Floors that the site has and no capture brought: where the printed numbers leave some out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from db.labels import numbered
from db.threads.skeleton import Gap

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECOND = 2
"""Where the post that began the thread is not numbered with the others, they begin here at most."""


def gaps_of(labels: Sequence[str | None], opening: str | None = None) -> tuple[Gap, ...]:
    """Find the numbers that are not there between those that are, and before the first.

    Args:
        labels: what the floors are labelled with, in floor order; the opening post is none of them.
        opening: the label of the opening post, if there is one that bears any.

    Returns:
        The gaps in floor order, at most one before each floor.  A gap stands before the later of
        the two floors it lies between, whichever way the site counts.  Floors without a number
        that stand there may be those that seem to be missing; then it is none.
    """
    places: dict[int, int] = {}
    unnumbered = [0]  # floors without a number before each floor
    for ordinal, label in enumerate(labels):
        number = _number(label)
        unnumbered.append(unnumbered[-1] + (number is None))
        if number is not None:
            places.setdefault(number, ordinal)
    if not places:
        return ()
    numbers = sorted(places)
    began = _number(opening)
    found: dict[int, Gap] = {}
    first = numbers[0]
    start = 1 if began is None else began + 1
    if first > (_SECOND if began is None else start):
        before = places[first]
        if first - start > unnumbered[before]:
            found[before] = Gap(before, start, first - 1)
    for one, two in pairwise(numbers):
        if two > one + 1:
            before, behind = sorted((places[one], places[two]))
            if two - one - 1 > unnumbered[behind] - unnumbered[before]:
                found.setdefault(behind, Gap(behind, one + 1, two - 1))
    return tuple(found[place] for place in sorted(found))


def _number(label: str | None) -> int | None:
    found = numbered(label)
    return found[0] if found is not None else None
