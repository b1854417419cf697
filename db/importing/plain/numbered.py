"""Floors of a text of unknown make: lines that bear numbers which run on, with names and times.

A guess, for texts that no other reader knows.  A number alone proves nothing, since people number
their paragraphs, too: the lines must run on and bear what only a page prints.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from db.importing.plain.floors import is_name
from db.importing.plain.marks import blank

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 160
_MOST_REST = 100
LEAST = 3
TIME = (
    r"(?:\d{4} ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2} ?日?(?:[ T,]{0,3}(?:[上下]午 ?)?"
    r"\d{1,2} ?[:点时] ?\d{2}(?: ?[:分] ?\d{2})? ?[秒分]?(?: ?[AP]M)?)?"
    r"|\d{1,2}[-/月]\d{1,2}日? \d{1,2}:\d{2}(?::\d{2})?"
    r"|(?:昨天|前天|今天|昨日) ?\d{1,2}:\d{2}"
    r"|(?:\d{1,4}|半) ?(?:秒|分钟|分鐘|小时|小時|天|个月|個月|年)前)"
)
_TIME = re.compile(TIME, re.IGNORECASE)
_PATTERNS = (
    # 3楼 · 第3楼 · 3F · 3# · #3, perhaps with a name and a time behind it
    (
        "mark",
        re.compile(r"(?:第 ?)?(?P<number>\d{1,7}) ?(?:#|楼|樓|F|层|層)(?![A-Za-z\d])(?P<rest>.*)"),
    ),
    ("hash", re.compile(r"# ?(?P<number>\d{1,7})(?!\d)(?P<rest>.*)")),
    ("box", re.compile(r"[\[(【] ?(?P<number>\d{1,7}) ?[\])】](?P<rest>.*)")),
    ("dot", re.compile(r"(?P<number>\d{1,7}) ?[.、:) ] ?(?P<rest>\D.*)")),
    # a name and a time before it
    (
        "behind",
        re.compile(r"(?P<rest>.{1,90}?) ?(?:# ?(?P<number>\d{1,7})|(?P<floor>\d{1,7}) ?[#楼樓])"),
    ),
)
_NEEDS_TIME = frozenset(("box", "dot"))
_WRITTEN = r"(?:发表于|發表於|发布于|發佈於|回复于|回覆於)"
# a word of these is only one beside a space: names begin and end with such letters, too
_BETWEEN = re.compile(
    rf"^(?:{_WRITTEN}|(?:posted|wrote|by|on|at)(?=\s|$)|[-–—·•|:,/\s])+"
    rf"|(?:{_WRITTEN}|(?<=\s)(?:posted|wrote|by|on|at)|[-–—·•|:,/\s(])+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that begins a floor.

    Attributes:
        line: its index.
        label: the printed number.
        author: the name on it, or on the line that belongs to it.
        time: the time on it, or on the line that belongs to it.
        start: the first line that belongs to the floor.
        words: the first line of its words.
    """

    line: int
    label: str
    author: str | None
    time: str | None
    start: int
    words: int

    @property
    def number(self) -> int:
        """The printed number."""
        return int(self.label)


def fold(line: str) -> str:
    """Fold the width of a short line and its spaces."""
    return " ".join(unicodedata.normalize("NFKC", line[:_LONGEST]).split())


def find_numbered(lines: Sequence[str]) -> list[Numbered]:
    """Return the floors by the kind of number that finds most; none where too few run on."""
    best: list[Numbered] = []
    for kind, pattern in _PATTERNS:
        candidates = _candidates(lines, pattern)
        found = _running([each for each in candidates if each.time is not None])
        if len(found) < LEAST and kind not in _NEEDS_TIME:
            found = _running(candidates)
        if len(found) < LEAST:
            continue
        floors = _with_neighbours(lines, found)
        if _proven(floors) and len(floors) > len(best):
            best = floors
    return best


def _candidates(lines: Sequence[str], pattern: re.Pattern[str]) -> list[Numbered]:
    found: list[Numbered] = []
    for at, line in enumerate(lines):
        if not line or len(line) > _LONGEST:
            continue
        folded = fold(line)
        if not any(sign.isdigit() for sign in folded):
            continue
        match = pattern.fullmatch(folded)
        if match is None or len(match["rest"]) > _MOST_REST:
            continue
        groups = match.groupdict()
        label = groups["number"] or groups.get("floor") or "0"
        author, time, sound = _parts(match["rest"])
        if sound:
            found.append(Numbered(at, str(int(label)), author, time, at, at + 1))
    return found


def _parts(rest: str) -> tuple[str | None, str | None, bool]:
    """Part what stands beside a number into name and time; tell whether that is all of it."""
    time = _TIME.search(rest)
    name = f"{rest[: time.start()]} {rest[time.end() :]}" if time is not None else rest
    name = _BETWEEN.sub("", name.strip()).strip(" []()【】:|·-")
    name = _BETWEEN.sub("", name).strip()
    if not name:
        return None, time[0].strip() if time else None, True
    if not is_name(name) or (time is None and len(name) > 24):
        return None, None, False
    return name, time[0].strip() if time else None, True


def _running(found: list[Numbered]) -> list[Numbered]:
    """Return the lines whose numbers rise; what does not is talk of a floor."""
    best: list[Numbered] = []
    run: list[Numbered] = []
    for each in found:
        if run and not run[-1].number < each.number <= run[-1].number + 50:
            best = max(best, run, key=len)
            if each.number > run[-1].number or each.number > 1:
                continue
            run = []
        run.append(each)
    return max(best, run, key=len)


def _with_neighbours(lines: Sequence[str], found: list[Numbered]) -> list[Numbered]:
    """Take name and time from the lines beside the number, if they stand there for all floors."""
    floors = [_timed(lines, floor) for floor in found]
    if all(floor.author is None for floor in floors):
        above = [_above(lines, floor, floors[place - 1] if place else None)
                 for place, floor in enumerate(floors)]  # fmt: skip
        if all(each is not None for each in above):
            return [each for each in above if each is not None]
    return floors


def _timed(lines: Sequence[str], floor: Numbered) -> Numbered:
    """Take the line below the number as the time, if it is one and nothing else."""
    at = floor.line + 1
    if floor.time is not None or at >= len(lines) or len(lines[at]) > 60:
        return floor
    author, time, sound = _parts(fold(lines[at]))
    if not sound or time is None or (author is not None and floor.author is not None):
        return floor
    return replace(floor, time=time, author=floor.author or author, words=at + 1)


def _above(lines: Sequence[str], floor: Numbered, before: Numbered | None) -> Numbered | None:
    """Take the line above the number as the name, if the floor before keeps words without it."""
    at = floor.line - 1
    low = before.words if before is not None else 0
    if at < low or not is_name(lines[at]):
        return None
    if before is not None and all(blank(line) for line in lines[low:at]):
        return None
    author, time, sound = _parts(fold(lines[at]))
    if not sound or author is None:
        return None
    return replace(floor, author=lines[at].strip() if time is None else author,
                   time=floor.time or time, start=at)  # fmt: skip


def _proven(floors: Sequence[Numbered]) -> bool:
    """Whether floors run on by one for the most part, and bear names or times for the most part."""
    steps = sum(1 for one, two in pairwise(floors) if two.number == one.number + 1)
    marked = sum(1 for floor in floors if floor.author is not None or floor.time is not None)
    return steps * 2 >= len(floors) - 1 and marked * 5 >= len(floors) * 4
