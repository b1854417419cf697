"""Text copied from a page in the manner of kantie.org and wenxuecity.com news.

A head of a few lines, the article, then the floors: perhaps a letter for a missing picture, the
author's name, ``N 楼``, the text.  Extraction may have folded the punctuation to ASCII, and copying
may have changed spaces; the marks accept both.  Whatever is not understood is kept: in the text it
stands in, or in a finding.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from db.importing.claims import Format, Score
from db.importing.drafts import BlockDraft, PostDraft, ThreadDraft
from db.importing.page import Medium
from db.importing.plain.article import read_article
from db.importing.plain.floors import Floors, find_floors, floor_lines
from db.importing.plain.lines_around import links_below
from db.importing.plain.marks import blank, head_mark, plain
from db.importing.plain.page_head import find_repeats, read_head
from db.records import BlockType, Finding, Severity, finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.importing.page import Page
    from db.importing.plain.floors import FloorLine

VERSION = "1"
_HEAD_LINES = 60
_ENOUGH_FLOORS = 12
_MOST_SHOWN = 8
_FOOT = frozenset(
    (
        "返回列表",
        "返回顶部",
        "返回頂部",
        "回到顶部",
        "加载更多",
        "加載更多",
        "查看更多评论",
        "查看更多評論",
        "发表评论",
        "發表評論",
        "登录后才可评论",
    )
)


def claims(page: Page) -> Score:
    """Score the marks of the head and the floors in the beginning of a page."""
    kinds: list[str] = []
    for line in page.sample[:_HEAD_LINES]:
        mark = head_mark(line)
        if mark is not None:
            kinds.append(mark.kind)
    floors = find_floors(floor_lines(page.sample, _ENOUGH_FLOORS)).begun
    named = sum(1 for floor in floors if floor.named)
    if not named and (kinds.count("latest") > 2 or kinds.count("replies") > 3):
        return Score(0.2, ("heads of several threads and no floors",), a_list=True)
    score = 0.0
    reasons: list[str] = []
    for kind, worth, reason in (
        ("latest", 0.3, "the line of the latest reply"),
        ("back", 0.2, "the link back to the list"),
        ("views", 0.15, "the number of views"),
        ("replies", 0.15, "the number of replies"),
    ):
        if kind in kinds:
            score += worth
            reasons.append(reason)
    if named:
        score += 0.6 if named > 1 else 0.3
        reasons.append("floors with names above them")
    return Score(min(score, 1.0), tuple(reasons))


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a whole page."""
    lines = page.lines
    candidates = floor_lines(lines)
    floors = find_floors(candidates)
    first = _first(floors, lines)
    head = read_head(lines, first)
    repeats = find_repeats(lines, first, head.title)
    if repeats:
        floors = _page_by_page(candidates, repeats)
        first = _first(floors, lines)
        head = read_head(lines, first)
    foot, foot_findings = _foot(lines, head.end, floors)
    posts, post_findings = _posts(lines, floors.begun, [*repeats, foot])
    spare = [BlockDraft(BlockType.PARAGRAPH, lines[at], at + 1) for at in head.spare]
    blocks = [*spare, *read_article(lines, head.end, min(first, foot))]
    draft = ThreadDraft(
        title=head.title,
        board=head.board,
        source=head.source,
        poster=head.poster,
        timezone=head.timezone,
        latest_post=head.latest,
        published=head.published,
        views=head.views,
        claimed_posts=head.claimed,
        blocks=tuple(blocks),
        posts=tuple(posts),
        findings=(
            *head.findings,
            *foot_findings,
            *post_findings,
            *_repeated(lines, first, repeats, [floor.start for floor in floors.begun]),
            *_talk(floors),
        ),
    )
    return (draft,)


def _first(floors: Floors, lines: Sequence[str]) -> int:
    """Return where the first floor begins."""
    return floors.begun[0].start if floors.begun else len(lines)


def _page_by_page(candidates: Sequence[FloorLine], repeats: Sequence[int]) -> Floors:
    """Decide which floors begin posts for each page by itself: numbers may begin again."""
    pages: dict[int, list[FloorLine]] = {}
    for candidate in candidates:
        pages.setdefault(bisect_left(repeats, candidate.line), []).append(candidate)
    found = [find_floors(page) for _, page in sorted(pages.items())]
    return Floors(
        tuple(floor for page in found for floor in page.begun),
        tuple(floor for page in found for floor in page.talk),
    )


def _posts(
    lines: Sequence[str], floors: Sequence[FloorLine], stops: Sequence[int]
) -> tuple[list[PostDraft], list[Finding]]:
    """Read the floors, each up to the next one or the first of ``stops`` (ascending) before it."""
    posts: list[PostDraft] = []
    stops = [*stops, len(lines)]
    stop = 0
    letters: list[int] = []
    nameless: list[FloorLine] = []
    for place, floor in enumerate(floors):
        following = floors[place + 1] if place + 1 < len(floors) else None
        while stops[stop] <= floor.line:
            stop += 1
        end = min(stops[stop], len(lines) if following is None else following.start)
        text = _text(lines, floor.line + 1, end)
        # a letter that could as well be all that was written on the floor before
        if not text and following is not None and following.named and following.avatar is not None:
            letters.append(following.avatar)
        if not floor.named:
            nameless.append(floor)
        author = floor.name if floor.named else None
        posts.append(PostDraft(text, author, floor.label, line=floor.line + 1))
    return posts, [*_letters(lines, letters), *_nameless(nameless)]


def _text(lines: Sequence[str], start: int, end: int) -> str:
    """Return lines without the blank ones around them; inside they are as they were saved."""
    while start < end and blank(lines[start]):
        start += 1
    while end > start and blank(lines[end - 1]):
        end -= 1
    return "\n".join(lines[start:end])


def _repeated(
    lines: Sequence[str], first: int, repeats: Sequence[int], starts: Sequence[int]
) -> list[Finding]:
    """Keep what a repeated head and article have that the first did not have."""
    if not repeats:
        return []
    known = {line.strip() for line in lines[:first]}
    other: list[str] = []
    for repeat in repeats:
        place = bisect_left(starts, repeat)
        end = starts[place] if place < len(starts) else len(lines)
        other += [line.strip() for line in lines[repeat:end] if line.strip() not in known]
    return [
        finding(
            "head-repeated",
            Severity.INFO,
            "Head and article of the page stand again between the floors: {count} times. Lines "
            "that the first did not have are kept here: “{text}”",
            f"line {repeats[0] + 1}",
            count=len(repeats),
            text="\n".join(line for line in other if not blank(line)),
        )
    ]


def _foot(lines: Sequence[str], start: int, floors: Floors) -> tuple[int, list[Finding]]:
    """Return where the links at the foot of the page begin, and the finding that keeps them."""
    low = floors.begun[-1].line + 1 if floors.begun else start
    foot = end = len(lines)
    while end > low:
        line = lines[end - 1]
        if blank(line):
            end -= 1
            continue
        if len(line) > 40 or plain(line) not in _FOOT:
            break
        end -= 1
        foot = end
    # links stand apart from the text; without that they may be somebody's words
    if foot == len(lines) or (foot > low and not blank(lines[foot - 1])):
        return len(lines), []
    return foot, links_below(lines, foot)


def _letters(lines: Sequence[str], letters: Sequence[int]) -> list[Finding]:
    if not letters:
        return []
    return [
        finding(
            "letters-above-names",
            Severity.INFO,
            "Floors without text stand above letters that were taken for missing pictures: {count} "
            "in all, “{text}”",
            f"line {letters[0] + 1}",
            count=len(letters),
            text="\n".join(lines[at].strip() for at in letters),
        )
    ]


def _nameless(floors: Sequence[FloorLine]) -> list[Finding]:
    if not floors:
        return []
    return [
        finding(
            "floors-without-name",
            Severity.WARNING,
            "Floors without a name above them: {count} in all, {floors}.",
            f"line {floors[0].line + 1}",
            count=len(floors),
            floors=_some([floor.label for floor in floors]),
        )
    ]


def _talk(floors: Floors) -> list[Finding]:
    if not floors.talk:
        return []
    return [
        finding(
            "floor-marks-in-text",
            Severity.INFO,
            "Lines that look like floors were left in the text they stand in: {count} in all, "
            "{floors}.",
            f"line {floors.talk[0].line + 1}",
            count=len(floors.talk),
            floors=_some([floor.label for floor in floors.talk]),
        )
    ]


def _some(labels: Sequence[str]) -> str:
    shown = ", ".join(labels[:_MOST_SHOWN])
    return f"{shown}, …" if len(labels) > _MOST_SHOWN else shown


FORMAT = Format(
    name="kantie-text",
    version=VERSION,
    medium=Medium.TEXT,
    title="kantie.org, wenxuecity.com news: text copied from the page",
    keys=("最新回复:… PT", "返回列表", "N 阅读", "N 评论", "N 楼 below a name"),
    proven=True,
    claims=claims,
    read=read,
)
