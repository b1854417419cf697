"""Quotations in UBB code that no browser has turned into a page: ``[quote]…[/quote]`` of NGA.

The code stays in the text as it was saved; only its places are told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.chinese_quote_heads import said_time
from db.importing.drafts import FigureDraft, QuoteDraft

if TYPE_CHECKING:
    from db.importing.markup.body import Body

_MARK = re.compile(r"\[(/?)quote\]", re.IGNORECASE)
_IMAGE = re.compile(r"\[img\]([^\[\]\s]{1,400})\[/img\]", re.IGNORECASE)
_NAME = r"(?:\[uid(?:=-?\d{1,12})?\])?(?P<author>[^\[\]\n]{1,60}?)(?:\[/uid\])?"
_SAID = re.compile(
    r"(?:\[(?P<what>pid|tid)=(?P<number>\d{1,12})[^\]\n]{0,40}\](?:Reply|Topic)\[/(?:pid|tid)\])?\s{0,3}"
    rf"(?:\[b\])?\s{{0,3}}Post by\s{{1,3}}{_NAME}\s{{0,3}}"
    r"(?:\[color=\w{1,20}\][^\[\]\n]{0,40}\[/color\])?"
    r"\s{0,3}\((?P<time>[^()\n]{4,40})\)\s?[:：]?\s?(?:\[/b\])?",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"\s{0,10}(?:\[b\])?\s{0,3}Reply to\s{1,3}\[(?P<what>pid|tid)=(?P<number>\d{1,12})",
    re.IGNORECASE,
)
_OPENING = "0"


def answered(text: str) -> str | None:
    """Return the id of the post that ``[b]Reply to [pid=…]`` at the beginning of a text names."""
    match = _ANSWER.match(text[:400])
    if match is None:
        return None
    return _OPENING if match["what"].lower() == "tid" else match["number"]


def with_quotes(body: Body, zone: str | None) -> Body:
    """Return a body with the places of its quotations and images; what is never closed is none."""
    if "[" not in body.text or body.quotes:
        return body
    pictures = tuple(
        FigureDraft(match.start(), src=match[1]) for match in _IMAGE.finditer(body.text)
    )
    found: list[QuoteDraft] = []
    open_: list[int] = []
    for mark in _MARK.finditer(body.text):
        if not mark[1]:
            open_.append(mark.start())
        elif open_:
            start = open_.pop()
            inner = start + len("[quote]")
            found.append(
                _quote(body.text, start, mark.end(), inner, mark.start(), len(open_), zone)
            )
    found.sort(key=lambda quote: quote.start)
    return replace(body, quotes=tuple(found), figures=(*body.figures, *pictures))


def _quote(
    text: str, start: int, end: int, inner: int, stop: int, level: int, zone: str | None
) -> QuoteDraft:
    head = _SAID.match(text, inner, min(stop, inner + 400))
    words = head.end() if head is not None else inner
    while words < stop and text[words].isspace():
        words += 1
    if head is None:
        return QuoteDraft(start, end, min(words, stop), stop, level=level)
    source = _OPENING if head["what"] == "tid" else head["number"]
    time = said_time(head["time"], zone, None)
    return QuoteDraft(
        start, end, min(words, stop), stop, head["author"].strip(), time, source, level=level
    )
