"""Reading quotations that the page itself marks as such, as boards in HTML and JSON do.

Where the mark names the quoted post by its id that is believed, and the words only show the
evidence; else the source is found as under any other head, with the frame beyond doubt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.replies import rules
from db.replies.asked import Asked, Passage, Target
from db.replies.attributed import attributed
from db.replies.fits import lay
from db.replies.page import Page
from db.replies.walltime import wall_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.replies.desk import Desk
    from db.replies.floors import StatedQuote

_INNER_WITHIN = 80
"""A quotation inside of another one belongs to its beginning within so many code points."""


def read_marked(desk: Desk, floor: int, quotes: Sequence[StatedQuote]) -> list[Passage]:
    """All marked quotations of a floor that stand in no other, in the order of its text."""
    page = Page(desk, floor)
    for number, quote in enumerate(quotes):
        if quote.level:
            continue
        asked = _asked(page, quote, _inner(desk, quotes, number))
        page.passages.append(
            Passage(
                quote.start,
                quote.end,
                (quote.words_start, quote.words_end),
                asked,
                _target(page, quote, asked),
                quote.posted_at_text,
                lost_id=quote.source_id,
            )
        )
    return sorted(page.passages, key=lambda passage: passage.span)


def _inner(desk: Desk, quotes: Sequence[StatedQuote], outer: int) -> str | None:
    """The author of a quotation that begins the words of another one."""
    words = quotes[outer].words_start
    for quote in quotes[outer + 1 :]:
        if quote.level == 0:
            return None
        if quote.level == 1 and quote.author and quote.start - words <= _INNER_WITHIN:
            return desk.names.key(quote.author)
    return None


def _asked(page: Page, quote: StatedQuote, inner: str | None) -> Asked:
    asked = page.asked([(quote.words_start, quote.words_end)], None, inner=inner)
    return asked._replace(
        named=page.desk.names.printed_alone(quote.author) if quote.author else None,
        time=wall_time(quote.posted_at or quote.posted_at_text),
    )


def _target(page: Page, quote: StatedQuote, asked: Asked) -> Target | None:
    desk = page.desk
    if quote.elsewhere:
        return Target(None, rules.LATER)
    if quote.source is not None:
        if desk.rank[quote.source] >= desk.rank[page.floor]:
            return Target(None, rules.LATER)
        fit = max(lay(desk, asked, quote.source), key=lambda each: each.size)
        return Target(quote.source, rules.QUOTE_STATED, fit.runs, fit.against)
    if quote.source_id is not None:
        return Target(None, rules.GHOST)
    if asked.named is not None:
        return attributed(desk, asked, asked.named)
    return page.nameless(asked, quote.words_start, quote.words_end, certain=True)
