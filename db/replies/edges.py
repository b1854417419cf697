"""Reply edges as the rules propose them: one function for each kind of evidence.

A function takes a floor as it was read and proposes edges.  The engine knows none by name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.records import Evidence, Span
from db.replies import rules
from db.replies.desk import ARTICLE
from db.replies.echoes import in_marks, plain
from db.replies.evidence import evidence
from db.replies.mentions import has_mention, mentions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from db.replies.asked import Passage
    from db.replies.desk import Desk
    from db.replies.echoes import Echo
    from db.replies.floors import LostParent


@dataclass(slots=True)
class Edge:
    """A proposed edge to ``parent`` (``None``: to a lost post), resting on numbered passages.

    ``shown`` is evidence that is no quotation; an edge that rests on it alone is never sure.
    """

    parent: int | None
    rule: str
    passages: list[int] = field(default_factory=list[int])
    shown: tuple[Evidence, ...] = ()


@dataclass(slots=True)
class Reading:
    """A floor as it was read: its quotes, and the parent its page states, perhaps a lost one.

    ``repeated`` are words of others in quotation marks: they are not the writer's own.
    """

    floor: int
    passages: list[Passage]
    stated: int | None
    lost: LostParent | None
    repeated: list[tuple[int, int]]
    edges: list[Edge]


def stated(reading: Reading) -> Iterable[Edge]:
    """The parent the page itself states: never overruled, whatever is quoted."""
    if reading.stated is not None:
        yield Edge(reading.stated, rules.STATED)
    elif reading.lost is not None:
        yield Edge(None, rules.STATED_LOST)


def quoted(reading: Reading) -> Iterable[Edge]:
    """The floors whose words, author or time the quotes of a floor carry."""
    for number, passage in enumerate(reading.passages):
        target = passage.target
        if target is not None and target.floor != ARTICLE and target.rule != rules.LATER:
            yield Edge(target.floor, target.rule, [number])


def in_quotation_marks(desk: Desk, reading: Reading) -> Sequence[Edge]:
    """The floors whose words a floor that quotes nothing puts in quotation marks."""
    if reading.passages:
        return []
    found = in_marks(desk, reading.floor)
    reading.repeated += [(echo.start, echo.end) for echo in found]
    return [_edge(echo) for echo in found]


def mentioned(desk: Desk, reading: Reading) -> Sequence[Edge]:
    """The floors that a floor names by number, or whose author it calls."""
    if not has_mention(desk.floors[reading.floor].text):
        return ()
    return [
        Edge(
            mention.floor,
            mention.rule,
            shown=(Evidence(Span(mention.start, mention.end), None),),
        )
        for mention in mentions(desk, reading.floor)
        if not any(passage.start <= mention.start < passage.end for passage in reading.passages)
    ]


def repeated(desk: Desk, reading: Reading) -> Sequence[Edge]:
    """The floor of which a floor that quotes nothing repeats words."""
    echo = None if reading.passages else plain(desk, reading.floor)
    return [_edge(echo)] if echo is not None else []


def _edge(echo: Echo) -> Edge:
    target = echo.target
    shown: tuple[Evidence, ...] = ()
    if target.against is not None:
        shown = evidence(target.runs, echo.words, target.against, (echo.start, echo.end))
    return Edge(target.floor, target.rule, shown=shown)


SURE: tuple[Callable[[Reading], Iterable[Edge]], ...] = (stated, quoted)
LIKELY: tuple[Callable[[Desk, Reading], Sequence[Edge]], ...] = (
    in_quotation_marks,
    mentioned,
    repeated,
)
"""Kinds of evidence, the stronger first; what is likely is asked for where nothing is sure."""


def gathered(desk: Desk, reading: Reading, may_be: Callable[[Edge], bool]) -> list[Edge]:
    """What the rules propose for a floor, as far as it ``may_be`` an edge.

    What may not keeps nothing weaker from being asked for.
    """
    edges: list[Edge] = []
    if reading.passages or reading.stated is not None or reading.lost is not None:
        sure = (edge for module in SURE for edge in module(reading))
        edges = _joined(filter(may_be, sure))
    for module in LIKELY:
        if edges:
            break
        proposed = module(desk, reading)
        if proposed:  # by hardly any floor
            edges = _joined(filter(may_be, proposed))
    return edges


def _joined(proposed: Iterable[Edge]) -> list[Edge]:
    """One edge for each parent, each lost post apart."""
    found = list(proposed)
    if len(found) < 2:  # so it is with nearly all floors
        return found
    edges: list[Edge] = []
    known: dict[int, Edge] = {}
    for edge in found:
        same = known.get(edge.parent) if edge.parent is not None else None
        if same is not None:
            same.passages += edge.passages
            same.shown += edge.shown
            continue
        edges.append(edge)
        if edge.parent is not None:
            known[edge.parent] = edge
    return edges
