"""A page of a Discuz! board copied as text, in either script and whatever skin it wore.

A head with the counts of views and replies and the link that copies the address beside the title,
then floors: the line ``发表于 T``, the words, notes of changes, attachments, ratings.  The name
stands on that line, above it, or nowhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.importing.boards.addresses import host_of
from db.importing.claims import Format, Score
from db.importing.drafts import PostDraft, ThreadDraft
from db.importing.moments import moment
from db.importing.page import Medium
from db.importing.plain.discuz_floors import find_floors
from db.importing.plain.discuz_marks import COPY_LINK, counts, fold, is_foot, is_frame
from db.importing.plain.discuz_words import words_of
from db.importing.plain.lines_around import lines_above, links_below
from db.importing.plain.marks import blank
from db.importing.plain.post_lines import joined
from db.records import Severity, finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.importing.page import Page
    from db.importing.plain.discuz_floors import Floor
    from db.importing.plain.discuz_words import Words
    from db.records import Finding

_HEAD_LINES = 400
_FIRST = (None, "1", "楼主", "樓主")
_TRADITIONAL = ("發表於", "複製鏈接", "複製連結", "只看該作者", "顯示全部樓層")
_MARKS = ("只看该作者", "显示全部楼层", "只看該作者", "顯示全部樓層")
_NUMBERS = {"楼主": "1", "樓主": "1", "沙发": "2", "板凳": "3", "地板": "4"}
_CATEGORY = re.compile(r"\[(?P<category>[^\[\]\n]{1,20})\]\s{1,4}(?P<title>\S.*)")
_HOST = re.compile(
    r"(?<![\w.@/-])(?:[\w-]{1,40}\.){1,4}(?:com|cn|net|org|tw|hk|me|cc|info|tv|asia)\b", re.I
)
_TOPIC = re.compile(r"(?:thread-|tid[=-]|thread/)(?P<topic>\d{1,10})(?:-(?P<page>\d{1,5})-)?")
_PAGES = re.compile(r"(?:.{0,80} )?/ ?(?P<pages>\d{1,6}) ?页(?: .{0,40})?")
_CRUMB = re.compile(r"[›»]")
_LIST = re.compile(r"今日: ?\d{1,9} ?\| ?主题: ?\d{1,9}")


@dataclass(slots=True)
class _Head:
    title: str = ""
    category: str | None = None
    board: str | None = None
    outlet: str | None = None
    views: int | None = None
    replies: int | None = None
    pages: int | None = None
    rest: list[str] = field(default_factory=list[str])


def claims(page: Page) -> Score:
    """Score the marks of the head and of floors."""
    sample = page.sample
    score = 0.0
    reasons: list[str] = []
    if any(counts(line)[2] for line in sample[:_HEAD_LINES]):
        score += 0.3
        reasons.append("the counts of views and replies")
    if any("[" in line and COPY_LINK.search(line[:300]) for line in sample[:_HEAD_LINES]):
        score += 0.35
        reasons.append("the link that copies the address")
    if any(mark in page.beginning for mark in _MARKS):
        score += 0.2
        reasons.append("links to one writer or to all floors")
    floors = find_floors(sample, _zone(page), page.origin.captured_at)
    if floors and (score or any(floor.head.whole for floor in floors)):
        score += 0.3 if len(floors) == 1 else 0.4
        reasons.append(f"{len(floors)} lines 发表于")
    if not floors:
        if any("主" in line[:40] and _LIST.search(fold(line)) for line in sample[:_HEAD_LINES]):
            return Score(0.2, ("the counts of a board",), a_list=True)
        score = min(score, 0.45)
    return Score(min(score, 1.0), tuple(reasons))


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a page."""
    lines = page.lines
    zone = _zone(page)
    captured = page.origin.captured_at
    floors = find_floors(lines, zone, captured)
    head = _head(lines, floors[0].start if floors else len(lines))
    stops = [*(floor.start for floor in floors[1:]), len(lines)][: len(floors)]
    foot = _foot(lines, floors[-1].head.line + 1 if floors else len(lines))
    said = [
        words_of(lines, floor.head.line + 1, min(stop, foot), _points(lines, floor))
        for floor, stop in zip(floors, stops, strict=True)
    ]
    where = _TOPIC.search(page.url) or _TOPIC.search(page.name)
    number = int(where["page"]) if where and where["page"] else None
    opens = bool(floors) and floors[0].head.label in _FIRST and number in (None, 1)
    poster = (floors[0].head.author or said[0].editor) if opens else None
    named = any(words.answers for words in said)
    posts = [
        _post(floor, words, zone, captured, opening=opens and not place, poster=poster, ids=named)
        for place, (floor, words) in enumerate(zip(floors, said, strict=True))
    ]
    site = host_of(page.url) or _site(head.outlet)
    draft = ThreadDraft(
        title=head.title,
        board=head.board,
        outlet=head.outlet,
        source_url=page.url or None,
        poster=poster,
        site=site or "discuz",
        topic_id=where["topic"] if where and site else None,
        timezone=zone,
        views=head.views,
        claimed_posts=head.replies,
        posts=tuple(posts),
        findings=(*_findings(head), *links_below(lines, foot)),
        page=number or (1 if opens and head.pages else None),
        pages=head.pages,
    )
    return (draft,)


def _points(lines: Sequence[str], floor: Floor) -> str:
    return joined([line for line in lines[slice(*floor.points)] if not is_frame(line)])


def _zone(page: Page) -> str:
    """Return the zone of a board; boards in Traditional characters are of Hong Kong or Taiwan."""
    if not any(mark in page.beginning for mark in _TRADITIONAL):
        return "Asia/Shanghai"
    return "Asia/Taipei" if host_of(page.url).endswith(".tw") else "Asia/Hong_Kong"


def _post(
    floor: Floor,
    words: Words,
    zone: str,
    captured: str | None,
    *,
    opening: bool,
    poster: str | None,
    ids: bool,
) -> PostDraft:
    """Make a post; numbers of floors are ids only where posts say what they answer by them."""
    head = floor.head
    author = head.author or (poster if opening or head.by_poster else None)
    label = head.label
    number = _NUMBERS.get(label or "", label)
    numbered = ids and number is not None and number.isdecimal()
    answers = words.answers if words.answers != number else None
    return PostDraft(
        text=words.body.text,
        author=author,
        floor=label,
        time=moment(head.time, zone, captured),
        line=head.line + 1,
        opening=opening,
        site_id=number if numbered else None,
        parent=answers if numbered else None,
        edited=words.edited,
        quotes=words.body.quotes,
        figures=words.body.figures,
        asides=words.body.asides,
    )


def _head(lines: Sequence[str], end: int) -> _Head:
    """Read what stands above the first floor."""
    head = _Head()
    title = _title(lines, end)
    crumbs: list[str] = []
    for at in range(end):
        line = lines[at]
        if blank(line):
            continue
        views, replies, named = counts(line)
        folded = fold(line)
        pages = _PAGES.fullmatch(folded) if "页" in folded[:120] else None
        if at == title:
            _take_title(head, line)
        elif named and (views is not None or replies is not None):
            head.views = views if head.views is None else head.views
            head.replies = replies if head.replies is None else head.replies
        elif pages is not None:
            head.pages = int(pages["pages"])
        elif _CRUMB.search(line[:300]):
            crumbs = [part.strip() for part in _CRUMB.split(line) if part.strip()]
            head.rest.append(line.strip())
        elif COPY_LINK.fullmatch(line.strip()) or is_frame(line):
            continue
        elif head.outlet is None and not head.rest and _is_outlet(lines, at):
            head.outlet = line.strip()
        else:
            head.rest.append(line.strip())
    names = [part for part in crumbs if part != head.title and part not in (head.category, "")]
    head.board = names[-1] if len(names) > 1 else None
    return head


def _title(lines: Sequence[str], end: int) -> int | None:
    """Return the line of the title: at the link that copies the address, or below the counts."""
    link = next((at for at in range(end) if COPY_LINK.search(lines[at][:300])), None)
    if link is not None:
        if COPY_LINK.sub("", lines[link]).strip():
            return link
        above = (at for at in range(link - 1, -1, -1) if not blank(lines[at]))
        return next(above, None)
    counted = next((at for at in range(end) if counts(lines[at])[2]), -1)
    below = range(counted + 1, end)
    return next((at for at in below if not blank(lines[at]) and not is_frame(lines[at])), None)


def _take_title(head: _Head, line: str) -> None:
    words = COPY_LINK.sub("", line).strip()
    match = _CATEGORY.fullmatch(words) if len(words) <= 400 else None
    head.title = match["title"].strip() if match else words
    head.category = match["category"] if match else None


def _is_outlet(lines: Sequence[str], at: int) -> bool:
    """Whether a line is the name of the board: above the links that every such page begins with."""
    if len(lines[at].strip()) > 40 or counts(lines[at])[2]:
        return False
    return any(fold(line).startswith("找回密码") for line in lines[at + 1 : at + 6])


def _site(outlet: str | None) -> str:
    match = _HOST.search(outlet) if outlet else None
    return match[0].lower().removeprefix("www.") if match else ""


def _foot(lines: Sequence[str], start: int) -> int:
    return next((at for at in range(start, len(lines)) if is_foot(lines[at])), len(lines))


def _findings(head: _Head) -> list[Finding]:
    found: list[Finding] = []
    if head.category is not None:
        found.append(
            finding(
                "title-has-category",
                Severity.INFO,
                "The title stands behind a category: “{text}”",
                text=head.category,
            )
        )
    return [*found, *lines_above("\n".join(head.rest))]


FORMAT = Format(
    name="discuz-text",
    version="1",
    medium=Medium.TEXT,
    title="Discuz! X: text copied from the page",
    keys=("查看: N|回复: N", "[复制链接]", "发表于 T | 只看该作者", "發表於 T | 顯示全部樓層"),
    proven=True,
    claims=claims,
    read=read,
)
