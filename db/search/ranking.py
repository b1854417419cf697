"""How much a hit is worth: where the words stand, how often, how densely, and whether whole."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from db.search.tokens import Kind, is_letter
from db.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.search.matching import Term
    from db.search.texts import UnitText

_WEIGHTS = {
    Kind.TITLE: 4.0,
    Kind.AUTHOR: 3.0,
    Kind.NOTE: 2.0,
    Kind.CAPTION: 1.5,
    Kind.ARTICLE: 1.5,
    Kind.POST: 1.0,
}
_TYPICAL_LENGTH = 60.0
_QUOTED = 0.5
_PART_OF_WORD = 0.4
_WHOLE_TEXT = 2.0


class Weigher:
    """Weighs units that match the same words.

    The worth is the sum over the words of a saturated frequency, as in BM25 (Robertson and Zaragoza
    2009, with k1 = 1.2 and b = 0.75) but without the rarity of a word, which is the same for every
    hit of most queries.  Words that stand inside of longer words count less, and so do those that
    are only quoted.
    """

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = [
            (term.folded, is_letter(term.folded[0]), is_letter(term.folded[-1])) for term in terms
        ]

    def weigh(self, unit: UnitText) -> float:
        """Return the worth of a unit; only its order beside others has a meaning."""
        norm = 1.2 * (0.25 + 0.75 * len(unit.text) / _TYPICAL_LENGTH)
        total = 0.0
        for word, starts, ends in self._terms:
            # folding costs more than all the rest, and most texts hold the word as it is
            text = unit.text if word in unit.text else unit.folded
            times = text.count(word)
            if not times:
                continue
            worth = times * 2.2 / (times + norm)
            if (starts or ends) and _inside(text, word, starts=starts, ends=ends):
                worth *= _PART_OF_WORD
            if len(text) == len(word):
                worth *= _WHOLE_TEXT
            total += worth
        if unit.quotes and not self._in_own_words(unit):
            total *= _QUOTED
        return total * _WEIGHTS[unit.kind]

    def _in_own_words(self, unit: UnitText) -> bool:
        """Tell whether a word stands outside of the quotes, near enough for an order.

        Where a word is quoted as it was typed, the poster is taken to write it so, too: folding
        every post that quotes would cost more than all the rest.
        """
        quotes = sorted((quote.start, quote.end) for quote in unit.quotes)
        written = [word for word, _, _ in self._terms if word in unit.text]
        if written:
            return any(_stands_outside(word, unit.text, quotes) for word in written)
        own = [unit.text[end:start] for (_, end), (start, _) in pairwise(_bounded(unit, quotes))]
        folded = fold("\n".join(own))
        return any(word in folded for word, _, _ in self._terms)


def _bounded(unit: UnitText, quotes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the quotes between an empty one before the text and one behind it."""
    length = len(unit.text)
    return [(0, 0), *quotes, (length, length)]


def _stands_outside(word: str, text: str, quotes: list[tuple[int, int]]) -> bool:
    """Tell whether a word begins outside of ordered quotes."""
    at = text.find(word)
    for start, end in quotes:
        if at < start:
            break
        if at < end:
            at = text.find(word, end)
    return at >= 0


def _inside(text: str, word: str, *, starts: bool, ends: bool) -> bool:
    """Tell whether the word's first place in the text is part of a longer word."""
    at = text.find(word)
    end = at + len(word)
    return (starts and at > 0 and is_letter(text[at - 1])) or (
        ends and end < len(text) and is_letter(text[end])
    )
