"""Private notes."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Note(Base):
    """A note on a post, or on the article where ``post_id`` is null.

    ``exact``/``prefix``/``suffix`` and ``start``/``end`` are the W3C text quote and text position
    selectors of the words it is about, if it is about words.
    """

    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"), index=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"), index=True)
    exact: Mapped[str | None]
    prefix: Mapped[str | None]
    suffix: Mapped[str | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    state: Mapped[str]
    body: Mapped[str]
    color: Mapped[str | None]
    created_at: Mapped[str]
    modified_at: Mapped[str]
    revision: Mapped[int]
    trashed_at: Mapped[str | None]


class NoteTag(Base):
    """A word the owner put on a note."""

    __tablename__ = "note_tag"
    note_id: Mapped[int] = mapped_column(
        ForeignKey("note.id", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int]
    tag: Mapped[str] = mapped_column(primary_key=True)
