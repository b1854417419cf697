"""Where a text is cut into parts, so that only those in sight are laid out."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WHOLE = 10_000
"""Up to so many characters a text is laid out at once."""
PART = 4_000
PART_LINES = 160
LOOK_BACK = 240
_JOINER = "\u200d"


def cut(text: str) -> tuple[array[int], array[int]]:
    """Return where the parts of a text begin and end.

    Parts end at line feeds, which belong to none; a line that is too long is cut where a word
    ends, so that its parts meet without a gap.
    """
    starts, ends = array("i"), array("i")
    at = 0
    while len(text) - at > (WHOLE if not starts else PART + LOOK_BACK):
        limit = at + PART
        end = text.rfind("\n", at, limit)
        crowded = _nth_break(text, at, limit)
        if crowded >= 0:
            end = crowded
        starts.append(at)
        if end > at:
            ends.append(end)
            at = end + 1
        else:
            end = _word_end(text, limit)
            ends.append(end)
            at = end
    starts.append(at)
    ends.append(len(text))
    return starts, ends


def _nth_break(text: str, start: int, end: int) -> int:
    """Return where the last line feed of a crowded part lies; -1 if it holds few."""
    if text.count("\n", start, end) <= PART_LINES:
        return -1
    at = start
    for _ in range(PART_LINES):
        at = text.find("\n", at, end) + 1
    return at - 1


def _word_end(text: str, limit: int) -> int:
    for at in range(limit, limit - LOOK_BACK, -1):
        before = text[at - 1]
        if before.isspace() or before in "，。、；：！？,.;:!?":
            return at
    at = limit
    while text[at - 1] == _JOINER or text[at] == _JOINER or _joins(text[at]):
        at -= 1
        if at <= limit - LOOK_BACK:
            return limit
    return at


def _joins(character: str) -> bool:
    """Tell whether a character belongs to the one before it: a mark, or a shade of an emoji."""
    code = ord(character)
    return 0x300 <= code <= 0x36F or 0xFE00 <= code <= 0xFE0F or 0x1F3FB <= code <= 0x1F3FF


def cut_around(
    text: str, places: Sequence[tuple[int, int]]
) -> tuple[array[int], array[int], array[int]]:
    """Return where the parts of a text begin and end that has things standing between its lines.

    Blank lines around those places belong to no part.  The last part is empty where nothing
    follows the last of them.

    Args:
        text: the text.
        places: ranges instead of which the things stand, in order; an empty one is a position
            before which one stands.

    Returns:
        Starts, ends, and for each place the part above which it stands.
    """
    starts, ends, above = array("i"), array("i"), array("i")
    begin = 0
    for number in range(len(places) + 1):
        last = number == len(places)
        stop = len(text) if last else places[number][0]
        start, end = _trimmed(text, begin, stop, first=number == 0, last=last)
        if start < end or last:
            for each, gone in zip(*cut(text[start:end]), strict=True):
                starts.append(start + each)
                ends.append(start + gone)
        if not last:
            above.append(len(starts))
            begin = places[number][1]
    return starts, ends, above


def _trimmed(text: str, start: int, end: int, *, first: bool, last: bool) -> tuple[int, int]:
    """Return a range without the blank lines it begins and ends with; an indent stays."""
    piece = text[start:end]
    if not piece.strip():
        return (start, start) if not last else (end, end)
    shift = 0
    if not first:
        blank = len(piece) - len(piece.lstrip())
        # what stands on a line of its own keeps its indent, the rest of a line has none
        shift = piece.rfind("\n", 0, blank) + 1 or blank
    gone = 0 if last else len(piece) - len(piece.rstrip())
    return start + shift, end - gone
