"""Frozen rows that leave the store: what views and commands may see of the archive.

Offsets count Unicode code points, never UTF-16 units.  Times are ISO 8601 with offset at the
printed precision, or ``None`` with the literal text beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, NewType

if TYPE_CHECKING:
    from db.errors import KnownError

ThreadId = NewType("ThreadId", int)
PostId = NewType("PostId", int)
CaptureId = NewType("CaptureId", int)
NoteId = NewType("NoteId", int)
GhostId = NewType("GhostId", int)
FigureId = NewType("FigureId", int)
PictureId = NewType("PictureId", int)


class Severity(StrEnum):
    """How much a finding matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class BlockType(StrEnum):
    """What a block of an article is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    FIGURE = "figure"
    QUOTE = "quote"
    LIST = "list"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"


class LinkState(StrEnum):
    """How sure a reply edge is; decides how it is drawn."""

    STATED = "stated"
    SOLID = "solid"
    DASHED = "dashed"
    GHOST = "ghost"
    NONE = "none"


STATE_CODES = {
    LinkState.NONE: 0,
    LinkState.DASHED: 1,
    LinkState.SOLID: 2,
    LinkState.STATED: 3,
    LinkState.GHOST: 4,
}
"""How the packed reply tree of a thread writes the state of an edge."""

BY_READER = 8
"""Added to such a code where the reader decided whom the floor answers."""


class Verdict(StrEnum):
    """What the reader can say of whom a post answers; pairs that are rejected stand beside it."""

    ANSWERS = "answers"
    NOT_A_REPLY = "not-a-reply"
    REJECTED = "rejected"


class TimeOrigin(StrEnum):
    """Where a post's time comes from."""

    PAGE = "page"
    QUOTE = "quote"
    INFERRED = "inferred"


class NoteState(StrEnum):
    """Whether a note still stands on the words it was written for."""

    ANCHORED = "anchored"
    MOVED = "moved"
    REVIEW = "review"
    ORPHAN = "orphan"


class ImportStatus(StrEnum):
    """What became of one input."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    FAILED = "failed"


class Span(NamedTuple):
    """Half-open range ``[start, end)`` of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check on an input or a library: a value, not an exception.

    ``message`` is the sentence; ``template`` and ``values`` are what it was made of, so that the
    window can say it in another language.
    """

    code: str
    severity: Severity
    message: str
    place: str = ""
    template: str = ""
    values: tuple[tuple[str, str], ...] = ()


def finding(
    code: str, severity: Severity, template: str, place: str = "", **values: object
) -> Finding:
    """Make a finding whose sentence is ``template`` with its named fields filled."""
    texts = {name: str(value) for name, value in values.items()}
    return Finding(
        code, severity, template.format_map(texts), place, template, tuple(texts.items())
    )


class Evidence(NamedTuple):
    """The matched words of a reply edge: where in the child, and where in the parent."""

    child: Span
    parent: Span | None


class ReplyLink(NamedTuple):
    """One reply edge of a post, with what it rests on."""

    state: LinkState
    post: PostId | None = None
    to_article: bool = False
    floor: str | None = None
    ghost: GhostId | None = None
    rule: str | None = None
    confidence: float | None = None
    decided_by: str | None = None
    evidence: tuple[Evidence, ...] = ()


NO_LINK = ReplyLink(LinkState.NONE)


class Parent(NamedTuple):
    """What a post answers: another post, a lost one, or the article."""

    post: PostId | None = None
    ghost: GhostId | None = None
    article: bool = False

    @classmethod
    def of(cls, link: ReplyLink) -> Parent | None:
        """Return what an edge leads to; ``None`` if nowhere."""
        if link.post is None and link.ghost is None and not link.to_article:
            return None
        return cls(link.post, link.ghost, link.to_article)


class Decision(NamedTuple):
    """What the reader decided of whom a post answers, as it stands.

    ``parent`` is as it was decided: a lost post that was found since is still the lost one here.
    """

    id: int
    post: PostId
    verdict: Verdict
    parent: Parent | None
    decided_at: str
    reason: str | None = None


class Quote(NamedTuple):
    """A quoted passage inside a post: ``span`` from its head to its closing ruler."""

    span: Span
    words: Span
    text: str
    author: str | None = None
    posted_at: str | None = None
    posted_at_text: str | None = None
    source_post: PostId | None = None
    source_floor: str | None = None
    ghost: GhostId | None = None


class Citation(NamedTuple):
    """Words that a post takes up of the ``article`` or of the ``title``: a badge, no edge.

    ``source`` counts in the text of the article, or in the title as it was captured.
    """

    of: str
    span: Span
    source: Span | None = None


class Suggestion(NamedTuple):
    """A post that another may answer, too weak to be an edge: by which rule, resting on what."""

    post: PostId
    floor: str | None
    author: str | None
    rule: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()


class Ghost(NamedTuple):
    """A quoted post that is not in the capture, with the words that survive of it."""

    id: GhostId
    author: str | None
    posted_at: str | None
    text: str
    known_from: tuple[tuple[PostId, Span], ...]
    resolved_to: PostId | None = None


class Aside(NamedTuple):
    """What the page prints with a post without being its writer's words.

    ``kind`` is ``signature``, ``edited``, ``rating``, ``app``, ``attachment`` or ``notice``.
    """

    kind: str
    text: str


class Link(NamedTuple):
    """Words of a post that led to an address, which is kept as text."""

    span: Span
    href: str


class Figure(NamedTuple):
    """A place in a post where an image stood: before the character at ``at``.

    ``image`` is ``missing``, or ``attached`` with the number of its ``picture``.  Width and height
    are those of the original in pixels: ``None`` where it was not decoded yet, 0 where it cannot.
    """

    id: FigureId
    at: int
    alt: str | None
    src: str | None
    caption: str | None
    credit: str | None
    image: str
    picture: PictureId | None = None
    width: int | None = None
    height: int | None = None


class Preserved(NamedTuple):
    """Words of a floor that holds them no longer, as a quote in ``post`` preserves them."""

    text: str
    post: PostId
    floor: str | None
    span: Span


class Post(NamedTuple):
    """One floor of a thread as the shown capture has it.

    ``kind`` is what the site calls it beside a floor (推, answer), ``site_id`` its id there.
    ``decisions`` are the reader's, ``set_aside`` edges that are not in force because of them.
    """

    id: PostId
    thread: ThreadId
    ordinal: int
    floor: str | None
    opening: bool
    author: str | None
    text: str
    posted_at: str | None = None
    posted_at_text: str | None = None
    posted_at_from: TimeOrigin | None = None
    depth: int = 0
    quotes: tuple[Quote, ...] = ()
    reply_to: ReplyLink = NO_LINK
    also_replies_to: tuple[ReplyLink, ...] = ()
    notes: int = 0
    edited: str | None = None
    deleted: bool = False
    kind: str | None = None
    asides: tuple[Aside, ...] = ()
    links: tuple[Link, ...] = ()
    figures: tuple[Figure, ...] = ()
    site_id: str | None = None
    citations: tuple[Citation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    set_aside: tuple[ReplyLink, ...] = ()
    preserved: tuple[Preserved, ...] = ()


class Block(NamedTuple):
    """One block of an article; ``start`` is its offset in the article's text.

    For a figure ``image`` is ``missing``, or ``attached`` with the number of its ``picture``, whose
    width and height are as in ``Figure``.
    """

    ordinal: int
    type: BlockType
    start: int
    text: str
    credit: str | None = None
    caption: str | None = None
    alt: str | None = None
    src: str | None = None
    image: str | None = None
    figure: FigureId | None = None
    picture: PictureId | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class ThreadSummary:
    """A row of the library list."""

    id: ThreadId
    title: str
    board: str | None
    outlet: str | None
    source: str | None
    poster: str | None
    posts: int
    claimed_posts: int | None
    latest_post_at: str | None
    imported_at: str
    notes: int
    missing_images: int
    trashed_at: str | None = None


class Capture(NamedTuple):
    """One saved resource: what it was, when, and which reader read it."""

    id: CaptureId
    sha256: str
    bytes: int
    format: str
    reader_version: str
    file_name: str
    captured_at: str | None
    imported_at: str
    encoding: str
    encoding_reason: str
    findings: tuple[Finding, ...] = ()


class ThreadHead(NamedTuple):
    """Everything of a thread but its replies; ``opening`` is the post that began it.

    ``site`` and ``topic_id`` name the thread wherever it is met again, where the page tells them.
    """

    summary: ThreadSummary
    views: int | None
    source_url: str | None
    timezone: str | None
    latest_post_text: str | None
    captured_title: str
    captured_source_url: str | None
    article_author: str | None
    published_at: str | None
    published_at_text: str | None
    article_text: str
    blocks: tuple[Block, ...]
    captures: tuple[Capture, ...]
    ghosts: tuple[Ghost, ...]
    article_notes: int
    site: str | None = None
    topic_id: str | None = None
    opening: Post | None = None


class NoteTarget(NamedTuple):
    """The words a note is about: a text quote selector and a text position selector.

    Source: W3C Web Annotation Data Model, TextQuoteSelector and TextPositionSelector.
    """

    exact: str
    prefix: str
    suffix: str
    span: Span


@dataclass(frozen=True, slots=True)
class Note:
    """A private note; ``post`` is ``None`` for a note on the article."""

    id: NoteId
    thread: ThreadId
    post: PostId | None
    floor: str | None
    target: NoteTarget | None
    state: NoteState
    body: str
    tags: tuple[str, ...]
    color: str | None
    created_at: str
    modified_at: str
    revision: int
    trashed_at: str | None = None


class LinkCounts(NamedTuple):
    """How many floors carry which kind of reply mark; the honest header sentence.

    Floors of which the reader decided count under ``reader`` alone.
    """

    floors: int
    stated: int
    solid: int
    dashed: int
    ghost: int
    none: int
    reader: int = 0


class Place(NamedTuple):
    """Where the reader is: a post, or a block of the article, and a code point in its text."""

    post: PostId | None
    block: int | None
    position: int


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One unit that matches: a post, article, caption, title, author name or note.

    ``marks`` are offsets in ``snippet``; ``matches`` are offsets in the whole text of the unit
    (post text, article text, caption, …) for walking hits in place.
    """

    thread: ThreadId
    thread_title: str
    post: PostId | None
    floor: str | None
    author: str | None
    field: str
    snippet: str
    marks: tuple[Span, ...]
    score: float
    block: int | None = None
    note: NoteId | None = None
    matches: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of one thread of one input file.

    ``error`` is the sentence of ``problem``, which the window can say in another language.
    """

    path: str
    status: ImportStatus
    capture: CaptureId | None = None
    thread: ThreadId | None = None
    title: str | None = None
    format: str | None = None
    posts: int = 0
    findings: tuple[Finding, ...] = ()
    error: str | None = None
    problem: KnownError | None = None
