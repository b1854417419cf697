"""What Chinese boards print above quotations, in addresses, counts and labels is read alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.importing.boards import ubb
from db.importing.boards.addresses import host_of, parameter
from db.importing.boards.chinese_quote_heads import head_of, with_heads
from db.importing.boards.discuz import clock_of, is_first, label_of
from db.importing.boards.firebird import article_of
from db.importing.boards.page_numbers import first_digits, first_number, pages_of
from db.importing.drafts import AsideKind, QuoteDraft
from db.importing.markup.body import Body
from db.importing.page import Medium, Origin, Page
from db.importing.plain.telnet_boards import is_answer, without_re

SHANGHAI = "Asia/Shanghai"


@pytest.mark.parametrize(
    ("line", "author", "time"),
    [
        ("青瓦 发表于 2023-3-4 08:15", "青瓦", "2023-3-4 08:15"),
        ("椰子 發表於 2012-5-6 18:00", "椰子", "2012-5-6 18:00"),
        ("原帖由 炉灰 于 2010-2-3 21:05 发表", "炉灰", "2010-2-3 21:05"),
        ("引用: 原帖由 炉 灰 于 2010-2-3 21:05 发表", "炉 灰", "2010-2-3 21:05"),
        ("[Reply] Post by 门环 (2021-07-08 08:00):", "门环", "2021-07-08 08:00"),
        ("【 在 youchai (绿布包) 的大作中提到: 】", "youchai", None),
        ("※ 引述《ovenman (烤箱)》之銘言：", "ovenman", None),
        ("回复 1# 滑轮 的帖子", "滑轮", None),
        ("回复 3楼 渔网:", "渔网", None),
    ],
)
def test_heads_of_quotations(line: str, author: str, time: str | None) -> None:
    head = head_of(line)
    assert head is not None
    assert (head.author, head.time) == (author, time)


@pytest.mark.parametrize(
    "line", ["", "  ", "发表于", "他说得对", "回复一下就走", "发" * 300, "在座的各位提到了水闸"]
)
def test_what_is_no_head(line: str) -> None:
    assert head_of(line) is None


def quoted(text: str) -> QuoteDraft:
    body = Body(text, (QuoteDraft(0, len(text), 0, len(text)),))
    (found,) = with_heads(body, SHANGHAI, None).quotes
    return found


def test_a_head_stands_above_or_below_the_quoted_words() -> None:
    above = quoted("引用:\n\n青瓦 发表于 2023-3-4 08:15\n图纸在柜里")
    assert (above.author, above.words_start, above.words_end) == ("青瓦", 27, 32)
    assert above.time is not None
    assert above.time.iso == "2023-03-04T08:15+08:00"
    below = quoted("图纸在柜里\n青瓦 发表于 2023-3-4 08:15")
    assert (below.author, below.words_start, below.words_end) == ("青瓦", 0, 5)


def test_a_quotation_of_nothing_but_a_head_keeps_its_place() -> None:
    alone = quoted("青瓦 发表于 2023-3-4 08:15")
    assert (alone.words_start, alone.words_end) == (0, alone.end)


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("5 #", "5"),
        ("12楼", "12"),
        ("第 3 楼", "3"),
        ("沙发", "沙发"),
        ("楼主", "楼主"),
        ("#7", "7"),
        ("", None),
        ("来自 5 # 的推荐" * 9, None),
    ],
)
def test_labels_of_floors(printed: str, label: str | None) -> None:
    assert label_of(printed) == label


def test_the_opening_post_bears_the_first_label() -> None:
    assert all(is_first(label) for label in ("楼主", "1", "樓主"))
    assert not any(is_first(label) for label in ("沙发", "2", None, "11"))


def clock(text: str) -> tuple[str, str | None]:
    return clock_of(Page(text, Origin("a.html", captured_at="2020-01-01T00:00:00Z"), Medium.HTML))


def test_the_clock_of_a_page_stands_in_its_footer() -> None:
    assert clock("GMT+8, 2023-3-7 20:11 , Processed") == (SHANGHAI, "2023-03-07T20:11+08:00")
    assert clock("<p>GMT+9, 2023-3-7 20:11:05</p>")[1] == "2023-03-07T20:11:05+09:00"
    assert clock("nothing of it") == (SHANGHAI, "2020-01-01T00:00:00Z")
    assert clock("GMT+99, 2023-13-41 99:99")[1] == "2020-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("words", "found"),
    [("1,436", 1436), ("1.2万", None), ("3万", None), ("共 58 条", 58), ("", None), ("v2.5", None)],
)
def test_counts_that_are_rounded_are_none(words: str, found: int | None) -> None:
    assert first_number(words) == found


def test_what_addresses_say() -> None:
    assert host_of("//www.example.org/a") == "example.org"
    assert host_of("forum.php?tid=1") == ""
    assert host_of("http://[broken") == ""
    assert parameter("forum.php?mod=x&tid=12&pid=7#pid9", "tid") == "12"
    assert parameter("forum.php?ptid=12", "tid") == ""
    assert first_digits("第 05 页") == "05"
    assert pages_of("2", ["1", "3", "... 40", "下一页"]) == (2, 40)
    assert pages_of("", []) == (None, None)


def test_an_article_is_parted_into_head_words_signature_and_station() -> None:
    text = (
        "发信人: lubian (路边), 信区: Snow\n标  题: Re: 邮差\n"
        "发信站: BBS 未名空间站 (Mon Feb  3 09:30:12 2014, 美东)\n\n四点到。\n\n"
        "【 在 youchai (绿) 的大作中提到: 】\n: 雪铲到门口了\n\n--\n慢车\n\n"
        "※ 修改:·lubian 修改本文\n※ 来源:·WWW [FROM: 1.]"
    )
    found = article_of(Body(text), SHANGHAI)
    assert (found.author, found.nick, found.board, found.title) == (
        "lubian",
        "路边",
        "Snow",
        "Re: 邮差",
    )
    assert found.time is not None
    assert found.time.iso == "2014-02-03T09:30:12-05:00"
    assert found.body.text.startswith("四点到。")
    assert found.body.text.endswith(": 雪铲到门口了")
    (quote,) = found.body.quotes
    assert quote.author == "youchai"
    assert found.body.text[quote.words_start : quote.words_end] == ": 雪铲到门口了"
    assert [each.kind for each in found.body.asides] == [
        AsideKind.SIGNATURE,
        AsideKind.EDITED,
        AsideKind.NOTICE,
    ]
    assert found.edited == "※ 修改:·lubian 修改本文"


def test_titles_of_answers() -> None:
    assert is_answer("Re: 邮差")
    assert not is_answer("邮差 Re: 雪")
    assert without_re("Re: 邮差") == "邮差"


def test_quotations_in_code_keep_the_code() -> None:
    text = (
        "[quote][pid=40001,2,1]Reply[/pid] "
        "[b]Post by [uid=9]鱼鳔[/uid] (2020-02-03 04:10):[/b]\n零[/quote]\n好"
    )
    (quote,) = ubb.with_quotes(Body(text), SHANGHAI).quotes
    assert (quote.author, quote.source) == ("鱼鳔", "40001")
    assert text[quote.words_start : quote.words_end] == "零"
    assert ubb.answered("[b]Reply to [tid=2]Topic[/tid] Post by x[/b] 好") == "0"
    assert ubb.answered("[b]好[/b]") is None


def test_code_that_is_never_closed_marks_nothing() -> None:
    body = ubb.with_quotes(Body("[quote][quote]一[/quote]二[img]三"), SHANGHAI)
    assert [(each.start, each.level) for each in body.quotes] == [(7, 1)]
    assert body.figures == ()


@given(
    st.text(
        alphabet="[]/quotepid=1 ReplyPostby():\n【】在的大作中提到※:> -发信人标题站", max_size=300
    )
)
def test_no_text_breaks_them(text: str) -> None:
    body = ubb.with_quotes(Body(text), SHANGHAI)
    for quote in body.quotes:
        assert 0 <= quote.start <= quote.words_start <= quote.words_end <= quote.end <= len(text)
    article = article_of(Body(text), SHANGHAI)
    kept = "".join((article.body.text, *(each.text for each in article.body.asides)))
    for quote in article.body.quotes:
        assert 0 <= quote.start < quote.words_start <= quote.end <= len(article.body.text)
    assert len(kept) <= len(text) + 1
    head_of(text)
    label_of(text)
    first_number(text)
