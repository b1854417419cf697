"""PTT (批踢踢) on the web: an article with its pushes (``/bbs/BOARD/M.N.A.XXX.html``).

``#main-content`` is laid out as it stands, with its own lines: four fields of head, the article,
``--``, the lines of the station, then one ``div.push`` for each push.  Pushes print no year: it is
the earliest that keeps their order from the times that the page states, and marked as inferred.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from db.importing.boards.addresses import address_of, host_of, is_at
from db.importing.boards.claim_scores import marks, score_of
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import (
    AsideDraft,
    AsideKind,
    BlockDraft,
    PostDraft,
    ThreadDraft,
    TimeDraft,
)
from db.importing.markup.tree import attribute, classes, words
from db.importing.moments import moment
from db.importing.page import Medium
from db.importing.plain.marks import blank
from db.importing.plain.ptt_pushes import MARKS, ZONE, PushYears, instants
from db.importing.plain.telnet_boards import paragraphs
from db.records import BlockType

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.page import Page

VERSION = "1"
_LONGEST = 300
_PATH = re.compile(r"/bbs/([\w-]{1,40}/M\.\d{9,10}\.A\.[0-9A-F]{3})\.html")
_STATED = re.compile(r"[ \t]{0,3}[時时][間间][:： \t]{1,3}(\S.{0,60})")
_STAMP = re.compile(
    r"(?P<ip>\d{1,3}\.\d{1,3}\.\d{1,3}\.(?:\d{1,3}|\*))?\s{0,3}"
    r"(?P<time>(?P<month>[01]?\d)/(?P<day>[0-3]?\d)"
    r"(?: (?P<hour>[0-2]\d):(?P<minute>[0-5]\d))?)?\s*\Z"
)
_STATION = re.compile(r"※ ?[發发]信站[:：] ?(?P<name>[^(\n]{1,80})\(")
_OF_PUSH = frozenset(("push-tag", "push-userid", "push-content", "push-ipdatetime"))
_KINDS = (*_OF_PUSH, "article-meta-tag", "article-meta-value", "warning-box", "richcontent")


def claims(page: Page) -> Score:
    """Score the marks of an article on the web; a board's index is named as such."""
    tree = page.tree
    here = is_at(host_of(address_of(page)), "ptt.cc") or tree.has('a[href*="ptt.cc/bbs/"]')
    if not tree.has("#main-content"):
        if tree.has(".r-list-container .r-ent, .r-ent .title a"):
            return Score(0.2, ("a list of articles of PTT",), a_list=True)
        return NOT_MINE
    score, reasons = marks(
        tree,
        (
            ("#main-content .article-metaline .article-meta-value", 0.5, "article-metaline"),
            ("#main-content .push .push-userid", 0.25, "push-userid"),
            ("#main-content.bbs-screen", 0.2, "bbs-screen"),
        ),
        (0.2, "ptt.cc") if here else None,
    )
    return score_of(score, reasons)


@dataclass(slots=True)
class _Article:
    """What stands before the first push: fields of the head, lines, pictures before lines."""

    fields: dict[str, str] = field(default_factory=dict[str, str])
    lines: list[str] = field(default_factory=list[str])
    pictures: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


class _Reading:
    """One walk over the parts of ``#main-content``."""

    def __init__(self, page: Page) -> None:
        self.article = _Article()
        self.posts: list[PostDraft] = []
        self._captured_at = page.origin.captured_at
        self._text: list[str] = []
        self._years = PushYears(page.origin.captured_at)
        self._pushed = False
        self._push: dict[str, str] | None = None
        self._field = ""

    def run(self, content: Node) -> None:
        """Take each piece of text for what the nearest element around it says it is.

        Where the end of an element is lost, those that follow lie inside of it; so their order is
        that of the page, not that of the parts of ``content``.
        """
        for node in content.traverse(include_text=True):
            if node.is_text_node:
                self._write(node, content)
                continue
            kinds = classes(node)
            if "push" in kinds and "warning-box" not in kinds:
                self._end_push()
                self._before_push()
                self._push = {}
            elif "article-metaline" in kinds or "article-metaline-right" in kinds:
                self._field = ""
            elif node.tag == "img" and not self._pushed:
                src = attribute(node, "src")
                if src:
                    self.article.pictures.append(("".join(self._text).count("\n"), src))
        self._end_push()
        self._close()

    def _write(self, node: Node, content: Node) -> None:
        text = node.text_content or ""
        kind = _kind(node, content)
        if kind is None:
            return
        if kind == "warning-box":
            self._end_push()
        if kind in _OF_PUSH and self._push is not None:
            self._push[kind] = self._push.get(kind, "") + text
        elif kind == "article-meta-tag":
            self._field = text.strip()
        elif kind == "article-meta-value":
            known = self.article.fields
            known[self._field] = known.get(self._field, "") + text.strip()
        elif kind == "warning-box" and self.posts:
            last = self.posts[-1]
            if text.strip():
                kept = AsideDraft(AsideKind.NOTICE, text.strip())
                self.posts[-1] = replace(last, asides=(*last.asides, kept))
        elif kind == "richcontent":
            self._text.append(f"{text.strip()}\n" if text.strip() else "")
        elif text.strip() or self._push is None:
            self._end_push()
            self._text.append(text)

    def _end_push(self) -> None:
        if self._push is None:
            return
        parts = {name: " ".join(text.split()) for name, text in self._push.items()}
        self._push = None
        if parts:
            self.posts.append(self._post(parts))

    def _before_push(self) -> None:
        if self._pushed:
            self._close()
            return
        self._pushed = True
        self.article.lines = "".join(self._text).split("\n")
        self._text.clear()
        stated = [moment(self.article.fields.get("時間", ""), ZONE)]
        for line in self.article.lines:
            match = _STATED.match(line[:_LONGEST])
            if match is not None:
                stated.append(moment(match[1], ZONE))
        for earliest in sorted(instants(stated))[:1]:
            self._years.at_least(earliest)

    def _close(self) -> None:
        """Keep what stands between two pushes: edits by the author, marks of the station."""
        if not self._pushed:
            self.article.lines = "".join(self._text).split("\n")
            self._text.clear()
            return
        lines = [line for line in "".join(self._text).split("\n") if not blank(line)]
        self._text.clear()
        for line in lines:
            self._years.reposted(line)
        marks = [line.strip() for line in lines if line.lstrip().startswith(MARKS)]
        if self.posts and marks:
            last = self.posts[-1]
            kept = (AsideDraft(AsideKind.NOTICE, each) for each in marks if each.strip("-"))
            self.posts[-1] = replace(last, asides=(*last.asides, *kept))
        said = [line for line in lines if not line.lstrip().startswith(MARKS)]
        if said:
            self.posts.append(PostDraft("\n".join(said), self.author, kind="編輯"))

    @property
    def author(self) -> str | None:
        return self.article.fields.get("作者", "").partition(" (")[0].strip() or None

    def _post(self, parts: dict[str, str]) -> PostDraft:
        words_ = parts.get("push-content", "")
        behind = parts.get("push-ipdatetime", "")
        stamp = _STAMP.search(behind[-60:])
        address = stamp["ip"] if stamp is not None else None
        return PostDraft(
            words_[1:].strip() if words_[:1] in (":", "：") else words_,
            parts.get("push-userid") or None,
            time=self._time(behind, stamp),
            kind=parts.get("push-tag") or None,
            asides=(AsideDraft(AsideKind.NOTICE, address),) if address else (),
        )

    def _time(self, behind: str, stamp: re.Match[str] | None) -> TimeDraft | None:
        if stamp is None or stamp["time"] is None:
            return moment(behind, ZONE, self._captured_at)
        return self._years.time(stamp)


def _kind(node: Node, content: Node) -> str | None:
    """Return the class of the nearest element around a text that says what it is.

    Empty for words of the article; ``None`` for no words at all.
    """
    at = node.parent
    for _ in range(6):
        if at is None or at.mem_id == content.mem_id:
            return ""
        if at.tag in ("script", "style"):
            return None
        kinds = classes(at)
        found = next((each for each in _KINDS if each in kinds), None)
        if found is not None:
            return found
        if "push" in kinds:
            return ""
        at = at.parent
    return ""


def _blocks(article: _Article) -> list[BlockDraft]:
    """Return the paragraphs of the article, with the pictures that the page shows between them."""
    found: list[BlockDraft] = []
    pictures = list(reversed(article.pictures))
    for block in paragraphs(article.lines, 0, len(article.lines)):
        while pictures and pictures[-1][0] < block.line - 1:
            found.append(BlockDraft(BlockType.FIGURE, "", src=pictures.pop()[1]))
        # the lines of a part of the page are not those of the file
        found.append(BlockDraft(block.type, block.text))
    found += [BlockDraft(BlockType.FIGURE, "", src=src) for _, src in reversed(pictures)]
    return found


def read(page: Page) -> tuple[ThreadDraft]:
    """Read an article with its pushes."""
    tree = page.tree
    reading = _Reading(page)
    # where an end is lost, pushes fall out of the inner one
    content = tree.first("#main-container") or tree.first("#main-content")
    if content is not None:
        reading.run(content)
    fields = reading.article.fields
    topic, url = _topic(page)
    station = next(
        (
            match["name"]
            for line in reading.article.lines
            if (match := _STATION.search(line[:_LONGEST]))
        ),
        None,
    )
    draft = ThreadDraft(
        title=fields.get("標題", "") or _title(tree.meta("og:title") or words(tree.first("title"))),
        board=fields.get("看板") or (topic.partition("/")[0] if topic else None),
        outlet=station.strip() if station else "批踢踢實業坊",
        source_url=url,
        poster=reading.author,
        site="ptt.cc",
        topic_id=topic,
        timezone=ZONE,
        article_author=fields.get("作者") or None,
        published=moment(fields.get("時間", ""), ZONE),
        blocks=tuple(_blocks(reading.article)),
        posts=tuple(reading.posts),
    )
    return (draft,)


def _title(said: str) -> str:
    return re.sub(r"\s*-\s*(?:看板 \S{1,40}\s*-\s*)?(?:批踢踢|PTT).{0,40}\Z", "", said[:_LONGEST])


def _topic(page: Page) -> tuple[str | None, str | None]:
    """Return board and file of the article, and its address."""
    links = [attribute(each, "href") for each in page.tree.all('#main-content a[href*="/bbs/"]')]
    for each in (address_of(page), *links[-20:]):
        match = _PATH.search(each[:500])
        if match is not None:
            return match[1], each
    return None, None


FORMAT = Format(
    name="ptt-html",
    version=VERSION,
    medium=Medium.HTML,
    title="PTT 批踢踢 on the web: an article with its pushes",
    keys=("#main-content", ".article-metaline", ".push .push-userid", "www.ptt.cc/bbs"),
    proven=False,
    claims=claims,
    read=read,
)
