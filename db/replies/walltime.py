"""Times as a clock on the wall shows them, for comparing what pages and quotes print.

A quote prints the time of the page it was copied from, so the two are compared without zones.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_CLOCK = re.compile(
    r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})\D{1,6}(\d{1,2})\s?[:：点點时時]\s?(\d{2})"
    r"(?:\s?[:：分]\s?(\d{2}))?"
)
_HALF = re.compile(r"[上下AaPp](?:(?<=[上下])午|(?<=[AaPp])[Mm]\b)")
_LONGEST = 60


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
    match = _CLOCK.search(printed, 0, _LONGEST) if printed is not None else None
    if printed is None or match is None:
        return None
    year, month, day, hour, minute, second = map(int, match.groups("-1"))
    half = _HALF.search(printed, 0, _LONGEST)
    if half is not None and hour <= 12:
        hour = hour % 12 + (12 if half.group()[0] in "下Pp" else 0)
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60 and second < 60):
        return None
    return WallTime(year, month, day, hour, minute, second)
