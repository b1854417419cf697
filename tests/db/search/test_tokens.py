from __future__ import annotations

import pickle
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from db.records import Span
from db.search import PostText, prepare_units
from db.search.tokens import (
    BORDER,
    LONG,
    LONGEST_RUN,
    OWN,
    SEPARATOR,
    SOFT,
    Cutter,
    is_break,
    is_run,
    join,
    split,
)
from db.text import fold

ANY = st.text(st.characters(exclude_categories=()), max_size=80)
MIXED = st.text(
    st.sampled_from("中国的aB1é_ ，。!\n★😂\u0301か가𠮷\ud800\x00\x1d\x1e\x1f\ufdd0-"), max_size=60
)


@given(ANY | MIXED)
def test_tokens_are_the_text(text: str) -> None:
    folded = fold(text)
    tokens = split(folded)
    if LONG not in tokens:
        assert "".join(tokens) == folded
        assert not any(SEPARATOR in token or "\x00" in token for token in tokens)
    for left, right in pairwise(tokens):
        assert left
        # two runs of one kind would have been one
        assert not (is_run(left) and is_run(right) and is_break(left[0]) == is_break(right[0]))


@given(st.lists(ANY | MIXED, max_size=4))
def test_a_cutter_cuts_as_split(texts: list[str]) -> None:
    cutter = Cutter()
    parts = [split(fold(text)) for text in texts]
    assert [cutter.joined(fold(text)) for text in texts] == [join(tokens) for tokens in parts]
    runs = {token for tokens in parts for token in tokens if is_run(token)}
    assert cutter.runs == runs
    together = Cutter()
    assert together.all_joined([fold(text) for text in texts]) == [join(each) for each in parts]
    assert together.runs == runs


@given(MIXED, MIXED, MIXED)
def test_a_part_has_the_tokens_of_the_whole(before: str, part: str, after: str) -> None:
    folded = fold(before) + fold(part) + fold(after)
    whole, inner = split(folded), split(fold(part))
    if LONG in whole or len(inner) < 3:
        return
    middle = inner[1:-1]
    assert any(whole[at : at + len(middle)] == middle for at in range(len(whole)))


def test_kinds() -> None:
    assert split("中国ai，ok  fine★😂") == ["中", "国", "ai", "，", "ok", "  ", "fine", "★", "😂"]
    assert split("a_b") == ["a", "_", "b"]
    assert split("x" * LONGEST_RUN) == ["x" * LONGEST_RUN]
    assert split("x" * (LONGEST_RUN + 1)) == [LONG]
    assert split("=" * 1_000_000) == [LONG]
    assert split("a\x00b") == ["a", LONG, "b"]
    assert split("") == []


def test_a_cutter_keeps_no_run_that_is_too_long() -> None:
    cutter = Cutter()
    text = "中" + "x" * (LONGEST_RUN + 1) + "国"
    assert cutter.joined(text) == join(["中", LONG, "国"])
    assert cutter.runs == {LONG}


def test_own_words_are_apart() -> None:
    units = prepare_units(
        "t", posts=[PostText("我说：他说。完", None, (Span(3, 6),)), PostText("一")]
    )
    first, second = units.posts
    own = [BORDER, OWN + "我", OWN + "说", OWN + ":", BORDER, OWN + "完"]
    assert first.split(SEPARATOR) == ["我", "说", ":", "他", "说", "。", "完", *own]
    assert second == "一"
    assert units.quoting == (True, False)
    soft = prepare_units("t", posts=[PostText("我他们说", None, (Span(1, 3),))]).posts[0]
    assert SOFT in soft


def test_units_can_be_sent_to_another_process() -> None:
    units = prepare_units(
        "题", authors=("甲", None, "甲"), blocks=("一", "二"), captions=[(1, "图"), (2, None)],
        posts=[PostText("好", "乙"), PostText("不", "甲")],
    )  # fmt: skip
    assert pickle.loads(pickle.dumps(units)) == units  # noqa: S301 - our own
    assert [(name.name, name.post) for name in units.names] == [("甲", 1), ("乙", 0)]
    assert len(units.captions) == 1
