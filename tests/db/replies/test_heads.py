"""Quotes that name their author: before the reply, cut, run together, nested."""

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
    ZONE,
    also,
    edges,
    evidence,
    found,
    framed,
    ghost,
    quotes_in,
    thread,
    words,
)

STAMP = "2025-03-02 09:15:07"


def test_a_closed_quote_and_the_reply_after_it() -> None:
    text = f"回复:‘沙洲 发表评论于 {STAMP} {FERRY}’ **======** {OWN}"
    made = thread(("沙洲", FERRY), ("青石", BRIDGE), ("白鹭", text))
    inference = infer(made)
    assert edges(inference) == {3: (1, "solid", "author-text")}
    (quote,) = quotes_in(inference, 3)
    assert words(text, quote) == FERRY
    assert framed(text, quote) == text[: text.index(" " + OWN)]
    assert (quote.author, quote.source) == ("沙洲", 0)
    assert quote.posted_at == "2025-03-02T09:15:07+08:00"
    assert quote.posted_at_text == STAMP
    assert evidence(made, inference, 3) == ((FERRY, FERRY),)


@pytest.mark.parametrize(
    "head",
    [
        f"回复:‘沙洲 发表评论于 {STAMP} ",
        f"回复：“沙洲 发表评论于 {STAMP} ",
        f"回復:「沙洲 發表評論於 {STAMP} ",
        f"引用 沙洲 发表于 {STAMP}\n",
        f"原帖由 沙洲 于 {STAMP} 发表\n",
        f"最初由 沙洲 於 {STAMP} 發表：\n",
        f"沙洲 写于 {STAMP}：",
        f"沙洲（{STAMP}）：",
        f"沙洲 ({STAMP}):",
        "沙洲 写道：\n",
        "回复 沙洲 的评论：\n",
        "※ 引述《沙洲》之銘言：\n",
        "【 在 沙洲 的大作中提到: 】\n",
        "沙洲 wrote:\n",
    ],
)
@pytest.mark.parametrize("ruler", ["-----", "**======**", "————", "＝＝＝＝", "－－－－", "_____"])
def test_every_head_and_ruler(head: str, ruler: str) -> None:
    inference = found(("沙洲", FERRY), ("青石", BRIDGE), ("白鹭", f"{head}{FERRY}\n{ruler}\n{OWN}"))
    parent, state, rule = edges(inference)[3]
    assert (parent, state, rule) == (1, "solid", "author-text")
    assert quotes_in(inference, 3)[0].author == "沙洲"


def test_a_truncated_quote_is_found_by_its_beginning() -> None:
    for cut in ("......", "…", "……", "。。。"):
        text = f"沙洲 发表评论于 {STAMP}\n{FERRY[:13]}{cut}\n{RULER}\n{OWN}"
        made = thread(("沙洲", FERRY), ("白鹭", text))
        inference = infer(made)
        assert edges(inference) == {2: (1, "solid", "author-text")}
        (quote,) = quotes_in(inference, 2)
        assert words(text, quote) == FERRY[:13]
        assert framed(text, quote) == text[: text.index("\n" + OWN)]
        assert evidence(made, inference, 2) == ((FERRY[:13], FERRY[:13]),)


def test_run_together_on_one_line_the_quoted_floor_tells_where_the_quote_ends() -> None:
    text = f"沙洲 发表于 {STAMP} {FERRY} {OWN}"
    inference = found(("沙洲", FERRY), ("青石", BRIDGE), ("白鹭", text))
    assert edges(inference) == {3: (1, "solid", "author-text")}
    (quote,) = quotes_in(inference, 3)
    assert words(text, quote) == FERRY
    assert quote.span.end == text.index(" " + OWN)


def test_a_quote_that_was_cut_and_run_together_ends_at_the_mark_of_omission() -> None:
    text = f"沙洲 发表于 {STAMP} {FERRY[:14]}...... {OWN}"
    inference = found(("沙洲", FERRY), ("白鹭", text))
    (quote,) = quotes_in(inference, 2)
    assert words(text, quote) == FERRY[:14]
    assert framed(text, quote).endswith("......")


def test_a_ruler_that_belongs_to_what_follows_does_not_hide_the_quote() -> None:
    long_reply = "".join(f"第{at}天的账目里还差着一笔，" for at in range(20))
    text = f"沙洲 发表于 {STAMP} {FERRY} {long_reply}\n{RULER}\n摘抄完毕"
    inference = found(("沙洲", FERRY), ("白鹭", text))
    assert edges(inference) == {2: (1, "solid", "author-text")}
    (quote,) = quotes_in(inference, 2)
    assert words(text, quote) == FERRY


def test_the_copy_may_be_in_another_script_width_and_spacing() -> None:
    copy = "渡口 的老船今天早上終於修好了,下午三點開始載客,票價還是兩塊錢."
    text = f"回復:‘沙洲 發表評論於 {STAMP} {copy}’ **====** {OWN}"
    made = thread(("沙洲", FERRY), ("白鹭", text))
    inference = infer(made)
    assert edges(inference) == {2: (1, "solid", "author-text")}
    shown = evidence(made, inference, 2)
    assert "".join(there for _here, there in shown).replace("，", "")[:8] == "渡口的老船今天早"


def test_letters_that_differ_part_the_evidence() -> None:
    copy = FERRY.replace("下午三点", "下午四点")
    made = thread(("沙洲", FERRY), ("白鹭", f"沙洲 写道：{copy}\n{RULER}\n{OWN}"))
    inference = infer(made)
    shown = evidence(made, inference, 2)
    assert len(shown) == 2
    assert all(here == there for here, there in shown)
    assert not any("三" in there or "四" in here for here, there in shown)


def test_words_far_into_what_follows_a_head_are_no_quote_of_it() -> None:
    text = f"沙洲 发表于 {STAMP} {BRIDGE}{FERRY}"
    inference = found(("沙洲", FERRY), ("白鹭", text))
    assert edges(inference) == {2: (None, "ghost", "ghost")}


def test_of_two_floors_with_the_same_beginning_the_longer_match_is_meant() -> None:
    first, second = FERRY, FERRY[:16] + "明天停航。"
    text = f"沙洲 发表于 {STAMP}\n{first}\n{RULER}\n{OWN}"
    inference = found(("沙洲", first), ("沙洲", second), ("白鹭", text))
    assert edges(inference)[3] == (1, "solid", "author-text")


def test_the_outermost_author_of_nested_quotes_is_answered() -> None:
    inner = f"回复:‘沙洲 发表评论于 {STAMP} {FERRY}’ **======** {OWN}"
    outer = f"回复:‘青石 发表评论于 2025-03-02 10:00:00 {inner}’ **======** {OTHER}"
    inference = found(("沙洲", FERRY), ("青石", inner), ("白鹭", outer))
    assert edges(inference) == {
        2: (1, "solid", "author-text"),
        3: (2, "solid", "nested-chain"),
    }
    (quote,) = quotes_in(inference, 3)
    assert framed(outer, quote) == outer[: outer.index(" " + OTHER)]


def test_three_levels_deep() -> None:
    one = f"回复:‘沙洲 发表评论于 {STAMP} {FERRY}’ **======** {OWN}"
    two = f"回复:‘青石 发表评论于 2025-03-02 10:00:00 {one}’ **======** {OTHER}"
    three = f"回复:‘白鹭 发表评论于 2025-03-02 11:00:00 {two}’ **======** 都说得对。"
    inference = found(("沙洲", FERRY), ("青石", one), ("白鹭", two), ("橘子", three))
    assert [parent for parent, _state, _rule in edges(inference).values()] == [1, 2, 3]


def test_a_chain_of_authors_tells_a_nested_quote_without_usable_words() -> None:
    inner = f"回复:‘沙洲 发表评论于 {STAMP} {FERRY}’ **======** 哈"
    outer = (
        f"回复:‘青石 发表评论于 2025-03-02 10:00 回复:‘沙洲 发表评论于 {STAMP} 哈’’ **====** 嗯嗯"
    )
    inference = found(("沙洲", FERRY), ("青石", inner), ("青石", BRIDGE), ("白鹭", outer))
    assert edges(inference)[4] == (2, "solid", "nested-chain")


def test_a_chain_of_authors_without_times_and_words() -> None:
    inner = f"回复 沙洲 写道：{FERRY}\n{RULER}\n哈"
    outer = "回复 青石 写道：回复 沙洲 写道：哈"
    inference = found(("沙洲", FERRY), ("青石", inner), ("青石", BRIDGE), ("白鹭", outer))
    assert edges(inference)[4] == (2, "solid", "nested-chain")


def test_a_quoted_floor_that_ends_in_a_quote_of_its_own() -> None:
    trailing = f"{OWN}{STONE}\n{RULER}\n{FERRY}"
    outer = f"回复:‘青石 发表评论于 {STAMP} {trailing}’ **======** {OTHER}"
    inference = found(("沙洲", FERRY), ("青石", trailing), ("白鹭", outer))
    assert edges(inference)[3] == (2, "solid", "author-text")
    (quote,) = quotes_in(inference, 3)
    assert framed(outer, quote) == outer[: outer.index(" " + OTHER)]
    cut = f"回复:‘青石 发表评论于 {STAMP} {OWN}{STONE}\n{RULER}\n{OTHER}{TEA}\n{RULER}\n完"
    inference = found(("沙洲", FERRY), ("青石", trailing), ("白鹭", cut))
    (quote,) = quotes_in(inference, 3)
    assert framed(cut, quote) == cut[: cut.index("\n" + OTHER)]
    bare = f"回复:‘青石 发表评论于 {STAMP} {OWN}{STONE}\n{RULER}\n{RULER}\n{OTHER}"
    inference = found(("沙洲", FERRY), ("青石", trailing), ("白鹭", bare))
    assert len(quotes_in(inference, 3)) == 1


def test_most_of_what_stands_before_a_ruler_may_be_the_quote_and_the_rest_the_reply() -> None:
    text = f"沙洲 发表于 {STAMP} {FERRY} {OWN}{OTHER}\n{RULER}\n摘抄完毕"
    inference = found(("沙洲", FERRY), ("白鹭", text))
    assert edges(inference) == {2: (1, "solid", "author-text")}
    assert words(text, quotes_in(inference, 2)[0]) == FERRY


def test_a_quote_of_oneself_is_an_answer_to_oneself() -> None:
    inference = found(
        ("沙洲", FERRY), ("青石", BRIDGE), ("沙洲", f"沙洲 写道：{FERRY}\n{RULER}\n补充一句。")
    )
    assert edges(inference) == {3: (1, "solid", "author-text")}


def test_a_quote_of_the_future_is_a_quote_but_no_edge_and_no_ghost() -> None:
    text = f"沙洲 发表于 {STAMP}\n{FERRY}\n{RULER}\n{OWN}"
    inference = found(("白鹭", text), ("青石", BRIDGE), ("沙洲", FERRY))
    assert edges(inference) == {}
    assert inference.ghosts == ()
    (quote,) = quotes_in(inference, 1)
    assert (quote.source, quote.ghost) == (None, None)


def test_an_author_that_differs_by_script_and_width_is_one_author() -> None:
    inference = found(
        ("陈家桥ＡＢ", FERRY), ("白鹭", f"回复:‘陳家橋AB 发表评论于 {STAMP} {FERRY}’ **==== {OWN}")
    )
    assert edges(inference) == {2: (1, "solid", "author-text")}
    assert quotes_in(inference, 2)[0].author == "陳家橋AB"


def test_the_name_as_printed_decides_between_two_scripts_of_one_name() -> None:
    inference = found(
        ("陈家桥", FERRY),
        ("陳家橋", FERRY),
        ("白鹭", f"陈家桥 写道：{FERRY}\n{RULER}\n{OWN}"),
        ("青石", f"陳家橋 写道：{FERRY}\n{RULER}\n{OTHER}"),
    )
    assert edges(inference)[3][0] == 1
    assert edges(inference)[4][0] == 2


@pytest.mark.parametrize("name", ["-_-||", "^_^", "!!!", "……"])
def test_names_that_fold_to_nothing(name: str) -> None:
    inference = found(
        (name, FERRY), ("青石", BRIDGE), ("白鹭", f"{name} 写道：{FERRY}\n{RULER}\n{OWN}")
    )
    assert edges(inference) == {3: (1, "solid", "author-text")}
    assert quotes_in(inference, 3)[0].author == name


def test_the_longest_name_is_meant() -> None:
    inference = found(
        ("桥", TEA),
        ("老桥", FERRY),
        ("白鹭", f"回复:‘老桥 发表评论于 {STAMP} {FERRY}’ **==== {OWN}"),
    )
    assert edges(inference) == {3: (2, "solid", "author-text")}
    assert quotes_in(inference, 3)[0].author == "老桥"


def test_a_name_glued_to_the_reply_counts_where_its_words_are_found() -> None:
    glued = f"我同意老桥 发表评论于 {STAMP} "
    inference = found(("老桥", FERRY), ("白鹭", f"{glued}{FERRY}"), ("青石", f"{glued}{TEA}"))
    assert edges(inference) == {2: (1, "solid", "author-text")}
    assert inference.ghosts == ()


def test_a_latin_name_is_not_the_tail_of_another() -> None:
    text = f"回复:‘berlin 发表评论于 {STAMP} {TEA}’ **====** {OWN}"
    inference = found(("lin", TEA), ("白鹭", text))
    assert edges(inference) == {2: (None, "ghost", "ghost")}
    assert ghost(inference).author == "berlin"


def test_prose_that_says_somebody_wrote_is_no_quote() -> None:
    inference = found(
        ("沙洲", FERRY),
        ("白鹭", f"他写道：好久没下雨了。\n{OWN}"),
        ("青石", f"这篇文章发表于2025-03-02 09:15，作者不详。{OWN}"),
        ("橘子", f"会议于 2025年3月2日 14:30 开始，请带茶杯。{OWN}"),
        ("松针", f"听人说，有一份布告发布于 2025-03-02 09:15 那天傍晚。{OWN}"),
    )
    assert inference.links == ()
    assert inference.ghosts == ()


def test_a_short_quote_of_an_author_is_solid_where_his_floor_is_that_and_no_more() -> None:
    inference = found(
        ("沙洲", "不去"), ("青石", BRIDGE), ("白鹭", f"沙洲 写道：不去\n{RULER}\n{OWN}")
    )
    assert edges(inference) == {3: (1, "solid", "author-short")}


def test_author_and_time_without_words() -> None:
    made = thread(
        ("沙洲", FERRY), ("沙洲", TEA), ("白鹭", f"引用 沙洲 发表于 {STAMP}\n\n{RULER}\n好看")
    )
    floors = list(made.floors)
    floors[0] = Floor(FERRY, "沙洲", "1", "2025-03-02T09:15+08:00")
    floors[1] = Floor(TEA, "沙洲", "2", "2025-03-02T09:20+08:00")
    timed = FlatThread(made.title, "", tuple(floors), made.timezone)
    assert edges(infer(timed)) == {3: (1, "solid", "author-time")}


def test_words_and_the_printed_time_together() -> None:
    made = thread(
        ("沙洲", FERRY),
        ("沙洲", FERRY),
        ("白鹭", f"引用 沙洲 发表于 {STAMP}\n{FERRY}\n{RULER}\n好"),
    )
    floors = list(made.floors)
    floors[0] = Floor(FERRY, "沙洲", "1", "2025-03-02T09:15+08:00")
    floors[1] = Floor(FERRY, "沙洲", "2", "2025-03-02T09:20+08:00")
    timed = FlatThread(made.title, "", tuple(floors), made.timezone)
    assert edges(infer(timed)) == {3: (1, "solid", "author-time-text")}


def test_a_time_between_those_of_the_neighbours() -> None:
    made = thread(
        ("青石", BRIDGE),
        ("沙洲", "图"),
        ("橘子", TEA),
        ("沙洲", "图2"),
        ("白鹭", f"引用 沙洲 发表于 {STAMP}\n[图片]\n{RULER}\n好看"),
    )
    times = {0: "2025-03-02T09:10+08:00", 2: "2025-03-02T09:20+08:00"}
    floors = tuple(
        Floor(floor.text, floor.author, floor.label, times.get(at))
        for at, floor in enumerate(made.floors)
    )
    assert edges(infer(FlatThread("题", "", floors, made.timezone)))[5] == (
        2,
        "solid",
        "time-sandwich",
    )


def test_the_only_floor_of_an_author_without_words() -> None:
    inference = found(
        ("沙洲", FERRY), ("青石", BRIDGE), ("白鹭", f"引用 沙洲 发表于 {STAMP}\n\n{RULER}\n{OWN}")
    )
    assert edges(inference) == {3: (1, "dashed", "author-only")}


def test_a_time_that_none_of_the_authors_floors_can_have_is_of_a_lost_one() -> None:
    floors = (
        Floor(FERRY, "沙洲", "1", "2025-03-02T08:00+08:00"),
        Floor(f"引用 沙洲 发表于 {STAMP}\n\n{RULER}\n{OWN}", "白鹭", "2"),
        Floor(f"引用 沙洲 发表于 2025-03-02 08:00:30\n\n{RULER}\n{OWN}", "青石", "3"),
    )
    inference = infer(FlatThread("题", "", floors, ZONE))
    assert edges(inference) == {2: (None, "ghost", "ghost"), 3: (1, "solid", "author-time")}


def test_of_two_floors_in_one_minute_the_second_decides() -> None:
    floors = (
        Floor(FERRY, "沙洲", "1", "2025-03-02T09:15:07+08:00"),
        Floor(TEA, "沙洲", "2", "2025-03-02T09:15:40+08:00"),
        Floor(f"引用 沙洲 发表于 {STAMP}\n[图片]\n{RULER}\n{OWN}", "白鹭", "3"),
    )
    assert edges(infer(FlatThread("题", "", floors, ZONE))) == {3: (1, "solid", "author-time")}


def test_a_time_is_not_placed_among_many_floors_of_one_author() -> None:
    floors = [Floor(f"第{at}张图", "沙洲", str(at)) for at in range(1, 20)]
    floors.append(Floor(f"引用 沙洲 发表于 {STAMP}\n[图片]\n{RULER}\n{OWN}", "白鹭", "20"))
    assert edges(infer(FlatThread("题", "", tuple(floors), ZONE))) == {20: (None, "ghost", "ghost")}


def test_an_author_with_several_floors_and_no_words_is_nobody_in_particular() -> None:
    inference = found(
        ("沙洲", FERRY), ("沙洲", TEA), ("白鹭", f"引用 沙洲 发表于 {STAMP}\n\n{RULER}\n{OWN}")
    )
    assert edges(inference) == {}


def test_an_edited_floor_is_known_by_likeness() -> None:
    before = "早班船七点开，晚班船九点收"
    now = "早班船七点开；晚班船十点收"
    inference = found(
        ("沙洲", now.replace("点", "时", 1)),
        ("青石", BRIDGE),
        ("白鹭", f"沙洲 写道：{before}\n{RULER}\n{OWN}"),
    )
    parent, state, rule = edges(inference)[3]
    assert parent == 1
    assert (state, rule) in {("dashed", "author-edited"), ("solid", "author-text")}


def test_a_floor_that_was_hidden_since() -> None:
    inference = found(
        ("沙洲", "提示: 该评论已被删除"),
        ("青石", BRIDGE),
        ("白鹭", f"回复 沙洲 写道：{FERRY}\n{RULER}\n{OWN}"),
    )
    assert edges(inference) == {3: (1, "dashed", "author-moderated")}


def test_a_floor_that_quotes_a_hidden_one_is_not_hidden_itself() -> None:
    middle = f"回复 沙洲 写道：提示: 该评论已被删除\n{RULER}\n{STONE}"
    inference = found(
        ("沙洲", "提示: 该评论已被删除"),
        ("青石", middle),
        ("白鹭", f"{OWN}\n{RULER}\n{STONE}"),
    )
    assert edges(inference)[3] == (2, "solid", "block-whole")


def test_several_quotes_give_one_primary_edge_and_others_beside_it() -> None:
    text = (
        f"沙洲 写道：{FERRY}\n{RULER}\n这个我同意。\n青石 写道：{BRIDGE}\n{RULER}\n这个我不同意。"
    )
    inference = found(("沙洲", FERRY), ("青石", BRIDGE), ("白鹭", text))
    assert edges(inference) == {3: (1, "solid", "author-text")}
    assert also(inference, 3) == [2]
    assert len(quotes_in(inference, 3)) == 2


def test_two_quotes_of_one_floor_give_one_edge_with_both_as_evidence() -> None:
    text = f"沙洲 写道：{FERRY[:14]}\n{RULER}\n好。\n沙洲 写道：{FERRY[16:]}\n{RULER}\n也好。"
    made = thread(("沙洲", FERRY), ("白鹭", text))
    inference = infer(made)
    assert edges(inference) == {2: (1, "solid", "author-text")}
    assert also(inference, 2) == []
    assert [here for here, _there in evidence(made, inference, 2)] == [FERRY[:14], FERRY[16:]]


def test_english_threads_keep_their_words_apart() -> None:
    said = "The old ferry runs again since this morning and the fare is still two coins."
    inference = found(
        ("River Bank", said),
        ("mill", "Nobody knows why the crane on the building site stopped again yesterday."),
        ("heron", f"On Sunday, River Bank wrote:\n> {said}\n\nThat is good to hear, thank you."),
    )
    assert edges(inference) == {3: (1, "solid", "author-text")}
    (quote,) = quotes_in(inference, 3)
    assert (quote.author, quote.span.start) == ("River Bank", 0)
