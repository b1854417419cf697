"""Bangumi (bgm.tv, bangumi.tv, chii.in): a topic of a group or a subject, with answers to floors.

An answer to a floor (``#2-1``) stands inside of it; that is its parent.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.addresses import address_of, host_of, is_at
from db.importing.boards.claim_scores import marks, score_of
from db.importing.boards.page_parts import inner_words, words_without
from db.importing.boards.post_drafts import post_of_words
from db.importing.boards.unclaimed_words import strays
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import ThreadDraft
from db.importing.markup.body import QuoteHead, Rules, body_of
from db.importing.markup.tree import attribute, classes, own_words, words
from db.importing.moments import moment
from db.importing.page import Medium

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft, QuoteDraft
    from db.importing.markup.body import Body
    from db.importing.page import Page

VERSION = "1"
ZONE = "Asia/Shanghai"
HOSTS = ("bgm.tv", "bangumi.tv", "chii.in")
SITE = "bgm.tv"
_ID = re.compile(r"post_(\d{1,12})")
_TOPIC = re.compile(r"/((?:group|subject|ep|crt|prsn)(?:/topic)?/\d{1,12})")
_TIME = re.compile(r"\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}")
_LABEL = re.compile(r"#(\d{1,7}(?:-\d{1,7})?)")
_SAID = re.compile(r"\s*(\S.{0,58}?)\s*(?:说|說)\s*[:：]\s*")
_BODIES = ".topic_content, .reply_content > .message, .reply_content, .cmt_sub_content"


def claims(page: Page) -> Score:
    """Score the marks of a topic; lists of topics are named as such."""
    tree = page.tree
    here = is_at(host_of(address_of(page)), *HOSTS)
    if not tree.has('.postTopic, [id^="post_"].row_reply'):
        if (here or tree.has("#headerNeue2")) and tree.has("table.topic_list, .topic_list"):
            return Score(0.2, ("a list of topics of Bangumi",), a_list=True)
        return NOT_MINE
    score, reasons = marks(
        tree,
        (
            (".postTopic .topic_content", 0.35, ".postTopic"),
            ('.row_reply[id^="post_"] .reply_content', 0.35, ".row_reply"),
            (".re_info small", 0.15, ".re_info"),
            ("#comment_list", 0.1, "#comment_list"),
        ),
    )
    return score_of(score + (0.2 if here else 0.0), [*reasons, *(["bgm.tv"] if here else [])])


def _quote(node: Node) -> QuoteHead | None:
    if "quote" not in classes(node) and node.tag != "blockquote":
        return None
    if node.tag == "blockquote" and "quote" in classes(node.parent):
        return None
    said_ = _SAID.match(words(node)[:120])
    return QuoteHead(author=said_[1] if said_ is not None else None)


def _after_names(body: Body) -> Body:
    """Let the quoted words begin behind ``X 说:``."""
    quotes: list[QuoteDraft] = []
    for each in body.quotes:
        said_ = _SAID.match(body.text[each.start : each.end][:120])
        at = each.start + said_.end() if said_ is not None else each.words_start
        quotes.append(replace(each, words_start=at) if at < each.words_end else each)
    return replace(body, quotes=tuple(quotes))


_RULES = Rules(
    quote=_quote,
    skip=lambda node: (
        not classes(node).isdisjoint(
            ("topic_sub_reply", "post_actions", "likes_grid", "sub_reply_bg", "row_reply")
        )
    ),
)


def _body(node: Node) -> Node:
    """Return the words of a post, not those of the answers inside of it."""
    body = node.css_first(_BODIES) or node.css_first(".inner") or node
    if "reply_content" in classes(body):
        return body.css_first(".message") or body
    return body


def _post(node: Node, number_: str, parent: str | None) -> PostDraft:
    info = node.css_first(".re_info small, .re_info")
    label = _LABEL.search(words(info)[:80])
    when = _TIME.search(words(info)[:200])
    opening = "postTopic" in classes(node)
    inner = node.css_first(".inner") or node
    return replace(
        post_of_words(_after_names(body_of(_body(node), _RULES))),
        author=inner_words(inner, "strong > a.l", "strong a", ".userInfo a.l", ".userName a")
        or None,
        floor=label[1] if label is not None else None,
        time=moment(when[0], ZONE) if when is not None else None,
        opening=opening,
        site_id=number_,
        parent=parent,
    )


def _posts(page: Page) -> list[PostDraft]:
    found: dict[str, PostDraft] = {}
    floor: str | None = None
    for node in page.tree.all('[id^="post_"]'):
        match = _ID.fullmatch(attribute(node, "id"))
        if match is None or match[1] in found:
            continue
        answers = "sub_reply_bg" in classes(node)
        if not answers and "postTopic" not in classes(node):
            floor = match[1]
        found[match[1]] = _post(node, match[1], floor if answers else None)
    taken = {_body(node).mem_id for node in page.tree.all('[id^="post_"]')}
    lost = strays(page.tree, ".topic_content, #comment_list .message, .cmt_sub_content", taken)
    return [*found.values(), *(post_of_words(body_of(each, _RULES)) for each in lost)]


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a topic."""
    tree = page.tree
    posts = _posts(page)
    topic = _TOPIC.search(address_of(page)[:300])
    if topic is None:
        links = (attribute(each, "href") for each in tree.all('a[href*="/topic/"]')[:1])
        topic = next((match for each in links if (match := _TOPIC.search(each[:300]))), None)
    heading = tree.first("#pageHeader h1")
    title = own_words(heading) or words(tree.first(".comment-header h1"))
    board = inner_words(tree.body, "#pageHeader h1 a", "#headerSubject h1 a")
    draft = ThreadDraft(
        title=title
        or words(heading)
        or words_without(words(tree.first("title")), r"\s*\|\s*Bangumi.*"),
        board=board or None,
        outlet="Bangumi 番组计划",
        poster=next((post.author for post in posts if post.opening), None),
        site=SITE,
        topic_id=topic[1] if topic is not None else None,
        timezone=ZONE,
        posts=tuple(posts),
    )
    return (draft,)


FORMAT = Format(
    name="bangumi-html",
    version=VERSION,
    medium=Medium.HTML,
    title="Bangumi 番组计划: a topic with its replies",
    keys=(".postTopic", ".row_reply#post_N", ".sub_reply_bg", "#2-1"),
    proven=False,
    claims=claims,
    read=read,
)
