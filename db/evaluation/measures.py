"""Figures from judged floors: precision, recall, their lower bound, calibration."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.evaluation.flat import ABSENT
from db.replies.rules import DASHED_FROM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.evaluation.judging import Judged

SURER = 0.8
BINS = 10
_Z = 1.96  # both sides together 5 %


def ratio(part: float, whole: float) -> float | None:
    """A share; ``None`` of nothing."""
    return part / whole if whole else None


def wilson(right: int, of: int) -> float | None:
    """The lower bound of a proportion at 95 % (Wilson, JASA 1927); ``None`` of nothing."""
    if not of:
        return None
    share = right / of
    spread = _Z * math.sqrt(share * (1 - share) / of + _Z * _Z / (4 * of * of))
    return (share + _Z * _Z / (2 * of) - spread) / (1 + _Z * _Z / of)


@dataclass(frozen=True, slots=True)
class Links:
    """Links of some kind: how many were claimed, how many of them are right, of how many labels."""

    labels: int
    claimed: int
    right: int

    @property
    def precision(self) -> float | None:
        """The share of the claimed links that are right."""
        return ratio(self.right, self.claimed)

    @property
    def lower(self) -> float | None:
        """The precision that is reached at least, at 95 %."""
        return wilson(self.right, self.claimed)

    @property
    def recall(self) -> float | None:
        """The share of the labels that were found."""
        return ratio(self.right, self.labels)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        return ratio(2 * self.right, self.claimed + self.labels)


@dataclass(frozen=True, slots=True)
class Bin:
    """Links whose confidence is near each other: how many, how sure on average, how many right."""

    links: int
    confidence: float
    right: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What some floors come to.

    ``links`` count from .5, ``surer`` from .8, ``solid`` where the edge is drawn solid.  Of the
    ``absent`` parents, those the capture lacks: how many children got a solid edge to somebody
    else, and how many were shown to answer a lost post.
    """

    links: Links
    surer: Links
    solid: Links
    absent: int
    absent_solid: int
    absent_ghost: int
    error: float | None
    bins: tuple[Bin, ...]


def figures(judged: Sequence[Judged]) -> Figures:
    """Count some floors; all of them have a known parent, or are known to answer none."""
    absent = [each for each in judged if each.label == ABSENT]
    bins = bins_of(judged)
    return Figures(
        _links(judged, DASHED_FROM, solid=False),
        _links(judged, SURER, solid=False),
        _links(judged, DASHED_FROM, solid=True),
        len(absent),
        sum(each.solid for each in absent),
        sum(each.ghost for each in absent),
        calibration_error(bins),
        bins,
    )


def _links(judged: Iterable[Judged], least: float, *, solid: bool) -> Links:
    labels = claimed = right = 0
    for each in judged:
        labels += each.label >= 0
        if each.claims and each.confidence >= least and (each.solid or not solid):
            claimed += 1
            right += each.right
    return Links(labels, claimed, right)


def bins_of(judged: Iterable[Judged]) -> tuple[Bin, ...]:
    """The claimed links in ten bins of equal width by their confidence, without empty ones."""
    counts = [[0, 0.0, 0] for _ in range(BINS)]
    for each in judged:
        if each.claims:
            here = counts[min(BINS - 1, int(each.confidence * BINS))]
            here[0] += 1
            here[1] += each.confidence
            here[2] += each.right
    return tuple(Bin(int(one), two / one, int(three)) for one, two, three in counts if one)


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """The expected calibration error: how far confidence and share of right ones are apart.

    The mean over the bins, each by its number of links (Naeini, Cooper, Hauskrecht, AAAI 2015).
    """
    apart = sum(abs(each.right - each.confidence * each.links) for each in bins)
    return ratio(apart, sum(each.links for each in bins))
