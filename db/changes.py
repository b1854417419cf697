"""What a write touched, so that views refresh only what is stale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from db.records import NoteId, PostId, ThreadId

T = TypeVar("T")

DECIDE_REPLY = "decide-reply"
"""The operation of ``db.threads.deciding``, for whoever shows the tree of a thread."""

WRITE_ALIASES = "write-aliases"
"""The operation of ``db.search.aliases``, for whoever shows what was found."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids a named operation touched; empty means nothing changed.

    ``library`` says that other threads are listed, ``searches`` that other searches are kept.
    """

    operation: str
    threads: frozenset[ThreadId] = frozenset()
    posts: frozenset[PostId] = frozenset()
    notes: frozenset[NoteId] = frozenset()
    library: bool = False
    searches: bool = False

    def __bool__(self) -> bool:
        return bool(self.threads or self.posts or self.notes or self.library or self.searches)


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The outcome of a named operation: its value and what it changed."""

    value: T
    changes: Changes
