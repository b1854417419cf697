"""Shelves of earlier floors, to be searched for a quoted passage.

A shelf holds the own words of floors, of one author or of all, in reading order.  Its indexes are
built when first asked and follow the floors added since: a thread without quotes builds none.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from db.replies.folding import Folding

_POSTINGS = 6
_PREFIX = 4
_ALIKE_LENGTH = 64  # letters from the beginning that are compared for likeness
_ALIKE_POSTINGS = 32
_LOOKED_UP = 4000  # letters of a passage that are looked up; longer ones are known by less
_SHORT = 40

_BITS = 32  # of a packed place: the floor above, the offset in its words below
_MOST_PLACE = (1 << _BITS) - 1

Hit = tuple[int, int, int]  # floor, offset in the passage, offset in the floor's own words


class Shelf:
    """Earlier floors with their own words, found by shingle, by beginning or by likeness."""

    def __init__(
        self,
        folding: Folding,
        words: Callable[[int], str],
        beginnings: Callable[[int], Iterable[str]] | None = None,
    ) -> None:
        """``words`` gives the own words of a floor, ``beginnings`` what a copy may begin with."""
        self._beginnings = beginnings
        self.floors: list[int] = []
        self._folding = folding
        self._words = words
        self._shingled = self._headed = self._grammed = self._counted = 0
        self._shingles: dict[str, int | tuple[int, ...]] = {}  # places, each packed into a number
        self._heads: dict[str, list[int]] = {}
        self._grams: dict[str, list[int]] = {}
        self._wholes: dict[str, list[int]] = {}

    def add(self, floor: int) -> None:
        """Put a floor on the shelf, after all that were put there before."""
        self.floors.append(floor)

    def beginning(self, letters: str) -> list[int]:
        """Floors that begin with the first letters of a passage, oldest first."""
        for floor in self.floors[self._headed :]:
            copied = self._beginnings(floor) if self._beginnings else (self._words(floor),)
            for words in copied:
                if words:
                    self._heads.setdefault(words[:_PREFIX], []).append(floor)
        self._headed = len(self.floors)
        return self._heads.get(letters[:_PREFIX], [])

    def shorter(self, letters: str) -> list[int]:
        """Floors whose few letters begin a passage, too few for ``beginning``; oldest first."""
        self.beginning(letters)
        return sorted(
            floor for size in range(2, _PREFIX) for floor in self._heads.get(letters[:size], ())
        )

    def whole(self, letters: str) -> list[int]:
        """Floors whose own words are exactly these few letters, oldest first."""
        for floor in self.floors[self._counted :]:
            words = self._words(floor)
            if 0 < len(words) <= _SHORT:
                self._wholes.setdefault(words, []).append(floor)
        self._counted = len(self.floors)
        return self._wholes.get(letters, [])

    def hits(self, letters: str, until: int | None = None) -> list[Hit]:
        """Places where shingles of a passage stand in floors, at most one per shingle and floor.

        A shingle that many floors hold is remembered for the five earliest and the latest.
        """
        if not self.floors:
            return []
        self._follow_shingles()
        shingles, size = self._shingles, self._folding.shingle
        end = min(len(letters), _LOOKED_UP, len(letters) if until is None else until) - size + 1
        pieces = [letters[at : at + size] for at in range(end)]
        found: list[Hit] = []
        if shingles.keys().isdisjoint(pieces):  # so it is with nearly all floors
            return found
        for at, places in enumerate(map(shingles.get, pieces)):
            if places is None:
                continue
            if isinstance(places, int):
                found.append((places >> _BITS, at, places & _MOST_PLACE))
            else:
                found += [(place >> _BITS, at, place & _MOST_PLACE) for place in places]
        return found

    def _follow_shingles(self) -> None:
        shingles, size, stride = self._shingles, self._folding.shingle, self._folding.stride
        spaced = self._folding.spaced
        for floor in self.floors[self._shingled :]:
            words = self._words(floor)
            last = min(len(words) - size, _MOST_PLACE)
            first = floor << _BITS
            starts = _word_starts(words, last) if spaced else range(0, last + 1, stride)
            # a piece counts where it first stands in a floor: what is put in last stays
            places = {words[at : at + size]: first + at for at in reversed(starts)}
            if shingles.keys().isdisjoint(places):
                shingles.update(places)
                continue
            known = places.keys() & shingles.keys()
            more = {piece: _with(shingles[piece], places[piece]) for piece in known}
            shingles.update(places)
            shingles.update(more)
        self._shingled = len(self.floors)

    def alike(self, letters: str) -> tuple[int, float] | None:
        """The floor whose beginning shares most short pieces with the passage's, and the share.

        Finds what shingles cannot: a few words with an error among them.
        """
        grams, size = self._grams, self._folding.gram
        for floor in self.floors[self._grammed :]:
            for piece in _pieces(self._words(floor)[:_ALIKE_LENGTH], size):
                known = grams.get(piece)
                if known is None:
                    grams[piece] = [floor]
                    continue
                known.append(floor)
                if len(known) > 2 * _ALIKE_POSTINGS:
                    del known[:_ALIKE_POSTINGS]
        self._grammed = len(self.floors)
        asked = _pieces(letters[:_ALIKE_LENGTH], size)
        postings = (grams[piece][-_ALIKE_POSTINGS:] for piece in asked if piece in grams)
        votes = Counter(chain.from_iterable(postings))
        if not votes:
            return None
        most = max(votes.values())
        return max(floor for floor, count in votes.items() if count == most), most / len(asked)


def _with(known: int | tuple[int, ...], place: int) -> tuple[int, ...]:
    """The places of a shingle with the one in a later floor."""
    if isinstance(known, int):
        return known, place
    return (*known[: _POSTINGS - 1], place)


def _pieces(letters: str, size: int) -> set[str]:
    """The distinct pieces of ``size`` letters."""
    return {letters[at : at + size] for at in range(len(letters) - size + 1)}


def _word_starts(words: str, last: int) -> list[int]:
    """Offsets at which a word begins, up to ``last``."""
    starts = [0] if last >= 0 else []
    at = words.find(" ")
    while 0 <= at < last:
        starts.append(at + 1)
        at = words.find(" ", at + 1)
    return starts
