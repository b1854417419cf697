"""How much floors share with those shortly before them: rare terms weigh most, near floors more.

The classic measure (TF-IDF: Spärck Jones 1972; Salton, Buckley 1988) with every term counted once a
floor, and frequencies counted among the floors that are compared, so that a floor in the middle of
a long thread costs what one in a short thread costs.
"""

from __future__ import annotations

import math
import re
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NEAR = 60  # floors before a floor that are compared with it
LONGEST = 2000  # letters of a floor that are compared
_COMMON = 20  # floors that hold a term which tells nothing any more
_SHORTEST_WORD = 3
_RUN = re.compile("[a-z0-9]+|[^a-z0-9\0]+")
_NORM = 8  # terms that are added to a floor's, so that a word alone is not like another word
_SCALE = 2.5
# what a floor has for standing near although it shares nothing, and how distance counts: measured
# on the development threads
_WIDE, _SPACED = (0.02, 0.5), (0.03, 0.75)


Terms = dict[str, None]
"""Each once, in the order of the text: sums come out the same each time."""


class Shared(NamedTuple):
    """A floor before with what it shares: the terms, the rarest first."""

    floor: int
    terms: Sequence[str]


def terms(letters: str, *, spaced: bool) -> Terms:
    """What is compared of the letters of a floor: pairs of wide letters, words in other scripts."""
    letters = letters[:LONGEST]
    if spaced:
        words = letters.replace("\0", " ").split()
        return dict.fromkeys(word for word in words if len(word) >= _SHORTEST_WORD)
    found: Terms = {}
    for run in _RUN.findall(letters):
        if run.isascii():
            if len(run) > 1:
                found[run] = None
        else:
            found.update(dict.fromkeys(map(str.__add__, run, run[1:])))
    return found


class Window:
    """The floors shortly before one, by their terms."""

    def __init__(self, *, spaced: bool) -> None:
        self._prior, self._power = _SPACED if spaced else _WIDE
        self._floors: deque[tuple[int, Terms]] = deque()
        self._held: dict[str, list[int]] = {}
        self._weights: list[float] = []  # by the number of floors that hold a term

    @property
    def floors(self) -> Sequence[int]:
        """The floors in the window, the latest last."""
        return [floor for floor, _ in self._floors]

    def add(self, floor: int, held: Terms) -> int | None:
        """Put the next floor in; return the one that stands too far away now and leaves."""
        self._floors.append((floor, held))
        for term in held:
            self._held.setdefault(term, []).append(floor)
        if len(self._floors) <= NEAR:
            return None
        gone, left = self._floors.popleft()
        for term in left:
            floors = self._held[term]
            if len(floors) == 1:
                del self._held[term]
            else:
                del floors[0]  # the oldest is always the first
        return gone

    def holders(self, term: str) -> int:
        """How many floors of the window hold a term."""
        return len(self._held.get(term, ()))

    def alike(self, held: Terms, without: Iterable[int], most: int) -> list[Shared]:
        """The floors that share most with some terms, the best first."""
        weights = self._weighed()
        scores: dict[int, float] = {}
        known = [floors for floors in map(self._held.get, held) if floors is not None]
        norm = (len(held) - len(known)) * weights[0]
        for floors in known:
            if len(floors) > _COMMON:
                continue
            weight = weights[len(floors)]
            norm += weight
            for floor in floors:
                scores[floor] = scores.get(floor, 0.0) + weight
        for floor in without:
            scores.pop(floor, None)
        if not scores or not norm:
            return []
        root = _SCALE * math.sqrt(norm)
        ranked: list[tuple[float, int, Terms]] = []
        for back, (floor, theirs) in enumerate(reversed(self._floors), 1):
            score = scores.get(floor)
            if score is not None:
                likeness = score / (root * math.sqrt(len(theirs) + _NORM))
                ranked.append(((likeness + self._prior) / back**self._power, floor, theirs))
        ranked.sort(key=lambda each: -each[0])  # of equals the nearest
        return [
            Shared(floor, sorted(filter(theirs.__contains__, held), key=self.holders))
            for _, floor, theirs in ranked[:most]
        ]

    def _weighed(self) -> list[float]:
        """What a term weighs, by the number of floors that hold it."""
        count = len(self._floors)
        if len(self._weights) != count + 1:
            self._weights = [math.log((count + 1.5) / (df + 0.5)) ** 2 for df in range(count + 1)]
        return self._weights
