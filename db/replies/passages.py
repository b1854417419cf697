"""Reading one floor: which parts of its text are quotes, and of what.

What frames a quote is ambiguous on the page: a ruler may close a quote, open one or underline a
heading; a head may be followed by a quote that nothing closes.  So the certain frames are read
first, then the heads, then the rulers in what is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.replies import cues, frames
from db.replies.framed import read_brackets, read_lines
from db.replies.headed import read_heads
from db.replies.openings import openings
from db.replies.page import Page
from db.replies.ruled import read_rulers

if TYPE_CHECKING:
    from db.replies.asked import Passage
    from db.replies.desk import Desk


def read_quotes(desk: Desk, floor: int) -> list[Passage]:
    """All quotes of a floor, in the order of its text."""
    page = Page(desk, floor)
    heads = openings(page.text, desk.names)
    lines = frames.marked_lines(page.text)
    rulers = cues.rulers(page.text)
    read_brackets(page, heads)
    read_heads(page, heads, rulers, lines)
    read_lines(page, heads, lines)
    read_rulers(page, rulers)
    return sorted(page.passages, key=lambda passage: passage.span)
