"""When pushes of PTT were written: they print month, day and clock, but no year.

The year is the earliest that keeps their order from the times that the page states.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from db.importing.drafts import TimeDraft
from db.importing.moments import moment
from db.records import TimeOrigin

if TYPE_CHECKING:
    from collections.abc import Iterable

ZONE = "Asia/Taipei"
MARKS = ("※", "◆", "--")
"""What lines of the station begin with, which stand between pushes."""

_PLACE = ZoneInfo(ZONE)
_LONGEST = 300
_YEARS = 10
_REPOSTED = re.compile(
    r"※ ?轉錄者[:：].{0,80}?"
    r"(?P<month>\d{2})/(?P<day>\d{2})/(?P<year>\d{4}) (?P<clock>\d{2}:\d{2}:\d{2})"
)


def instants(times: Iterable[TimeDraft | None]) -> list[datetime]:
    """Return what is known of some times."""
    return [datetime.fromisoformat(each.iso) for each in times if each is not None and each.iso]


class PushYears:
    """The year of one push after the other; ``captured_at`` is when the page was saved."""

    def __init__(self, captured_at: str | None) -> None:
        self._captured_at = captured_at
        self._last: datetime | None = None

    def at_least(self, when: datetime) -> None:
        """No later push is older than this."""
        if self._last is None or when > self._last:
            self._last = when

    def reposted(self, line: str) -> None:
        """Take the time that a line says the article was reposted at (``※ 轉錄者: …``)."""
        match = _REPOSTED.search(line[:_LONGEST])
        if match is None:
            return
        day = f"{match['year']}-{match['month']}-{match['day']}"
        for when in instants((moment(f"{day} {match['clock']}", ZONE),)):
            self.at_least(when)

    def time(self, stamp: re.Match[str]) -> TimeDraft:
        """Return a push's time in the earliest year that keeps the order, marked as inferred.

        Args:
            stamp: a match with ``time``, ``month`` and ``day``, and perhaps ``hour`` and
                ``minute``.
        """
        text = stamp["time"]
        if self._last is None:
            return moment(text, ZONE, self._captured_at) or TimeDraft(text)
        month, day = int(stamp["month"]), int(stamp["day"])
        hour, minute = int(stamp["hour"] or 0), int(stamp["minute"] or 0)
        before = self._last.year - 1
        for year in range(before, before + _YEARS):
            try:
                when = datetime(year, month, day, hour, minute, tzinfo=_PLACE)
            except ValueError:
                continue
            latest = when if stamp["hour"] else when + timedelta(hours=23, minutes=59)
            if latest >= self._last - timedelta(days=1):
                self.at_least(when)
                iso = when.isoformat(timespec="minutes") if stamp["hour"] else f"{when:%Y-%m-%d}"
                return TimeDraft(text, iso, TimeOrigin.INFERRED)
        return TimeDraft(text)
