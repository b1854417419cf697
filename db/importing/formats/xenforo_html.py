"""Thread pages of XenForo 1 and 2.

Posts are ``li.message[data-author]`` (1) and ``article.message[data-author]`` (2) with ids
``post-N`` and ``js-post-N``; quotations name their source post.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.addresses import in_addresses, known_addresses
from db.importing.boards.forum_thread import crumbs, forum_thread
from db.importing.boards.nesting import apart_from, flat
from db.importing.boards.page_numbers import pager, whole_number
from db.importing.boards.page_parts import first_words, inner, inner_words
from db.importing.boards.post_drafts import (
    asides_of,
    of_class,
    post_of,
    with_attached,
    with_opening,
)
from db.importing.boards.post_times import time_of
from db.importing.boards.search_engine_hints import hints_of
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideKind, ThreadDraft
from db.importing.markup.body import QuoteHead, Rules, body_of
from db.importing.markup.tree import attribute, classes, words
from db.importing.page import Medium
from db.records import Severity, finding

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft
    from db.importing.page import Page
    from db.records import Finding

_POST_1 = "li.message[data-author]"
_POST_2 = "article.message[data-author]"
_SOURCE = re.compile(r"post(?:-|: |s/|\?id=)(\d{1,18})")
_LABELS = frozenset(("prefix", "label", "label-append"))
_NO_TITLE = of_class(
    "prefix", "label", "label-append", "PageNav", "post-vote-button", "post-date", "menuTrigger"
)
_ASIDES = (
    (".editDate, .message-lastEdit", AsideKind.EDITED),
    (".messageInfo .signature, .message-signature", AsideKind.SIGNATURE),
    (".attachedFiles, .message-attachments", AsideKind.ATTACHMENT),
    (".likesSummary, .reactionsBar", AsideKind.RATING),
    (".messageNotices, .messageNotice, .warningNotice", AsideKind.NOTICE),
)


def _quote(node: Node) -> QuoteHead | None:
    """Take a block that is marked as a quotation, with the post it names."""
    kinds = classes(node)
    if "bbCodeQuote" in kinds:
        jump = inner(node, "a.AttributionLink", ".attribution a[href]")
        author = attribute(node, "data-author")
        body = inner(node, ".quoteContainer", "blockquote")
    elif "bbCodeBlock--quote" in kinds:
        jump = inner(node, "a.bbCodeBlock-sourceJump")
        author = attribute(node, "data-quote")
        body = inner(node, ".bbCodeBlock-content")
    else:
        return None
    said = (
        attribute(jump, "data-content-selector"),
        attribute(node, "data-source"),
        attribute(jump, "href"),
    )
    source = next((match[1] for each in said if (match := _SOURCE.search(each[:400]))), None)
    return QuoteHead(author or None, None, source, body=body)


_RULES = Rules(
    _quote,
    skip=of_class(
        "quoteExpand", "messageTextEndMarker", "bbCodeBlock-expandLink", "bbCodeBlock-shrinkLink",
        "js-selectToQuoteEnd",
    ),
)  # fmt: skip


def _claims(page: Page, root: str, posts: str, rows: str, engine: str) -> Score:
    """Score the mark of the engine and its posts; rows of a list without posts are a list."""
    tree = page.tree
    marked, found = tree.has(root), tree.all(posts)
    if found:
        return Score(0.95 if marked else 0.75, (f"posts of {engine}",))
    if marked and tree.has(rows):
        return Score(0.2, (f"a list of threads of {engine}",), a_list=True)
    return NOT_MINE


def claims_1(page: Page) -> Score:
    """Judge whether a page is a thread of XenForo 1."""
    return _claims(page, "html#XenForo", _POST_1, "li.discussionListItem, li.node", "XenForo 1")


def claims_2(page: Page) -> Score:
    """Judge whether a page is a thread of XenForo 2."""
    rows = ".structItem--thread, .structItem, .node"
    return _claims(page, "html#XF, html[data-app]", _POST_2, rows, "XenForo 2")


def read_1(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a thread of XenForo 1."""
    nodes = flat(page.tree.all(_POST_1))
    rules = apart_from(_RULES, nodes)
    posts = [_post_1(node, page, rules) for node in nodes]
    nav = page.tree.first(".PageNav[data-last]")
    number, pages = _figure(attribute(nav, "data-page")), _figure(attribute(nav, "data-last"))
    if number is None:
        number, pages = pager(page.tree.words(".pageNavHeader"))
    path = ".breadcrumb .crumb, .breadcrumb li"
    return (_thread(page, posts, ".titleBar h1, h1", path, (number, pages)),)


def read_2(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a thread of XenForo 2."""
    tree = page.tree
    nodes = flat(tree.all(_POST_2))
    rules = apart_from(_RULES, nodes)
    posts = [_post_2(node, page, rules) for node in nodes]
    number = _figure(tree.words(".pageNav-page--current"))
    shown = [_figure(words(each)) or 0 for each in tree.all(".pageNav-page")]
    pages = max(shown, default=0) or None
    if number is None:
        number, pages = pager(tree.words(".pageNavSimple"))
    return (_thread(page, posts, "h1.p-title-value", ".p-breadcrumbs li", (number, pages)),)


def _figure(text: str) -> int | None:
    plain = text.strip().replace(",", "").replace(".", "")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 9 else None


def _post_1(node: Node, page: Page, rules: Rules) -> PostDraft:
    body = inner(node, ".messageText", ".messageContent")
    clock = inner(
        node, ".privateControls .DateTime", ".datePermalink .DateTime", ".messageMeta .DateTime"
    )
    return post_of(
        with_attached(body_of(body, rules), node, ".attachedFiles"),
        author=attribute(node, "data-author") or inner_words(node, ".username"),
        time=time_of(clock, page, order="mdy"),
        floor=inner_words(node, ".postNumber"),
        site_id=whole_number(attribute(node, "id"), "post-"),
        deleted="deleted" in classes(node),
        asides=asides_of(node, _ASIDES),
    )


def _post_2(node: Node, page: Page, rules: Rules) -> PostDraft:
    body = inner(node, ".message-body .bbWrapper", ".message-body", ".message-content")
    clock = inner(node, ".message-attribution time", ".message-date time", "time")
    source = _SOURCE.search(attribute(node, "data-content") or attribute(node, "id"))
    floor = next(
        (
            text
            for each in node.css(".message-attribution-opposite li, .message-permalink")
            if (text := words(each)).startswith("#") and text[1:].replace(",", "").isdigit()
        ),
        "",
    )
    return post_of(
        with_attached(body_of(body, rules), node, ".message-attachments"),
        author=attribute(node, "data-author") or inner_words(node, ".message-name"),
        time=time_of(clock, page),
        floor=floor.replace(",", ""),
        site_id=source[1] if source is not None else None,
        deleted="message--deleted" in classes(node),
        asides=asides_of(node, _ASIDES),
    )


def _thread(
    page: Page,
    posts: list[PostDraft],
    heading: str,
    path: str,
    shown: tuple[int | None, int | None],
) -> ThreadDraft:
    tree = page.tree
    title, labels = _title(page, heading)
    hints = hints_of(page)
    draft = forum_thread(
        page,
        "xenforo",
        title,
        with_opening(posts, shown[0]),
        otherwise=hints.title,
        path=crumbs(tree, path, "> »"),
        topic=_topic(page),
        shown=shown,
    )
    return replace(
        draft,
        outlet=draft.outlet or first_words(tree, ".p-header-logo", "#logo") or None,
        poster=draft.poster or inner_words(tree.body, ".p-description .username") or None,
        claimed_posts=hints.answers,
        findings=labels,
    )


def _topic(page: Page) -> str | None:
    key = attribute(page.tree.first("html"), "data-content-key")
    found = whole_number(key, "thread-") if key.startswith("thread-") else None
    return found or in_addresses(
        known_addresses(page), r"/threads/(?:[^/?#]*\.)?(\d{1,12})(?:[/?#]|$)"
    )


def _title(page: Page, heading: str) -> tuple[str, tuple[Finding, ...]]:
    """Return the title without the labels that moderators set before it, and those labels."""
    node = page.tree.first(heading)
    if node is None:
        return "", ()
    text = " ".join(body_of(node, Rules(skip=_NO_TITLE)).text.split())
    labels = [
        found
        for each in node.css(".prefix, .label")
        if _LABELS & classes(each) and (found := words(each))
    ]
    return text, tuple(
        finding(
            "title-label",
            Severity.INFO,
            "The title bears a label that is kept apart from it: {label}.",
            label=each,
        )
        for each in dict.fromkeys(labels)
    )


XENFORO_1 = Format(
    name="xenforo1-html",
    version="1",
    medium=Medium.HTML,
    title="XenForo 1, saved page",
    keys=('html id="XenForo"', "li.message[data-author]", "bbCodeQuote"),
    proven=True,
    claims=claims_1,
    read=read_1,
)
XENFORO_2 = Format(
    name="xenforo2-html",
    version="1",
    medium=Medium.HTML,
    title="XenForo 2, saved page",
    keys=('html id="XF"', "article.message[data-author]", "bbCodeBlock-sourceJump"),
    proven=True,
    claims=claims_2,
    read=read_2,
)
