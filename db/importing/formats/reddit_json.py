"""A thread of Reddit as its page gives it with ``.json`` behind the address.

Two listings: the submission, and the comments nested in one another.  Branches that were not
loaded are stubs that only count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.boards.json_values import (
    NOTHING,
    items,
    mapping,
    mappings,
    name,
    some,
    text,
    whole,
)
from db.importing.boards.reddit import comment, of_comments, thread
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.page import Medium
from db.records import Severity, finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.importing.drafts import PostDraft, ThreadDraft
    from db.importing.page import Page
    from db.records import Finding

VERSION = "1"
_LOOKED_AT = 8


def claims(page: Page) -> Score:
    """Look for the listing of the submission, and that of the comments."""
    kinds = [_kinds(each) for each in _listings(page)[:_LOOKED_AT]]
    if len(kinds) == 1 and page.fields and set(kinds[0]) & {"t1", "t3"}:
        return Score(0.2, ("a listing of submissions or of somebody's comments",), a_list=True)
    if kinds and kinds[0] == ["t3"]:
        return Score(0.95, ("a listing of one submission, and one of comments",))
    if any(_is_loose(each) for each in _loose(page)[:_LOOKED_AT]):
        return Score(0.8, ("comments with link_id and parent_id",))
    if len(kinds) == 1 and len(kinds[0]) > 1 and set(kinds[0]) == {"t3"}:
        return Score(0.2, ("a listing of submissions",), a_list=True)
    return NOT_MINE


def _listings(page: Page) -> list[Mapping[str, object]]:
    found = [page.fields] if page.fields else mappings(page.json)
    return [each for each in found if each.get("kind") == "Listing"]


def _children(listing: Mapping[str, object]) -> Sequence[object]:
    return items(mapping(listing.get("data")).get("children"))


def _kinds(listing: Mapping[str, object]) -> list[str]:
    return [text(mapping(each).get("kind")) for each in _children(listing)[:_LOOKED_AT]]


def _loose(page: Page) -> list[Mapping[str, object]]:
    """Return what archives of Reddit answer with: comments in a list, not nested."""
    return mappings(page.fields.get("data")) if page.fields else mappings(page.json)


def _is_loose(given: Mapping[str, object]) -> bool:
    return text(given.get("link_id")).startswith("t3_") and "body" in given


def read(page: Page) -> tuple[ThreadDraft, ...]:
    """Read the submission and its comments, or comments of several submissions."""
    if not _listings(page):
        return _read_loose(_loose(page))
    submission: Mapping[str, object] = NOTHING
    posts: list[PostDraft] = []
    stubs: list[Mapping[str, object]] = []
    # nested as deep as people answer one another: walked without recursion, in the page's order
    waiting: list[tuple[object, str | None]] = [
        (child, None) for listing in reversed(_listings(page)) for child in _children(listing)[::-1]
    ]
    while waiting:
        child, above = waiting.pop()
        given = mapping(mapping(child).get("data"))
        kind = mapping(child).get("kind")
        if kind == "t3":
            submission = submission or given
        elif kind == "more":
            stubs.append(given)
        elif kind == "t1" or "body" in given:
            post = comment(given, above)
            posts.append(post)
            replies = _children(mapping(given.get("replies")))
            waiting += [(each, post.site_id) for each in reversed(replies)]
    return (thread(submission, posts, _stubs(stubs)),)


def _read_loose(given: Sequence[Mapping[str, object]]) -> tuple[ThreadDraft, ...]:
    submissions = {name(each.get("id")): each for each in given if "title" in each}
    comments: dict[str, list[Mapping[str, object]]] = {}
    for each in given:
        if _is_loose(each):
            comments.setdefault(text(each.get("link_id"))[3:], []).append(each)
    return tuple(
        of_comments(found, submissions.get(ident, NOTHING), ident)
        for ident, found in comments.items()
    )


def _stubs(stubs: Sequence[Mapping[str, object]]) -> list[Finding]:
    """Say what is not here: replies that the page only counts, and branches on other pages."""
    if not stubs:
        return []
    counts = [whole(stub.get("count")) or 0 for stub in stubs]
    below = [name(text(stub.get("parent_id"))[3:]) or "?" for stub in stubs]
    return [
        finding(
            "replies-counted-only",
            Severity.WARNING,
            "Replies that the file only counts: {count} in all, at {places} places; {continued} "
            "branches go on at another page, with replies that are not counted. They stand below "
            "{ids}.",
            count=sum(counts),
            places=len(stubs),
            continued=counts.count(0),
            ids=some(below),
        )
    ]


FORMAT = Format(
    name="reddit-json",
    version=VERSION,
    medium=Medium.JSON,
    title="Reddit: a thread as JSON (.json)",
    keys=("[Listing(t3), Listing(t1)]", "replies", "kind more"),
    proven=True,
    claims=claims,
    read=read,
)
