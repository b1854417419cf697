"""What may be meant by a query that is still being typed: operators, values, tags, names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.search.operators import VALUES
from db.search.query import COLONS, KEYWORDS, written
from db.search.rows import ask
from db.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.store import Store

MOST = 12

_MARKS = {'"': '"', "“": "”"}
_TAGS = "SELECT tag, count(*) FROM note_tag GROUP BY tag ORDER BY 2 DESC, 1 LIMIT 2000"


@dataclass(frozen=True, slots=True)
class Completion:
    """Something that may be meant.

    Attributes:
        label: as it is shown.
        text: what takes the place of ``query[start:end]``.
        kind: "operator", "value", "author", "board", "title" or "tag".
    """

    label: str
    text: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """The word of a query in which one types.

    Attributes:
        operator: the operator before its colon, if one stands there and one types behind it.
        typed: what was typed so far, without the operator and an opening quotation mark.
        start: where what may be replaced begins, a quotation mark with it.
        end: where it ends.
        quoted: whether it begins with a quotation mark.
    """

    operator: str | None
    typed: str
    start: int
    end: int
    quoted: bool = False


def complete(store: Store, query: str, at: int) -> tuple[Completion, ...]:
    """Return what may be meant by the word at a place of a query, the likeliest first.

    Args:
        store: the library.
        query: a query that need not be complete, nor right.
        at: where one types, in code points.
    """
    piece = piece_at(query, at)
    if piece.operator in VALUES:
        return tuple(_values(piece, VALUES[piece.operator]))
    if piece.operator == "tag":
        return tuple(_tags(store, piece))
    found = _operators(piece) if piece.operator is None else []
    return tuple((found + _names(store, query, at))[:MOST])


def piece_at(query: str, at: int) -> Piece:
    """Return the word at a place; an empty one where no word stands."""
    at = max(0, min(at, len(query)))
    place = 0
    while place < len(query):
        if query[place].isspace() or query[place] in "()":
            place += 1
            continue
        start = place
        place = _end(query, place)
        if start <= at <= place:
            return _piece(query, start, at, place)
        if place > at:
            break
    return Piece(None, "", at, at)


def _end(query: str, start: int) -> int:
    """Return where a word ends that begins at ``start``; what is quoted may hold spaces."""
    place = start
    while place < len(query) and not query[place].isspace() and query[place] not in "()":
        before = query[place - 1] if place > start else ":"
        closing = _MARKS.get(query[place]) if before in {":", "：", "-", "="} else None
        if closing is not None:
            found = query.find(closing, place + 1)
            place = len(query) if found < 0 else found
            if found < 0:
                break
        place += 1
    return place


def _piece(query: str, start: int, at: int, end: int) -> Piece:
    if query[start] in "-=" and start < at:
        start += 1
    for name in KEYWORDS:
        colon = start + len(name)
        if query.startswith(name, start) and query[colon : colon + 1] in COLONS and at > colon:
            return _behind(name, query, colon + 1, at, end)
    return _behind(None, query, start, at, end)


def _behind(operator: str | None, query: str, start: int, at: int, end: int) -> Piece:
    quoted = query[start:at][:1] in _MARKS
    return Piece(operator, query[start + quoted : at], start, end, quoted)


def _operators(piece: Piece) -> list[Completion]:
    wanted = fold(piece.typed)
    return [
        Completion(f"{name}:", f"{name}:", piece.start, piece.end, "operator")
        for name in KEYWORDS
        if name.startswith(wanted) and not piece.quoted
    ]


def _values(piece: Piece, values: Iterable[str]) -> list[Completion]:
    wanted = fold(piece.typed)
    return [
        Completion(value, value, piece.start, piece.end, "value")
        for value in values
        if value.startswith(wanted)
    ]


def _names(store: Store, query: str, at: int) -> list[Completion]:
    """Return people, boards and titles, by their characters or by how they are read."""
    from db.search.offering import offer_names  # noqa: PLC0415 - no start waits for it

    return [Completion(*offer) for offer in offer_names(store, query, at)]


def _tags(store: Store, piece: Piece) -> list[Completion]:
    """Return the tags that hold what was typed, those that begin with it first."""
    wanted = fold(piece.typed)
    with store.read() as connection:
        known = [(fold(row[0]), str(row[0])) for row in ask(connection, _TAGS)]
    found = [(not folded.startswith(wanted), tag) for folded, tag in known if wanted in folded]
    found.sort(key=lambda each: each[0])
    return [Completion(tag, written(tag), piece.start, piece.end, "tag") for _, tag in found[:MOST]]
