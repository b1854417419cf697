"""Scoring the engine on labelled threads: every way of flattening them, and what comes of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from db.evaluation.baselines import compared
from db.evaluation.degraded import MAIL, STYLES, as_it_stands, degraded
from db.evaluation.flat import ABSENT, partial
from db.evaluation.judging import Judged, judge
from db.evaluation.measures import Links
from db.evaluation.mixed import MIX, mixed
from db.replies import infer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from db.evaluation.flat import Flat
    from db.evaluation.judging import Engine, Sourced
    from db.evaluation.labelled import LabelledThread

WAYS = (*STYLES, MIX, MAIL)
"""The ways of flattening; each is scored on whole and on partial captures."""
PARTIAL = "-partial"
_COMPARED = frozenset({"textonly", MIX, MAIL})


@dataclass(slots=True)
class Report:
    """What was judged: floors, quotes, and the baselines by language and way."""

    threads: int = 0
    posts: int = 0
    judged: list[Judged] = field(default_factory=list[Judged])
    sourced: list[Sourced] = field(default_factory=list["Sourced"])
    baselines: dict[tuple[str, str], dict[str, Links]] = field(
        default_factory=dict[tuple[str, str], dict[str, Links]]
    )


def half_of(name: str) -> str:
    """The half a thread belongs to: figures tuned on one are judged on the other.

    A fixed hash of its id, so that neither the order of a file nor what else is in it matters.
    """
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
    return "tune" if digest[0] % 2 == 0 else "judge"


def flattened(thread: LabelledThread, ways: Sequence[str] = WAYS) -> Iterator[Flat]:
    """A thread in each way that fits it, whole and without its first floors.

    Raises:
        ValueError: there is no such way.
    """
    for way in ways:
        if way not in WAYS:
            raise ValueError(f"no way of flattening: {way}")
        if thread.mail != (way == MAIL):
            continue
        if way == MAIL:
            whole = as_it_stands(thread)
        else:
            whole = mixed(thread) if way == MIX else degraded(thread, way)
        yield whole
        yield replace(partial(whole), way=way + PARTIAL)


def evaluate(
    threads: Iterable[LabelledThread],
    ways: Sequence[str] = WAYS,
    *,
    engine: Engine = infer,
    baselines: bool = True,
    progress: Callable[[LabelledThread], None] | None = None,
) -> Report:
    """Flatten each thread, ask the engine, hold its answer against what is known.

    Args:
        threads: those to be scored.
        ways: which ways of flattening, of ``WAYS``.
        engine: what is asked; another one than the product's to see that the scores tell.
        baselines: whether to score simple means beside it; takes as long again.
        progress: is told of each thread when it is done.
    """
    report = Report()
    for thread in threads:
        report.threads += 1
        report.posts += len(thread.posts)
        for flat in flattened(thread, ways):
            for each in judge(flat, engine):
                if isinstance(each, Judged):
                    report.judged.append(each)
                else:
                    report.sourced.append(each)
            if baselines and flat.way in _COMPARED:
                _add(report, flat)
        if progress is not None:
            progress(thread)
    return report


def _add(report: Report, flat: Flat) -> None:
    known = report.baselines.setdefault((flat.language, flat.way), {})
    for name, links in compared([flat]).items():
        before = known.get(name, Links(0, 0, 0))
        known[name] = Links(
            before.labels + links.labels,
            before.claimed + links.claimed,
            before.right + links.right,
        )


def quotes_found(sourced: Iterable[Sourced]) -> Links:
    """Quote to target: which floor a quote comes from, whoever is answered."""
    labels = claimed = right = 0
    for each in sourced:
        labels += each.source != ABSENT
        claimed += each.found is not None
        right += each.found is not None and each.found == each.source
    return Links(labels, claimed, right)
