"""One pass over the floors of a thread in the order they were written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.records import LinkState
from db.replies import cues, rules
from db.replies.citing import Citing
from db.replies.desk import Desk
from db.replies.edges import Edge, Reading, gathered
from db.replies.floors import Inference
from db.replies.marked import read_marked
from db.replies.passages import read_quotes
from db.replies.telling import Telling, is_dating, learned_times

if TYPE_CHECKING:
    from db.replies.asked import Passage
    from db.replies.floors import FlatThread
    from db.replies.walltime import WallTime

ENGINE_VERSION = "6"
_MOST_STEPS = 2000  # from child to parent: deeper trees with edges to later floors are refused
# the page's word first, then what is sure or surely lost; a likely edge yields to those
_PRECEDENCE = {
    LinkState.STATED: 0,
    LinkState.SOLID: 1,
    LinkState.GHOST: 1,
    LinkState.DASHED: 2,
}


def infer(thread: FlatThread) -> Inference:
    """Find quotes, reply links, lost posts and times in a thread; deterministic and pure.

    Links stated by the page are kept and never overruled.  An inferred parent always stands
    before its child in reading order (``desk.reading_order``), and primary edges form no cycle.
    """
    return _Pass(thread).run([cues.has_cue(floor.text) for floor in thread.floors])


class _Pass:
    """The state of one pass."""

    def __init__(self, thread: FlatThread) -> None:
        self._thread = thread
        self._desk = Desk(thread)
        self._stated = stated_parents(thread)
        rank = self._desk.rank
        self._forward = any(rank[parent] > rank[child] for child, parent in self._stated.items())
        self._times: dict[int, list[tuple[WallTime, str, int]]] = {}

    def run(self, cued: list[bool]) -> Inference:
        """Read all floors in order, then tell what was found in the order of the floors."""
        desk, citing = self._desk, Citing(self._desk)
        readings: dict[int, Reading] = {}
        for floor in desk.order:
            passages = self._passages(floor, cued=cued[floor])
            stated = self._stated.get(floor)
            lost = self._thread.floors[floor].lost_parent
            reading = Reading(floor, passages, stated, lost, [], [])
            reading.edges = self._edges(reading)
            if passages or reading.edges:
                readings[floor] = reading
                self._learn(reading)
            first = reading.edges[0] if reading.edges else None
            taken = [part.span for part in passages if not part.open_ended]
            desk.put(
                floor,
                taken or reading.repeated,
                first.parent if first is not None else None,
                quoted=first is not None and not first.shown,
            )
            citing.look(reading)
        telling = Telling(self._thread, desk)
        for floor in sorted(readings):
            telling.tell(readings[floor])
        return Inference(
            ENGINE_VERSION,
            tuple(telling.quotes),
            tuple(telling.links),
            learned_times(self._times, telling.posted_at),
            telling.ghosts,
            citing.found(),
        )

    def _passages(self, floor: int, *, cued: bool) -> list[Passage]:
        """The quotes of a floor: those its page marks, else what its text frames."""
        marked = self._thread.floors[floor].quotes
        if marked:
            return read_marked(self._desk, floor, marked)
        return read_quotes(self._desk, floor) if cued else []

    def _edges(self, reading: Reading) -> list[Edge]:
        """The edges of a floor, the primary one first: the outermost quote is the first."""
        spaced, child = self._desk.folding.spaced, reading.floor

        def state(edge: Edge) -> LinkState:
            return rules.state(edge.rule, spaced=spaced)

        def may_be(edge: Edge) -> bool:
            return state(edge) != LinkState.NONE and not self._closes_cycle(child, edge)

        edges = gathered(self._desk, reading, may_be)
        if len(edges) > 1:
            edges.sort(key=lambda edge: _PRECEDENCE[state(edge)])
        return edges

    def _closes_cycle(self, child: int, edge: Edge) -> bool:
        """Whether ``child`` is an ancestor of its parent; only edges to later floors allow it."""
        if not self._forward or edge.rule == rules.STATED:
            return False
        at = edge.parent
        for _ in range(_MOST_STEPS):
            if at is None:
                return False
            if at == child:
                return True
            at = self._stated.get(at, self._desk.parents.get(at))
        return True

    def _learn(self, reading: Reading) -> None:
        """Note the times that the quotes of a floor tell of other floors."""
        for passage in reading.passages:
            target, time = passage.target, passage.asked.time
            if target is None or target.floor is None or time is None or not is_dating(passage):
                continue
            if self._thread.floors[target.floor].posted_at is None:
                seen = self._times.setdefault(target.floor, [])
                seen.append((time, passage.time or "", reading.floor))
                self._desk.learn(target.floor, time)


def stated_parents(thread: FlatThread) -> dict[int, int]:
    """What the page states, without edges that close a cycle or point nowhere."""
    count = len(thread.floors)
    stated = {
        child: floor.stated_parent
        for child, floor in enumerate(thread.floors)
        if floor.stated_parent is not None
        and 0 <= floor.stated_parent < count
        and floor.stated_parent != child
    }
    done: set[int] = set()
    for start in list(stated):
        path: set[int] = set()
        at: int | None = start
        before = start
        while at is not None and at not in done and at not in path:
            path.add(at)
            before, at = at, stated.get(at)
        if at is not None and at in path:
            del stated[before]
        done |= path
    return stated
