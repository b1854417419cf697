"""What pages say of themselves to search engines: JSON-LD and microdata, as hints alone.

Source of the words: schema.org ``DiscussionForumPosting``, ``Article``, ``Comment``; of microdata:
HTML Living Standard, §5.2.  Pages cut and fold what they give here (XenForo 2: 250 characters of
the first post), so that no text is taken of it: only title, author, date, and how many answers
there are.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from db.importing.boards.json_values import items, mapping, mappings, text, whole
from db.importing.boards.tolerant_json import loads
from db.importing.markup.tree import attribute, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selectolax.lexbor import LexborNode as Node

    from db.importing.page import Page

_KINDS = frozenset((
    "DiscussionForumPosting", "SocialMediaPosting", "Article", "NewsArticle", "BlogPosting",
    "QAPage", "Question", "WebPage", "Posting",
))  # fmt: skip
_MOST_SCRIPTS = 64
_MOST_NODES = 2_000
_HEARD = frozenset((
    "headline", "name", "author", "datePublished", "dateCreated", "commentCount", "answerCount",
    "interactionStatistic", "interactionType", "userInteractionCount",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hints:
    """Title, author, date (ISO 8601) and number of answers, each empty where not said."""

    title: str = ""
    author: str = ""
    published: str = ""
    answers: int | None = None


def hints_of(page: Page) -> Hints:
    """Return what the page says of its thread to search engines."""
    best = Hints()
    for each in chain(_nodes(page), _items(page)):
        kinds = {text(kind) for kind in (items(each.get("@type")) or (each.get("@type"),))}
        if not kinds & _KINDS:
            continue
        found = Hints(
            (text(each.get("headline")) or text(each.get("name"))).strip(),
            _author(each.get("author")),
            text(each.get("datePublished")) or text(each.get("dateCreated")),
            _answers(each),
        )
        if not best.title or (found.author and not best.author):
            best = found
    return best


def _nodes(page: Page) -> Iterator[Mapping[str, object]]:
    """Yield the objects of all JSON-LD of a page; damaged ones are left out, since all is hint."""
    seen = 0
    for script in page.tree.all('script[type="application/ld+json"]')[:_MOST_SCRIPTS]:
        value = _value(script.text() or "")
        waiting = [*mappings(value), mapping(value)]
        while waiting and seen < _MOST_NODES:
            node = waiting.pop(0)
            seen += 1
            if not node:
                continue
            yield node
            waiting += mappings(node.get("@graph"))
            for name in ("mainEntity", "mainEntityOfPage"):
                inner = mapping(node.get(name))
                if inner:
                    waiting.append(inner)


def _items(page: Page) -> Iterator[Mapping[str, object]]:
    """Yield the items of the microdata of a page, as if they stood in JSON-LD."""
    found: dict[int, dict[str, object]] = {}
    for node in page.tree.all("[itemscope], [itemprop]")[:_MOST_NODES]:
        owner = _owner(node, found)
        item: dict[str, object] | None = None
        if "itemscope" in node.attributes:
            kind = attribute(node, "itemtype").strip().rstrip("/").rpartition("/")[2]
            item = found[node.mem_id] = {"@type": kind}
        for name in attribute(node, "itemprop").split() if owner is not None else ():
            if owner is not None and name in _HEARD and name not in owner:
                owner[name] = item if item is not None else _told(node)
    yield from found.values()


def _owner(node: Node, items: Mapping[int, dict[str, object]]) -> dict[str, object] | None:
    """Return the innermost item around an element."""
    at = node.parent
    while at is not None:
        if at.mem_id in items:
            return items[at.mem_id]
        at = at.parent
    return None


def _told(node: Node) -> str:
    """Return the value of a property that is no item.

    Of ``a`` that should be the address; but pages mark names with it, and mean the words.
    """
    if node.tag == "link":
        return attribute(node, "href")
    return attribute(node, "content") or attribute(node, "datetime") or words(node)


def _value(script: str) -> object:
    return loads(script.strip())


def _author(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    listed = mappings(value)
    return text((listed[0] if listed else mapping(value)).get("name")).strip()


def _answers(node: Mapping[str, object]) -> int | None:
    for name in ("commentCount", "answerCount"):
        number = whole(node.get(name))
        if number is not None:
            return number
    counters = mappings(node.get("interactionStatistic")) or [
        mapping(node.get("interactionStatistic"))
    ]
    for each in counters:
        kind = each.get("interactionType")
        told = kind if isinstance(kind, str) else json.dumps(kind)
        if "ReplyAction" in told or "CommentAction" in told:
            return whole(each.get("userInteractionCount"))
    return None
