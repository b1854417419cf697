"""Where the reader was, and the way back and forward between those places."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from db.records import Place, PostId, ThreadId

KEPT = 300


class Bookmark(NamedTuple):
    """A thread, the place in it, and the floor that was chosen there, to return to."""

    thread: ThreadId
    place: Place | None
    chosen: PostId | None = None


class History:
    """Places that were left by a jump, as browsers keep them."""

    def __init__(self) -> None:
        self._past: list[Bookmark] = []
        self._future: list[Bookmark] = []

    def clear(self) -> None:
        """Forget all places: another library is read."""
        self._past.clear()
        self._future.clear()

    def leave(self, here: Bookmark | None) -> None:
        """Remember a place that is left for another; what lay ahead is no more."""
        if here is None:
            return
        if not self._past or self._past[-1] != here:
            self._past.append(here)
            del self._past[:-KEPT]
        self._future.clear()

    def back(self, here: Bookmark | None) -> Bookmark | None:
        """Return the place before, and remember this one as the one after."""
        return _step(self._past, self._future, here)

    def forward(self, here: Bookmark | None) -> Bookmark | None:
        """Return the place that ``back`` left."""
        return _step(self._future, self._past, here)

    @property
    def can_go(self) -> tuple[bool, bool]:
        """Whether there is a way back, and a way forward."""
        return bool(self._past), bool(self._future)


def _step(source: list[Bookmark], other: list[Bookmark], here: Bookmark | None) -> Bookmark | None:
    if not source:
        return None
    if here is not None:
        other.append(here)
    return source.pop()
