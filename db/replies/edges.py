"""Reply edges as the rules propose them: one function for each kind of evidence.

A rule module takes a floor as it was read and proposes edges.  Weaker kinds of evidence (mentions,
echoes, nicknames) are further functions in ``RULE_MODULES``; the engine knows none by name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.replies import rules
from db.replies.desk import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from db.replies.asked import Passage
    from db.replies.floors import LostParent


@dataclass(slots=True)
class Edge:
    """A proposed edge to ``parent`` (``None``: to a lost post), resting on numbered passages."""

    parent: int | None
    rule: str
    passages: list[int] = field(default_factory=list[int])


@dataclass(slots=True)
class Reading:
    """A floor as it was read: its quotes, and the parent its page states, perhaps a lost one."""

    floor: int
    passages: list[Passage]
    stated: int | None
    lost: LostParent | None = None
    edges: list[Edge] = field(default_factory=list[Edge])


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


RULE_MODULES: tuple[Callable[[Reading], Iterable[Edge]], ...] = (stated, quoted)


def gathered(reading: Reading) -> list[Edge]:
    """What all rules propose for a floor: one edge for each parent, each lost post apart."""
    edges: list[Edge] = []
    known: dict[int, Edge] = {}
    for module in RULE_MODULES:
        for edge in module(reading):
            same = known.get(edge.parent) if edge.parent is not None else None
            if same is not None:
                same.passages += edge.passages
                continue
            edges.append(edge)
            if edge.parent is not None:
                known[edge.parent] = edge
    return edges
