"""``beilin eval``: the figures, in words and as JSON, and files that do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db.commands.arguments import _STYLES
from db.evaluation import WAYS
from db.evaluation.mixed import SHARES
from db.replies import ENGINE_VERSION
from tests.db.commands.running import EVAL, answer, fits, run
from tests.db.evaluation.labelled import FILE

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any


@pytest.fixture(scope="module")
def whole() -> Any:
    return answer("eval", FILE, "--errors")


def test_the_answer_keeps_its_contract(whole: Any) -> None:
    fits(whole, EVAL)
    assert (whole["engine"], whole["threads"], whole["posts"]) == (ENGINE_VERSION, 3, 21)
    assert {row["way"].removesuffix("-partial") for row in whole["styles"]} == set(WAYS)
    assert {row["baseline"] for row in whole["baselines"]} == {
        "previous floor",
        "exact quote",
        "TF-IDF",
    }
    assert len(whole["errors"]) == sum(row["floors"] for row in whole["causes"]) > 0


def test_errors_are_listed_only_where_they_are_asked_for(whole: Any) -> None:
    short = answer("eval", FILE, "--no-baselines")
    assert short == {**whole, "errors": [], "baselines": []}


def test_it_says_the_same_to_people() -> None:
    ran = run("eval", FILE, "--errors")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"Rules {ENGINE_VERSION} on 3 threads with 21 posts.\n")
    for words in ("Links:", "first 40 %", "Quotes:", "Rules in", "simple means", "Errors by cause"):
        assert words in ran.out


def test_styles_can_be_chosen() -> None:
    assert set(_STYLES) == {*WAYS, *SHARES}
    rows = answer("eval", FILE, "--style", "notime", "--no-baselines")["styles"]
    assert {row["way"] for row in rows} == {"notime", "notime-partial"}
    rows = answer("eval", FILE, "--style", "nested", "--no-baselines")["styles"]
    assert {row["way"] for row in rows} <= {"mix", "mix-partial"}
    assert sum(row["links"]["labels"] for row in rows if row["way"] == "mix") == 3


def test_threads_and_halves_can_be_chosen() -> None:
    assert answer("eval", FILE, "--thread", "kite-1")["posts"] == 6
    halves = [run("eval", FILE, "--half", half, "--json") for half in ("tune", "judge")]
    found = [ran.document["threads"] for ran in halves if ran.status == 0]
    assert sum(found) == 3


def test_a_line_that_does_not_fit_is_named_and_the_rest_is_scored(tmp_path: Path) -> None:
    place = tmp_path / "a.jsonl"
    place.write_bytes(b"{\n" + FILE.read_bytes())
    ran = run("eval", place, "--style", "full")
    assert ran.status == 1
    assert ran.err == (
        f"{place}, line 1: not JSON (Expecting property name enclosed in double quotes,"
        " character 3); the line was passed over.\n"
    )
    assert "on 3 threads" in ran.out
    told = run("eval", place, "--style", "full", "--json").document
    assert [each["line"] for each in told["refused"]] == [1]


def test_what_cannot_be_read_or_holds_nothing_is_one_sentence(tmp_path: Path) -> None:
    assert run("eval", tmp_path / "none.jsonl", "--json").code == "file-unreadable"
    assert run("eval", tmp_path, "--json").code == "file-unreadable"
    empty = tmp_path / "empty.jsonl"
    empty.write_bytes(b"\n")
    ran = run("eval", empty, "--json")
    assert (ran.status, ran.code) == (1, "not-found")
    assert run("eval", FILE, "--thread", "nobody", "--json").code == "not-found"
    assert run("eval", FILE, "--style", "nonsense").status == 2
