"""Articles of boards of the Firebird family (mitbbs, newsmth, …) as text, one after another.

Each article has three lines of head, its words, the words it quotes below the name of their
writer, ``--``, a signature, and the line of the station it was written at.  Quoted lines bear
``: ``; where a board wrapped them, the lines that follow do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.importing.claims import Format, Score
from db.importing.drafts import AsideKind, PostDraft, ThreadDraft
from db.importing.moments import moment
from db.importing.page import Medium
from db.importing.plain.lines_around import lines_above
from db.importing.plain.marks import blank
from db.importing.plain.post_lines import PostLines, joined
from db.importing.plain.telnet_boards import (
    is_answer,
    is_quoted,
    quote_head,
    quoted_author,
    station_lines,
    without_codes,
    without_re,
    wraps_on,
)
from db.times import zone_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.importing.drafts import TimeDraft
    from db.importing.page import Page

_LONGEST = 300
_HEAD = re.compile(
    r"\s{0,20}(?:发信人|發信人|寄信人)[:：] ?(?P<author>[^\s,，(]{1,60}) ?"
    r"(?:\((?P<nick>[^\n]{0,80}?)\))? ?[,，] ?"
    r"(?:信区|信區|看板)[:：] ?(?P<board>[\w.-]{1,60})(?P<rest>.{0,60})"
)
_TITLE = re.compile(r"\s{0,20}[标標][\s\u3000]{0,6}[题題][:：] ?(?P<title>.{0,280})")
_STATION = re.compile(
    r"\s{0,20}[发發]信站[:：] ?(?P<station>[^(（]{0,60}?) ?"
    r"[(（](?P<time>[^,，)）]{2,40})(?:[,，] ?(?P<zone>[^)）]{1,20}))?[)）](?P<rest>.{0,60})"
)
_FLOOR = re.compile(r"\s{0,20}[\[［] ?(?P<floor>\d{1,6}) ?[\]］]\s{0,20}")
_SITES = (
    ("未名空间", "mitbbs.com", "America/New_York"),
    ("水木社区", "newsmth.net", "Asia/Shanghai"),
    ("水木清华", "newsmth.net", "Asia/Shanghai"),
)


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of one article; ``start`` is where what belongs to it begins, ``end`` its words."""

    line: int
    start: int
    end: int
    author: str
    nick: str | None
    board: str
    title: str
    station: str
    time: TimeDraft | None
    zone: str | None
    floor: str | None
    rest: str


def claims(page: Page) -> Score:
    """Score the heads of articles."""
    heads = _heads(without_codes(page.sample))
    if not heads:
        return Score(0.0)
    whole = [head for head in heads if head.title and head.time is not None]
    reasons = (f"{len(heads)} heads 发信人 … 信区",)
    if whole:
        return Score(min(1.0, 0.8 + 0.05 * len(whole)), (*reasons, "标题 and 发信站 below them"))
    return Score(0.4, reasons)


def read(page: Page) -> tuple[ThreadDraft]:
    """Read all articles as one thread."""
    lines = without_codes(page.lines)
    heads = _heads(lines)
    if not heads:
        return (ThreadDraft("", findings=tuple(lines_above(joined(lines)))),)
    title = without_re(heads[0].title) or heads[0].title
    stops = [*(head.start for head in heads[1:]), len(lines)]
    opens = not is_answer(heads[0].title)
    posts = [
        _post(lines, head, stop, heads[0], title) for head, stop in zip(heads, stops, strict=True)
    ]
    posts[0] = replace(posts[0], opening=opens)
    site, zone = _site(heads[0])
    draft = ThreadDraft(
        title=title,
        board=heads[0].board,
        outlet=heads[0].station or None,
        poster=heads[0].author if posts[0].opening else None,
        site=site,
        timezone=heads[0].zone or zone,
        posts=tuple(posts),
        findings=tuple(lines_above(joined(lines[: heads[0].start]))),
    )
    return (draft,)


def _heads(lines: Sequence[str]) -> list[_Head]:
    found: list[_Head] = []
    for at, line in enumerate(lines):
        if "信人" not in line[:24]:
            continue
        match = _HEAD.fullmatch(line[:_LONGEST])
        if match is None:
            continue
        found.append(_head(lines, at, match))
    return found


def _head(lines: Sequence[str], at: int, match: re.Match[str]) -> _Head:
    title, station, time, zone = "", "", None, None
    end = at + 1
    rest = [match["rest"].strip(" ,，")]
    for below in range(at + 1, min(at + 6, len(lines))):
        line = lines[below][:_LONGEST]
        if blank(line):
            continue
        if not title and (named := _TITLE.fullmatch(line)):
            title = named["title"].strip()
        elif time is None and (named := _STATION.fullmatch(line)):
            station = named["station"].strip()
            zone = zone_named(named["zone"]) if named["zone"] else None
            time = moment(named["time"], zone or _zone_of(station))
            rest.append(named["rest"].strip(" ,，"))
        else:
            break
        end = below + 1
    start, floor = at, None
    for above in range(at - 1, max(-1, at - 4), -1):
        label = _FLOOR.fullmatch(lines[above][:_LONGEST])
        if label is not None:
            start, floor = above, label["floor"]
            break
        if not blank(lines[above]):
            break
    return _Head(
        at, start, end, match["author"], (match["nick"] or "").strip() or None, match["board"],
        title, station, time, zone, floor, " ".join(each for each in rest if each),
    )  # fmt: skip


def _zone_of(station: str) -> str:
    return next((zone for name, _, zone in _SITES if name in station), "Asia/Shanghai")


def _site(head: _Head) -> tuple[str, str]:
    known = ((site, zone) for name, site, zone in _SITES if name in head.station)
    return next(known, ("bbs", "Asia/Shanghai"))


def _post(lines: Sequence[str], head: _Head, stop: int, first: _Head, title: str) -> PostDraft:
    sheet = PostLines()
    words, signature, marks = _parts(lines, head.end, stop)
    _write(sheet, lines, head.end, words)
    sheet.aside(AsideKind.SIGNATURE, joined(lines[words + 1 : signature]))
    edited: str | None = None
    marked = set(marks)
    for at in marks:
        text = lines[at].strip()
        change = text.startswith(("※ 修改", "※修改"))
        edited = text if change else edited
        sheet.aside(AsideKind.EDITED if change else AsideKind.NOTICE, text)
    below = [lines[at] for at in range(signature, stop) if at not in marked]
    sheet.aside(AsideKind.NOTICE, joined(below))
    if head.nick and head.nick != head.author:
        sheet.aside(AsideKind.NOTICE, f"{head.author} ({head.nick})")
    if without_re(head.title) != title:
        sheet.aside(AsideKind.NOTICE, head.title)
    for said, same in ((head.station, first.station), (head.board, first.board)):
        sheet.aside(AsideKind.NOTICE, said if said != same else "")
    sheet.aside(AsideKind.NOTICE, head.rest)
    body = sheet.body()
    return PostDraft(
        body.text,
        head.author,
        head.floor,
        head.time,
        line=head.line + 1,
        edited=edited,
        quotes=body.quotes,
        figures=body.figures,
        asides=body.asides,
    )


def _parts(lines: Sequence[str], start: int, stop: int) -> tuple[int, int, list[int]]:
    """Return where the words end, where the signature ends, and the lines of the station."""
    marks = station_lines(lines, start, stop)
    end = marks[0] if marks else stop
    rulers = [at for at in range(start, end) if lines[at].rstrip() == "--"]
    if rulers:
        return rulers[-1], end, marks
    return end, end, marks


def _write(sheet: PostLines, lines: Sequence[str], start: int, stop: int) -> None:
    """Write the words; a quotation runs from the line that names its writer."""
    at = start
    while at < stop:
        head = quote_head(lines[at])
        if head is None:
            sheet.write(lines[at])
            at += 1
            continue
        first = sheet.size
        sheet.write(lines[at])
        at += 1
        words = sheet.size
        while at < stop and (is_quoted(lines[at]) or wraps_on(lines, at)):
            sheet.write(lines[at])
            at += 1
        if sheet.size > words:
            sheet.quote(first, words, sheet.size, author=quoted_author(head) or None)


FORMAT = Format(
    name="bbs-text",
    version="1",
    medium=Medium.TEXT,
    title="mitbbs, newsmth and other boards of the Firebird family: articles as text",
    keys=("发信人: id (nick), 信区: …", "标  题:", "发信站: … (ctime)", "【 在 … 的大作中提到: 】"),
    proven=False,
    claims=claims,
    read=read,
)
