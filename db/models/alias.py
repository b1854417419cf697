"""Words that searches take for each other."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Alias(Base):
    """One word of a group, as the reader wrote it; both numbers count from 0.

    ``meta`` says whether the list is switched on.
    """

    __tablename__ = "alias"
    group_number: Mapped[int] = mapped_column(primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str]
