"""Times of posts: what a page shows, and what it says to machines in the same place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from db.importing.drafts import TimeDraft
from db.importing.markup.tree import attribute, words
from db.importing.moments import epoch, iso_of, moment, stated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborNode as Node

    from db.importing.page import Page

_FIGURES = re.compile(r"\b(\d{1,2})[-/](\d{1,2})[-/](?:\d{4}|\d{2})\b")
_ABSOLUTE = re.compile(r"\b\d{4}\b.{0,20}\d{1,2}:\d{2}|\d{1,2}:\d{2}.{0,20}\b\d{4}\b")
_HALF = re.compile(r"\b[ap]\.?m\b", re.IGNORECASE)


def time_of(node: Node | None, page: Page, zone: str | None = None, order: str = "dmy") -> (
    TimeDraft | None
):  # fmt: skip
    """Return the time an element shows; ``datetime``, ``title`` and ``data-time`` say it exactly.

    The words kept are those of the ``title`` where they only say more than what is shown
    (``Nov 14, 2015`` and ``Nov 14, 2015 at 4:23 AM``).
    """
    if node is None:
        return None
    shown, title = words(node), attribute(node, "title")
    if title and (not shown or title.startswith(shown.rstrip(".…"))):
        shown = title
    for name in ("datetime", "title", "ts", "data-time-iso"):
        machine = attribute(node, name)
        if machine and len(machine) <= 80:
            found = stated(shown, _iso(machine), zone)
            if found is not None and found.iso is not None:
                return found
    seconds = attribute(node, "data-time") or attribute(node, "data-timestamp")
    told = epoch(seconds) if seconds.isascii() and seconds.isdigit() else None
    if told is not None and told.iso is not None:
        return TimeDraft(shown or seconds, told.iso)
    if title and title != shown and not _ABSOLUTE.search(shown):
        exact = moment(title, zone, None, order)
        if exact is not None and exact.iso is not None:
            return TimeDraft(shown, exact.iso, exact.origin)
        if exact is not None and any(sign.isdigit() for sign in title):
            # what is shown may be relative; what stands behind it is the time as the site has it
            return exact
    return moment(shown, zone, page.origin.captured_at, order)


def _iso(machine: str) -> str:
    """Write ``2013-01-08 17:06:14Z`` and ``+0200`` as ISO 8601 has it; leave anything else."""
    if iso_of(machine) is not None:
        return machine
    plain, _, _ = machine.strip().partition(", License")
    plain = plain.replace(" UTC", "Z").replace(" ", "T", 1)
    return plain if iso_of(plain) is not None else machine


def order_of(times: Iterable[str]) -> str | None:
    """Tell in which order a page writes day and month in figures; ``None`` where nothing tells.

    A number above 12 tells; so do, where no number does, the hours of the American clock.
    """
    american = False
    for each in times:
        match = _FIGURES.search(each[:200])
        if match is None:
            continue
        if int(match[1]) > 12:
            return "dmy"
        if int(match[2]) > 12:
            return "mdy"
        american = american or _HALF.search(each[:200]) is not None
    return "mdy" if american else None


class PrintedDates(NamedTuple):
    """How a page prints its dates: in which zone, and in which order it writes day and month."""

    page: Page
    zone: str | None
    order: str | None

    def time(self, text: str) -> TimeDraft | None:
        """Return a time that the page prints."""
        return printed(text, self.page, self.zone, self.order)


def printed(text: str, page: Page, zone: str | None, order: str | None) -> TimeDraft | None:
    """Return a time as printed; one whose order of day and month is not known stays words."""
    if order is None and _FIGURES.search(text[:200]) is not None:
        return TimeDraft(text.strip()) if text.strip() else None
    return moment(text, zone, page.origin.captured_at, order or "dmy")


def exact_time(node: Node | None, page: Page, zone: str) -> TimeDraft | None:
    """Return the time a node shows; its ``title`` or ``datetime`` says it exactly."""
    shown = words(node)
    for name in ("title", "datetime"):
        machine = attribute(node, name)
        if machine and re.match(r"\d{4}-\d{1,2}-\d{1,2}", machine):
            exact = stated(shown, machine.replace(" +", "+", 1), zone)
            if exact is not None and exact.iso is not None:
                return exact
    return moment(shown, zone, page.origin.captured_at)
