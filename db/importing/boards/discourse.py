"""Posts and topics of Discourse as its API gives them.

Source of the fields: the API of Discourse (``/t/ID.json``, ``/posts/ID.json``), seen in captures.
The id of a post is its number in the topic, which replies and quotations name.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from db.importing.boards.addresses import host_of
from db.importing.boards.html_pieces import body
from db.importing.boards.json_values import mapping, name, some, text, whole
from db.importing.drafts import AsideDraft, AsideKind, PostDraft
from db.importing.markup.body import QuoteHead, Rules
from db.importing.markup.tree import attribute, classes, words
from db.importing.moments import iso_of, stated
from db.records import Severity, finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from selectolax.lexbor import LexborNode as Node

    from db.records import Finding

ZONE = "UTC"
_KINDS = {2: "moderator", 3: "action", 4: "whisper"}
_FURNITURE = frozenset(("quote-controls", "avatar", "meta", "site-icon", "clicks"))


def post_of(given: Mapping[str, object], topic: str | None) -> PostDraft:
    """Return a post of a topic; its words are those a browser showed, else the raw Markdown."""
    number = name(given.get("post_number"))
    cooked = text(given.get("cooked"))
    shown = body(cooked, rules(topic)) if cooked.strip() else body("")
    created = text(given.get("created_at"))
    return PostDraft(
        text=shown.text or text(given.get("raw")).strip(),
        author=name(given.get("username")),
        floor=number,
        time=stated(created, created, ZONE),
        opening=number == "1",
        site_id=number,
        parent=name(given.get("reply_to_post_number")),
        parent_author=name(mapping(given.get("reply_to_user")).get("username")),
        edited=_edited(given),
        deleted=given.get("user_deleted") is True or bool(given.get("deleted_at")),
        kind=_kind(given),
        quotes=shown.quotes,
        figures=shown.figures,
        links=shown.links,
        asides=(*shown.asides, *_asides(given)),
    )


def _kind(given: Mapping[str, object]) -> str | None:
    if given.get("accepted_answer") is True:
        return "answer"
    return name(given.get("action_code")) or _KINDS.get(whole(given.get("post_type")) or 0)


def _edited(given: Mapping[str, object]) -> str | None:
    """Return when a post was changed; a version of its own stands for a change."""
    changed = text(given.get("updated_at"))
    if (whole(given.get("version")) or 1) < 2 or changed == text(given.get("created_at")):
        return None
    return iso_of(changed) or name(changed)


def _asides(given: Mapping[str, object]) -> list[AsideDraft]:
    found = [(AsideKind.EDITED, name(given.get("edit_reason")))]
    if given.get("post_type") == 3:
        found.append((AsideKind.NOTICE, name(given.get("action_code_who"))))
    return [AsideDraft(kind, words) for kind, words in found if words]


def rules(topic: str | None) -> Rules:
    """Return how Discourse marks quotations and what is furniture, in the words of a topic."""
    return Rules(quote=partial(_quote, topic), skip=_furniture)


def _quote(topic: str | None, node: Node) -> QuoteHead | None:
    """Tell whether an element quotes: with its source in ``aside``, without in ``blockquote``."""
    if node.tag == "blockquote":
        return None if node.parent is not None and _quotes(node.parent) else QuoteHead()
    if not _quotes(node):
        return None
    inside = node.css_first("blockquote")
    title = words(node.css_first("div.title")).removesuffix(":").strip()
    named = attribute(node, "data-username") or (title if len(title) <= 60 else "")
    number, of = attribute(node, "data-post"), attribute(node, "data-topic")
    elsewhere = bool(of) and topic is not None and of != topic
    return QuoteHead(named or None, None, number or None, elsewhere, inside)


def _quotes(node: Node) -> bool:
    return node.tag == "aside" and "quote" in classes(node)


def _furniture(node: Node) -> bool:
    return not _FURNITURE.isdisjoint(classes(node))


def site_and_topic(url: str, topic: str | None, slug: str | None) -> tuple[str | None, str | None]:
    """Return what keys a topic.

    Without an address nothing tells the forum, and two forums have topics of one number: then the
    slug, made of the title, is part of the key; without a slug the number says nothing.
    """
    if topic is None:
        return None, None
    site = host_of(url)
    return (site, topic) if site else ("discourse", f"{topic}-{slug}" if slug else None)


def not_here(stream: Sequence[object], given: Sequence[Mapping[str, object]]) -> list[Finding]:
    """Find the posts that a topic names by their ids alone."""
    named = [found for each in stream if (found := name(each))]
    here = {name(each.get("id")) for each in given}
    if here.isdisjoint(named):  # some archives have put the numbers of posts for their ids
        here = {name(each.get("post_number")) for each in given}
    missing = [each for each in named if each not in here]
    if not missing:
        return []
    return [
        finding(
            "posts-named-only",
            Severity.WARNING,
            "Posts that the file names without giving them: {count} in all, with the ids {ids}.",
            count=len(missing),
            ids=some(missing),
        )
    ]
