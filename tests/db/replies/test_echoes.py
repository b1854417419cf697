"""Words of others that a floor repeats without quoting."""

from __future__ import annotations

import pytest

from db.replies import infer
from db.replies.floors import FlatThread, Floor
from tests.db.replies.threads import (
    BRIDGE,
    FERRY,
    OTHER,
    OWN,
    RULER,
    STONE,
    TEA,
    edges,
    evidence,
    found,
    thread,
)

BEFORE, AFTER = "说到这个，", "，我看未必如此。"


@pytest.mark.parametrize("marks", ["“{}”", "「{}」", "『{}』", '"{}"', "“{}\n{{}}”"])
def test_words_in_quotation_marks(marks: str) -> None:
    said = FERRY[5:20]
    text = BEFORE + marks.replace("\n{{}}", "").format(said) + AFTER
    made = thread(("沙洲", FERRY), ("青石", BRIDGE), ("白鹭", text))
    inference = infer(made)
    assert edges(inference) == {3: (1, "dashed", "words-in-marks")}
    assert evidence(made, inference, 3)[0][0] in said
    assert inference.quotes == (), "it stays a part of what is said"


def test_few_words_in_marks_that_begin_a_floor() -> None:
    floors = (("沙洲", FERRY), ("青石", BRIDGE), ("橘子", "新茶到了"))
    assert edges(found(*floors, ("白鹭", f"“{BRIDGE[:5]}”{OWN}")))[4][0] == 2
    assert edges(found(*floors, ("白鹭", f"“新茶到了”{OWN}")))[4][0] == 3
    assert edges(found(*floors, ("松针", "新茶到了"), ("白鹭", f"“新茶到了”{OWN}"))) == {}
    assert edges(found(*floors, ("白鹭", f"“{BRIDGE[9:14]}”{OWN}"))) == {}, "few, from the middle"


def test_what_stands_in_marks_is_not_the_writers_own() -> None:
    said = STONE[2:20]
    inference = found(("沙洲", STONE), ("青石", f"“{said}”{OWN}"), ("白鹭", f"{OTHER}“{said}”不错"))
    assert edges(inference)[2][0] == 1
    assert edges(inference)[3][0] == 1, "and so the other is no second source"


def test_half_a_pair_of_marks() -> None:
    quoted = "他说“" + FERRY[5:25]
    assert edges(found(("沙洲", f"{TEA}{quoted}"), ("白鹭", f"“{quoted}”{OWN}")))[2][0] == 1
    assert edges(found(("沙洲", FERRY), ("白鹭", f"”{OWN}“{OTHER}"))) == {}


@pytest.mark.parametrize(
    ("size", "rule"), [(18, "echo-long"), (12, "echo"), (8, "echo-short"), (5, None)]
)
def test_words_without_marks_by_how_many_they_are(size: int, rule: str | None) -> None:
    said = "我的老船在这个渡口一共停了四十多年没有动过"[:size]
    made = thread(("沙洲", f"{TEA}{said}。{OTHER}"), ("白鹭", f"{BEFORE}{said}{AFTER}"))
    inference = infer(made)
    expected = {2: (1, "dashed", rule)} if rule else {}
    assert edges(inference) == expected
    if rule:
        assert evidence(made, inference, 2) == ((said, said),)


def test_what_several_hold_is_nobodys() -> None:
    said = "我的老船在这个渡口一共停了四十多年"
    floors = (("沙洲", f"{TEA}{said}。{OTHER}"), ("青石", f"{STONE}{said}。{FERRY}"))
    drawn = edges(found(*floors, ("白鹭", f"{BEFORE}{said}{AFTER}")))
    assert drawn == {2: (1, "dashed", "echo-long")}


def test_what_the_article_or_the_title_says_is_nobodys() -> None:
    said = "我的老船在这个渡口一共停了四十多年"
    floors = (("沙洲", f"{TEA}{said}。{OTHER}"), ("白鹭", f"{BEFORE}{said}{AFTER}"))
    assert edges(found(*floors)) != {}
    assert edges(found(*floors, article=f"{BRIDGE}{said}。{FERRY}")) == {}


def test_forms_and_posts_sent_twice_are_no_echoes() -> None:
    assert edges(found(("沙洲", FERRY), ("白鹭", FERRY))) == {}
    assert edges(found(("沙洲", f"{STONE}{OWN}"), ("白鹭", f"{STONE}{OTHER}"))) == {}
    assert edges(found(("沙洲", f"{OWN}{STONE}"), ("白鹭", f"{OTHER}{STONE}"))) == {}


def test_ones_own_words_and_addresses_are_no_echoes() -> None:
    said = "我的老船在这个渡口一共停了四十多年"
    assert edges(found(("沙洲", f"{TEA}{said}。"), ("沙洲", f"{BEFORE}{said}{AFTER}"))) == {}
    address = "https://example.org/thread-of-the-ferry-and-the-bridge/2029836"
    floors = (("沙洲", f"{TEA}{address} {OTHER}"), ("白鹭", f"{BEFORE}{address} {AFTER}"))
    assert edges(found(*floors)) == {}


def test_a_floor_that_quotes_is_not_searched_for_echoes() -> None:
    said = "我的老船在这个渡口一共停了四十多年"
    floors = (("沙洲", FERRY), ("青石", f"{TEA}{said}。{OTHER}"))
    text = f"{FERRY}\n{RULER}\n{BEFORE}{said}{AFTER}"
    assert edges(found(*floors, ("白鹭", text)))[3][0] == 1


def test_a_title_of_a_word_takes_no_words_away() -> None:
    said = "我的老船在这个渡口一共停了四十多年"
    floors = (Floor(f"{TEA}{said}。{OTHER}", "沙洲"), Floor(f"{BEFORE}{said}{AFTER}", "白鹭"))
    assert edges(infer(FlatThread("船", "", floors))) == {2: (1, "dashed", "echo-long")}
    assert edges(infer(FlatThread(said, "", floors))) == {}
