"""The reader's decisions on top of what the engine found: which edges are in force.

A pure function of both, so that taking a decision off gives exactly the engine's edges back, and
so that decisions are replayed on whatever is inferred anew.  Decisions are applied in the order
they were made and go before every edge of the engine; where those close a circle with them, the
weakest edge of the engine in it steps back behind the next one of its post.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.records import LinkState, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Key = tuple[str, int]
"""What an edge leads to: kind and number, ``("article", 0)`` for the article."""

POST, GHOST, ARTICLE = "post", "ghost", "article"
SET_ASIDE = -1
"""``ordinal`` of an edge that is not in force."""

# edges that rest on a quote or on the page's word stay beside the one that the reader decided on:
# that the post quotes that floor is no guess
_STAYING = frozenset({LinkState.STATED, LinkState.SOLID, LinkState.GHOST})
_WEAKNESS = {LinkState.STATED: 0, LinkState.GHOST: 1, LinkState.SOLID: 1, LinkState.DASHED: 2}


class Found(NamedTuple):
    """An edge as the engine or the page made it; ``id`` is that of its row."""

    id: int
    parent: Key
    state: LinkState


class Standing(NamedTuple):
    """A decision; ``parent`` is followed to the post that a lost one turned out to be.

    ``origin`` is what it was decided on.
    """

    id: int
    post: int
    verdict: Verdict
    parent: Key | None = None
    origin: Key | None = None


class Edge(NamedTuple):
    """An edge as it is in force; ``found`` is its row, nothing where the reader alone set it."""

    found: int | None
    parent: Key
    ordinal: int
    state: LinkState
    by_reader: bool = False


class Settled(NamedTuple):
    """What is in force.

    Attributes:
        edges: the edges of each post whose edges are not all as the engine made them.
        held: decisions that have no effect, because others made before them close a circle.
        followed: what each decision on a parent leads to.
    """

    edges: dict[int, list[Edge]]
    held: frozenset[int]
    followed: dict[int, Key]


def settle(
    first: Mapping[int, int],
    edges_of: Callable[[int], Sequence[Found]],
    decisions: Iterable[Standing],
) -> Settled:
    """Say which edges of a thread are in force.

    Args:
        first: for each post the post that its first edge of the engine leads to, if to a post.
        edges_of: returns the engine's edges of a post, in the engine's order.
        decisions: the standing decisions of the thread.
    """
    return _Settling(first, edges_of).run(sorted(decisions))


def circle(above: Mapping[int, int], child: int, parent: int) -> list[int]:
    """Return the posts from ``child`` up to itself that the edge would close; empty if it is fine.

    Args:
        above: the parent of each post that has one, without circles.
        child: the post that is to answer.
        parent: the post that it is to answer.
    """
    path = [child]
    at: int | None = parent
    while at is not None and at != child:
        path.append(at)
        at = above.get(at)
    return [*path, child] if at == child else []


class _Settling:
    def __init__(
        self, first: Mapping[int, int], edges_of: Callable[[int], Sequence[Found]]
    ) -> None:
        self._edges_of = edges_of
        self._above = dict(first)
        self._fixed: dict[int, int] = {}
        self._decided: set[int] = set()
        self._held: set[int] = set()
        self._followed: dict[int, Key] = {}
        self._edges: dict[int, list[Edge]] = {}
        self._free: dict[int, list[Found]] = {}
        self._stepped: dict[int, int] = {}

    def run(self, decisions: Sequence[Standing]) -> Settled:
        by_post: dict[int, list[Standing]] = {}
        for decision in decisions:
            by_post.setdefault(decision.post, []).append(self._follow(decision))
        for post, theirs in by_post.items():
            self._judge(post, theirs)
        self._part(list(by_post))
        return Settled(self._edges, frozenset(self._held), self._followed)

    def _follow(self, decision: Standing) -> Standing:
        """Return a decision with the parent that it can lead to without a circle."""
        if decision.verdict is not Verdict.ANSWERS or decision.parent is None:
            return decision
        if self._leads_back(decision.post, decision.parent):
            if decision.origin is None or self._leads_back(decision.post, decision.origin):
                self._held.add(decision.id)
                return decision
            decision = decision._replace(parent=decision.origin)
        kind, number = self._followed[decision.id] = decision.parent or (ARTICLE, 0)
        if kind == POST:
            self._fixed[decision.post] = number
        return decision

    def _leads_back(self, post: int, parent: Key) -> bool:
        return parent[0] == POST and bool(circle(self._fixed, post, parent[1]))

    def _judge(self, post: int, decisions: Sequence[Standing]) -> None:
        """Put the edges of a post as its decisions say."""
        found = self._edges_of(post)
        rejected = {one.parent for one in decisions if one.verdict is Verdict.REJECTED}
        verdict = next(
            (
                one
                for one in decisions
                if one.verdict is not Verdict.REJECTED and one.id not in self._held
            ),
            None,
        )
        if verdict is None:
            self._free[post] = [edge for edge in found if edge.parent not in rejected]
            self._stepped[post] = 0
            self._put(post, [edge for edge in found if edge.parent in rejected])
            return
        self._decided.add(post)
        if verdict.verdict is Verdict.NOT_A_REPLY or verdict.parent is None:
            self._edges[post] = [_aside(edge) for edge in found]
            self._hang(post, None)
            return
        parent = verdict.parent
        same = next((edge for edge in found if edge.parent == parent), None)
        edges = [Edge(same.id if same else None, parent, 0, _drawn(parent, same), by_reader=True)]
        beside = 1
        for edge in found:
            if edge is same:
                continue
            if edge.parent in rejected or edge.parent == parent or edge.state not in _STAYING:
                edges.append(_aside(edge))
                continue
            edges.append(Edge(edge.id, edge.parent, beside, edge.state))
            beside += 1
        self._edges[post] = edges
        self._hang(post, parent)

    def _put(self, post: int, aside: Sequence[Found]) -> None:
        """Put the free edges of a post in order: the first that did not step back is the primary.

        Those that stepped back stay beside it; without any other they stand alone.
        """
        free, step = self._free[post], self._stepped[post]
        edges = [_aside(edge) for edge in aside]
        beside = 1
        for place, edge in enumerate(free):
            if place == step:
                edges.append(Edge(edge.id, edge.parent, 0, edge.state))
                continue
            edges.append(Edge(edge.id, edge.parent, beside, edge.state))
            beside += 1
        self._edges[post] = edges
        self._hang(post, free[step].parent if step < len(free) else None)

    def _hang(self, post: int, parent: Key | None) -> None:
        if parent is not None and parent[0] == POST:
            self._above[post] = parent[1]
        else:
            self._above.pop(post, None)

    def _part(self, starts: list[int]) -> None:
        """Let edges of the engine step back until no circle goes through a post of ``starts``."""
        while True:
            closed = self._circle(starts)
            if not closed:
                return
            weakest = max(
                (post for post in closed if post not in self._decided), key=self._weakness
            )
            if weakest not in self._free:
                self._free[weakest] = list(self._edges_of(weakest))
                self._stepped[weakest] = 0
                self._edges[weakest] = []
                starts.append(weakest)
            aside = [edge for edge in self._edges[weakest] if edge.ordinal == SET_ASIDE]
            self._stepped[weakest] += 1
            self._put(weakest, [])
            self._edges[weakest] = [*aside, *self._edges[weakest]]

    def _weakness(self, post: int) -> tuple[int, int]:
        free = self._free.get(post)
        edge = free[self._stepped[post]] if free is not None else self._edges_of(post)[0]
        return _WEAKNESS.get(edge.state, 2), post

    def _circle(self, starts: Sequence[int]) -> list[int]:
        done: set[int] = set()
        for start in starts:
            path: dict[int, int] = {}
            at: int | None = start
            while at is not None and at not in done and at not in path:
                path[at] = len(path)
                at = self._above.get(at)
            if at is not None and at in path:
                return list(path)[path[at] :]
            done.update(path)
        return []


def _aside(edge: Found) -> Edge:
    return Edge(edge.id, edge.parent, SET_ASIDE, edge.state)


def _drawn(parent: Key, same: Found | None) -> LinkState:
    """Return how an edge of the reader is drawn: as sure as can be, but a lost post stays lost."""
    if parent[0] == GHOST:
        return LinkState.GHOST
    if same is not None and same.state is LinkState.STATED:
        return LinkState.STATED
    return LinkState.SOLID
