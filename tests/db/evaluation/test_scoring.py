"""Scores tell good engines from bad ones."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from db.evaluation import evaluate, half_of
from db.evaluation.baselines import alike, exact, previous
from db.evaluation.breakdown import by_cause, by_language, by_rule, by_style, errors, quotes_by_way
from db.evaluation.causes import CAUSES
from db.evaluation.degraded import degraded
from db.evaluation.flat import ABSENT, TOPIC, Flat
from db.evaluation.judging import Judged, judge
from db.evaluation.measures import Links, bins_of, calibration_error, figures, wilson
from db.records import LinkState
from db.replies import infer
from db.replies.floors import FlatThread, FoundLink, Inference
from tests.db.evaluation.labelled import own, post, quote, thread, threads

FERRY = "渡口的老船今天早上终于修好了，下午三点开始载客。"
BRIDGE = "新桥要到明年春天才通车，工地上的吊车昨天又停了。"


def link(child: int, parent: int | None, confidence: float = 0.99) -> FoundLink:
    state = LinkState.SOLID if confidence >= 0.95 else LinkState.DASHED
    if parent is None:
        return FoundLink(child, None, 0, LinkState.GHOST, "ghost", 0.95)
    return FoundLink(child, parent, None, state, "author-text", confidence)


def nothing(_thread: FlatThread) -> Inference:
    return Inference("none")


def always_first(asked: FlatThread) -> Inference:
    return Inference("first", links=tuple(link(n, 0) for n in range(1, len(asked.floors))))


def off_by_one(asked: FlatThread) -> Inference:
    told = infer(asked)
    moved = [
        each._replace(parent=each.parent - 1 if each.parent else each.child)
        for each in told.links
        if each.parent is not None
    ]
    return replace(told, links=tuple(moved))


def flat() -> Flat:
    source = thread(
        post(1, "甲", None, own(FERRY)),
        post(2, "乙", 1, quote(FERRY, "甲", None, 1), own("是的")),
        post(3, "丙", 0, own("新的")),
        post(4, "丁", -1, quote("不在的话", "戊", None, -1)),
        post(5, "甲", None, own(BRIDGE)),
        post(6, "丙", 5, quote(BRIDGE, "甲", None, 5)),
    )
    return degraded(source, "notime")


def judged(*links: FoundLink) -> list[Judged]:
    told = judge(flat(), lambda _thread: Inference("x", links=links))
    return [each for each in told if isinstance(each, Judged)]


def test_the_engine_scores_well_on_what_it_can_see() -> None:
    report = evaluate(threads().values())
    rows = {(row.language, row.way, row.style): row.figures for row in by_style(report)}
    for way in ("full", "notime", "run", "textonly", "delimonly"):
        assert rows["zh", way, None].links == Links(8, 8, 8)
        assert rows["zh", f"{way}-partial", None].absent_solid == 0
    assert rows["zh", "notime-partial", None].absent_ghost == 2
    assert rows["en", "mail", None].links.right == 2


def test_a_wrong_engine_gets_a_bad_score() -> None:
    for engine, most in ((always_first, 0.25), (off_by_one, 0.0)):
        rows = by_style(evaluate(threads().values(), ["notime"], engine=engine))
        whole = next(row for row in rows if (row.language, row.way) == ("zh", "notime"))
        assert whole.figures.links.claimed >= 8
        assert (whole.figures.links.precision or 0) <= most
        assert (whole.figures.solid.precision or 0) <= most
        assert (whole.figures.error or 0) > 0.7


def test_an_engine_that_says_nothing_has_no_recall() -> None:
    for row in by_style(evaluate(threads().values(), engine=nothing)):
        assert row.figures.links.claimed == 0
        assert row.figures.links.precision is None
        assert row.figures.links.right == row.figures.absent_ghost == 0


def test_ghosts_and_false_edges_to_those_present_are_told_apart() -> None:
    wrong = figures(judged(link(3, 0)))
    assert (wrong.absent, wrong.absent_solid, wrong.absent_ghost) == (1, 1, 0)
    right = figures(judged(link(3, None)))
    assert (right.absent, right.absent_solid, right.absent_ghost) == (1, 0, 1)


def test_an_edge_to_the_first_floor_where_none_is_answered_is_no_claim() -> None:
    assert figures(judged(link(2, 0))).links == Links(2, 0, 0)
    assert figures(judged(link(2, 1))).links == Links(2, 1, 0)


def test_what_is_not_primary_or_not_likely_is_no_claim() -> None:
    assert figures(judged(link(1, 0)._replace(primary=False))).links.claimed == 0
    assert figures(judged(link(1, 0, 0.45))).links.claimed == 0


def test_thresholds() -> None:
    found = figures(judged(link(1, 0, 0.7), link(5, 4, 0.9)))
    assert found.links == Links(2, 2, 2)
    assert found.surer == Links(2, 1, 1)
    assert found.solid == Links(2, 0, 0)


def test_quotes_are_scored_apart_from_parents() -> None:
    source = thread(
        post(1, "甲", None, own(FERRY)),
        post(2, "乙", None, own(BRIDGE)),
        post(3, "丙", 2, quote(FERRY, "甲", None, 1), own("另外"), quote(BRIDGE, "乙", None, 2)),
    )
    report = evaluate([source], ["notime"])
    assert (("zh", "notime", Links(2, 2, 2))) in quotes_by_way(report)
    (error,) = (each for each in errors(report) if each.way == "notime")
    assert (error.cause, error.answer, error.found) == ("another quote", "2", "1")


def test_causes_are_those_that_are_explained() -> None:
    report = evaluate(threads().values(), engine=always_first)
    causes = {cause for _language, _way, cause, _count in by_cause(report)}
    assert {"absent, wrong floor", "claimed of the topic"} - causes == {"claimed of the topic"}
    assert causes <= set(CAUSES)
    total = sum(count for *_key, count in by_cause(report))
    assert total == len(errors(report)) > 0


def test_rules_and_tiers_count_the_same_links() -> None:
    report = evaluate(threads().values())
    rows = by_rule(report)
    tiers = sum(row.links.claimed for row in rows if row.rule is None)
    rules = sum(row.links.claimed for row in rows if row.rule is not None)
    whole = [each for each in report.judged if "partial" not in each.way and each.claims]
    assert tiers == rules == len(whole) > 0


def test_the_lower_bound_is_that_of_wilson() -> None:
    assert wilson(0, 0) is None
    assert wilson(90, 100) == pytest.approx(0.8256, abs=1e-3)
    assert wilson(10, 10) == pytest.approx(0.7225, abs=1e-3)
    assert wilson(0, 10) == pytest.approx(0.0, abs=1e-9)


def test_the_calibration_error_is_the_mean_distance_of_the_bins() -> None:
    sure = judged(link(1, 0, 0.9), link(5, 3, 0.9), link(3, 0, 0.6))
    bins = bins_of(sure)
    assert [(each.links, each.right) for each in bins] == [(1, 0), (2, 1)]
    assert calibration_error(bins) == pytest.approx((0.6 + 2 * 0.4) / 3)
    assert calibration_error(()) is None


def test_languages_are_calibrated_apart() -> None:
    rows = by_language(evaluate(threads().values()))
    assert [row.language for row in rows] == ["zh", "en"]
    assert all(row.error is not None and math.isfinite(row.error) for row in rows)


def test_a_half_is_told_by_the_id_alone() -> None:
    halves = [half_of(f"thread-{number}") for number in range(400)]
    assert 150 < halves.count("tune") < 250
    assert half_of("thread-1") == halves[1]


def test_baselines() -> None:
    here = flat()
    assert previous(here) == [None, 0, 1, 2, 3, 4]
    assert exact(here)[1] == 0
    assert exact(here)[5] == 4
    assert exact(here)[2] is None
    assert alike(here)[5] == 4
    report = evaluate(threads().values(), ["textonly"])
    compared = report.baselines["zh", "textonly"]
    assert set(compared) == {"previous floor", "exact quote", "TF-IDF"}
    assert compared["exact quote"] == Links(8, 8, 8)
    assert compared["previous floor"].right == 4
    assert evaluate(threads().values(), ["textonly"], baselines=False).baselines == {}


def test_labels_outside_and_of_the_topic_are_no_floors() -> None:
    assert {ABSENT, TOPIC} == {-1, -2}
    assert all(label is None or label >= TOPIC for label in flat().parents)
