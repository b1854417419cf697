"""What pages say of themselves to search engines: JSON-LD and microdata, as hints alone.

Source of the words: schema.org ``DiscussionForumPosting``, ``Article``, ``Comment``; of microdata:
HTML Living Standard, §5.2.  Pages cut and fold what they give here (XenForo 2: 250 characters of
the first post), so that no text is taken of it: only title, author, date, and how many answers
there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from db.importing.boards.json_values import items, mapping, mappings, text, whole
from db.importing.boards.tolerant_json import loads
from db.importing.markup.tree import attribute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from selectolax.lexbor import LexborNode as Node

    from db.importing.page import Page

_KINDS = frozenset((
    "DiscussionForumPosting", "SocialMediaPosting", "Article", "NewsArticle", "BlogPosting",
    "QAPage", "Question", "WebPage", "Posting",
))  # fmt: skip
_MOST_SCRIPTS = 64
_MOST_NODES = 2_000
_MOST_INSIDE = 64
"""Nodes that are looked at in an element for its words."""
_LONGEST = 500
"""Characters of a value that are read; one that is longer is none."""
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
    """Return what the page says of its thread to search engines.

    JSON-LD speaks of the page.  Microdata marks teasers and heads of sites as well: it is asked
    where there is no JSON-LD, and believed where its title is the one the page shows.
    """
    best = _best(_nodes(page), _KINDS)
    if best != Hints():
        return best
    tree = page.tree
    titles = (tree.meta("og:title"), tree.words("h1"), tree.words("title"))
    shown = [" ".join(title.split()) for title in titles if title.strip()]
    return _best(_items(page), _KINDS - {"WebPage"}, shown)


def _best(
    nodes: Iterable[Mapping[str, object]], kinds: frozenset[str], shown: Sequence[str] | None = None
) -> Hints:
    """Return the hints of the first node that has a title, rather of one that has an author, too.

    ``shown`` are titles of which one must hold that of the node, or be held in it.
    """
    best = Hints()
    for each in nodes:
        said = {text(kind) for kind in (items(each.get("@type")) or (each.get("@type"),))}
        if not said & kinds:
            continue
        title = " ".join((text(each.get("headline")) or text(each.get("name"))).split())
        if shown is not None and not (title and any(title in one or one in title for one in shown)):
            continue
        found = Hints(
            title,
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
        value: object = None
        if "itemscope" in node.attributes:
            value = found[node.mem_id] = {"@type": _kinds(attribute(node, "itemtype"))}
        names = set(attribute(node, "itemprop")[:_LONGEST].split()) & _HEARD
        if owner is None or not names:
            continue
        if value is None:
            value = _told(node)
        for name in names:
            if name == "interactionStatistic":
                owner[name] = [*items(owner.get(name)), value]
            else:
                owner.setdefault(name, value)
    yield from found.values()


def _kinds(addresses: str) -> list[str]:
    return [each.rstrip("/").rpartition("/")[2] for each in addresses[:_LONGEST].split()]


def _owner(node: Node, known: Mapping[int, dict[str, object]]) -> dict[str, object] | None:
    """Return the innermost item around an element."""
    at = node.parent
    while at is not None:
        if at.mem_id in known:
            return known[at.mem_id]
        at = at.parent
    return None


def _told(node: Node) -> str:
    """Return the value of a property that is no item, as far as it may be long.

    Of ``a`` that should be the address; but pages mark names with it, and mean the words.
    """
    if node.tag == "link":
        return attribute(node, "href")[:_LONGEST]
    if node.tag in ("data", "meter"):
        return attribute(node, "value")[:_LONGEST]
    given = attribute(node, "content") or attribute(node, "datetime")
    return given[:_LONGEST] or _beginning(node)


def _beginning(node: Node) -> str:
    """Return the words at the beginning of an element: whatever is longer is no title or name."""
    parts: list[str] = []
    size = 0
    for each in islice(node.traverse(include_text=True), _MOST_INSIDE):
        if each.tag == "-text":
            part = (each.text_content or "")[:_LONGEST]
            parts.append(part)
            size += len(part)
            if size > _LONGEST:
                return ""
    return " ".join("".join(parts).split())


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
        named = mapping(kind)
        told = " ".join(
            [text(kind), *(text(named.get(key)) for key in ("@type", "@id", "name", "url"))]
        )
        if "ReplyAction" in told or "CommentAction" in told:
            return whole(each.get("userInteractionCount"))
    return None
