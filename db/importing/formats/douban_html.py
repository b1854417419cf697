"""Douban groups (豆瓣小组): a topic with its replies (``/group/topic/N``)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.addresses import address_of, host_of, is_at
from db.importing.boards.claim_scores import marks, score_of
from db.importing.boards.page_numbers import first_digits, pages_of
from db.importing.boards.page_parts import inner_words
from db.importing.boards.post_drafts import post_of_words
from db.importing.boards.post_times import exact_time
from db.importing.boards.unclaimed_words import strays
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideDraft, AsideKind, PostDraft, ThreadDraft
from db.importing.markup.body import QuoteHead, Rules, body_of
from db.importing.markup.tree import attribute, classes, words
from db.importing.page import Medium

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.page import Page

VERSION = "1"
ZONE = "Asia/Shanghai"
_ROW = "li.comment-item, li[data-cid], li.reply-item"
_TOPIC = re.compile(r"/group/topic/(\d{1,12})")
_COUNT = re.compile(r"(\d{1,7})\s?(?:人?回应|回复|条回应)")
_FURNITURE = frozenset((
    "operation_div", "operation-div", "operation-more", "bg-img-green", "user-face", "lnk-reply",
    "comment-vote", "group_banned", "reply-comment-form", "sns-bar", "action-react",
))  # fmt: skip


def claims(page: Page) -> Score:
    """Score the marks of a topic; a group's list of topics is named as such."""
    tree = page.tree
    here = is_at(host_of(address_of(page)), "douban.com") or tree.has(
        'a[href*="douban.com/group/"]'
    )
    if not tree.has(".reply-doc, .topic-doc, #topic-content"):
        if here and tree.has("table.olt td.title, table.olt"):
            return Score(0.2, ("a list of topics of a Douban group",), a_list=True)
        return NOT_MINE
    score, reasons = marks(
        tree,
        (
            (".topic-doc, #topic-content", 0.25, ".topic-doc"),
            (".reply-doc .pubtime, .reply-doc .bg-img-green", 0.35, ".reply-doc"),
            ("ul.topic-reply", 0.2, "ul.topic-reply"),
        ),
    )
    return score_of(score + (0.3 if here else 0.0), [*reasons, *(["douban.com"] if here else [])])


def _quote(node: Node) -> QuoteHead | None:
    if "reply-quote" not in classes(node):
        return None
    # the names of its classes tell the whole quotation from the beginning that is shown first
    body = node.css_first(".all, .short, .ref-content")
    return QuoteHead(author=inner_words(node, ".pubdate a", ".pubdate") or None, body=body)


def _skip(node: Node) -> bool:
    kinds = classes(node)
    if not kinds.isdisjoint(_FURNITURE) or "data-cid" in node.attributes:
        return True
    if "short" in kinds or "toggle-reply" in kinds:
        parent = node.parent
        return parent is not None and parent.css_first(".all") is not None
    return False


_RULES = Rules(quote=_quote, skip=_skip)


def _reply(page: Page, row: Node) -> PostDraft:
    number_ = attribute(row, "data-cid") or first_digits(attribute(row, "id"))
    place = inner_words(row, ".pubtime")
    return replace(
        post_of_words(body_of(row, _RULES)),
        author=inner_words(row, "h4 a", ".bg-img-green a") or None,
        time=exact_time(row.css_first("h4 .pubtime, .pubtime"), page, ZONE) if place else None,
        site_id=number_ if number_.isdigit() else None,
    )


def _opening(page: Page) -> PostDraft | None:
    tree = page.tree
    doc = tree.first(".topic-doc") or tree.first("#topic-content")
    if doc is None:
        return None
    words_of = tree.first(
        ".topic-richtext, .rich-content, #link-report .topic-content, #link-report"
    )
    words_of = words_of or doc.css_first(".topic-content") or doc
    changed = inner_words(doc, ".edit-time", ".update-time")
    asides = (AsideDraft(AsideKind.EDITED, changed),) if changed else ()
    return replace(
        post_of_words(body_of(words_of, _RULES), asides),
        author=inner_words(doc, "h3 .from a", ".from a") or None,
        time=exact_time(
            doc.css_first("h3 .create-time, .create-time, h3 .color-green"), page, ZONE
        ),
        opening=True,
        site_id="topic",
        edited=changed or None,
    )


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a topic."""
    tree = page.tree
    here, pages = pages_of(
        words(tree.first(".paginator .thispage")),
        [
            attribute(tree.first(".paginator .thispage"), "data-total-page"),
            *(words(each) for each in tree.all(".paginator a")),
        ],
    )
    replies: dict[str, PostDraft] = {}
    for row in tree.all(_ROW):
        # replies that many liked stand twice: above all others, and in their place
        post = _reply(page, row)
        name = post.site_id or f"#{len(replies)}"
        if name in replies:
            replies.pop(name)
        replies[name] = post
    taken = {row.mem_id for row in tree.all(_ROW)}
    for doc in strays(tree, ".reply-doc, p.reply-content", taken):
        taken.add(doc.mem_id)
        replies[f"#{len(replies)}"] = _reply(page, doc)
    opening = _opening(page) if here in (None, 1) else None
    topic = _TOPIC.search(address_of(page)[:300])
    if topic is None:
        links = (attribute(each, "href") for each in tree.all('a[href*="/group/topic/"]')[:1])
        topic = next((match for each in links if (match := _TOPIC.search(each[:300]))), None)
    counted = _COUNT.search(inner_words(tree.body, ".comments-count", ".topic-reply-count")[:100])
    draft = ThreadDraft(
        title=words(tree.first("#content h1"))
        or words(tree.first("h1"))
        or words(tree.first("title")),
        board=inner_words(
            tree.body, ".group-item .title a", ".group-info a", "#g-side-info .title a"
        )
        or None,
        outlet="豆瓣小组",
        poster=opening.author if opening is not None else None,
        site="douban.com",
        topic_id=f"group/{topic[1]}" if topic is not None else None,
        timezone=ZONE,
        claimed_posts=int(counted[1]) if counted is not None else None,
        posts=(*((opening,) if opening is not None else ()), *replies.values()),
        page=here,
        pages=pages,
    )
    return (draft,)


FORMAT = Format(
    name="douban-html",
    version=VERSION,
    medium=Medium.HTML,
    title="Douban 豆瓣小组: a topic with its replies",
    keys=("li[data-cid] .reply-doc", ".topic-doc", ".reply-quote", "douban.com/group/topic"),
    proven=False,
    claims=claims,
    read=read,
)
