"""Marks, floors and articles of copied pages, case by case."""

from __future__ import annotations

import pytest

from db.importing.drafts import PostDraft, TimeDraft
from db.importing.plain.article import read_article
from db.importing.plain.floors import (
    find_floors,
    first_character,
    floor_lines,
    is_avatar,
    is_name,
)
from db.importing.plain.marks import blank, figure_mark, floor_label, head_mark, is_prose
from db.importing.plain.page_head import read_head
from db.importing.rows import time_of
from db.records import BlockType, TimeOrigin


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("3 楼", "3"),
        ("3楼", "3"),
        (" 第 12 樓 ", "12"),
        ("２０ 楼", "20"),
        ("2-1 楼", "2-1"),
        ("\u200b7\u00a0楼", "7"),
        ("三楼", None),
        ("3 楼说得对", None),
        ("回复 3 楼", None),
        ("12345678 楼", None),
        ("", None),
    ],
)
def test_labels_of_floors(line: str, label: str | None) -> None:
    assert floor_label(line) == label


@pytest.mark.parametrize(
    ("line", "kind", "number"),
    [
        ("38114\u00a0 阅读", "views", 38114),
        ("38,114 閱讀", "views", 38114),
        ("浏览：120", "views", 120),
        ("3.8万 阅读", "views", None),
        ("21 评论", "replies", 21),
        ("共 21 条评论", "replies", 21),
        ("回覆 (7)", "replies", 7),
        ("最新回复:昨天", "latest", None),
        ("最後回覆：昨天", "latest", None),
        ("« 返回列表", "back", None),
        ("来源：河岸周刊", "source", None),
        ("版塊: 城南", "board", None),
        ("楼主：甲", "poster", None),
        ("发表时间：昨天", "published", None),
        ("评论", None, None),
        ("12 个评论家", None, None),
        ("最新回复", None, None),
        ("阅" * 200, None, None),
    ],
)
def test_marks_of_heads(line: str, kind: str | None, number: int | None) -> None:
    mark = head_mark(line)
    assert (mark.kind if mark else None) == kind
    assert (mark.number if mark else None) == number


@pytest.mark.parametrize(
    ("line", "credit", "caption", "src"),
    [
        ("图像来源,Heron", "Heron", None, None),
        ("圖片來源：林渡，船工，在擦栏杆。", "林渡", "船工，在擦栏杆。", None),
        ("图像加注文字，船工，在擦栏杆。", None, "船工，在擦栏杆。", None),
        ("渡口 (1).jpeg", None, None, "渡口 (1).jpeg"),
        ("图像来源", None, None, None),
    ],
)
def test_remains_of_images(
    line: str, credit: str | None, caption: str | None, src: str | None
) -> None:
    mark = figure_mark(line)
    assert mark is not None
    assert (mark.credit, mark.caption, mark.src) == (credit, caption, src)
    assert mark.empty is (line == "图像来源")


@pytest.mark.parametrize(
    "line",
    [
        "图像来源于网络",
        "图像来源于网络,据说是真的",
        "看图.jpg。真好",
        "a/b.png",
        ".jpg",
        "版本 2.0",
    ],
)
def test_lines_that_only_look_like_remains_of_images(line: str) -> None:
    assert figure_mark(line) is None


def test_blank_and_prose() -> None:
    assert blank("\u200b\u00a0\u3000\ufeff")
    assert not blank("。")
    assert is_prose("渡船停了。")
    assert is_prose("船" * 61)
    assert not is_prose("渡船")


@pytest.mark.parametrize(
    "line", ["西门", "a_b-c", "甲 乙 丙", "-_-||", "👩‍🚀船长", "3楼的猫", "第一页", "b" * 40]
)
def test_names(line: str) -> None:
    assert is_name(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "说完了。",
        "甲，乙",
        "https://example.org",
        "回复：‘甲",
        "@甲",
        "-----",
        "a b c d e f",
        "21 评论",
        "图像来源",
        "船" * 41,
    ],
)
def test_lines_that_are_no_names(line: str) -> None:
    assert not is_name(line)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("abc", "a"),
        ("e\u0301lan", "e\u0301"),
        ("👍🏽好", "👍🏽"),
        ("👨\u200d👩\u200d👧家", "👨\u200d👩\u200d👧"),
        ("西", "西"),
    ],
)
def test_the_first_character_as_it_is_seen(text: str, first: str) -> None:
    assert first_character(text) == first
    assert is_avatar(first, text)


def test_letters_that_are_none() -> None:
    assert is_avatar(" A ", "ajay")
    assert not is_avatar("b", "ajay")
    assert not is_avatar("aj", "ajay")
    assert not is_avatar("", "ajay")
    assert not is_avatar("a", "")
    assert not is_avatar("a" * 17, "a" * 17)


def begun(*lines: str) -> list[tuple[str, str]]:
    found = find_floors(floor_lines(lines))
    return [(floor.label, floor.name if floor.named else "") for floor in found.begun]


def test_a_letter_makes_a_floor_of_any_number() -> None:
    assert begun("甲", "1 楼", "早", "乙", "乙某", "77 楼", "晚") == [("1", "甲"), ("77", "乙某")]


def test_a_name_cannot_be_the_line_of_another_floor() -> None:
    assert begun("甲", "1 楼", "2 楼", "3 楼") == [("1", "甲"), ("2", ""), ("3", "")]


def test_without_a_name_the_next_number_waits_for_one_with() -> None:
    lines = ("甲", "1 楼", "他说，那是", "说完了。", "2 楼", "早", "乙", "2 楼", "晚")
    assert begun(*lines) == [("1", "甲"), ("2", "乙")]


def test_the_first_floor_may_have_any_number() -> None:
    assert begun("甲", "41 楼", "早", "乙", "42 楼", "晚") == [("41", "甲"), ("42", "乙")]
    assert begun("甲", "5 楼", "早", "乙", "1 楼", "晚", "丙", "2 楼", "晚") == [
        ("5", "甲"),
        ("1", "乙"),
        ("2", "丙"),
    ]


def test_a_number_far_ahead_is_talk() -> None:
    assert begun("甲", "1 楼", "早", "看看", "900 楼", "吧", "乙", "2 楼", "晚") == [
        ("1", "甲"),
        ("2", "乙"),
    ]


def test_blank_lines_between_name_and_number() -> None:
    assert begun("甲", "", "1 楼", "早", "", "乙", "", "2 楼", "晚") == [("1", "甲"), ("2", "乙")]


def kinds(*lines: str) -> list[tuple[BlockType, str]]:
    return [(block.type, block.text) for block in read_article(lines, 0, len(lines))]


def test_headings_stand_alone_before_text() -> None:
    assert kinds("一段话。", "", "短短一行", "", "又一段话。", "", "最后一行") == [
        (BlockType.PARAGRAPH, "一段话。"),
        (BlockType.HEADING, "短短一行"),
        (BlockType.PARAGRAPH, "又一段话。"),
        (BlockType.PARAGRAPH, "最后一行"),
    ]


@pytest.mark.parametrize("line", ["— 一", "1、价钱", "说完了。", "船" * 41, "问：什么:"])
def test_lines_that_are_no_headings(line: str) -> None:
    assert kinds("一段话。", "", line, "", "又一段话。")[1] == (BlockType.PARAGRAPH, line)


def test_an_announced_caption_must_follow() -> None:
    (figure, paragraph) = read_article(("图像来源", "", "", "", "林渡"), 0, 5)
    assert (figure.type, figure.credit, figure.text) == (BlockType.FIGURE, None, "图像来源")
    assert paragraph.text == "林渡"
    figure, _ = read_article(("图像来源,甲", "图像加注文字", "图像来源,乙"), 0, 3)
    assert (figure.credit, figure.caption) == ("甲", None)


def test_a_long_line_above_the_head_is_text() -> None:
    lines = ("渡口", "船" * 200, "这是一段话。", "城南", "Heron", "最新回复:昨天", "12 阅读")
    head = read_head(lines, len(lines))
    assert (head.title, head.board, head.poster) == ("渡口", "城南", "Heron")
    assert head.spare == [1, 2]


def test_where_a_time_comes_from() -> None:
    printed = PostDraft("早", time=TimeDraft("昨天", None, TimeOrigin.INFERRED))
    assert time_of(printed, None) == (None, "昨天", "inferred")
    assert time_of(PostDraft("早"), None) == (None, None, None)
