"""Walking every hit in place: article, floors, quotes and notes, and on into the next thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.models import search_model
from desktop.windows import searching
from desktop.windows.searching import phrases
from tests.desktop.windows.house import SAMPLE

if TYPE_CHECKING:
    from db.records import SearchHit
    from tests.desktop.windows.house import House


@pytest.fixture
def reading(house: House) -> House:
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.settle()
    return house


def arrivals(house: House) -> list[SearchHit]:
    """What is walked to from now on."""
    heard: list[SearchHit] = []
    house.window.reading.finding.arrived.connect(heard.append)
    return heard


def write_note(house: House, floor: str | None, words: str) -> None:
    if floor is None:
        house.window.panes.column.go_to_article()
    else:
        house.window.panes.column.go_to_post(house.post(floor))
    house.act("new_note")
    house.write(words)
    house.window.panes.notes.return_requested.emit()
    house.settle()


def test_every_hit_of_a_thread_is_walked_and_then_round(reading: House) -> None:
    write_note(reading, "6", "钟声在批注里")
    write_note(reading, None, "文章的批注也说钟声")
    reading.search("钟声")
    reading.window.panes.search.hit_requested.emit()
    reading.settle()
    hits = reading.window.panes.column.hits
    heard = arrivals(reading)
    count = len(hits)
    for _ in range(count):
        reading.act("find_next")
    places = {(hit.field, hit.post, hit.block, hit.note) for hit in heard}
    fields = {field for field, _, _, _ in places}
    assert {"article", "post", "quote", "note"} <= fields
    assert len([field for field, _, _, _ in places if field == "note"]) == 2
    assert len(places) == len(
        {(e.hit.field, e.hit.post, e.hit.block, e.hit.note) for e in hits._entries}
    )


def test_a_note_that_is_walked_to_is_shown_with_its_words_marked(reading: House) -> None:
    write_note(reading, "6", "独一无二的批注")
    reading.window.panes.notes.set_draft(None)
    reading.search("独一无二")
    reading.window.panes.column.setFocus()
    reading.act("find_next")
    draft = reading.window.panes.notes.draft()
    assert draft is not None
    assert draft.text == "独一无二的批注"
    (marked,) = reading.window.panes.notes.editor.extraSelections()
    cursor = getattr(marked, "cursor")  # noqa: B009 - the stubs lack it
    assert cursor.selectedText() == "独一无二"
    assert reading.window.panes.column.current_post() == reading.post("6")
    reading.window.panes.notes.editor.insertPlainText("！")
    assert reading.window.panes.notes.editor.extraSelections() == []


def test_a_walk_goes_on_in_the_next_thread_and_comes_round(reading: House) -> None:
    reading.import_files(reading.another("另一条帖子"))
    reading.search("擒纵轮")
    model = reading.window.panes.search_model
    first, second = (model.thread_beside(None, by) for by in (1, -1))
    assert first is not None
    assert second not in {first, None}
    assert model.thread_beside(first, 1) == second
    assert model.thread_beside(second, 1) is None
    reading.window.panes.search.hit_requested.emit()
    reading.settle()
    assert reading.thread() == first
    count = len(reading.window.panes.column.hits)
    walked = [reading.thread()]
    for _ in range(2 * count):
        reading.act("find_next")
        walked.append(reading.thread())
    assert second in walked
    assert walked[-1] == first
    assert "last hit" in reading.message()
    chosen = reading.window.panes.results.current()
    assert chosen is not None
    assert chosen.thread == first


def test_a_walk_backwards_comes_to_the_last_hit_of_the_thread_before(reading: House) -> None:
    reading.import_files(reading.another("另一条帖子"))
    reading.search("擒纵轮")
    reading.window.panes.search.hit_requested.emit()
    reading.settle()
    here = reading.thread()
    column = reading.window.panes.column
    column.enter_hits(1)
    reading.act("find_previous")
    assert reading.thread() != here
    assert column.hits.current == len(column.hits) - 1


def test_enter_walks_in_the_column(reading: House) -> None:
    reading.search("钟楼")
    reading.window.panes.search.hit_requested.emit()
    reading.settle()
    column = reading.window.panes.column
    before = column.hits.current
    QTest.keyClick(column, Qt.Key.Key_Return)
    after = column.hits.current
    assert after == before + 1
    QTest.keyClick(column, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert column.hits.current == before


def test_the_find_bar_goes_round_in_its_thread(reading: House) -> None:
    reading.import_files(reading.another("另一条帖子"))
    reading.search("擒纵轮")
    reading.window.panes.search.hit_requested.emit()
    reading.settle()
    here = reading.thread()
    reading.act("find")
    reading.window.panes.finder.field.setText("钟楼")
    reading.window.panes.finder._ask()
    reading.settle()
    column = reading.window.panes.column
    column.enter_hits(-1)
    reading.act("find_next")
    assert reading.thread() == here
    assert column.hits.current == 0


def test_what_is_folded_away_opens(reading: House) -> None:
    column = reading.window.panes.column
    column.collapse_all()
    reading.search("钟")
    reading.window.panes.column.setFocus()
    for _ in range(len(column.hits)):
        reading.act("find_next")
        stop, shown = column.hits.stop, column.column
        assert stop is not None
        assert shown is not None
        assert shown.shown_row(stop.row) is not None


def test_arrows_go_on_behind_the_hits_that_are_loaded(
    reading: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "PAGE", 4)
    monkeypatch.setattr(search_model, "PAGE", 4)
    reading.search("钟")
    field, model = reading.window.panes.search.field, reading.window.panes.search_model
    field.setFocus()
    total = reading.window.searching.answer
    assert total is not None
    assert total.total is not None
    assert total.total > 8
    seen: set[SearchHit] = set()
    for _ in range(total.total):
        QTest.keyClick(field, Qt.Key.Key_Down)
        reading.settle()
        hit = reading.window.panes.results.current()
        assert hit is not None
        seen.add(hit)
    assert len(seen) == total.total == model.hits


def test_chosen_words_are_searched_as_they_stand(reading: House) -> None:
    column = reading.window.panes.column
    column.select_all()
    words = column.selected_text()[:40].splitlines()[0]
    assert words
    reading.act("search_chosen")
    query = reading.window.panes.search.query()
    assert query.startswith(f'"{words}"')
    assert reading.window.searching.is_answered
    column.clear_selection()
    reading.window.searching.leave()
    reading.settle()
    reading.act("search_chosen")
    assert reading.window.panes.search.query() == ""
    assert reading.window.focusWidget() is reading.window.panes.search.field


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("钟楼", '"钟楼"'),
        (' 他说"好" \n\n -走 ', '"他说""好""" "-走"'),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_phrases_of_chosen_words(words: str, query: str) -> None:
    assert phrases(words) == query


def test_very_many_chosen_words_are_cut() -> None:
    assert phrases("长" * 5_000) == '"' + "长" * searching.LONGEST + '"'
