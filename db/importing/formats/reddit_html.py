"""Comment pages of Reddit: the new ones (``shreddit-comment``) and those of old.reddit.com.

Both say the id of every comment and nest answers in what they answer; what was not loaded is told
of.  The link or self post is the article; order is rank, not time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.importing.boards.article_blocks import blocks_of
from db.importing.boards.nesting import Nest, own_parts, part_of_class
from db.importing.boards.not_loaded import not_loaded
from db.importing.boards.page_numbers import count
from db.importing.boards.page_parts import inner, inner_words
from db.importing.boards.post_drafts import post_of
from db.importing.boards.post_times import time_of
from db.importing.boards.reddit import GONE
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideDraft, AsideKind, ThreadDraft
from db.importing.markup.body import Body, Rules, body_of
from db.importing.markup.tree import attribute, classes, words
from db.importing.moments import epoch, stated
from db.importing.page import Medium

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft, TimeDraft
    from db.importing.page import Page

_COMMENT = "shreddit-comment"
_OLD_COMMENT = "div.thing.comment"
_KEY = re.compile(r"t[13]_([a-z0-9]{1,16})")


def _nested_old(node: Node) -> bool:
    kinds = classes(node)
    return "child" in kinds or ("thing" in kinds and "comment" in kinds)


def _nested_new(node: Node) -> bool:
    return node.tag == _COMMENT


_OLD_RULES = Rules(skip=_nested_old)
_NEW_RULES = Rules(skip=_nested_new)


def claims(page: Page) -> Score:
    """Judge whether a page is a post of the new Reddit with its comments."""
    tree = page.tree
    posts = len(tree.all("shreddit-post"))
    if tree.has(_COMMENT) or (posts == 1 and tree.has("shreddit-comment-tree")):
        return Score(0.95, ("comments of Reddit",))
    if posts > 1:
        return Score(0.2, ("a list of posts of Reddit",), a_list=True)
    return NOT_MINE


def claims_old(page: Page) -> Score:
    """Judge whether a page is a post of old Reddit with its comments."""
    tree = page.tree
    if tree.has(".commentarea") and tree.has("div.thing.link"):
        return Score(0.95, ("comments of old Reddit",))
    if len(tree.all("#siteTable div.thing.link")) > 1:
        return Score(0.2, ("a list of posts of old Reddit",), a_list=True)
    return NOT_MINE


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a page of the new Reddit."""
    tree = page.tree
    head = tree.first("shreddit-post")
    posts = [_post(node, page) for node in tree.all(_COMMENT)]
    address = attribute(head, "content-href")
    text = inner(head, "[slot=text-body] .md", "[slot=text-body]") if head is not None else None
    written = attribute(head, "created-timestamp")
    return (
        ThreadDraft(
            title=attribute(head, "post-title") or inner_words(head, "h1") or tree.words("h1"),
            board=attribute(head, "subreddit-prefixed-name") or None,
            outlet="Reddit",
            source_url=address if address.startswith("http") and text is None else None,
            poster=attribute(head, "author") or None,
            site="reddit.com",
            topic_id=_key(attribute(head, "id")) or _key(attribute(tree.first(_COMMENT), "postid")),
            timezone="UTC",
            claimed_posts=count(attribute(head, "comment-count")),
            article_author=attribute(head, "author") or None,
            published=stated("", written),
            blocks=blocks_of(text),
            posts=tuple(posts),
            findings=not_loaded(
                len(tree.all("shreddit-comment faceplate-partial[src*=more-comments]"))
            ),
        ),
    )


def _key(text: str) -> str | None:
    match = _KEY.fullmatch(text)
    return match[1] if match is not None else None


def _post(node: Node, page: Page) -> PostDraft:
    parts = own_parts(node, _nested_new)
    body = next((each for each in parts if attribute(each, "slot") == "comment"), None)
    clock = next((each for each in parts if each.tag == "time"), None)
    author = attribute(node, "author")
    text = body_of(body, _NEW_RULES) if body is not None else Body("")
    parent = attribute(node, "parentid")
    told = stated("", attribute(node, "created"))
    return _of(
        text,
        author,
        time_of(clock, page, "UTC") or told,
        _key(attribute(node, "thingid")),
        _key(parent) if parent.startswith("t1_") else None,
        attribute(node, "score"),
        gone=attribute(node, "is-comment-deleted") == "true" or text.text in GONE,
    )


def _of(
    text: Body,
    author: str,
    time: TimeDraft | None,
    site_id: str | None,
    parent: str | None,
    score: str,
    *,
    gone: bool,
) -> PostDraft:
    return post_of(
        text,
        author="" if author == "[deleted]" else author,
        time=time,
        site_id=site_id,
        parent=parent,
        deleted=gone,
        asides=(AsideDraft(AsideKind.RATING, score),) if score else (),
    )


def read_old(page: Page) -> tuple[ThreadDraft]:
    """Read a page of old Reddit."""
    tree = page.tree
    head = tree.first("#siteTable div.thing.link, div.thing.link")
    nodes = tree.all(f".commentarea {_OLD_COMMENT}")
    ids = {
        node.mem_id: found for node in nodes if (found := _key(attribute(node, "data-fullname")))
    }
    nest = Nest(nodes)
    posts = [_old_post(node, page, ids.get(nest.above(node) or 0)) for node in nodes]
    link = inner(head, "a.title") if head is not None else None
    text = inner(head, ".usertext-body .md") if head is not None else None
    address = attribute(head, "data-url")
    board = attribute(head, "data-subreddit-prefixed") or attribute(head, "data-subreddit")
    hidden = [words(each) for each in tree.all(".commentarea .morecomments a.button")]
    return (
        ThreadDraft(
            title=words(link) or tree.words("title"),
            board=board or None,
            outlet="Reddit",
            source_url=address if address.startswith("http") and text is None else None,
            poster=attribute(head, "data-author") or None,
            site="reddit.com",
            topic_id=_key(attribute(head, "data-fullname")),
            timezone="UTC",
            claimed_posts=count(attribute(head, "data-comments-count")),
            article_author=attribute(head, "data-author") or None,
            published=_stamp(head),
            blocks=blocks_of(text),
            posts=tuple(posts),
            findings=not_loaded(sum(count(each.partition("(")[2]) or 0 for each in hidden)),
        ),
    )


def _stamp(node: Node | None) -> TimeDraft | None:
    told = epoch(attribute(node, "data-timestamp")) if node is not None else None
    shown = node.css_first("time[datetime]") if node is not None else None
    exact = attribute(shown, "datetime")
    return stated("", exact) if exact else told


def _old_post(node: Node, page: Page, parent: str | None) -> PostDraft:
    parts = own_parts(node, _nested_old)
    body = part_of_class(parts, "md")
    clock = next((each for each in parts if each.tag == "time"), None)
    author = attribute(node, "data-author") or words(part_of_class(parts, "author"))
    text = body_of(body, _OLD_RULES)
    score = words(part_of_class(parts, "unvoted", "score"))
    return _of(
        text,
        author,
        time_of(clock, page, "UTC"),
        _key(attribute(node, "data-fullname")),
        parent,
        score,
        gone="deleted" in classes(node) or text.text in GONE,
    )


REDDIT = Format(
    name="reddit-html",
    version="1",
    medium=Medium.HTML,
    title="Reddit, saved page",
    keys=("shreddit-post", "shreddit-comment[thingid]"),
    proven=False,
    claims=claims,
    read=read,
)
REDDIT_OLD = Format(
    name="reddit-old-html",
    version="1",
    medium=Medium.HTML,
    title="old Reddit, saved page",
    keys=(".commentarea", "div.thing.comment[data-fullname]"),
    proven=False,
    claims=claims_old,
    read=read_old,
)
