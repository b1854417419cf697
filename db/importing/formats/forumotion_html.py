"""Topic pages of forumotion (forumieren, forumactif, foroactivo …): a phpBB of its own.

Posts are ``div.post#pN``, ``tr.post`` in older skins.  Advertisements are dressed as posts: they
have the number 0 or no time; they are left out and told of.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.addresses import in_addresses, known_addresses
from db.importing.boards.forum_thread import forum_thread
from db.importing.boards.nesting import apart_from, flat
from db.importing.boards.page_numbers import pager, whole_number
from db.importing.boards.page_parts import first_words, inner, inner_words
from db.importing.boards.post_drafts import asides_of, post_of, subject_aside, with_opening
from db.importing.boards.post_times import PrintedDates, order_of
from db.importing.boards.western_quote_heads import with_heads, writer_of
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideKind, ThreadDraft
from db.importing.markup.body import QuoteHead, Rules, body_of
from db.importing.markup.tree import attribute, own_words, words
from db.importing.page import Medium
from db.records import Severity, finding

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft, TimeDraft
    from db.importing.page import Page

_POST = ".post[id^=p], tr.post[id]"
_HOSTS = re.compile(
    r"\.(?:forumieren|forumotion|forumactif|forumattivo|foroactivo|forumeiros|forumotion|"
    r"board-directory|actifforum|superforum|forum2x2|xooit|1fr1)\.(?:com|net|org|de|info|eu|pro)"
)
_DATE = re.compile(
    r"(\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}.{0,20}|(?:[^\W\d_]{2,10}\.?,?\s){0,2}\d{1,2}\s?[^\W\d_]{3,12}"
    r"\.?\s?\d{4}.{0,20}|[^\W\d_]{2,4}\.?\s[^\W\d_]{3,12}\s\d{1,2},?\s\d{4}.{0,20})$"
)
_BEFORE = re.compile(r"^(?:am|on|le|el|em|il)\s+", re.IGNORECASE)
_NUMBER = re.compile(r"#\d{1,9}")
_ASIDES = (
    (".signature_div", AsideKind.SIGNATURE),
    (".attachbox", AsideKind.ATTACHMENT),
    (".edited-message, .post-entry + .gensmall", AsideKind.EDITED),
)


def _quote(node: Node) -> QuoteHead | None:
    if node.tag == "blockquote":
        cite = node.css_first("cite")
        return QuoteHead(writer_of(words(cite))[0], head=cite)
    if node.tag == "dl" and "codebox" in attribute(node, "class"):
        if node.css_first("code") is not None:
            return None
        return QuoteHead(writer_of(inner_words(node, "dt cite", "dt"))[0],
                         body=node.css_first("dd"))  # fmt: skip
    return None


_RULES = Rules(_quote)


def claims(page: Page) -> Score:
    """Judge whether a page is a topic of forumotion."""
    tree = page.tree
    marked = any(_HOSTS.search(each[:300]) for each in known_addresses(page)) or tree.has(
        "[src*='illiweb.com'], [href*='illiweb.com'], [src*='2img.net']"
    )
    if marked and tree.has(f"{_POST.split(',', maxsplit=1)[0]} .post-entry, tr.post .postbody"):
        return Score(0.95, ("posts of forumotion",))
    if marked and tree.has("a.topictitle, a.forumtitle"):
        return Score(0.2, ("a list of topics of forumotion",), a_list=True)
    return NOT_MINE


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a topic."""
    tree = page.tree
    title = tree.meta("og:title") or first_words(
        tree, "h1.page-title", "h2.topic-title", "a.cattitle"
    )
    posts: list[PostDraft] = []
    left_out: list[str] = []
    nodes = flat(tree.all(_POST))
    rules = apart_from(_RULES, nodes)
    clocks = [_clock(node) for node in nodes]
    dates = PrintedDates(page, None, order_of(clocks))
    for node, clock in zip(nodes, clocks, strict=True):
        site_id = whole_number(attribute(node, "id").removeprefix("p"))
        if site_id is None:
            continue
        if site_id == "0":
            left_out.append(" ".join(words(inner(node, ".author", ".name")).split()))
            continue
        posts.append(_post(node, site_id, dates.time(clock), title, rules))
    shown = pager(first_words(tree, ".pagination", ".topic-actions"))
    path = [
        text
        for each in tree.all("a.nav, .sub-header-path a")
        if attribute(each, "href").startswith(("/f", "/c", "http")) and (text := words(each))
    ]
    draft = forum_thread(
        page,
        "forumotion",
        title,
        with_opening(posts, shown[0]),
        otherwise=tree.words("title"),
        path=path,
        topic=in_addresses(known_addresses(page), r"/t(\d{1,12})(?:p\d+)?-"),
        shown=shown,
    )
    findings = [
        finding(
            "advertisement-left-out",
            Severity.INFO,
            "An advertisement dressed as a post was left out: “{words}”.",
            words=each,
        )
        for each in left_out
    ]
    return (replace(draft, findings=tuple(findings)),)


def _clock(node: Node) -> str:
    line = words(inner(node, "p.author", ".author", ".postdetails"))
    match = _DATE.search(line[-120:])
    return _BEFORE.sub("", match[1].strip()) if match is not None else ""


def _post(node: Node, site_id: str, time: TimeDraft | None, title: str, rules: Rules) -> PostDraft:
    line = inner(node, "p.author", ".author")
    author = inner_words(line, "strong", "a[href]") or _named(own_words(line))
    number = _NUMBER.search(inner_words(node, ".post-info", ".post-number"))
    body = inner(node, ".post-entry", ".postbody .content", ".content", ".postbody")
    return post_of(
        with_heads(body_of(body, rules)),
        author=author or inner_words(node, ".name", ".postprofile strong"),
        time=time,
        floor=number[0] if number is not None else "",
        site_id=site_id,
        asides=(
            *subject_aside(inner_words(node, ".postbody h3 a", "h3 a", ".topic-title a"), title),
            *asides_of(node, _ASIDES),
        ),
    )


def _named(line: str) -> str:
    """Return the name in a line ``by X on …`` without the words around it."""
    rest = _DATE.sub("", line).strip()
    match = re.match(r"(?:von|by|par|por|da|di)\s+(.{1,80}?)(?:\s+(?:am|on|le|el|em|il))?$", rest)
    return match[1] if match is not None else ""


FORMAT = Format(
    name="forumotion-html",
    version="1",
    medium=Medium.HTML,
    title="forumotion and its kin, saved page",
    keys=("div.post#pN", ".post-entry", "illiweb.com"),
    proven=True,
    claims=claims,
    read=read,
)
