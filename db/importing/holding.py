"""Threads that were read and wait for the rest of their capture, packed so that many find room.

An archive of ten thousand pages must be read to its end before it is known which of them are pages
of one thread.
"""

from __future__ import annotations

import pickle
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from db.importing.drafts import ThreadDraft

FEW = 2_000
"""So many posts are held as they are."""


class Drafts:
    """Threads with their keys, in the order they came."""

    def __init__(self) -> None:
        self._held: list[ThreadDraft | bytes] = []
        self._places: dict[str, list[int]] = {}
        self._posts = 0

    def __len__(self) -> int:
        return len(self._held)

    def add(self, key: str, draft: ThreadDraft) -> None:
        """Take a thread, or one page of it."""
        self._places.setdefault(key, []).append(len(self._held))
        self._posts += len(draft.posts)
        self._held.append(draft if self._posts <= FEW else _packed(draft))

    def by_key(self) -> Iterator[tuple[str, Iterable[ThreadDraft]]]:
        """Yield what has the same key together, in the order of the first of each; once."""
        for key, places in self._places.items():
            yield key, [self._take(place) for place in places]

    def _take(self, place: int) -> ThreadDraft:
        """Return a thread and hold it no more."""
        held = self._held[place]
        self._held[place] = b""
        if not isinstance(held, bytes):
            return held
        draft: ThreadDraft = pickle.loads(zlib.decompress(held))  # noqa: S301 - made by ``_packed``
        return draft


def _packed(draft: ThreadDraft) -> bytes:
    return zlib.compress(pickle.dumps(draft, pickle.HIGHEST_PROTOCOL), 1)
