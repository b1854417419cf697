"""What a format reader returns: a thread as the page printed it, before it meets the store.

Drafts are plain, picklable values, so that reading can move to another process.  All offsets are
code points of the text of the post they belong to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from db.records import BlockType, Finding, TimeOrigin


@dataclass(frozen=True, slots=True)
class TimeDraft:
    """A time as printed, and what it means if that is certain (ISO 8601 with offset)."""

    text: str
    iso: str | None = None
    origin: TimeOrigin = TimeOrigin.PAGE


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """One block of the article; ``line`` is its 1-based line in the decoded capture."""

    type: BlockType
    text: str
    line: int = 0
    credit: str | None = None
    caption: str | None = None
    alt: str | None = None
    src: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteDraft:
    """A quotation that the page itself marks as one.

    ``start`` to ``end`` runs from its head (the name, “X wrote:”) to its end, ``words_start`` to
    ``words_end`` covers the quoted words alone.

    Attributes:
        author: whom the page names.
        time: when that was written, as the page says.
        source: the ``site_id`` of the quoted post, whether it is in this capture or not.
        elsewhere: the quoted post stands in another thread, so that it is no parent.
        level: 0 for a quotation in the post itself, 1 for one inside of that, and so on.
    """

    start: int
    end: int
    words_start: int
    words_end: int
    author: str | None = None
    time: TimeDraft | None = None
    source: str | None = None
    elsewhere: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """A place in a post where an image stood: before the character at ``at``."""

    at: int
    alt: str | None = None
    src: str | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """Words of a post that led to an address; kept as text, never followed."""

    start: int
    end: int
    href: str


class AsideKind(StrEnum):
    """What stands with a post without being its writer's words."""

    SIGNATURE = "signature"
    EDITED = "edited"
    RATING = "rating"
    APP = "app"
    ATTACHMENT = "attachment"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class AsideDraft:
    """Text that the page prints with a post, kept apart from the words of the post."""

    kind: AsideKind
    text: str


@dataclass(frozen=True)  # without slots: what ``_plain`` leaves out is what the class says
class PostDraft:
    """One floor as printed.

    Attributes:
        text: the words, with quotations and rulers as printed.
        site_id: the id the site gives the post.
        parent: the ``site_id`` of the post that the page states as answered.
        parent_author: whose post that is, where the page says so; with ``parent_time`` it is all
            that survives of a parent that is not in the capture.
        kind: what the site calls it beside a floor, e.g. ``推``, ``噓``, ``→``, ``answer``.
        edited: the page's words about a later change.
        deleted: the site shows that a post stood here, without its words.
    """

    text: str
    author: str | None = None
    floor: str | None = None
    time: TimeDraft | None = None
    line: int = 0
    opening: bool = False
    site_id: str | None = None
    parent: str | None = None
    edited: str | None = None
    deleted: bool = False
    parent_author: str | None = None
    parent_time: TimeDraft | None = None
    kind: str | None = None
    quotes: tuple[QuoteDraft, ...] = ()
    figures: tuple[FigureDraft, ...] = ()
    links: tuple[LinkDraft, ...] = ()
    asides: tuple[AsideDraft, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        """Let another process send it, without the fields that most posts leave empty."""
        if self.has_more:
            return PostDraft, tuple(vars(self).values())
        return _plain, (self.text, self.author, self.floor, self.time, self.line)

    @property
    def has_more(self) -> bool:
        """Whether any field behind the line is filled."""
        return bool(
            self.opening
            or self.site_id
            or self.parent
            or self.edited
            or self.deleted
            or self.parent_author
            or self.parent_time
            or self.kind
            or self.quotes
            or self.figures
            or self.links
            or self.asides
        )


def _plain(
    text: str, author: str | None, floor: str | None, time: TimeDraft | None, line: int
) -> PostDraft:
    """Return a post without further fields, several times as fast as by setting all of them."""
    post = object.__new__(PostDraft)
    vars(post).update(text=text, author=author, floor=floor, time=time, line=line)
    return post


@dataclass(frozen=True, slots=True)
class ThreadDraft:
    """One thread read from a capture, or one page of it.

    Attributes:
        site: the site or engine that numbers the topic, e.g. ``huaren.us``; with ``topic_id`` it
            names the thread wherever it is met again.
        page: which page of the thread this is, from 1, where the page says so.
        pages: how many pages the thread has, as this page says.
    """

    title: str
    board: str | None = None
    outlet: str | None = None
    source: str | None = None
    source_url: str | None = None
    poster: str | None = None
    site: str | None = None
    topic_id: str | None = None
    timezone: str | None = None
    latest_post: TimeDraft | None = None
    views: int | None = None
    claimed_posts: int | None = None
    article_author: str | None = None
    published: TimeDraft | None = None
    blocks: tuple[BlockDraft, ...] = ()
    posts: tuple[PostDraft, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    page: int | None = None
    pages: int | None = None
