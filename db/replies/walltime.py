"""Times as a clock on the wall shows them, for comparing what pages and quotes print.

A quote prints the time of the page it was copied from, so the two are compared without zones.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = re.compile(r"\d{1,4}")
_AFTERNOON = re.compile(r"下午|[Pp][Mm]\b")
_MORNING = re.compile(r"上午|[Aa][Mm]\b")


class WallTime(NamedTuple):
    """Year to minute, and the second where it is printed (-1 where not)."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int = -1

    def meets(self, other: WallTime) -> bool:
        """Whether both may be the same moment: equal as far as both are printed."""
        return self[:5] == other[:5] and (
            self.second == other.second or self.second < 0 or other.second < 0
        )


def wall_time(printed: str | None) -> WallTime | None:
    """Read year, month, day, hour, minute and perhaps second, in that order.

    Takes ISO 8601 (the zone is dropped) and the year-first forms of quote heads; anything
    without a minute, or out of range, is ``None``.
    """
    if printed is None:
        return None
    numbers = [int(number) for number in _NUMBER.findall(printed[:40])]
    if len(numbers) < 5:
        return None
    year, month, day, hour, minute = numbers[:5]
    if hour < 12 and _AFTERNOON.search(printed):
        hour += 12
    elif hour == 12 and _MORNING.search(printed):
        hour = 0
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60):
        return None
    second = _second(printed)
    return WallTime(year, month, day, hour, minute, second)


_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}[:：](?P<second>\d{2})")


def _second(printed: str) -> int:
    """The printed second, or -1; the minutes of a zone are not mistaken for it."""
    match = _CLOCK.search(printed[:40])
    return int(match["second"]) if match else -1
