"""NGA (bbs.nga.cn and its other names): a page of a thread, as sent or as a browser shows it.

As sent, names and UBB code are still data for the scripts of the page: names stand in
``commonui.userInfo.setAll``, quotations as ``[quote][pid=…]``.  The N of ``#postcontentN`` counts
the posts of the page or thread; the id of a post is that of its anchor ``#pidNAnchor``.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards import ubb
from db.importing.boards.addresses import address_of, first_host, host_of, is_at, parameter
from db.importing.boards.chinese_quote_heads import with_heads
from db.importing.boards.claim_scores import marks, score_of
from db.importing.boards.nesting import belongs_to_quote
from db.importing.boards.page_numbers import first_digits, pages_of
from db.importing.boards.post_drafts import post_of_words
from db.importing.boards.unclaimed_words import words_outside
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideDraft, AsideKind, ThreadDraft
from db.importing.markup.body import QuoteHead, Rules, body_of
from db.importing.markup.tree import above, attribute, classes, words
from db.importing.moments import moment
from db.importing.page import Medium

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft
    from db.importing.page import Page

VERSION = "1"
ZONE = "Asia/Shanghai"
HOSTS = ("nga.cn", "ngabbs.com", "nga.178.com", "bbs.ngacn.cc")
SITE = "nga.cn"
_BODY = re.compile(r"postcontent(\d{1,7})")
_ANCHOR = re.compile(r"pid(\d{1,12})Anchor")
_LOU = re.compile(r"l(\d{1,7})")
_USER = re.compile(r'"uid":(-?\d{1,12}),"username":"((?:[^"\\]|\\.){1,200})"')
_PAGE = re.compile(r"__PAGE\s*=\s*\{0:'[^']{0,300}',1:(\d{1,6}),2:(\d{1,6})")
_TOPIC = re.compile(r"__CURRENT_TID\s*=\s*(?:parseInt\(')?(\d{1,12})|[?&]tid=(\d{1,12})")
_SUFFIX = re.compile(
    r"\s*(?:[-|]\s*)?(?:178\s*)?(?:\w{0,12}NGA玩家社区|NGA\S{0,20}|艾泽拉斯国家地理论坛).{0,40}\Z"
)
_FURNITURE = frozenset(("c1", "postInfo", "postBtnPos", "posterinfo"))


def claims(page: Page) -> Score:
    """Score the marks of a thread; a board's index is named as such."""
    tree = page.tree
    here = is_at(host_of(address_of(page)), *HOSTS) or tree.has('a[href*="nuke.php?func=ucp"]')
    score, reasons = marks(
        tree,
        (
            ('[id^="postcontent"]', 0.3, "postcontentN"),
            ("table.postbox, .postrow", 0.2, "postbox"),
            ('[id^="postdate"], [id^="postauthor"]', 0.2, "postauthorN"),
            ("#m_posts, #m_posts_c", 0.15, "m_posts"),
        ),
        (0.2, "nga.cn") if here else None,
    )
    if not tree.has('[id^="postcontent"]'):
        if tree.has("#topicrows, tbody.topicrow, a.topic"):
            return Score(0.2, ("a list of threads of NGA",), a_list=True)
        return NOT_MINE
    return score_of(score, reasons)


def _quote(node: Node) -> QuoteHead | None:
    if "quote" not in classes(node) and node.tag != "blockquote":
        return None
    link = node.css_first('a[href*="pid="], a[href*="#pid"], a[href*="tid="]')
    if link is None or not belongs_to_quote(link, node):
        return QuoteHead()
    href = attribute(link, "href")
    pid = first_digits(parameter(href, "pid")) or first_digits(
        href.rpartition("#pid")[2] if "#pid" in href else ""
    )
    return QuoteHead(source=pid or "0")


_RULES = Rules(
    quote=_quote,
    aside=lambda node: AsideKind.NOTICE if "comment_c" in classes(node) else None,
    skip=lambda node: (
        not classes(node).isdisjoint(("postBtnPos", "goodbad", "collapse_btn", "postbox"))
        or _BODY.fullmatch(attribute(node, "id")) is not None
    ),
)


class _Reading:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.ids = {attribute(node, "id"): node for node in page.tree.all("[id]")}
        self.taken: set[int] = set()
        self._seen: set[int] = set()
        self.names = {
            match[1]: name for match in _USER.finditer(page.text) if (name := _decoded(match[2]))
        }

    def posts(self) -> list[PostDraft]:
        found: list[PostDraft] = []
        for node in self.page.tree.all('[id^="postcontent"]'):
            match = _BODY.fullmatch(attribute(node, "id"))
            if match is not None and node.mem_id not in self._seen:
                self._seen.add(node.mem_id)
                found.append(self._post(match[1], node))
        return found

    def _part(self, table: Node | None, name: str) -> Node | None:
        """Return a part of a post; two pages in one file give the same names to theirs."""
        found = table.css_first(f'[id="{name}"]') if table is not None else None
        return found if found is not None else self.ids.get(name)

    def _post(self, place: str, node: Node) -> PostDraft:
        body = ubb.with_quotes(
            with_heads(body_of(node, _RULES), ZONE, self.page.origin.captured_at), ZONE
        )
        table = above(node, "table")
        self.taken.add(node.mem_id if table is None else table.mem_id)
        box = self._part(table, f"postcontainer{place}")
        box = self._part(table, f"post1strow{place}") if box is None else box
        asides: list[AsideDraft] = []
        for name, kind in (
            (f"postsign{place}", AsideKind.SIGNATURE),
            (f"alertc{place}", AsideKind.EDITED),
            (f"postcomment_{place}", AsideKind.NOTICE),
            (f"comment_for_{place}", AsideKind.NOTICE),
        ):
            if said := words(self._part(table, name)):
                asides.append(AsideDraft(kind, said))
        subject = words(self._part(table, f"postsubject{place}"))
        if subject and place != "0":
            asides.append(AsideDraft(AsideKind.NOTICE, subject))
        post = post_of_words(body, asides)
        pid, floor = self._numbers(box, place)
        return replace(
            post,
            author=self._author(self._part(table, f"postauthor{place}")),
            floor=floor,
            time=moment(
                words(self._part(table, f"postdate{place}")), ZONE, self.page.origin.captured_at
            ),
            opening=floor == "0",
            site_id=pid,
            parent=ubb.answered(body.text) or _answered(node),
            edited=next((each.text for each in asides if each.kind is AsideKind.EDITED), None),
        )

    def _numbers(self, box: Node | None, place: str) -> tuple[str | None, str]:
        """Return the id of a post and the number of its floor, which begins with 0."""
        pid: str | None = None
        floor = place
        for each in box.css("a[id], a[name]") if box is not None else ():
            anchor = _ANCHOR.fullmatch(attribute(each, "id"))
            lou = _LOU.fullmatch(attribute(each, "name"))
            pid = pid or (anchor[1] if anchor is not None else None)
            floor = lou[1] if lou is not None else floor
        return pid or ("0" if floor == "0" else None), floor

    def _author(self, node: Node | None) -> str | None:
        name = words(node)
        if not name:
            name = self.names.get(parameter(attribute(node, "href"), "uid"), "")
        return name or None


def _decoded(escaped: str) -> str:
    try:
        said: object = json.loads(f'"{escaped}"', strict=False)
    except ValueError:
        return escaped
    return said if isinstance(said, str) else escaped


def _answered(node: Node) -> str | None:
    """Return the post that ``Reply to Reply Post by X (T)`` at the beginning of a post leads to."""
    first = node.css_first("b")
    if first is None or not words(first)[:40].lower().startswith("reply to"):
        return None
    link = first.css_first('a[href*="pid="], a[href*="tid="]')
    if link is None:
        return None
    return first_digits(parameter(attribute(link, "href"), "pid")) or "0"


def _is_furniture(node: Node) -> bool:
    return not classes(node).isdisjoint(_FURNITURE)


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a thread."""
    tree = page.tree
    reading = _Reading(page)
    posts = reading.posts()
    counts = _PAGE.search(page.text)
    here: int | None = None
    pages: int | None = None
    if counts is not None:
        here, pages = int(counts[2]), int(counts[1])
    else:
        links = [words(each) for each in tree.all("#pagebtop a, #pagebbtm a")[:80]]
        here, pages = pages_of(words(tree.first("#pagebtop .current, #pagebtop .invert")), links)
    address = address_of(page)
    topic = parameter(address, "tid")
    if not topic.isdigit():
        told = _TOPIC.search(page.text)
        topic = (told[1] or told[2]) if told is not None else ""
    subject = words(tree.first("#postsubject0")) or words(tree.first("#currentTopicName"))
    board = tree.all("#m_nav .nav_link, #m_nav a.nav_link, .nav_link")
    known = first_host([address]) or SITE
    draft = ThreadDraft(
        title=subject or _SUFFIX.sub("", words(tree.first("title"))[:400]),
        board=next(
            (name for each in reversed(board) if (name := words(each)) and name != subject), None
        ),
        outlet="NGA玩家社区",
        poster=next((post.author for post in posts if post.opening), None),
        site=SITE if is_at(known, *HOSTS) else known,
        topic_id=topic or None,
        timezone=ZONE,
        posts=tuple(posts),
        findings=tuple(
            words_outside(tree.first("#m_posts_c, #m_posts"), reading.taken, _is_furniture)
        ),
        page=here,
        pages=pages,
    )
    return (draft,)


FORMAT = Format(
    name="nga-html",
    version=VERSION,
    medium=Medium.HTML,
    title="NGA 玩家社区: page of a thread",
    keys=("#m_posts", "table.postbox", "#postcontentN", "#postsubject0", "[quote][pid=…]"),
    proven=False,
    claims=claims,
    read=read,
)
