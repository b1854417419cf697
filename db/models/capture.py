"""What was saved: the original bytes, and what each capture says of its threads."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Capture(Base):
    """One saved resource: digest, size, name, times, and the reader that read it.

    ``complete`` is 0 while the threads of a file of many are still being written.
    """

    __tablename__ = "capture"
    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    bytes: Mapped[int]
    file_name: Mapped[str]
    captured_at: Mapped[str | None]
    captured_at_from: Mapped[str | None]
    imported_at: Mapped[str]
    encoding: Mapped[str]
    encoding_reason: Mapped[str]
    format: Mapped[str]
    reader_version: Mapped[str]
    complete: Mapped[int] = mapped_column(server_default=text("1"))
    url: Mapped[str | None]


class CaptureChunk(Base):
    """At most 1 MiB of the original bytes, unaltered; ``ordinal`` counts from 0."""

    __tablename__ = "capture_chunk"
    capture_id: Mapped[int] = mapped_column(
        ForeignKey("capture.id", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class CaptureThread(Base):
    """What one capture prints of one thread; never edited."""

    __tablename__ = "capture_thread"
    capture_id: Mapped[int] = mapped_column(
        ForeignKey("capture.id", ondelete="CASCADE"), primary_key=True
    )
    thread_id: Mapped[int] = mapped_column(
        ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    title: Mapped[str]
    board: Mapped[str | None]
    outlet: Mapped[str | None]
    source: Mapped[str | None]
    source_url: Mapped[str | None]
    poster: Mapped[str | None]
    timezone: Mapped[str | None]
    latest_post_at: Mapped[str | None]
    latest_post_text: Mapped[str | None]
    views: Mapped[int | None]
    claimed_posts: Mapped[int | None]
    found_posts: Mapped[int]
    article_author: Mapped[str | None]
    published_at: Mapped[str | None]
    published_at_text: Mapped[str | None]


class Finding(Base):
    """What a check found in a capture: code, severity, place, sentence.

    ``template`` and ``details`` (a JSON object of texts) are what ``message`` was made of, so that
    the window can say it in another language.
    """

    __tablename__ = "finding"
    id: Mapped[int] = mapped_column(primary_key=True)
    capture_id: Mapped[int] = mapped_column(
        ForeignKey("capture.id", ondelete="CASCADE"), index=True
    )
    thread_id: Mapped[int | None] = mapped_column(
        ForeignKey("thread.id", ondelete="CASCADE"), index=True
    )
    code: Mapped[str]
    severity: Mapped[str]
    place: Mapped[str]
    message: Mapped[str]
    template: Mapped[str]
    details: Mapped[str]
