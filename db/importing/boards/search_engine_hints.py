"""What pages say of themselves to search engines: JSON-LD and microdata, as hints alone.

Source of the words: schema.org ``DiscussionForumPosting``, ``Article``, ``Comment``.  Pages cut and
fold what they give here (XenForo 2: 250 characters of the first post), so that no text is taken of
it: only title, author, date, and how many answers there are.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.importing.boards.json_values import items, mapping, mappings, text, whole
from db.importing.boards.tolerant_json import loads

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from db.importing.page import Page

_KINDS = frozenset((
    "DiscussionForumPosting", "SocialMediaPosting", "Article", "NewsArticle", "BlogPosting",
    "QAPage", "Question", "WebPage", "Posting",
))  # fmt: skip
_MOST_SCRIPTS = 64
_MOST_NODES = 2_000


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
    for each in _nodes(page):
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


def _value(words: str) -> object:
    return loads(words.strip())


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
        words = kind if isinstance(kind, str) else json.dumps(kind)
        if "ReplyAction" in words or "CommentAction" in words:
            return whole(each.get("userInteractionCount"))
    return None
