"""Topic pages of Simple Machines Forum 1.1, 2.0 and 2.1.

The words of a post are in ``#msg_N``; heads of quotations stand before them (2.0) or in them (2.1)
and link to the quoted message.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.addresses import in_addresses, known_addresses
from db.importing.boards.forum_thread import crumbs, forum_thread
from db.importing.boards.nesting import apart_from, flat
from db.importing.boards.page_numbers import count, whole_number
from db.importing.boards.page_parts import inner, inner_words
from db.importing.boards.post_drafts import (
    asides_of,
    of_class,
    post_of,
    subject_aside,
    with_attached,
    with_opening,
)
from db.importing.boards.post_times import PrintedDates, order_of
from db.importing.boards.western_quote_heads import with_heads, writer_of
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideKind, ThreadDraft
from db.importing.markup.body import QuoteHead, Rules, body_of
from db.importing.markup.tree import attribute, classes, element_before, own_words, words
from db.importing.moments import moment
from db.importing.page import Medium

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft, TimeDraft
    from db.importing.page import Page

_BODY = "[id^=msg_].inner, [id^=msg_].post, div.post > div[id^=msg_], td div.post"
_HIGHEST = 12
_SOURCE = re.compile(r"msg=?(\d{1,18})")
_TOPIC = re.compile(
    r"^(?:author\s*)?(?:topic|thema|sujet|tema|discussion|主题|主題)\s*[:：]\s*", re.IGNORECASE
)
_READ = re.compile(
    r"\s*\((?:read|gelesen|lu|leído|阅读)[^\d()]{0,10}([\d.,]{1,15})[^()]{0,10}\)\s*$",
    re.IGNORECASE,
)
_REPLY = re.compile(r"(?:reply|antwort|réponse|respuesta|回复)?\s*#\s?(\d{1,9})", re.IGNORECASE)
_ON = re.compile(r"(?:\bon|\bam|\ble|\bel|于|在)\s*[:：]\s*(.{6,60}?)\s*»?$", re.IGNORECASE)
_BARE_ON = re.compile(r"^[«\s]*(.{6,60}?)[\s»]*$")
_ASIDES = (
    (".signature", AsideKind.SIGNATURE),
    (".attachments, [id$=_footer].attachments", AsideKind.ATTACHMENT),
    (".modified", AsideKind.EDITED),
    (".likes, .smflikebutton .like_count", AsideKind.RATING),
)


def _quote(node: Node) -> QuoteHead | None:
    kinds = classes(node)
    if node.tag != "blockquote" and "quote" not in kinds:
        return None
    if node.tag == "div" and "code" in kinds:
        return None
    cite = head = node.css_first("cite")
    if head is None:
        head = element_before(node)
        if head is None or "quoteheader" not in classes(head):
            return QuoteHead()
    link = head.css_first("a[href]")
    author, time = writer_of(words(head))
    source = _SOURCE.search(attribute(link, "href")[:600])
    return QuoteHead(
        author, moment(time or ""), source[1] if source is not None else None, head=cite
    )


_RULES = Rules(_quote, skip=of_class("quotefooter", "codeheader", "bbc_standard_quote_footer"))


def claims(page: Page) -> Score:
    """Judge whether a page is a topic of SMF."""
    tree = page.tree
    marked = "smf_" in page.text or tree.has('a[href*="simplemachines.org"]')
    if (
        marked
        and tree.has("[id^=msg_], a[name^=msg]")
        and tree.has("#forumposts, #quickModForm, .poster, div.post")
    ):
        return Score(0.9, ("posts of SMF",))
    if marked and tree.has("#messageindex, #boardindex_table, #boardindex, td.subject"):
        return Score(0.2, ("a list of topics of SMF",), a_list=True)
    return NOT_MINE


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a topic."""
    tree = page.tree
    title, views = _title(page)
    marked = tree.all(_BODY)
    named = [each for each in marked if whole_number(attribute(each, "id"), "msg_") is not None]
    # version 1.1 names the words of a post only to those who may change them
    bodies = flat(named or tree.all("td div.post"))
    rules = apart_from(_RULES, bodies)
    found = list(zip(bodies, _wholes(bodies), strict=True))
    lines = [_clock(whole, attribute(body, "id")) for body, whole in found]
    dates = PrintedDates(page, None, order_of(lines))
    posts = [
        _post(body, whole, dates.time(clock), title, rules)
        for (body, whole), clock in zip(found, lines, strict=True)
    ]
    shown = _pages(page)
    opened = with_opening(posts, shown[0]) if not posts or not posts[0].floor else tuple(posts)
    path = crumbs(tree, ".navigate_section li, .linktree li, .nav b a, .nav a", "»► ")
    subject = attribute(tree.first("[id^=subject_] a[href]"), "href")
    draft = forum_thread(
        page,
        "smf",
        title,
        opened,
        path=[each for each in path if each != title],
        topic=in_addresses([*known_addresses(page), subject], r"topic[=,](\d{1,12})"),
        shown=shown,
    )
    outlet = draft.outlet or (path[0] if path else None)
    return (replace(draft, outlet=outlet, views=views),)


def _title(page: Page) -> tuple[str, int | None]:
    tree = page.tree
    shown = next(
        (
            text
            for each in tree.all("#top_subject, h2.display_title, h3.catbg, td.catbg3, .cat_bg h3")
            if (text := words(each))
        ),
        "",
    )
    views = _READ.search(shown)
    plain = _TOPIC.sub("", _READ.sub("", shown)).strip()
    return plain or tree.words("title"), count(views[1]) if views is not None else None


def _wholes(bodies: list[Node]) -> list[Node]:
    """Return for each post the largest part of the page that holds it and no other post."""
    chains: list[list[Node]] = []
    held: Counter[int] = Counter()
    for body in bodies:
        chain: list[Node] = []
        at = body.parent
        while at is not None and at.tag not in ("body", "html") and len(chain) < _HIGHEST:
            chain.append(at)
            held[at.mem_id] += 1
            at = at.parent
        chains.append(chain)
    return [
        next((at for at in reversed(chain) if held[at.mem_id] == 1), body)
        for body, chain in zip(bodies, chains, strict=True)
    ]


def _clock(whole: Node, name: str) -> str:
    """Return the time in the head of a post: ``« Reply #3 on: March 01, 2014, 10:00:00 PM »``."""
    for each in whole.css(".keyinfo .smalltext, .postinfo .smalltext, .postinfo a, .smalltext"):
        if (name and attribute(each, "id") == name) or "modified" in classes(each):
            continue
        text = words(each)
        match = _ON.search(text) or (_BARE_ON.match(text) if ":" in text else None)
        if match is not None and any(sign.isdigit() for sign in match[1]):
            return match[1].strip()
    return ""


def _post(body: Node, whole: Node, time: TimeDraft | None, title: str, rules: Rules) -> PostDraft:
    head = inner_words(whole, ".page_number", ".keyinfo .smalltext", ".smalltext")
    floor = _REPLY.search(head)
    author = inner_words(
        whole, ".poster h4 a", ".poster h4", ".poster b a", "td b > a[href*='action=profile']",
        "td > b",
    )  # fmt: skip
    subject = inner_words(whole, "[id^=subject_] a", "[id^=subject_]")
    return post_of(
        with_attached(with_heads(body_of(body, rules)), whole, ".attachments"),
        author=author,
        time=time,
        floor=f"#{floor[1]}" if floor is not None else "",
        site_id=whole_number(attribute(body, "id"), "msg_") or _linked(whole),
        asides=(*subject_aside(subject, title), *asides_of(whole, _ASIDES)),
    )


def _linked(whole: Node) -> str | None:
    """Return the number of a message from the link to itself in its heading."""
    link = inner(whole, "[id^=subject_] a[href*='#msg']", "a[href*='#msg']")
    match = _SOURCE.search(attribute(link, "href")[-80:].rpartition("#")[2])
    return match[1] if match is not None else None


def _pages(page: Page) -> tuple[int | None, int | None]:
    """Return the page and the pages from the links ``[1] 2 3``, of which the present is none."""
    node = page.tree.first(".pagelinks, td.middletext, .pagesection")
    if node is None:
        return None, None
    current = words(inner(node, ".current_page", "strong", "b")) or own_words(node)
    match = re.search(r"\d{1,7}", current)
    shown = [int(text) for each in node.css("a") if (text := words(each)).isdecimal()]
    here = int(match[0]) if match is not None else None
    return here, max([*shown, here or 0]) or None


FORMAT = Format(
    name="smf-html",
    version="1",
    medium=Medium.HTML,
    title="Simple Machines Forum, saved page",
    keys=("#msg_N", ".poster", "« Reply #N on: … »"),
    proven=False,
    claims=claims,
    read=read,
)
