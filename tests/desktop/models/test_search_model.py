"""Search results: hits under the threads they stand in, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt

from db.search import SearchPage, search
from desktop.models.roles import Role
from desktop.models.search_model import PAGE, Group, SearchModel, place_of, spoken
from tests.db.threads.shelf import Shelf, sample_thread
from tests.desktop.rooms import DECEIVER, MARKUP, hit, watched

if TYPE_CHECKING:
    from pathlib import Path

    from db.records import SearchHit

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def model() -> SearchModel:
    return watched(SearchModel())


def page(*hits: SearchHit) -> SearchPage:
    return SearchPage(len(hits), True, {}, 1.0, tuple(hits), "x")


def shown(model: SearchModel) -> list[str]:
    return [
        f"# {model.index(row).data()}" if model.hit_at(row) is None else model.index(row).data()
        for row in range(model.rowCount())
    ]


def test_nothing_found(model: SearchModel) -> None:
    model.show_page(page())
    assert (model.rowCount(), model.hits) == (0, 0)
    assert not model.canFetchMore(QModelIndex())
    assert model.step(-1, 1) is None
    assert model.hit_at(0) is None
    assert model.data(QModelIndex()) is None


def test_hits_stand_under_their_threads_in_the_order_of_the_best(model: SearchModel) -> None:
    model.show_page(page(hit(2, "甲"), hit(1, "乙"), hit(2, "丙")))
    assert shown(model) == ["# 帖子 2", "甲", "丙", "# 帖子 1", "乙"]
    assert model.hits == 3
    group = model.index(0).data(Role.VALUE)
    assert group == Group(group.thread, "帖子 2", 2)


def test_every_role(model: SearchModel) -> None:
    model.show_page(page(hit(1, f"一\n二 {MARKUP}{DECEIVER}", thread_title=MARKUP)))
    group, row = model.index(0), model.index(1)
    assert group.data() == MARKUP
    assert row.data() == f"一 二 {MARKUP}甲\ufffd乙\ufffd丙\ufffd"
    assert (group.data(Role.KIND), row.data(Role.KIND)) == ("group", "hit")
    assert row.data(Role.VALUE).snippet.startswith("一\n二")
    assert group.data(Qt.ItemDataRole.AccessibleTextRole) == f"1 hit(s) in {MARKUP}"
    assert row.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Floor 3 · 丙某: 一 二")
    assert row.data(Qt.ItemDataRole.ToolTipRole) is None


def test_only_hits_can_be_chosen(model: SearchModel) -> None:
    model.show_page(page(hit()))
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable


def test_walking_skips_headings_and_stops_at_the_ends(model: SearchModel) -> None:
    model.show_page(page(hit(1, "甲"), hit(2, "乙")))
    assert shown(model) == ["# 帖子 1", "甲", "# 帖子 2", "乙"]
    assert model.step(-1, 1) == 1
    assert model.step(1, 1) == 3
    assert model.step(3, 1) is None
    assert model.step(3, -1) == 1
    assert model.step(1, -1) is None


def test_further_pages_are_asked_for_once() -> None:
    model = SearchModel()  # without the tester, which asks for more itself
    wanted: list[int] = []
    model.more_wanted.connect(wanted.append)
    model.show_page(page(*(hit(1, str(number)) for number in range(PAGE))))
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert wanted == [PAGE]
    model.page_failed()
    model.fetchMore(QModelIndex())
    assert wanted == [PAGE, PAGE]
    model.add_page(page(hit(1, "甲"), hit(2, "乙"), hit(1, "丙")))
    assert shown(model)[PAGE + 1 :] == ["甲", "丙", "# 帖子 2", "乙"]
    assert model.hits == PAGE + 3
    assert not model.canFetchMore(QModelIndex())


def test_a_page_that_is_full_and_the_last(model: SearchModel) -> None:
    model.show_page(page(*(hit(1, str(number)) for number in range(PAGE))))
    model.fetchMore(QModelIndex())
    model.add_page(page())
    assert not model.canFetchMore(QModelIndex())
    assert model.hits == PAGE


def test_clearing(model: SearchModel) -> None:
    model.show_page(page(*(hit(1, str(number)) for number in range(PAGE))))
    model.clear()
    assert (model.rowCount(), model.hits) == (0, 0)
    assert not model.canFetchMore(QModelIndex())


@pytest.mark.parametrize(
    ("field", "floor", "author", "place"),
    [
        ("title", None, None, "Title"),
        ("article", None, "Hebian", "Article · Hebian"),
        ("caption", None, None, "Caption"),
        ("post", "3", "丙某", "Floor 3 · 丙某"),
        ("quote", "3", "丙某", "In a quote · floor 3 · 丙某"),
        ("author", "3", "丙某", "Author · floor 3"),
        ("note", "3", None, "Note · floor 3"),
        ("note", None, None, "Note"),
        ("post", "3", DECEIVER, "Floor 3 · 甲\ufffd乙\ufffd丙\ufffd"),
    ],
)
def test_where_a_hit_stands(field: str, floor: str | None, author: str | None, place: str) -> None:
    assert place_of(hit(field=field, floor=floor, author=author)) == place


def test_a_row_as_it_is_read_out() -> None:
    assert spoken(hit(snippet="甲\n乙")) == "Floor 3 · 丙某: 甲 乙"


def test_a_real_search(tmp_path: Path, model: SearchModel) -> None:
    shelf = Shelf(tmp_path / "a.beilin")
    shelf.add(sample_thread())
    found = search(shelf.store, "石頭")
    model.show_page(found)
    assert model.hits == found.total
    fields = {model.index(row).data(Role.VALUE).field for row in range(1, model.rowCount())}
    assert {"title", "article", "caption", "post"} <= fields
    for row in range(1, model.rowCount()):
        value = model.index(row).data(Role.VALUE)
        for mark in value.marks:
            assert value.snippet[mark.start : mark.end] == "石头"
    shelf.store.close()


def test_a_hit_is_found_again_after_the_list_was_read_anew(model: SearchModel) -> None:
    model.show_page(page(hit(2, "甲"), hit(1, "乙"), hit(1, "丙", field="author")))
    assert model.row_like(hit(1, "别的字", score=0.1)) == 3
    assert model.row_like(hit(1, field="author")) == 4
    assert model.row_like(hit(3)) is None
