"""Values of a JSON document asked by what they should be; whatever else they are is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LONGEST_NUMBER = 18
NOTHING: Mapping[str, object] = {}


def mapping(value: object) -> Mapping[str, object]:
    """Return an object; an empty one for anything else."""
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else NOTHING


def items(value: object) -> Sequence[object]:
    """Return a list; an empty one for anything else."""
    return cast("Sequence[object]", value) if isinstance(value, list) else ()


def mappings(value: object) -> list[Mapping[str, object]]:
    """Return the objects of a list."""
    return [found for each in items(value) if (found := mapping(each)) is not NOTHING]


def text(value: object) -> str:
    """Return a text, a number as it is written; empty for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def name(value: object) -> str | None:
    """Return a text or number that names something; ``None`` where it is blank."""
    return text(value).strip() or None


def whole(value: object) -> int | None:
    """Return a whole number, also one that is written as text; ``None`` for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    words = value.strip() if isinstance(value, str) else ""
    if words.isascii() and words.isdigit() and len(words) <= _LONGEST_NUMBER:
        return int(words)
    return None


def first(given: Mapping[str, object], *names: str) -> object:
    """Return the value of the first of several names that has one."""
    return next((given[each] for each in names if given.get(each) not in (None, "")), None)


def some(words: Sequence[str], most: int = 8) -> str:
    """Write some of many names."""
    shown = ", ".join(words[:most])
    return f"{shown}, …" if len(words) > most else shown
