"""Whether a query holds in one text, and where: the truth that the index must agree with.

A text is compared folded; a word marked as exact is compared as it was saved, and does not part a
letter from the marks that are saved behind it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from db.records import Span
from db.search.operators import fold_operator
from db.search.query import All, Author, Either, Not, Words
from db.text import fold, fold_apart, fold_with_map, starts_whole, unfolded

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Iterator, Sequence

    from db.search.query import Query


@dataclass(frozen=True, slots=True)
class Term:
    """Words of a query, as typed and folded."""

    text: str
    folded: str
    exact: bool


def fold_query(tree: Query) -> Query:
    """Return ``tree`` with everything folded that is compared folded; done once for a search."""
    match tree:
        case Words(text, exact):
            return tree if exact else Words(fold(text))
        case Author(name):
            return Author(fold(name))
        case Not(child):
            return Not(fold_query(child))
        case All(children):
            return All(tuple(fold_query(child) for child in children))
        case Either(children):
            return Either(tuple(fold_query(child) for child in children))
        case _:
            return fold_operator(tree)


def holds(tree: Query, text: str, folded: str, authors: Sequence[str] = ()) -> bool:
    """Tell whether a folded query holds in one unit.

    Args:
        tree: the query, as ``fold_query`` returns it, without operators: whether those hold is
            not told by a text (``conditions``).
        text: the unit's text as saved.
        folded: the same, folded.
        authors: the folded names of those who wrote it.
    """
    match tree:
        case Words(words, exact):
            return _stands_in(words, text) if exact else words in folded
        case Author(name):
            return any(name in author for author in authors)
        case Not(child):
            return not holds(child, text, folded, authors)
        case All(children):
            return all(holds(child, text, folded, authors) for child in children)
        case Either(children):
            return any(holds(child, text, folded, authors) for child in children)
        case _:
            raise AssertionError(tree)


def terms(tree: Query) -> tuple[Term, ...]:
    """Return the words that are to be marked where they stand: all that are not left out."""
    match tree:
        case Words(text, exact):
            return (Term(text, fold(text), exact),)
        case All(children) | Either(children):
            found = [term for child in children for term in terms(child)]
            return tuple(dict.fromkeys(found))
        case _:
            return ()


def has_author(tree: Query) -> bool:
    """Tell whether a query asks anywhere who wrote a text."""
    match tree:
        case Author():
            return True
        case Not(child):
            return has_author(child)
        case All(children) | Either(children):
            return any(has_author(child) for child in children)
        case _:
            return False


def occurrences(words: str, text: str) -> Iterator[int]:
    """Yield every place where ``words`` stand in ``text``, also where they overlap."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def exact_occurrences(words: str, text: str) -> Iterator[int]:
    """Yield every place where ``words`` stand in a text as saved; no letter without its marks."""
    for at in occurrences(words, text):
        if starts_whole(text, at) and starts_whole(text, at + len(words)):
            yield at


def _stands_in(words: str, text: str) -> bool:
    return next(exact_occurrences(words, text), None) is not None


@dataclass(frozen=True, slots=True)
class Matches:
    """Where the words of a query stand in one text: merged spans, and whether all are quoted."""

    spans: tuple[Span, ...]
    quoted: bool


def find(
    wanted: Iterable[Term], text: str, quotes: Sequence[Span] = (), even: str | None = None
) -> Matches:
    """Return where the words stand in a text as saved.

    Args:
        wanted: the words, from ``terms``.
        text: the text as saved.
        quotes: the passages of it that quote somebody else.
        even: the text folded, if it is at hand and each code point is where it was.

    Returns:
        Spans in ``text``, in order, overlapping ones made one.  ``quoted`` says that there are
        some and that none of them touches the poster's own words.
    """
    wanted = tuple(wanted)
    origin: array[int] | None = None
    folded = even or fold_in_place(text, [term.folded for term in wanted if not term.exact])
    if folded is None:
        folded, origin = fold_with_map(text)
    passages = join_quotes(quotes, len(text)) if quotes else []
    saved = _outside(passages, len(text)) if passages else [(0, len(text))]
    mine = saved if origin is None else own_parts(origin, quotes)
    own = not passages
    found: list[tuple[int, int]] = []
    for term in wanted:
        words, inside = (term.text, text) if term.exact else (term.folded, folded)
        parts = saved if term.exact else mine
        last = -1
        for at in (exact_occurrences if term.exact else occurrences)(words, inside):
            end = at + len(words)
            own = own or _touches(parts, at, end)
            start, stop = at, end
            if origin is not None and not term.exact:
                start, stop = unfolded(origin, at, end)
            if start < last:
                found[-1] = (found[-1][0], stop)
            else:
                found.append((start, stop))
            last = stop
    return Matches(_merged(found), bool(found) and not own)


_SEVERAL, _COMPOSING = "\ufdd6", "\ufdd7"


class _InPlace(dict[int, str]):
    """A translation table of code points to one each, learnt as they are met.

    What folds to several becomes ``_SEVERAL``, and what may be made one with its neighbour
    ``_COMPOSING``.
    """

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        if not all(starts_whole("a" + part, 1) for part in folded):
            folded = _COMPOSING
        elif len(folded) > 1:
            folded = _SEVERAL
        self[code] = folded
        return folded


_IN_PLACE = _InPlace()


def fold_in_place(text: str, words: Iterable[str]) -> str | None:
    """Return a text in which folded words stand exactly where they stand in ``text`` folded.

    It saves the map from folded places to saved ones, for almost all texts: mostly it is an
    ellipsis that folds to several, and the words have no full stop.  ``None`` if the words could
    touch what changes its length.
    """
    folded = text.translate(_IN_PLACE)
    if _COMPOSING in folded:
        return None
    if _SEVERAL in folded:
        several = {text[at] for at in occurrences(_SEVERAL, folded)}
        touched = {_SEVERAL, *fold("".join(several))}
        if any(not touched.isdisjoint(word) for word in words):
            return None
    return folded


def _merged(found: list[tuple[int, int]]) -> tuple[Span, ...]:
    found.sort()
    merged: list[tuple[int, int]] = []
    for start, stop in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return tuple(Span(start, stop) for start, stop in merged)


def join_quotes(quotes: Iterable[Span], length: int) -> list[tuple[int, int]]:
    """Return the quoted passages of a text in order, joined where they touch or overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((max(0, quote.start), min(length, quote.end)) for quote in quotes):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def own_parts(origin: array[int], quotes: Iterable[Span]) -> list[tuple[int, int]]:
    """Return the ranges of a folded text that are the poster's own words.

    A folded character belongs to where the first character it stems from stands.

    Args:
        origin: the map of the folded text, from ``fold_with_map``.
        quotes: the quoted passages, in the text as saved.
    """
    passages = join_quotes(quotes, origin[-1])
    moved = [(bisect_left(origin, start), bisect_left(origin, end)) for start, end in passages]
    return _outside(moved, len(origin) - 1)


def fold_with_own_parts(text: str, quotes: Iterable[Span]) -> tuple[str, list[tuple[int, int]]]:
    """Return the folded text and ``own_parts`` of it, without the cost of the whole map."""
    passages = join_quotes(quotes, len(text))
    places = (0, *(place for passage in passages for place in passage), len(text))
    pieces = fold_apart(text[start:end] for start, end in pairwise(places))
    if pieces is None:
        folded, origin = fold_with_map(text)
        return folded, own_parts(origin, quotes)
    ends = list(accumulate(len(piece) for piece in pieces))
    return "".join(pieces), _outside(list(zip(ends[::2], ends[1::2], strict=False)), ends[-1])


def _outside(passages: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Return what of a text lies outside of ordered passages."""
    edges = [0, *(place for passage in passages for place in passage), length]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def _touches(parts: list[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether ``[start, end)`` shares a character with one of the ordered ``parts``."""
    after = bisect_left(parts, (end,))
    return after > 0 and parts[after - 1][1] > start
