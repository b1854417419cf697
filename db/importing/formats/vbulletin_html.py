"""Thread pages of vBulletin 3 and 4.

Version 4: ``li#post_N`` with ``.postcounter`` and ``.postdate``.  Version 3: ``table#postN`` with
``#post_message_N`` and ``a.bigusername``; what else stands in its cell has no names of its own.
Dates are figures whose order the owner of the board sets; it is told from the dates of the page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.addresses import in_addresses, known_addresses
from db.importing.boards.forum_site import zone_label
from db.importing.boards.forum_thread import crumbs, forum_thread
from db.importing.boards.nesting import apart_from, flat
from db.importing.boards.page_numbers import count, pager, whole_number
from db.importing.boards.page_parts import first_words, inner, inner_words
from db.importing.boards.post_drafts import (
    asides_of,
    note_below,
    post_of,
    subject_aside,
    with_attached,
    with_opening,
)
from db.importing.boards.post_times import PrintedDates, order_of
from db.importing.boards.western_quote_heads import writer_of
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideDraft, AsideKind, ThreadDraft
from db.importing.markup.body import QuoteHead, Rules, body_of
from db.importing.markup.tree import attribute, classes, element_behind, own_words, words
from db.importing.page import Medium
from db.times import zone_named

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft, TimeDraft
    from db.importing.page import Page

_POST_4 = "li[id^=post_].postbit, li[id^=post_].postbitlegacy, li[id^=post_].postcontainer"
_BODY_3 = "div[id^=post_message_]"
_SOURCE = re.compile(r"(?:[?&]p=|#post)(\d{1,18})")
_HIGHEST = 24
_ICON = re.compile(r"(?:viewpost|quote_icon)[^/]*$", re.IGNORECASE)
_RESULTS = re.compile(r"\d[\d,.]*\s+(?:to|bis|à|a|-)\s+\d[\d,.]*\s+(?:of|von|sur|de)\s+(\d[\d,.]*)")
_VIEWS = re.compile(r"(?:views|hits|zugriffe)[^\d]{0,10}(\d[\d,.]*)", re.IGNORECASE)
_ASIDES_4 = (
    (".lastedited, .postbody .edited", AsideKind.EDITED),
    (".signature", AsideKind.SIGNATURE),
    (".attachments", AsideKind.ATTACHMENT),
    (".postbody .dbtech_thanks, .likes_wrapper, .vbseo_liked", AsideKind.RATING),
)


def _quote_4(node: Node) -> QuoteHead | None:
    if "bbcode_quote" not in classes(node):
        return None
    head = node.css_first(".bbcode_postedby")
    link = node.css_first(".bbcode_postedby a[href]")
    author = inner_words(head, "strong") or writer_of(words(head))[0]
    source = _SOURCE.search(attribute(link, "href")[:600])
    return QuoteHead(
        author or None, None, source[1] if source else None, body=node.css_first(".message")
    )


def _quote_3(node: Node) -> QuoteHead | None:
    """Take the small table under the word “Quote:” for a quotation; code has no such cell."""
    if node.tag != "div":
        return None
    label = node.child
    if label is not None and not label.is_element_node:
        label = element_behind(label)
    if label is None or "smallfont" not in classes(label):
        return None
    table = element_behind(label)
    if table is None or table.tag != "table":
        return None
    cell = table.css_first("td.alt2")
    if cell is None:
        return None
    parts = [each for each in cell.iter() if each.tag == "div"]
    said = words(parts[0]) if parts else ""
    author = inner_words(parts[0], "strong") if len(parts) > 1 else ""
    if len(parts) < 2 or not (author or writer_of(said)[0]):
        return QuoteHead(body=cell)
    source = _SOURCE.search(attribute(parts[0].css_first("a[href]"), "href")[:600])
    return QuoteHead(
        author or writer_of(said)[0], None, source[1] if source else None, body=parts[1]
    )


def _icon(node: Node) -> bool:
    """Tell whether a picture only draws the head of a quotation."""
    return node.tag == "img" and _ICON.search(attribute(node, "src")[-80:]) is not None


_RULES_4 = Rules(_quote_4, skip=_icon)
_RULES_3 = Rules(_quote_3, skip=_icon)


def claims_4(page: Page) -> Score:
    """Judge whether a page is a thread of vBulletin 4."""
    tree = page.tree
    marked = tree.has("html#vbulletin_html") or tree.generator.startswith("vbulletin 4")
    if tree.has(_POST_4):
        return Score(0.95 if marked else 0.8, ("posts of vBulletin 4",))
    if marked and tree.has(".threadbit, .forumbit_post, .forumbit_nopost"):
        return Score(0.2, ("a list of threads of vBulletin 4",), a_list=True)
    return NOT_MINE


def claims_3(page: Page) -> Score:
    """Judge whether a page is a thread of vBulletin 3."""
    tree = page.tree
    marked = tree.generator.startswith("vbulletin 3") or tree.has("script[src*=vbulletin]")
    if tree.has(_BODY_3) and tree.has("table[id^=post], td[id^=td_post_], a.bigusername"):
        return Score(0.9 if marked else 0.8, ("posts of vBulletin 3",))
    if marked and tree.has("a[id^=thread_title_], td[id^=td_threadtitle_], #collapseobj_forumhome"):
        return Score(0.2, ("a list of threads of vBulletin 3",), a_list=True)
    return NOT_MINE


def read_4(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a thread of vBulletin 4."""
    tree = page.tree
    nodes = flat(tree.all(_POST_4))
    rules = apart_from(_RULES_4, nodes)
    title = first_words(tree, ".threadtitle", "#pagetitle h1", "h1")
    clocks = [" ".join(inner_words(node, ".postdate .date", ".date").split()) for node in nodes]
    dates = PrintedDates(page, zone_label(page), order_of(clocks))
    posts = [
        _post_4(node, dates.time(clock), title, rules)
        for node, clock in zip(nodes, clocks, strict=True)
    ]
    pages = pager(first_words(tree, ".pagination_top", ".pagination", "#pagination_top"))
    stats = _RESULTS.search(first_words(tree, ".postpagestats", "#postpagestats_above"))
    path = [text for each in tree.all("#breadcrumb .navbit, .breadcrumb .navbit")
            if "lastnavbit" not in classes(each) and (text := words(each))]  # fmt: skip
    topic = attribute(tree.first("form.pagination input[name=t], input[name=t]"), "value")
    return (
        _thread(
            page,
            title,
            posts,
            path,
            topic,
            pages,
            count(stats[1]) if stats is not None else None,
            dates.zone,
        ),
    )


def _post_4(node: Node, time: TimeDraft | None, title: str, rules: Rules) -> PostDraft:
    body = inner(node, "[id^=post_message_] .postcontent", "[id^=post_message_]", ".content")
    name = inner_words(node, ".username_container .username", ".username", ".guest")
    subject = inner_words(node, "h2.title", ".posttitle")
    return post_of(
        with_attached(body_of(body, rules), node, ".attachments"),
        author=name,
        time=time,
        floor=inner_words(node, ".postcounter"),
        site_id=whole_number(attribute(node, "id"), "post_"),
        deleted="postbitdeleted" in classes(node),
        asides=(*subject_aside(subject, title), *asides_of(node, _ASIDES_4)),
    )


def read_3(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a thread of vBulletin 3."""
    tree = page.tree
    title = _title_3(page)
    bodies = flat(tree.all(_BODY_3))
    rules = apart_from(_RULES_3, bodies)
    found = [(body, _table(body)) for body in bodies]
    clocks = [_clock_3(table) for _, table in found]
    dates = PrintedDates(page, zone_label(page), order_of(clocks))
    posts = [
        _post_3(body, table, dates.time(clock), title, rules)
        for (body, table), clock in zip(found, clocks, strict=True)
    ]
    shown = [words(each) for css in ("td.vbmenu_control", ".pagenav") for each in tree.all(css)]
    told = (pager(each) for each in shown)
    pages = next((each for each in told if each[0] is not None), (None, None))
    path = crumbs(tree, "span.navbar a")
    link = tree.first('a[href*="showthread.php?t="], a[href*="newreply.php?"][href*="t="]')
    topic = in_addresses([attribute(link, "href")], r"[?&]t=(\d{1,12})") or ""
    return (_thread(page, title, posts, path, topic, pages, None, dates.zone),)


def _table(body: Node) -> Node | None:
    """Return the table of a post: the nearest one above whose id says so."""
    at = body.parent
    for _ in range(_HIGHEST):
        if at is None:
            break
        if at.tag == "table" and whole_number(attribute(at, "id"), "post") is not None:
            return at
        at = at.parent
    return body.parent


def _clock_3(table: Node | None) -> str:
    """Return the time of a post, which stands in the head of its table beside its number."""
    if table is None:
        return ""
    for cell in table.css("td.thead, div.normal"):
        text = words(cell)
        if any(sign.isdigit() for sign in text) and not text.startswith("#"):
            return own_words(cell) or text
    return ""


def _post_3(
    body: Node,
    table: Node | None,
    time: TimeDraft | None,
    title: str,
    rules: Rules,
) -> PostDraft:
    site_id = whole_number(attribute(body, "id"), "post_message_")
    counter = table.css_first("a[id^=postcount]") if table is not None else None
    floor = attribute(counter, "name") or words(counter).strip("#")
    author = inner_words(table, "a.bigusername", "[id^=postmenu_] a", "[id^=postmenu_]")
    return post_of(
        body_of(body, rules),
        author=author,
        time=time,
        floor=f"#{floor}" if floor else "",
        site_id=site_id,
        asides=_asides_3(body, title),
    )


def _asides_3(body: Node, title: str) -> tuple[AsideDraft, ...]:
    """Read what stands beside the words in the cell of a post: told by how it looks alone."""
    cell = body.parent
    found: list[AsideDraft] = []
    if cell is None:
        return ()
    before = True
    for each in cell.iter():
        if each.mem_id == body.mem_id:
            before = False
            continue
        if each.css_first("a[href*='newreply.php'], a[href*='report.php']") is not None:
            continue
        text = body_of(each).text
        if not text:
            continue
        if before:
            found += subject_aside(" ".join(text.split()), title)
        else:
            found.append(note_below(text, _kind_3(each)))
    return tuple(found)


def _kind_3(part: Node) -> AsideKind:
    if part.tag == "fieldset" or part.css_first("fieldset") is not None:
        return AsideKind.ATTACHMENT
    return AsideKind.EDITED if part.css_first("em") is not None else AsideKind.NOTICE


def _title_3(page: Page) -> str:
    """Return the title: in the bar of the path, else in the title of the window."""
    tree = page.tree
    named = first_words(tree, "td.navbar strong", "h1")
    if named:
        return named
    whole = tree.words("title")
    return re.sub(r"\s+-\s+Page \d{1,7}\b.*$", "", whole) or whole


def _thread(
    page: Page,
    title: str,
    posts: list[PostDraft],
    path: list[str],
    topic: str,
    pages: tuple[int | None, int | None],
    total: int | None,
    zone: str | None,
) -> ThreadDraft:
    known = in_addresses(
        known_addresses(page),
        r"[?&]t=(\d{1,12})",
        r"/(?:threads?/)?(\d{1,12})-[^/]*$",
        r"-(\d+)\.html?$",
    )
    views = _VIEWS.search(first_words(page.tree, "#thread_info, .threadinfo, .thread_stats"))
    draft = forum_thread(
        page,
        "vbulletin",
        title,
        with_opening(posts, pages[0]),
        path=path,
        topic=whole_number(topic) or known,
        shown=pages,
    )
    return replace(
        draft,
        timezone=zone_named(zone) if zone else None,
        views=count(views[1]) if views is not None else None,
        claimed_posts=max(total - 1, 0) if total is not None else None,
    )


VBULLETIN_3 = Format(
    name="vbulletin3-html",
    version="1",
    medium=Medium.HTML,
    title="vBulletin 3, saved page",
    keys=("#post_message_N", "table#postN", "a.bigusername"),
    proven=False,
    claims=claims_3,
    read=read_3,
)
VBULLETIN_4 = Format(
    name="vbulletin4-html",
    version="1",
    medium=Medium.HTML,
    title="vBulletin 4, saved page",
    keys=('html id="vbulletin_html"', "li#post_N", ".postcounter"),
    proven=True,
    claims=claims_4,
    read=read_4,
)
