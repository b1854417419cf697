"""The view as the window uses it: threads, places, the chosen floor, clicks, keys."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.records import BlockType, LinkState, Place
from desktop.models import thread_rows
from desktop.rendering.boxes import fold_box, note_box, quote_bar
from desktop.theme import LIGHT
from desktop.views.thread_view import ThreadView
from tests.desktop.thread.invented import (
    AFloor,
    article,
    colours,
    column_of,
    key,
    pixels,
    post_id,
    shown_view,
    talk,
    thread,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from db.records import PostId
    from desktop.rendering.column import Shown

TREE = [
    AFloor("根", "甲某"),
    AFloor("另一根", "乙某"),
    AFloor("答一", "丙某", answers=0, state=LinkState.SOLID),
    AFloor("答一的答", "丁某", answers=2, state=LinkState.DASHED),
    AFloor("答二", "戊某", answers=0, state=LinkState.SOLID),
]


class Heard:
    def __init__(self, view: ThreadView) -> None:
        self.said: list[tuple[str, Any]] = []
        view.current_changed.connect(partial(self._take, "current_changed"))
        view.post_activated.connect(partial(self._take, "post_activated"))
        view.note_requested.connect(partial(self._take, "note_requested"))
        view.context_requested.connect(partial(self._take, "context_requested"))
        view.place_changed.connect(partial(self._take, "place_changed", None))

    def _take(self, name: str, value: object) -> None:
        self.said.append((name, value))

    def of(self, name: str) -> list[Any]:
        return [value for said, value in self.said if said == name]


def view_of(qtbot: QtBot, floors: list[AFloor], height: int = 1_000, **values: Any) -> ThreadView:
    document, _ = thread(floors, **values)
    view = shown_view(document, height=height)
    qtbot.addWidget(view)
    return view


def shown_floor(view: ThreadView, place: int) -> Shown:
    column = column_of(view)
    floor = column.document.floor_of(post_id(place))
    assert floor is not None
    shown = column.shown_row(column.row_of(floor))
    assert shown is not None
    return shown


def click(view: ThreadView, at: QPoint) -> None:
    QTest.mouseMove(view.viewport(), at)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


# threads


def test_without_a_thread_nothing_happens(qtbot: QtBot) -> None:
    view = ThreadView()
    qtbot.addWidget(view)
    view.show()
    for call in (
        view.clear, view.next_floor, view.previous_floor, view.parent_floor, view.next_sibling,
        view.previous_sibling, view.expand_all, view.collapse_all, view.next_hit,
        view.previous_hit, view.select_all, view.copy,
    ):  # fmt: skip
        call()
    view.go_to_post(post_id(1))
    view.go_to_article()
    view.restore_place(Place(post_id(1), None, 3))
    view.set_hits(())
    view.set_flat(True)
    view.set_text_size(20)
    view.set_note_counts({None: 1})
    assert (view.place(), view.current_post(), view.selection()) == (None, None, None)
    click(view, QPoint(50, 50))
    key(view, Qt.Key.Key_Left)
    assert view.is_flat()


def test_a_thread_with_nothing_in_it(qtbot: QtBot) -> None:
    view = view_of(qtbot, [], blocks=())
    column = column_of(view)
    assert [shown.item.text for shown in column.shown][-1] == "No replies were saved"
    view.next_floor()
    assert view.current_post() is None
    assert view.place() == Place(None, None, 0)
    assert view.verticalScrollBar().maximum() == 0


def test_an_article_without_replies(qtbot: QtBot) -> None:
    view = view_of(qtbot, [], height=300)
    view.go_to_article(3)
    assert column_of(view).shown_row(5) is not None
    view.collapse_all()
    view.expand_all()
    view.set_flat(True)
    key(view, Qt.Key.Key_End)
    key(view, Qt.Key.Key_Home)
    assert column_of(view).value == 0


def test_every_kind_of_block(qtbot: QtBot) -> None:
    kinds = article(*((kind, f"图像,某人,{kind.value}") for kind in BlockType))
    view = view_of(qtbot, [], height=1_600, blocks=kinds)
    seen = {shown.item.kind for shown in column_of(view).shown}
    assert len(seen) == len(BlockType) + 3
    colours(view)


def test_one_post_of_ten_megabytes_in_one_line(qtbot: QtBot) -> None:
    document, _ = thread([AFloor("前"), AFloor("水" * 10_000_000), AFloor("后")])
    view = shown_view(document)
    qtbot.addWidget(view)
    view.go_to_post(post_id(1))
    bar = view.verticalScrollBar()
    for value in (bar.maximum() // 2, bar.maximum() // 3, bar.maximum()):
        bar.setValue(value)
        QApplication.processEvents()
    assert column_of(view).shown[-1].item.text == "后"
    place = view.place()
    assert place is not None
    assert place.post == post_id(1)
    assert place.position > 9_900_000
    bar.setValue(bar.maximum() // 2)
    middle = view.place()
    view.resize(600, 500)
    QApplication.processEvents()
    assert view.place() == middle


def test_floors_that_cannot_be_read_come_when_they_are_seen_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thread_rows, "RETRY_SECONDS", 0.05)
    document, library = thread(talk(200))
    library.broken = True
    view = shown_view(document)
    qtbot.addWidget(view)
    view.go_to_post(post_id(100))
    assert shown_floor(view, 100).item.post is None
    assert view.current_post() == post_id(100)
    calls = len(library.asked)
    view.scroll_by(30)
    view.scroll_by(-30)
    assert len(library.asked) <= calls + 1
    library.broken = False
    time.sleep(0.06)
    view.scroll_by(1)
    assert shown_floor(view, 100).item.post is not None


# places


@pytest.mark.parametrize("flat", [False, True])
def test_a_place_is_kept_over_sizes(qtbot: QtBot, flat: bool) -> None:
    view = view_of(qtbot, talk(300, 7), height=500)
    view.set_flat(flat)
    view.go_to_post(post_id(150))
    view.scroll_by(333)
    place = view.place()
    assert place is not None
    for width, size in ((500, 16), (1_100, 16), (1_100, 24), (700, 13)):
        view.resize(width, 500)
        view.set_text_size(size)
        QApplication.processEvents()
        assert view.place() == place
    view.verticalScrollBar().setValue(0)
    view.restore_place(place)
    assert view.place() == place


def test_a_place_in_the_article(qtbot: QtBot) -> None:
    blocks = article(*((BlockType.PARAGRAPH, "河边的石头很旧。" * 60) for _ in range(8)))
    view = view_of(qtbot, TREE, height=300, blocks=blocks)
    place = Place(None, 4, 200)
    view.restore_place(place)
    assert view.place() == place
    view.set_text_size(22)
    assert view.place() == place
    view.restore_place(None)
    assert view.place() == Place(None, None, 0)
    view.restore_place(Place(post_id(99), None, 5))
    assert column_of(view).value == 0


def test_a_place_in_what_is_folded_is_unfolded(qtbot: QtBot) -> None:
    view = view_of(qtbot, talk(300, 7), height=300)
    floor = next(
        floor for floor in range(100, 300) if column_of(view).document.skeleton.depths[floor] > 2
    )
    post = column_of(view).document.id_of(floor)
    view.collapse_all()
    view.restore_place(Place(post, None, 0))
    place = view.place()
    assert place is not None
    assert place.post == post


def test_the_same_floor_is_read_in_both_orders(qtbot: QtBot) -> None:
    view = view_of(qtbot, talk(300, 7), height=500)
    view.go_to_post(post_id(150))
    place = view.place()
    view.set_flat(True)
    assert view.place() == place
    view.set_flat(False)
    assert view.place() == place


# the chosen floor


def test_walking_floors(qtbot: QtBot) -> None:
    view = view_of(qtbot, TREE)
    heard = Heard(view)
    order: list[PostId | None] = []
    for _ in range(7):
        view.next_floor()
        order.append(view.current_post())
    # in the tree: root, answer, its answer, second answer, other root; then it stays
    expected = [post_id(place) for place in (0, 2, 3, 4, 1)]
    assert order == [*expected, expected[-1], expected[-1]]
    assert heard.of("current_changed") == expected
    view.previous_floor()
    assert view.current_post() == post_id(4)
    view.previous_sibling()
    assert view.current_post() == post_id(2)
    view.next_sibling()
    assert view.current_post() == post_id(4)
    view.next_sibling()
    assert view.current_post() == post_id(4), "there is no other"
    view.parent_floor()
    assert view.current_post() == post_id(0)
    view.next_sibling()
    assert view.current_post() == post_id(1)
    view.previous_sibling()
    assert view.current_post() == post_id(0)
    view.parent_floor()
    assert view.current_post() == post_id(0)
    view.set_flat(True)
    view.next_floor()
    assert view.current_post() == post_id(1)


def test_walking_passes_what_is_folded(qtbot: QtBot) -> None:
    view = view_of(qtbot, TREE)
    view.collapse_all()
    view.next_floor()
    view.next_floor()
    assert view.current_post() == post_id(1)


def test_a_chosen_floor_that_is_folded_away_is_left_for_the_one_that_stands(qtbot: QtBot) -> None:
    view = view_of(qtbot, TREE)
    view.go_to_post(post_id(3))
    view.collapse_all()
    assert view.current_post() == post_id(0)


def test_arrows_fold_and_unfold(qtbot: QtBot) -> None:
    view = view_of(qtbot, TREE)
    folds = column_of(view).folds
    view.go_to_post(post_id(3))
    key(view, Qt.Key.Key_Left)
    assert view.current_post() == post_id(2), "a floor without answers leads to its parent"
    key(view, Qt.Key.Key_Left)
    assert folds.is_folded(1)
    key(view, Qt.Key.Key_Left)
    assert view.current_post() == post_id(0)
    view.go_to_post(post_id(2))
    key(view, Qt.Key.Key_Right)
    assert not folds.is_folded(1)


def test_keys_scroll(qtbot: QtBot) -> None:
    view = view_of(qtbot, talk(300), height=400)
    values: list[int] = []
    for name in (
        Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_End,
    ):  # fmt: skip
        key(view, name)
        values.append(column_of(view).value)
    assert values == sorted(set(values))
    assert values[-1] == column_of(view).maximum
    assert 300 < values[3] - values[2] < 400, "a page further, with a little of the last one"
    QTest.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    key(view, Qt.Key.Key_PageUp)
    key(view, Qt.Key.Key_Up)
    assert column_of(view).value < values[-1] - 700
    key(view, Qt.Key.Key_Home)
    assert column_of(view).value == 0


def test_a_click_chooses_a_floor_and_the_article_none(qtbot: QtBot) -> None:
    view = view_of(qtbot, TREE)
    heard = Heard(view)
    shown = shown_floor(view, 2)
    click(view, QPoint(shown.item.text_x + 5, shown.y + shown.item.text_y + 5))
    assert view.current_post() == post_id(2)
    click(view, QPoint(200, 40))
    assert heard.of("current_changed") == [post_id(2), None]


# clicks


def test_a_click_on_a_link_leads_to_its_post(qtbot: QtBot) -> None:
    view = view_of(qtbot, TREE)
    heard = Heard(view)
    shown = shown_floor(view, 3)
    box = shown.item.pieces[2].box.translated(shown.item.text_x, shown.y)
    click(view, box.center().toPoint())
    assert heard.of("post_activated") == [post_id(2)]
    assert heard.of("current_changed") == []


def test_a_click_on_the_bar_of_a_quote_leads_to_its_source(qtbot: QtBot) -> None:
    text = "甲某：根\n-----\n是吗"
    view = view_of(qtbot, [AFloor("根"), AFloor(text, quotes=((0, 11, 0),))])
    heard = Heard(view)
    shown = shown_floor(view, 1)
    assert shown.item.flow is not None
    ((top, bottom),) = shown.item.flow.bars(shown.item.quotes[0][0])
    click(view, quote_bar(column_of(view), shown, top, bottom).center())
    assert heard.of("post_activated") == [post_id(0)]


def test_a_click_on_a_note_mark_asks_for_the_note(qtbot: QtBot) -> None:
    view = view_of(qtbot, TREE, notes={None: 1, post_id(1): 1})
    heard = Heard(view)
    for shown in (shown_floor(view, 1), shown_floor(view, 2), column_of(view).shown[0]):
        click(view, note_box(column_of(view), shown).center())
    assert heard.of("note_requested") == [post_id(1), post_id(2), None]
    view.set_note_counts({})
    click(view, note_box(column_of(view), column_of(view).shown[0]).center())
    assert len(heard.of("note_requested")) == 3, "an article without notes has no mark"


def test_notes_on_the_opening_post_are_those_of_the_article(qtbot: QtBot) -> None:
    view = view_of(qtbot, TREE, notes={post_id(77): 2, None: 1, post_id(1): 1})
    assert view.note_counts == {None: 3, post_id(1): 1}
    assert view.marked_rows()[1] == [shown_floor(view, 1).row, 0]
    view.set_note_counts({post_id(77): 1})
    assert view.note_counts == {None: 1}


def test_the_mark_of_a_note_is_offered_under_the_pointer(qtbot: QtBot) -> None:
    view = view_of(qtbot, TREE)
    shown = shown_floor(view, 1)
    at = QPoint(shown.item.text_x + 5, shown.y + 15)
    box = note_box(column_of(view), shown)

    def offered() -> bool:
        image = pixels(view).copy(box)
        return any(
            image.pixelColor(x, y) != QColor(LIGHT.paper)
            for x in range(box.width())
            for y in range(box.height())
        )

    assert not offered()
    view.pointer.move(_moved(at))
    assert offered()
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert not offered()


def test_a_click_on_the_box_folds(qtbot: QtBot) -> None:
    view = view_of(qtbot, TREE)
    box = fold_box(column_of(view), shown_floor(view, 0)).center()
    click(view, box)
    assert column_of(view).folds.is_folded(0)
    assert column_of(view).shown_row(column_of(view).heads + 1) is None
    click(view, box)
    assert not column_of(view).folds.is_folded(0)
    view.set_flat(True)
    click(view, box)
    assert not column_of(view).folds.is_folded(0), "there are no boxes in floor order"


def test_a_press_that_ends_elsewhere_does_nothing(qtbot: QtBot) -> None:
    view = view_of(qtbot, TREE)
    heard = Heard(view)
    box = fold_box(column_of(view), shown_floor(view, 0)).center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    away = box + QPoint(200, 0)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=away)
    assert not column_of(view).folds.is_folded(0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=box)
    assert heard.of("current_changed") == []


def test_the_pointer_says_what_a_click_would_do(qtbot: QtBot) -> None:
    view = view_of(qtbot, TREE)
    shown = shown_floor(view, 0)
    port = view.viewport()
    box = fold_box(column_of(view), shown).center()
    for at, shape in (
        (
            QPoint(shown.item.text_x + 5, shown.y + shown.item.text_y + 5),
            Qt.CursorShape.IBeamCursor,
        ),
        (box, Qt.CursorShape.PointingHandCursor),
        (QPoint(shown.item.text_x + 5, shown.y + 15), Qt.CursorShape.ArrowCursor),
    ):
        QTest.mouseMove(port, at)
        QApplication.processEvents()
        view.pointer.move(_moved(at))
        assert port.cursor().shape() == shape


def _moved(at: QPoint) -> QMouseEvent:
    return QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(at),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )


def test_a_context_menu_is_asked_for(qtbot: QtBot) -> None:
    view = view_of(qtbot, TREE)
    heard = Heard(view)
    at = QPoint(30, 40)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    assert heard.of("context_requested") == [view.mapToGlobal(at)]


def test_moving_says_so(qtbot: QtBot) -> None:
    view = view_of(qtbot, talk(200), height=300)
    heard = Heard(view)
    view.scroll_by(50)
    view.go_to_post(post_id(150))
    view.go_to_article()
    assert len(heard.of("place_changed")) == 3


def test_the_overview_leads_to_a_place(qtbot: QtBot) -> None:
    view = view_of(qtbot, talk(500), height=400, notes={post_id(400): 1})
    qtbot.wait(100)
    overview = view.overview
    assert len(overview.notes) == 1
    assert 0.6 < overview.notes[0] < 1
    at = QPoint(5, round(overview.notes[0] * overview.height()))
    QTest.mouseClick(overview, Qt.MouseButton.LeftButton, pos=at)
    column = column_of(view)
    floor = column.document.floor_of(post_id(400))
    assert floor is not None
    assert column.shown_row(column.row_of(floor)) is not None
    assert overview.seen[0] <= overview.notes[0] <= overview.seen[1]
