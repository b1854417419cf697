"""huaren.us (北美华人E网): a topic of its present site (``showtopic.html?topicid=N&fid=M``).

The page is drawn by scripts, so that only what a browser saved holds the posts.  Of its former site
see Discuz!NT.  In which zone its times are is not known.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.addresses import address_of, host_of, is_at, parameter
from db.importing.boards.chinese_quote_heads import with_heads
from db.importing.boards.claim_scores import marks, score_of
from db.importing.boards.page_numbers import first_digits, first_number, pages_of
from db.importing.boards.page_parts import inner_words, words_without
from db.importing.boards.post_drafts import post_of_words
from db.importing.boards.unclaimed_words import strays
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideDraft, AsideKind, ThreadDraft
from db.importing.markup.body import QuoteHead, Rules, body_of
from db.importing.markup.tree import attribute, classes, words
from db.importing.moments import moment
from db.importing.page import Medium

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft
    from db.importing.page import Page

VERSION = "1"
SITE = "huaren.us"
_POSTED = re.compile(r"发表于\s*[:：]\s*([^|｜]{4,40})")
_FLOOR = re.compile(r"(?:#\s?(\d{1,6})|(\d{1,6})\s?(?:楼|#)|第\s?(\d{1,6})\s?楼)")
_VIEWS = re.compile(r"(?:阅读|浏览|查看|点击)\s*[:：]?\s*(\d[\d,]{0,12})")
_REPLIES = re.compile(r"(?:回复|回帖|评论)\s*[:：]?\s*(\d[\d,]{0,12})")


def claims(page: Page) -> Score:
    """Score the marks of a topic; lists of topics are named as such."""
    tree = page.tree
    address = address_of(page)
    here = is_at(host_of(address), SITE) or tree.has('a[href*="userinfo.html?uid="]')
    if not tree.has(".post-list .post-item"):
        if here and tree.has(".hr-topic"):
            return Score(0.2, ("a list of topics of huaren.us",), a_list=True)
        return NOT_MINE
    score, reasons = marks(
        tree,
        (
            (".post-list .post-item[id]", 0.3, ".post-list .post-item"),
            (".post-item .post-content", 0.2, ".post-content"),
            (".post-item .post-top-action", 0.2, ".post-top-action"),
            (".topic-title", 0.1, ".topic-title"),
        ),
    )
    return score_of(score + (0.25 if here else 0.0), [*reasons, *([SITE] if here else [])])


def _quote(node: Node) -> QuoteHead | None:
    kinds = classes(node)
    if node.tag != "blockquote" and kinds.isdisjoint(("quote", "post-quote", "quote-content")):
        return None
    if node.tag == "blockquote" and not classes(node.parent).isdisjoint(("quote", "post-quote")):
        return None
    return QuoteHead()


_RULES = Rules(quote=_quote, skip=lambda node: "post-item" in classes(node))


def _post(page: Page, node: Node, place: int, first: bool) -> PostDraft:
    number_ = first_digits(attribute(node, "id"))
    user = node.css_first(".post-user")
    avatar = user.css_first("a.avatar-wrap") if user is not None else None
    name = (
        inner_words(user, ".user-name", ".username", ".nickname", ".name", "a:not(.avatar-wrap)")
        or attribute(avatar.css_first("img") if avatar is not None else None, "alt")
        or words(user).partition(" ")[0]
        or parameter(attribute(avatar, "href"), "uid")
    )
    action = inner_words(node, ".post-top-action")
    posted = _POSTED.search(action[:300])
    floor = _FLOOR.search(action[:300])
    label = next((each for each in floor.groups() if each), None) if floor is not None else None
    signature = inner_words(node, ".post-signature", ".signature")
    asides = (AsideDraft(AsideKind.SIGNATURE, signature),) if signature else ()
    body = body_of(node.css_first(".post-content") or node, _RULES)
    body = with_heads(body, None, page.origin.captured_at)
    opening = first and place == 0 and label in (None, "0", "1")
    return replace(
        post_of_words(body, asides),
        author=name or None,
        floor=label,
        time=moment(posted[1], None, page.origin.captured_at) if posted is not None else None,
        opening=opening,
        site_id=number_ or None,
    )


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a topic."""
    tree = page.tree
    address = address_of(page)
    topic = parameter(address, "topicid")
    if not topic.isdigit():
        links = (attribute(each, "href") for each in tree.all('a[href*="topicid="]')[:1])
        topic = next(
            (found for each in links if (found := parameter(each, "topicid")).isdigit()), ""
        )
    here, pages = pages_of(
        words(tree.first(".pagination .active, .el-pager .active, .page-item.active"))
        or parameter(address, "page"),
        [words(each) for each in tree.all(".pagination a, .el-pager li, .page-item")[:40]],
    )
    posts = [
        _post(page, node, place, here in (None, 1))
        for place, node in enumerate(tree.all(".post-list .post-item"))
    ]
    taken = {node.mem_id for node in tree.all(".post-list .post-item")}
    posts += [post_of_words(body_of(each, _RULES)) for each in strays(tree, ".post-content", taken)]
    info = inner_words(tree.body, ".topic-info", ".topic-meta", ".topic-header")
    views, replies = _VIEWS.search(info[:300]), _REPLIES.search(info[:300])
    draft = ThreadDraft(
        title=inner_words(tree.body, ".topic-title")
        or words_without(words(tree.first("title")), r"\s*[-|_]\s*(?:北美)?华人.*"),
        board=inner_words(tree.body, ".breadcrumb a:last-of-type", ".forum-name") or None,
        outlet="北美华人E网",
        poster=next((post.author for post in posts if post.opening), None),
        site=SITE,
        topic_id=topic or None,
        views=first_number(views[1]) if views is not None else None,
        claimed_posts=first_number(replies[1]) if replies is not None else None,
        posts=tuple(posts),
        page=here,
        pages=pages,
    )
    return (draft,)


FORMAT = Format(
    name="huaren-html",
    version=VERSION,
    medium=Medium.HTML,
    title="huaren.us 北美华人E网: a topic with its replies",
    keys=(
        "showtopic.html?topicid=",
        ".post-list .post-item",
        ".post-top-action 发表于：",
        ".topic-title",
    ),
    proven=False,
    claims=claims,
    read=read,
)
