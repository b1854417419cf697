"""Holding what the engine says of a flattened thread against what is true of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from db.evaluation.causes import cause_of
from db.evaluation.flat import ABSENT, TOPIC
from db.records import LinkState
from db.replies import infer
from db.replies.rules import DASHED_FROM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from db.evaluation.flat import Flat
    from db.replies.floors import FlatThread, FoundLink, Inference

    Engine: TypeAlias = Callable[[FlatThread], Inference]


@dataclass(frozen=True, slots=True)
class Judged:
    """One floor whose parent is known, and what was said of it.

    Attributes:
        floor: as printed.
        label: the index of its parent, ``ABSENT`` or ``TOPIC``.
        answer: as printed, the floor it answers.
        parent: the index of the floor that was claimed, if one was.
        found: as printed, the floor that was claimed.
        ghost: whether it was said to answer a lost post.
        cause: why it is wrong or missing; empty where it is right.
    """

    language: str
    way: str
    style: str
    thread: str
    floor: str
    label: int
    answer: str
    parent: int | None
    found: str
    rule: str
    confidence: float
    solid: bool
    ghost: bool
    cause: str

    @property
    def claims(self) -> bool:
        """Whether an edge to a floor was claimed."""
        return self.parent is not None

    @property
    def right(self) -> bool:
        """Whether that floor is the parent."""
        return self.parent is not None and self.parent == self.label


@dataclass(frozen=True, slots=True)
class Sourced:
    """One quote that was written into a floor: whose words it is, and whose the engine says.

    ``source`` is a floor or ``ABSENT``; ``found`` a floor, or ``None`` for none.
    """

    language: str
    way: str
    source: int
    found: int | None


def judge(flat: Flat, engine: Engine = infer) -> Iterator[Judged | Sourced]:
    """All floors of a thread whose parents are known, but its first, and all quotes with a source.

    An edge to the first floor where a floor answers none is as good as none: both stand below the
    opening post.
    """
    told = engine(flat.thread)
    primary = {link.child: link for link in told.links if link.primary}
    for child, label in enumerate(flat.parents):
        if label is not None and child > 0:
            yield _judged(flat, child, label, primary.get(child))
    spans: dict[int, list[tuple[int, int, int | None]]] = {}
    for quote in told.quotes:
        there = spans.setdefault(quote.floor, [])
        there.append((quote.words.start, quote.words.end, quote.source))
    for each in flat.shown:
        if each.source is None:
            continue
        covering = [
            (min(end, each.end) - max(start, each.start), source)
            for start, end, source in spans.get(each.floor, ())
            if start < each.end and each.start < end and source is not None
        ]
        found = max(covering, key=lambda pair: pair[0])[1] if covering else None
        yield Sourced(flat.language, flat.way, each.source, found)


def _judged(flat: Flat, child: int, label: int, link: FoundLink | None) -> Judged:
    parent = link.parent if link is not None and link.confidence >= DASHED_FROM else None
    if label == TOPIC and parent == 0:
        parent = None
    ghost = link is not None and link.state == LinkState.GHOST
    return Judged(
        flat.language,
        flat.way,
        flat.styles[child],
        flat.name,
        _printed(flat, child),
        label,
        {ABSENT: "one that is not there", TOPIC: "none"}.get(label) or _printed(flat, label),
        parent,
        "" if parent is None else _printed(flat, parent),
        "" if link is None else link.rule,
        0.0 if link is None or parent is None else link.confidence,
        parent is not None and link is not None and link.state == LinkState.SOLID,
        ghost,
        cause_of(flat, child, label, parent, ghost=ghost),
    )


def _printed(flat: Flat, floor: int) -> str:
    return flat.thread.floors[floor].label or str(floor + 1)
