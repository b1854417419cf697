"""Which tokens of a phrase to ask for, so that few rows come back and little is read for it.

SQLite's FTS5 walks the lists of all tokens of a phrase, also those of the commonest, and says then
where the phrase stands.  The rarest few of its tokens near to each other stand in hardly more
rows; to compare those by their texts costs less than the long lists do.
"""

from __future__ import annotations

from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING

from db.search.tokens import is_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.search.sampling import Sample

FEW = 128
"""Of more rows than this, it is not worth while to compare each with the query."""

# microseconds: to pass a row in the list of a token; to read a text and compare it; what is to be
# gained at least
_ENTRY = 0.025
_TEXT = 20.0
_MARGIN = 60.0

_RAREST = 6
_MOST_CHOSEN = 4

# what a sample does not show: how often the rarer of two tokens stands with the other in one word
_IN_A_WORD = 0.05


def choose(tokens: Sequence[str], alternatives: int, sample: Sample) -> list[tuple[str, int]]:
    """Return tokens to ask for in the place of a whole phrase, each with its place in it.

    Args:
        tokens: the phrase; the first and the last may be parts of longer runs.
        alternatives: how many phrases would be asked for, for those longer runs.
        sample: how common tokens are.

    Returns:
        The rarest first; nothing if the phrase is better asked for as it is.
    """
    places: dict[str, int] = {}
    for place, token in enumerate(tokens):
        if 0 < place < len(tokens) - 1 or not is_run(token):
            places.setdefault(token, place)
    shares = {token: sample.share(token) for token in places}
    left = sorted(places, key=lambda token: shares[token])[:_RAREST]
    step = sample.posts * _ENTRY
    least = step * alternatives * sum(shares.get(token, 0.0) for token in tokens) - _MARGIN
    bonds = [sample.follows(*pair) for pair in pairwise(tokens)]
    best: list[str] = []
    chosen = left[:1]
    del left[:1]
    walked = step * sum(shares[token] for token in chosen)
    while left and len(chosen) < _MOST_CHOSEN and walked < least:
        costs: list[tuple[float, float, str]] = []
        for token in left:
            more = sorted((places[each], each) for each in (*chosen, token))
            rows = _expected(more, bonds, shares, sample)
            costs.append((walked + step * shares[token] + _TEXT * rows, rows, token))
        cost, rows, token = min(costs)
        chosen.append(token)
        left.remove(token)
        walked += step * shares[token]
        if rows <= FEW / 2 and cost < least:
            best, least = list(chosen), cost
    return [(token, places[token]) for token in best]


def _expected(
    chosen: Sequence[tuple[int, str]],
    bonds: Sequence[float],
    shares: dict[str, float],
    sample: Sample,
) -> float:
    """Guess in how many posts some tokens stand as near to each other as in the phrase.

    From the left to the right: each is near the one before by chance, or because what stands
    between the two is part of one word.
    """
    places = [place for place, _ in chosen]
    near = min(1.0, 2 * (span(places) + 1) / max(1.0, sample.length))
    rows = sample.posts * shares[chosen[0][1]]
    for (place, before), (end, token) in pairwise(chosen):
        bond = prod(bonds[place:end])
        unseen = _IN_A_WORD * min(1.0, shares[token] / shares[before])
        rows *= min(1.0, max(shares[token] * near, bond, unseen))
    return rows


def span(places: Sequence[int]) -> int:
    """Return how many tokens stand between the first and the last place."""
    return max(places) - min(places) - 1
