"""Floors that are named by number or by their author's name."""

from __future__ import annotations

import pytest

from db.replies import infer
from db.replies.floors import FlatThread, Floor
from tests.db.replies.threads import BRIDGE, FERRY, OWN, TEA, also, edge, edges, found

THREE = (("沙洲", FERRY), ("青石", BRIDGE), ("沙洲", TEA))


@pytest.mark.parametrize(
    "text",
    [
        "2楼 ",
        "回2楼：",
        "回复 2樓 ",
        "@2楼 ",
        "#2 ",
        ">>2 ",
        "  2 楼，",
        "同意2楼，",
        "第2楼说得对。",
    ],
)
def test_a_number_that_is_addressed_is_likely_meant(text: str) -> None:
    inference = found(*THREE, ("白鹭", text + OWN))
    assert edges(inference) == {4: (2, "dashed", "floor-named")}
    (shown,) = edge(inference, 4).evidence
    assert shown.parent is None
    assert text[shown.child.start : shown.child.end].strip() in text


@pytest.mark.parametrize(
    "text",
    [
        "我家住2楼。", "茶馆在2楼梯口。", "2楼层太高。", "2楼的窗开着。", "9楼 ", "4楼 ",
        "#999999 ",
        "https://example.org/#2 ", "2025-2楼 ", "2.5楼 ", "&#2;", "#2% ", "2FA ",
    ],
)  # fmt: skip
def test_numbers_that_are_no_floors(text: str) -> None:
    assert edges(found(*THREE, ("白鹭", text + OWN))) == {}


def test_several_numbers_are_several_parents() -> None:
    inference = found(*THREE, ("白鹭", f"回1楼：{OWN}\n回2楼：不去。\n1楼 再说"))
    assert edges(inference) == {4: (1, "dashed", "floor-named")}
    assert also(inference, 4) == [2]


def test_a_quote_says_more_than_a_number() -> None:
    inference = found(*THREE, ("白鹭", f"2楼 [quote=沙洲]{FERRY}[/quote]{OWN}"))
    assert edges(inference) == {4: (1, "solid", "author-text")}
    assert also(inference, 4) == []


def test_a_number_inside_of_a_quote_is_not_the_writers() -> None:
    text = f"[quote]2楼 {'没有人见过的话，' * 4}[/quote]{OWN}"
    assert edges(found(*THREE, ("白鹭", text))) == {}


def test_who_is_called_by_name() -> None:
    assert edges(found(*THREE, ("白鹭", f"@青石 {OWN}"))) == {4: (2, "dashed", "author-called")}
    often = edges(found(*THREE, ("白鹭", f"＠沙洲{OWN}")))
    assert often == {4: (3, "dashed", "author-called-often")}
    assert edges(found(*THREE, ("沙洲", f"@沙洲 {OWN}"))) == {}, "oneself"
    assert edges(found(*THREE, ("白鹭", f"@无人 a@青 {OWN}"))) == {}


def test_names_with_signs_and_names_that_begin_alike() -> None:
    floors = (("Anna", FERRY), ("Annabel", BRIDGE), ("-_-||", TEA))
    assert edges(found(*floors, ("白鹭", f"@Annabel {OWN}")))[4][0] == 2
    assert edges(found(*floors, ("白鹭", f"@anna {OWN}")))[4][0] == 1
    assert edges(found(*floors, ("白鹭", f"@Annas {OWN}"))) == {}
    assert edges(found(*floors, ("白鹭", f"@-_-|| {OWN}")))[4][0] == 3


def test_in_english_a_call_is_no_edge_but_a_number_is() -> None:
    said = "The old ferry runs again since this morning, nobody had expected that so soon."
    floors = (("Anna", said), ("Bert", "The new bridge has to wait until spring, they told us."))
    assert edges(found(*floors, ("Carl", "@Anna that is good to hear, thank you"))) == {}
    named = edges(found(*floors, ("Carl", "#1 that is good to hear, thank you")))
    assert named == {3: (1, "dashed", "floor-named")}


def test_likely_edges_close_no_circle_with_a_stated_later_parent() -> None:
    floors = (
        Floor(FERRY, "沙洲", "1", stated_parent=2),
        Floor(f"回1楼 {OWN}", "青石", "2"),
        Floor(f"回2楼 {TEA}", "白鹭", "3"),
    )
    inference = infer(FlatThread("河边旧事", "", floors))
    assert edges(inference) == {1: (3, "stated", "stated"), 2: (1, "dashed", "floor-named")}


def test_who_answered_the_caller_last_is_meant_by_that_answer() -> None:
    asked = ("沙洲", FERRY)
    answered = ("青石", f"[quote=沙洲]{FERRY}[/quote]{BRIDGE}")
    to_another = ("青石", TEA)
    call = ("沙洲", f"@青石 {OWN}")
    assert edges(found(asked, answered, to_another, call))[4] == (
        2,
        "dashed",
        "author-called-often",
    )
    # once the caller has spoken again, the latest floor is meant
    spoken = found(asked, answered, ("沙洲", "好"), to_another, call)
    assert edges(spoken)[5] == (4, "dashed", "author-called-often")


@pytest.mark.parametrize("code", ["y = x >> 2;", "y = x>>2;", "(a)>>2", "[a]>>2"])
def test_a_shift_of_bits_names_no_floor(code: str) -> None:
    assert edges(found(*THREE, ("白鹭", f"{OWN}\n{code}"))) == {}
