"""Threads as a saved page shows them, flat, with the answers kept apart from what is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.replies.floors import FlatThread

if TYPE_CHECKING:
    from db.evaluation.labelled import LabelledThread, Segment
    from db.replies.floors import Floor

ABSENT = -1
"""The parent, or the quoted floor, is not in the capture."""
TOPIC = -2
"""The floor answers no other."""
PARTIAL = 0.4
"""The share of the floors, from the first, that partial captures lack."""
ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote as it was written into a floor: where its words stand, and whose they are.

    ``source`` is the index of the floor it was copied from, or ``ABSENT``; ``None``: unknown.
    """

    floor: int
    start: int
    end: int
    source: int | None


@dataclass(frozen=True, slots=True)
class Flat:
    """A thread as a page shows it, and what is true of it.

    Attributes:
        name: the id of the thread.
        language: of its record, without region and script.
        way: how it was flattened.
        thread: what the engine is given.
        parents: for each floor the index of its parent, ``ABSENT``, ``TOPIC``, or ``None`` where
            the parent is unknown or could not be shown.
        styles: for each floor the style of its quote; empty for floors that show none.
        shown: the quotes that were written.
    """

    name: str
    language: str
    way: str
    thread: FlatThread
    parents: tuple[int | None, ...]
    styles: tuple[str, ...]
    shown: tuple[Shown, ...] = ()


def flat(
    source: LabelledThread,
    way: str,
    floors: list[Floor],
    parents: list[int | None],
    styles: list[str],
    shown: list[Shown],
) -> Flat:
    """Put a flattened thread together; the article is left out, as the records know none."""
    thread = FlatThread(source.title, "", tuple(floors), ZONE)
    return Flat(
        source.name,
        source.language,
        way,
        thread,
        tuple(parents),
        tuple(styles),
        tuple(shown),
    )


def partial(whole: Flat) -> Flat:
    """A capture without the first floors; what leads to those becomes ``ABSENT``."""
    cut = int(PARTIAL * len(whole.parents))

    def moved(label: int | None) -> int | None:
        if label is None or label < 0:
            return label
        return label - cut if label >= cut else ABSENT

    return replace(
        whole,
        thread=whole.thread._replace(floors=whole.thread.floors[cut:]),
        parents=tuple(map(moved, whole.parents[cut:])),
        styles=whole.styles[cut:],
        shown=tuple(
            Shown(each.floor - cut, each.start, each.end, moved(each.source))
            for each in whole.shown
            if each.floor >= cut
        ),
    )


def numbers(source: LabelledThread) -> dict[int, int]:
    """The index of each printed floor."""
    return {post.number: index for index, post in enumerate(source.posts)}


def quoted_floor(quote: Segment, number: dict[int, int]) -> int | None:
    """The index of the floor a quote comes from, ``ABSENT``, or ``None`` where it is unknown."""
    return None if quote.source is None else number.get(quote.source, ABSENT)


def wall(printed: str | None) -> str | None:
    """``2023-1-30 19:28`` as ISO 8601 to the minute; ``None`` for other forms."""
    if not printed:
        return None
    date, _, clock = printed.replace("T", " ").partition(" ")
    parts = date.split("-")
    if len(parts) != 3 or not clock:
        return None
    return f"{parts[0]}-{parts[1]:>02}-{parts[2]:>02}T{clock[:5]}+00:00"
