"""Input and output of the inference: flat floors in, quotes, links, ghosts and times out.

Floors are named by their index in ``FlatThread.floors``; all offsets are code points of the text
they belong to, unfolded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.records import Evidence, LinkState, Span


@dataclass(frozen=True, slots=True)
class Floor:
    """One post as the inference sees it; ``stated_parent`` is the index the page itself states."""

    text: str
    author: str | None = None
    label: str | None = None
    posted_at: str | None = None
    stated_parent: int | None = None


@dataclass(frozen=True, slots=True)
class FlatThread:
    """A thread in floor order, with its article and zone for times printed in quotes."""

    title: str
    article: str
    floors: tuple[Floor, ...]
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quoted passage: ``span`` from its head to its closing ruler, ``words`` the words alone."""

    floor: int
    span: Span
    words: Span
    author: str | None = None
    posted_at: str | None = None
    posted_at_text: str | None = None
    source: int | None = None
    ghost: int | None = None


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A reply edge; ``parent`` is a floor, or ``ghost`` an index into ``Inference.ghosts``."""

    child: int
    parent: int | None
    ghost: int | None
    state: LinkState
    rule: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    primary: bool = True


@dataclass(frozen=True, slots=True)
class LearnedTime:
    """A time of ``floor`` that only a quote in ``seen_in`` tells."""

    floor: int
    posted_at: str | None
    posted_at_text: str
    seen_in: int


@dataclass(frozen=True, slots=True)
class FoundGhost:
    """A quoted post that is not among the floors; ``known_from`` are indexes into the quotes."""

    author: str | None
    posted_at: str | None
    posted_at_text: str | None
    text: str
    known_from: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Inference:
    """Everything the rules found in one thread, with the version of the rules."""

    version: str
    quotes: tuple[FoundQuote, ...] = ()
    links: tuple[FoundLink, ...] = ()
    times: tuple[LearnedTime, ...] = ()
    ghosts: tuple[FoundGhost, ...] = ()
