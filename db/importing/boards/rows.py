"""What small readers of rows of posts ask again and again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.importing.markup.body import Rules
from db.importing.markup.tree import attribute, classes, inside, words
from db.importing.moments import moment, stated

if TYPE_CHECKING:
    from collections.abc import Collection

    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import TimeDraft
    from db.importing.markup.tree import Tree
    from db.importing.page import Page

_MOST_CLIMBED = 60


def said(node: Node | None, *selectors: str) -> str:
    """Return the words of the first selector below a node that finds any."""
    if node is None:
        return ""
    return next(
        (found for css in selectors if (found := words(inside(node, css)))),
        "",
    )


def apart(*names: str) -> Rules:
    """Return rules by which what is of one of these classes is never part of a post.

    Posts that lie in each other, since an end is lost, would else hold each other's words.
    """
    others = frozenset(names)
    return Rules(skip=lambda node: not classes(node).isdisjoint(others))


def clock(node: Node | None, page: Page, zone: str) -> TimeDraft | None:
    """Return the time a node shows; its ``title`` or ``datetime`` says it exactly."""
    shown = words(node)
    for name in ("title", "datetime"):
        machine = attribute(node, name)
        if machine and re.match(r"\d{4}-\d{1,2}-\d{1,2}", machine):
            exact = stated(shown, machine.replace(" +", "+", 1), zone)
            if exact is not None and exact.iso is not None:
                return exact
    return moment(shown, zone, page.origin.captured_at)


def without(text: str, pattern: str) -> str:
    """Return a short text without what a pattern finds in it."""
    return re.sub(pattern, "", text[:400]).strip()


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
