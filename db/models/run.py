"""Imports as they went: what was asked for, and what became of each file."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class ImportRun(Base):
    """One import; ``state`` is ``running``, ``finished``, ``cancelled`` or ``failed``.

    ``inputs`` is a JSON list of the files and folders asked for, ``files`` how many were found.  A
    run that is still ``running`` when nobody runs it was cut off.
    """

    __tablename__ = "import_run"
    id: Mapped[int] = mapped_column(primary_key=True)
    started_at: Mapped[str]
    ended_at: Mapped[str | None]
    state: Mapped[str]
    inputs: Mapped[str]
    files: Mapped[int]


class ImportItem(Base):
    """What became of one thread of one file; ``findings`` and ``problem`` are JSON.

    Capture and thread are remembered by number alone: they may be erased since.
    """

    __tablename__ = "import_item"
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id", ondelete="CASCADE"))
    path: Mapped[str]
    status: Mapped[str]
    capture_id: Mapped[int | None]
    thread_id: Mapped[int | None]
    title: Mapped[str | None]
    format: Mapped[str | None]
    posts: Mapped[int]
    findings: Mapped[str]
    problem: Mapped[str | None]


Index("import_item_run", ImportItem.run_id, ImportItem.status)
Index("import_item_thread", ImportItem.thread_id, sqlite_where=ImportItem.thread_id.is_not(None))
Index("import_item_capture", ImportItem.capture_id, sqlite_where=ImportItem.capture_id.is_not(None))
