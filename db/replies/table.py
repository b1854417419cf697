"""How sure each rule is, measured; written by ``packaging/calibrate.py``, not by hand.

From 56 labelled threads, the half for tuning.  Cases are weighted: a real reply
counts a quarter in each of four styles, an invented quote one.
"""

from __future__ import annotations

from typing import NamedTuple

ENGINE_VERSION = "6"
"""The version of the rules that were measured."""


class Figure(NamedTuple):
    """The prior, the cases seen, how many of them were right, and what follows."""

    prior: float
    cases: float
    right: float
    confidence: float


WIDE: dict[str, Figure] = {
    "above": Figure(0.35, 0, 0, 0.35),
    "above-inside": Figure(0.25, 0, 0, 0.25),
    "alike": Figure(0.1, 0, 0, 0.1),
    "author-called": Figure(0.85, 15.0, 15.0, 0.85),
    "author-called-often": Figure(0.67, 42.0, 33.0, 0.67),
    "author-edited": Figure(0.9, 14.0, 14.0, 0.941),
    "author-moderated": Figure(0.68, 5.0, 5.0, 0.744),
    "author-only": Figure(0.9, 0, 0, 0.9),
    "author-short": Figure(0.975, 44.25, 44.25, 0.992),
    "author-text": Figure(0.992, 1312.75, 1311.0, 0.999),
    "author-time": Figure(0.98, 0.25, 0.25, 0.98),
    "author-time-text": Figure(0.999, 90.25, 90.25, 0.999),
    "before": Figure(0.15, 0, 0, 0.15),
    "block-short": Figure(0.866, 165.75, 163.0, 0.949),
    "block-text": Figure(0.982, 298.75, 298.0, 0.997),
    "block-whole": Figure(0.96, 372.25, 372.25, 0.999),
    "echo": Figure(0.65, 0.25, 0.0, 0.642),
    "echo-long": Figure(0.7, 0, 0, 0.7),
    "echo-short": Figure(0.55, 1.25, 0.25, 0.529),
    "first-post": Figure(0.3, 0, 0, 0.3),
    "floor-named": Figure(0.8, 53.0, 53.0, 0.8),
    "most-alike": Figure(0.31, 0, 0, 0.31),
    "name-like": Figure(0.4, 0, 0, 0.4),
    "name-said": Figure(0.35, 0, 0, 0.35),
    "nested-chain": Figure(0.974, 48.0, 48.0, 0.992),
    "rare-term": Figure(0.4, 0, 0, 0.4),
    "time-sandwich": Figure(0.96, 1.0, 1.0, 0.962),
    "words-in-marks": Figure(0.75, 92.25, 91.0, 0.75),
}

SPACED: dict[str, Figure] = {
    "above": Figure(0.35, 0, 0, 0.35),
    "above-inside": Figure(0.25, 0, 0, 0.25),
    "alike": Figure(0.1, 0, 0, 0.1),
    "author-called": Figure(0.45, 0, 0, 0.45),
    "author-called-often": Figure(0.32, 0, 0, 0.32),
    "author-edited": Figure(0.9, 1.0, 1.0, 0.905),
    "author-moderated": Figure(0.68, 0, 0, 0.68),
    "author-only": Figure(0.9, 0, 0, 0.9),
    "author-short": Figure(0.9, 5.0, 5.0, 0.92),
    "author-text": Figure(0.978, 459.75, 455.25, 0.99),
    "author-time": Figure(0.93, 0.75, 0.75, 0.933),
    "author-time-text": Figure(0.99, 10.25, 9.0, 0.95),
    "before": Figure(0.3, 0, 0, 0.3),
    "block-short": Figure(0.8, 29.5, 29.5, 0.949),
    "block-text": Figure(0.849, 218.5, 197.75, 0.905),
    "block-whole": Figure(0.96, 2.0, 2.0, 0.964),
    "echo": Figure(0.81, 9.0, 3.0, 0.42),
    "echo-long": Figure(0.78, 10.25, 3.5, 0.413),
    "echo-short": Figure(0.76, 25.75, 2.0, 0.127),
    "first-post": Figure(0.15, 0, 0, 0.15),
    "floor-named": Figure(0.94, 22.0, 22.0, 0.94),
    "most-alike": Figure(0.35, 0, 0, 0.35),
    "name-like": Figure(0.4, 0, 0, 0.4),
    "name-said": Figure(0.2, 0, 0, 0.2),
    "nested-chain": Figure(0.98, 28.0, 28.0, 0.992),
    "rare-term": Figure(0.38, 0, 0, 0.38),
    "time-sandwich": Figure(0.96, 0, 0, 0.96),
    "words-in-marks": Figure(0.78, 42.25, 39.25, 0.78),
}
