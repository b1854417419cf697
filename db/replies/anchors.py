"""Finding what floors have in common without being asked for it: pieces that begin at anchors.

Every floor of every thread is looked up here, so that it has to cost next to nothing: pieces are
taken where a common letter stands, about every fourth place, in all floors alike (sampling by
content: Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003; the simpler modulus scheme of Manber,
1994).  Sixteen equal letters are met nearly always, eight more often than not.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from db.replies.folding import Folding
    from db.replies.shelves import Hit

# the commonest letters of Chinese prose; what they are matters little, but that they are everywhere
_ANCHORS = (
    "的一是不了在有人我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之"
)
_FLOORS = 6  # that a piece is remembered for
_MOST = 4000  # places in common that are looked at: each is searched for in the other floor


class Anchors:
    """The pieces of earlier floors."""

    def __init__(self, folding: Folding, letters: Callable[[int], str]) -> None:
        """``letters`` gives the own words of a floor, folded."""
        self._letters = letters
        self._spaced = folding.spaced
        size = folding.shingle
        piece = (
            rf"(?<![^ ])(?=(.{{{size}}}))"
            if folding.spaced
            else rf"(?=([{_ANCHORS}].{{{size - 1}}}))"
        )
        self._piece = re.compile(piece, re.DOTALL)
        self._floors: dict[str, int | tuple[int, ...]] = {}
        self._last: tuple[int | None, list[str]] = (None, [])
        self._new: int | None = None  # the floor of which no piece was met before

    def pieces(self, floor: int, letters: str) -> list[str]:
        """The pieces of a floor; those of the last one asked for are kept."""
        if self._last[0] != floor:
            self._last = (floor, self.sample(letters))
        return self._last[1]

    def add(self, floor: int, *, anew: bool = False) -> None:
        """Remember the pieces of a floor; ``anew`` where not all that it holds proved its own."""
        if anew:
            self._last = (None, [])
            self._new = None
        pieces = self.pieces(floor, self._letters(floor))
        known = self._floors
        if floor == self._new or known.keys().isdisjoint(pieces):
            self._new = None
            known.update(dict.fromkeys(pieces, floor))
            return
        for piece in dict.fromkeys(pieces):
            before = known.get(piece)
            if before is None:
                known[piece] = floor
            elif isinstance(before, int):
                known[piece] = (before, floor)
            else:
                known[piece] = (*before[: _FLOORS - 1], floor)

    def sample(self, letters: str) -> list[str]:
        """The pieces of a text, in order."""
        return self._piece.findall(letters)

    def places(self, letters: str) -> Iterable[tuple[int, str]]:
        """Where the pieces of a text begin, and what they are."""
        return ((match.start(), match[1]) for match in self._piece.finditer(letters))

    def places_of(self, piece: str, letters: str) -> Iterable[int]:
        """Where one piece of a text begins."""
        at = letters.find(piece)
        while at >= 0:
            if not self._spaced or letters[at - 1 : at] in {"", " "}:
                yield at
            at = letters.find(piece, at + 1)

    def hits(self, floor: int, letters: str) -> list[Hit]:
        """Places that a floor has in common with earlier ones."""
        pieces = self.pieces(floor, letters)
        if self._floors.keys().isdisjoint(pieces):  # so it is with nearly all floors
            self._new = floor
            return []
        return list(islice(self._found(letters), _MOST))

    def _found(self, letters: str) -> Iterable[Hit]:
        for at, piece in self.places(letters):
            floors = self._floors.get(piece)
            if floors is None:
                continue
            for floor in (floors,) if isinstance(floors, int) else floors:
                there = self._letters(floor).find(piece)
                if there >= 0:
                    yield floor, at, there
