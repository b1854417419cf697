"""Comments that stand inside the comments they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.markup.tree import classes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from selectolax.lexbor import LexborNode as Node


def own_parts(top: Node, nested: Callable[[Node], bool]) -> list[Node]:
    """Return the elements inside a comment without those of the comments inside of it, in order."""
    found: list[Node] = []
    waiting = _children(top)
    waiting.reverse()
    while waiting:
        node = waiting.pop()
        if nested(node):
            continue
        found.append(node)
        waiting += reversed(_children(node))
    return found


def _children(node: Node) -> list[Node]:
    return list(node.iter())


def part_of_class(parts: Iterable[Node], *names: str) -> Node | None:
    """Return the first part that has the first of some classes, else the second, and so on."""
    listed = [(part, classes(part)) for part in parts]
    for name in names:
        for part, kinds in listed:
            if name in kinds:
                return part
    return None


def nearest_above(node: Node, ids: Mapping[int, str]) -> str | None:
    """Return what is known of the nearest node above that anything is known of.

    Args:
        node: where to begin; it does not count itself.
        ids: what is known, by ``mem_id``.
    """
    at = node.parent
    while at is not None:
        found = ids.get(at.mem_id)
        if found is not None:
            return found
        at = at.parent
    return None


def parents_by_depth(depths: Iterable[tuple[str, int]]) -> list[str | None]:
    """Return whom each of some indented comments answers: the last one before it that is less deep.

    Args:
        depths: id and depth of each comment, in the order of the page.
    """
    found: list[str | None] = []
    open_: list[tuple[str, int]] = []
    for site_id, depth in depths:
        while open_ and open_[-1][1] >= depth:
            open_.pop()
        found.append(open_[-1][0] if open_ else None)
        open_.append((site_id, depth))
    return found
