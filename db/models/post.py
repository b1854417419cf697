"""A post is a stable identity; what a capture says of it is a version."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Post(Base):
    """One contribution, on which notes, links and decisions hang.

    ``floor`` is the printed label and may repeat; ``ordinal`` is the internal order.
    """

    __tablename__ = "post"
    __table_args__ = (Index("post_order", "thread_id", "ordinal"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    version_id: Mapped[int] = mapped_column(
        ForeignKey("post_version.id", deferrable=True, initially="DEFERRED"), index=True
    )
    ordinal: Mapped[int]
    site_id: Mapped[str | None]
    opening: Mapped[bool]


class PostVersion(Base):
    """What one capture prints of a post; ``digest`` is the BLAKE2b-128 of author NUL text.

    ``marked`` is what the page marks beside the words, as JSON (``db.threads.marked``).
    """

    __tablename__ = "post_version"
    __table_args__ = (
        # few posts are marked so, and searches ask which
        Index("post_version_deleted", "post_id", sqlite_where=text("deleted")),
        Index("post_version_edited", "post_id", sqlite_where=text("edited IS NOT NULL")),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    capture_id: Mapped[int] = mapped_column(ForeignKey("capture.id"), index=True)
    floor: Mapped[str | None]
    author: Mapped[str | None]
    text: Mapped[str]
    posted_at: Mapped[str | None]
    posted_at_text: Mapped[str | None]
    posted_at_from: Mapped[str | None]
    edited: Mapped[str | None]
    deleted: Mapped[bool]
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    marked: Mapped[str | None]
