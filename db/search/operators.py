"""The operators of the query language: which units count, by what is known of them.

Words stand behind ``title:``, ``board:``, ``thread:`` and ``tag:``, a range behind ``floor:`` and
``date:``, and one of a few values behind ``has:``, ``in:`` and ``is:``.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import TypeAlias

from db.errors import QueryWrong
from db.text import fold

NAMED = ("title", "board", "thread", "tag")
RANGES = ("floor", "date")
VALUES: dict[str, tuple[str, ...]] = {
    "has": ("note", "image", "reply", "quote"),
    "in": ("post", "quote", "article", "title", "caption", "author", "note"),
    "is": ("unread", "deleted", "edited", "ghost"),
}
"""What may stand behind the operators that take one of a few values."""

OPERATORS = (*NAMED, *RANGES, *VALUES)

_BETWEEN = ".."
_NUMBER = re.compile(r"[0-9]{1,15}")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Named:
    """A title or board that contains ``text``, a thread of that number or title, or a tag."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Floors:
    """Posts whose floor is a number from ``first`` to ``last``; ``None`` is an open end."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Dates:
    """What is of a time from ``first`` to the end of ``last``; ``None`` is an open end.

    Both are a year, a month or a day: YYYY, YYYY-MM, YYYY-MM-DD.
    """

    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Has:
    """What has a note, an image, an answer or a quote."""

    what: str


@dataclass(frozen=True, slots=True)
class In:
    """What is of a field: for a post, ``quote`` if its words stand in quotes alone."""

    field: str


@dataclass(frozen=True, slots=True)
class Is:
    """What is in a state: unread, deleted, edited, or holds words of a post that is not there."""

    state: str


Operator: TypeAlias = Named | Floors | Dates | Has | In | Is


def read_operator(name: str, value: str, at: int) -> Operator:
    """Return the operator that ``name`` with ``value`` behind its colon means.

    Args:
        name: one of ``OPERATORS``.
        value: what stands behind the colon; not empty.
        at: where the value begins in the query.

    Raises:
        QueryWrong: it cannot be understood.
    """
    if name in NAMED:
        return Named(name, value)
    plain = fold(value)
    if name == "floor":
        return _floors(plain, at)
    if name == "date":
        return _dates(plain, at)
    if plain not in VALUES[name]:
        raise QueryWrong(
            "“{name}:” does not know what stands behind it; nothing was looked for.",
            at,
            "Write one of these: {values}.",
            name=name,
            values=", ".join(VALUES[name]),
        )
    return Has(plain) if name == "has" else In(plain) if name == "in" else Is(plain)


def write_operator(operator: Floors | Dates | Has | In | Is) -> str:
    """Return an operator as it is typed, its value behind its colon."""
    match operator:
        case Floors(first, last):
            return "floor:" + _range(first, last)
        case Dates(first, last):
            return "date:" + _range(first, last)
        case Has(what):
            return f"has:{what}"
        case In(field):
            return f"in:{field}"
        case Is(state):
            return f"is:{state}"


def fold_operator(operator: Operator) -> Operator:
    """Return an operator with what is compared folded."""
    return Named(operator.name, fold(operator.text)) if isinstance(operator, Named) else operator


def _range(first: str | int | None, last: str | int | None) -> str:
    if first == last:
        return str(first)
    return f"{'' if first is None else first}{_BETWEEN}{'' if last is None else last}"


def _floors(value: str, at: int) -> Floors:
    first, last = _ends(value)
    if not all(not end or _NUMBER.fullmatch(end) for end in (first, last)) or not first + last:
        raise QueryWrong(
            "“floor:” needs the number of a floor, or a range; nothing was looked for.",
            at,
            "Write floor:12, floor:10..20, floor:10.. or floor:..20.",
        )
    floors = Floors(int(first) if first else None, int(last) if last else None)
    if floors.first is not None and floors.last is not None and floors.first > floors.last:
        raise _empty(at)
    return floors


def _dates(value: str, at: int) -> Dates:
    first, last = _ends(value)
    if not first + last:
        raise _no_date(at)
    dates = Dates(_date(first, at), _date(last, at))
    if dates.first and dates.last and dates.first > dates.last + "~":
        raise _empty(at)
    return dates


def _ends(value: str) -> tuple[str, str]:
    first, between, last = value.partition(_BETWEEN)
    return (first, last) if between else (value, value)


def _date(value: str, at: int) -> str | None:
    """Return a date in the form in which it is compared."""
    if not value:
        return None
    found = _DATE.fullmatch(value)
    if found is None:
        raise _no_date(at)
    year, month, day = (int(part or 0) for part in found.groups())
    wrong_month = found[2] is not None and not 1 <= month <= 12
    if not year or wrong_month:
        raise _no_such_date(at)
    if found[3] is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise _no_such_date(at)
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def _no_date(at: int) -> QueryWrong:
    return QueryWrong(
        "“date:” needs a date, or a range; nothing was looked for.",
        at,
        "Write date:2025, date:2025-01, date:2025-01-28, date:2025-01..2025-03 or date:..2024.",
    )


def _no_such_date(at: int) -> QueryWrong:
    return QueryWrong(
        "There is no such date; nothing was looked for.",
        at,
        "Write year, month and day as 2025-01-28.",
    )


def _empty(at: int) -> QueryWrong:
    return QueryWrong(
        "The range ends before it begins; nothing was looked for.",
        at,
        "Write what comes first before the two dots.",
    )
