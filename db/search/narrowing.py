"""Which tokens of a phrase to ask for, so that few rows come back and little is read for it.

SQLite's FTS5 walks the lists of all tokens of a phrase, also those of the commonest, and says then
where the phrase stands.  The rarest few of its tokens near to each other stand in hardly more
rows; to compare those by their texts costs less than the long lists do.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING

from db.search.tokens import is_run

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from db.search.sampling import Sample

FEW = 64
MOST = 1000
"""Between these, so many rows are compared with the query that it takes half of the time that the
phrase as it is would take."""

# microseconds: to pass a row in the list of a token; to open the lists of a token; to read a text
# and compare it; what is to be gained at least
_ENTRY = 0.025
_OPEN = 20.0
_TEXT = 20.0
_MARGIN = 60.0

_RAREST = 6
_MOST_CHOSEN = 4

# what a sample does not show: how often the rarer of two tokens stands with the other in one word;
# words are short, so that this falls with the distance
_IN_A_WORD = 0.1


@dataclass(frozen=True, slots=True)
class Choice:
    """What to ask for in the place of a phrase.

    Attributes:
        pieces: parts of the phrase, each with its place in it, that stand near to each other.
        gap: the greatest number of tokens between the first and the last of them.
        end: whether one of the longer runs at an end of the phrase must stand there, too.
        most: how many rows may be compared.
    """

    pieces: tuple[tuple[int, tuple[str, ...]], ...]
    gap: int
    end: bool
    most: int


def choose(
    tokens: Sequence[str], phrases: int, sample: Sample, ends: Collection[str] = ()
) -> Choice | None:
    """Choose the rarest tokens of a phrase, or nothing if it is better asked for as it is.

    Args:
        tokens: the phrase; the first and the last may be parts of longer runs.
        phrases: how many phrases would be asked for, for those longer runs.
        sample: how common tokens are.
        ends: the runs of which one stands at an end, if they are known and few.
    """
    places: dict[str, int] = {}
    for place, token in enumerate(tokens):
        if 0 < place < len(tokens) - 1 or not is_run(token):
            places.setdefault(token, place)
    shares = {token: sample.share(token) for token in places}
    step = sample.posts * _ENTRY
    least = step * phrases * sum(shares.get(token, 0.0) for token in tokens) - _MARGIN
    most = int(max(FEW, min(MOST, least / _TEXT / 2)))
    bonds = [sample.follows(*pair) for pair in pairwise(tokens)]
    best: list[str] = []
    with_end = False
    for end in (False, True) if ends else (False,):
        share = min(1.0, sum(map(sample.share, ends))) if end else 1.0
        walked = step * share + _OPEN * len(ends) if end else 0.0
        left = sorted(places, key=lambda token: shares[token])[:_RAREST]
        chosen = left[:1]
        del left[:1]
        walked += step * sum(shares[token] for token in chosen)
        while left and len(chosen) < _MOST_CHOSEN and walked < least:
            costs: list[tuple[float, float, str]] = []
            for token in left:
                more = sorted((places[each], each) for each in (*chosen, token))
                rows = share * _expected(more, bonds, shares, sample)
                costs.append((walked + step * shares[token] + _TEXT * rows, rows, token))
            cost, rows, token = min(costs)
            chosen.append(token)
            left.remove(token)
            walked += step * shares[token]
            if rows <= most * 0.75 and cost < least:
                best, least, with_end = list(chosen), cost, end
    if not best:
        return None
    pieces = _joined(tokens, sorted(places[token] for token in best))
    first, piece = pieces[0]
    return Choice(pieces, max(0, pieces[-1][0] - first - len(piece)), with_end, most)


def _joined(
    tokens: Sequence[str], places: Sequence[int]
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Make one piece of tokens that stand side by side."""
    pieces: list[tuple[int, tuple[str, ...]]] = []
    for place in places:
        start, piece = pieces[-1] if pieces else (0, ())
        if piece and start + len(piece) == place:
            pieces[-1] = (start, (*piece, tokens[place]))
        else:
            pieces.append((place, (tokens[place],)))
    return tuple(pieces)


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
    length = max(1.0, sample.length)
    around = 2 * (chosen[-1][0] - chosen[0][0])
    rows = sample.posts * shares[chosen[0][1]]
    for (place, before), (end, token) in pairwise(chosen):
        gap = end - place
        by_chance = shares[token] * min(1.0, (1 if gap == 1 else around) / length)
        unseen = _IN_A_WORD / gap**2 * min(1.0, shares[token] / shares[before])
        rows *= min(1.0, max(by_chance, prod(bonds[place:end]), unseen))
    return rows
