"""What the full-text tables know of their rows."""

from __future__ import annotations

from sqlalchemy import Float, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class SearchThread(Base):
    """A thread that is in the index: when it was, which posts it has, which runs it holds.

    ``at`` is a Julian day, by which threads are put in order; the posts of the thread have ids
    between ``first_post`` and ``last_post``, and so may a few of others.  ``serial`` grows with
    every thread that is indexed, so that readers see which runs are new.  ``earliest`` and
    ``latest`` are the least and the greatest time of its posts, compared as text.
    """

    __tablename__ = "search_thread"
    __table_args__ = (Index("search_thread_newest", "at", "thread_id"),)
    thread_id: Mapped[int] = mapped_column(
        ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[float] = mapped_column(Float)
    first_post: Mapped[int]
    last_post: Mapped[int]
    serial: Mapped[int] = mapped_column(index=True)
    authors: Mapped[str]
    runs: Mapped[str]
    earliest: Mapped[str | None]
    latest: Mapped[str | None]


class SearchUnit(Base):
    """A title, article, caption or author's name: its id is its row in ``search_about``.

    Posts and notes need no such row: theirs have the ids of the post and the note.
    """

    __tablename__ = "search_unit"
    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    kind: Mapped[int]
    post_id: Mapped[int | None]
    block: Mapped[int | None]
    name: Mapped[str | None]
