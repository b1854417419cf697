"""Comments that stand inside the comments they answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.markup.body import Rules
from db.importing.markup.tree import classes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from selectolax.lexbor import LexborNode as Node


MOST_NESTED = 24
_MOST_CLIMBED = 40


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


class Nest:
    """Which of some elements stand inside which others; each step up the tree is taken once."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._own = {node.mem_id for node in nodes}
        self._known: dict[int, int | None] = {}

    def above(self, node: Node) -> int | None:
        """Return the ``mem_id`` of the nearest of the elements that a node stands in."""
        path: list[int] = []
        found: int | None = None
        at = node.parent
        while at is not None:
            key = at.mem_id
            if key in self._own:
                found = key
                break
            if key in self._known:
                found = self._known[key]
                break
            path.append(key)
            at = at.parent
        self._known.update(dict.fromkeys(path, found))
        return found

    def holds(self, node: Node) -> bool:
        """Tell whether a node is one of the elements."""
        return node.mem_id in self._own


def outermost(nodes: Sequence[Node]) -> list[Node]:
    """Return the elements that stand in none of the others."""
    nest = Nest(nodes)
    return [node for node in nodes if nest.above(node) is None]


def flat(nodes: Sequence[Node], most: int = MOST_NESTED) -> list[Node]:
    """Return posts of a board that nests none, without those that broken marks nest too deeply.

    Posts are found in each other where tags were left open.  What is inside of more than ``most``
    others is left to the words of the last post around it, since looking for the parts of each in
    all inside of it would take time that grows with the square.
    """
    nest = Nest(nodes)
    depths: dict[int, int] = {}
    found: list[Node] = []
    for node in nodes:
        above = nest.above(node)
        depth = depths.get(above, most) + 1 if above is not None else 0
        depths[node.mem_id] = depth
        if depth <= most:
            found.append(node)
    return found


def belongs_to_quote(link: Node, quote: Node) -> bool:
    """Tell whether a link stands in a quotation itself, not in one inside of it.

    Quotations are what has the class ``quote``, as Discuz! and NGA mark them.
    """
    at = link.parent
    for _ in range(_MOST_CLIMBED):
        if at is None or at.mem_id == quote.mem_id:
            return at is not None
        if "quote" in classes(at):
            return False
        at = at.parent
    return False


def apart_from(rules: Rules, nodes: Iterable[Node]) -> Rules:
    """Return rules by which posts found in the words of another are none of its words."""
    nest = Nest(nodes)

    def skip(node: Node) -> bool:
        return rules.skip(node) or nest.holds(node)

    return replace(rules, skip=skip)


def apart_from_classes(*names: str) -> Rules:
    """Return rules by which what is of one of these classes is never part of a post.

    Posts that lie in each other, since an end is lost, would else hold each other's words.
    """
    others = frozenset(names)
    return Rules(skip=lambda node: not classes(node).isdisjoint(others))


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
