"""Words of a page that no part of it claimed, so that a damaged page loses none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.markup.body import Rules, body_of
from db.records import Finding, Severity, finding

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from selectolax.lexbor import LexborNode as Node

    from db.importing.markup.tree import Tree

_MOST_CLIMBED = 60


def words_outside(
    region: Node | None, taken: Collection[int], furniture: Callable[[Node], bool]
) -> list[Finding]:
    """Return the finding that keeps the words of a region that are in none of its known parts.

    Args:
        region: the part of the page that holds the posts and hardly anything else.
        taken: ``mem_id`` of the elements that were read.
        furniture: tells whether an element is buttons, counts, adverts.
    """
    if region is None:
        return []
    rest = body_of(region, Rules(skip=lambda node: node.mem_id in taken or furniture(node)))
    text = "\n".join(line for line in rest.text.split("\n") if line.strip())
    if not text:
        return []
    return [
        finding(
            "words-outside-posts",
            Severity.INFO,
            "Words between the posts that belong to none of them are kept here: “{text}”",
            text=text,
        )
    ]


def strays(tree: Tree, css: str, taken: Collection[int]) -> list[Node]:
    """Return what a selector finds outside of the elements that were read.

    On a damaged page the words of a post may have lost the element around them.
    """
    found: list[Node] = []
    for node in tree.all(css):
        at: Node | None = node
        for _ in range(_MOST_CLIMBED):
            if at is None or at.mem_id in taken:
                break
            at = at.parent
        if at is None:
            found.append(node)
    return found
