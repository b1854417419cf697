"""Pictures that were kept, and the places in posts where pictures stood."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Picture(Base):
    """The original bytes of a picture, known by their digest; size in pixels once decoded."""

    __tablename__ = "picture"
    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    bytes: Mapped[int]
    media_type: Mapped[str]
    width: Mapped[int | None]
    height: Mapped[int | None]
    added_at: Mapped[str]


class PictureChunk(Base):
    """At most 1 MiB of a picture's original bytes; ``ordinal`` counts from 0."""

    __tablename__ = "picture_chunk"
    picture_id: Mapped[int] = mapped_column(
        ForeignKey("picture.id", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class PictureScaled(Base):
    """A picture as it is shown in the column: derived, and made anew where it is missing."""

    __tablename__ = "picture_scaled"
    picture_id: Mapped[int] = mapped_column(
        ForeignKey("picture.id", ondelete="CASCADE"), primary_key=True
    )
    width: Mapped[int]
    height: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class PostFigure(Base):
    """The place where an image stood in a post: before the character at ``at`` of its version."""

    __tablename__ = "post_figure"
    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    version_id: Mapped[int] = mapped_column(ForeignKey("post_version.id", ondelete="CASCADE"))
    ordinal: Mapped[int]
    at: Mapped[int]
    credit: Mapped[str | None]
    caption: Mapped[str | None]
    alt: Mapped[str | None]
    src: Mapped[str | None]
    image: Mapped[str]
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"))
    attached_by: Mapped[str | None]
    attached_from: Mapped[str | None]


Index("post_figure_thread", PostFigure.thread_id)
Index("post_figure_version", PostFigure.version_id)
Index("post_figure_picture", PostFigure.picture_id, sqlite_where=PostFigure.picture_id.is_not(None))
