"""Which posts of a new capture are known already, though moved, edited or copied anew.

Never by the number of a floor alone: numbers shift when floors are deleted.  In turn: the id the
site gives; number, author and words; author and words, the k-th time they come; author and own
words without quotes; number and author where the floors around have kept their numbers; and last
the words of one author that are much alike between two posts that are known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

ALIKE = 0.8
_MOST_COMPARED = 40
_COMPARED_LETTERS = 4_000


@dataclass(frozen=True, slots=True)
class Face:
    """What a post is recognised by.

    Attributes:
        author: the folded name.
        label: the printed number of the floor.
        words: the folded letters of the whole text.
        own: the same without what is quoted.
        site_id: the id of the site, where known.
    """

    author: str
    label: str | None
    words: str
    own: str
    site_id: str | None = None


def match(known: Sequence[Face], new: Sequence[Face]) -> list[int | None]:
    """Return for each of the new posts the place of the known post that it is, or ``None``.

    Both are in the order of their floors; no known post is given twice.
    """
    return _Match(known, new).run()


class _Match:
    """The pairs found so far, from both sides."""

    def __init__(self, known: Sequence[Face], new: Sequence[Face]) -> None:
        self._known = known
        self._new = new
        self._of_new: list[int | None] = [None] * len(new)
        self._taken = [False] * len(known)

    def run(self) -> list[int | None]:
        self._by(lambda face: face.site_id)
        self._by(lambda face: (face.label, face.author, face.words) if face.label else None)
        self._by_order(lambda face: (face.author, face.words))
        self._by_order(lambda face: (face.author, face.own) if face.own else None)
        self._by_number()
        self._by_likeness()
        return self._of_new

    def _pair(self, old: int, new: int) -> None:
        self._of_new[new] = old
        self._taken[old] = True

    def _groups(self, key: Callable[[Face], Hashable]) -> list[tuple[list[int], list[int]]]:
        """Return the free posts of both sides that have the same key."""
        olds: defaultdict[Hashable, list[int]] = defaultdict(list)
        for at, face in enumerate(self._known):
            if not self._taken[at]:
                olds[key(face)].append(at)
        news: defaultdict[Hashable, list[int]] = defaultdict(list)
        for at, face in enumerate(self._new):
            if self._of_new[at] is None:
                news[key(face)].append(at)
        return [
            (olds[value], places)
            for value, places in news.items()
            if value is not None and value in olds
        ]

    def _by(self, key: Callable[[Face], Hashable]) -> None:
        """Pair posts whose key no other post has, and those that have it equally often."""
        for olds, news in self._groups(key):
            if len(olds) == len(news):
                for old, new in zip(olds, news, strict=True):
                    self._pair(old, new)

    def _by_order(self, key: Callable[[Face], Hashable]) -> None:
        """Pair the k-th post of a key with the k-th.

        Where there are more on one side, those between the same known posts go first.
        """
        groups = self._groups(key)
        uneven: list[tuple[list[int], list[int]]] = []
        for olds, news in groups:
            if len(olds) == len(news):
                for old, new in zip(olds, news, strict=True):
                    self._pair(old, new)
            else:
                uneven.append((olds, news))
        anchors = self._anchors()
        for olds, news in uneven:
            self._within(anchors, olds, news)

    def _within(self, anchors: list[tuple[int, int]], olds: list[int], news: list[int]) -> None:
        before_new = [new for new, _ in anchors]
        before_old = [old for _, old in anchors]
        places: defaultdict[int, list[int]] = defaultdict(list)
        for old in olds:
            places[bisect_left(before_old, old)].append(old)
        rest: list[int] = []
        for new in news:
            here = places[bisect_left(before_new, new)]
            if here:
                self._pair(here.pop(0), new)
            else:
                rest.append(new)
        left = sorted(old for here in places.values() for old in here)
        for old, new in zip(left, rest, strict=False):
            self._pair(old, new)

    def _anchors(self) -> list[tuple[int, int]]:
        """Return the longest run of pairs that stand in the same order on both sides."""
        pairs = [(new, old) for new, old in enumerate(self._of_new) if old is not None]
        tails: list[int] = []
        ends: list[int] = []
        before: list[int] = []
        for at, (_, old) in enumerate(pairs):
            place = bisect_left(tails, old)
            before.append(ends[place - 1] if place else -1)
            if place == len(tails):
                tails.append(old)
                ends.append(at)
            else:
                tails[place] = old
                ends[place] = at
        chain: list[tuple[int, int]] = []
        at = ends[-1] if ends else -1
        while at >= 0:
            chain.append(pairs[at])
            at = before[at]
        return chain[::-1]

    def _by_number(self) -> None:
        """Pair edited posts by number and author, where the numbers around have not shifted."""
        anchors = self._anchors()
        kept = [self._known[old].label == self._new[new].label for new, old in anchors]
        before_new = [new for new, _ in anchors]
        for olds, news in self._groups(lambda face: (face.label, face.author)):
            if len(olds) != 1 or len(news) != 1 or self._new[news[0]].label is None:
                continue
            place = bisect_left(before_new, news[0])
            around = kept[max(0, place - 1) : place + 1]
            alike = likeness(self._known[olds[0]].words, self._new[news[0]].words)
            if alike >= ALIKE or (around and all(around)) or not anchors:
                self._pair(olds[0], news[0])

    def _by_likeness(self) -> None:
        """Pair what is left of one author between the same two known posts, if much alike."""
        anchors = self._anchors()
        before_new = [new for new, _ in anchors]
        before_old = [old for _, old in anchors]
        free: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        for old, face in enumerate(self._known):
            if not self._taken[old]:
                free[bisect_left(before_old, old), face.author].append(old)
        for new, face in enumerate(self._new):
            if self._of_new[new] is not None:
                continue
            near = free.get((bisect_left(before_new, new), face.author), [])
            rated = [
                (likeness(self._known[old].words, face.words), -old)
                for old in near[:_MOST_COMPARED]
            ]
            best = max(rated, default=(0.0, 0))
            if best[0] >= ALIKE:
                self._pair(-best[1], new)
                near.remove(-best[1])


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1: the share of pairs of letters they have in common."""
    one, other = one[:_COMPARED_LETTERS], other[:_COMPARED_LETTERS]
    if one == other:
        return 1.0
    if len(one) < 2 or len(other) < 2:
        return 0.0
    first = Counter(map(str.__add__, one, one[1:]))
    second = Counter(map(str.__add__, other, other[1:]))
    return 2 * (first & second).total() / (first.total() + second.total())
