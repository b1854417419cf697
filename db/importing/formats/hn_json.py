"""Threads of Hacker News as its two interfaces give them.

Algolia (``/api/v1/items/ID``) nests answers in ``children``; Firebase (``/v0/item/ID.json``) gives
one item with the ids of its ``kids``, and archives of it are lists of items, objects of items by
id, or items with their kids put in.  Source of the fields: the documentation of both interfaces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.boards.html_pieces import body
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
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import BlockDraft, PostDraft, ThreadDraft
from db.importing.moments import epoch, stated
from db.importing.page import Medium
from db.records import BlockType, Severity, finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from db.importing.drafts import TimeDraft
    from db.importing.page import Page
    from db.records import Finding

VERSION = "1"
SITE = "news.ycombinator.com"
_LOOKED_AT = 8
_KINDS = frozenset(("story", "comment", "poll", "job", "pollopt"))


def claims_algolia(page: Page) -> Score:
    """Look for an item with children and the time in two forms, or for hits of a search."""
    given = page.fields
    if "children" in given and "created_at_i" in given and text(given.get("type")) in _KINDS:
        return Score(0.95, ("children and created_at_i",))
    hits = mappings(given.get("hits"))[:_LOOKED_AT]
    if hits and all("objectID" in each for each in hits):
        if all("comment_text" in each and "story_id" in each for each in hits):
            return Score(0.8, ("hits that are comments of stories",))
        return Score(0.2, ("hits of a search",), a_list=True)
    return NOT_MINE


def claims_firebase(page: Page) -> Score:
    """Look for items with type and ``by``."""
    if _is_item(page.fields):
        return Score(0.9, ("an item with by, type and time",))
    listed = items(page.json)[:_LOOKED_AT]
    if listed and all(isinstance(each, int) for each in listed) and "topstories" in page.name:
        return Score(0.2, ("a list of ids of stories",), a_list=True)
    some = [mapping(each) for each in listed] or [
        mapping(each) for each in list(page.fields.values())[:_LOOKED_AT]
    ]
    if not any(_is_item(each) for each in some):
        return NOT_MINE
    if len(some) > 1 and all(each.get("type") == "story" for each in some):
        return Score(0.2, ("a list of stories",), a_list=True)
    return Score(0.85, ("items with by, type and time",))


def _is_item(given: Mapping[str, object]) -> bool:
    return (
        text(given.get("type")) in _KINDS
        and "id" in given
        and ("by" in given or "kids" in given or given.get("deleted") is True)
        and "created_at_i" not in given
    )


def read_algolia(page: Page) -> tuple[ThreadDraft, ...]:
    """Read an item with all below it, or the comments among the hits by their stories."""
    given = page.fields
    if "hits" in given:
        return _hits(mappings(given.get("hits")))
    posts: list[PostDraft] = []
    story = name(given.get("story_id")) or name(given.get("id"))
    is_story = given.get("type") != "comment"
    waiting = [(each, given) for each in reversed(mappings(given.get("children")))]
    if not is_story:
        waiting = [(given, NOTHING)]
    while waiting:
        each, above = waiting.pop()
        posts.append(_comment(each, name(each.get("parent_id")) or name(above.get("id")), story))
        below = mappings(each.get("children"))
        waiting += [(one, each) for one in reversed(below)]
    return (_thread(given if is_story else NOTHING, story, posts, (), given),)


def _hits(hits: Sequence[Mapping[str, object]]) -> tuple[ThreadDraft, ...]:
    stories: dict[str, list[Mapping[str, object]]] = {}
    for each in hits:
        stories.setdefault(text(each.get("story_id")), []).append(each)
    return tuple(
        _thread(
            NOTHING,
            story or None,
            [_comment(each, name(each.get("parent_id")), story) for each in found],
            (),
            found[0],
        )
        for story, found in stories.items()
    )


def read_firebase(page: Page) -> tuple[ThreadDraft, ...]:
    """Read the items of a document, each story with its comments in the order of ``kids``."""
    found = _items(page)
    below: dict[str, list[str]] = {}
    for ident, each in found.items():
        parent = name(each.get("parent"))
        if parent is not None:
            below.setdefault(parent, []).append(ident)
    tops = [ident for ident, each in found.items() if (name(each.get("parent")) or "") not in found]
    stories = [ident for ident in tops if found[ident].get("type") != "comment"]
    drafts = [_story(found, below, [ident], ident) for ident in stories]
    loose = [ident for ident in tops if ident not in set(stories)]
    if loose:
        root = name(found[loose[0]].get("parent"))
        drafts.append(_story(found, below, loose, root))
    return tuple(drafts)


def _items(page: Page) -> dict[str, Mapping[str, object]]:
    """Return the items of a document by their ids, those that are put in for kids, too."""
    given = page.fields
    waiting: list[tuple[object, str | None]] = (
        [(given, None)]
        if _is_item(given)
        else [(each, None) for each in reversed(list(given.values()) or items(page.json))]
    )
    found: dict[str, Mapping[str, object]] = {}
    while waiting:
        each, above = waiting.pop()
        item = mapping(each)
        ident = name(item.get("id"))
        if ident is None or ident in found:
            continue
        if above is not None and "parent" not in item:
            item = {**item, "parent": above}
        found[ident] = item
        inside = (*items(item.get("kids")), *items(item.get("children")))
        waiting += [(one, ident) for one in reversed(inside) if isinstance(one, dict)]
    return found


def _story(
    found: Mapping[str, Mapping[str, object]],
    below: Mapping[str, Sequence[str]],
    tops: Sequence[str],
    root: str | None,
) -> ThreadDraft:
    head = found.get(root, NOTHING) if root is not None else NOTHING
    posts: list[PostDraft] = []
    missing: list[str] = []
    seen: set[str] = set()
    waiting = list(reversed(tops))
    while waiting:
        ident = waiting.pop()
        if ident in seen:
            continue
        seen.add(ident)
        each = found[ident]
        if ident != root:
            posts.append(_comment(each, name(each.get("parent")), root))
        named = [kid for one in items(each.get("kids")) if (kid := _kid(one)) is not None]
        missing += [kid for kid in named if kid not in found]
        order = dict.fromkeys((*(kid for kid in named if kid in found), *below.get(ident, ())))
        waiting += reversed(order)
    return _thread(head, root, posts, _missing(missing), found[tops[0]])


def _kid(value: object) -> str | None:
    return name(mapping(value).get("id")) or name(value)


def _missing(ids: Sequence[str]) -> Iterable[Finding]:
    if ids:
        yield finding(
            "posts-named-only",
            Severity.WARNING,
            "Posts that the file names without giving them: {count} in all, with the ids {ids}.",
            count=len(ids),
            ids=some(ids),
        )


def _thread(
    story: Mapping[str, object],
    ident: str | None,
    posts: Sequence[PostDraft],
    findings: Iterable[Finding],
    any_of_it: Mapping[str, object],
) -> ThreadDraft:
    author = name(story.get("by")) or name(story.get("author"))
    url = text(story.get("url"))
    words = body(text(story.get("text")))
    blocks = [BlockDraft(BlockType.PARAGRAPH, url)] if url else []
    blocks += [
        BlockDraft(BlockType.PARAGRAPH, part) for part in words.text.split("\n\n") if part.strip()
    ]
    return ThreadDraft(
        title=body(text(story.get("title")) or text(any_of_it.get("story_title"))).text,
        outlet="Hacker News",
        source_url=f"https://news.ycombinator.com/item?id={ident}" if ident else None,
        poster=author,
        site=SITE if ident else None,
        topic_id=ident,
        timezone="UTC",
        claimed_posts=whole(story.get("descendants")),
        article_author=author,
        published=_time(story),
        blocks=tuple(blocks),
        posts=tuple(posts),
        findings=tuple(findings),
    )


def _time(given: Mapping[str, object]) -> TimeDraft | None:
    shown = text(given.get("created_at"))
    found = stated(shown, shown, "UTC") if shown else None
    return found if found is not None and found.iso else epoch(_seconds(given)) or found


def _seconds(given: Mapping[str, object]) -> object:
    return given.get("time", given.get("created_at_i"))


def _comment(given: Mapping[str, object], parent: str | None, story: str | None) -> PostDraft:
    """Return a comment; one whose author is gone is a tombstone if its words are gone, too."""
    words = body(text(given.get("text")) or text(given.get("comment_text")))
    author = name(given.get("by")) or name(given.get("author"))
    return PostDraft(
        text=words.text,
        author=author,
        time=_time(given),
        site_id=name(given.get("id")) or name(given.get("objectID")),
        parent=parent if parent != story else None,
        deleted=given.get("deleted") is True or (author is None and not words.text),
        kind="dead" if given.get("dead") is True else None,
        quotes=words.quotes,
        figures=words.figures,
        links=words.links,
    )


ALGOLIA = Format(
    name="hn-algolia-json",
    version=VERSION,
    medium=Medium.JSON,
    title="Hacker News: a thread as JSON (Algolia)",
    keys=("children", "created_at_i", "story_id"),
    proven=False,
    claims=claims_algolia,
    read=read_algolia,
)
FIREBASE = Format(
    name="hn-firebase-json",
    version=VERSION,
    medium=Medium.JSON,
    title="Hacker News: items as JSON (Firebase)",
    keys=("by, type, time", "kids", "descendants"),
    proven=False,
    claims=claims_firebase,
    read=read_firebase,
)
