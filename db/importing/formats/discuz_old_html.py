"""Discuz! 6 to 7.2, and Discuz!NT (huaren.us before its new site): a page of a thread.

Source of the shapes: the template ``viewthread.htm`` of Discuz! 6 to 7.2, and the pages of
Discuz!NT 2 and 3 as public scrapers read them (``showtopic-N.aspx``, ``div#messageN``).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from db.importing.boards import discuz
from db.importing.boards.addresses import address_of, first_host, host_of, hrefs, is_at
from db.importing.boards.claim_scores import marks
from db.importing.boards.page_numbers import first_number, pages_of
from db.importing.boards.post_drafts import post_of_words
from db.importing.boards.unclaimed_words import words_outside
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideDraft, AsideKind, ThreadDraft
from db.importing.markup.body import body_of
from db.importing.markup.tree import attribute, classes, own_words, words
from db.importing.moments import stated
from db.importing.page import Medium

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft, TimeDraft
    from db.importing.page import Page
    from db.records import Finding

VERSION = "1"
_MESSAGE = re.compile(r"(?:post)?message_?(\d{1,12})")
_BOX = re.compile(r"(?:pid|post_|post)?\d{1,12}")
_TOPIC_PATH = re.compile(r"(?:thread|showtopic|viewthread\.php\?tid=)-?(\d{1,12})")
_POSTED = re.compile(
    r"(?:发表于|發表於|发布于)\s*[:：]?\s*(\d{4}-\d{1,2}-\d{1,2}\s+\d{1,2}:\d{2}(?::\d{2})?)"
)
_COUNTS = re.compile(r"(?:(查看|浏览|点击|人气)|(回复|回覆|回復|回帖))\s*[:：]?\s*(\d[\d,]*)")
_SITE = re.compile(r"\s*-\s*(?:Powered by .*|Discuz!.*)\Z", re.IGNORECASE)
_LABELS = '[id^="postnum"], .postinfo strong, .pi strong'
_AUTHORS = (
    "td.postauthor cite a",
    'td.postauthor .postinfo a[href*="space"], td.postauthor .postinfo a[href*="userinfo"]',
    '.postauthor .poster a, .postauthor a[href*="userinfo"], .postauthor a[href*="space"]',
    "td.postauthor cite, .postauthor .postinfo, .postauthor .name",
)
_OUTSIDE = (
    (".postmessage > .notice, .postmessage > h2", AsideKind.NOTICE),
    (".signatures, .postsignature", AsideKind.SIGNATURE),
    (".postattachlist, .box.postattachlist", AsideKind.ATTACHMENT),
    ("dl.newrate, .postratings, .ratings", AsideKind.RATING),
)
_FURNITURE = frozenset((
    "postauthor", "postactions", "postinfo", "posterinfo", "headactions", "pages_btns", "pages",
    "ad_textlink2", "ad_pip", "threadflow", "postbtn", "replybtn", "authorinfo", "pagecontrol",
    "popupmenu_popup", "forumcontrol", "useraction", "postact",
))  # fmt: skip


def _claims(page: Page, *, net: bool) -> Score:
    tree = page.tree
    made = (
        "discuz!nt" in tree.generator.replace(" ", "")
        if net
        else "discuz! " in f"{tree.generator} "
    )
    message = 'div[id^="message"], td[id^="message"]' if net else '[id^="postmessage_"]'
    wanted = [
        (message, 0.4, "the words of posts"),
        (".postauthor", 0.2, "postauthor"),
        (".postcontent, .t_msgfont, .t_msgfontfix", 0.2, "t_msgfont"),
    ]
    if net:
        wanted.append(('a[href*="showtopic"], a[href*="showforum"]', 0.2, "showtopic"))
    known = (0.25, "made by Discuz!NT" if net else "made by Discuz!") if made else None
    score, reasons = marks(tree, wanted, known)
    if not tree.has(message):
        lists = (
            'a[href*="showtopic"]'
            if net
            else 'tbody[id^="normalthread_"], table.datatable th.subject'
        )
        if (made or (net and "showforum" in page.url)) and tree.has(lists):
            return Score(0.2, ("a list of threads of Discuz!",), a_list=True)
        return NOT_MINE
    if tree.has("#thread_subject"):  # of Discuz! X
        score -= 0.3
    return Score(max(0.0, min(score, 0.95)), tuple(reasons))


def claims_7(page: Page) -> Score:
    """Score the marks of a thread of Discuz! 6 to 7.2."""
    return _claims(page, net=False)


def claims_net(page: Page) -> Score:
    """Score the marks of a thread of Discuz!NT."""
    return _claims(page, net=True)


class _Reading:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.tree = page.tree
        self.address = address_of(page)
        # where the clock of huaren.us stood is not known
        there = is_at(host_of(self.address), "huaren.us")
        self.clock = discuz.clock_of(page, "" if there else discuz.ZONE)
        self.topic = self._topic()
        words_ = "postmessage_" if self.tree.has('[id^="postmessage_"]') else "message"
        self.rules = discuz.rules_for(self.topic, words_)
        self.taken: set[int] = set()

    def _topic(self) -> str | None:
        links = self.tree.all(
            'a[id^="postnum"], a[href*="tid="], a[href*="topic"], a[href*="thread-"]'
        )
        known = (self.address, *hrefs(links[:40]))
        return discuz.topic_in(known, _TOPIC_PATH, "topicid", "tid")

    def posts(self) -> list[PostDraft]:
        found: dict[str, PostDraft] = {}
        for node in self.tree.all('[id^="postmessage_"], [id^="message"]'):
            match = _MESSAGE.fullmatch(attribute(node, "id"))
            if match is not None and match[1] not in found:
                found[match[1]] = self._post(match[1], node)
        return list(found.values())

    def _post(self, pid: str, message: Node) -> PostDraft:
        box = _around(message)
        self.taken.add(message.mem_id)
        asides: list[AsideDraft] = []
        for css, kind in _OUTSIDE:
            for each in box.css(css) if box is not None else ():
                if each.mem_id not in self.taken:
                    self.taken.add(each.mem_id)
                    said = body_of(each).text
                    if said != self.title:  # old pages repeat it above the first post
                        asides += discuz.note(kind, said)
        post = post_of_words(discuz.body(message, self.rules, self.clock), asides)
        label = discuz.label_of(words(box.css_first(_LABELS))) if box is not None else None
        return replace(
            post,
            author=self._author(box),
            floor=label,
            time=self._time(pid, box),
            opening=discuz.is_first(label),
            site_id=pid,
            parent=discuz.answered(message),
            edited=discuz.edited(post),
            deleted=discuz.is_withheld(post),
        )

    def _author(self, box: Node | None) -> str | None:
        if box is None:
            return None
        for css in _AUTHORS:
            node = box.css_first(css)
            if node is not None and (name := words(node)):
                return name
        return None

    def _time(self, pid: str, box: Node | None) -> TimeDraft | None:
        node = (
            box.css_first(f'[id="authorposton{pid}"], [id^="authorposton"]')
            if box is not None
            else None
        )
        exact = attribute(node.css_first("span[title]"), "title") if node is not None else ""
        if node is not None and exact:
            return stated(words(node.css_first("span[title]")), exact, self.clock.zone)
        if node is not None:
            return discuz.said_time(words(node), self.clock)
        for each in box.css(".postinfo, .posterinfo, .pi") if box is not None else ():
            said = _POSTED.search(words(each)[:400])
            if said is not None:
                return discuz.said_time(said[1], self.clock)
        return None

    @cached_property
    def title(self) -> str:
        """The title of the thread."""
        node = self.tree.first("#threadtitle h1, .viewthread h1, h1, #topictitle, .threadtitle")
        found = own_words(node) or words(node)
        return found or _SITE.sub("", words(self.tree.first("title"))[:300]).split(" - ")[0].strip()

    def counts(self) -> tuple[int | None, int | None]:
        views = replies = None
        for each in self.tree.all(".hits, .threadstats, .postinfo, .mainbox h1, .viewthread .hm")[
            :20
        ]:
            for seen, _, count in _COUNTS.findall(words(each)[:400]):
                if seen and views is None:
                    views = first_number(count)
                elif not seen and replies is None:
                    replies = first_number(count)
        return views, replies

    def rest(self) -> list[Finding]:
        region = self.tree.first("#postlist, #postsContainer, form[name='modactions']")
        return words_outside(region, self.taken, _is_furniture)


def _around(message: Node) -> Node | None:
    """Return the element around a post: what bears its number, else the row with its author."""
    at = message.parent
    row: Node | None = None
    for _ in range(30):
        if at is None or at.tag in ("body", "html"):
            return row
        if at.tag in ("table", "div", "li") and _BOX.fullmatch(attribute(at, "id")):
            return at
        if (
            row is None
            and at.tag == "tr"
            and any("postauthor" in classes(each) for each in at.iter())
        ):
            row = at
        at = at.parent
    return row


def _is_furniture(node: Node) -> bool:
    return (
        not _FURNITURE.isdisjoint(classes(node))
        or attribute(node, "id").startswith(("ad_", "userinfo"))
        or node.tag in ("h1", "ins", "cite")
    )


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a whole page."""
    reading = _Reading(page)
    tree = reading.tree
    posts = reading.posts()
    host = host_of(reading.address) or first_host(hrefs(tree.all("#nav a, #foruminfo a")[:20]))
    board = tree.all(
        '#nav a[href*="forumdisplay"], #nav a[href*="forum-"], #nav a[href*="showforum"]'
    )
    pager = tree.first(".pages")
    here, pages = (
        pages_of(words(pager.css_first("strong")), [words(each) for each in pager.css("a, em")[1:]])
        if pager is not None
        else (None, None)
    )
    views, replies = reading.counts()
    draft = ThreadDraft(
        title=reading.title,
        board=(words(board[-1]) or None) if board else None,
        topic_id=reading.topic,
        timezone=reading.clock.zone or None,
        views=views,
        claimed_posts=replies,
        posts=tuple(posts),
        findings=tuple(reading.rest()),
        page=here,
        pages=pages,
    )
    return (discuz.on_board(draft, host, words(tree.first("title"))),)


DISCUZ_7 = Format(
    name="discuz7-html",
    version=VERSION,
    medium=Medium.HTML,
    title="Discuz! 6 to 7.2: page of a thread",
    keys=("generator Discuz! 7", "#postmessage_N", "td.postauthor", "td.t_msgfont"),
    proven=False,
    claims=claims_7,
    read=read,
)
DISCUZ_NET = Format(
    name="discuznt-html",
    version=VERSION,
    medium=Medium.HTML,
    title="Discuz!NT (huaren.us before its new site): page of a thread",
    keys=("generator Discuz!NT", "div#messageN", "showtopic.aspx", "td.postauthor"),
    proven=False,
    claims=claims_net,
    read=read,
)
