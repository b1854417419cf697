"""Blogs in the manner of WordPress: an article, and comments that nest in what they answer.

Comments are ``li`` or other elements ``#comment-N`` of class ``comment``; themes name the parts in
their own ways, so that what is neither name nor date nor button is taken for the words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.importing.boards.addresses import in_addresses, known_addresses
from db.importing.boards.article_blocks import blocks_of
from db.importing.boards.forum_site import site_of, topic_at
from db.importing.boards.nesting import Nest, own_parts, part_of_class
from db.importing.boards.page_numbers import count, whole_number
from db.importing.boards.page_parts import first_words
from db.importing.boards.post_drafts import post_of
from db.importing.boards.post_times import time_of
from db.importing.boards.search_engine_hints import hints_of
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideDraft, AsideKind, ThreadDraft
from db.importing.markup.body import Rules, body_of
from db.importing.markup.tree import attribute, classes, words
from db.importing.moments import moment, stated
from db.importing.page import Medium

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft, TimeDraft
    from db.importing.page import Page

_COMMENT = (
    "li[id^=comment-], div.comment[id^=comment-], article.comment[id^=comment-], "
    "li[id^=li-comment-]"
)
_ARTICLE = (
    "article .entry-content", ".entry-content", ".post-content .entry", ".post .entry",
    "article .post-content", ".post-content", ".post-body", ".td-post-content", "article .content",
    ".hentry",
)  # fmt: skip
_TITLES = ("h1.entry-title", "h1.post-title", ".entry-title", ".post-title", "article h1", "h1")
_NO_WORDS = frozenset((
    "comment-avatar", "avatar", "comment-author", "comment-meta", "comment-meta-data",
    "comment-metadata", "commentmetadata", "reply", "comment-reply-link", "comment-reply",
    "comment-actions", "comment-edit-link", "comment-permalink", "says",
    "comment-awaiting-moderation", "comment-waiting",
))  # fmt: skip
_FURNITURE = frozenset((
    "sharedaddy", "jp-relatedposts", "post-extras", "post-info", "post-navigation", "addtoany",
    "wp-block-buttons", "entry-footer", "entry-meta", "post-meta", "comment-respond", "navigation",
))  # fmt: skip
_ID = re.compile(r"(?:li-)?comment-(\d{1,18})")
_ANSWERS = re.compile(
    r"(\d[\d,.]*)\s+(?:comments?|responses?|replies|thoughts?|kommentare?|条评论|則留言|條留言)"
    r"|\((\d[\d,.]*)\)",
    re.IGNORECASE,
)
_WAITING = ("comment-awaiting-moderation", "comment-waiting")


def _is_comment(node: Node) -> bool:
    return _ID.fullmatch(attribute(node, "id")) is not None and node.tag in ("li", "div", "article")


def _nested_in(site_id: str | None) -> Callable[[Node], bool]:
    """Ask whether an element holds answers, or is another comment than the one it stands in."""

    def nested(node: Node) -> bool:
        if "children" in classes(node):
            return True
        match = _ID.fullmatch(attribute(node, "id"))
        return match is not None and match[1] != site_id and _is_comment(node)

    return nested


def _rules(nested: Callable[[Node], bool]) -> Rules:
    def no_words(node: Node) -> bool:
        return node.tag == "form" or not _NO_WORDS.isdisjoint(classes(node)) or nested(node)

    return Rules(skip=no_words)


def _furniture(node: Node) -> bool:
    return not _FURNITURE.isdisjoint(classes(node)) or attribute(node, "id") in (
        "comments", "respond", "comment-wrapper", "jp-relatedposts",
    )  # fmt: skip


_ARTICLE_RULES = Rules(skip=_furniture)


def claims(page: Page) -> Score:
    """Judge whether a page is an article with comments in the manner of WordPress."""
    tree = page.tree
    marked = "wordpress" in tree.generator or "/wp-content/" in page.text
    comments = len(tree.all(_COMMENT))
    articles = len(tree.all("article.hentry, article.post, .hentry"))
    if comments and (marked or tree.has(".commentlist, .comment-list, ol.children, ul.children")):
        return Score(0.85 if marked else 0.7, ("comments in the manner of WordPress",))
    if marked and articles > 2 and not tree.has("body.single, body.single-post, #respond"):
        return Score(0.2, ("a front page of a blog",), a_list=True)
    if (
        marked
        and tree.has("body.single, body.single-post, #respond")
        and _article(page) is not None
    ):
        return Score(0.6, ("an article of WordPress without comments",))
    return NOT_MINE


def read(page: Page) -> tuple[ThreadDraft]:
    """Read an article and its comments."""
    tree = page.tree
    hints = hints_of(page)
    nodes = tree.all(_COMMENT)
    ids = {
        node.mem_id: match[1] for node in nodes if (match := _ID.fullmatch(attribute(node, "id")))
    }
    # a theme may give one comment two elements, one inside of the other
    nest = Nest(nodes)
    above = [ids.get(nest.above(node) or 0) for node in nodes]
    tops = [
        (node, parent)
        for node, parent in zip(nodes, above, strict=True)
        if parent is None or parent != ids.get(node.mem_id)
    ]
    posts = [_post(node, page, ids.get(node.mem_id), parent) for node, parent in tops]
    heading = first_words(
        tree, "#comments h2, #comments h3", "h2.comments-title", ".comments-title", "#comments"
    )[:120]
    told = _ANSWERS.search(heading)
    claimed = count(told[1] or told[2]) if told is not None else None
    site_name = tree.meta("og:site_name") or None
    author = first_words(
        tree,
        "article .author .fn",
        ".entry-meta .author",
        ".byline .author",
        ".post-author",
        "a[rel=author]",
    )
    site = site_of(page, "wordpress")
    return (
        ThreadDraft(
            title=_title(page, hints.title),
            outlet=site_name,
            poster=author or hints.author or None,
            site=site,
            topic_id=topic_at(site, "wordpress", _topic(page)),
            claimed_posts=claimed,
            article_author=author or hints.author or None,
            published=_published(page, hints.published),
            blocks=blocks_of(_article(page), _ARTICLE_RULES),
            posts=tuple(posts),
        ),
    )


def _article(page: Page) -> Node | None:
    """Return the part of the page that holds the article: of the first kind that is there."""
    for css in _ARTICLE:
        found = page.tree.first(css)
        if found is not None:
            return found
    return None


def _title(page: Page, hint: str) -> str:
    tree = page.tree
    told = tree.meta("og:title")
    for css in _TITLES:
        found = tree.words(css)
        if found and (not told or found in told or told in found):
            return found
    return told or hint or first_words(tree, *_TITLES, "title")


def _topic(page: Page) -> str | None:
    tree = page.tree
    short = attribute(tree.first('link[rel="shortlink"]'), "href")
    number = in_addresses([short], r"[?&]p=(\d{1,12})")
    for kind in sorted(classes(tree.body)):
        number = number or whole_number(kind, "postid-")
    return number or in_addresses(known_addresses(page), r"[?&]p=(\d{1,12})")


def _published(page: Page, hint: str) -> TimeDraft | None:
    tree = page.tree
    told = tree.meta("article:published_time") or hint
    node = tree.first(
        "time.entry-date, time.published, .entry-meta time, .entry-header time, .entry-date, "
        ".post-date"
    )
    if node is not None and attribute(node, "datetime"):
        return time_of(node, page)
    return stated(words(node), told) if told else moment(words(node))


def _post(node: Node, page: Page, site_id: str | None, parent: str | None) -> PostDraft:
    nested = _nested_in(site_id)
    parts = own_parts(node, nested)
    body = part_of_class(parts, "comment-text", "comment_text", "comment-content", "comment-body",
                         "comment-entry")  # fmt: skip
    named = part_of_class(parts, "fn", "comment-author-name", "comment_author", "comment-author")
    if named is not None and "comment-author" in classes(named):
        named = named.css_first("cite, .fn, b, a") or named
    waiting = part_of_class(parts, *_WAITING)
    return post_of(
        body_of(body if body is not None else node, _rules(nested)),
        author=words(named) or words(next((each for each in parts if each.tag == "cite"), None)),
        time=_time(parts, page),
        site_id=site_id,
        parent=parent,
        asides=(AsideDraft(AsideKind.NOTICE, words(waiting)),) if waiting is not None else (),
    )


def _time(parts: list[Node], page: Page) -> TimeDraft | None:
    clock = next((each for each in parts if each.tag == "time"), None)
    if clock is None:
        clock = part_of_class(parts, "comment-time", "comment-date", "commentmetadata",
                              "comment-metadata", "comment-meta")  # fmt: skip
        link = clock.css_first("a[href*='#comment-']") if clock is not None else None
        if link is not None and any(sign.isdigit() for sign in words(link)):
            clock = link
    return time_of(clock, page)


FORMAT = Format(
    name="wordpress-html",
    version="1",
    medium=Medium.HTML,
    title="article with comments in the manner of WordPress",
    keys=("li#comment-N", "ul.children", "wp-content"),
    proven=True,
    claims=claims,
    read=read,
)
