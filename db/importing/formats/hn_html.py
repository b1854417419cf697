"""Item pages of Hacker News, of any year.

Each comment is a row with a spacer 40 pixels wide for each step of depth (older pages), or with
``indent`` (newer ones).  The story is the article; order on the page is rank, not time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.importing.boards.addresses import host_of, known_addresses, parameter
from db.importing.boards.article_blocks import blocks_of
from db.importing.boards.nesting import apart_from, flat, parents_by_depth
from db.importing.boards.page_numbers import count, whole_number
from db.importing.boards.page_parts import inner
from db.importing.boards.post_drafts import post_of
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import ThreadDraft, TimeDraft
from db.importing.markup.body import QuoteHead, Rules, body_of
from db.importing.markup.tree import attribute, classes, own_words, words
from db.importing.moments import moment, stated
from db.importing.page import Medium

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft
    from db.importing.page import Page

_COMMENT = "td.default"
_HOST = "news.ycombinator.com"
_STEP = 40
_ID = re.compile(r"item\?id=(\d{1,12})")
_COMMENTS = re.compile(r"(\d[\d,]*)\s+comments?")
_FURNITURE = frozenset(("reply", "navs"))
_GONE = frozenset(("[deleted]", "[flagged]", "[dead]", "[flagged] [dead]"))


def _no_quote(_node: Node) -> QuoteHead | None:
    return None


def _furniture(node: Node) -> bool:
    """Tell whether an element is the link to answer, or what old pages draw in its place."""
    small = node.tag == "font" and attribute(node, "size") == "1"
    return small or not _FURNITURE.isdisjoint(classes(node))


_RULES = Rules(_no_quote, skip=_furniture)


def claims(page: Page) -> Score:
    """Judge whether a page is an item of Hacker News."""
    tree = page.tree
    marked = any(host_of(each) == _HOST for each in known_addresses(page)) or tree.has(
        "a[href*='ycombinator.com'], html[op=item]"
    )
    if not marked:
        return NOT_MINE
    rows, subjects = len(tree.all(_COMMENT)), len(tree.all("td.subtext"))
    if subjects > 1 or (subjects == 0 and len(tree.all(".onstory, .storyon")) > 1):
        return Score(0.2, ("a list of stories of Hacker News",), a_list=True)
    if subjects == 1 or rows:
        return Score(0.95, ("a story of Hacker News",))
    return NOT_MINE


def read(page: Page) -> tuple[ThreadDraft]:
    """Read an item page: the story as the article, or a comment with its answers."""
    tree = page.tree
    rows = flat(tree.all(_COMMENT))
    rules = apart_from(_RULES, rows)
    ids = [_id(row) for row in rows]
    depths = [_depth(row) for row in rows]
    alone = tree.first(".fatitem td.default")
    if alone is not None and rows and rows[0].mem_id == alone.mem_id:
        depths[0] = -1  # the page of one comment: all others answer it
    above = parents_by_depth(
        (site_id or f"?{place}", depth)
        for place, (site_id, depth) in enumerate(zip(ids, depths, strict=True))
    )
    posts = [
        _post(
            row,
            page,
            site_id,
            parent if parent and not parent.startswith("?") else None,
            rules,
        )
        for row, site_id, parent in zip(rows, ids, above, strict=True)
    ]
    head = tree.first("td.subtext")
    link = inner(tree.body, ".titleline a", "td.title a[href]") if tree.body is not None else None
    if head is None:
        link = tree.first(".onstory a[href], .storyon a[href]") or link
    claimed = _COMMENTS.search(words(head))
    href = attribute(link, "href")
    known = known_addresses(page)
    story = _ID.search(href[:200]) if head is None else None
    topic = next((found for each in known if (found := whole_number(parameter(each, "id")))), None)
    text = inner(tree.body, ".toptext", ".fatitem .commtext") if tree.body is not None else None
    score = whole_number(attribute(tree.first("td.subtext [id^=score_]"), "id"), "score_")
    return (
        ThreadDraft(
            title=words(link) or tree.words("title").removesuffix(" | Hacker News"),
            outlet="Hacker News",
            source_url=href if head is not None and host_of(href) not in ("", _HOST) else None,
            poster=_user(head),
            site=_HOST,
            topic_id=score or (story[1] if story is not None else topic),
            timezone="UTC",
            claimed_posts=count(claimed[1]) if claimed is not None else None,
            article_author=_user(head),
            published=_time(head, page),
            blocks=blocks_of(text, _RULES) if head is not None else (),
            posts=tuple(posts),
        ),
    )


def _user(node: Node | None) -> str | None:
    if node is None:
        return None
    return words(inner(node, "a.hnuser", "a[href*='user?id=']")) or None


def _id(row: Node) -> str | None:
    at = row.parent
    for _ in range(6):
        if at is None:
            break
        found = whole_number(attribute(at, "id"))
        if found is not None:
            return found
        at = at.parent
    for each in row.css(".age a[href], .comhead a[href*='item?id=']"):
        match = _ID.search(attribute(each, "href")[:200])
        if match is not None and words(each) != "parent":
            return match[1]
    return None


def _depth(row: Node) -> int:
    """Return how deep a comment is, by what stands in the cells before it."""
    at = row.prev
    while at is not None:
        if at.tag == "td":
            indent = whole_number(attribute(at, "indent"))
            if indent is not None:
                return int(indent[:6])
            width = whole_number(attribute(at.css_first("img[width]"), "width"))
            if width is not None:
                return int(width[:8]) // _STEP
        at = at.prev
    return 0


def _time(node: Node | None, page: Page) -> TimeDraft | None:
    if node is None:
        return None
    age = node.css_first(".age")
    if age is not None:
        machine, _, _ = attribute(age, "title").partition(" ")
        if machine:
            return stated(words(age), f"{machine}+00:00")
        return moment(words(age), "UTC", page.origin.captured_at)
    head = node if "subtext" in classes(node) else inner(node, ".comhead")
    shown = own_words(head).strip("| ").removeprefix("by ").strip()
    return moment(shown.removesuffix("|").strip(), "UTC", page.origin.captured_at)


def _post(
    row: Node, page: Page, site_id: str | None, parent: str | None, rules: Rules
) -> PostDraft:
    body = body_of(inner(row, ".commtext", ".comment"), rules)
    gone = body.text.strip() in _GONE and _user(row) is None
    return post_of(
        body,
        author=_user(row) or "",
        time=_time(row, page),
        site_id=site_id,
        parent=parent,
        deleted=gone,
    )


FORMAT = Format(
    name="hn-html",
    version="1",
    medium=Medium.HTML,
    title="Hacker News, saved page of a story",
    keys=("news.ycombinator.com", "td.default", "spacer width or td.ind[indent]"),
    proven=True,
    claims=claims,
    read=read,
)
