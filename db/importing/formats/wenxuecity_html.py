"""wenxuecity.com (文学城): a message of its boards with the tree of replies, and its news.

On the boards each reply is a page of its own: ``#postparent`` names what it answers, ``#postlist``
lists the replies by title, their depth as a margin.  News carry their comments in ``div.reply``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.addresses import address_of, host_of, is_at
from db.importing.boards.article_blocks import blocks_of
from db.importing.boards.claim_scores import marks, score_of
from db.importing.boards.nesting import apart_from_classes
from db.importing.boards.page_numbers import first_number
from db.importing.boards.post_drafts import post_of_words
from db.importing.boards.unclaimed_words import strays, words_outside
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideDraft, AsideKind, PostDraft, ThreadDraft
from db.importing.markup.body import Rules, body_of
from db.importing.markup.tree import attribute, classes, own_words, words
from db.importing.moments import moment, stated
from db.importing.page import Medium
from db.records import Severity, finding

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import TimeDraft
    from db.importing.page import Page
    from db.records import Finding

VERSION = "1"
ZONE = "America/Los_Angeles"
SITE = "wenxuecity.com"
OUTLET = "文学城"
_MESSAGE = re.compile(r"/([a-z][a-z0-9_]{0,30})/(\d{1,12})\.html")
_NEWS = re.compile(r"/news/(\d{4}/\d{2}/\d{2}/[\w-]{1,40})\.html")
_MARGIN = re.compile(r"margin\s*:\s*\S+\s+\S+\s+\S+\s+(\d{1,5})px|margin-left\s*:\s*(\d{1,5})px")
_TIME = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_SUFFIX = re.compile(r"\s*[|\-–—_]\s*(?:文学城|wenxuecity).{0,60}\Z", re.IGNORECASE)
_AT_END = re.compile(r"\A[A-Za-z_-]{0,40}(?=\d{1,12}\Z)")
_RULES = apart_from_classes("reply")
_STEP = 20
_DECOYS = frozenset(("userpost", "postInfoMsg"))
_CUT = re.compile(
    r"(?:查看|阅读|閱讀|显示|更多|展开)(?:全文|完整|全部|更多|评论)?|\[?更多\]?|more", re.IGNORECASE
)


def _here(page: Page) -> bool:
    if is_at(host_of(address_of(page)), SITE):
        return True
    return page.tree.has('a[href*="wenxuecity.com"], link[href*="wenxuecity.com"]')


def claims_bbs(page: Page) -> Score:
    """Score the marks of a message of the boards; lists of messages are named as such."""
    tree = page.tree
    score, reasons = marks(
        tree,
        (
            ("#msgbodyContent", 0.35, "msgbodyContent"),
            ("#postmeta", 0.2, "postmeta"),
            ("h1.title", 0.05, "h1.title"),
            ("#postbody", 0.1, "postbody"),
        ),
        (0.3, "wenxuecity.com") if _here(page) else None,
    )
    if not tree.has("#msgbodyContent, #postmeta"):
        if score and len(tree.all("a.post")) > 5:
            return Score(0.2, ("a list of messages of wenxuecity",), a_list=True)
        return NOT_MINE
    return score_of(score, reasons)


def claims_news(page: Page) -> Score:
    """Score the marks of a news page with comments; lists of news are named as such."""
    tree = page.tree
    if not _here(page):
        return NOT_MINE
    score, reasons = marks(
        tree,
        (
            ("#articleContent", 0.4, "articleContent"),
            ("div.reply div.summary", 0.25, "div.reply div.summary"),
            ('span[itemprop="author"]', 0.1, "itemprop=author"),
        ),
        (0.3, "wenxuecity.com"),
    )
    if score < 0.5 and len(tree.all('a[href*="/news/"]')) > 10:
        return Score(0.2, ("a list of news of wenxuecity",), a_list=True)
    return score_of(score, reasons)


def _of_message(href: str) -> str | None:
    match = _MESSAGE.search(href[:500])
    return match[2] if match is not None else None


class _Message:
    """One reading of a message of the boards."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tree = page.tree
        self.address = address_of(page)
        self.own = _of_message(self.address)
        self.taken: set[int] = set()

    def time(self, printed: str) -> TimeDraft | None:
        return moment(printed, ZONE, self.page.origin.captured_at, "mdy")

    def main(self) -> PostDraft:
        """Return the message itself, which is the opening one unless it answers another."""
        body = body_of(self.tree.first("#msgbodyContent") or self.tree.first("#articleBody"))
        note = words(self.tree.first("#editmessage"))
        asides = (AsideDraft(AsideKind.EDITED, note),) if note else ()
        parent = self.tree.first("#postparent")
        link = parent.css_first("a[href]:not(.username)") if parent is not None else None
        answered = _of_message(attribute(link, "href"))
        if parent is not None:
            asides = (*asides, AsideDraft(AsideKind.NOTICE, words(parent)))
        name = parent.css_first(".username") if parent is not None else None
        when = words(parent.css_first(".date")) if parent is not None else ""
        post = post_of_words(body, asides)
        return replace(
            post,
            text=post.text or ("" if post.figures else self.title),
            author=words(self.tree.first("#postmeta .username")) or None,
            time=self.time(words(self.tree.first("#postmeta .date"))),
            opening=parent is None,
            site_id=self.own or ("root" if parent is None else "self"),
            parent=answered,
            parent_author=words(name) or None,
            parent_time=self.time(when),
            edited=note or None,
        )

    @property
    def title(self) -> str:
        found = words(self.tree.first("h1.title")) or words(self.tree.first("h1"))
        return found or _SUFFIX.sub("", words(self.tree.first("title"))[:400])

    def listed(self, root: str | None) -> list[PostDraft]:
        """Return the replies that the page lists by their titles; the margin tells their depth."""
        found: list[PostDraft] = []
        line: list[tuple[int, str | None]] = [(-1, root)]
        seen: set[int] = set()
        for link in self.tree.all("#postlist a.post, #comment a.post"):
            row = link.parent
            if row is None or link.mem_id in seen:
                continue
            seen.add(link.mem_id)
            self.taken.add(row.mem_id)
            depth = _depth(row)
            while len(line) > 1 and line[-1][0] >= depth:
                line.pop()
            number_ = _of_message(attribute(link, "href"))
            rest = own_words(row).strip(" •·-")
            printed = _TIME.search(rest[:200])
            writer = next((each for each in row.css("a") if "post" not in classes(each)), None)
            asides = (AsideDraft(AsideKind.NOTICE, rest),) if rest else ()
            found.append(
                PostDraft(
                    words(link),
                    words(writer) or None,
                    time=self.time(printed[0]) if printed is not None else None,
                    site_id=number_,
                    parent=line[-1][1],
                    asides=asides,
                )
            )
            line.append((depth, number_))
        return found


def _depth(row: Node) -> int:
    match = _MARGIN.search(attribute(row, "style")[:200])
    if match is None:
        return 0
    return int(match[1] or match[2]) // _STEP


def read_bbs(page: Page) -> tuple[ThreadDraft]:
    """Read a message and the list of the replies to it."""
    message = _Message(page)
    main = message.main()
    replies = message.listed(main.site_id)
    own = _MESSAGE.search(message.address[:500])
    findings = words_outside(page.tree.first("#postlist"), message.taken, lambda _node: False)
    if replies:
        findings.append(
            finding(
                "replies-by-title",
                Severity.INFO,
                "Replies of which the page gives the title alone: {count} in all. Each has a page "
                "of its own.",
                count=len(replies),
            )
        )
    draft = ThreadDraft(
        title=message.title,
        board=own[1] if own is not None else _board(page),
        outlet=OUTLET,
        poster=main.author if main.opening else None,
        site=SITE,
        topic_id=f"{own[1]}/{own[2]}" if own is not None else None,
        timezone=ZONE,
        views=first_number(words(page.tree.first("#countnum"))),
        posts=(main, *replies),
        findings=tuple(findings),
    )
    return (draft,)


def _board(page: Page) -> str | None:
    """Return the board that the links to other messages name."""
    for each in page.tree.all("#postparent a[href], #postlist a.post[href]")[:20]:
        match = _MESSAGE.search(attribute(each, "href")[:500])
        if match is not None:
            return match[1]
    return None


def read_news(page: Page) -> tuple[ThreadDraft]:
    """Read a news page with its comments."""
    tree = page.tree
    address = address_of(page)
    topic = _NEWS.search(address[:500])
    article = tree.first("#articleContent")
    skipped = Rules(skip=lambda node: attribute(node, "id") in _DECOYS or "reply" in classes(node))
    rows = tree.all("div.reply")
    lost = strays(tree, "div.summary", {node.mem_id for node in rows})
    rows += [each for each in lost if each.parent is not None and _has_time(each.parent)]
    comments = [_comment(node, page) for node in rows]
    source = words(tree.first('span[itemprop="author"]'))
    when = tree.first("time")
    shown = moment(words(when), ZONE)
    machine = attribute(when, "datetime")
    if shown is not None and shown.iso is None and machine:
        shown = stated(words(when), machine, ZONE)
    title = words(tree.first("h1, h3.title, .mainwrapper h3, h3")) or tree.meta("og:title")
    cut = sum(1 for _, is_cut in comments if is_cut)
    findings: list[Finding] = []
    if cut:
        findings.append(
            finding(
                "comments-cut",
                Severity.WARNING,
                "Comments that the page cuts and shows whole on a page of their own: {count} in "
                "all.",
                count=cut,
            )
        )
    draft = ThreadDraft(
        title=title or _SUFFIX.sub("", words(tree.first("title"))[:400]),
        board=words(tree.first(".bread a:last-of-type, .breadcrumb a:last-of-type")) or None,
        outlet=OUTLET,
        source=re.sub(r"^(?:新闻)?来源\s*[:：]\s*", "", source) or None,
        site=SITE,
        topic_id=f"news/{topic[1]}" if topic is not None else None,
        timezone=ZONE,
        views=first_number(words(tree.first("#countnum"))),
        claimed_posts=_claimed(page),
        published=shown,
        blocks=blocks_of(article, skipped),
        posts=tuple(post for post, _ in comments),
        findings=tuple(findings),
    )
    return (draft,)


def _has_time(node: Node) -> bool:
    return any(each.tag == "time" for each in node.iter())


def _claimed(page: Page) -> int | None:
    """Return how many comments the page says there are."""
    for each in page.tree.all(
        "#commentcount, #comment_count, .commentnum, #comment h3, .comment h3"
    ):
        found = first_number(words(each))
        if found is not None:
            return found
    return None


def _comment(node: Node, page: Page) -> tuple[PostDraft, bool]:
    """Return a comment, and whether the page cuts it."""
    body = body_of(node.css_first("div.summary") or node, _RULES)
    when = node.css_first("time")
    links = [each for each in node.css(".summary a") if _CUT.fullmatch(words(each)[:40])]
    printed = words(when) or attribute(when, "datetime")
    number_ = attribute(node, "data-id") or _AT_END.sub("", attribute(node, "id"))
    post = replace(
        post_of_words(body),
        author=words(node.css_first("strong")) or None,
        time=moment(printed, ZONE, page.origin.captured_at),
        site_id=number_ if number_.isdigit() else None,
    )
    return post, bool(links)


BBS = Format(
    name="wenxuecity-bbs-html",
    version=VERSION,
    medium=Medium.HTML,
    title="wenxuecity.com 文学城 boards: a message and the tree of replies",
    keys=("#msgbodyContent", "#postmeta", "#postparent 回答:", "#postlist a.post"),
    proven=True,
    claims=claims_bbs,
    read=read_bbs,
)
NEWS = Format(
    name="wenxuecity-news-html",
    version=VERSION,
    medium=Medium.HTML,
    title="wenxuecity.com 文学城 news: an article with its comments",
    keys=("wenxuecity.com", "#articleContent", "div.reply div.summary"),
    proven=False,
    claims=claims_news,
    read=read_news,
)
