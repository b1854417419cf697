"""An article of PTT (批踢踢) or a board like it, as its file or its page is saved as text.

Four lines of head, the article, ``--``, the line of the station, then pushes: a word (推, 噓, →),
the name, the words, perhaps an address, and month, day and clock.  A reposted article carries the
heads, stations and pushes of the places it came from.  Pushes print no year: it is the earliest
that keeps their order from the times that the heads and the reposts state, and marked as inferred.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.importing.claims import Format, Score
from db.importing.drafts import AsideDraft, AsideKind, PostDraft, ThreadDraft, TimeDraft
from db.importing.moments import moment
from db.importing.page import Medium
from db.importing.plain.lines_around import lines_above
from db.importing.plain.marks import blank
from db.importing.plain.post_lines import joined
from db.importing.plain.ptt_pushes import MARKS, ZONE, PushYears, instants
from db.importing.plain.telnet_boards import paragraphs, without_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.importing.page import Page
    from db.records import Finding

_LONGEST = 300
_HEAD = re.compile(
    r"\s{0,3}作者[:： \t]\s{0,9}(?P<author>[A-Za-z0-9_.]{1,40})\s?(?:\((?P<nick>[^\n]{0,80}?)\))?"
    r"\s{1,60}(?:看板|站[內内])[:： \t]\s{0,9}(?P<board>[\w.-]{1,40})\s{0,60}"
)
# a page of the web copied as text has a line for each field, without colons
_AUTHOR_ALONE = re.compile(
    r"\s{0,3}作者[:：]?\s{0,9}(?P<author>[A-Za-z0-9_.]{1,40})\s?(?:\((?P<nick>[^\n]{0,80})\))?\s{0,9}"
)
_BOARD_ALONE = re.compile(r"\s{0,3}看板[:：]?\s{0,9}(?P<board>[\w.-]{1,40})\s{0,9}")
_TITLE = re.compile(r"\s{0,3}[標标][題题][:：]?\s{0,9}(?P<title>\S.{0,280})")
_TIME = re.compile(r"\s{0,3}[時时][間间][:：]?\s{0,9}(?P<time>\S.{0,60})")
_STATION = re.compile(r"\s{0,3}※ ?[發发]信站[:：] ?(?P<name>.{0,80}?)\((?P<host>[\w.-]{3,60})\)")
_ADDRESS = re.compile(
    r"※ ?文章(?:網址|网址|代碼).{0,60}?(?P<url>https?://\S{4,200}/bbs/(?P<topic>[\w-]{1,40}/M\.[\w.]{1,40}?)\.html)"
)
_PUSH = re.compile(
    r"(?P<kind>推|噓|嘘|→) {0,2}(?P<author>[A-Za-z][A-Za-z0-9]{1,13}) {0,14}[:：](?P<rest>.*)"
)
_STAMP = re.compile(
    r"(?:(?<![\d.])(?P<ip>\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|\d{1,3}\.\d{1,3}\.\d{1,3}\.\*) )?"
    r"(?P<time>(?P<month>[01]?\d)/(?P<day>[0-3]\d)(?: (?P<hour>[0-2]\d):(?P<minute>[0-5]\d))?)"
    r"\s{0,40}$"
)
_FILE = re.compile(r"M\.\d{9,10}\.A\.[0-9A-F]{3}")


@dataclass(frozen=True, slots=True)
class _Head:
    line: int
    end: int
    author: str
    nick: str | None
    board: str | None
    title: str
    time: TimeDraft | None


def claims(page: Page) -> Score:
    """Score head, station and pushes."""
    sample = without_codes(page.sample)
    heads = _heads(sample[:400], most=1)
    score = 0.0
    reasons: list[str] = []
    if heads and heads[0].title:
        score += 0.6
        reasons.append("作者, 看板 and 標題 of an article")
    elif heads:
        score += 0.3
        reasons.append("作者 and 看板")
    if any("※" in line and _STATION.match(line[:_LONGEST]) for line in sample):
        score += 0.25
        reasons.append("the line of the station")
    pushes = sum(1 for line in sample if _stamped(line) is not None)
    if pushes:
        score += 0.25 if pushes > 2 else 0.1
        reasons.append(f"{pushes} pushes")
    return Score(min(score, 1.0), tuple(reasons))


def read(page: Page) -> tuple[ThreadDraft]:
    """Read an article with its pushes."""
    lines = without_codes(page.lines)
    heads = _heads(lines)
    top = heads[0] if heads else _Head(0, 0, "", None, None, "", None)
    station = next((at for at, line in enumerate(lines) if _is_station(line)), None)
    first = _first_push(lines, top.end, station)
    pushes = _pushes(lines, first, heads, page)
    site, topic, url = _keys(lines, top, page)
    draft = ThreadDraft(
        title=top.title,
        board=top.board,
        outlet=_outlet(lines, station),
        source_url=url,
        poster=top.author or None,
        site=site,
        topic_id=topic,
        timezone=ZONE,
        article_author=_printed(heads[-1]) if heads else None,
        published=top.time,
        blocks=tuple(paragraphs(lines, top.end, first)),
        posts=tuple(pushes),
        findings=tuple(_above(lines, top, nested=len(heads) > 1)),
    )
    return (draft,)


def _printed(head: _Head) -> str | None:
    return f"{head.author} ({head.nick})" if head.nick else head.author or None


def _heads(lines: Sequence[str], most: int | None = None) -> list[_Head]:
    """Find the heads: at the top, and those a repost brought along."""
    found: list[_Head] = []
    for at, line in enumerate(lines):
        if "作者" not in line[:8]:
            continue
        match = _HEAD.fullmatch(line[:_LONGEST])
        board = match["board"] if match else None
        if match is None and not found and at < 60:
            match = _AUTHOR_ALONE.fullmatch(line[:_LONGEST])
        if match is None:
            continue
        end, title, time = at + 1, "", None
        for below in range(at + 1, min(at + 8, len(lines))):
            text = lines[below][:_LONGEST]
            if blank(text):
                continue
            if board is None and (named := _BOARD_ALONE.fullmatch(text)):
                board = named["board"]
            elif not title and (named := _TITLE.fullmatch(text)):
                title = named["title"].strip()
            elif time is None and (named := _TIME.fullmatch(text)):
                time = moment(named["time"], ZONE)
            else:
                break
            end = below + 1
        if board is None:
            continue
        found.append(_Head(at, end, match["author"], match["nick"], board, title, time))
        if most is not None and len(found) >= most:
            break
    return found


def _is_station(line: str) -> bool:
    return "信站" in line[:10] and _STATION.match(line[:_LONGEST]) is not None


def _stamped(line: str) -> re.Match[str] | None:
    """Return a push that bears a time."""
    if line[:1] not in "推噓嘘→" or not line or len(line) > _LONGEST:
        return None
    match = _PUSH.fullmatch(line)
    return match if match is not None and _STAMP.search(match["rest"]) else None


def _bare(line: str) -> re.Match[str] | None:
    """Return a push whose time is lost."""
    if line[:1] not in "推噓嘘→" or not line or len(line) > _LONGEST:
        return None
    return _PUSH.fullmatch(line)


def _first_push(lines: Sequence[str], start: int, station: int | None) -> int:
    """Return where the pushes begin; pushes above the station are quoted in the article."""
    low = start if station is None else station
    return next((at for at in range(low, len(lines)) if _stamped(lines[at])), len(lines))


class _Stations:
    """The years of pushes, which go on from the time of each place that the article came by."""

    def __init__(self, heads: Sequence[_Head], captured_at: str | None) -> None:
        self.years = PushYears(captured_at)
        self._bounds = instants(head.time for head in reversed(heads))
        self.next()

    def next(self) -> None:
        """The pushes that follow were written where the article was reposted to."""
        if self._bounds:
            self.years.at_least(self._bounds.pop(0))


def _pushes(
    lines: Sequence[str], first: int, heads: Sequence[_Head], page: Page
) -> list[PostDraft]:
    """Read the pushes, and what the author wrote between them."""
    places = _Stations(heads, page.origin.captured_at)
    posts: list[PostDraft] = []
    between: list[int] = []
    author = heads[0].author if heads else None

    def close() -> None:
        marks = [at for at in between if lines[at].lstrip().startswith(MARKS)]
        words = [at for at in between if not lines[at].lstrip().startswith(MARKS)]
        if posts and marks:
            posts[-1] = replace(posts[-1], asides=(*posts[-1].asides, *_notices(lines, marks)))
        if any(not blank(lines[at]) for at in words):
            begin = next(at for at in words if not blank(lines[at]))
            text = joined([lines[at] for at in words])
            posts.append(PostDraft(text, author, line=begin + 1, kind="編輯"))
        between.clear()

    stations = sum(1 for line in lines[:first] if _is_station(line))
    for _ in range(stations - 1):
        places.next()
    for at in range(first, len(lines)):
        line = lines[at]
        push = _stamped(line) or _bare(line)
        if push is None:
            if _is_station(line):
                places.next()
            if "轉錄者" in line[:12]:
                places.years.reposted(line)
            between.append(at)
            continue
        close()
        posts.append(_post(push, places.years, at))
    close()
    return posts


def _post(push: re.Match[str], years: PushYears, at: int) -> PostDraft:
    stamp = _STAMP.search(push["rest"])
    if stamp is None:
        return PostDraft(push["rest"].strip(), push["author"], line=at + 1, kind=push["kind"])
    asides = (AsideDraft(AsideKind.NOTICE, stamp["ip"]),) if stamp["ip"] else ()
    return PostDraft(
        push["rest"][: stamp.start()].strip(),
        push["author"],
        time=years.time(stamp),
        line=at + 1,
        kind=push["kind"],
        asides=asides,
    )


def _notices(lines: Sequence[str], marks: Sequence[int]) -> list[AsideDraft]:
    found: list[AsideDraft] = []
    for at in marks:
        text = lines[at].strip()
        if text.strip("-"):
            found.append(AsideDraft(AsideKind.NOTICE, text))
    return found


def _outlet(lines: Sequence[str], station: int | None) -> str | None:
    match = _STATION.match(lines[station][:_LONGEST]) if station is not None else None
    return (match["name"].strip() or None) if match is not None else None


def _keys(
    lines: Sequence[str], top: _Head, page: Page
) -> tuple[str | None, str | None, str | None]:
    """Return site, topic and address; an address of the place it was reposted from is none."""
    station = next((line for line in lines if _is_station(line)), "")
    match = _STATION.match(station[:_LONGEST])
    site = match["host"].removeprefix("www.").lower() if match else None
    for line in (page.url, *lines):
        where = _ADDRESS.search(f"※ 文章網址: {line}" if line is page.url else line[:_LONGEST])
        if where is not None and where["topic"].partition("/")[0] == top.board:
            return site or "ptt.cc", where["topic"], where["url"]
    named = _FILE.search(page.name)
    if site is not None and named is not None and top.board:
        return site, f"{top.board}/{named[0]}", None
    return site, None, None


def _above(lines: Sequence[str], top: _Head, *, nested: bool) -> list[Finding]:
    """Keep what stands above the head, and the nickname of who reposted."""
    text = joined([*lines[: top.line], (_printed(top) or "") if nested and top.nick else ""])
    return lines_above(text)


FORMAT = Format(
    name="ptt-text",
    version="1",
    medium=Medium.TEXT,
    title="PTT 批踢踢: an article with its pushes",
    keys=("作者 … 看板", "標題", "時間", "※ 發信站: 批踢踢", "推 / 噓 / → id: … MM/DD HH:MM"),
    proven=True,
    claims=claims,
    read=read,
)
