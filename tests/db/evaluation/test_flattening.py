"""Flattening is the same every time, and never shows the answer."""

from __future__ import annotations

import random

import pytest

from db.evaluation.degraded import QUOTING, STYLES, degraded
from db.evaluation.evaluating import WAYS, flattened
from db.evaluation.flat import ABSENT, TOPIC, Flat, partial
from db.evaluation.mixed import MIX, SHARES, mixed
from db.evaluation.noise import noisy, traditional
from db.replies.floors import Floor
from db.text import fold
from tests.db.evaluation.labelled import own, post, quote, thread, threads

FERRY = "渡口的老船今天早上终于修好了，下午三点开始载客。"


def all_flats() -> list[Flat]:
    return [flat for each in threads().values() for flat in flattened(each)]


def test_every_way_is_there_whole_and_partial() -> None:
    assert {flat.way.removesuffix("-partial") for flat in all_flats()} == set(WAYS)
    assert len(all_flats()) == 2 * (6 + 6 + 1)


def test_the_same_thread_comes_out_the_same_whatever_came_before() -> None:
    first = all_flats()
    random.seed(7)
    assert all_flats() == first


def test_the_mix_is_seeded_with_the_id() -> None:
    posts = [post(1, "甲", None, own(FERRY))]
    posts += [post(n, f"乙{n}", 1, own(f"第{n}个人说的话各不相同")) for n in range(2, 40)]
    one, two = (mixed(thread(*posts, name=name)) for name in ("a", "b"))
    assert one.styles != two.styles
    assert set(one.styles[1:]) <= set(SHARES)
    assert len(set(one.styles)) > 5


@pytest.mark.parametrize("flat", all_flats(), ids=lambda flat: f"{flat.name} {flat.way}")
def test_the_answer_is_not_shown(flat: Flat) -> None:
    """What the engine is given states no parent, no marked quote and no id of a post."""
    assert flat.thread.article == ""
    for floor in flat.thread.floors:
        assert floor == Floor(floor.text, floor.author, floor.label, floor.posted_at)
        assert (floor.posted_at is not None) == flat.way.startswith("full")


def test_only_the_style_of_numbers_prints_the_floor_that_is_answered() -> None:
    posts = [post(n, f"作者{n}", None, own(f"{FERRY}甲乙")) for n in range(1000, 1040)]
    posts += [post(n, f"作者{n}", n - 1000, own(FERRY)) for n in range(2000, 2040)]
    flat = mixed(thread(*[{**each, "time": None} for each in posts]))
    assert "floor" not in flat.styles or any("楼" in floor.text for floor in flat.thread.floors)
    for floor, style in zip(flat.thread.floors, flat.styles, strict=True):
        assert ("楼" in floor.text) == (style == "floor")


@pytest.mark.parametrize("style", [*STYLES, MIX])
def test_what_was_shown_stands_where_it_is_said_to(style: str) -> None:
    source = thread(
        post(1, "甲", None, own(FERRY)),
        post(
            2, "乙", 1, own("  先说一句 \n"), quote(FERRY, "甲", "2024-3-1 08:01", 1), own("\n好")
        ),
    )
    flat = mixed(source) if style == MIX else degraded(source, style)
    (shown,) = flat.shown
    words = flat.thread.floors[1].text[shown.start : shown.end]
    assert (shown.floor, shown.source) == (1, 0)
    assert fold(words)[:4] == fold(FERRY)[:4] or style == MIX
    if style != MIX:
        assert words == FERRY
        assert flat.styles[1] == QUOTING


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("full", f"引用 甲 发表于 2024-3-1 08:01\n{FERRY}\n--------------------\n\n好"),
        ("notime", f"[quote=甲]{FERRY}[/quote]\n\n好"),
        ("run", f"甲 发表于 2024-3-1 08:01 {FERRY} 好"),
        ("textonly", f"[quote]{FERRY}[/quote]\n\n好"),
        ("delimonly", f"{FERRY}\n--------------------\n\n好"),
    ],
)
def test_each_style_keeps_what_it_keeps(style: str, text: str) -> None:
    source = thread(
        post(1, "甲", None, own(FERRY)),
        post(2, "乙", 1, quote(FERRY, "甲", "2024-3-1 08:01", 1), own("好")),
    )
    assert degraded(source, style).thread.floors[1].text == text


def test_a_head_that_lacks_what_its_style_prints_is_written_with_less() -> None:
    source = thread(
        {**post(1, "甲", None, own(FERRY)), "time": None},
        post(2, "乙", 1, quote(FERRY, "甲", None, 1)),
        post(3, "丙", 1, quote(FERRY, None, None, 1)),
    )
    floors = degraded(source, "full").thread.floors
    assert floors[1].text.startswith("[quote=甲]")
    assert floors[2].text.startswith("[quote]")


def test_labels_say_what_is_known() -> None:
    source = thread(
        post(1, "甲", 0, own(FERRY)),
        post(2, "乙", 0, own("二")),
        post(3, "丙", -1, quote("不在", "丁", "2024-3-1 07:00", -1)),
        post(4, "丁", None, own("四")),
        post(5, "戊", 2, quote("  ", "乙", None, 2)),
    )
    assert degraded(source, "textonly").parents == (TOPIC, TOPIC, ABSENT, None, None)


def test_a_partial_capture_lacks_its_first_floors_and_their_numbers_stay() -> None:
    ferry = degraded(threads()["ferry-1"], "notime")
    cut = partial(ferry)
    assert [floor.label for floor in cut.thread.floors] == [str(n) for n in range(5, 13)]
    assert cut.parents == (ABSENT, 0, ABSENT, 1, None, 4, 3, ABSENT)
    for each in cut.shown:
        text = cut.thread.floors[each.floor].text
        assert f"[quote={_head(text)}]" in text[: each.start]


def _head(text: str) -> str:
    return text.split("=", 1)[1].split("]", 1)[0]


def test_noise_changes_marks_scripts_and_few_letters() -> None:
    text = "这条船，修了三年；还没有下水！" * 20
    seen = {noisy(text, random.Random(seed)) for seed in range(40)}
    assert len(seen) > 12
    assert text in seen
    for each in seen:
        assert abs(len(each) - len(text)) <= 0.02 * len(text)
    assert any(fold(each) == fold(text) and each != text for each in seen)


def test_traditional_folds_back() -> None:
    table = traditional()
    assert "这条船".translate(table) == "這條船"
    assert all(fold(char) == chr(code) for code, char in table.items())
