"""What a format reader returns: a thread as the page printed it, before it meets the store.

Drafts are plain, picklable values, so that reading can move to another process.
"""

from __future__ import annotations

from dataclasses import dataclass, field

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
class PostDraft:
    """One floor as printed; ``parent`` is the ``site_id`` of a parent the page states."""

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


@dataclass(frozen=True, slots=True)
class ThreadDraft:
    """One thread read from a capture."""

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
