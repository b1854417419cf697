"""What can stand in a query where somebody is typing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.store import Store


@dataclass(frozen=True, slots=True)
class Completion:
    """What can be put into a query: ``text`` replaces ``query[start:end]``.

    Attributes:
        label: what it is called in a list.
        text: what goes into the query.
        start: the first code point that it replaces.
        end: the code point behind the last that it replaces.
        kind: "author", "board" or "title".
    """

    label: str
    text: str
    start: int
    end: int
    kind: str


def complete(store: Store, query: str, at: int) -> tuple[Completion, ...]:
    """Return what can stand where somebody types, the likeliest first; at most twelve.

    Args:
        store: the library.
        query: what stands in the field.
        at: where the cursor stands, in code points.
    """
    from db.search.offering import offer_names  # noqa: PLC0415 - no start waits for it

    return tuple(Completion(*offer) for offer in offer_names(store, query, at))
