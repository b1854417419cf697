"""Reading quotes that rulers alone part from the reply: before it or after it, without a name.

A ruler may close a quote, open one or underline a heading.  So it parts a quote from a reply only
if one side of it stands in an earlier floor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.replies import trimming
from db.replies.align import matched
from db.replies.asked import Passage
from db.replies.desk import between

if TYPE_CHECKING:
    from db.replies.asked import Asked, Target
    from db.replies.cues import Ruler
    from db.replies.page import Page

_Range = tuple[int, int]


class _Part(NamedTuple):
    """A part between rulers that an earlier floor holds: how much of it, and which part."""

    share: float
    number: int
    asked: Asked
    target: Target


def read_rulers(page: Page, rulers: list[Ruler]) -> None:
    """Read the quotes between rulers in what the other frames left free."""
    taken = page.taken()
    for start, end in between(taken, len(page.text)):
        before_quote = any(begin == end for begin, _end in taken)
        own = [
            ruler
            for ruler in rulers
            if start <= ruler.start
            and ruler.end <= end
            # a ruler directly before a quote that was read opens that quote
            and not (before_quote and not page.text[ruler.end : end].strip())
        ]
        if own:
            _read_between(page, start, end, own)


def _read_between(page: Page, start: int, end: int, rulers: list[Ruler]) -> None:
    """Find the parts between rulers that stand in an earlier floor, if some do."""
    starts = [start, *(ruler.end for ruler in rulers)]
    ends = [
        *(ruler.start for ruler in rulers),
        min(end, page.desk.tail_start(page.text, 0, len(page.text))),
    ]
    parts = list(zip(starts, ends, strict=True))
    found: list[_Part] = []
    live = 0
    for index, (low, high) in enumerate(parts):
        if low >= high:
            continue
        asked = page.asked([(low, high)], None)
        if not asked.words.letters:
            continue
        live += 1
        target = page.nameless(asked, low, high, certain=False)
        if target is not None and not _both_quote(page, target, asked, index, len(parts)):
            share = matched(target.runs) / len(asked.words.letters)
            found.append(_Part(round(share, 1), index, asked, target))
    if not found and live > 1:
        page.desk.leave_unsettled(page.floor, parts[0], parts[-1])
    if live > 1 and len(found) == live:
        # a floor is not quotes alone: another's words that are found best are the quote
        found = [max(found, key=lambda part: (_is_anothers(page, part), part.share, part.number))]
    chosen = {part.number for part in found}
    for part in found:
        low, high = trimming.trim(page.text, *parts[part.number])
        span = _with_rulers(page.text, part.number, (low, high), rulers, chosen)
        page.passages.append(Passage(*span, (low, high), part.asked, part.target))


def _is_anothers(page: Page, part: _Part) -> bool:
    """Whether a part stands in a floor by somebody else: one's own words are rather said again."""
    floor, keys = part.target.floor, page.desk.keys
    return floor is None or floor < 0 or not keys[floor] or keys[floor] != keys[page.floor]


def _with_rulers(
    text: str, index: int, words: _Range, rulers: list[Ruler], chosen: set[int]
) -> _Range:
    """Where part number ``index`` begins and ends with its rulers."""
    if index == 0:
        first = words[0]
    elif index - 1 in chosen:
        # that ruler already closes the quote before it
        first = rulers[index - 1].end
    else:
        first = rulers[index - 1].start
    while first < words[0] and text[first].isspace():
        first += 1
    last = rulers[index].end if index < len(rulers) else words[1]
    return first, last


def _both_quote(page: Page, target: Target, asked: Asked, index: int, count: int) -> bool:
    """Whether the floor that was found has the part in the same place beside its own ruler."""
    if target.floor is None or index not in {0, count - 1}:
        return False
    return page.desk.shares_part(target.floor, asked.words.letters, first=index == 0)
