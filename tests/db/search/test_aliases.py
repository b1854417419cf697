"""Aliases: a widened query finds what any of its forms finds, and nothing else."""

from __future__ import annotations

import random
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import library, search
from db.errors import AliasesWrong
from db.records import ThreadId
from db.search import query as language
from db.search.aliases import LONGEST, MOST_FORMS, MOST_GROUPS, MOST_MEMBERS, Widener
from db.search.matching import fold_query, holds
from db.text import fold
from tests.db.search.shelf import APost, AThread, Shelf
from tests.db.search.test_truth import invented_query, invented_thread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.search.query import Query
    from db.store import Store

GROUPS = (
    ("芯片", "晶片"),
    ("人工智能", "人工智慧", "AI"),
    ("石碑", "碑"),
    ("中国", "Ｃhina"),
    ("的", "之"),
    ("，", "。"),
)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "a.beilin")
    made.add(
        AThread(
            "晶片与石碑",
            blocks=["芯片是晶片。", "AI 与人工智慧"],
            posts=[
                APost("這枚晶片很小", "晶片王"),
                APost("这枚芯片很大", "芯片王"),
                APost("=芯片= 之外", "丙"),
                APost("email 里没有那个词", "丁"),
                APost("AI很好", "戊"),
                APost("晶 片 分开了", "己"),
            ],
        )
    )
    yield made
    made.store.close()


def use(store: Store, *groups: tuple[str, ...], enabled: bool = True) -> None:
    search.write_aliases(store, search.Aliases(enabled, groups))


def count(store: Store, query: str) -> int:
    total = search.search(store, query).total
    assert total is not None
    return total


# the list


def test_a_new_library_has_no_aliases_and_they_are_off(shelf: Shelf) -> None:
    assert search.read_aliases(shelf.store) == search.Aliases(enabled=False, groups=())


def test_a_list_is_kept_and_tells_what_it_changed(shelf: Shelf) -> None:
    aliases = search.Aliases(enabled=True, groups=GROUPS)
    done = search.write_aliases(shelf.store, aliases)
    assert done.value == aliases
    assert done.changes.operation == "write-aliases"
    assert done.changes
    assert search.read_aliases(shelf.store) == aliases
    assert not search.write_aliases(shelf.store, aliases).changes
    with closing(library.open_library(shelf.store.place)) as other:
        assert search.read_aliases(other) == aliases


def test_lines_are_read_and_written() -> None:
    groups = search.parse_groups(["芯片=晶片", "", "  英伟达 ＝ 辉达=Nvidia  Corp ", "\t"])
    assert groups == (("芯片", "晶片"), ("英伟达", "辉达", "Nvidia Corp"))
    assert search.write_groups(groups) == "芯片 = 晶片\n英伟达 = 辉达 = Nvidia Corp"


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=12)))
def test_any_lines_are_read_or_one_of_them_is_named(lines: list[str]) -> None:
    read: tuple[tuple[str, ...], ...] = ()
    wrong: int | None = None
    try:
        read = search.parse_groups(lines)
    except AliasesWrong as error:
        wrong = error.line
    if wrong is None:
        assert search.parse_groups(search.write_groups(read).split("\n")) == read
    else:
        assert 1 <= wrong <= len(lines)
        assert lines[wrong - 1].strip()


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["芯片"], 1),
        (["芯片=晶片", "", "辉达="], 3),
        (["=辉达"], 1),
        (["芯片=晶片", "软件=软体=晶片"], 2),
        (["芯片=晶片", "甲=乙", "軟件=软件"], 3),
        (["ＡＩ=ai"], 1),
        (["甲=" + "乙" * (LONGEST + 1)], 1),
        (["=".join(map(str, range(MOST_MEMBERS + 1)))], 1),
        (["甲=乙", "丙=\ud800"], 2),
        ([f"甲{n}=乙{n}" for n in range(MOST_GROUPS + 1)], MOST_GROUPS + 1),
    ],
)
def test_what_is_wrong_is_named_by_its_line(lines: list[str], number: int) -> None:
    with pytest.raises(AliasesWrong) as caught:
        search.parse_groups(lines)
    assert caught.value.line == number
    assert f"Line {number}" in caught.value.headline
    assert caught.value.advice


def test_a_wrong_list_changes_nothing(shelf: Shelf) -> None:
    use(shelf.store, *GROUPS)
    with pytest.raises(AliasesWrong):
        use(shelf.store, ("芯片",))
    assert search.read_aliases(shelf.store).groups == GROUPS


def test_the_suggested_list_can_be_used_as_it_is() -> None:
    lines = search.write_groups(search.SUGGESTED).split("\n")
    assert search.parse_groups(lines) == search.SUGGESTED


# searching


def test_off_is_off(shelf: Shelf) -> None:
    before = count(shelf.store, "芯片")
    use(shelf.store, *GROUPS, enabled=False)
    assert count(shelf.store, "芯片") == before
    use(shelf.store, *GROUPS)
    assert count(shelf.store, "芯片") > before
    use(shelf.store, *GROUPS, enabled=False)
    assert count(shelf.store, "芯片") == before


def test_both_words_find_the_same(shelf: Shelf) -> None:
    use(shelf.store, ("芯片", "晶片"))
    for query in ("芯片", "晶片", '"芯片很"', "這枚晶片"):
        assert_widened(shelf, query, (("芯片", "晶片"),))
    assert count(shelf.store, "这枚芯片") == count(shelf.store, "這枚晶片") == 2


def test_exact_words_are_not_widened(shelf: Shelf) -> None:
    alone = count(shelf.store, "=芯片")
    use(shelf.store, ("芯片", "晶片"))
    assert count(shelf.store, "=芯片") == alone
    assert count(shelf.store, '="芯片很"') == 1


def test_names_behind_author_are_not_widened(shelf: Shelf) -> None:
    use(shelf.store, ("芯片", "晶片"))
    assert count(shelf.store, "author:芯片王") == 1


def test_what_is_left_out_is_left_out_under_each_name(shelf: Shelf) -> None:
    use(shelf.store, ("芯片", "晶片"))
    assert_widened(shelf, "这枚 -芯片", (("芯片", "晶片"),))
    assert count(shelf.store, "这枚 -芯片") == 0


def test_letters_count_as_whole_words_alone(shelf: Shelf) -> None:
    use(shelf.store, ("AI", "人工智慧"))
    assert count(shelf.store, "email") == 1
    assert count(shelf.store, "ai很好") == 1
    assert count(shelf.store, "人工智慧很好") == 1


def test_marks_cover_the_member_that_stands_there(shelf: Shelf) -> None:
    use(shelf.store, ("芯片", "晶片"))
    (thread,) = shelf.threads
    found: set[str] = set()
    for hit in search.find_in_thread(shelf.store, ThreadId(thread.id), "芯片"):
        if hit.field == "post" and hit.post is not None:
            text = thread.posts[thread.post_ids.index(hit.post)].text
            found |= {text[match.start : match.end] for match in hit.matches}
        found |= {hit.snippet[mark.start : mark.end] for mark in hit.marks}
    assert found == {"芯片", "晶片"}


def test_the_query_is_told_as_it_was_typed(shelf: Shelf) -> None:
    use(shelf.store, ("芯片", "晶片"))
    assert search.search(shelf.store, "芯片 OR 石碑").query == "芯片 OR 石碑"


def test_another_program_may_write_the_list(shelf: Shelf) -> None:
    use(shelf.store, ("芯片", "晶片"))
    widened = count(shelf.store, "芯片")
    with closing(library.open_library(shelf.store.place)) as other:
        use(other, ("email", "晶片"))
    assert count(shelf.store, "芯片") < widened
    assert count(shelf.store, "晶片") > count(shelf.store, "=晶片")


def test_very_many_forms_are_bounded(shelf: Shelf) -> None:
    use(shelf.store, *GROUPS)
    query = language.write(language.Words("芯片，" * 30_000))
    assert count(shelf.store, query) == 0
    assert count(shelf.store, " ".join(["芯片的石碑，"] * 90)) == 0


# truth


def forms(text: str, groups: tuple[tuple[str, ...], ...]) -> set[str]:
    """Every way to put other members in the place of those that stand in a folded text."""
    found = {text[0] + rest for rest in forms(text[1:], groups)} if text else {""}
    for group in groups:
        folded = [fold(word) for word in group]
        for word in folded:
            if text.startswith(word):
                found |= {
                    other + rest for rest in forms(text[len(word) :], groups) for other in folded
                }
    return found


def widened(tree: Query, groups: tuple[tuple[str, ...], ...]) -> Query:
    match tree:
        case language.Words(text, False):
            return language.Either(tuple(map(language.Words, sorted(forms(fold(text), groups)))))
        case language.Not(child):
            return language.Not(widened(child, groups))
        case language.All(children):
            return language.All(tuple(widened(child, groups) for child in children))
        case language.Either(children):
            return language.Either(tuple(widened(child, groups) for child in children))
        case _:
            return tree


def assert_widened(shelf: Shelf, query: str, groups: tuple[tuple[str, ...], ...]) -> None:
    tree = fold_query(widened(search.parse(query), groups))
    truth = [
        unit
        for unit in shelf.units()
        if holds(tree, unit.text, fold(unit.text), [fold(name) for name in unit.signed])
    ]
    page = search.search(shelf.store, query, limit=10_000)
    assert page.total == len(truth), query
    assert sorted(hit.post for hit in page.hits if hit.post and hit.field != "author") == sorted(
        unit.post for unit in truth if unit.post
    ), query


HAN = (("芯片", "晶片"), ("石碑", "碑", "林木"), ("中国", "华夏"), ("人", "民"), ("，", "。"))


@pytest.mark.parametrize("seed", range(4))
def test_invented_libraries(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    shelf = Shelf(tmp_path / "a.beilin")
    shelf.add(*(invented_thread(chance) for _ in range(8)))
    for thread in shelf.threads:
        for post in range(0, len(thread.posts), 3):
            text = thread.posts[post].text
            for one, *others in HAN:
                text = text.replace(one, chance.choice([one, *others]))
            shelf.rewrite(thread, post, text)
    use(shelf.store, *HAN)
    for _ in range(80):
        assert_widened(shelf, invented_query(chance, shelf), HAN)
    shelf.store.close()


@given(st.text("芯片晶石碑林木人民国中，。x", max_size=9))
def test_forms_are_all_the_forms(text: str) -> None:
    folded = [[fold(word) for word in group] for group in HAN]
    others = {word: [each for each in group if each != word] for group in folded for word in group}
    text = fold(text)
    found = Widener(others).forms(text)
    expected = forms(text, HAN)
    assert found[0] == text
    assert set(found) <= expected
    assert len(found) <= MOST_FORMS
    if len(expected) <= MOST_FORMS // 2:
        assert set(found) == expected
