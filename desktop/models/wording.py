"""How numbers, dates and names of the archive are written in the window."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from db.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

translate = QCoreApplication.translate

_SHORT = 60


def number(value: int) -> str:
    """Return a count with the separators of the reader's locale."""
    return QLocale().toString(value)


def one_line(text: str) -> str:
    """Return captured text as one line in which nothing can deceive."""
    return visible(" ".join(text.split()))


def without_mnemonic(text: str) -> str:
    """Return words of a menu without the mark of their letter: "(&O)", or a mere "&"."""
    return re.sub(r"\(&\w\)", "", text).replace("&", "")


def listed(parts: Iterable[str]) -> str:
    """Return several things in one line, parted as the language parts them."""
    return translate("Wording", ", ").join(parts)


def plain(text: str) -> str:
    """Return words of a menu without mnemonic and ellipsis."""
    return without_mnemonic(text).rstrip("…")


def tip(text: str) -> str:
    """Return captured text for a tooltip, which else might be read as markup and fetch things."""
    if not text:
        return ""
    import html  # noqa: PLC0415 - its table of entities is slow to load

    return f"<qt>{html.escape(text)}</qt>"


def short(title: str) -> str:
    """Return a title as it stands in a sentence, cut where it is long."""
    line = one_line(title)
    return line if len(line) <= _SHORT else line[:_SHORT] + "…"


def date(iso: str | None) -> str:
    """Return the day of a time as printed, whatever its precision; empty if it is not known."""
    return iso[:10] if iso else ""


def moment(iso: str | None) -> str:
    """Return date, time of day and offset of a time; empty if it is not known."""
    if not iso:
        return ""
    day, _, rest = iso.partition("T")
    return f"{day} {_with_offset(rest)}".strip()


def _with_offset(rest: str) -> str:
    for sign in ("+", "-"):
        clock, found, offset = rest.partition(sign)
        if found:
            return f"{clock} {'UTC' if offset in ('00:00', '0000') else 'UTC' + sign + offset}"
    return rest.removesuffix("Z") + (" UTC" if rest.endswith("Z") else "")


def local_moment(iso: str | None) -> str:
    """Return a moment of our own doing in the reader's own zone; empty if it is not known."""
    if not iso:
        return ""
    try:
        then = datetime.fromisoformat(iso).astimezone()
    except ValueError:
        return iso
    return then.strftime("%Y-%m-%d %H:%M")


def size(count: int) -> str:
    """Return a number of bytes as people say it."""
    return QLocale().formattedDataSize(count)


def floor(label: str | None) -> str:
    """Return how a floor is called; one without a label is called that."""
    if label:
        return translate("Wording", "floor {label}").format(label=visible(label))
    return translate("Wording", "a floor without a number")


def gap(first: int, last: int) -> str:
    """Return that floors are missing between two that are there."""
    if first == last:
        return translate("Wording", "Floor {number} was not saved").format(number=first)
    return translate("Wording", "Floors {first} to {last} were not saved").format(
        first=first, last=last
    )


def author(name: str | None) -> str:
    """Return an author's name as it can be shown."""
    return one_line(name) if name else translate("Wording", "unknown author")


def replies(count: int) -> str:
    """Return a number of replies in words."""
    return translate("Wording", "%n reply(s)", None, count)
