"""Saved searches and what was searched for: kept, put in order, forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db import store as stores
from db.errors import NotFound, QueryWrong, UsageError
from db.search import saved

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.store import Store

DECEIVING = "名\u202e字\x07"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = stores.create(tmp_path / "a.beilin")
    yield made
    made.close()


def names(store: Store) -> list[str]:
    return [each.name for each in saved.saved_searches(store)]


def test_a_search_is_kept_and_found_by_its_name(store: Store) -> None:
    done = saved.save(store, "  钟楼 的  事 ", '钟楼 -"不是" author:某')
    assert done.changes.searches
    assert done.value.name == "钟楼 的 事"
    assert saved.saved_searches(store) == (done.value,)
    assert saved.by_name(store, "钟楼 的 事") == done.value
    with pytest.raises(NotFound):
        saved.by_name(store, "钟楼")


def test_names_that_deceive_are_kept_as_they_are(store: Store) -> None:
    saved.save(store, DECEIVING, DECEIVING)
    (kept,) = saved.saved_searches(store)
    assert (kept.name, kept.query) == (DECEIVING, DECEIVING)


@pytest.mark.parametrize("name", ["", " \n", "长" * (saved.LONGEST_NAME + 1), "半\ud800"])
def test_a_name_that_cannot_be_kept(store: Store, name: str) -> None:
    with pytest.raises(UsageError):
        saved.save(store, name, "钟")
    kept = saved.save(store, "好", "钟").value
    with pytest.raises(UsageError):
        saved.rename(store, kept.id, name)
    assert names(store) == ["好"]


def test_a_query_that_cannot_be_kept(store: Store) -> None:
    with pytest.raises(QueryWrong):
        saved.save(store, "坏", '"不闭合')
    with pytest.raises(UsageError):
        saved.save(store, "长", "字" * (saved.LONGEST_QUERY + 1))
    with pytest.raises(UsageError):
        saved.save(store, "半", "半\udc00")
    assert names(store) == []


def test_another_name(store: Store) -> None:
    kept = saved.save(store, "一", "钟").value
    assert saved.rename(store, kept.id, "二").changes
    assert not saved.rename(store, kept.id, " 二 ").changes
    assert names(store) == ["二"]
    saved.remove(store, kept.id)
    with pytest.raises(NotFound):
        saved.rename(store, kept.id, "三")
    with pytest.raises(NotFound):
        saved.remove(store, kept.id)


def test_what_was_removed_comes_back_to_its_place(store: Store) -> None:
    made = [saved.save(store, name, "钟").value for name in "甲乙丙"]
    saved.remove(store, made[1].id)
    assert names(store) == ["甲", "丙"]
    assert saved.restore(store, made[1], 1).value == made[1]
    assert saved.saved_searches(store) == tuple(made)


def test_a_number_that_was_given_to_another_meanwhile(store: Store) -> None:
    first, last = (saved.save(store, name, "钟").value for name in "甲乙")
    saved.remove(store, last.id)
    assert saved.save(store, "丙", "楼").value.id == last.id
    again = saved.restore(store, last, 1).value
    assert again.id not in {first.id, last.id}
    assert names(store) == ["甲", "乙", "丙"]


def test_another_order(store: Store) -> None:
    one, two, three = (saved.save(store, name, "钟").value.id for name in "甲乙丙")
    assert saved.reorder(store, [three, one]).changes.searches
    assert names(store) == ["丙", "甲", "乙"]
    assert not saved.reorder(store, [three, one, two]).changes
    saved.save(store, "丁", "钟")
    assert names(store) == ["丙", "甲", "乙", "丁"]
    saved.remove(store, two)
    with pytest.raises(NotFound):
        saved.reorder(store, [two, one])
    assert names(store) == ["丙", "甲", "丁"]


def test_the_latest_comes_first_and_once(store: Store) -> None:
    for query in ("钟", "楼", " 钟 ", "", "  ", "半\ud800", "字" * (saved.LONGEST_QUERY + 1)):
        saved.remember(store, query)
    assert saved.history(store) == ("钟", "楼")


def test_so_many_are_remembered(store: Store) -> None:
    for number in range(saved.MOST_REMEMBERED + 5):
        saved.remember(store, f"词{number}")
    remembered = saved.history(store)
    assert len(remembered) == saved.MOST_REMEMBERED
    assert remembered[0] == f"词{saved.MOST_REMEMBERED + 4}"
    assert saved.history(store, 2) == remembered[:2]
    saved.clear_history(store)
    assert saved.history(store) == ()


def test_what_was_forgotten_is_not_in_the_file(store: Store, tmp_path: Path) -> None:
    saved.remember(store, "zzforgottenzz")
    saved.clear_history(store)
    store.close()
    assert b"zzforgottenzz" not in (tmp_path / "a.beilin").read_bytes()
