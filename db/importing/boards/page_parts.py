"""Words and parts of a page, by the first of several selectors that finds any."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.importing.markup.tree import words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.markup.tree import Tree


def first_words(tree: Tree, *selectors: str) -> str:
    """Return the words of the first of several selectors that finds some."""
    return next((found for each in selectors if (found := tree.words(each))), "")


def inner_words(node: Node | None, *selectors: str) -> str:
    """Return the words of the first part of a node, by several selectors, that has some."""
    if node is None:
        return ""
    return next((found for each in selectors if (found := words(node.css_first(each)))), "")


def inner(node: Node, *selectors: str) -> Node | None:
    """Return the first part of a node that one of several selectors finds."""
    for each in selectors:
        found = node.css_first(each)
        if found is not None:
            return found
    return None


def words_without(text: str, pattern: str) -> str:
    """Return a short text without what a pattern finds in it."""
    return re.sub(pattern, "", text[:400]).strip()
