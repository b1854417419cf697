"""Quotes, citations, reply links with evidence, ghosts: derived, recomputed with the rules.

What the reader decided over the links is not derived: it stands in a table of its own.

References that are mostly null have indexes without the nulls: removing a post or a ghost asks
each of them, and a whole scan per removed row would make emptying the trash quadratic.
"""

from __future__ import annotations

from sqlalchemy import Float, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Ghost(Base):
    """A quoted post that is not in the thread, with the words that survive of it."""

    __tablename__ = "ghost"
    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    author: Mapped[str | None]
    posted_at: Mapped[str | None]
    posted_at_text: Mapped[str | None]
    text: Mapped[str]
    resolved_post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))


Index(
    "ghost_resolved",
    Ghost.resolved_post_id,
    sqlite_where=Ghost.resolved_post_id.is_not(None),
)


class Quote(Base):
    """A passage of another post carried inside a post; offsets in the version's text."""

    __tablename__ = "quote"
    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    ordinal: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    words_start: Mapped[int]
    words_end: Mapped[int]
    author: Mapped[str | None]
    posted_at: Mapped[str | None]
    posted_at_text: Mapped[str | None]
    source_post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    ghost_id: Mapped[int | None] = mapped_column(ForeignKey("ghost.id"))


Index("quote_source", Quote.source_post_id, sqlite_where=Quote.source_post_id.is_not(None))
Index("quote_ghost", Quote.ghost_id, sqlite_where=Quote.ghost_id.is_not(None))


class Citation(Base):
    """Words of the ``article`` or the ``title`` in a post; ``source`` counts in what is cited."""

    __tablename__ = "citation"
    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    ordinal: Mapped[int]
    cited: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    source_start: Mapped[int | None]
    source_end: Mapped[int | None]


class ReplyLink(Base):
    """One edge; ``ordinal`` 0 is the primary one, the others are shown as chips.

    ``ordinal``, ``state`` and ``decided_by`` are what is in force, after the reader's decisions;
    below 0 the edge was set aside.  ``engine_ordinal`` and ``engine_state`` are what the rules or
    the page said: nothing where the reader alone set the edge.
    """

    __tablename__ = "reply_link"
    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    ordinal: Mapped[int]
    parent_kind: Mapped[str]
    parent_post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    ghost_id: Mapped[int | None] = mapped_column(ForeignKey("ghost.id"))
    state: Mapped[str]
    rule: Mapped[str]
    confidence: Mapped[float] = mapped_column(Float)
    decided_by: Mapped[str]
    engine_version: Mapped[str]
    engine_ordinal: Mapped[int | None]
    engine_state: Mapped[str | None]


Index(
    "reply_link_parent",
    ReplyLink.parent_post_id,
    sqlite_where=ReplyLink.parent_post_id.is_not(None),
)
Index("reply_link_ghost", ReplyLink.ghost_id, sqlite_where=ReplyLink.ghost_id.is_not(None))
Index(
    "reply_link_decided",
    ReplyLink.thread_id,
    sqlite_where=text("decided_by = 'reader' OR ordinal IS NOT engine_ordinal"),
)


class ReplyEvidence(Base):
    """The matched words of an edge, in the child and in the parent."""

    __tablename__ = "reply_evidence"
    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(
        ForeignKey("reply_link.id", ondelete="CASCADE"), index=True
    )
    child_start: Mapped[int]
    child_end: Mapped[int]
    parent_start: Mapped[int | None]
    parent_end: Mapped[int | None]


class ReplyDecision(Base):
    """What the reader decided of whom a post answers, as it stands now.

    ``id`` is that of the event that recorded it, so it is never given twice.  ``verdict`` is a word
    of ``records.Verdict``; a post has one verdict at most beside the pairs that were rejected.
    """

    __tablename__ = "reply_decision"
    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    verdict: Mapped[str]
    parent_kind: Mapped[str | None]
    parent_post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    ghost_id: Mapped[int | None] = mapped_column(ForeignKey("ghost.id"))
    decided_at: Mapped[str]
    reason: Mapped[str | None]


Index(
    "reply_decision_one",
    ReplyDecision.post_id,
    unique=True,
    sqlite_where=ReplyDecision.verdict != text("'rejected'"),
)
Index(
    "reply_decision_parent",
    ReplyDecision.parent_post_id,
    sqlite_where=ReplyDecision.parent_post_id.is_not(None),
)
Index(
    "reply_decision_ghost",
    ReplyDecision.ghost_id,
    sqlite_where=ReplyDecision.ghost_id.is_not(None),
)
