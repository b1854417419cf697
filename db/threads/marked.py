"""What a page marks in a post beside its words, as one JSON text of the version.

The keys are short, since most posts of a page of a forum have some::

    k   what the site calls the post beside a floor (推, answer)
    p   the site's id of the post that the page states as answered
    pa  whose post that is            pt  when it was written, [words, ISO 8601 or null]
    q   quotations: [start, end, start of words, end of words, author, time, source, elsewhere,
        level]; time is [words, ISO 8601 or null] or null, source a site's id
    l   links: [start, end, address]
    a   asides: [kind, words]

Offsets are code points of the version's text.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

Moment = tuple[str, str | None]
"""A time as printed, and what it means (ISO 8601 with offset) if that is certain."""


class MarkedQuote(NamedTuple):
    """A quotation that the page marks; ``source`` is the site's id of the quoted post."""

    start: int
    end: int
    words_start: int
    words_end: int
    author: str | None = None
    time: Moment | None = None
    source: str | None = None
    elsewhere: bool = False
    level: int = 0


class Marked(NamedTuple):
    """What a page marks in a post."""

    kind: str | None = None
    parent: str | None = None
    parent_author: str | None = None
    parent_time: Moment | None = None
    quotes: tuple[MarkedQuote, ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()
    asides: tuple[tuple[str, str], ...] = ()


NOTHING = Marked()


def pack(marked: Marked) -> str | None:
    """Return the text that is stored; ``None`` where nothing is marked."""
    if marked == NOTHING:
        return None
    fields: dict[str, object] = {
        "k": marked.kind,
        "p": marked.parent,
        "pa": marked.parent_author,
        "pt": marked.parent_time,
        "q": [
            (
                quote.start,
                quote.end,
                quote.words_start,
                quote.words_end,
                quote.author,
                quote.time,
                quote.source,
                int(quote.elsewhere),
                quote.level,
            )
            for quote in marked.quotes
        ],
        "l": marked.links,
        "a": marked.asides,
    }
    kept = {name: value for name, value in fields.items() if value}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def unpack(text: str | None) -> Marked:
    """Return what was packed; nothing for no text."""
    if not text:
        return NOTHING
    fields: dict[str, Any] = json.loads(text)
    quotes = tuple(
        MarkedQuote(
            quote[0],
            quote[1],
            quote[2],
            quote[3],
            quote[4],
            _moment(quote[5]),
            quote[6],
            bool(quote[7]),
            quote[8],
        )
        for quote in fields.get("q", ())
    )
    return Marked(
        fields.get("k"),
        fields.get("p"),
        fields.get("pa"),
        _moment(fields.get("pt")),
        quotes,
        tuple((link[0], link[1], link[2]) for link in fields.get("l", ())),
        tuple((aside[0], aside[1]) for aside in fields.get("a", ())),
    )


def _moment(value: Any) -> Moment | None:  # noqa: ANN401 - what JSON held
    return (value[0], value[1]) if value else None
