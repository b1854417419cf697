"""What can be written where the cursor of a query stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from db.store import Store

_OPERATORS = ("author:",)


class Completion(NamedTuple):
    """Words to write in place of some of a query.

    Attributes:
        label: what is shown of it.
        text: what takes the place of ``query[start:end]``.
        start: the first code point that goes.
        end: behind the last one.
        kind: "operator", "value", "author", "board", "title" or "tag".
    """

    label: str
    text: str
    start: int
    end: int
    kind: str


def complete(_store: Store, query: str, at: int) -> tuple[Completion, ...]:
    """Return the operators that begin with the word before ``at`` (in code points)."""
    start = at
    while start > 0 and not query[start - 1].isspace() and query[start - 1] not in '(-"':
        start -= 1
    typed = query[start:at]
    end = at
    while end < len(query) and not query[end].isspace():
        end += 1
    if not typed or end > at:
        return ()
    return tuple(
        Completion(name, name, start, at, "operator")
        for name in _OPERATORS
        if name.startswith(typed) and name != typed
    )
