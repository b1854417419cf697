"""A library at a glance: what is painted of it before it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db import glance
from db.records import ThreadId

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence
    from pathlib import Path

    from db.records import Post, PostId, ThreadSummary


class First(NamedTuple):
    """The list of threads, and the one that was open when the window was closed.

    Rows and floors are read as they are painted, which takes no longer than through the library.
    What cannot be read stays blank: the library is opened in a moment, and says why.
    """

    library: glance.Glance
    ids: array[int]
    opened: glance.Opened | None

    def summaries(self, ids: Sequence[ThreadId]) -> dict[ThreadId, ThreadSummary]:
        """Read rows of the list."""
        try:
            return self.library.summaries(ids)
        except glance.FAULTS:
            return {}

    def posts(self, ids: Sequence[PostId]) -> list[Post]:
        """Read floors."""
        try:
            return self.library.posts(ids)
        except glance.FAULTS:
            return []


def look(place: Path, order: str, thread: int | None, *, ascending: bool) -> First | None:
    """Look at a library; ``None`` if it takes more than a glance.

    Args:
        place: the library.
        order: name of the order of the list.
        thread: the thread that was open last.
        ascending: whether that order runs upwards.
    """
    looked = glance.glance(place)
    if looked is None:
        return None
    try:
        ids = looked.thread_ids(order, ascending=ascending)
        opened = looked.open_thread(ThreadId(thread)) if thread is not None else None
    except glance.FAULTS:
        looked.close()
        return None
    return First(looked, ids, opened)
