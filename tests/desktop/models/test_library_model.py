"""The thread list: ids in order, rows fetched by window when they are looked at."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QTextDocumentFragment

from db.errors import LibraryDamaged
from db.records import ThreadId
from db.threads import reading
from desktop.models.library_model import KEPT, WINDOW, LibraryModel
from desktop.models.roles import Role
from tests.db.threads.shelf import AThread, Shelf, sample_thread
from tests.desktop.rooms import DECEIVER, MARKUP, changed_rows, summary, watched

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from db.records import ThreadSummary

pytestmark = pytest.mark.usefixtures("qapp")


class Fetcher:
    """Answers windows of rows and remembers which were asked for."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.titles: dict[int, str] = {}
        self.error: LibraryDamaged | None = None

    def __call__(self, threads: Sequence[ThreadId]) -> dict[ThreadId, ThreadSummary]:
        self.asked.append(list(threads))
        if self.error is not None:
            raise self.error
        return {
            number: summary(number, self.titles.get(number, f"帖子 {number}")) for number in threads
        }


@pytest.fixture
def fetch() -> Fetcher:
    return Fetcher()


@pytest.fixture
def model(fetch: Fetcher) -> LibraryModel:
    made = watched(LibraryModel())
    made.set_fetch(fetch)
    return made


def ids(*numbers: int) -> array[int]:
    return array("q", numbers)


def test_an_empty_list(model: LibraryModel) -> None:
    assert (model.rowCount(), model.columnCount()) == (0, 1)
    assert model.thread_at(0) is None
    assert model.summary(0) is None
    assert model.row_of(ThreadId(1)) is None


def test_rows_are_fetched_by_the_window(model: LibraryModel, fetch: Fetcher) -> None:
    model.set_ids(ids(*range(1, 100_001)))
    fetch.asked.clear()
    assert model.rowCount() == 100_000
    assert model.index(70, 0).data() == "帖子 71"
    assert fetch.asked == [list(range(65, 129))]
    assert model.index(WINDOW, 0).data() == "帖子 65"
    assert len(fetch.asked) == 1
    assert model.index(99_999, 0).data() == "帖子 100000"
    assert fetch.asked[1][-1] == 100_000


def test_a_long_walk_keeps_a_bounded_number_of_rows(model: LibraryModel, fetch: Fetcher) -> None:
    model.set_ids(ids(*range(1, KEPT * 2)))
    for row in range(0, KEPT + 3 * WINDOW, WINDOW):
        model.summary(row)
    fetch.asked.clear()
    model.summary(0)
    assert len(fetch.asked) == 1
    model.summary(KEPT + 2 * WINDOW)
    assert len(fetch.asked) == 1


def test_every_role_of_a_row(model: LibraryModel, fetch: Fetcher) -> None:
    fetch.titles[1] = f"一行\n二行 {MARKUP}{DECEIVER}"
    model.set_ids(ids(1))
    index = model.index(0, 0)
    shown = f"一行 二行 {MARKUP}甲\ufffd乙\ufffd丙\ufffd"
    assert index.data(Qt.ItemDataRole.DisplayRole) == shown
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    read = QTextDocumentFragment.fromHtml(tip)  # as Qt reads what looks like markup
    assert read.toPlainText() == shown
    assert "<img" not in tip
    value = index.data(Role.VALUE)
    assert value.id == 1
    assert value.title == fetch.titles[1]
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"{shown}, 地方新闻, 2024-05-01, 5 reply(s)"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert index.data(Role.KIND) is None


def test_marks_are_read_out(model: LibraryModel) -> None:
    model.set_fetch(lambda asked: {one: summary(one, notes=2, missing_images=1) for one in asked})
    model.set_ids(ids(1))
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("5 reply(s), 2 note(s), 1 missing image(s)")


def test_a_row_that_is_not_there_is_a_placeholder(model: LibraryModel) -> None:
    model.set_fetch(lambda _asked: {})
    model.set_ids(ids(1))
    index = model.index(0, 0)
    assert index.data() == "…"
    assert index.data(Role.VALUE) is None


def test_without_a_library_rows_are_placeholders(model: LibraryModel) -> None:
    model.set_fetch(None)
    model.set_ids(ids(1, 2))
    assert model.index(1, 0).data() == "…"


def test_a_failure_is_said_once_and_not_asked_for_again(
    model: LibraryModel, fetch: Fetcher
) -> None:
    heard: list[object] = []
    model.failed.connect(heard.append)
    fetch.error = LibraryDamaged("broken")
    model.set_ids(ids(*range(1, 200)))
    for row in range(0, 199, 10):
        assert model.index(row, 0).data() == "…"
    assert heard == [fetch.error]
    fetch.error = None
    model.set_ids(ids(1))
    assert model.index(0, 0).data() == "帖子 1"


def test_rows_that_changed_are_fetched_anew(model: LibraryModel, fetch: Fetcher) -> None:
    model.set_ids(ids(3, 1, 2))
    assert model.index(1, 0).data() == "帖子 1"
    fetch.titles = {1: "新名", 2: "别名"}
    changed = changed_rows(model)
    model.forget([ThreadId(1), ThreadId(99)])
    assert changed == [(1, 1)]
    assert model.index(1, 0).data() == "新名"
    fetch.titles[2] = "又名"
    model.forget()
    assert changed == [(1, 1), (0, 2)]
    assert model.index(2, 0).data() == "又名"


def test_rows_and_threads_find_each_other(model: LibraryModel) -> None:
    large = 2**40 + 5
    model.set_ids(ids(7, large, 9))
    assert model.thread_at(1) == large
    assert model.row_of(ThreadId(large)) == 1
    assert model.row_of(ThreadId(8)) is None
    assert model.thread_at(-1) is None
    assert model.thread_at(3) is None
    model.set_ids(ids(9))
    assert model.row_of(ThreadId(7)) is None


def test_a_list_has_no_rows_below_its_rows(model: LibraryModel) -> None:
    model.set_ids(ids(1))
    below = model.index(0, 0)
    assert (model.rowCount(below), model.columnCount(below)) == (0, 0)
    assert model.data(QModelIndex()) is None


def test_a_real_library(tmp_path: Path, model: LibraryModel) -> None:
    shelf = Shelf(tmp_path / "a.beilin")
    first = shelf.add(sample_thread())
    second = shelf.add(AThread(title="另一块石头", board=None))
    model.set_fetch(lambda asked: reading.summaries(shelf.store, asked))
    model.set_ids(
        reading.thread_ids(
            shelf.store,
            view=reading.View.ALL,
            order=reading.ListOrder.IMPORTED,
            ascending=True,
        )
    )
    assert [model.thread_at(row) for row in range(2)] == [first, second]
    assert model.index(0, 0).data() == "河边的石头"
    assert model.index(0, 0).data(Role.VALUE).missing_images == 1
    assert model.index(1, 0).data(Role.VALUE).board is None
    shelf.store.close()
