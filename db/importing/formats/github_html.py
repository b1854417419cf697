"""Pages of issues, pull requests and discussions of GitHub, the older ones and those since 2024.

Comments have ids ``issuecomment-N``; the older pages mark them with ``.timeline-comment``, the
newer ones with ``data-testid``.  Events between them (labels, references) are not comments.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.importing.boards.addresses import in_addresses, known_addresses
from db.importing.boards.forum_site import site_of
from db.importing.boards.nesting import outermost
from db.importing.boards.not_loaded import not_loaded
from db.importing.boards.page_numbers import count
from db.importing.boards.page_parts import first_words, inner, inner_words
from db.importing.boards.post_drafts import asides_of, of_class, post_of, poster_of, with_opening
from db.importing.boards.post_times import time_of
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideKind, ThreadDraft
from db.importing.markup.body import Rules, body_of
from db.importing.markup.tree import attribute, words
from db.importing.page import Medium

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft
    from db.importing.page import Page
    from db.records import Finding

_OLD = ".timeline-comment, .js-timeline-item .review-comment, .js-comment.review-comment"
_NEW = "[data-testid=issue-body], [data-testid^=comment-viewer-outer-box]"
_NUMBER = re.compile(
    r"(?:issuecomment|issue|discussion_r|discussioncomment|pullrequestreview|pullrequest)-?(\d{1,18})"
)
_ADDRESS = re.compile(r"/([^/]{1,100}/[^/]{1,100})/(?:issues|pull|discussions)/(\d{1,9})")
_HIDDEN = re.compile(r"(\d{1,5})\s+(?:hidden|remaining)\s+items?", re.IGNORECASE)
_ASIDES = (
    (".js-comment-edit-history, [data-testid=comment-edited]", AsideKind.EDITED),
    (".comment-reactions [aria-label*='react'], .social-reaction-summary-item",
     AsideKind.RATING),
    (".minimized-comment summary", AsideKind.NOTICE),
)  # fmt: skip
_RULES = Rules(
    skip=of_class("js-comment-edit-history", "zeroclipboard-container", "task-list-handle")
)


def claims(page: Page) -> Score:
    """Judge whether a page is an issue, pull request or discussion of GitHub."""
    tree = page.tree
    marked = tree.meta("og:site_name") == "GitHub" or tree.has("meta[name=route-pattern]")
    if (marked or any("github" in each[:60] for each in known_addresses(page))) and tree.has(
        f"{_OLD}, {_NEW}"
    ):
        return Score(0.95, ("comments of GitHub",))
    if marked and tree.has(
        ".js-issue-row, [data-testid=list-view-items], .js-navigation-container"
    ):
        return Score(0.2, ("a list of issues of GitHub",), a_list=True)
    return NOT_MINE


def read(page: Page) -> tuple[ThreadDraft]:
    """Read an issue, pull request or discussion with its comments."""
    tree = page.tree
    nodes = tree.all(f"{_OLD}, {_NEW}")
    outer = outermost(nodes)  # a comment may be wrapped twice
    opened = with_opening([_post(node, page) for node in outer], None)
    title = first_words(
        tree, ".js-issue-title", "[data-testid=issue-title]", ".gh-header-title bdi", "h1 bdi", "h1"
    )
    match = next(
        (found for each in known_addresses(page) if (found := _ADDRESS.search(each))), None
    )
    board = match[1] if match is not None else tree.meta("octolytics-dimension-repository_nwo")
    topic = f"{match[1]}#{match[2]}" if match is not None else in_addresses(
        [first_words(tree, ".gh-header-number", "h1 span")], r"#(\d{1,9})"
    )  # fmt: skip
    told = re.search(r"(\d[\d,]*)\s+comments?", first_words(tree, ".gh-header-meta"))
    return (
        ThreadDraft(
            title=title or tree.meta("og:title"),
            board=board or None,
            outlet="GitHub",
            poster=poster_of(opened),
            site=site_of(page, "github"),
            topic_id=topic,
            timezone="UTC",
            claimed_posts=count(told[1]) if told is not None else None,
            posts=opened,
            findings=_hidden(page),
        ),
    )


def _site_id(node: Node) -> str | None:
    """Return the number of a comment: its own, or that of the nearest part that has one."""
    candidates = [attribute(node, "id"), attribute(node.parent, "id")]
    candidates += [attribute(each, "id") for each in node.css("[id]")[:12]]
    candidates += [attribute(each, "href") for each in node.css("a[href*='#']")[:4]]
    return next((match[1] for each in candidates if (match := _NUMBER.search(each[:200]))), None)


def _post(node: Node, page: Page) -> PostDraft:
    body = inner(node, ".js-comment-body", ".comment-body", "[data-testid=markdown-body]",
                 ".markdown-body")  # fmt: skip
    clock = inner(node, "relative-time", "time-ago", "time")
    return post_of(
        body_of(body, _RULES),
        author=inner_words(
            node, "a.author", "[data-testid=issue-body-header-author]", "[data-testid=avatar-link]",
            "a[data-hovercard-type=user]", "[class*=AuthorLink]",
        ),
        time=time_of(clock, page, "UTC"),
        site_id=_site_id(node),
        deleted=node.css_first(".minimized-comment") is not None and body is None,
        asides=asides_of(node, _ASIDES),
    )  # fmt: skip


def _hidden(page: Page) -> tuple[Finding, ...]:
    buttons = page.tree.all(
        ".ajax-pagination-form, [data-testid=issue-timeline-load-more-load-top]"
    )
    hidden = sum(int(match[1]) for each in buttons if (match := _HIDDEN.search(words(each))))
    return not_loaded(hidden)


FORMAT = Format(
    name="github-html",
    version="1",
    medium=Medium.HTML,
    title="GitHub, saved page of an issue or pull request",
    keys=(".timeline-comment", "issuecomment-N", "og:site_name GitHub"),
    proven=False,
    claims=claims,
    read=read,
)
