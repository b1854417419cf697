"""Threads of NGA as programs write them that save it as Markdown (ngapost2md and its kin).

``### title``, a line that names the program, then for each floor a heading with its id, number,
time and name, and the post: Markdown with pieces of HTML.  Quotations are lines with ``>``, of
which the first links to the quoted post.  Short comments below a floor follow a line of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.importing.boards.loose_html import loose_body
from db.importing.claims import Format, Score
from db.importing.drafts import AsideDraft, AsideKind, PostDraft, QuoteDraft, ThreadDraft
from db.importing.moments import moment
from db.importing.page import Medium
from db.importing.plain.lines_around import lines_above
from db.importing.plain.marks import blank
from db.importing.plain.post_lines import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.importing.page import Page
    from db.records import Finding

ZONE = "Asia/Shanghai"
_LONGEST = 600
_TITLE = re.compile(r"\ufeff?### (?P<title>\S.{0,400}?)(?P<only>-只看 \d{1,12})?\s{0,4}")
_MADE = re.compile(r"Made by \S{1,40} .{0,200}")
_HEAD = re.compile(
    r"#####\s{1,4}<span id=\"pid(?P<pid>\d{1,12})\">(?P<floor>\d{1,7})\.?"
    r"(?:\[(?P<likes>-?\d{1,7})\])?\s{0,4}\\?<pid:\d{1,12}\\?>\s{0,4}"
    r"(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?) by (?P<by>.{1,300}?)(?:</span>)?\s{0,4}"
)
_COMMENT = re.compile(
    r"(?:#####\s{1,4}<span id=\"pid\d{1,12}\">)?(?P<floor>\d{1,7})\.(?:\[(?P<likes>-?\d{1,7})\])?"
    r"\s{0,4}\\?<pid:(?P<pid>\d{1,12})\\?>\s{0,4}(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?) "
    r"by (?P<by>.{1,200}?):?(?:</span>)?\s{0,4}"
)
_BY = re.compile(
    r"(?:\[(?P<link>[^\[\]\n]{1,80})\]\((?P<at>[^\s()]{1,300})\)|(?P<name>.{1,80}?))"
    r"(?:\((?P<uid>-?\d{1,12})\))?"
    r"(?P<rest>\s{0,4}(?:\\\(.{0,60}\\\)|\[楼主\].{0,120}|精华 .{0,120})?)"
)
_COMMENTS = re.compile(r"\s{0,4}\*?-{2,6}下挂评论-{2,6}\*?\s{0,4}")
_SMILE = re.compile(r"!\[(?P<name>[^\[\]\n]{1,12})\]\([^\s()]{1,200}/post/smile/[^\s()]{1,60}\)")
_QUOTED = re.compile(
    r">\s?\[jump\]\(#pid(?P<pid>\d{1,12})\) ?(?P<author>[^\n]{1,80}?)(?:\((?P<uid>-?\d{1,12})\))?"
    r"\((?P<time>\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?)\) ?(?:说|said)?[:：]?"
)
_RULER = re.compile(r"-{3,6}\s{0,4}")
_TID = re.compile(
    r"(?:^|[/\\])(?P<tid>\d{6,10})[^/\\]{0,200}[/\\][^/\\]+$|(?:^|[?&])tid=(?P<in_url>\d{6,10})"
)


@dataclass(frozen=True, slots=True)
class _Head:
    line: int
    match: re.Match[str]


def claims(page: Page) -> Score:
    """Score the headings of floors, and the line that names the program."""
    heads = _heads(page.sample)
    made = any(_MADE.fullmatch(line[:_LONGEST]) and "2md" in line for line in page.sample[:20])
    if not heads:
        return Score(0.3 if made else 0.0, ("the name of the program",) if made else ())
    reasons = [f"{len(heads)} headings with ids of posts"]
    if made:
        reasons.append("the name of the program")
    return Score(0.95 if made or len(heads) > 1 else 0.75, tuple(reasons))


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a thread."""
    lines = page.lines
    heads = _heads(lines)
    title, findings = _above(lines, heads[0].line if heads else len(lines))
    stops = [*(head.line for head in heads[1:]), len(lines)][: len(heads)]
    # kin of the program write other boards, which count from 1
    made = next((line for line in lines[:20] if _MADE.fullmatch(line[:_LONGEST])), "ngapost2md")
    nga = "ngapost2md" in made
    posts = [
        post for head, stop in zip(heads, stops, strict=True) for post in _floor(lines, head, stop)
    ]
    if posts and posts[0].floor == ("0" if nga else "1"):
        posts[0] = replace(posts[0], opening=True)
    numbered = _TID.search(page.url) or _TID.search(page.name)
    first = posts[0] if posts else None
    draft = ThreadDraft(
        title=title,
        outlet="NGA" if nga else None,
        poster=first.author if first is not None and first.opening else None,
        site="nga.cn" if nga else None,
        topic_id=(numbered["tid"] or numbered["in_url"]) if numbered else None,
        timezone=ZONE,
        posts=tuple(posts),
        findings=tuple(findings),
    )
    return (draft,)


def _heads(lines: Sequence[str]) -> list[_Head]:
    """Find the headings of floors; those of comments below a floor stand behind their own line."""
    found: list[_Head] = []
    comments = False
    for at, line in enumerate(lines):
        if "下挂评论" in line[:40]:
            comments = _COMMENTS.fullmatch(line) is not None or comments
        elif line.startswith("---") and _RULER.fullmatch(line[:20]):
            comments = comments and len(line.strip()) < 4
        elif line.startswith("#####") and not comments:
            match = _HEAD.fullmatch(line[:_LONGEST])
            if match is not None:
                found.append(_Head(at, match))
    return found


def _above(lines: Sequence[str], end: int) -> tuple[str, list[Finding]]:
    title = ""
    rest: list[str] = []
    for line in lines[:end]:
        match = _TITLE.fullmatch(line[:_LONGEST]) if not title else None
        if match is not None:
            title = match["title"].strip()
            rest += [match["only"].lstrip("-")] if match["only"] else []
        elif not (blank(line) or _RULER.fullmatch(line[:20]) or _MADE.fullmatch(line[:_LONGEST])):
            rest.append(line.strip())
    return title, lines_above("\n".join(rest))


def _floor(lines: Sequence[str], head: _Head, stop: int) -> list[PostDraft]:
    """Read a floor and the comments below it."""
    below = range(head.line + 1, stop)
    comments = next((at for at in below if _COMMENTS.fullmatch(lines[at])), stop)
    pid = head.match["pid"]
    posts = [_post(lines, head.line, comments, head.match, None)]
    starts = [
        (at, match)
        for at in range(comments + 1, stop)
        if "<pid:" in lines[at] and (match := _COMMENT.fullmatch(lines[at][:_LONGEST]))
    ]
    first = starts[0][0] if starts else stop
    spare = _joined(lines, comments + 1, first)
    if spare:
        aside = AsideDraft(AsideKind.NOTICE, spare)
        posts[0] = replace(posts[0], asides=(*posts[0].asides, aside))
    for place, (at, match) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else stop
        posts.append(_post(lines, at, end, match, pid))
    return posts


def _joined(lines: Sequence[str], start: int, stop: int) -> str:
    while stop > start and (blank(lines[stop - 1]) or _RULER.fullmatch(lines[stop - 1][:20])):
        stop -= 1
    return joined(lines[start:stop])


def _post(
    lines: Sequence[str], at: int, stop: int, match: re.Match[str], parent: str | None
) -> PostDraft:
    text = _SMILE.sub(r"[\g<name>]", _joined(lines, at + 1, stop))
    body = loose_body(text, code=True)
    author, rest = _author(match["by"])
    asides = [AsideDraft(AsideKind.NOTICE, rest)] if rest else []
    if match["likes"] and match["likes"] != "0":
        asides.append(AsideDraft(AsideKind.RATING, f"[{match['likes']}]"))
    return PostDraft(
        text=body.text,
        author=author,
        floor=match["floor"] if parent is None else None,
        time=moment(match["time"], ZONE),
        line=at + 1,
        site_id=match["pid"],
        parent=parent,
        kind="comment" if parent is not None else None,
        quotes=(*_quotes(body.text), *body.quotes),
        figures=body.figures,
        links=body.links,
        asides=(*body.asides, *asides),
    )


def _author(by: str) -> tuple[str | None, str]:
    """Return the name, and what stands behind it: place, rank, number of the member."""
    match = _BY.fullmatch(by.strip())
    if match is None:
        return by.strip() or None, ""
    uid = f"uid {match['uid']}" if match["uid"] else ""
    rest = match["rest"].strip().replace("\\", "")
    return (match["link"] or match["name"]).strip() or None, " ".join(
        filter(None, (uid, match["at"], rest))
    )


def _quotes(text: str) -> list[QuoteDraft]:
    """Find the lines that quote: from one that links to a post to the last that bears ``>``."""
    found: list[QuoteDraft] = []
    end = 0
    for match in _QUOTED.finditer(text):
        start = match.start()
        if start < end or (start and text[start - 1] != "\n"):
            continue
        end = _line_end(text, match.end())
        while text.startswith(">", end + 1) and not _QUOTED.match(text, end + 1):
            end = _line_end(text, end + 1)
        words = match.end()
        while words < end and text[words] in " \n>":
            words += 1
        found.append(
            QuoteDraft(
                start,
                end,
                words,
                end,
                match["author"].strip() or None,
                moment(match["time"], ZONE),
                match["pid"],
            )
        )
    return found


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


FORMAT = Format(
    name="nga-markdown",
    version="1",
    medium=Medium.TEXT,
    title="NGA: a thread saved by ngapost2md",
    keys=("### title", "Made by ngapost2md", '##### <span id="pid…">', ">[jump](#pid…) X(T)"),
    proven=False,
    claims=claims,
    read=read,
)
