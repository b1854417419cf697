"""Topic pages of Invision: IP.Board 3 and Invision Community 4.

Version 3: ``div.post_block#post_id_N`` with ``abbr.published``.  Version 4:
``article#elComment_N`` with ``[data-role=commentContent]``; quotations name comment, writer, time.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.addresses import in_addresses, known_addresses
from db.importing.boards.forum_thread import crumbs, forum_thread
from db.importing.boards.nesting import apart_from, flat
from db.importing.boards.page_numbers import count, pager, whole_number
from db.importing.boards.page_parts import first_words, inner, inner_words
from db.importing.boards.post_drafts import asides_of, of_class, post_of, with_opening
from db.importing.boards.post_times import time_of
from db.importing.boards.search_engine_hints import hints_of
from db.importing.boards.western_quote_heads import with_heads
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideKind, ThreadDraft
from db.importing.markup.body import QuoteHead, Rules, body_of
from db.importing.markup.tree import attribute, classes, element_before, words
from db.importing.moments import epoch, moment
from db.importing.page import Medium

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft, TimeDraft
    from db.importing.page import Page

_POST_3 = "div.post_block[id^=post_id_], div.post_block"
_POST_4 = "article[id^=elComment_]"
_CITED = re.compile(
    r"^(?P<name>.{1,80}?), (?:on|am|le) (?P<time>.{6,60}?)\s?(?:, said|, wrote)?:?$"
)
_OTHER_CITED = re.compile(
    r"^(?:(?:On|Am|Le) )?(?P<time>.{4,60}), (?P<name>[^,]{1,80}?) "
    r"(?:said|wrote|schrieb|a dit)\s?:?$"
)
_NUMBER = re.compile(r"#\s?(\d{1,9})")
_ASIDES = (
    (".signature, [data-role=memberSignature]", AsideKind.SIGNATURE),
    ("p.edit, .ipsComment_content .ipsType_reset.ipsType_light strong, .ipsEdited",
     AsideKind.EDITED),
    (".attachments, .attach_holder", AsideKind.ATTACHMENT),
    (".rep_bar .reputation, .ipsReact_blurb", AsideKind.RATING),
)  # fmt: skip


def _quote(node: Node) -> QuoteHead | None:
    kinds = classes(node)
    if "ipsQuote" in kinds or "ipsBlockquote" in kinds or "data-cid" in node.attributes:
        head = inner_words(node, ".ipsQuote_citation", "cite")
        cited, told = _cited(head)
        author = attribute(node, "data-ipsquote-username") or attribute(node, "data-author")
        source = attribute(node, "data-ipsquote-contentcommentid") or attribute(node, "data-cid")
        stamp = attribute(node, "data-ipsquote-timestamp") or attribute(node, "data-time")
        topic = attribute(node, "data-ipsquote-contentclass")
        return QuoteHead(
            author or cited or None,
            _stamped(stamp, told),
            whole_number(source),
            bool(topic) and "forums" not in topic,
            inner(node, ".ipsQuote_contents"),
        )
    if node.tag == "blockquote" or ("blockquote" in kinds and node.tag == "div"):
        above = element_before(node)
        if above is not None and "citation" in classes(above):
            author, time = _cited(words(above))
            return QuoteHead(author or None, time)
        return QuoteHead()
    return None


def _stamped(stamp: str, told: TimeDraft | None) -> TimeDraft | None:
    """Return the exact time of a quoted post, in the words that the page shows where it does."""
    exact = epoch(stamp) if whole_number(stamp) else None
    if exact is None or exact.iso is None or told is None:
        return exact or told
    return replace(told, iso=exact.iso)


def _cited(head: str) -> tuple[str, TimeDraft | None]:
    match = _CITED.match(head[:240]) or _OTHER_CITED.match(head[:240])
    return (match["name"], moment(match["time"])) if match is not None else ("", None)


_RULES = Rules(_quote, skip=of_class("ipsComment_controls", "post_controls"))


def claims_3(page: Page) -> Score:
    """Judge whether a page is a topic of IP.Board 3."""
    tree = page.tree
    marked = tree.has("body#ipboard_body, #ipbwrapper")
    if tree.has("div.post_block .post_body, div.post_block .entry-content"):
        return Score(0.92 if marked else 0.8, ("posts of IP.Board 3",))
    if marked and tree.has("#forum_table, a.topic_title, table.ipb_table"):
        return Score(0.2, ("a list of topics of IP.Board",), a_list=True)
    return NOT_MINE


def claims_4(page: Page) -> Score:
    """Judge whether a page is a topic of Invision Community 4."""
    tree = page.tree
    marked = tree.has("body.ipsApp")
    if tree.has(f"{_POST_4} [data-role=commentContent], {_POST_4} .ipsComment_content"):
        return Score(0.92 if marked else 0.8, ("posts of Invision Community 4",))
    if marked and tree.has(".cForumTopicTable, .cForumRow, .ipsDataList"):
        return Score(0.2, ("a list of topics of Invision Community",), a_list=True)
    return NOT_MINE


def read_3(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a topic of IP.Board 3."""
    tree = page.tree
    nodes = flat(tree.all(_POST_3))
    rules = apart_from(_RULES, nodes)
    posts = [_post_3(node, page, rules) for node in nodes]
    title = first_words(tree, "h1.ipsType_pagetitle", ".maintitle .main_topic_title", "h1, h2")
    number, pages = pager(first_words(tree, ".topic_controls .pagination", ".pagination"))
    path = "#secondary_navigation li, ol.breadcrumb li, #breadcrumb li"
    return (_thread(page, title, posts, path, (number, pages)),)


def read_4(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a topic of Invision Community 4."""
    tree = page.tree
    nodes = flat(tree.all(_POST_4))
    rules = apart_from(_RULES, nodes)
    posts = [_post_4(node, page, rules) for node in nodes]
    title = first_words(tree, "h1.ipsType_pageTitle", "h1")
    bar = tree.first(".ipsPagination[data-pages]")
    pages = whole_number(attribute(bar, "data-pages"))
    number = whole_number(inner_words(bar, ".ipsPagination_active"))
    here = int(number) if number is not None and len(number) < 9 else None
    total = int(pages) if pages is not None and len(pages) < 9 else None
    return (_thread(page, title, posts, ".ipsBreadcrumb li", (here, total)),)


def _post_3(node: Node, page: Page, rules: Rules) -> PostDraft:
    body = inner(node, ".post.entry-content", "[itemprop=commentText]", ".entry-content", ".post")
    number = _NUMBER.search(inner_words(node, ".post_id", "[itemprop=replyToUrl]"))
    return post_of(
        with_heads(body_of(body, rules)),
        author=inner_words(
            node, ".author [itemprop=name]", ".author .fn", ".author", ".post_username", ".username"
        ),
        time=time_of(inner(node, "abbr.published", "[itemprop=commentTime]"), page),
        floor=f"#{number[1]}" if number is not None else "",
        site_id=whole_number(attribute(node, "id"), "post_id_"),
        asides=asides_of(node, _ASIDES),
    )


def _post_4(node: Node, page: Page, rules: Rules) -> PostDraft:
    body = inner(node, "[data-role=commentContent]", ".ipsComment_content", ".cPost_contentWrap")
    number = _NUMBER.search(inner_words(node, ".ipsComment_tools", "[data-role=postNumber]"))
    return post_of(
        body_of(body, rules),
        author=inner_words(node, ".cAuthorPane_author", ".ipsComment_author h3", "h3"),
        time=time_of(inner(node, ".ipsComment_meta time", "time"), page),
        floor=f"#{number[1]}" if number is not None else "",
        site_id=whole_number(attribute(node, "id"), "elComment_"),
        asides=asides_of(node, _ASIDES),
    )


def _thread(
    page: Page,
    title: str,
    posts: list[PostDraft],
    path: str,
    shown: tuple[int | None, int | None],
) -> ThreadDraft:
    hints = hints_of(page)
    stats = first_words(page.tree, "[data-role=replyCount]")
    draft = forum_thread(
        page,
        "invision",
        title,
        with_opening(posts, shown[0]),
        otherwise=hints.title,
        path=[each for each in crumbs(page.tree, path, "›→ ") if each != title],
        topic=in_addresses(known_addresses(page), r"/topic/(\d{1,12})", r"showtopic=(\d{1,12})"),
        shown=shown,
    )
    return replace(draft, claimed_posts=count(stats) if stats else hints.answers)


IPB_3 = Format(
    name="ipb3-html",
    version="1",
    medium=Medium.HTML,
    title="IP.Board 3, saved page",
    keys=("div.post_block#post_id_N", "abbr.published", "p.citation"),
    proven=False,
    claims=claims_3,
    read=read_3,
)
IPS_4 = Format(
    name="invision4-html",
    version="1",
    medium=Medium.HTML,
    title="Invision Community 4, saved page",
    keys=("article#elComment_N", "[data-role=commentContent]", "blockquote.ipsQuote"),
    proven=False,
    claims=claims_4,
    read=read_4,
)
