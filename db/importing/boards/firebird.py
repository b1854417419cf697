"""An article of a board of the Firebird family on a page: head, words, signature, station.

The marks are those of the captures: three lines of head, ``【 在 X 的大作中提到: 】`` above lines
with ``: ``, of which a wrapped one goes on without it, ``--`` and ``※ 来源:·``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.importing.drafts import AsideDraft, AsideKind, QuoteDraft
from db.importing.markup.body import Body
from db.importing.moments import moment
from db.importing.plain.marks import blank
from db.importing.plain.telnet_boards import (
    is_quoted,
    quote_head,
    quoted_author,
    station_lines,
    wraps_on,
)
from db.times import zone_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.importing.drafts import TimeDraft

_LONGEST = 300
_HEAD_LINES = 8
_FROM = re.compile(
    r"\s{0,20}(?:发信人|發信人|寄信人)\s?[:：]\s?(?P<author>[^\s,，(]{1,60})\s?"
    r"(?:\((?P<nick>[^\n]{0,80}?)\))?\s?(?:[,，]\s?(?:信区|信區|看板)\s?[:：]\s?(?P<board>[\w.-]{1,60}).{0,60})?"
)
_TITLE = re.compile(r"\s{0,20}[标標][\s\u00a0\u3000]{0,6}[题題]\s?[:：]\s?(?P<title>.{0,280})")
_STATION = re.compile(
    r"\s{0,20}[发發]信站\s?[:：]\s?(?P<station>[^(（]{0,60}?)\s?"
    r"[(（](?P<time>[^,，)）]{2,40})(?:[,，]\s?(?P<zone>[^)）]{1,20}))?[)）].{0,60}"
)


@dataclass(frozen=True, slots=True)
class Article:
    """What one article says of itself; ``time`` in the zone it names, else in that of the board."""

    body: Body
    author: str | None = None
    nick: str | None = None
    board: str | None = None
    title: str = ""
    station: str | None = None
    time: TimeDraft | None = None
    zone: str | None = None
    edited: str | None = None


def article_of(body: Body, zone: str | None) -> Article:
    """Read the words of an article; without a head they stay as they are.

    Args:
        body: the words as the page shows them, head and all.
        zone: the zone of the board, for articles that name none.
    """
    lines = body.text.split("\n")
    found = Article(body)
    at = end = 0
    while at < min(len(lines), _HEAD_LINES):
        line = lines[at][:_LONGEST]
        if blank(line):
            at += 1
            continue
        if found.author is None and (named := _FROM.fullmatch(line)):
            found = replace(
                found,
                author=named["author"],
                nick=(named["nick"] or "").strip() or None,
                board=named["board"],
            )
        elif not found.title and (named := _TITLE.fullmatch(line)):
            found = replace(found, title=named["title"].strip())
        elif found.time is None and (named := _STATION.fullmatch(line)):
            told = zone_named(named["zone"]) if named["zone"] else None
            found = replace(
                found,
                station=named["station"].strip() or None,
                time=moment(named["time"], told or zone),
                zone=told,
            )
        else:
            break
        at += 1
        end = at
    return _worded(found, lines, end)


def _worded(found: Article, lines: Sequence[str], start: int) -> Article:
    """Part the words from signature and station, and mark the quotations in them."""
    marks = station_lines(lines, start, len(lines))
    stop = marks[0] if marks else len(lines)
    rulers = [at for at in range(start, stop) if lines[at].rstrip() == "--"]
    words_end = rulers[-1] if rulers else stop
    asides = [
        *_aside(AsideKind.SIGNATURE, lines[words_end + 1 : stop] if rulers else []),
        *_below(lines, stop, set(marks)),
    ]
    edited = next((each.text for each in asides if each.kind is AsideKind.EDITED), None)
    while start < words_end and blank(lines[start]):
        start += 1
    while words_end > start and blank(lines[words_end - 1]):
        words_end -= 1
    places = [0]
    for line in lines:
        places.append(places[-1] + len(line) + 1)
    low = places[start] if start < len(lines) else len(found.body.text)
    high = max(low, places[words_end] - 1) if words_end > start else low
    quotes = [
        QuoteDraft(
            places[first] - low,
            places[last] - 1 - low,
            places[words] - low,
            places[last] - 1 - low,
            name,
        )
        for first, words, last, name in _quotes(lines, start, words_end)
    ]
    body = Body(
        found.body.text[low:high],
        tuple(quotes),
        tuple(
            replace(each, at=min(max(each.at - low, 0), high - low)) for each in found.body.figures
        ),
        tuple(
            replace(each, start=each.start - low, end=each.end - low)
            for each in found.body.links
            if low <= each.start and each.end <= high
        ),
        (*found.body.asides, *asides),
    )
    return replace(found, body=body, edited=edited)


def _below(lines: Sequence[str], stop: int, marks: set[int]) -> list[AsideDraft]:
    found: list[AsideDraft] = []
    for at in sorted(marks):
        changed = lines[at].lstrip(" ※").startswith("修改")
        found += _aside(AsideKind.EDITED if changed else AsideKind.NOTICE, [lines[at]])
    rest = [lines[at] for at in range(stop, len(lines)) if at not in marks]
    return [*found, *_aside(AsideKind.NOTICE, rest)]


def _aside(kind: AsideKind, lines: Sequence[str]) -> list[AsideDraft]:
    text = "\n".join(lines).strip()
    return [AsideDraft(kind, text)] if text else []


def _quotes(lines: Sequence[str], start: int, stop: int) -> list[tuple[int, int, int, str | None]]:
    """Return head, first line, end and writer of each quotation."""
    found: list[tuple[int, int, int, str | None]] = []
    at = start
    while at < stop:
        head = quote_head(lines[at])
        at += 1
        if head is None:
            continue
        first = at
        while at < stop and (is_quoted(lines[at]) or wraps_on(lines, at)):
            at += 1
        if at > first:
            found.append((first - 1, first, at, quoted_author(head) or None))
    return found
