"""Guozaoke (过早客): a topic with its replies (``/t/N``)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.addresses import address_of, host_of, is_at
from db.importing.boards.claim_scores import marks, score_of
from db.importing.boards.nesting import apart_from_classes
from db.importing.boards.page_numbers import first_digits, pages_of
from db.importing.boards.page_parts import inner_words, words_without
from db.importing.boards.post_drafts import post_of_words
from db.importing.boards.post_times import exact_time
from db.importing.boards.unclaimed_words import strays
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import ThreadDraft
from db.importing.markup.body import body_of
from db.importing.markup.tree import attribute, words
from db.importing.page import Medium

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft
    from db.importing.page import Page

VERSION = "1"
ZONE = "Asia/Shanghai"
_RULES = apart_from_classes("reply-item")
_TOPIC = re.compile(r"/t/(\d{1,9})")
_REPLIES = re.compile(r"共收到\s?(\d{1,7})\s?条回复")
_CLICKS = re.compile(r"(\d{1,9})\s?次点击")


def claims(page: Page) -> Score:
    """Score the marks of a topic; lists of topics are named as such."""
    tree = page.tree
    here = is_at(host_of(address_of(page)), "guozaoke.com") or "过早客" in words(
        tree.first("title")
    )
    if not tree.has(".topic-detail, .reply-item"):
        if here and tree.has(".topic-item"):
            return Score(0.2, ("a list of topics of Guozaoke",), a_list=True)
        return NOT_MINE
    score, reasons = marks(
        tree,
        (
            (".topic-detail .ui-content", 0.25, ".topic-detail"),
            (".reply-item .floor", 0.3, ".reply-item .floor"),
            (".reply-item .content", 0.15, ".reply-item .content"),
            (".topic-reply", 0.1, ".topic-reply"),
        ),
    )
    return score_of(score + (0.3 if here else 0.0), [*reasons, *(["guozaoke.com"] if here else [])])


def _opening(page: Page) -> PostDraft | None:
    box = page.tree.first(".topic-detail")
    if box is None:
        return None
    return replace(
        post_of_words(body_of(box.css_first(".ui-content") or box)),
        author=inner_words(box, ".meta .username a", ".username a", "a.username", ".username")
        or None,
        time=exact_time(box.css_first(".created-time, .meta .time"), page, ZONE),
        opening=True,
        site_id="topic",
    )


def _reply(page: Page, row: Node) -> PostDraft:
    name = inner_words(row, ".reply-username", ".meta .username", ".username", "a[href^='/u/']")
    return replace(
        post_of_words(body_of(row.css_first(".content") or row, _RULES)),
        author=name or None,
        floor=first_digits(inner_words(row, ".floor")) or None,
        time=exact_time(row.css_first(".time"), page, ZONE),
        site_id=attribute(row, "data-id") or first_digits(attribute(row, "id")) or None,
    )


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a topic."""
    tree = page.tree
    opening = _opening(page)
    rows = tree.all(".reply-item")
    replies = [_reply(page, row) for row in rows]
    taken = {(row.css_first(".content") or row).mem_id for row in rows}
    lost = strays(tree, ".topic-reply .content", taken)
    replies += [post_of_words(body_of(each, _RULES)) for each in lost]
    count = _REPLIES.search(
        inner_words(tree.body, ".topic-reply .ui-header", ".ui-header.replies")[:200]
    )
    clicks = _CLICKS.search(
        inner_words(tree.body, ".topic-detail .hits", ".topic-detail .meta")[:300]
    )
    topic = _TOPIC.search(address_of(page)[:300])
    here, pages = pages_of(
        words(tree.first(".pagination .active")),
        [words(each) for each in tree.all(".pagination a")],
    )
    draft = ThreadDraft(
        title=inner_words(
            tree.body, ".topic-detail h3.title", ".topic-detail h3", ".topic-detail h1"
        )
        or words_without(words(tree.first("title")), r"\s*[-|–]\s*过早客.*"),
        board=inner_words(tree.body, ".topic-detail .node a", ".topic-detail .node") or None,
        outlet="过早客",
        poster=opening.author if opening is not None else None,
        site="guozaoke.com",
        topic_id=topic[1] if topic is not None else None,
        timezone=ZONE,
        views=int(clicks[1]) if clicks is not None else None,
        claimed_posts=int(count[1]) if count is not None else None,
        posts=(*((opening,) if opening is not None else ()), *replies),
        page=here,
        pages=pages,
    )
    return (draft,)


FORMAT = Format(
    name="guozaoke-html",
    version=VERSION,
    medium=Medium.HTML,
    title="Guozaoke 过早客: a topic with its replies",
    keys=(".reply-item .floor", ".topic-detail", "共收到N条回复"),
    proven=False,
    claims=claims,
    read=read,
)
