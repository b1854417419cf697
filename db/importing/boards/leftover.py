"""Words of a page that no part of it claimed, so that a damaged page loses none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.markup.body import Rules, body_of
from db.records import Finding, Severity, finding

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from selectolax.lexbor import LexborNode as Node


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
