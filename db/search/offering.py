"""What may stand in a query in the place of what is being typed: people, boards and titles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from db.search.naming import KINDS, library_names
from db.search.query import Author, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.search.naming import Name
    from db.store import Store

MOST = 12
"""So many are offered at most."""

_SHARES = {"author": 6, "board": 2, "title": 4}
"""So many of each kind come first where all kinds are offered; others fill what is left."""

_LONGEST_QUERY = 2000
_MOST_WORDS = 6

_TOKEN = re.compile(
    r"(?P<sign>[-(]*)(?P<exact>=?)(?:(?P<kind>author|board|title)[:：])?"
    r'(?P<value>"(?:[^"]|"")*(?:"|\Z)|“[^”]*(?:”|\Z)|[^\s)]*)'
)
_LATIN = re.compile("[A-Za-z0-9'’]+")
_QUOTES = '"“”'


class Offer(NamedTuple):
    """A name, and ``text``, which replaces ``query[start:end]``."""

    label: str
    text: str
    start: int
    end: int
    kind: str


def offer_names(store: Store, query: str, at: int) -> tuple[Offer, ...]:
    """Return what may be meant by the word before ``at``, by its characters or by pinyin.

    Behind ``author:``, ``board:`` and ``title:`` only such names are offered, also before anything
    is typed; elsewhere any, for words of two letters or one character.  Pinyin typed with spaces is
    taken together as far as there is such a name.

    Args:
        store: the library.
        query: what stands in the field.
        at: where the cursor stands, in code points.
    """
    if len(query) > _LONGEST_QUERY:
        return ()
    tokens = list(_tokens(query, at))
    if not tokens or tokens[-1].end() < at:
        return ()
    token = tokens[-1]
    kind, value = token["kind"], token["value"]
    begin = token.start("value")
    if at < begin or token["exact"]:
        return ()
    typed = query[begin:at].strip(_QUOTES)
    open_phrase = value[:1] in {'"', "“"} and (len(value) < 2 or value[-1] not in {'"', "”"})
    end = at if open_phrase else token.end()
    start = token.end("sign")
    if kind is not None:
        return _offers(library_names(store).find(typed, (kind,), MOST), start, end)
    if value[:1] in set(_QUOTES) or not typed or (typed.isascii() and len(typed) < 2):
        return ()
    names = library_names(store)
    for first in (*_spaced(query, tokens), start):
        found = names.find(query[first:at], KINDS, MOST)
        if found:
            return _offers(_shared(found), first, end)
    return ()


def _tokens(query: str, at: int) -> Iterator[re.Match[str]]:
    """Yield the words of a query up to the one that ``at`` is in or at the end of, if any."""
    place = 0
    while place < len(query):
        if query[place].isspace() or query[place] == ")":
            place += 1
            continue
        token = _TOKEN.match(query, place)
        if token is None or token.start() >= at:
            return
        yield token
        place = max(token.end(), place + 1)
    return


def _spaced(query: str, tokens: list[re.Match[str]]) -> list[int]:
    """Return where pinyin with spaces may begin that ends in the last word, the longest first."""
    starts: list[int] = []
    behind = tokens[-1]
    for token in reversed(tokens[-_MOST_WORDS:]):
        plain = _LATIN.fullmatch(token[0]) and token[0] != "OR"
        if not plain or query[token.end() : behind.start()].strip():
            break
        starts.insert(0, token.start())
        behind = token
    return starts[:-1]


def _shared(found: tuple[Name, ...]) -> list[Name]:
    """Return at most ``MOST`` names, so that no kind crowds out the others."""
    taken: list[Name] = []
    for kind, share in _SHARES.items():
        taken += [name for name in found if name.kind == kind][:share]
    taken += [name for name in found if name not in taken]
    return sorted(taken[:MOST], key=lambda name: KINDS.index(name.kind))


def _offers(found: tuple[Name, ...] | list[Name], start: int, end: int) -> tuple[Offer, ...]:
    return tuple(
        Offer(name.value, f"{name.kind}:{_quoted(name.value)}", start, end, name.kind)
        for name in found
    )


def _quoted(value: str) -> str:
    """Return a value as it stands behind a colon."""
    return write(Author(value)).removeprefix("author:")
