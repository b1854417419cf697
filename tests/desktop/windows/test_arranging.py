"""One person's floors, the certainty of the tree, the answers to a floor: in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from db.records import STATE_CODES, LinkState, Place
from db.threads.arranging import Certainty
from desktop.models.answers_model import said
from desktop.models.roles import Role
from desktop.models.thread_head import Kind
from desktop.rendering.rows import PieceKind
from desktop.windows.panes import ANSWERS_TAB
from tests.desktop.windows.house import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.records import PostId
    from desktop.models.answers_model import Answer
    from tests.desktop.windows.house import House


@pytest.fixture
def reading(house: House) -> House:
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.settle()
    house.window.show()
    house.window.resize(1280, 860)
    house.settle()
    return house


def go(house: House, floor: str) -> PostId:
    post = house.post(floor)
    house.window.panes.column.go_to_post(post)
    return post


def shown_floors(house: House) -> list[str]:
    column = house.window.panes.column.column
    assert column is not None
    ids = [column.document.id_of(floor) for floor in range(len(column.document))]
    posts = house.operations.posts(ids)
    return [post.floor or "" for post in posts]


def authors(house: House) -> dict[str, str | None]:
    posts = [house.window.reading.post(house.post(str(floor))) for floor in range(1, 31)]
    return {post.floor or "": post.author for post in posts if post is not None}


def sentence(house: House) -> str:
    column = house.window.panes.column.column
    assert column is not None
    return next(row.text for row in column.document.rows if row.kind is Kind.REPLIES)


def test_only_one_person_with_the_floors_that_are_answered(reading: House) -> None:
    view, bar = reading.window.panes.column, reading.window.panes.person
    go(reading, "6")
    author = authors(reading)["6"]
    own = {floor for floor, name in authors(reading).items() if name == author}
    place = view.place()
    reading.act("only_person")
    reading.wait(lambda: view.is_part)
    assert bar.isVisible()
    assert author is not None
    assert author in bar.said.text()
    assert own <= set(shown_floors(reading))
    assert "4" in shown_floors(reading)
    assert len(shown_floors(reading)) < 30
    assert view.current_post() == reading.post("6")
    assert reading.window.actions_by_name["only_person"].isChecked()
    assert view.column is not None
    four = view.column.document.floor_of(reading.post("4"))
    assert four is not None
    assert view.column.document.is_beside(four)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.is_part
    assert not bar.isVisible()
    assert view.place() == place
    assert not reading.window.actions_by_name["only_person"].isChecked()
    assert len(shown_floors(reading)) == 30


def test_folding_and_looks_outlive_the_look_at_one_person(reading: House) -> None:
    view = reading.window.panes.column
    four = go(reading, "4")
    assert view.column is not None
    floor = view.column.document.floor_of(four)
    assert floor is not None
    view.toggle(floor)
    reading.act("only_person")
    reading.wait(lambda: view.is_part)
    reading.act("flat")
    reading.act("larger")
    reading.window.panes.person.leave.click()
    assert view.column.folds.is_folded(floor)
    assert view.column.flat
    assert view.column.typography.size == view.typography.size
    reading.act("flat")
    reading.act("only_person")
    reading.wait(lambda: view.is_part)
    reading.act("only_person")
    assert not view.is_part


def test_whatever_leads_elsewhere_shows_all_floors_again(reading: House) -> None:
    view = reading.window.panes.column
    go(reading, "6")
    far = reading.post("21")
    ways: list[Callable[[], None]] = [
        lambda: reading.window.reading.go_to_post(far),
        lambda: view.go_to_post(far),
        lambda: view.restore_place(Place(far, None, 0)),
    ]
    for leave in ways:
        reading.act("only_person")
        reading.wait(lambda: view.is_part)
        leave()
        reading.settle()
        assert not view.is_part
        go(reading, "6")


def test_only_what_is_shown_is_found(reading: House) -> None:
    view = reading.window.panes.column
    go(reading, "6")
    reading.window.panes.finder.open_with("的")
    reading.settle()
    every = len(view.hits)
    reading.window.panes.finder.hide()
    reading.window.reading.finding.close()
    reading.act("only_person")
    reading.wait(lambda: view.is_part)
    reading.window.panes.finder.open_with("的")
    reading.settle()
    assert 0 < len(view.hits) < every


def test_notes_elsewhere_are_not_taken_for_the_article_s(reading: House) -> None:
    view = reading.window.panes.column
    go(reading, "21")
    reading.act("new_note")
    reading.write("记下")
    go(reading, "6")
    reading.act("only_person")
    reading.wait(lambda: view.is_part)
    view.set_note_counts({reading.post("21"): 1})
    assert not view.note_counts.get(None)


def test_without_an_author_there_is_nobody_to_see_alone(reading: House) -> None:
    view = reading.window.panes.column
    view.choose_floor(-1)
    assert not reading.possible("only_person")
    reading.window.arranging.toggle()
    reading.settle()
    assert not view.is_part


def test_doubtful_replies_are_left_out_and_that_is_said(reading: House) -> None:
    view = reading.window.panes.column
    assert view.column is not None
    tree = view.column.document.skeleton
    floor = tree.states.index(STATE_CODES[LinkState.DASHED])
    assert tree.parents[floor] >= 0
    likely = view.column.document.id_of(floor)
    view.go_to_post(likely)
    before = sentence(reading)
    reading.act("certainty_sure")
    assert sentence(reading).startswith(before)
    assert "Arranged by sure replies only" in sentence(reading)
    assert view.current_post() == likely
    tree = view.column.document.skeleton
    now = view.column.document.floor_of(likely)
    assert now is not None
    assert tree.parents[now] < 0
    reading.close()
    reading.start()
    assert reading.window.actions_by_name["certainty_sure"].isChecked()
    assert "Arranged by sure replies only" in sentence(reading)
    reading.window.panes.answers.slider.setValue(2)
    reading.settle()
    assert reading.window.actions_by_name["certainty_stated"].isChecked()
    assert "what the page states only" in sentence(reading)
    reading.act("certainty_likely")
    assert sentence(reading) == before
    assert reading.window.panes.answers.slider.value() == 0


def test_arranging_anew_keeps_what_was_folded_and_who_is_looked_at(reading: House) -> None:
    view = reading.window.panes.column
    four = go(reading, "4")
    assert view.column is not None
    floor = view.column.document.floor_of(four)
    assert floor is not None
    view.toggle(floor)
    reading.act("certainty_sure")
    floor = view.column.document.floor_of(four)
    assert floor is not None
    assert view.column.folds.is_folded(floor)
    go(reading, "6")
    reading.act("only_person")
    reading.wait(lambda: view.is_part)
    reading.window.arranging.set_certainty(Certainty.LIKELY)
    reading.settle()
    assert view.is_part
    assert reading.window.panes.person.isVisible()


# answers


def rows(house: House) -> list[Answer]:
    model = house.window.panes.answers_model
    return [model.index(row).data(Role.VALUE) for row in range(model.rowCount())]


def floors_of(house: House) -> list[str | None]:
    return [answer.post.floor if answer.post is not None else None for answer in rows(house)]


def test_a_floor_says_how_many_answer_it_and_a_click_lists_them(reading: House) -> None:
    view, panel = reading.window.panes.column, reading.window.panes.answers
    four = go(reading, "4")
    assert view.column is not None
    shown = view.column.shown_row(view.column.row_of(view.current_floor))
    assert shown is not None
    piece = next(one for one in shown.item.pieces if one.kind is PieceKind.ANSWERS)
    assert piece.text == "1 answer"
    point = piece.box.translated(shown.item.text_x, shown.y).center().toPoint()
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(point)
    )
    reading.settle()
    assert reading.window.panes.inspector.currentIndex() == ANSWERS_TAB
    assert floors_of(reading) == ["6", "13"]
    assert panel.floor.text().startswith("floor 4")
    assert said(rows(reading)[0]).startswith("level 1, floor 6")
    panel.list.setFocus()
    panel.list.setCurrentIndex(reading.window.panes.answers_model.index(0))
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert view.current_post() == reading.post("6")
    assert floors_of(reading) == ["6", "13"], "one who walks among the answers keeps the list"
    panel.floor.click()
    assert view.current_post() == four
    assert reading.possible("back")


def test_the_page_of_answers_follows_the_reader(reading: House) -> None:
    panel = reading.window.panes.answers
    go(reading, "4")
    reading.act("show_answers")
    assert floors_of(reading) == ["6", "13"]
    go(reading, "21")
    reading.settle()
    assert floors_of(reading) == []
    assert panel.counted.text() == "Nobody is known to answer it."
    reading.window.panes.column.choose_floor(-1)
    assert panel.counted.text().startswith("Choose a floor")
    assert panel.floor.isHidden()


def test_answers_have_levels_and_those_of_one_person_are_all_answers(reading: House) -> None:
    view = reading.window.panes.column
    assert view.column is not None
    tree = view.column.document.skeleton
    deep = max(range(len(tree)), key=lambda floor: tree.sizes[floor])
    post = view.column.document.id_of(deep)
    view.go_to_post(post)
    reading.act("only_person")
    reading.wait(lambda: view.is_part)
    view.answers_requested.emit(post)
    reading.settle()
    assert len(rows(reading)) == tree.sizes[deep] - 1
    assert rows(reading)[0].level == 1


def test_a_decision_among_the_floors_of_one_person_leaves_these_alone(reading: House) -> None:
    post = go(reading, "6")
    reading.act("only_person")
    alone = shown_floors(reading)
    assert "4" in alone
    reading.act("reply_nobody")
    assert shown_floors(reading) == [floor for floor in alone if floor != "4"]
    assert reading.window.panes.column.current_post() == post
    assert reading.window.actions_by_name["only_person"].isChecked()
    reading.act("undo")
    assert shown_floors(reading) == alone
    assert reading.bugs == []


def test_what_the_reader_decided_counts_where_only_the_sure_does(reading: House) -> None:
    go(reading, "6")
    reading.act("reply_confirm")
    reading.act("certainty_stated")
    column = reading.window.panes.column.column
    assert column is not None
    floor = column.document.floor_of(reading.post("6"))
    assert floor is not None
    parent = column.document.skeleton.parents[floor]
    assert column.document.id_of(parent) == reading.post("4")


@pytest.mark.parametrize("at_once", [0, 20_000])
def test_a_restart_shows_the_tree_as_certain_as_it_was_asked_for(
    reading: House, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    go(reading, "6")
    reading.act("reply_confirm")
    reading.act("certainty_stated")
    said = sentence(reading)
    reading.close()
    monkeypatch.setattr("desktop.windows.reading._SIFTED_AT_ONCE", at_once)
    reading.start(opened=False)
    reading.wait(lambda: reading.window.operations is not None)
    reading.settle()
    assert sentence(reading) == said
    column = reading.window.panes.column.column
    assert column is not None
    floor = column.document.floor_of(reading.post("6"))
    assert floor is not None
    assert column.document.skeleton.parents[floor] >= 0
