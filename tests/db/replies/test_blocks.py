"""Quotes without a name: around rulers, in brackets, in marked lines."""

from __future__ import annotations

import pytest

from db.records import LinkState
from db.replies import infer
from tests.db.replies.threads import (
    BRIDGE,
    FERRY,
    OTHER,
    OWN,
    RULER,
    STONE,
    TEA,
    also,
    edge,
    edges,
    evidence,
    found,
    framed,
    quotes_in,
    thread,
    words,
)

LONG = FERRY + BRIDGE
SIGNATURE = "一生只走一座桥，一生只渡一条河，一生只饮一壶茶，别的都交给风去吹。"


def test_the_reply_first_and_the_quote_after_the_ruler() -> None:
    text = f"{OWN}\n{RULER}\n{LONG}"
    made = thread(("沙洲", LONG), ("青石", TEA), ("白鹭", text))
    inference = infer(made)
    assert edges(inference) == {3: (1, "solid", "block-text")}
    (quote,) = quotes_in(inference, 3)
    assert framed(text, quote) == f"{RULER}\n{LONG}"
    assert words(text, quote) == LONG
    assert quote.author is None
    assert evidence(made, inference, 3) == ((LONG, LONG),)


def test_the_quote_first_and_the_reply_after_the_ruler() -> None:
    text = f"{LONG}\n{RULER}\n{OWN}"
    inference = found(("沙洲", LONG), ("青石", TEA), ("白鹭", text))
    assert edges(inference) == {3: (1, "solid", "block-text")}
    (quote,) = quotes_in(inference, 3)
    assert framed(text, quote) == f"{LONG}\n{RULER}"


def test_all_on_one_line() -> None:
    for text in (f"{OWN} {RULER} {FERRY}", f"{FERRY} {RULER} {OWN}"):
        inference = found(("沙洲", FERRY), ("青石", TEA), ("白鹭", text))
        assert edges(inference) == {3: (1, "solid", "block-whole")}
        assert words(text, quotes_in(inference, 3)[0]) == FERRY


def test_the_whole_of_one_short_floor_is_sure_and_a_piece_of_it_is_not() -> None:
    whole = found(("沙洲", FERRY), ("青石", TEA), ("白鹭", f"{OWN}\n{RULER}\n{FERRY}"))
    assert edges(whole) == {3: (1, "solid", "block-whole")}
    piece = found(("沙洲", FERRY), ("青石", TEA), ("白鹭", f"{OWN}\n{RULER}\n{FERRY[:14]}..."))
    assert edges(piece) == {3: (1, "dashed", "block-short")}


def test_of_two_floors_that_say_the_same_the_later_one_is_likely() -> None:
    inference = found(
        ("沙洲", FERRY), ("青石", FERRY), ("橘子", TEA), ("白鹭", f"{OWN}\n{RULER}\n{FERRY}")
    )
    assert edges(inference) == {4: (2, "dashed", "block-short")}


def test_what_many_floors_say_is_nobodys() -> None:
    same = [(name, "多谢楼主分享好文章") for name in ("沙洲", "青石", "橘子", "松针")]
    inference = found(*same, ("白鹭", f"{OWN}\n{RULER}\n多谢楼主分享好文章"))
    assert edges(inference) == {}
    some = [(name, f"{name}以为，{FERRY[:12]}罢了") for name in ("沙洲", "青石", "橘子", "松针")]
    inference = found(*some, ("白鹭", f"{OWN}\n{RULER}\n{FERRY[:12]}"))
    assert edges(inference) == {}


def test_a_word_or_two_under_a_ruler_mean_nobody() -> None:
    inference = found(("沙洲", "好的"), ("青石", TEA), ("白鹭", f"{OWN}\n{RULER}\n好的"))
    assert edges(inference) == {}


def test_in_brackets_a_word_or_two_are_a_quote() -> None:
    inference = found(("沙洲", "好的"), ("青石", TEA), ("白鹭", f"[quote]好的[/quote]{OWN}"))
    assert edges(inference) == {3: (1, "dashed", "block-short")}
    inference = found(("沙洲", "明天再去"), ("白鹭", f"[quote]明天再去[/quote]{OWN}"))
    assert edges(inference) == {2: (1, "solid", "block-whole")}


def test_two_quotes_share_a_ruler_and_each_has_its_own_words() -> None:
    text = f"{FERRY}\n{RULER}\n{BRIDGE}\n{RULER}\n{OWN}"
    inference = found(("沙洲", FERRY), ("青石", BRIDGE), ("白鹭", text))
    assert edges(inference) == {3: (1, "solid", "block-whole")}
    assert also(inference, 3) == [2]
    one, two = quotes_in(inference, 3)
    assert framed(text, one) == f"{FERRY}\n{RULER}"
    assert framed(text, two) == f"{BRIDGE}\n{RULER}"


def test_a_heading_underlined_by_a_ruler_is_no_quote() -> None:
    inference = found(
        ("沙洲", FERRY),
        ("白鹭", f"今天的航班\n{RULER}\n{TEA}\n{RULER}\n{STONE}"),
        ("青石", "| 早 | 晚 |\n|-----|-----|\n| 七点 | 九点 |"),
    )
    assert inference.links == ()
    assert inference.quotes == ()


def test_a_signature_under_a_ruler_is_no_quote_of_oneself() -> None:
    inference = found(
        ("沙洲", f"{FERRY}\n{RULER}\n{SIGNATURE}"),
        ("青石", f"{TEA}"),
        ("沙洲", f"{STONE}\n{RULER}\n{SIGNATURE}"),
    )
    assert edges(inference) == {}


def test_a_post_sent_twice_does_not_quote_itself() -> None:
    twice = f"{FERRY[:14]}...\n{RULER}\n{OWN}{STONE}"
    inference = found(("沙洲", FERRY), ("白鹭", twice), ("白鹭", twice))
    assert edges(inference) == {
        2: (1, "dashed", "block-short"),
        3: (1, "dashed", "block-short"),
    }
    inference = found(("沙洲", TEA), ("白鹭", twice), ("白鹭", twice))
    assert edges(inference) == {}


def test_a_reply_said_again_is_not_the_quote() -> None:
    reply = f"{STONE}{TEA}"
    inference = found(
        ("沙洲", LONG),
        ("白鹭", f"{BRIDGE}\n{RULER}\n{reply}"),
        ("白鹭", f"{LONG}\n{RULER}\n{reply}"),
    )
    assert edges(inference)[3][0] == 1


def test_two_floors_that_quote_the_same_lost_post_do_not_answer_each_other() -> None:
    lost = f"{STONE}{TEA}"
    inference = found(("沙洲", f"{lost}\n{RULER}\n{OWN}"), ("白鹭", f"{lost}\n{RULER}\n{FERRY}"))
    assert edges(inference) == {}


def test_a_moderators_line_under_a_ruler_is_nobodys_words() -> None:
    hidden = "提示: 作者被禁止或删除 内容自动屏蔽"
    inference = found(("沙洲", hidden), ("青石", TEA), ("白鹭", f"{OWN}\n{RULER}\n{hidden}"))
    assert edges(inference) == {}


def test_the_article_quoted_is_a_quote_but_no_edge() -> None:
    article = f"{LONG}\n{STONE}"
    text = f"{OWN}\n{RULER}\n{BRIDGE}{STONE}"
    inference = found(("沙洲", TEA), ("白鹭", text), article=article)
    assert edges(inference) == {}
    assert inference.ghosts == ()
    (quote,) = quotes_in(inference, 2)
    assert (quote.source, quote.ghost) == (None, None)


def test_words_of_the_article_under_an_unknown_name_are_no_lost_post() -> None:
    text = f"引用 记者 发表于 2025-03-02 08:00\n{LONG}\n{RULER}\n{OWN}"
    inference = found(("沙洲", TEA), ("白鹭", text), article=f"{LONG}\n{STONE}")
    assert edges(inference) == {}
    assert inference.ghosts == ()
    assert [quote.author for quote in inference.quotes] == ["记者"]


def test_an_opening_post_that_is_the_article_too_is_a_floor() -> None:
    inference = found(
        ("沙洲", LONG), ("青石", TEA), ("白鹭", f"{OWN}\n{RULER}\n{LONG}"), article=LONG
    )
    assert edges(inference) == {3: (1, "solid", "block-text")}


def test_quotes_within_a_quote_without_names_yield_to_the_most_words() -> None:
    middle = f"{FERRY}\n{RULER}\n{BRIDGE}{STONE}{TEA}"
    outer = f"{OWN}\n{RULER}\n{FERRY}{BRIDGE}{STONE}{TEA}"
    inference = found(("沙洲", FERRY), ("青石", middle), ("白鹭", outer))
    assert edges(inference)[3] == (2, "solid", "block-text")


def test_a_floor_copied_with_something_cut_out_of_its_middle() -> None:
    copy = FERRY + STONE
    inference = found(
        ("沙洲", FERRY + BRIDGE + STONE), ("青石", TEA), ("白鹭", f"{OWN}\n{RULER}\n{copy}")
    )
    assert edges(inference) == {3: (1, "solid", "block-text")}
    assert len(edge(inference, 3).evidence) == 2


def test_brackets_with_a_name() -> None:
    for bracket in (
        "[quote=沙洲]",
        '[quote="沙洲, post:1, topic:9"]',
        "[QUOTE=沙洲;12]",
        "[quote author=沙洲 link=topic=1 date=1]",
    ):
        text = f"{bracket}{FERRY}[/quote]\n{OWN}"
        inference = found(("青石", TEA), ("沙洲", FERRY), ("白鹭", text))
        assert edges(inference) == {3: (2, "solid", "author-text")}, bracket
        (quote,) = quotes_in(inference, 3)
        assert framed(text, quote) == text[: text.index("\n")]
        assert quote.author == "沙洲"


def test_brackets_with_a_head_inside() -> None:
    text = f"[quote]沙洲 发表于 2025-3-2 09:15\n{FERRY}[/quote]{OWN}"
    inference = found(("沙洲", FERRY), ("白鹭", text))
    assert edges(inference) == {2: (1, "solid", "author-text")}
    (quote,) = quotes_in(inference, 2)
    assert (quote.author, quote.posted_at) == ("沙洲", "2025-03-02T09:15+08:00")
    assert words(text, quote) == FERRY


def test_a_head_without_a_time_inside_a_named_bracket_is_the_quoted_floors_own() -> None:
    inner = f"青石 写道：{TEA}"
    text = f"[quote=沙洲]{inner}{FERRY}[/quote]{OWN}"
    inference = found(("青石", TEA), ("沙洲", inner + FERRY), ("白鹭", text))
    assert quotes_in(inference, 3)[0].author == "沙洲"
    assert edges(inference)[3][0] == 2


def test_what_a_bracket_within_holds_is_cut_out() -> None:
    inner = f"[quote]{FERRY}[/quote]{LONG}"
    outer = f"[quote][quote]{FERRY}[/quote]{LONG}[/quote]{OWN}"
    inference = found(("青石", FERRY), ("沙洲", inner), ("白鹭", outer))
    assert edges(inference)[3] == (2, "solid", "block-text")
    assert also(inference, 3) == []


def test_a_bracket_that_nothing_closes_and_one_that_nothing_opens_are_words() -> None:
    inference = found(("沙洲", FERRY), ("白鹭", f"[quote]{FERRY}"), ("青石", f"{FERRY}[/quote]"))
    assert inference.links == ()


def test_an_empty_bracket_is_a_quote_of_nothing() -> None:
    inference = found(("沙洲", FERRY), ("白鹭", f"[quote][/quote]{OWN}"))
    assert inference.links == ()
    (quote,) = inference.quotes
    assert quote.source is None


@pytest.mark.parametrize("mark", ["> ", ">", "＞ ", ": "])
def test_marked_lines(mark: str) -> None:
    lines = "\n".join(mark + part for part in (FERRY, BRIDGE))
    text = f"{lines}\n\n{OWN}"
    inference = found(("沙洲", f"{FERRY}\n{BRIDGE}"), ("青石", TEA), ("白鹭", text))
    assert edges(inference) == {3: (1, "solid", "block-text")}
    assert framed(text, quotes_in(inference, 3)[0]) == lines


def test_marked_lines_marked_deeper_are_cut_out() -> None:
    text = f"> > {FERRY}\n> {LONG}\n{OWN}"
    inference = found(("沙洲", FERRY), ("青石", f"> {FERRY}\n{LONG}"), ("白鹭", text))
    assert edges(inference)[3] == (2, "solid", "block-text")


def test_marked_lines_that_nobody_wrote_are_words() -> None:
    inference = found(("沙洲", FERRY), ("白鹭", f"> {STONE}\n{OWN}"))
    assert inference.quotes == ()


def test_a_head_before_marked_lines() -> None:
    text = f"※ 引述《沙洲》之銘言：\n: {FERRY}\n: {BRIDGE}\n\n{OWN}"
    inference = found(("沙洲", f"{FERRY}\n{BRIDGE}"), ("青石", TEA), ("白鹭", text))
    assert edges(inference) == {3: (1, "solid", "author-text")}
    assert quotes_in(inference, 3)[0].span.start == 0


def test_a_head_with_a_time_begins_with_its_name_before_marked_lines_too() -> None:
    text = f"{OWN} 沙洲 发表于 2025-03-02 09:15\n> {FERRY}\n\n{STONE}"
    inference = found(("沙洲", FERRY), ("白鹭", text))
    assert edges(inference) == {2: (1, "solid", "author-text")}
    assert quotes_in(inference, 2)[0].span.start == text.index("沙洲")


def test_a_tail_of_a_reading_program_is_no_ruler_and_no_words() -> None:
    tail = "—— 来自 HUAWEI ABC-AL00, Android 12上的 [河边客户端](https://example.org/app) v2.5"
    inference = found(
        ("沙洲", f"{FERRY}\n\n{tail}"),
        ("青石", f"{TEA}\n\n{tail}"),
        ("白鹭", f"{OWN}\n{RULER}\n{FERRY}\n\n{tail}"),
        ("橘子", f"{STONE}\n\n{tail}"),
    )
    assert edges(inference) == {3: (1, "solid", "block-whole")}


def test_a_line_that_several_floors_end_in_is_nobodys() -> None:
    line = "[河边客户端, 手机版](https://example.org/thread?tid=2029836)"
    floors = [(name, f"{FERRY[:9]}{name}\n\n{line}") for name in ("沙洲", "青石", "橘子")]
    text = f"{STONE}\n{RULER}\n好的\n\n{line}"
    assert edges(found(*floors[:1], ("白鹭", text))) != {}
    assert edges(found(*floors, ("白鹭", text))) == {}


def test_a_line_that_several_floors_quote_is_still_somebodys() -> None:
    quoting = [(name, f"{name}在此\n{RULER}\n{FERRY}") for name in ("青石", "橘子", "松针")]
    inference = found(("沙洲", FERRY), *quoting)
    assert [parent for parent, _state, _rule in edges(inference).values()] == [1, 1, 1]


def test_a_weak_edge_yields_to_a_sure_one() -> None:
    text = f"[quote]{FERRY[:13]}...[/quote][quote=青石]{BRIDGE}[/quote]{OWN}"
    inference = found(("沙洲", FERRY), ("青石", BRIDGE), ("白鹭", text))
    assert edges(inference) == {3: (2, "solid", "author-text")}
    assert also(inference, 3) == [1]
    assert {link.state for link in inference.links} == {LinkState.SOLID, LinkState.DASHED}


def test_english_blocks_are_likely_and_no_more() -> None:
    said = (
        "The old ferry runs again since this morning, and although nobody said so before,"
        " the fare is still two coins for everybody who lives on this side of the river."
    )
    inference = found(
        ("river", said),
        ("mill", "Nobody knows why the crane on the building site stopped again yesterday."),
        ("heron", f"Good to hear that, thank you.\n----------\n{said[:120]}"),
        ("otter", OTHER),
    )
    assert edges(inference) == {3: (1, "dashed", "block-text")}
