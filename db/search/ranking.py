"""How much a hit is worth: where the words stand, how often, how densely, and whether whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.search.texts import Kind, UnitText
from db.search.tokens import is_run, split
from db.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.search.matching import Term

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


def score(terms: Sequence[Term], unit: UnitText) -> float:
    """Return the worth of a unit that matches; only its order beside others has a meaning.

    The sum over the words of a saturated frequency, as in BM25 (Robertson and Zaragoza 2009, with
    k1 = 1.2 and b = 0.75) but without the rarity of a word, which is the same for every hit of
    most queries; words that stand inside of longer words count less.
    """
    folded = fold(unit.text)
    norm = 1.2 * (0.25 + 0.75 * len(folded) / _TYPICAL_LENGTH)
    total = 0.0
    for term in terms:
        times = folded.count(term.folded)
        if not times:
            continue
        worth = times * 2.2 / (times + norm)
        if not _stands_alone(folded, term.folded):
            worth *= _PART_OF_WORD
        if len(folded) == len(term.folded):
            worth *= _WHOLE_TEXT
        total += worth
    if unit.quotes and not _in_own_words(unit, terms):
        total *= _QUOTED
    return total * _WEIGHTS[unit.kind]


def _stands_alone(folded: str, word: str) -> bool:
    """Tell whether the word's first place in the text is no part of a longer Latin word."""
    at = folded.find(word)
    end = at + len(word)
    return not (_joined(folded[at - 1 : at], word[0]) or _joined(word[-1], folded[end : end + 1]))


def _joined(left: str, right: str) -> bool:
    if not left or not right or not left.isalnum() or not right.isalnum():
        return False
    return len(split(left + right)) == 1 and is_run(left)


def _in_own_words(unit: UnitText, terms: Sequence[Term]) -> bool:
    """Tell whether a word stands outside of the quotes, near enough for putting hits in order."""
    at = 0
    own: list[str] = []
    for quote in sorted(unit.quotes, key=lambda span: span.start):
        own.append(unit.text[at : quote.start])
        at = max(at, quote.end)
    own.append(unit.text[at:])
    folded = fold("\n".join(own))
    return any(term.folded in folded for term in terms)
