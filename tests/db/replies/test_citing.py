"""The article and its title in the words of floors: badges, no edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db.replies import infer
from db.replies.floors import FlatThread, Floor
from tests.db.replies.threads import BRIDGE, FERRY, OWN, RULER, STONE, TEA, edges

if TYPE_CHECKING:
    from db.replies.floors import Inference

TITLE = "一夜大水!“渡口老船”还是“石碑旧事”?"
ARTICLE = f"{FERRY}\n{BRIDGE}\n镇上的人都说，这是三十年来头一回。"


def thread(*texts: str, title: str = TITLE, article: str = ARTICLE) -> FlatThread:
    floors = tuple(Floor(text, f"用户{at}", str(at)) for at, text in enumerate(texts, 1))
    return FlatThread(title, article, floors, "Asia/Shanghai")


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def cited(made: FlatThread, inference: Inference | None = None) -> list[tuple[int, str, str]]:
    """Floor, what is cited, and the words; they are the same in what is cited."""
    found: list[tuple[int, str, str]] = []
    for each in (inference or infer(made)).citations:
        words = made.floors[each.floor].text[each.span.start : each.span.end]
        source = made.article if each.of == "article" else made.title
        assert each.source is not None
        there = source[each.source.start : each.source.end]
        assert letters(there) == letters(words)
        found.append((each.floor + 1, each.of, words))
    return found


def test_words_of_the_article_are_a_badge_and_no_edge() -> None:
    made = thread(OWN, f"我说两句。{FERRY}这是真的吗")
    inference = infer(made)
    assert cited(made, inference) == [(2, "article", FERRY)]
    assert edges(inference) == {}


def test_a_quote_of_the_article_is_one_too() -> None:
    made = thread(OWN, f"[quote]{FERRY}[/quote]{OWN}", f"{BRIDGE}\n{RULER}\n{TEA}")
    assert cited(made) == [(2, "article", FERRY), (3, "article", BRIDGE)]


def test_what_a_floor_only_quotes_of_another_is_that_floors() -> None:
    first = f"{FERRY}我也去坐过。"
    made = thread(first, f"用户1 写道：{first}\n{RULER}\n{OWN}")
    assert cited(made) == [(1, "article", FERRY)]


def test_two_parts_of_the_title_are_needed_where_it_has_several() -> None:
    made = thread("“渡口老船”修好了", "说是石碑旧事，其实是渡口老船的事", "一夜大水，又一夜大水")
    assert cited(made) == [(2, "title", "石碑旧事"), (2, "title", "渡口老船")]


def test_a_title_of_one_part_is_cited_whole_or_by_much_of_it() -> None:
    title = "三十年没人修的老船昨天下水了"
    made = thread(f"{title}，{OWN}", "没人修的老船昨天下水，好", "老船昨天下水", title=title)
    assert cited(made) == [(1, "title", title), (2, "title", "没人修的老船昨天下水")]


def test_what_many_say_is_the_talk_of_the_thread() -> None:
    texts = [f"第{at}次来：渡口老船和石碑旧事都好" for at in range(5)]
    assert cited(thread(*texts)) == []
    assert len(cited(thread(*texts[:3]))) == 6


def test_other_scripts_and_widths_meet() -> None:
    made = FlatThread(
        "标题", "老船今天早上终于修好了", (Floor("听说老船今天早上終於修好了", "甲"),)
    )
    (found,) = infer(made).citations
    assert (found.floor, found.of, found.span.start, found.span.end) == (0, "article", 2, 13)


def test_addresses_and_subject_lines_are_nobodys_words() -> None:
    said = "See http://example.org/the-old-ferry-runs-again-this-spring for more of it"
    title = "The old ferry runs again this spring"
    made = thread(
        said,
        f"From: A\nSubject: Re: {title}\n\nyes",
        f"so {title}, it says",
        title=title,
        article="",
    )
    assert cited(made) == [(3, "title", title)]


def test_the_opening_post_does_not_cite_itself() -> None:
    first = f"{FERRY}{BRIDGE}"
    made = thread(first, f"一夜大水之后，渡口老船 {OWN}", article=first)
    assert [(floor, of) for floor, of, _words in cited(made)] == [(2, "title"), (2, "title")]


def test_floors_with_stated_parents_cite_too() -> None:
    floors = (
        Floor(TEA, "甲", "1"),
        Floor(f"{OWN}{FERRY}", "乙", "2", stated_parent=0),
        Floor("一夜大水，渡口老船", "丙", "3", stated_parent=0),
    )
    with_article = FlatThread(TITLE, ARTICLE, floors)
    assert [(floor, of) for floor, of, _words in cited(with_article)] == [
        (2, "article"),
        (3, "title"),
    ]
    without = FlatThread(TITLE, "", floors)
    assert [floor for floor, _of, _words in cited(without)] == [3]


@pytest.mark.parametrize("text", ["", "顶", STONE, "渡口", "还是", "内容自动屏蔽"])
def test_nothing_is_cited_by_others(text: str) -> None:
    assert cited(thread(text)) == []


def test_a_moderated_floor_and_one_with_a_tail_cite_nothing_by_them() -> None:
    tail = "—— 来自 渡口老船 石碑旧事"
    assert cited(thread(f"{OWN}\n{tail}", "提示: 作者被禁止或删除 内容自动屏蔽")) == []


def test_no_more_than_a_few_are_told_of_a_floor() -> None:
    parts = [f"的{''.join(chr(0x4E00 + 29 * at + by) for by in range(12))}" for at in range(30)]
    made = thread("。\n".join(reversed(parts)), article="。".join(parts))
    assert len(infer(made).citations) == 6
