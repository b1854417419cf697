"""The table of confidences and the rules agree."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from db.records import LinkState
from db.replies import ENGINE_VERSION, infer, rules, table
from tests.db.replies.threads import FERRY, OWN, thread

sys.path.append(str(Path(__file__).resolve().parents[3] / "packaging"))

import calibrate

if TYPE_CHECKING:
    from db.replies.table import Figure

BOTH = [(table.WIDE, False), (table.SPACED, True)]


def test_the_table_was_measured_with_these_rules() -> None:
    assert table.ENGINE_VERSION == ENGINE_VERSION
    made = infer(thread(("沙洲", FERRY), ("青石", f"[quote=沙洲]{FERRY}[/quote]{OWN}")))
    assert made.version == table.ENGINE_VERSION
    assert made.links[0].confidence == table.WIDE[rules.AUTHOR_TEXT].confidence


@pytest.mark.parametrize(("figures", "spaced"), BOTH)
def test_every_rule_that_can_err_has_a_figure_and_no_other(
    figures: dict[str, Figure], *, spaced: bool
) -> None:
    edges = {
        name
        for name, rule in rules.RULES.items()
        if max(rule.wide, rule.spaced) >= rules.DASHED_FROM and name not in rules.CERTAIN
    }
    assert edges <= set(figures) <= set(rules.RULES) - rules.CERTAIN
    for name, figure in figures.items():
        prior = rules.RULES[name].spaced if spaced else rules.RULES[name].wide
        assert figure.prior == prior, name


@pytest.mark.parametrize(("figures", "spaced"), BOTH)
def test_every_figure_follows_from_its_cases(figures: dict[str, Figure], *, spaced: bool) -> None:
    for name, figure in figures.items():
        cases = calibrate.Cases(figure.cases, figure.right)
        made = calibrate.figure(name, figure.prior, cases, spaced=spaced)
        assert made.confidence == figure.confidence, name


@pytest.mark.parametrize("spaced", [False, True])
def test_no_rule_is_drawn_otherwise_than_its_prior_but_those_that_say_why(*, spaced: bool) -> None:
    moved: set[str] = set()
    for name, rule in rules.RULES.items():
        prior = rule.spaced if spaced else rule.wide
        if name in rules.CERTAIN:
            continue
        drawn = LinkState.NONE
        if prior >= rules.DASHED_FROM:
            drawn = LinkState.SOLID if prior >= rules.SOLID_FROM else LinkState.DASHED
        if rules.state(name, spaced=spaced) != drawn:
            moved.add(name)
    assert moved == {name for name, of_spaced in calibrate.MOVED if of_spaced == spaced}


def test_invented_cases_never_raise_a_figure() -> None:
    found = calibrate.figure(rules.WORDS_IN_MARKS, 0.75, calibrate.Cases(900, 900), spaced=False)
    assert found.confidence == 0.75
    low = calibrate.figure(rules.WORDS_IN_MARKS, 0.75, calibrate.Cases(900, 500), spaced=False)
    assert low.confidence < 0.6


def test_few_cases_move_a_figure_little_and_many_move_it_all_the_way() -> None:
    few = calibrate.figure(rules.AUTHOR_EDITED, 0.9, calibrate.Cases(4, 3), spaced=False)
    many = calibrate.figure(rules.AUTHOR_EDITED, 0.9, calibrate.Cases(4000, 3000), spaced=False)
    none = calibrate.figure(rules.AUTHOR_EDITED, 0.9, calibrate.Cases(0, 0), spaced=False)
    assert none.confidence == 0.9
    assert 0.85 < few.confidence < 0.9
    assert math.isclose(many.confidence, 0.75, abs_tol=0.01)


def test_a_prior_that_is_contradicted_counts_little() -> None:
    refuted = calibrate.figure(rules.AUTHOR_EDITED, 0.9, calibrate.Cases(20, 12), spaced=False)
    assert refuted.confidence == pytest.approx((12 + 2 * 0.9) / 22, abs=1e-3)


def test_a_figure_stays_on_its_side_of_a_threshold() -> None:
    weak = calibrate.figure(rules.AUTHOR_TEXT, 0.992, calibrate.Cases(900, 600), spaced=False)
    assert (weak.confidence, bool(weak.note)) == (rules.SOLID_FROM, True)
    sure = calibrate.figure(rules.BLOCK_SHORT, 0.866, calibrate.Cases(900, 900), spaced=False)
    assert (sure.confidence, bool(sure.note)) == (0.949, True)


def test_a_rule_that_was_never_measured_keeps_its_prior(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(table.WIDE, rules.AUTHOR_EDITED)
    assert rules.confidence(rules.AUTHOR_EDITED, spaced=False) == 0.9
