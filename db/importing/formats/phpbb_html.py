"""Topic pages of phpBB 3 (prosilver and its kin) and of the tables of subsilver.

Prosilver: ``div.post#pN`` with ``p.author`` and ``.content``.  Subsilver names only the parts:
``a[name=pN]``, ``.postauthor``, ``.postbody``, one after another.  Numbers of posts are counted by
the board, but not printed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from db.importing.boards.addresses import in_addresses, known_addresses, parameter
from db.importing.boards.forum_site import zone_label
from db.importing.boards.forum_thread import crumbs, forum_thread
from db.importing.boards.nesting import apart_from, flat
from db.importing.boards.page_numbers import count, pager, whole_number
from db.importing.boards.page_parts import first_words, inner, inner_words
from db.importing.boards.post_drafts import (
    asides_of,
    note_below,
    numbered,
    post_of,
    subject_aside,
    with_attached,
    with_opening,
)
from db.importing.boards.post_times import PrintedDates, order_of, time_of
from db.importing.boards.western_quote_heads import with_heads, writer_of
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideDraft, AsideKind, ThreadDraft
from db.importing.markup.body import QuoteHead, Rules, body_of
from db.importing.markup.tree import attribute, classes, element_before, own_words, words
from db.importing.moments import moment
from db.importing.page import Medium
from db.times import zone_named

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft, TimeDraft
    from db.importing.page import Page

_POST = "div.post[id^=p]"
_PARTS = "a[name], .postauthor, .postbody, td.gensmall, table.tablebg td.attachrow"
_SOURCE = re.compile(r"(?:[?&]p=|#p)(\d{1,18})")
_TOTAL = re.compile(
    r"(\d[\d.,\u00a0]*)\s+(?:posts?|beiträge|messages?|mensajes|berichten|帖|篇)", re.I
)
_STARTED = re.compile(r"[?&]start=(\d{1,9})|-(\d{1,9})\.html$")
_LAST_EDITED = re.compile(r"edited|geändert|édité|editado|gewijzigd|изменено|编辑", re.I)
_ASIDES = (
    (".notice", AsideKind.EDITED),
    (".signature", AsideKind.SIGNATURE),
    (".attachbox", AsideKind.ATTACHMENT),
    (".postbody .rules, .post-notice", AsideKind.NOTICE),
)


def _quote(node: Node, zone: str | None) -> QuoteHead | None:
    if node.tag == "blockquote":
        cite = inner(node, "cite")
        author, _ = writer_of(own_words(cite) if cite is not None else "")
        link = inner(node, "cite a[data-post-id]")
        source = attribute(link, "data-post-id") or _source(node)
        if author is None:
            author = inner_words(cite, "a.username, a.username-coloured, a") or None
        clock = cite.css_first(".responsive-hide") if cite is not None else None
        time = moment(words(clock), zone) if clock is not None else None
        return QuoteHead(author, time, whole_number(source), head=cite)
    if "quotecontent" in classes(node):
        head = element_before(node)
        titled = head is not None and "quotetitle" in classes(head)
        return QuoteHead(writer_of(words(head))[0] if titled else None)
    return None


def _source(node: Node) -> str:
    match = _SOURCE.search(attribute(node, "cite")[:400])
    return match[1] if match is not None else ""


def _aside(node: Node) -> AsideKind | None:
    return AsideKind.ATTACHMENT if "attachbox" in classes(node) else None


def _rules(zone: str | None) -> Rules:
    return Rules(partial(_quote, zone=zone), _aside)


def claims(page: Page) -> Score:
    """Judge whether a page is a topic of phpBB 3 in the manner of prosilver."""
    tree = page.tree
    marked = _is_phpbb(page)
    if tree.has(f"{_POST} .content") and tree.has(f"{_POST} .postbody"):
        return Score(0.9 if marked else 0.75, ("posts of phpBB 3",))
    if tree.has("ul.topiclist, ul.forums") and tree.has("a.topictitle, a.forumtitle"):
        return Score(0.2, ("a list of topics of phpBB 3",), a_list=True)
    return NOT_MINE


def claims_subsilver(page: Page) -> Score:
    """Judge whether a page is a topic of phpBB 3 in the manner of subsilver."""
    tree = page.tree
    if tree.has(".postauthor") and tree.has("div.postbody"):
        marked = _is_phpbb(page) or tree.has("#pagecontent")
        return Score(0.9 if marked else 0.7, ("posts of phpBB in tables",))
    if tree.has("#pagecontent a.topictitle, #wrapcentre a.forumlink, a.topictitle"):
        return Score(0.2, ("a list of topics of phpBB",), a_list=True)
    return NOT_MINE


def _is_phpbb(page: Page) -> bool:
    tree = page.tree
    return "phpBB" in tree.meta("copyright") or tree.has("body#phpbb, #phpbb, [href*=viewtopic]")


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a topic in the manner of prosilver."""
    tree = page.tree
    heading = inner(tree.body, "h2.topic-title", "h3.topic-title", "#page-body h2", "h2", "h1") if (
        tree.body is not None
    ) else None  # fmt: skip
    title = inner_words(heading, "a") or words(heading)
    found = tree.all(_POST)
    nodes = flat([node for node in found if whole_number(attribute(node, "id"), "p") is not None])
    clocks = [_clock(node) for node in nodes]
    dates = PrintedDates(page, zone_label(page), order_of(clocks))
    rules = apart_from(_rules(dates.zone), nodes)
    posts = [
        _post(node, clock, dates, title, rules) for node, clock in zip(nodes, clocks, strict=True)
    ]
    shown = first_words(
        tree, ".topic-actions .pagination", ".action-bar .pagination", ".pagination"
    )
    path = crumbs(tree, "#nav-breadcrumbs .crumb, .icon-home a, .breadcrumbs .crumb", "‹› »")
    return (_thread(page, title, posts, shown, path, attribute(inner_link(heading), "href"),
                    dates.zone),)  # fmt: skip


def inner_link(node: Node | None) -> Node | None:
    """Return the link in a heading."""
    return node.css_first("a[href]") if node is not None else None


def _clock(node: Node) -> str:
    """Return the words behind the name of the writer: ``by X » Wed Jun 11, 2014 11:28 am``."""
    line = inner(node, "p.author", ".author")
    if line is None:
        return ""
    text = words(line)
    _, mark, behind = text.rpartition("»")
    return behind.strip() if mark else own_words(line)


def _post(node: Node, clock: str, dates: PrintedDates, title: str, rules: Rules) -> PostDraft:
    machine = inner(node, ".author time[datetime]")
    author = inner_words(
        node, ".author .username, .author .username-coloured", ".author strong", ".author a[href]",
        ".postprofile .username, .postprofile .username-coloured", ".postprofile dt a",
    )  # fmt: skip
    body = inner(node, ".content", ".postbody")
    said = with_attached(body_of(body, rules), node, ".attachbox")
    return post_of(
        said,
        author=author,
        time=time_of(machine, dates.page, dates.zone) if machine is not None else dates.time(clock),
        site_id=whole_number(attribute(node, "id"), "p"),
        deleted="deleted" in classes(node) or "post_deleted_msg" in attribute(node, "class"),
        asides=(
            *subject_aside(inner_words(node, ".postbody h3 a", ".postbody h3"), title),
            *(each for each in asides_of(node, _ASIDES) if each not in said.asides),
        ),
    )


class _Parts:
    """One post of subsilver while its parts come by."""

    def __init__(self, author: str, site_id: str | None) -> None:
        self.author = author
        self.site_id = site_id
        self.clock = ""
        self.subject = ""
        self.bodies: list[Node] = []
        self.notes: list[str] = []


def read_subsilver(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a topic in the manner of subsilver."""
    tree = page.tree
    title = first_words(tree, "a.titles", "#pageheader h2", "h2", "h1")
    parts = _parts(page)
    dates = PrintedDates(page, zone_label(page), order_of(each.clock for each in parts))
    rules = apart_from(_rules(dates.zone), [body for each in parts for body in each.bodies])
    posts = [_table_post(each, dates.time(each.clock), title, rules) for each in parts]
    shown = " ".join(words(each) for each in tree.all("td.nav, td.gensmall")[:24])
    link = tree.first("a.titles[href]")
    path = crumbs(tree, ".breadcrumbs a", "‹› »")
    return (_thread(page, title, posts, shown, path, attribute(link, "href"),
                    dates.zone),)  # fmt: skip


def _parts(page: Page) -> list[_Parts]:
    found: list[_Parts] = []
    number: str | None = None
    for node in flat(page.tree.all(_PARTS)):
        kinds = classes(node)
        if node.tag == "a":
            number = whole_number(attribute(node, "name"), "p") or number
        elif "postauthor" in kinds:
            found.append(_Parts(words(node), number))
            number = None
        elif not found:
            continue
        elif "postbody" in kinds:
            found[-1].bodies.append(node)
        elif found[-1].bodies:
            text = words(node)
            if text and _LAST_EDITED.search(text):
                found[-1].notes.append(text)
        elif not found[-1].clock:
            lines = [(words(each.css_first("b")), own_words(each)) for each in node.css("div")]
            if lines:
                found[-1].clock = lines[-1][1]
                found[-1].subject = lines[0][1] if len(lines) > 1 else ""
    return found


def _table_post(parts: _Parts, time: TimeDraft | None, title: str, rules: Rules) -> PostDraft:
    body = body_of(parts.bodies[0] if parts.bodies else None, rules)
    asides = [*subject_aside(parts.subject, title)]
    for each in parts.bodies[1:]:
        text = body_of(each, rules).text
        asides += [note_below(text)] if text else []
    asides += [AsideDraft(AsideKind.EDITED, each) for each in parts.notes]
    return post_of(
        with_heads(body),
        author=parts.author,
        time=time,
        site_id=parts.site_id,
        asides=asides,
    )


def _thread(
    page: Page,
    title: str,
    posts: list[PostDraft],
    shown: str,
    path: list[str],
    link: str,
    zone: str | None,
) -> ThreadDraft:
    known = [*known_addresses(page), link]
    number, pages = pager(shown)
    first = _first_number(known, number)
    if first is not None:
        posts = numbered(posts, first)
    total = _TOTAL.search(shown)
    amount = count(total[1]) if total is not None else None
    topic = next((found for each in known if (found := whole_number(parameter(each, "t")))), None)
    draft = forum_thread(
        page,
        "phpbb",
        title,
        with_opening(posts, number if number is not None else first),
        otherwise=page.tree.words("title"),
        path=path,
        topic=topic or in_addresses(known, r"-t(\d{1,12})(?:-\d+)?\.html", r"topic(\d{1,12})"),
        shown=(number, pages),
    )
    return replace(
        draft,
        timezone=zone_named(zone) if zone else None,
        claimed_posts=max(amount - 1, 0) if amount is not None else None,
    )


def _first_number(known: list[str], number: int | None) -> int | None:
    """Return the number of the first post of the page, where page or address tell."""
    if number in (None, 1):
        starts = (_STARTED.search(each[:2_000]) for each in known)
        found = next((match for match in starts if match is not None), None)
        return 1 if number == 1 or found is None else int(found[1] or found[2]) + 1
    for each in known:
        start = parameter(each, "start")
        if start.isascii() and start.isdigit() and len(start) < 10:
            return int(start) + 1
    return None


PHPBB_3 = Format(
    name="phpbb3-html",
    version="1",
    medium=Medium.HTML,
    title="phpBB 3, saved page",
    keys=("div.post#pN", "p.author", ".content"),
    proven=False,
    claims=claims,
    read=read,
)
SUBSILVER = Format(
    name="phpbb-subsilver-html",
    version="1",
    medium=Medium.HTML,
    title="phpBB in tables (subsilver), saved page",
    keys=("a[name=pN]", ".postauthor", "div.postbody"),
    proven=True,
    claims=claims_subsilver,
    read=read_subsilver,
)
