"""Reading quotes whose frame is certain: brackets, and lines marked with ``>`` or ``: ``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.replies import frames, trimming
from db.replies.asked import Passage
from db.replies.attributed import attributed
from db.replies.openings import Opening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.replies.frames import Framed
    from db.replies.page import Page

_HEAD_IN_FRAME = 90  # code points after a bracket within which a head must begin
_LONGEST_HEAD = 80  # code points from the beginning of a line: "On Monday, A wrote:"


def read_brackets(page: Page, heads: list[Opening]) -> None:
    """Read ``[quote]`` blocks; the name is in the bracket or in a head directly after it."""
    text = page.text
    for frame in frames.brackets(text):
        pieces = list(frame.pieces)
        opening = None
        if frame.name is not None:
            named = page.desk.names.printed_alone(frame.name)
            opening = Opening(frame.start, frame.start, frame.start, named, None, strong=True)
        low, high = pieces[0]
        first = next((one for one in heads if low <= one.start and one.end <= high), None)
        # without a time the head may be the quoted floor's own: its bracket names the author
        heads_it = first is not None and (opening is None or first.time is not None)
        if first is not None and heads_it and _begins_with(text, low, first):
            opening = first
            pieces[0] = (first.end, high)
        _add(page, frame, frame.start, pieces, opening)


def _begins_with(text: str, low: int, head: Opening) -> bool:
    """Whether a head stands at the beginning of what a bracket opened at ``low``."""
    return head.start - low <= _HEAD_IN_FRAME and not text[low : head.start].strip()


def read_lines(page: Page, heads: list[Opening], lines: list[Framed]) -> None:
    """Read blocks of marked lines, with the head directly before them where there is one."""
    taken = page.taken()
    for frame in lines:
        if any(start < frame.end and frame.start < end for start, end in taken):
            continue
        before = [one for one in heads if one.is_directly_before(frame.start)]
        opening = before[-1] if before else None
        start = frame.start
        if opening is not None:
            start = opening.start
            line = page.text.rfind("\n", 0, start) + 1
            if start - line <= _LONGEST_HEAD and opening.time is None:
                start = line
        _add(page, frame, start, frame.pieces, opening, only_found=opening is None)


def _add(
    page: Page,
    frame: Framed,
    start: int,
    pieces: Sequence[tuple[int, int]],
    opening: Opening | None,
    *,
    only_found: bool = False,
) -> None:
    asked = page.asked(pieces, opening)
    first, last = pieces[0][0], pieces[-1][1]
    if opening is not None and opening.named.key:
        target = attributed(page.desk, asked, opening.named)
    else:
        target = page.nameless(asked, first, last, certain=True)
    if target is None and only_found:
        return
    words = trimming.trim(page.text, first, last)
    time = opening.time if opening else None
    page.passages.append(Passage(start, frame.end, words, asked, target, time))
