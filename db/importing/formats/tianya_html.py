"""Tianya (天涯社区): a page of a thread (``post-item-N-1.shtml``).

What is true of a floor stands in attributes of ``.atl-item``: ``js_username``, ``js_restime``,
``replyid``; its comments (``.ir-list li``) answer it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from db.importing.boards.addresses import address_of, host_of, is_at
from db.importing.boards.claim_scores import marks, score_of
from db.importing.boards.nesting import apart_from_classes
from db.importing.boards.page_numbers import first_digits, first_number, pages_of
from db.importing.boards.page_parts import inner_words, words_without
from db.importing.boards.post_drafts import post_of_words
from db.importing.boards.unclaimed_words import strays
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import PostDraft, ThreadDraft
from db.importing.markup.body import body_of
from db.importing.markup.tree import attribute, classes, words
from db.importing.moments import moment
from db.importing.page import Medium

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.page import Page

VERSION = "1"
ZONE = "Asia/Shanghai"
_TOPIC = re.compile(r"/(?:m/)?post-([a-z0-9_]{1,30})-(\d{1,12})-\d{1,6}\.shtml", re.IGNORECASE)
_RULES = apart_from_classes("atl-item", "ir-list")
_FLOOR = re.compile(r"(\d{1,8})\s?楼")
_INFO = re.compile(r"(点击|回复)\s*[:：]\s*(\d{1,12})")
_TIME = re.compile(r"时间\s*[:：]\s*(\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}(?::\d{2})?)")


def claims(page: Page) -> Score:
    """Score the marks of a thread; a board's list is named as such."""
    tree = page.tree
    here = is_at(host_of(address_of(page)), "tianya.cn") or tree.has('a[href*="tianya.cn/"]')
    if not tree.has(".atl-item"):
        if here and tree.has("table.tab-bbs-list, .td-title"):
            return Score(0.2, ("a list of threads of Tianya",), a_list=True)
        return NOT_MINE
    score, reasons = marks(
        tree,
        (
            (".atl-item .bbs-content", 0.45, ".atl-item .bbs-content"),
            (".atl-item[_host], .atl-item[js_username]", 0.2, "_host"),
            (".atl-info, .atl-head", 0.15, ".atl-info"),
            (".atl-title, .s_title", 0.1, ".atl-title"),
        ),
    )
    return score_of(score + (0.15 if here else 0.0), [*reasons, *(["tianya.cn"] if here else [])])


def _name(node: Node, *names: str) -> str:
    return next((unquote(found) for each in names if (found := attribute(node, each)[:300])), "")


def _posts(page: Page, opener: str, opened: str) -> list[PostDraft]:
    found: list[PostDraft] = []
    taken: set[int] = set()
    answers: set[int] = set()
    for item in page.tree.all(".atl-item"):
        opening = "host-item" in classes(item)
        taken.add(item.mem_id)
        part = item.css_first(".bbs-content") or item.css_first(".atl-con-bd, .atl-content")
        body = body_of(part, _RULES)
        printed = attribute(item, "js_restime") or _printed(inner_words(item, ".atl-info"))
        floor = _FLOOR.search(inner_words(item, ".atl-reply", ".floor")[:200])
        label = "楼主" if opening else (floor[1] if floor is not None else attribute(item, "id"))
        number_ = "0" if opening else attribute(item, "replyid")
        author = _name(item, "js_username", "_host") or inner_words(
            item, ".atl-info a", ".atl-info strong + a"
        )
        found.append(
            replace(
                post_of_words(body),
                author=author or (opener if opening else "") or None,
                floor=label or None,
                time=moment(printed or (opened if opening else ""), ZONE),
                opening=opening,
                site_id=number_ or None,
            )
        )
        rows = item.css(".ir-list li")
        answers.update(row.mem_id for row in rows)
        found += [_comment(row, number_ or None) for row in rows]
    found += [
        post_of_words(body_of(each, _RULES)) for each in strays(page.tree, ".bbs-content", taken)
    ]
    found += [_comment(each, None) for each in strays(page.tree, ".ir-content", answers)]
    return found


def _comment(node: Node, parent: str | None) -> PostDraft:
    number_ = attribute(node, "_rid") or attribute(node, "id").rpartition("_")[2]
    return replace(
        post_of_words(body_of(node.css_first(".ir-content") or node, _RULES)),
        author=_name(node, "_username") or inner_words(node, ".ir-username", "a") or None,
        time=moment(attribute(node, "_replytime") or inner_words(node, ".ir-time", ".time"), ZONE),
        site_id=f"c{number_}" if number_.isdigit() else None,
        parent=parent,
        kind="评论",
    )


def _printed(info: str) -> str:
    match = _TIME.search(info[:400])
    return match[1] if match is not None else ""


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a thread."""
    tree = page.tree
    head = tree.first("#post_head")
    info = inner_words(head, ".atl-menu .atl-info", ".atl-info")
    counts = dict(_INFO.findall(info[:600]))
    opener = (
        inner_words(head, ".atl-info a") or _name(head, "js_activityusername")
        if head is not None
        else ""
    )
    posts = _posts(page, opener, _printed(info))
    topic = _TOPIC.search(address_of(page)[:300])
    if topic is None:
        links = (attribute(each, "href") for each in tree.all('a[href*="post-"]')[:20])
        topic = next((match for each in links if (match := _TOPIC.search(each[:300]))), None)
    pager = tree.first(".atl-pages")
    here, pages = (
        pages_of(words(pager.css_first("strong")), [words(each) for each in pager.css("a")])
        if pager is not None
        else (None, None)
    )
    title = inner_words(tree.body, ".atl-title .s_title", ".s_title", ".atl-title", "#post_head h1")
    draft = ThreadDraft(
        title=title
        or words_without(words(tree.first("title")), r"_[^_]{1,30}_(?:论坛_)?天涯社区.{0,20}\Z"),
        board=inner_words(tree.body, ".location em a", ".crumbs em a", ".location a:last-of-type")
        or None,
        outlet="天涯社区",
        poster=opener or next((post.author for post in posts if post.opening), None),
        site="tianya.cn",
        topic_id=f"{topic[1]}/{topic[2]}" if topic is not None else None,
        timezone=ZONE,
        views=first_number(counts.get("点击", "")),
        claimed_posts=int(said_) if (said_ := first_digits(counts.get("回复", ""))) else None,
        posts=tuple(posts),
        page=here,
        pages=pages,
    )
    return (draft,)


FORMAT = Format(
    name="tianya-html",
    version=VERSION,
    medium=Medium.HTML,
    title="Tianya 天涯社区: page of a thread",
    keys=(".atl-item[js_username]", ".bbs-content", "#post_head .s_title", ".ir-list li"),
    proven=False,
    claims=claims,
    read=read,
)
