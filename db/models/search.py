"""Searches that are kept."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class SavedSearch(Base):
    """A search under a name; ``position`` puts it in the order that the reader gave."""

    __tablename__ = "saved_search"
    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    name: Mapped[str]
    query: Mapped[str]
    created_at: Mapped[str]


class SearchHistory(Base):
    """A search that was asked for; the greatest id is the latest."""

    __tablename__ = "search_history"
    id: Mapped[int] = mapped_column(primary_key=True)
    query: Mapped[str] = mapped_column(unique=True)
