"""A thread shown with another tree: what is chosen, folded and read stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from db.records import BY_READER, STATE_CODES, LinkState
from db.threads import skeleton
from desktop.models.thread_rows import ThreadDocument
from desktop.views.thread_view import ThreadView
from tests.desktop.thread.invented import AFloor, column_of, post_id, shown_view, thread

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from db.records import PostId

FLOORS = [
    AFloor(f"第{place}句话。" * 9, f"某{place % 7}", answers=place - 1 if place % 3 else None,
           state=LinkState.SOLID if place % 3 else LinkState.NONE)
    for place in range(60)
]  # fmt: skip


def renewed(document: ThreadDocument, child: PostId, parent: PostId | None) -> ThreadDocument:
    """The same thread, but for whom one floor answers."""
    code = STATE_CODES[LinkState.SOLID if parent is not None else LinkState.NONE] | BY_READER
    tree = skeleton.rehung(document.skeleton, {child: parent}, {child: code})
    return ThreadDocument(
        document.head, tree, document._fetch, document.counts, document.note_counts
    )


def made(qtbot: QtBot) -> tuple[ThreadView, ThreadDocument]:
    document, _ = thread(FLOORS)
    view = shown_view(document, height=600)
    qtbot.addWidget(view)
    return view, document


def height_of(view: ThreadView) -> int:
    column = column_of(view)
    shown = column.shown_row(column.row_of(view.current_floor))
    assert shown is not None
    return shown.y


def test_the_chosen_floor_stays_where_it_is(qtbot: QtBot) -> None:
    view, document = made(qtbot)
    view.go_to_post(post_id(40))
    view.scroll_by(-90)
    before = height_of(view)
    view.renew_thread(renewed(document, post_id(40), post_id(3)))
    assert view.current_post() == post_id(40)
    assert height_of(view) == before
    column = column_of(view)
    assert column.document.skeleton.depths[view.current_floor] == 1
    assert column.document.state_of(view.current_floor) is LinkState.SOLID


def test_what_is_read_stays_where_nothing_is_chosen(qtbot: QtBot) -> None:
    view, document = made(qtbot)
    view.go_to_post(post_id(30))
    view.choose_floor(-1)
    place = view.place()
    view.renew_thread(renewed(document, post_id(9), post_id(1)))
    assert view.current_post() is None
    assert view.place() == place


def test_folds_stay_and_the_chosen_floor_is_not_folded_away(qtbot: QtBot) -> None:
    view, document = made(qtbot)
    for place in (0, 6, 12):
        floor = document.floor_of(post_id(place))
        assert floor is not None
        view.toggle(floor)
    view.go_to_post(post_id(9))
    # it comes to answer a floor whose answers are folded away
    view.renew_thread(renewed(document, post_id(9), post_id(6)))
    column = column_of(view)

    def folded(place: int) -> bool:
        floor = column.document.floor_of(post_id(place))
        assert floor is not None
        return column.folds.is_folded(floor)

    assert [folded(place) for place in (0, 6, 12)] == [True, False, True]
    assert not column.folds.is_hidden(view.current_floor)
    assert height_of(view) >= 0


def test_floor_order_stays(qtbot: QtBot) -> None:
    view, document = made(qtbot)
    view.set_flat(True)
    view.go_to_post(post_id(20))
    view.renew_thread(renewed(document, post_id(20), post_id(2)))
    assert column_of(view).flat
    assert view.current_post() == post_id(20)


def test_a_view_that_shows_nothing_shows_it(qtbot: QtBot) -> None:
    view = ThreadView()
    qtbot.addWidget(view)
    view.resize(500, 400)
    document, _ = thread(FLOORS)
    view.renew_thread(document)
    assert view.column is not None


def test_a_click_picks_and_changes_nothing_else(qtbot: QtBot) -> None:
    view, _ = made(qtbot)
    view.go_to_post(post_id(3))
    picked: list[PostId | None] = []
    view.picked.connect(picked.append)
    view.set_picking(on=True)
    assert view.viewport().cursor().shape() is Qt.CursorShape.CrossCursor
    column = column_of(view)
    shown = next(each for each in column.shown if each.item.floor > view.current_floor)
    place = QPoint(shown.item.text_x + 10, shown.y + shown.item.lead + 30)
    QTest.mouseMove(view.viewport(), place)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picked == [column.document.id_of(shown.item.floor)]
    assert view.current_post() == post_id(3)
    assert view.selection() is None
    view.set_picking(on=False)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(picked) == 1
    assert view.current_floor == shown.item.floor


def test_answers_can_be_folded_while_one_picks(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, document = made(qtbot)
    view.go_to_post(post_id(0))
    picked: list[PostId | None] = []
    toggled: list[int] = []
    view.picked.connect(picked.append)
    monkeypatch.setattr(view, "toggle", toggled.append)
    view.set_picking(on=True)
    from desktop.rendering.boxes import fold_box  # noqa: PLC0415 - where to click

    column = column_of(view)
    shown = column.shown_row(column.row_of(0))
    assert shown is not None
    box = QPointF(fold_box(column, shown).center()).toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert (picked, toggled) == ([], [0])
    assert len(document) == 60
