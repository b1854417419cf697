"""Input and output of the inference: flat floors in, quotes, links, ghosts and times out.

Floors are named by their index in ``FlatThread.floors``; all offsets are code points of the text
they belong to, unfolded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from db.records import Evidence, LinkState, Span


class StatedQuote(NamedTuple):
    """A quotation that the page itself marks: from its head to its end, and its words alone.

    Attributes:
        source: the index of the quoted floor, where the page names it and it is there.
        source_id: the site's id of the quoted post, where it is named and not there.
        elsewhere: the quoted post stands in another thread.
        level: 0 in the post itself, 1 inside of a quotation, and so on.
    """

    start: int
    end: int
    words_start: int
    words_end: int
    author: str | None = None
    posted_at: str | None = None
    posted_at_text: str | None = None
    source: int | None = None
    source_id: str | None = None
    elsewhere: bool = False
    level: int = 0


class LostParent(NamedTuple):
    """A post that the page states as answered and that is not in the capture."""

    site_id: str
    author: str | None = None
    posted_at: str | None = None
    posted_at_text: str | None = None


class Floor(NamedTuple):
    """One post as the inference sees it; ``stated_parent`` is the index the page itself states.

    ``quotes`` are those the page marks; where there are any, no others are looked for.
    """

    text: str
    author: str | None = None
    label: str | None = None
    posted_at: str | None = None
    stated_parent: int | None = None
    quotes: tuple[StatedQuote, ...] = ()
    lost_parent: LostParent | None = None


class FlatThread(NamedTuple):
    """A thread in floor order, with its article and zone for times printed in quotes."""

    title: str
    article: str
    floors: tuple[Floor, ...]
    timezone: str | None = None


class FoundQuote(NamedTuple):
    """A quoted passage: ``span`` from its head to its closing ruler, ``words`` the words alone."""

    floor: int
    span: Span
    words: Span
    author: str | None = None
    posted_at: str | None = None
    posted_at_text: str | None = None
    source: int | None = None
    ghost: int | None = None


class FoundLink(NamedTuple):
    """A reply edge; ``parent`` is a floor, or ``ghost`` an index into ``Inference.ghosts``."""

    child: int
    parent: int | None
    ghost: int | None
    state: LinkState
    rule: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    primary: bool = True


class LearnedTime(NamedTuple):
    """A time of ``floor`` that only a quote in ``seen_in`` tells."""

    floor: int
    posted_at: str | None
    posted_at_text: str
    seen_in: int


class FoundGhost(NamedTuple):
    """A quoted post that is not among the floors; ``known_from`` are indexes into the quotes."""

    author: str | None
    posted_at: str | None
    posted_at_text: str | None
    text: str
    known_from: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """Words of the article or of the title in a floor: a badge, no edge.

    ``of`` is ``article`` or ``title``; ``source`` counts in the text of the one that is cited.
    """

    floor: int
    of: str
    span: Span
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Inference:
    """Everything the rules found in one thread, with the version of the rules."""

    version: str
    quotes: tuple[FoundQuote, ...] = ()
    links: tuple[FoundLink, ...] = ()
    times: tuple[LearnedTime, ...] = ()
    ghosts: tuple[FoundGhost, ...] = ()
    citations: tuple[FoundCitation, ...] = ()
