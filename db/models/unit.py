"""What the full-text index knows of its rows."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class SearchUnit(Base):
    """One searchable unit: its id is the rowid of its row in the full-text table."""

    __tablename__ = "search_unit"
    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    kind: Mapped[int]
    post_id: Mapped[int | None]
    block_id: Mapped[int | None]
