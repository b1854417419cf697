"""The declarative base, and the tables that speak of the library itself."""

from __future__ import annotations

from sqlalchemy import Integer, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of all tables."""

    type_annotation_map = {str: Text, int: Integer, bool: Integer}  # noqa: RUF012 - SQLAlchemy's way


class Meta(Base):
    """Facts of the library: its id, when it was made, which folding its index uses."""

    __tablename__ = "meta"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Migration(Base):
    """One step of the schema that was applied, in the transaction that applied it."""

    __tablename__ = "migration"
    number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    applied_at: Mapped[str]
    program_version: Mapped[str]


class Event(Base):
    """A recorded act (PREMIS: what, when, on what, outcome); never holds the words of a note."""

    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    kind: Mapped[str]
    thread_id: Mapped[int | None]
    post_id: Mapped[int | None]
    note_id: Mapped[int | None]
    capture_id: Mapped[int | None]
    detail: Mapped[str]
