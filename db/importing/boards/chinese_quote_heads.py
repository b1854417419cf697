"""Heads of quotations as Chinese boards print them: who wrote the quoted words, and when.

``X 发表于 T`` (Discuz! X), ``原帖由 X 于 T 发表`` (Discuz! 7 and before), ``Post by X (T):`` (NGA),
``【 在 X (nick) 的大作中提到: 】`` (Firebird), ``※ 引述《X (nick)》之銘言：`` (PTT).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from db.importing.moments import moment

if TYPE_CHECKING:
    from db.importing.drafts import QuoteDraft, TimeDraft
    from db.importing.markup.body import Body

_LONGEST = 200
_NAME = r"(?P<author>\S(?:.{0,58}?\S)?)"
_TIME = r"(?P<time>\S.{2,38}?\S)"
_HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:引用[:：]?\s?)?原帖(?:最初)?由\s*{_NAME}\s*[于於]\s*{_TIME}\s*(?:发表|發表)\s*[:：]?",
        rf"(?:引用[:：]?\s?)?{_NAME}\s*(?:发表于|發表於|发布于|發佈於|发表评论于)\s*[:：]?\s*{_TIME}",
        rf"\[?(?:Reply|Topic|回复)?\]?\s*(?:Post )?by\s*{_NAME}\s*\({_TIME}\)\s*[:：]?",
        rf"【\s*在\s*{_NAME}\s*(?:\((?P<nick>[^()]{{0,60}})\)\s*)?的?(?:大作|文章)中(?:提到|写道)\s*[:：]?\s*】",
        rf"※\s*引述《\s*{_NAME}\s*(?:\((?P<nick>.{{0,60}}?)\)\s*)?》之(?:銘|铭)言\s*[:：]?",
        rf"(?:引用[:：]?\s?)?(?:回复|回覆|回復)\s*(?:第\s*)?\d{{1,7}}\s*(?:#|楼|樓)\s*{_NAME}(?:\s*的帖子)?\s*[:：]?",
        rf"(?:引用[:：]?\s?)?(?:回复|回覆|回復|引用)\s+{_NAME}\s*(?:的帖子\s*[:：]?|[:：])",
    )
)
_LABEL = re.compile(r"\s*(?:引用|引言|Quote)\s*[:：]?\s*", re.IGNORECASE)
_BY = re.compile(
    r"^\s*(?:发表于|發表於|发布于|發佈於|Posted(?: on)?|于|於)\s*[:：]?\s*", re.IGNORECASE
)


class Head(NamedTuple):
    """What the head of a quotation names; ``time`` as printed."""

    author: str
    time: str | None


def head_of(line: str) -> Head | None:
    """Read a line that is the head of a quotation and nothing else."""
    words = line.strip()
    if not 4 <= len(words) <= _LONGEST:
        return None
    for pattern in _HEADS:
        match = pattern.fullmatch(words)
        if match is not None:
            return Head(match["author"].strip(), match.groupdict().get("time"))
    return None


def with_heads(body: Body, zone: str | None, captured_at: str | None) -> Body:
    """Give the quotations of a body what their first or last line says of whom they quote.

    Args:
        body: words with quotations that the page marked.
        zone: the site's zone.
        captured_at: when the page was saved, for relative times.
    """
    if not body.quotes:
        return body
    quotes = tuple(_headed(body.text, each, zone, captured_at) for each in body.quotes)
    return replace(body, quotes=quotes)


def _headed(text: str, quote: QuoteDraft, zone: str | None, captured_at: str | None) -> QuoteDraft:
    start, end = quote.words_start, quote.words_end
    first = _line_end(text, start, end)
    if _LABEL.fullmatch(text[start:first]):
        start = _skip(text, first, end)
        first = _line_end(text, start, end)
    head = head_of(text[start : min(first, start + _LONGEST)])
    if head is not None:
        start = _skip(text, first, end)
    else:
        last = text.rfind("\n", start, end) + 1
        head = head_of(text[last:end]) if start < last and end - last <= _LONGEST else None
        if head is not None:
            end = len(text[:last].rstrip())
    if start >= end:  # nothing but a head
        start, end = quote.words_start, quote.words_end
    if head is None:
        return replace(quote, words_start=start, words_end=end)
    return replace(
        quote,
        words_start=start,
        words_end=end,
        author=quote.author or head.author,
        time=quote.time or said_time(head.time or "", zone, captured_at),
    )


def _line_end(text: str, start: int, end: int) -> int:
    found = text.find("\n", start, end)
    return end if found < 0 else found


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def said_time(words: str, zone: str | None, captured_at: str | None) -> TimeDraft | None:
    """Return a time behind words like 发表于; ``None`` where nothing is said."""
    return moment(_BY.sub("", words[:_LONGEST], count=1), zone, captured_at)
