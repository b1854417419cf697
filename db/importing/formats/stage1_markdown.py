"""Threads of Stage1 (a Discuz! board) as archives of it in Markdown keep them.

``####  author``, below it ``##### N#  发表于 T``, then the post: plain lines with pieces of HTML.
The title stands in the file's name alone (``TID-NN[title].md``).  Posts do not say their own ids;
quotations name the id of their source, with author and minute, by which it is found among the
floors.  A picture is followed by its attachment's name and size, a link, and when it was sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING

from db.importing.boards.loose_html import loose_body, picture
from db.importing.boards.quoted_ids import ids_by_quotes
from db.importing.claims import Format, Score
from db.importing.drafts import AsideDraft, AsideKind, LinkDraft, PostDraft, QuoteDraft, ThreadDraft
from db.importing.markup.body import QuoteHead, Rules
from db.importing.markup.tree import attribute
from db.importing.moments import moment
from db.importing.page import Medium
from db.importing.plain.lines_around import lines_above
from db.importing.plain.marks import blank
from db.importing.plain.post_lines import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selectolax.lexbor import LexborNode as Node

    from db.importing.page import Page
    from db.records import Finding

ZONE = "Asia/Shanghai"
_LONGEST = 400
_AUTHOR = re.compile(r"####\s(?P<author>.{0,200})")
_FLOOR = re.compile(
    r"#####\s{1,4}(?P<floor>\d{1,7})#(?:\s{0,20}楼主\|?)?\s{0,20}发表于\s(?P<time>.{4,40}?)\s{0,9}"
)
_FILE = re.compile(r"(?P<topic>\d{1,12})-(?P<part>\d{1,4})\[(?P<title>.{1,400})\](?:\.md)?", re.I)
_EDITED = re.compile(r"\s{0,4}(?:\[\s?)?本帖最后由 .{1,80} 于 .{4,30} 编辑\s{0,4}\]?\s{0,4}")
_ATTACHED = re.compile(
    r"\s{0,4}(?:<strong>)?(?P<name>[^<>\n]{1,200}?)(?:</strong>)? "
    r"(?P<size>\([\d.]{1,12} ?(?:[KMG]?B|Bytes)(?:, ?下载次数[:：] ?\d{1,9})?\))\s{0,4}"
)
_LINKS = ("下载附件", "保存到相册", "点击文件名下载附件")
_SENT = re.compile(r"\s{0,4}[\d-]{8,10} [\d:]{4,8} 上传\s{0,4}")
_PICTURE = re.compile(
    r'\s{0,4}<img (?:[^<>]{0,200} )?src="(?P<src>[^"<>]{1,2000})"[^<>]{0,200}>\s{0,4}'
)
_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|heic|avif)", re.IGNORECASE)
_APP = re.compile(r"\s{0,8}\[?\s{0,8}(?:——|--|—)\s?来自\s?[:：]?\s?\S.{0,200}")
_HEAD = re.compile(
    r"\s{0,4}(?P<author>[^\n]{1,80}?) 发表于 (?P<time>\d{4}-\d{1,2}-\d{1,2} [\d:]{4,8})"
)
_PID = re.compile(r"[?&]pid=(\d{1,12})")
_TOPIC = re.compile(r"[?&]ptid=(\d{1,12})")


@dataclass(frozen=True, slots=True)
class _Floor:
    line: int
    author: str
    label: str
    time: str


def claims(page: Page) -> Score:
    """Score the heads of floors."""
    floors = len(_floors(page.sample))
    if not floors:
        return Score(0.0)
    return Score(0.95 if floors > 1 else 0.8, (f"{floors} heads “####” and “##### N#”",))


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a file of a thread."""
    lines = page.lines
    floors = _floors(lines)
    named = _FILE.fullmatch(page.name.replace("\\", "/").rpartition("/")[2])
    topic = named["topic"] if named else None
    stops = [*(floor.line for floor in floors[1:]), len(lines)][: len(floors)]
    posts = [_post(lines, floor, stop, topic) for floor, stop in zip(floors, stops, strict=True)]
    draft = ThreadDraft(
        title=unescape(named["title"]).strip() if named else "",
        outlet="Stage1st",
        poster=posts[0].author if posts and posts[0].opening else None,
        site="stage1st.com",
        topic_id=topic,
        timezone=ZONE,
        posts=tuple(ids_by_quotes(posts)),
        findings=tuple(_above(lines, floors[0].line if floors else len(lines))),
        page=int(named["part"]) if named else None,
    )
    return (draft,)


def _floors(lines: Sequence[str]) -> list[_Floor]:
    found: list[_Floor] = []
    for at, line in enumerate(lines):
        if not at or not line.startswith("#####"):
            continue
        floor = _FLOOR.fullmatch(line[:_LONGEST])
        author = _AUTHOR.fullmatch(lines[at - 1][:_LONGEST])
        if floor is not None and author is not None and not lines[at - 1].startswith("#####"):
            found.append(_Floor(at - 1, author["author"].strip(), floor["floor"], floor["time"]))
    return found


def _post(lines: Sequence[str], floor: _Floor, stop: int, topic: str | None) -> PostDraft:
    asides: list[AsideDraft] = []
    words = _words(lines[floor.line + 2 : stop], asides)
    # the blank line below a quotation is the page's, not the writer's
    text = joined(words).replace("</blockquote>\n", "</blockquote>")
    body = loose_body(text, Rules(quote=lambda node: _quote(node, topic)))
    edited = next((each.text for each in asides if each.kind is AsideKind.EDITED), None)
    return PostDraft(
        text=body.text,
        author=floor.author or None,
        floor=floor.label,
        time=moment(floor.time, ZONE),
        line=floor.line + 1,
        opening=floor.label == "1",
        edited=edited,
        quotes=tuple(_below_head(quote, body.text) for quote in body.quotes),
        figures=body.figures,
        links=tuple(replace(link, href=_repaired(link)) for link in body.links),
        asides=(*asides, *body.asides),
    )


def _repaired(link: LinkDraft) -> str:
    """Return an address; the archive writes the scheme of some twice."""
    return link.href.removeprefix("http") if link.href.startswith("httphttp") else link.href


def _words(lines: Sequence[str], asides: list[AsideDraft]) -> list[str]:
    """Return the lines of a post that are its words; the others go to ``asides``."""
    end = len(lines)
    while end and (blank(lines[end - 1]) or lines[end - 1].strip() == "*****"):
        end -= 1
    end = _ratings(lines, end, asides)
    end = _tails(lines, end, asides)
    words: list[str] = []
    at, depth = 0, 0
    while at < end:
        line = lines[at]
        if not depth and _EDITED.fullmatch(line[:_LONGEST]):
            asides.append(AsideDraft(AsideKind.EDITED, line.strip()))
            at += 1
            continue
        attached = None if depth else _attached(lines, at, end)
        if attached is not None:
            at = _attachment(lines, *attached, end, words, asides)
            continue
        depth = max(0, depth + line.count("<blockquote>") - line.count("</blockquote>"))
        words.append(line)
        at += 1
    return words


def _next(lines: Sequence[str], at: int, end: int) -> int:
    while at < end and blank(lines[at]):
        at += 1
    return at


def _attached(lines: Sequence[str], at: int, end: int) -> tuple[int, re.Match[str]] | None:
    """Return the last line of an attachment's name and size, which may stand on two."""
    line = lines[at][:_LONGEST]
    match = _ATTACHED.fullmatch(line) if "(" in line else None
    if match is None and "." in line and at + 1 < end and lines[at + 1].startswith("("):
        at += 1
        match = _ATTACHED.fullmatch(f"{line.strip()} {lines[at][:_LONGEST]}")
    if match is None:
        return None
    below = _next(lines, at + 1, min(end, at + 4))
    known = below < end and (lines[below].strip() in _LINKS or _SENT.fullmatch(lines[below][:60]))
    return (at, match) if known else None


def _attachment(
    lines: Sequence[str],
    at: int,
    attached: re.Match[str],
    end: int,
    words: list[str],
    asides: list[AsideDraft],
) -> int:
    """Read an attachment below its picture, and return where the words go on."""
    name = unescape(attached["name"])
    said = [f"{name} {attached['size']}"]
    below = at + 1
    while True:
        after = _next(lines, below, min(end, below + 4))
        if after >= end or len(lines[after]) > 40:
            break
        text = lines[after].strip()
        if _SENT.fullmatch(text):
            said.append(text)
        elif text not in _LINKS:
            break
        below = after + 1
    above = len(words) - 1
    while above >= 0 and above > len(words) - 4 and blank(words[above]):
        above -= 1
    shown = _PICTURE.fullmatch(words[above][:2400]) if above >= 0 else None
    image = _IMAGE.search(name) is not None
    # what is no picture stands below the sign of its kind
    if shown is not None and (image or "/filetype/" in shown["src"]):
        del words[above:]
    if image:
        words.append(picture(unescape(shown["src"]) if shown else None, name, "\n".join(said)))
    else:
        asides.append(AsideDraft(AsideKind.ATTACHMENT, "\n".join(said)))
    return below


def _ratings(lines: Sequence[str], end: int, asides: list[AsideDraft]) -> int:
    """Put the list of ratings at the end of a post aside, and return where the words end."""
    begin = next((at for at in range(end) if lines[at].strip() == "﹍﹍﹍"), None)
    if begin is None:
        return end
    below = _next(lines, begin + 1, end)
    if below >= end or lines[below].strip() not in ("评分", "点评"):
        return end
    asides.append(AsideDraft(AsideKind.RATING, joined(lines[below:end])))
    while begin and blank(lines[begin - 1]):
        begin -= 1
    return begin


def _tails(lines: Sequence[str], end: int, asides: list[AsideDraft]) -> int:
    """Put what reading programs sign with aside, and return where the words end."""
    while end and len(lines[end - 1]) <= 300 and _APP.fullmatch(lines[end - 1]):
        if "</blockquote>" in lines[end - 1]:
            break
        asides.append(AsideDraft(AsideKind.APP, lines[end - 1].strip()))
        end -= 1
        while end and blank(lines[end - 1]):
            end -= 1
    return end


def _quote(node: Node, topic: str | None) -> QuoteHead | None:
    if node.tag != "blockquote":
        return None
    head = _HEAD.match(node.text(deep=True)[:_LONGEST].lstrip())
    link = node.css_first("a")
    address = attribute(link, "href") if link is not None else ""
    pid, of = _PID.search(address), _TOPIC.search(address)
    elsewhere = of is not None and topic is not None and of[1] != topic
    return QuoteHead(
        head["author"].strip() if head else None,
        moment(head["time"], ZONE) if head else None,
        pid[1] if pid else None,
        elsewhere,
    )


def _below_head(quote: QuoteDraft, text: str) -> QuoteDraft:
    """Let the words of a quotation begin below its head."""
    head = _HEAD.match(text, quote.start, quote.end)
    if head is None or quote.author is None:
        return quote
    start = head.end()
    while start < quote.end and text[start].isspace():
        start += 1
    return replace(quote, words_start=min(start, quote.words_end))


def _above(lines: Sequence[str], end: int) -> list[Finding]:
    return lines_above(joined([line for line in lines[:end] if line.strip("*\ufeff ")]))


FORMAT = Format(
    name="stage1-markdown",
    version="1",
    medium=Medium.TEXT,
    title="Stage1 (Discuz! X): an archived thread in Markdown",
    keys=("####  author", "##### N#  发表于 T", "TID-NN[title].md", "goto=findpost&pid="),
    proven=True,
    claims=claims,
    read=read,
)
