"""Which posts of a new capture are known already, though moved, edited or copied anew.

Never by the number of a floor alone: numbers shift when floors are deleted; and never against
ids or times that tell two posts apart.  In turn: the id the site gives; author and words that only
one post has; the same words between the same neighbours, the k-th time they come; number and author
where the floors around have kept their numbers; and last the words of one author that are much
alike between two posts that are known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

ALIKE = 0.8
ALIKE_ALONE = 0.5
"""Enough where an author has one post left on each side between the same neighbours."""

_MINUTE, _QUARTER, _DAY = 60, 15 * 60, 26 * 3600
_MOST_COMPARED = 40
_COMPARED_LETTERS = 4_000
_FEWEST_LETTERS = 200
_MOST_LETTERS = 20_000_000

Group = tuple[list[int], list[int]]
"""Places of known and of new posts that have the same key."""


@dataclass(frozen=True, slots=True)
class Face:
    """What a post is recognised by.

    Attributes:
        author: the folded name.
        label: the printed number of the floor.
        words: the folded letters of the whole text; its marks, where it has no letters.
        own: the same without what is quoted; empty where nothing is.
        site_id: the id of the site, where known.
        time: when the page says it was written (ISO 8601 with offset), where it says so.
    """

    author: str
    label: str | None
    words: str
    own: str
    site_id: str | None = None
    time: str | None = None


def differ(one: Face, other: Face) -> bool:
    """Tell whether two posts are certainly two, however alike: by their ids, else by their times.

    Captures may print the times of a site in the zones of their readers, so times that differ by
    quarters of hours within a day do not tell.
    """
    if one.site_id is not None and other.site_id is not None:
        return one.site_id != other.site_id
    if one.time is None or other.time is None or one.time == other.time:
        return False
    first, second = _moment(one.time), _moment(other.time)
    if first is None or second is None:
        return False
    apart = abs((first - second).total_seconds())
    beyond = apart % _QUARTER
    return apart > _DAY or min(beyond, _QUARTER - beyond) >= _MINUTE


@lru_cache(maxsize=4_096)
def _moment(text: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None  # a month alone
    return when if when.tzinfo is not None else None


def match(known: Sequence[Face], new: Sequence[Face]) -> list[int | None]:
    """Return for each of the new posts the place of the known post that it is, or ``None``.

    Both are in the order of their floors; no known post is given twice.
    """
    return _Match(known, new).run()


def _site(face: Face) -> Hashable:
    return face.site_id


def _words(face: Face) -> Hashable:
    return face.author, face.words


def _own_words(face: Face) -> Hashable:
    return (face.author, face.own) if face.own else None


def _number(face: Face) -> Hashable:
    return (face.author, face.label) if face.label else None


class _Anchors:
    """Pairs that stand in the same order on both sides; what lies between two belongs together."""

    def __init__(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Take the longest run of (new, old) pairs that stand in the same order."""
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
        self.pairs = chain[::-1]
        self._new = [new for new, _ in self.pairs]
        self._old = [old for _, old in self.pairs]

    def gap_of_new(self, new: int) -> int:
        """Return between which anchors a new post stands."""
        return bisect_left(self._new, new)

    def gap_of_old(self, old: int) -> int:
        """Return between which anchors a known post stands."""
        return bisect_left(self._old, old)


class _Match:
    """The pairs found so far, from both sides."""

    def __init__(self, known: Sequence[Face], new: Sequence[Face]) -> None:
        self._known = known
        self._new = new
        self._of_new: list[int | None] = [None] * len(new)
        self._taken = [False] * len(known)

    def run(self) -> list[int | None]:
        for key in (_site, _words, _own_words):
            self._alone(key)
        for key in (_words, _own_words):
            self._between_neighbours(key)
        for key in (_words, _own_words):
            self._equally_often(key)
        self._by_number()
        self._by_likeness()
        return self._of_new

    def _pair(self, old: int, new: int) -> None:
        if not self._apart(old, new):
            self._of_new[new] = old
            self._taken[old] = True

    def _apart(self, old: int, new: int) -> bool:
        """Whether the site itself tells two posts apart, however much alike they are."""
        return differ(self._known[old], self._new[new])

    def _anchors(self) -> _Anchors:
        return _Anchors([(new, old) for new, old in enumerate(self._of_new) if old is not None])

    def _groups(self, key: Callable[[Face], Hashable]) -> list[Group]:
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

    def _alone(self, key: Callable[[Face], Hashable]) -> None:
        """Pair posts whose key no other post of their side has."""
        for olds, news in self._groups(key):
            if len(olds) == len(news) == 1:
                self._pair(olds[0], news[0])

    def _between_neighbours(self, key: Callable[[Face], Hashable]) -> None:
        """Pair posts of a key that stand between the same known posts, the k-th with the k-th."""
        anchors = self._anchors()
        for olds, news in self._groups(key):
            places: defaultdict[int, list[int]] = defaultdict(list)
            for old in reversed(olds):
                places[anchors.gap_of_old(old)].append(old)
            for new in news:
                here = places.get(anchors.gap_of_new(new))
                if here:
                    self._pair(here.pop(), new)

    def _equally_often(self, key: Callable[[Face], Hashable]) -> None:
        """Pair what is left of a key where both sides have it equally often."""
        for olds, news in self._groups(key):
            if len(olds) == len(news):
                for old, new in zip(olds, news, strict=True):
                    self._pair(old, new)

    def _by_number(self) -> None:
        """Pair edited posts by number and author, where the numbers around have not shifted."""
        anchors = self._anchors()
        kept = [self._known[old].label == self._new[new].label for new, old in anchors.pairs]
        for olds, news in self._groups(_number):
            if len(olds) != 1 or len(news) != 1:
                continue
            gap = anchors.gap_of_new(news[0])
            around = kept[max(0, gap - 1) : gap + 1]
            if gap == anchors.gap_of_old(olds[0]) and all(around):
                self._pair(olds[0], news[0])

    def _by_likeness(self) -> None:
        """Pair what is left of one author between the same two known posts, if much alike."""
        anchors = self._anchors()
        free: defaultdict[tuple[int, str], Group] = defaultdict(lambda: ([], []))
        for old, face in enumerate(self._known):
            if not self._taken[old]:
                free[anchors.gap_of_old(old), face.author][0].append(old)
        for new, face in enumerate(self._new):
            if self._of_new[new] is None:
                free[anchors.gap_of_new(new), face.author][1].append(new)
        for olds, news in free.values():
            least = ALIKE_ALONE if len(olds) == len(news) == 1 else ALIKE
            # of very many posts of one author only the beginnings are compared
            pairs = len(news) * min(len(olds), _MOST_COMPARED)
            letters = max(_FEWEST_LETTERS, min(_COMPARED_LETTERS, _MOST_LETTERS // (pairs or 1)))
            shapes = {old: _Shapes(self._known[old], letters) for old in olds}
            for new in news:
                shape = _Shapes(self._new[new], letters)
                rated = [
                    (shapes[old].likeness(shape), -old)
                    for old in olds[:_MOST_COMPARED]
                    if not self._apart(old, new)
                ]
                best, place = max(rated, default=(0.0, 0))
                if best >= least:
                    self._pair(-place, new)
                    olds.remove(-place)


class _Shapes:
    """What the likeness of a post to others is worked out from."""

    def __init__(self, face: Face, letters: int) -> None:
        self.words = _Shape(face.words, letters)
        self.own = _Shape(face.own, letters) if face.own else self.words

    def likeness(self, other: _Shapes) -> float:
        """Return how alike two posts are: with their quotations or without."""
        own = self.own.likeness(other.own)
        if self.own is self.words and other.own is other.words:
            return own
        return max(own, self.words.likeness(other.words))


class _Shape:
    """A text as its pairs of letters."""

    def __init__(self, text: str, letters: int) -> None:
        self._text = text[:letters]
        self._pairs = Counter(map(str.__add__, self._text, self._text[1:]))
        self._size = max(0, len(self._text) - 1)

    def likeness(self, other: _Shape) -> float:
        """Return how alike two texts are, 0 to 1: the share of pairs that they have in common."""
        if self._text == other._text:
            return 1.0
        if not self._size or not other._size:
            return 0.0
        few, many = sorted((self._pairs, other._pairs), key=len)
        shared = sum(min(count, many[pair]) for pair, count in few.items() if pair in many)
        return 2 * shared / (self._size + other._size)


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1: the share of pairs of letters they have in common."""
    return _Shape(one, _COMPARED_LETTERS).likeness(_Shape(other, _COMPARED_LETTERS))
