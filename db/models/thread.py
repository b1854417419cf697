"""A thread, its article, and what makes it quick to show."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Thread(Base):
    """A discussion, whichever captures it came from.

    ``capture_id`` is the capture that is shown; what it prints stands in ``capture_thread``.  The
    owner's own title and address stand beside the captured ones and never replace them.
    """

    __tablename__ = "thread"
    __table_args__ = (
        # every search asks whether there is anything in the trash
        Index("thread_trashed", "trashed_at", sqlite_where=text("trashed_at IS NOT NULL")),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    capture_id: Mapped[int] = mapped_column(
        ForeignKey("capture.id", deferrable=True, initially="DEFERRED"), index=True
    )
    title_edited: Mapped[str | None]
    source_url_edited: Mapped[str | None]
    posts: Mapped[int]
    imported_at: Mapped[str]
    trashed_at: Mapped[str | None]
    reply_engine: Mapped[str]
    reply_revision: Mapped[int] = mapped_column(server_default=text("0"))


class ArticleBlock(Base):
    """One block of the article as a capture has it; ``start`` is its offset in the joined text.

    ``digest`` is the BLAKE2b-128 of type NUL text.
    """

    __tablename__ = "article_block"
    __table_args__ = (Index("article_block_place", "thread_id", "capture_id", "ordinal"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    capture_id: Mapped[int] = mapped_column(ForeignKey("capture.id"), index=True)
    ordinal: Mapped[int]
    type: Mapped[str]
    start: Mapped[int]
    text: Mapped[str]
    digest: Mapped[bytes] = mapped_column(LargeBinary)


class Figure(Base):
    """The place where an image stood: its credit and caption survive the image."""

    __tablename__ = "figure"
    id: Mapped[int] = mapped_column(primary_key=True)
    block_id: Mapped[int] = mapped_column(
        ForeignKey("article_block.id", ondelete="CASCADE"), unique=True
    )
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    credit: Mapped[str | None]
    caption: Mapped[str | None]
    alt: Mapped[str | None]
    src: Mapped[str | None]
    image: Mapped[str]
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"))
    attached_by: Mapped[str | None]
    attached_from: Mapped[str | None]


Index("figure_picture", Figure.picture_id, sqlite_where=Figure.picture_id.is_not(None))


class Skeleton(Base):
    """The packed reply tree of a thread; derived, versioned, rebuildable."""

    __tablename__ = "skeleton"
    thread_id: Mapped[int] = mapped_column(
        ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class ReadingPlace(Base):
    """Where the reader was in a thread: a row and an offset in its text."""

    __tablename__ = "reading_place"
    thread_id: Mapped[int] = mapped_column(
        ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True
    )
    post_id: Mapped[int | None]
    block: Mapped[int | None]
    position: Mapped[int]
    at: Mapped[str]
