"""Pages of Discourse without scripts: what the server gives to crawlers and archives.

Posts are ``div.crawler-post`` (since 2023 ``#post_N``) with ``[itemprop=text]``; quotations name
post and topic.  Pages saved from a browser with scripts hold ``article[data-post-id]`` instead;
both are read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.importing.boards.addresses import in_addresses, known_addresses, parameter
from db.importing.boards.forum_site import site_of, topic_at
from db.importing.boards.nesting import apart_from, flat
from db.importing.boards.page_numbers import whole_number
from db.importing.boards.page_parts import first_words, inner, inner_words
from db.importing.boards.post_drafts import asides_of, of_class, post_of, poster_of, with_opening
from db.importing.boards.post_times import time_of
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideKind, ThreadDraft
from db.importing.markup.body import QuoteHead, Rules, body_of
from db.importing.markup.tree import attribute, classes, words
from db.importing.page import Medium

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft
    from db.importing.page import Page

_CRAWLED = "div.crawler-post, div.topic-body[id^=post_]"
_SHOWN = "article[id^=post_][data-post-id]"
_TOPIC = r"/t/(?:[^/?#]{1,300}/)?(\d{1,12})(?:[/?#.]|$)"
_NUMBER = re.compile(r"post_(\d{1,9})")
_ASIDES = (
    (".post-likes", AsideKind.RATING),
    (".crawler-linkback-list", AsideKind.NOTICE),
    (".post-notice", AsideKind.NOTICE),
)


def _rules(topic: str | None) -> Rules:
    """Return how quotations are marked; those of another topic point out of the thread."""

    def quote(node: Node) -> QuoteHead | None:
        if node.tag == "aside" and "quote" in classes(node):
            author = attribute(node, "data-username")
            title = inner_words(node, ".title").rstrip(":").strip()
            other = attribute(node, "data-topic")
            return QuoteHead(
                author or title or None,
                None,
                whole_number(attribute(node, "data-post")),
                bool(other and topic and other != topic),
                node.css_first("blockquote"),
            )
        if node.tag == "blockquote" and (
            node.parent is None or "quote" not in classes(node.parent)
        ):
            return QuoteHead()
        return None

    return Rules(
        quote, skip=of_class("quote-controls", "cooked-selection-barrier", "meta", "avatar")
    )


def claims(page: Page) -> Score:
    """Judge whether a page is a topic of Discourse."""
    tree = page.tree
    marked = tree.generator.startswith("discourse")
    if tree.has(_CRAWLED) or (marked and tree.has(_SHOWN)):
        return Score(0.95 if marked else 0.85, ("posts of Discourse",))
    if marked and tree.has(".topic-list"):
        return Score(0.2, ("a list of topics of Discourse",), a_list=True)
    return NOT_MINE


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a topic."""
    tree = page.tree
    topic = in_addresses(
        [*known_addresses(page), attribute(tree.first("#topic-title a, h1 a"), "href")], _TOPIC
    )
    nodes = flat(tree.all(_CRAWLED) or tree.all(_SHOWN))
    rules = apart_from(_rules(topic), nodes)
    posts = [_post(node, page, rules) for node in nodes]
    number = next(
        (
            int(found)
            for each in known_addresses(page)
            if (found := whole_number(parameter(each, "page"))) and len(found) < 7
        ),
        None,
    )
    opened = with_opening(posts, number)
    path = [
        text
        for each in tree.all(
            ".topic-category [itemprop=name], .topic-category .category-title, .category-name"
        )
        if (text := words(each))
    ]
    site = site_of(page, "discourse")
    return (
        ThreadDraft(
            title=first_words(tree, "#topic-title h1 a", "#topic-title h1", "h1 a", "h1")
            or tree.meta("og:title"),
            board=path[-1] if path else None,
            outlet=tree.meta("og:site_name") or None,
            poster=poster_of(opened),
            site=site,
            topic_id=topic_at(site, "discourse", topic),
            timezone="UTC",
            posts=opened,
            page=number,
        ),
    )


def _post(node: Node, page: Page, rules: Rules) -> PostDraft:
    body = inner(node, ".post[itemprop=text]", ".post", ".cooked", "[itemprop=text]")
    match = _NUMBER.search(attribute(node, "id"))
    position = inner_words(node, "[itemprop=position]") or (match[1] if match is not None else "")
    return post_of(
        body_of(body, rules),
        author=inner_words(
            node, ".creator [itemprop=name]", ".creator a", ".names .username a", ".names a"
        ),
        time=time_of(inner(node, "time", ".post-date .relative-date"), page, "UTC"),
        floor=f"#{position}" if position else "",
        site_id=match[1] if match is not None else whole_number(position),
        asides=asides_of(node, _ASIDES),
    )


FORMAT = Format(
    name="discourse-html",
    version="1",
    medium=Medium.HTML,
    title="Discourse, saved page",
    keys=("generator Discourse", "div.crawler-post#post_N", "aside.quote[data-post]"),
    proven=False,
    claims=claims,
    read=read,
)
