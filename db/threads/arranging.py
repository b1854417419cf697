"""A packed tree arranged otherwise for reading: with fewer edges, or with some floors only.

Nothing is stored: what is arranged is thrown away with the view that shows it.
"""

from __future__ import annotations

from array import array
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from db.records import STATE_CODES, LinkState
from db.threads import skeleton
from db.threads.skeleton import Skeleton

if TYPE_CHECKING:
    from db.records import ThreadId
    from db.store import Store

_NONE = STATE_CODES[LinkState.NONE]


class Certainty(StrEnum):
    """From which certainty on an edge places a floor in the tree."""

    LIKELY = "likely"
    SURE = "sure"
    STATED = "stated"


_LEFT_OUT = {
    Certainty.LIKELY: (),
    Certainty.SURE: (STATE_CODES[LinkState.DASHED],),
    Certainty.STATED: (STATE_CODES[LinkState.DASHED], STATE_CODES[LinkState.SOLID]),
}


class Sifted(NamedTuple):
    """A tree without the edges that are not certain enough.

    Attributes:
        tree: the floors; those whose edge is left out stand as if they carried no mark.
        left_out: how many edges are.
    """

    tree: Skeleton
    left_out: int


class Part(NamedTuple):
    """Some floors of a tree.

    Attributes:
        tree: those floors.
        origins: which floor of the whole tree each is.
        beside: 1 for each floor that is there only because one of the others answers it.
    """

    tree: Skeleton
    origins: array[int]
    beside: bytes


def sift(tree: Skeleton, certainty: Certainty) -> Sifted:
    """Return a tree with the edges from a certainty on.

    The reader's own are always certain: ``BY_READER`` makes their states others.
    """
    left_out = _LEFT_OUT[certainty]
    cut = bytes(
        state in left_out and parent >= 0
        for state, parent in zip(tree.states, tree.parents, strict=True)
    )
    count = cut.count(1)
    if not count:
        return Sifted(tree, 0)
    made, _ = _arranged(tree, cut, b"\x01" * len(tree))
    return Sifted(made, count)


def posts_of(store: Store, thread: ThreadId, author: str) -> frozenset[int]:
    """Return the posts of an author by the name as it is printed, letter by letter."""
    with store.read() as connection:
        return frozenset(
            connection.exec_driver_sql(
                "SELECT p.id FROM post AS p JOIN post_version AS v ON v.id = p.version_id"
                " WHERE p.thread_id = ? AND v.author = ?",
                (thread, author),
            ).scalars()
        )


def only(tree: Skeleton, posts: frozenset[int]) -> Part:
    """Return some floors of a tree, with the floors they answer.

    A floor that one of them answers does not bring the one that it answers itself: it stands
    under that where it is there, else under the article, so that no line tells of an edge that
    is none.
    """
    wanted = bytes(post in posts for post in tree.ids)
    kept = bytearray(wanted)
    for floor, parent in enumerate(tree.parents):
        if wanted[floor] and parent >= 0:
            kept[parent] = 1
    cut = bytes(parent >= 0 and not kept[parent] for parent in tree.parents)
    made, origins = _arranged(tree, cut, bytes(kept), keep_states=True)
    return Part(made, origins, bytes(1 - wanted[floor] for floor in origins))


def _arranged(
    tree: Skeleton, cut: bytes, kept: bytes, *, keep_states: bool = False
) -> tuple[Skeleton, array[int]]:
    """Return the kept floors, those whose edge is cut at the root, and which floor each was."""
    parents, ordinals = tree.parents, tree.ordinals
    home = array("i", range(len(tree)))
    for floor, parent in enumerate(parents):
        if parent >= 0 and not cut[floor]:
            home[floor] = home[parent]
    # of what hangs together the order is that of the tree, for sorting keeps what is alike
    order = sorted(
        (floor for floor in range(len(tree)) if kept[floor]),
        key=lambda floor: ordinals[home[floor]],
    )
    place = array("i", bytes(4 * len(tree)))
    for row, floor in enumerate(order):
        place[floor] = row
    above = array(
        "i", [-1 if cut[floor] or parents[floor] < 0 else place[parents[floor]] for floor in order]
    )
    depths, sizes = array("H"), array("i", [1]) * len(order)
    for parent in above:
        depths.append(min(depths[parent] + 1, skeleton.DEEPEST) if parent >= 0 else 0)
    for row in range(len(order) - 1, -1, -1):
        if above[row] >= 0:
            sizes[above[row]] += sizes[row]
    whole = len(order) == len(tree)
    rank = list(accumulate(_in_floor_order(ordinals, kept), initial=0))
    made = Skeleton(
        array("q", [tree.ids[floor] for floor in order]),
        above,
        sizes,
        depths,
        array("I", [tree.widths[floor] for floor in order]),
        array("I", [tree.lines[floor] for floor in order]),
        bytes(tree.states[floor] if keep_states or not cut[floor] else _NONE for floor in order),
        array("i", [rank[ordinals[floor]] for floor in order]),
        array("I", [tree.left_widths[floor] for floor in order]),
        array("I", [tree.left_lines[floor] for floor in order]),
        bytes(tree.quotes[floor] for floor in order),
        tree.gaps if whole else (),
    )
    return made, array("i", order)


def _in_floor_order(ordinals: array[int], kept: bytes) -> bytearray:
    flags = bytearray(len(kept))
    for floor, ordinal in enumerate(ordinals):
        flags[ordinal] = kept[floor]
    return flags
