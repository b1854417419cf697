"""Discuz! for telephones: the touch pages of Discuz! X, and the wap pages of 7.2.

Source of the shapes: the template ``touch/forum/viewthread.htm`` of Discuz! X; for wap,
``li#pidN .replytop``/``.replycon`` below ``div.detailcon``, as public readers of boards take it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards import discuz
from db.importing.boards.addresses import address_of, first_host, host_of, hrefs
from db.importing.boards.page_numbers import first_number, pages_of
from db.importing.boards.post_drafts import post_of_words
from db.importing.boards.unclaimed_words import strays, words_outside
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideKind, ThreadDraft
from db.importing.markup.body import body_of
from db.importing.markup.tree import attribute, classes, own_words, words
from db.importing.page import Medium

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft
    from db.importing.page import Page

VERSION = "1"
_PID = re.compile(r"pid(\d{1,12})")
_TOPIC_PATH = re.compile(r"thread-(\d{1,12})-\d")
_TYPE = re.compile(r"^\s*(?:\[[^\[\]]{1,30}\]\s*)+")
_BEHIND = re.compile(r"/\s*([^/]{2,40})\Z")
_FURNITURE = frozenset((
    "authi", "threadlist_foot", "replybtn", "avatar", "header", "page", "pg", "discuz_x", "mtit",
    "replytop", "view_tit", "txtlist", "bottom",
))  # fmt: skip


def claims_touch(page: Page) -> Score:
    """Score the marks of a touch page of Discuz! X."""
    tree = page.tree
    if not tree.has('div.plc[id^="pid"] .message'):
        if tree.has("div.threadlist li.list, #threadlist.threadlist") and tree.has(
            ".forumdisplay-top"
        ):
            return Score(0.2, ("a list of threads of Discuz! touch",), a_list=True)
        return NOT_MINE
    score, reasons = 0.6, ["div.plc#pidN .message"]
    if tree.has("ul.authi"):
        score += 0.25
        reasons.append("ul.authi")
    if tree.has(".view_tit") or tree.has(".viewthread"):
        score += 0.1
        reasons.append("view_tit")
    return Score(score, tuple(reasons))


def claims_wap(page: Page) -> Score:
    """Score the marks of a wap page of Discuz! 7.2."""
    tree = page.tree
    if not tree.has('li[id^="pid"] .replycon') and not tree.has('div.detailcon[id^="pid"]'):
        return NOT_MINE
    score, reasons = 0.65, ["li#pidN .replycon"]
    if tree.has(".replytop"):
        score += 0.2
        reasons.append("replytop")
    return Score(score, tuple(reasons))


class _Reading:
    def __init__(self, page: Page) -> None:
        self.tree = page.tree
        self.clock = discuz.clock_of(page)
        self.address = address_of(page)
        self.topic = self._topic()
        self.rules = discuz.rules_for(self.topic)
        self.taken: set[int] = set()

    def _topic(self) -> str | None:
        links = self.tree.all('a[href*="tid="], a[href*="thread-"]')
        known = (self.address, *hrefs(links[:40]))
        return discuz.topic_in(known, _TOPIC_PATH, "tid", "ptid")

    def touch_post(self, pid: str, box: Node) -> PostDraft:
        message = box.css_first(".message") or box
        self.taken.add(message.mem_id)
        self.taken.update(each.mem_id for each in box.css(".post_attlist, .img_one"))
        asides = [
            aside
            for each in box.css(".post_attlist, .img_one")
            for aside in discuz.note(AsideKind.ATTACHMENT, body_of(each).text)
        ]
        body = discuz.body(message, self.rules, self.clock)
        more = [one for each in box.css(".img_one") for one in body_of(each).figures]
        figures = (*body.figures, *(replace(one, at=len(body.text)) for one in more))
        post = post_of_words(replace(body, figures=figures), asides)
        label = discuz.label_of(words(box.css_first(".authi .mtit .y, .authi li .y, .authi em")))
        name = box.css_first(".authi .mtit .z a, .authi .mtit .z, .authi li a[href*='uid']")
        return replace(
            post,
            author=words(name) or None,
            floor=label,
            time=discuz.said_time(own_words(box.css_first(".authi .mtime")), self.clock),
            opening=discuz.is_first(label) or box.css_first(".pione") is not None,
            site_id=pid,
            parent=discuz.answered(message),
            edited=discuz.edited(post),
            deleted=discuz.is_withheld(post),
        )

    def wap_post(self, pid: str, box: Node) -> PostDraft:
        self.taken.add(box.mem_id)
        opening = "detailcon" in classes(box)
        head = (
            self.tree.first(".detailtop, .detailtitle") if opening else box.css_first(".replytop")
        )
        message = box if opening else box.css_first(".replycon") or box
        post = post_of_words(discuz.body(message, self.rules, self.clock))
        said = words(head)[:400]
        behind = _BEHIND.search(said)
        printed = words(head.css_first("em, .time")) if head is not None else ""
        return replace(
            post,
            author=words(head.css_first("a")) or None if head is not None else None,
            time=discuz.said_time(printed or (behind[1] if behind else ""), self.clock),
            opening=opening,
            site_id=pid,
            parent=discuz.answered(message),
            edited=discuz.edited(post),
            deleted=discuz.is_withheld(post),
        )

    def draft(self, posts: list[PostDraft], title: str, counts: list[Node]) -> ThreadDraft:
        tree = self.tree
        said = words(tree.first("title"))
        host = host_of(self.address) or first_host(hrefs(tree.all('a[href*="tid="]')[:20]))
        board = tree.first('.header h2 a, a[href*="forumdisplay"]')
        pager = tree.first(".page, .pg")
        here, pages = (None, None)
        if pager is not None:
            others = [words(each) for each in pager.css("a, option, span[title]")]
            here, pages = pages_of(words(pager.css_first("strong, option[selected]")), others)
        draft = ThreadDraft(
            title=title or said[:400].split(" - ")[0].strip(),
            board=words(board) or None,
            topic_id=self.topic,
            timezone=self.clock.zone,
            views=first_number(words(counts[0])) if counts else None,
            claimed_posts=first_number(words(counts[1])) if len(counts) > 1 else None,
            posts=tuple(posts),
            findings=tuple(words_outside(tree.first(".viewthread"), self.taken, _is_furniture)),
            page=here,
            pages=pages,
        )
        return discuz.on_board(draft, host, said)


def _is_furniture(node: Node) -> bool:
    return not _FURNITURE.isdisjoint(classes(node)) or node.tag in ("form", "h2")


def _numbered(nodes: list[Node]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for node in nodes:
        match = _PID.fullmatch(attribute(node, "id"))
        if match is not None:
            found.setdefault(match[1], node)
    return found


def read_touch(page: Page) -> tuple[ThreadDraft]:
    """Read a touch page."""
    reading = _Reading(page)
    boxes = _numbered(reading.tree.all('div.plc[id^="pid"]'))
    posts = [reading.touch_post(pid, box) for pid, box in boxes.items()]
    title = _TYPE.sub("", words(reading.tree.first(".view_tit"))[:500])
    return (reading.draft(posts, title, reading.tree.all(".authi .mtime .y em")[:2]),)


def read_wap(page: Page) -> tuple[ThreadDraft]:
    """Read a wap page."""
    reading = _Reading(page)
    boxes = _numbered(reading.tree.all('div.detailcon[id^="pid"], li[id^="pid"]'))
    posts = [reading.wap_post(pid, box) for pid, box in boxes.items()]
    lost = strays(reading.tree, ".replycon", reading.taken)
    posts += [post_of_words(discuz.body(each, reading.rules, reading.clock)) for each in lost]
    return (reading.draft(posts, words(reading.tree.first("h2, .detailtitle")), []),)


DISCUZ_TOUCH = Format(
    name="discuz-touch-html",
    version=VERSION,
    medium=Medium.HTML,
    title="Discuz! X for telephones: page of a thread",
    keys=("div.plc#pidN", "ul.authi", "div.message", "div.view_tit"),
    proven=False,
    claims=claims_touch,
    read=read_touch,
)
DISCUZ_WAP = Format(
    name="discuz-wap-html",
    version=VERSION,
    medium=Medium.HTML,
    title="Discuz! 7.2 wap: page of a thread",
    keys=("li#pidN .replytop", ".replycon", "div.detailcon"),
    proven=False,
    claims=claims_wap,
    read=read_wap,
)
