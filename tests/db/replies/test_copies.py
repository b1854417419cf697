"""Copies that end early, bring a tail along, are very short, or are all there is."""

from __future__ import annotations

import pytest

from tests.db.replies.threads import (
    BRIDGE,
    FERRY,
    OTHER,
    OWN,
    RULER,
    TEA,
    edges,
    evidence,
    found,
    quotes_in,
    thread,
    words,
)

HEAD = "沙洲 发表于 2024-3-1 08:00"
HIDDEN = "提示: 作者被禁止或删除 内容自动屏蔽"


def test_a_floor_that_is_a_quote_and_a_ruler_answers_by_nothing() -> None:
    inference = found(("沙洲", FERRY), ("青石", f"{FERRY}\n{RULER}\n"))
    assert edges(inference) == {2: (1, "solid", "block-whole")}


def test_a_post_sent_twice_with_its_ruler_is_no_quote() -> None:
    text = f"{FERRY}\n{RULER}\n{OWN}"
    assert edges(found(("沙洲", text), ("沙洲", text))) == {}


def test_a_reply_that_goes_on_as_the_source_does_is_no_part_of_the_quote() -> None:
    source = f"{FERRY}其实票价前年就涨过一次，后来又降了回去。"
    reply = f"{HEAD} {FERRY} ... 其实票价前年就涨过一次，我记得很清楚。"
    inference = found(("沙洲", source), ("青石", reply))
    (quote,) = quotes_in(inference, 2)
    assert words(reply, quote) == FERRY.removesuffix("。") or words(reply, quote) == FERRY
    # so that the reply itself can be quoted
    again = f"青石 发表于 2024-3-1 09:00 其实票价前年就涨过一次，我记得很清楚。 {OTHER}"
    inference = found(("沙洲", source), ("青石", reply), ("白鹭", again))
    assert edges(inference)[3] == (2, "solid", "author-text")


def test_what_the_source_cut_itself_is_quoted_on() -> None:
    source = f"{FERRY} ... {BRIDGE}"
    reply = f"{HEAD} {FERRY} ... {BRIDGE} {OWN}"
    (quote,) = quotes_in(found(("沙洲", source), ("青石", reply)), 2)
    assert words(reply, quote).endswith(BRIDGE.removesuffix("。")) or BRIDGE in words(reply, quote)


def test_the_tail_of_the_source_is_copied_with_it() -> None:
    source = f"{FERRY}\n\n—— 来自 [石板机](https://example.org/app)"
    reply = f"{HEAD} {FERRY} —— 来自 石板机 {OWN}"
    again = f"青石 发表于 2024-3-1 09:00 {OWN} {OTHER}"
    inference = found(("沙洲", source), ("青石", reply), ("白鹭", again))
    assert edges(inference)[2] == (1, "solid", "author-text")
    assert edges(inference)[3] == (2, "solid", "author-text")


@pytest.mark.parametrize("said", ["收到", "第几班？"])
def test_a_floor_of_few_letters_is_known_whole_in_a_copy_that_nothing_closes(said: str) -> None:
    inference = found(("沙洲", said), ("青石", BRIDGE), ("白鹭", f"{HEAD} {said} {OWN}"))
    assert edges(inference) == {3: (1, "solid", "author-short")}


def test_few_letters_that_begin_a_longer_word_are_no_floor() -> None:
    inference = found(
        ("沙洲", "收到"), ("青石", BRIDGE), ("白鹭", f"{HEAD} 收到船票的人请到码头排队")
    )
    assert edges(inference) == {3: (None, "ghost", "ghost")}


def test_of_hidden_floors_that_is_meant_whose_neighbours_fit_the_time() -> None:
    inference = found(
        ("沙洲", FERRY),
        ("白鹭", HIDDEN),
        ("青石", BRIDGE),
        ("白鹭", HIDDEN),
        ("老王", f"沙洲 发表于 2024-3-1 08:00 {FERRY}\n{RULER}\n{OWN}"),
        ("老王", f"青石 发表于 2024-3-1 09:00 {BRIDGE}\n{RULER}\n{OTHER}"),
        ("老李", f"白鹭 发表于 2024-3-1 08:30 {TEA}\n{RULER}\n{OWN}"),
        ("老李", f"白鹭 发表于 2024-3-1 09:30 {TEA}\n{RULER}\n{OWN}"),
    )
    assert edges(inference)[7] == (2, "dashed", "author-moderated")
    assert edges(inference)[8] == (4, "dashed", "author-moderated")


def test_the_beginning_of_a_long_floor_with_a_ruler_of_its_own_is_quoted() -> None:
    long = "".join(
        f"第{number}年的水位比前一年高出{number}寸，石阶又淹了一级。" for number in range(20, 40)
    )
    inference = found(
        ("沙洲", f"{FERRY}{long}\n{RULER}\n{OTHER}"), ("青石", f"{FERRY}\n{RULER}\n{OWN}")
    )
    assert edges(inference) == {2: (1, "dashed", "block-short")}


def test_two_floors_that_quote_the_same_lost_post_do_not_quote_each_other() -> None:
    inference = found(("沙洲", f"{FERRY}\n{RULER}\n{OTHER}"), ("青石", f"{FERRY}\n{RULER}\n{OWN}"))
    assert edges(inference) == {}


def test_evidence_ends_where_the_copy_was_cut() -> None:
    source = f"{FERRY}其实票价前年就涨过一次，后来又降了回去。"
    made = thread(("沙洲", source), ("青石", f"{HEAD} {FERRY} ... 其实票价前年就涨过一次。"))
    inference = found(("沙洲", source), ("青石", f"{HEAD} {FERRY} ... 其实票价前年就涨过一次。"))
    for here, there in evidence(made, inference, 2):
        assert "前年" not in here
        assert "前年" not in there
