"""The figures of a report, cut in the ways people ask for: by style, by tier, by rule, by cause."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from db.evaluation.causes import CAUSES
from db.evaluation.degraded import MAIL
from db.evaluation.evaluating import PARTIAL, quotes_found
from db.evaluation.measures import Figures, Links, bins_of, calibration_error, figures
from db.replies import rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from db.evaluation.evaluating import Report
    from db.evaluation.judging import Judged
    from db.evaluation.measures import Bin

_Item = TypeVar("_Item")
_Key = TypeVar("_Key")
TIERS: dict[str, str] = {
    rules.STATED: "a",
    rules.STATED_LOST: "a",
    rules.FLOOR_NAMED: "c",
    rules.AUTHOR_CALLED: "c",
    rules.AUTHOR_CALLED_OFTEN: "c",
    rules.WORDS_IN_MARKS: "d",
    rules.ECHO_LONG: "d",
    rules.ECHO: "d",
    rules.ECHO_SHORT: "d",
}
"""The tiers of rules that are none of quotes (b): stated (a), mentions (c), echoes (d)."""


@dataclass(frozen=True, slots=True)
class StyleRow:
    """Figures of one way of flattening; of one style of it, or of all (``None``)."""

    language: str
    way: str
    style: str | None
    figures: Figures

    @property
    def partial(self) -> bool:
        """Whether the first floors were missing."""
        return self.way.endswith(PARTIAL)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """What one rule, or all of a tier (``rule`` is ``None``), claimed in whole captures."""

    language: str
    tier: str
    rule: str | None
    links: Links


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """How far confidence and share of right links are apart in whole captures of a language."""

    language: str
    error: float | None
    bins: tuple[Bin, ...]


def by_style(report: Report) -> list[StyleRow]:
    """One row for each way, and below it one for each of its styles where it has several."""
    found: list[StyleRow] = []
    ways = _grouped(report.judged, lambda each: (each.language, each.way))
    for (language, way), floors in ways.items():
        found.append(StyleRow(language, way, None, figures(floors)))
        styles = _grouped(floors, lambda each: each.style)
        if len(styles) > 1:
            found += [
                StyleRow(language, way, style, figures(here))
                for style, here in sorted(styles.items())
            ]
    return found


def by_rule(report: Report) -> list[RuleRow]:
    """One row for each tier and each rule that claimed something."""
    found: list[RuleRow] = []
    whole = [each for each in _whole(report.judged) if each.claims]
    for language, floors in _grouped(whole, lambda each: each.language).items():
        for tier, of_tier in sorted(_grouped(floors, lambda each: tier_of(each.rule)).items()):
            found.append(RuleRow(language, tier, None, _claimed(of_tier)))
            found += [
                RuleRow(language, tier, rule, _claimed(here))
                for rule, here in sorted(_grouped(of_tier, lambda each: each.rule).items())
            ]
    return found


def tier_of(rule: str) -> str:
    """The tier of a rule: a stated, b quotes, c mentions, d echoes."""
    return TIERS.get(rule, "b")


def _claimed(floors: Sequence[Judged]) -> Links:
    return Links(len(floors), len(floors), sum(each.right for each in floors))


def by_language(report: Report) -> list[LanguageRow]:
    """Calibration, one row for each language; mail has tables of its own elsewhere, if any."""
    found: list[LanguageRow] = []
    whole = [each for each in _whole(report.judged) if each.way != MAIL]
    for language, floors in _grouped(whole, lambda each: each.language).items():
        bins = bins_of(floors)
        found.append(LanguageRow(language, calibration_error(bins), bins))
    return found


def quotes_by_way(report: Report) -> list[tuple[str, str, Links]]:
    """Language, way, and how many sources of quotes were found."""
    groups = _grouped(report.sourced, lambda each: (each.language, each.way))
    return [(*key, quotes_found(here)) for key, here in groups.items()]


def by_cause(report: Report) -> list[tuple[str, str, str, int]]:
    """Language, way, cause and number of errors, of each way the commonest first."""
    counts = Counter((each.language, each.way, each.cause) for each in errors(report))
    return sorted(
        ((*key, count) for key, count in counts.items()),
        key=lambda row: (row[0], row[1], -row[3], row[2]),
    )


def errors(report: Report) -> list[Judged]:
    """What is wrong or missing, sorted by cause, language, way, thread."""
    order = {cause: place for place, cause in enumerate(CAUSES)}
    wrong = [each for each in report.judged if each.cause]
    return sorted(wrong, key=lambda each: (order[each.cause], each.language, each.way, each.thread))


def _whole(judged: Iterable[Judged]) -> Iterable[Judged]:
    return (each for each in judged if not each.way.endswith(PARTIAL))


def _grouped(items: Iterable[_Item], key: Callable[[_Item], _Key]) -> dict[_Key, list[_Item]]:
    groups: defaultdict[_Key, list[_Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups
