"""The answer of ``eval`` as JSON: figures of the reply inference; part of the JSON contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.evaluation.breakdown import (
    by_cause,
    by_language,
    by_rule,
    by_style,
    errors,
    quotes_by_way,
    tier_of,
)
from db.replies import ENGINE_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.commands.shapes import Shape
    from db.evaluation import Refused, Report
    from db.evaluation.breakdown import StyleRow
    from db.evaluation.judging import Judged
    from db.evaluation.measures import Bin, Links


def report(found: Report, refused: Sequence[Refused], *, listed: bool) -> Shape:
    """The whole answer; errors one by one only where they are ``listed``."""
    return {
        "engine": ENGINE_VERSION,
        "threads": found.threads,
        "posts": found.posts,
        "refused": [{"line": each.line, "reason": each.reason} for each in refused],
        "styles": [_style(row) for row in by_style(found)],
        "rules": [
            {"language": row.language, "tier": row.tier, "rule": row.rule, **links(row.links)}
            for row in by_rule(found)
        ],
        "calibration": [
            {
                "language": row.language,
                "error": _rounded(row.error),
                "bins": [_bin(each) for each in row.bins],
            }
            for row in by_language(found)
        ],
        "quotes": [
            {"language": language, "way": way, **links(here)}
            for language, way, here in quotes_by_way(found)
        ],
        "baselines": [
            {"language": language, "way": way, "baseline": name, **links(here)}
            for (language, way), named in found.baselines.items()
            for name, here in named.items()
        ],
        "causes": [
            {"language": language, "way": way, "cause": cause, "floors": count}
            for language, way, cause, count in by_cause(found)
        ],
        "errors": [_error(each) for each in errors(found)] if listed else [],
    }


def links(each: Links) -> Shape:
    """Links of some kind, counted."""
    return {
        "labels": each.labels,
        "claimed": each.claimed,
        "right": each.right,
        "precision": _rounded(each.precision),
        "lower": _rounded(each.lower),
        "recall": _rounded(each.recall),
        "f1": _rounded(each.f1),
    }


def _style(row: StyleRow) -> Shape:
    numbers = row.figures
    return {
        "language": row.language,
        "way": row.way,
        "style": row.style,
        "partial": row.partial,
        "links": links(numbers.links),
        "surer": links(numbers.surer),
        "solid": links(numbers.solid),
        "absent": numbers.absent,
        "absent_solid": numbers.absent_solid,
        "absent_ghost": numbers.absent_ghost,
        "calibration_error": _rounded(numbers.error),
    }


def _bin(each: Bin) -> Shape:
    return {
        "links": each.links,
        "confidence": _rounded(each.confidence),
        "right": each.right,
    }


def _error(each: Judged) -> Shape:
    return {
        "cause": each.cause,
        "language": each.language,
        "way": each.way,
        "style": each.style,
        "thread": each.thread,
        "floor": each.floor,
        "answers": each.answer,
        "found": each.found or None,
        "tier": tier_of(each.rule) if each.rule else None,
        "rule": each.rule or None,
        "confidence": each.confidence if each.claims else None,
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
