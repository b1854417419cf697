"""A topic of Discourse as its API gives it: ``/t/ID.json``, posts by themselves, lists of both.

Twenty posts stand in the file; of the others it names the ids alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.boards.discourse import ZONE, not_here, post_of, site_and_topic
from db.importing.boards.json_values import (
    NOTHING,
    first,
    items,
    mapping,
    mappings,
    name,
    text,
    whole,
)
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import ThreadDraft
from db.importing.moments import stated
from db.importing.page import Medium

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.importing.page import Page

VERSION = "1"
_LOOKED_AT = 8


def claims(page: Page) -> Score:
    """Look for the list of posts, or for posts with number and topic."""
    given = page.fields
    if "topic_list" in given or "category_list" in given:
        return Score(0.2, ("a list of topics",), a_list=True)
    if _is_topic(given):
        return Score(0.95, ("post_stream with posts",))
    some = mappings(page.json)[:_LOOKED_AT]
    if any(_is_topic(each) for each in some):
        return Score(0.9, ("a list of topics with their posts",))
    if _is_post(given) or any(_is_post(each) for each in some):
        return Score(0.9, ("post_number and topic_id",))
    return NOT_MINE


def _is_topic(given: Mapping[str, object]) -> bool:
    return "posts" in mapping(given.get("post_stream"))


def _is_post(given: Mapping[str, object]) -> bool:
    return "post_number" in given and "topic_id" in given


def read(page: Page) -> tuple[ThreadDraft, ...]:
    """Read the topics of a document, or the topics its posts belong to."""
    given = page.fields
    several = [given] if given else mappings(page.json)
    topics = [each for each in several if _is_topic(each)]
    posts: dict[str, list[Mapping[str, object]]] = {}
    for each in several:
        if _is_post(each):
            posts.setdefault(text(each.get("topic_id")), []).append(each)
    return (
        *(_topic(each, page.url) for each in topics),
        *(_of_posts(each, page.url) for each in posts.values()),
    )


def _topic(given: Mapping[str, object], url: str) -> ThreadDraft:
    stream = mapping(given.get("post_stream"))
    posts = mappings(stream.get("posts"))
    head = posts[0] if posts else NOTHING
    topic = name(given.get("id")) or name(head.get("topic_id"))
    slug = name(given.get("slug")) or name(head.get("topic_slug"))
    site, topic_id = site_and_topic(url, topic, slug)
    latest = text(given.get("last_posted_at"))
    count = whole(given.get("posts_count"))
    return ThreadDraft(
        title=text(first(given, "title", "fancy_title")),
        source_url=url or None,
        poster=_poster(given, posts),
        site=site,
        topic_id=topic_id,
        timezone=ZONE,
        latest_post=stated(latest, latest, ZONE),
        views=whole(given.get("views")),
        claimed_posts=count - 1 if count else None,
        posts=tuple(post_of(each, topic) for each in posts),
        findings=tuple(not_here(items(stream.get("stream")), posts)),
    )


def _poster(given: Mapping[str, object], posts: Sequence[Mapping[str, object]]) -> str | None:
    creator = mapping(mapping(given.get("details")).get("created_by")).get("username")
    opening = next((each for each in posts if each.get("post_number") == 1), NOTHING)
    return name(creator) or name(opening.get("username"))


def _of_posts(posts: Sequence[Mapping[str, object]], url: str) -> ThreadDraft:
    head = posts[0]
    topic, slug = name(head.get("topic_id")), name(head.get("topic_slug"))
    site, topic_id = site_and_topic(url, topic, slug)
    return ThreadDraft(
        title=text(head.get("topic_title")),
        source_url=url or None,
        poster=_poster(NOTHING, posts),
        site=site,
        topic_id=topic_id,
        timezone=ZONE,
        posts=tuple(post_of(each, topic) for each in posts),
    )


FORMAT = Format(
    name="discourse-json",
    version=VERSION,
    medium=Medium.JSON,
    title="Discourse: a topic as JSON (/t/ID.json)",
    keys=("post_stream.posts", "post_number and topic_id", "cooked"),
    proven=True,
    claims=claims,
    read=read,
)
