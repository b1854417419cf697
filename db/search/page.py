"""What a search answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.records import SearchHit

FIELDS: tuple[str, ...] = ("title", "article", "caption", "post", "quote", "note", "author")


class Order(StrEnum):
    """In which order hits are shown.

    ``RELEVANCE`` puts the best first; of very common words only the latest hits are weighed.
    ``NEWEST`` puts the threads with the latest replies first, and in them the last floors.
    ``FLOOR`` puts the same threads first, and reads each from its title to its last floor.
    """

    RELEVANCE = "relevance"
    NEWEST = "newest"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of hits.

    Attributes:
        total: how many units match; ``None`` if it was not asked for.
        exact: whether the answer is complete; ``False`` only while the index waits for being
            rebuilt under the rules of this program.
        counts: how many units match in each field; empty if not asked for.
        took_ms: time the search took.
        hits: the units of this page.
        query: the query as it was understood, in a form that ``parse`` reads.
    """

    total: int | None
    exact: bool
    counts: dict[str, int]
    took_ms: float
    hits: tuple[SearchHit, ...]
    query: str
