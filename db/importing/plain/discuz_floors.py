"""Where the floors of a copied Discuz! page begin, and who wrote them.

The line of the time is all that every skin prints.  The name stands on that line, or above it with
a floor's number between, or further above with the points of its owner between, or nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.importing.moments import moment
from db.importing.plain.discuz_marks import (
    edited,
    floor_label,
    fold,
    header,
    is_frame,
    is_name,
    strong,
)
from db.importing.plain.marks import blank, figure_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.importing.plain.discuz_marks import Header

_FARTHEST = 60  # lines above the time that may belong to it
_BETWEEN = 3  # lines of the points that may be of no known kind, such as ranks


@dataclass(frozen=True, slots=True)
class Floor:
    """A floor: the line of its time, and the first line that belongs to it.

    Attributes:
        head: what the line of the time says.
        start: the first line of its name and points.
        points: the lines of its points, from and to.
    """

    head: Header
    start: int
    points: tuple[int, int] = (0, 0)


def find_floors(lines: Sequence[str], zone: str, captured_at: str | None) -> list[Floor]:
    """Find the floors of a page in order."""
    found = [
        head
        for at, line in enumerate(lines)
        if ("表于" in line or "表於" in line) and (head := header(line, at)) is not None
    ]
    if any(head.whole for head in found):
        heads = [head for head in found if head.whole]
    else:
        heads = _ordered(lines, [head for head in found if head.author], zone, captured_at)
    floors: list[Floor] = []
    low = 0
    for head in heads:
        floors.append(_floor(lines, head, low))
        low = head.line + 1
    return _named_above(lines, floors)


def _ordered(
    lines: Sequence[str], heads: Sequence[Header], zone: str, captured_at: str | None
) -> list[Header]:
    """Tell floors from quotations, which look alike where the page marks neither.

    A quotation names a floor that stands above it, or was written before the floor that it is in.
    """
    begun: list[Header] = []
    seen: set[tuple[str | None, str]] = set()
    latest = ""
    for head in heads:
        time = moment(head.time, zone, captured_at)
        iso = time.iso if time is not None and time.iso else ""
        if (head.author, head.time) in seen or (iso and latest and iso[:16] < latest[:16]):
            continue
        if begun and _empty(lines, begun[-1].line + 1, head.line):
            continue
        begun.append(head)
        seen.add((head.author, head.time))
        latest = iso or latest
    return begun


def _empty(lines: Sequence[str], start: int, stop: int) -> bool:
    return (
        all(
            blank(lines[at]) or is_frame(lines[at]) or edited(lines[at]) is not None
            for at in range(start, min(stop, start + _FARTHEST))
        )
        and stop - start <= _FARTHEST
    )


def _floor(lines: Sequence[str], head: Header, low: int) -> Floor:
    """Find the label and the points above the line of a time, down from ``low``."""
    low = max(low, head.line - _FARTHEST)
    start = head.line
    label = head.label
    at = head.line - 1
    while at >= low:
        line = lines[at]
        if not blank(line):
            found = floor_label(line)
            if (found is None or label is not None) and not is_frame(line):
                break
            if found is not None and label is None:
                label, start = found, at
        at -= 1
    head = replace(head, label=label)
    top = _points(lines, at, low)
    if top is None:
        return Floor(head, start)
    author = top - 1
    while author >= low and (blank(lines[author]) or strong(lines[author])):
        author -= 1
    if author < low or not is_name(lines[author]):
        return Floor(head, start)
    name = lines[author].strip()
    above = author - 1
    while above >= low and blank(lines[above]):
        above -= 1
    first = above if above >= low and lines[above].strip() == name else author
    named = replace(head, author=head.author or name)
    return Floor(named, first, (author + 1 if named.author == name else author, start))


def _points(lines: Sequence[str], at: int, low: int) -> int | None:
    """Return the first line of the points that end at line ``at``, where points stand there.

    They begin with how many threads somebody began; above that comes the name.
    """
    known = unknown = 0
    while at >= low and unknown <= _BETWEEN:
        line = lines[at]
        if not blank(line):
            if strong(line):
                known, unknown = known + 1, 0
                if known > 1 and fold(line).startswith("主题"):
                    return at
            elif is_frame(line) or len(line.strip()) > 20 or figure_mark(line) is not None:
                return None
            else:
                unknown += 1
        at -= 1
    return None


def _named_above(lines: Sequence[str], floors: list[Floor]) -> list[Floor]:
    """Give floors without a name the line above them, if that is a name for nearly all of them.

    One floor that ends with a short line must not become another's name.
    """
    without = [place for place, floor in enumerate(floors) if floor.head.author is None]
    near = _names(lines, floors, without, 0)
    if len(near) < 2 or len(near) * 5 < len(without) * 4:
        # with blank lines between, a last paragraph looks the same: all must have a name
        near = _names(lines, floors, without, 2)
        if len(near) < 3 or len(near) < len(without):
            return floors
    return [
        replace(floor, head=replace(floor.head, author=lines[at].strip()), start=at)
        if (at := near.get(place)) is not None
        else floor
        for place, floor in enumerate(floors)
    ]


def _names(
    lines: Sequence[str], floors: Sequence[Floor], places: Sequence[int], blanks: int
) -> dict[int, int]:
    """Return the lines above floors that can be names, over at most so many blank lines."""
    found: dict[int, int] = {}
    for place in places:
        low = floors[place - 1].head.line + 1 if place else 0
        at = floors[place].start - 1
        while at > low and blank(lines[at]) and floors[place].start - at <= blanks:
            at -= 1
        if (
            at < low
            or floors[place].points != (0, 0)
            or not is_name(lines[at])
            or edited(lines[at])
        ):
            continue
        if place and _empty(lines, low, at):
            continue
        if at > low and not blank(lines[at - 1]) and not is_frame(lines[at - 1]):
            continue
        found[place] = at
    return found
