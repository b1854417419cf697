"""The parts below the rules: marks, names, letters, runs, times."""

from __future__ import annotations

import pytest

from db.replies import cues, frames, trimming
from db.replies.align import Patience, Run, align, common_prefix, common_suffix, end_in_parent
from db.replies.evidence import evidence
from db.replies.folding import FoldedText, Folding, Words, folding_for, is_letter
from db.replies.names import NameBook
from db.replies.shelves import Shelf
from db.replies.walltime import WallTime, wall_time

WIDE, SPACED = Folding(spaced=False), Folding(spaced=True)


# -- cues


@pytest.mark.parametrize(
    "text",
    [
        "甲 发表评论于 2025-01-28 09:59",
        "甲 于2025年1月28日",
        "甲 寫道：",
        "甲（2025年1月28日 9:59）：",
        "a wrote: b",
        "上\n----\n下",
        "[QUOTE=a]b[/quote]",
        "  > a",
        "\xa0: a",
        "a\n＞ b",
    ],
)
def test_a_text_with_a_frame_has_a_cue(text: str) -> None:
    assert cues.has_cue(text)


@pytest.mark.parametrize("text", ["", "好", "一 -- 二", "1 > 0", "[quiz]", "见第：三页"])
def test_a_text_without_a_frame_has_none(text: str) -> None:
    assert not cues.has_cue(text)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("甲 发表评论于 2025-01-28 09:59:57 好", "2025-01-28 09:59:57"),
        ("甲 發表評論於2025/1/28 9:59 好", "2025/1/28 9:59"),
        ("甲 发布于 2025年1月28日 下午3:05：好", "2025年1月28日 下午3:05"),
        ("甲 于 2025-01-28 09:59 写道: 好", "2025-01-28 09:59"),
        ("甲 发表于 2025-01-28T09:59 PM 好", "2025-01-28T09:59 PM"),
        ("甲(2025.1.28 09:59):好", "2025.1.28 09:59"),
        ("甲 写道：好", None),
        ("alice wrote : good", None),
    ],
)
def test_heads(text: str, time: str | None) -> None:
    (head,) = cues.heads(text)
    assert head.time == time
    assert text[: head.verb].strip(" ") in {"甲", "alice"}


@pytest.mark.parametrize(
    "text",
    [
        "会议于 2025-01-28 09:59 开始",
        "本文发表于2025-01-28 09:59，作者不详",
        "本文发表于2025-01-28 09:59:57的报纸",
        "甲 发表于 2025-01-28",
        "rewrote: good",
        "甲 写道",
    ],
)
def test_no_heads(text: str) -> None:
    assert cues.heads(text) == []


def test_no_more_than_so_many_marks_are_looked_at() -> None:
    assert len(cues.heads("甲 写道：乙" * 300)) == cues.MOST_CUES
    assert len(cues.rulers("甲----乙" * 300)) == cues.MOST_CUES
    assert len(frames.brackets("[quote]甲[/quote]" * 300)) == cues.MOST_CUES
    assert len(frames.marked_lines("> 甲\n乙\n" * 300)) == cues.MOST_CUES


def test_heads_that_overlap_are_one() -> None:
    assert len(cues.heads("甲 发表于 2025-01-28 09:59 写道：好")) == 1
    heads = cues.heads("甲的大作中提到:(2025-01-28 09:59):好")
    assert [head.time for head in heads] == [None, "2025-01-28 09:59"]
    assert len(cues.heads("甲 写道写道：：")) == 1


def test_a_lead_belongs_to_the_head_and_not_to_the_name() -> None:
    for lead in ("回复:‘", "引用 ", "Re: ", "quote: ", "※ 引述《", "【 在 ", "@", "原帖由 "):
        assert cues.prefix_start(f"好。{lead}老桥", len(f"好。{lead}")) == 2
    assert cues.prefix_start("more 老桥", 5) == 5
    assert cues.without_lead("引用 老桥") == 3
    assert cues.without_lead("回复老桥") == 2
    assert cues.without_lead("re: bridge") == 4
    assert cues.without_lead("rebecca") == 0
    assert cues.without_lead("引用") == 0
    assert cues.without_lead("老桥") == 0


def test_rulers_of_tables_and_tails_are_none() -> None:
    assert cues.rulers("|----|----|") == []
    assert cues.rulers("+----+") == []
    assert cues.rulers("----发自我的手机") == []
    assert [tuple(ruler) for ruler in cues.rulers("好**====**好 ----")] == [(1, 9), (11, 15)]


# -- frames


def test_a_bracket_closed_twice_ends_at_the_first() -> None:
    text = "[quote]甲[/quote][/quote]乙"
    (frame,) = frames.brackets(text)
    assert text[frame.start : frame.end] == "[quote]甲[/quote]"


def test_brackets_three_deep_keep_only_the_outermost_words() -> None:
    text = "[quote]甲[quote]乙[quote]丙[/quote]丁[/quote]戊[/quote]"
    (frame,) = frames.brackets(text)
    assert [text[slice(*piece)] for piece in frame.pieces] == ["甲", "戊"]


def test_a_bracket_with_an_empty_name_has_none() -> None:
    (frame,) = frames.brackets('[quote="", post:1]甲[/quote]')
    assert frame.name is None
    (frame,) = frames.brackets("[quote=]甲[/quote]")
    assert frame.name is None


def test_lines_of_one_depth_are_one_piece() -> None:
    text = "> 甲\n\n> 乙\n>> 丙\n> 丁\n戊"
    (frame,) = frames.marked_lines(text)
    assert [text[slice(*piece)] for piece in frame.pieces] == ["甲\n\n> 乙", "丁"]
    assert frame.end == text.index("\n戊")


# -- trimming


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  甲乙……  ", "甲乙"),
        ("：甲乙**", "甲乙"),
        ("甲乙’", "甲乙"),
        ("甲“乙”", "甲“乙”"),
        ("甲乙”。。。", "甲乙"),
        ('say "so"', 'say "so"'),
        ('say so"', "say so"),
        ("甲乙。", "甲乙。"),
        ("甲乙..", "甲乙.."),
        ("......", ""),
        ("", ""),
    ],
)
def test_trim(text: str, words: str) -> None:
    start, end = trimming.trim(text, 0, len(text))
    assert text[start:end] == words


def test_tails() -> None:
    text = "好\n—— 来自 HUAWEI"
    assert trimming.tail_start(text) == 2
    assert trimming.tail_start("好 —— 来自 HUAWEI") == len("好 —— 来自 HUAWEI")
    assert trimming.tail_start("好 —— 来自 HUAWEI", lone=False) == 1
    assert trimming.tail_start("我来自河边") == 5
    assert trimming.tail_start("我来自河边", lone=False) == 5
    glued = "好 —— 来自 HUAWEI...... 再见"
    assert trimming.skip_tail(glued, 1, len(glued)) == glued.index(" 再见")
    assert trimming.skip_tail(glued, 0, len(glued)) == 0


def test_closing_marks_are_skipped_and_white_space_is_not() -> None:
    assert trimming.skip_closing("……’ 好", 0, 5) == 3
    assert trimming.skip_closing(" ......’", 0, 8) == 8
    assert trimming.skip_closing(" 好", 0, 2) == 0


# -- names


def names_of(*authors: str, spaced: bool = False) -> NameBook:
    return NameBook(authors, SPACED if spaced else WIDE)


def test_names_before_a_verb() -> None:
    book = names_of("老桥", "沙洲", "-_-||", "ﬁsh")
    named = book.before("好 老桥 ", 5)
    assert named is not None
    assert (named.printed, named.known, named.glued, named.start) == ("老桥", True, False, 2)
    glued = book.before("听说老桥", 4)
    assert glued is not None
    assert (glued.printed, glued.glued) == ("老桥", True)
    odd = book.before("好 -_-|| ", 8)
    assert odd is not None
    assert (odd.printed, odd.key) == ("-_-||", "\0-_-||")
    noted = book.before("老桥 <bridge@example.org> ", 24)
    assert noted is not None
    assert noted.printed == "老桥"


def test_unknown_names_before_a_verb() -> None:
    book = names_of("老桥")
    for text, name in (
        ("雾里人 ", "雾里人"),
        ("好。\n雾里人 ", "雾里人"),
        ("引用 雾里人 ", "雾里人"),
        ("很长的一句话，说完以后，雾里人 ", "雾里人"),
        ("回复:‘雾里人 ", "雾里人"),
    ):
        named = book.before(text, len(text))
        assert named is not None
        assert (named.printed, named.known) == (name, False), text
        assert text[named.start : named.end] == name
    assert book.before("", 0) is None
    assert book.before("，，，", 3) is None
    assert book.before("’’ ", 3) is None
    assert book.before("@@", 2) is None
    assert book.before("字" * 60, 60) is not None


def test_a_known_name_is_no_part_of_a_word_or_a_letter() -> None:
    assert names_of("in", spaced=True).before("berl in", 7) is not None
    named = names_of("in", spaced=True).before("berlin", 6)
    assert named is not None
    assert not named.known
    # the name ends in the middle of one character that folds to two letters
    named = names_of("g").before("10㎏", 3)
    assert named is not None
    assert not named.known
    # nor is it one behind a character that nobody sees
    named = names_of("lin").before("ber\u00adlin", 7)
    assert named is not None
    assert not named.known


def test_authors_without_a_name_have_no_key() -> None:
    book = NameBook((None, "", " ", "\u200b", "老桥", "n" * 200), WIDE)
    assert book.key(None) == book.key("") == book.key(" ") == ""
    assert book.key("\u200b") == "\0\u200b"
    assert book.is_known(book.key("老橋"))
    assert not book.is_known("")


# -- letters


def test_folding_drops_marks_and_keeps_letters() -> None:
    assert WIDE.letters("渡口，ＡＢ 橋！e\u0301\u200b１") == "渡口ab桥e1"
    assert SPACED.letters("The  ferry, runs!") == "the ferry runs"
    assert is_letter("甲")
    assert not is_letter("，")


def test_what_is_passed_over_while_folding_stays_as_it_is() -> None:
    folding = Folding(spaced=False)
    letters = "".join(filter(str.isprintable, map(chr, range(0x11000))))
    one_by_one = [folding.evenly(letter) for letter in letters]
    together = "".join(folding.evenly(letters[at : at + 64]) for at in range(0, len(letters), 64))
    assert together == "".join(one_by_one)


def test_the_script_of_the_samples_decides() -> None:
    assert folding_for(["The ferry runs again, says 老桥."]).spaced
    assert not folding_for(["渡口的船 runs again"]).spaced
    assert not folding_for([]).spaced


def test_enough_counts_latin_letters_less_among_ideographs() -> None:
    assert WIDE.is_enough("甲" * 8)
    assert not WIDE.is_enough("甲" * 7)
    assert not WIDE.is_enough("abcdefgh")
    assert WIDE.is_enough("a" * 23)
    assert SPACED.is_enough("a" * 24)
    assert not SPACED.is_enough("a" * 23)


@pytest.mark.parametrize("folding", [WIDE, SPACED])
@pytest.mark.parametrize(
    "text", ["甲 ㎏，乙  b c\u0301。丙", "ﬁne  day, 甲", "…。", "a\u200bb", ""]
)
def test_every_letter_knows_where_it_came_from(folding: Folding, text: str) -> None:
    folded = FoldedText(text, folding)
    assert len(folded.origins) == len(folded.letters)
    for letter, origin in zip(folded.letters, folded.origins, strict=True):
        if letter != " ":
            assert letter in folding.letters(text[origin])


def test_pieces_read_as_one_run() -> None:
    source = FoldedText("甲乙，丙丁。戊己", WIDE)
    words = Words(source, [(0, 2), (2, 3), (6, 8)], "")
    assert words.letters == "甲乙戊己"
    assert words.in_source(1, 3) == [(1, 2), (4, 5)]
    assert words.origin(2) == 6
    assert Words.whole(source).letters == source.letters


# -- runs


def test_runs_meet_again_after_a_difference() -> None:
    patience = Patience(100)
    assert align("渡口的老船修好了", "渡口的旧老船修好了", patience) == [Run(0, 0, 3), Run(3, 4, 5)]
    assert align("一二三四五", "一二三四六", patience) == [Run(0, 0, 4)]
    assert align("甲" * 9 + "乙丙", "甲" * 9 + "丁戊己庚辛壬癸", patience) == [Run(0, 0, 9)]
    assert align("一二三四五六七", "一八九三四五六", patience) == [Run(0, 0, 1), Run(2, 3, 4)]
    # the piece is near, but too far on
    assert align("甲一二三四", "甲子丑寅卯辰巳午未一二三四", patience) == [Run(0, 0, 1)]
    assert end_in_parent([]) == 0


def test_so_many_differences_are_no_copy() -> None:
    one = "".join(f"渡口的老{at % 10}" for at in range(1000))
    two = "".join(f"渡口的老{(at + 5) % 10}" for at in range(1000))
    runs = align(one, two, Patience(10_000))
    assert 0 < len(runs) <= 400
    assert len(align(one, two, Patience(3))) == 4


def test_common_beginnings_and_ends() -> None:
    assert common_prefix("a" * 200 + "b", 0, "a" * 200 + "c", 0) == 200
    assert common_prefix("", 0, "a", 0) == 0
    assert common_suffix("xab", 3, "yab", 3, 9) == 2
    assert common_suffix("ab", 2, "ab", 2, 1) == 1


def shown(child: str, parent: str, limits: tuple[int, int] | None = None) -> list[tuple[str, str]]:
    one, two = (Words.whole(FoldedText(text, WIDE)) for text in (child, parent))
    runs = align(one.letters, two.letters, Patience(99))
    found = evidence(runs, one, two, limits or (0, len(child)))
    return [
        (child[each.child.start : each.child.end], parent[each.parent.start : each.parent.end])
        for each in found
        if each.parent is not None
    ]


def test_signs_that_stand_alike_belong_to_the_evidence() -> None:
    assert shown("《渡口的老船》，", "《渡口的老船》。") == [("《渡口的老船》", "《渡口的老船》")]
    assert shown("《渡口》", "《渡口》", (1, 3)) == [("渡口", "渡口")]
    assert shown("“" * 20 + "渡口", "“" * 20 + "渡口") == [("“" * 8 + "渡口", "“" * 8 + "渡口")]
    assert shown("渡口" + "”" * 20, "渡口" + "”" * 20) == [("渡口" + "”" * 8, "渡口" + "”" * 8)]


def test_signs_between_two_runs_are_shown_once() -> None:
    child, parent = "渡口的老船——修好了吗", "渡口的老船——旧——修好了吗"
    assert [here for here, _there in shown(child, parent)] == ["渡口的老船——", "修好了吗"]


def test_a_character_that_folds_to_several_letters_is_shown_whole_or_not() -> None:
    # ㎏ folds to two letters, of which one is equal
    assert shown("渡口的老船1㎏", "渡口的老船1k") == [("渡口的老船1", "渡口的老船1")]
    assert shown("㎏渡口的老船", "g渡口的老船") == [("渡口的老船", "渡口的老船")]
    assert shown("㎏", "k") == []


def test_short_runs_beside_long_ones_are_not_shown() -> None:
    child, parent = "渡口的老船旧不旧的时候总会修好", "渡口的老船新不新的时候总会修好"
    assert shown(child, parent) == [
        ("渡口的老船", "渡口的老船"),
        ("的时候总会修好", "的时候总会修好"),
    ]
    one, two = (
        Words.whole(FoldedText(text, WIDE)) for text in ("渡口的老船，好", "渡口的老船，好")
    )
    found = evidence([Run(0, 0, 5), Run(5, 5, 1)], one, two, (0, 7))
    assert len(found) == 1


# -- shelves


def shelf_of(*texts: str, spaced: bool = False) -> Shelf:
    folding = SPACED if spaced else WIDE
    shelf = Shelf(folding, [folding.letters(text) for text in texts].__getitem__)
    for at in range(len(texts)):
        shelf.add(at)
    return shelf


def test_a_shelf_remembers_the_earliest_and_the_latest_of_many() -> None:
    shelf = shelf_of(*(f"渡口的老船修好了{at}" for at in range(20)))
    floors = {floor for floor, _at, _there in shelf.hits("渡口的老船修")}
    assert floors == {0, 1, 2, 3, 4, 19}


def test_a_floor_is_hit_once_for_a_shingle_it_repeats() -> None:
    shelf = shelf_of("渡口的老船修" * 3, "渡口的老船修" * 2, "没有")
    assert shelf.hits("渡口的老船修") == [(0, 0, 0), (1, 0, 0)]
    assert shelf.hits("渡口") == []


def test_likeness() -> None:
    shelf = shelf_of("早班船七点开", "晚班船九点收", "")
    alike = shelf.alike("早班船八点开")
    assert alike is not None
    assert alike[0] == 0
    assert shelf.alike("风马牛不相及") is None
    many = shelf_of(*("早班船七点开" for _ in range(200)))
    assert many.alike("早班船七点开") == (199, 1.0)


def test_spaced_words_are_found_at_their_beginnings() -> None:
    shelf = shelf_of("the old ferry runs again since this morning", "no", spaced=True)
    assert [there for _floor, _at, there in shelf.hits("old ferry runs again")] == [4]


# -- times


@pytest.mark.parametrize(
    ("printed", "time"),
    [
        ("2025-01-28 09:59:57", WallTime(2025, 1, 28, 9, 59, 57)),
        ("2025-01-28T18:42-08:00", WallTime(2025, 1, 28, 18, 42)),
        ("2025年1月28日 下午3点05分", WallTime(2025, 1, 28, 15, 5)),
        ("2025/1/28 12:30 AM", WallTime(2025, 1, 28, 0, 30)),
        ("2025/1/28 12:30 pm", WallTime(2025, 1, 28, 12, 30)),
        ("2025-01-28 上午11:05", WallTime(2025, 1, 28, 11, 5)),
        ("2025-01-28T18-08:00", None),
        ("2025-13-28 09:59", None),
        ("2025-01-28", None),
        ("昨天", None),
        ("", None),
        (None, None),
    ],
)
def test_wall_times(printed: str | None, time: WallTime | None) -> None:
    assert wall_time(printed) == time


def test_times_meet_as_far_as_both_are_printed() -> None:
    minute, second = WallTime(2025, 1, 28, 9, 59), WallTime(2025, 1, 28, 9, 59, 57)
    assert minute.meets(second)
    assert second.meets(minute)
    assert not second.meets(second._replace(second=58))
    assert not minute.meets(second._replace(minute=58))
