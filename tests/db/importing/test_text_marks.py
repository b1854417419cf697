"""What readers of text share: marks of boards, heads in YAML, Markdown, places in a post."""

from __future__ import annotations

import pytest

from db.importing.boards.loose_html import loose_body, picture
from db.importing.drafts import AsideKind
from db.importing.formats.ptt_text import read as read_ptt
from db.importing.page import Origin, Page
from db.importing.plain.discuz_floors import find_floors
from db.importing.plain.discuz_marks import (
    answered_floor,
    attachment,
    counts,
    edited,
    floor_label,
    header,
)
from db.importing.plain.front_matter import front_matter
from db.importing.plain.markdown import markdown_blocks
from db.importing.plain.numbered import find_numbered
from db.importing.plain.post_lines import PostLines, joined
from db.importing.plain.telnet_boards import paragraphs, without_codes
from db.records import BlockType, TimeOrigin


def lines_of(text: str) -> list[str]:
    return text.split("\n")


@pytest.mark.parametrize(
    ("line", "author", "label", "time", "by_poster", "whole"),
    [
        ("北桥 发表于 2024-3-1 08:05", "北桥", None, "2024-3-1 08:05", False, False),
        (" 楼主| 发表于 2024-3-1 08:05 | 只看该作者", None, None, "2024-3-1 08:05", True, True),
        ("發表於 2010-1-1 2:40 | 顯示全部樓層 |閱讀模式", None, None, "2010-1-1 2:40", False, True),
        ("发表于 昨天 23:57 来自手机 | 只看该作者", None, None, "昨天 23:57", False, True),
        ("茶先生 | 发表于 3 天前", "茶先生", None, "3 天前", False, False),
        ("12# 发表于 2024-3-1 08:05 | 只看该作者", None, "12", "2024-3-1 08:05", False, True),
        ("發表於　２０１０-1-10 22:40｜顯示全部樓層", None, None, "2010-1-10 22:40", False, True),
    ],
)  # fmt: skip
def test_lines_of_a_time(
    line: str, author: str | None, label: str | None, time: str, by_poster: bool, whole: bool
) -> None:
    found = header(line, 7)
    assert found is not None
    assert (found.line, found.author, found.label) == (7, author, label)
    assert (found.time, found.by_poster, found.whole) == (time, by_poster, whole)


@pytest.mark.parametrize(
    "line",
    [
        "我的文章发表于 2024-1-1，很久了",
        "他说：发表于 2024-1-1 10:00",
        "发表于",
        "这本书发表于 1998 年",
        "发表于 2024-1-1 10:00 然后我又写了一段很长的话来说明这件事情的经过",
    ],
)
def test_talk_of_writing_is_no_line_of_a_time(line: str) -> None:
    found = header(line, 0)
    assert found is None or not found.whole


def test_marks_of_a_board_in_both_scripts() -> None:
    assert counts("查看: 12|回复: 3") == counts("查看：12｜回復：3") == (12, 3, True)
    assert counts("12|3") == (12, 3, False)
    assert counts("查看: 12") == (12, None, True)
    assert floor_label("沙發") == "沙发"
    assert floor_label("第 3 樓") == floor_label("3#") == floor_label("#3") == "3"
    assert floor_label("3# 好") is None
    assert edited("[ 本帖最後由 北橋 於 2010-1-10 22:41 編輯 ]") is not None
    assert edited("本帖最后由我来说") is None
    assert answered_floor("回复 2# 晚舟 的帖子") == answered_floor("回覆 2樓 晚舟") == "2"
    assert answered_floor("回复他") is None
    assert attachment("渡口 (1).jpg (446.19 KB, 下载次数: 109)") == (
        "渡口 (1).jpg",
        "(446.19 KB, 下载次数: 109)",
    )
    assert attachment("他说 (大概 3 KB)") is None


def test_a_quotation_is_no_floor_where_the_page_marks_neither() -> None:
    lines = lines_of(
        "甲 发表于 2024-1-2 10:00\n一\n乙 发表于 2024-1-2 11:00\n甲 发表于 2024-1-2 10:00\n一\n好\n"
        "丙 发表于 2024-1-2 12:00\n二\n丁 发表于 2023-1-1 00:00\n旧话"
    )
    found = find_floors(lines, "Asia/Shanghai", None)
    assert [floor.head.author for floor in found] == ["甲", "乙", "丙"]


def test_a_last_short_line_is_nobodys_name() -> None:
    lines = lines_of(
        "发表于 2024-1-2 10:00 | 只看该作者\n一\n谢谢\n发表于 2024-1-2 11:00 | 只看该作者\n二。\n"
        "发表于 2024-1-2 12:00 | 只看该作者\n三"
    )
    assert [floor.head.author for floor in find_floors(lines, "Asia/Shanghai", None)] == [None] * 3


def test_the_poster_has_a_name_above_as_others_have() -> None:
    lines = lines_of(
        "甲\n发表于 2024-1-2 10:00 | 只看该作者\n一\n\n"
        "乙\n发表于 2024-1-2 11:00 | 只看该作者\n二\n\n"
        "甲\n楼主| 发表于 2024-1-2 12:00 | 只看该作者\n三"
    )
    found = find_floors(lines, "Asia/Shanghai", None)
    assert [(floor.head.author, floor.start) for floor in found] == [
        ("甲", 0),
        ("乙", 4),
        ("甲", 8),
    ]


def test_a_head_in_yaml() -> None:
    text = (
        "---\na: 1\nb: 'it''s'\nc: \"x\\ty \\u6e21\"\nd: >-\n  one\n  two\n\n  three\n"
        "e:\n  - x\n  - y\nf:\n  - g: 1\n    h: |\n      k\n        l\n  -\n    g: two\n"
        "      words\nnot a key\n---\nbelow"
    )
    found = front_matter(text.split("\n"))
    assert found.fields == {
        "a": "1", "b": "it's", "c": "x\ty 渡", "d": "one two\nthree", "e": "", "f": "",
    }  # fmt: skip
    assert found.values == {"e": ["x", "y"]}
    assert [item.fields for item in found.items["f"]] == [
        {"g": "1", "h": "k\n  l"},
        {"g": "two words"},
    ]
    assert found.spare == ["not a key"]
    assert text.split("\n")[found.end :] == ["below"]
    assert front_matter(["no head"]).end == 0


def test_pieces_of_html_in_a_text() -> None:
    text = (
        "1 < 2 && a<b &amp; <b>粗</b>\n  缩进\n<blockquote>话</blockquote>[词](https://example.org/?a=1&b=2)"
        "![图](./a.png)" + picture("x.jpg", '名"字', "说明 <1>")
    )
    found = loose_body(text)
    assert found.text.startswith("1 < 2 && a<b & 粗\n  缩进")
    (quote,) = found.quotes
    assert found.text[quote.start : quote.end] == "话"
    (link,) = found.links
    assert (found.text[link.start : link.end], link.href) == ("词", "https://example.org/?a=1&b=2")
    assert [(each.alt, each.src, each.caption) for each in found.figures] == [
        ("图", "./a.png", None),
        ('名"字', "x.jpg", "说明 <1>"),
    ]
    assert loose_body("`<b>` 和 <b>粗</b>", code=True).text == "`<b>` 和 粗"


def test_an_article_in_markdown() -> None:
    lines = lines_of("# 题 #\n段\n续\n\n> 引\n续\n- 一\n- 二\n```\n# 码\n```\n![图](a.png)")
    found = markdown_blocks(lines, 0, len(lines))
    assert [(each.type, each.line) for each in found] == [
        (BlockType.HEADING, 1),
        (BlockType.PARAGRAPH, 2),
        (BlockType.QUOTE, 5),
        (BlockType.LIST, 7),
        (BlockType.CODE, 9),
        (BlockType.FIGURE, 12),
    ]
    assert found[1].text == "段\n续"


def test_places_in_a_post() -> None:
    sheet = PostLines()
    for line in ("", "一", "某人写道：", "引", "", "二", ""):
        sheet.write(line)
        if line == "一":
            sheet.figure(src="a.png")
    sheet.quote(2, 3, 4, author="某人")
    sheet.quote(6, 6, 7)
    sheet.aside(AsideKind.APP, " ")
    body = sheet.body()
    assert body.text == "一\n某人写道：\n引\n\n二"
    (quote,) = body.quotes
    assert body.text[quote.start : quote.end] == "某人写道：\n引"
    assert body.text[quote.words_start : quote.words_end] == "引"
    assert [each.at for each in body.figures] == [2]
    assert body.asides == ()
    assert joined(["", "一", "", "二", " "]) == "一\n\n二"


def test_paragraphs_of_a_telnet_board() -> None:
    lines = ["一", "二", ": 引", "※ 引述《某 (人)》之銘言：", ": 引", "", "三"]
    assert [(each.type, each.line) for each in paragraphs(lines, 0, len(lines))] == [
        (BlockType.PARAGRAPH, 1),
        (BlockType.QUOTE, 3),
        (BlockType.QUOTE, 4),
        (BlockType.PARAGRAPH, 7),
    ]
    assert without_codes(["\x1b[1;33m推\x1b[m"]) == ("推",)


def test_pushes_are_of_the_earliest_year_that_keeps_their_order() -> None:
    head = "作者: abc (x) 看板: Boat\n標題: 渡口\n時間: Thu Dec 31 23:50:00 2015\n\n文\n"
    station = "※ 發信站: 批踢踢實業坊(ptt.cc)\n"
    pushes = (
        "推 a1: 一 12/31 23:49\n推 b1: 二 01/01 00:10\n"
        "→ c1: 三 12/31 23:59\n噓 d1: 四 02/29 08:00\n"
    )
    (draft,) = read_ptt(Page(head + station + pushes, Origin("x")))
    times = [post.time for post in draft.posts]
    assert [time.iso for time in times if time is not None] == [
        "2015-12-31T23:49+08:00",
        "2016-01-01T00:10+08:00",
        "2015-12-31T23:59+08:00",
        "2016-02-29T08:00+08:00",
    ]
    assert {time.origin for time in times if time is not None} == {TimeOrigin.INFERRED}


def test_numbers_that_run_through_a_text() -> None:
    text = (
        "#1 说书人 2024-1-1 10:00\n好\n#1 我也这么看\n#2 乙 2024-1-1 10:05\n是\n#4 丙 2024-1-2\n对"
    )
    assert [(each.label, each.author) for each in find_numbered(text.split("\n"))] == [
        ("1", "说书人"),
        ("2", "乙"),
        ("4", "丙"),
    ]
    assert find_numbered(["1. 买菜", "2. 做饭", "3. 洗碗"]) == []
    assert find_numbered(["#1", "#2"]) == []
