"""Choosing words with the mouse, and copying them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.records import LinkState, Span
from desktop.views import thread_copying
from desktop.views.thread_selection import Spot, paragraph_at, word_at
from tests.desktop.thread.invented import (
    AFloor,
    column_of,
    point_of,
    post_id,
    shown_view,
    talk,
    thread,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.views.thread_view import ThreadView

FLOORS = [
    AFloor("这块石头😂是我爷爷放的。\n他说 Heron88 也在。", "甲某"),
    AFloor("不信。\u202e真的？", "乙某", answers=0, state=LinkState.SOLID),
    AFloor("再说一遍。", "丙某"),
]


@pytest.fixture
def view(qtbot: QtBot) -> ThreadView:
    document, _ = thread(FLOORS)
    made = shown_view(document, height=1_000)
    qtbot.addWidget(made)
    QGuiApplication.clipboard().clear()
    return made


def row_of(view: ThreadView, place: int) -> int:
    column = column_of(view)
    floor = column.document.floor_of(post_id(place))
    assert floor is not None
    return column.row_of(floor)


def drag(view: ThreadView, start: QPoint, end: QPoint) -> None:
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    move(view, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def move(view: ThreadView, to: QPoint) -> None:
    port = view.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(to),
        QPointF(port.mapToGlobal(to)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(port, event)


def test_words_of_one_floor_are_told_with_their_place(view: ThreadView) -> None:
    row = row_of(view, 0)
    drag(view, point_of(view, row, 2), point_of(view, row, 6))
    chosen = view.selection()
    assert chosen is not None
    assert (chosen.post, chosen.span, chosen.words) == (post_id(0), Span(2, 6), "石头😂是")
    assert view.selected_text() == "石头😂是"


def test_dragging_backwards_chooses_the_same(view: ThreadView) -> None:
    row = row_of(view, 0)
    drag(view, point_of(view, row, 6), point_of(view, row, 2))
    assert view.selected_text() == "石头😂是"


def test_words_across_floors_have_a_blank_line_between_them(view: ThreadView) -> None:
    drag(view, point_of(view, row_of(view, 0), 13), point_of(view, row_of(view, 2), 2))
    assert view.selected_text() == "他说 Heron88 也在。\n\n不信。\u202e真的？\n\n再说"
    assert view.selection() is None, "it lies in several posts"
    view.copy()
    assert QGuiApplication.clipboard().text() == view.selected_text()


def test_words_of_the_article_are_counted_from_its_start(view: ThreadView) -> None:
    article = column_of(view).document.head.article_text
    drag(view, point_of(view, 2, 3), point_of(view, 5, 4))
    chosen = view.selection()
    assert chosen is not None
    assert chosen.post is None
    assert chosen.words == article[chosen.span.start : chosen.span.end]
    assert chosen.words.startswith("河边放了很久")
    assert chosen.words.endswith("今年春天")
    assert "图像来源,本报记者" in chosen.words, "the saved words, not those shown"


def test_words_of_a_caption_lie_in_the_article(view: ThreadView) -> None:
    figure = column_of(view).document.rows[3]
    start = figure.text.index("石头")
    drag(view, point_of(view, 3, start), point_of(view, 3, start + 2))
    chosen = view.selection()
    assert chosen is not None
    article = column_of(view).document.head.article_text
    assert chosen.words == "石头"
    assert article[chosen.span.start : chosen.span.end] == "石头"
    drag(view, point_of(view, 3, 0), point_of(view, 3, 2))
    assert view.selection() is None, "these words are ours"


def test_the_title_is_none_of_the_article(view: ThreadView) -> None:
    drag(view, point_of(view, 0, 0), point_of(view, 0, 2))
    assert view.selected_text() == "河边"
    assert view.selection() is None


def test_walking_to_another_floor_leaves_the_chosen_words_behind(view: ThreadView) -> None:
    row = row_of(view, 0)
    drag(view, point_of(view, row, 2), point_of(view, row, 4))
    view.go_to_post(post_id(0))
    assert view.selected_text() == "石头", "it is the same floor"
    view.next_floor()
    assert view.selected_text() == ""


def test_shift_and_click_go_on(view: ThreadView) -> None:
    row = row_of(view, 0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, row, 2))
    assert view.selected_text() == ""
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, shift, point_of(view, row, 4))
    assert view.selected_text() == "石头"
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, shift, point_of(view, row, 0))
    assert view.selected_text() == "这块"


def test_two_clicks_choose_a_word_and_three_a_paragraph(view: ThreadView) -> None:
    row = row_of(view, 0)
    place = FLOORS[0].text.index("ron88")
    at = point_of(view, row, place)
    port = view.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=at)
    assert view.selected_text() == "Heron88"
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=at)
    assert view.selected_text() == "他说 Heron88 也在。"
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=at)
    assert view.selected_text() == ""


def test_words_and_paragraphs() -> None:
    text = "一\n二三 four 五😂\n"
    assert paragraph_at(text, 3) == Span(2, 12)
    assert paragraph_at(text, 0) == Span(0, 1)
    assert paragraph_at(text, len(text)) == Span(13, 13)
    four = text.index("four")
    assert word_at(text, four + 1) == Span(four, four + 4)
    assert word_at(text, text.index("😂")) == Span(text.index("😂"), text.index("😂") + 1)
    assert word_at("", 0) == Span(0, 0)
    long = "水" * 5_000 + "word" + "水" * 5_000
    assert word_at(long, 5_001) == Span(5_000, 5_004)


def test_everything_can_be_chosen_and_copied_by_keys(view: ThreadView) -> None:
    view.setFocus()
    QTest.keySequence(view, QKeySequence("Ctrl+A"))
    QTest.keySequence(view, QKeySequence("Ctrl+C"))
    text = QGuiApplication.clipboard().text()
    assert text.startswith("河边的石头\n\n地方新闻")
    assert "posted by Hebian" in text
    assert "latest reply 2024-05-01 08:05 UTC-07:00" in text
    assert "\u2068" not in text
    assert text.endswith("\n\n再说一遍。")
    assert FLOORS[0].text in text
    assert view.selection() is None


def test_what_is_folded_away_is_not_copied(view: ThreadView) -> None:
    view.collapse_all()
    view.select_all()
    assert "不信" not in view.selected_text()
    view.expand_all()
    assert "不信" in view.selected_text()


def test_a_whole_long_thread_is_copied_bit_by_bit(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thread_copying, "AT_ONCE", 50)
    floors = talk(400, 6)
    document, library = thread(floors)
    view = shown_view(document)
    qtbot.addWidget(view)
    QGuiApplication.clipboard().clear()
    view.select_all()
    library.asked.clear()
    view.copy()
    assert QGuiApplication.clipboard().text() == ""
    assert library.asked == []
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() != "", timeout=5_000)
    assert QGuiApplication.clipboard().text() == view.selected_text()
    assert max(map(len, library.asked[:8])) <= 50


def test_copying_ends_with_the_thread(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thread_copying, "AT_ONCE", 5)
    document, library = thread(talk(100, 6))
    view = shown_view(document)
    qtbot.addWidget(view)
    QGuiApplication.clipboard().clear()
    view.select_all()
    view.copy()
    view.clear()
    library.asked.clear()
    qtbot.wait(60)
    assert library.asked == []
    assert QGuiApplication.clipboard().text() == ""


def test_dragging_beyond_the_edge_scrolls(qtbot: QtBot) -> None:
    document, _ = thread(talk(200, 8))
    view = shown_view(document, height=400)
    qtbot.addWidget(view)
    first = column_of(view).shown[0]
    start = point_of(view, first.row, 0)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    move(view, QPoint(300, 460))
    qtbot.waitUntil(lambda: column_of(view).value > 300, timeout=5_000)
    port = view.viewport()
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(300, 460))
    value = column_of(view).value
    qtbot.wait(100)
    assert column_of(view).value == value
    assert len(view.selected_text()) > 200


def test_a_chosen_floor_keeps_its_words_in_floor_order(view: ThreadView) -> None:
    row = row_of(view, 1)
    drag(view, point_of(view, row, 0), point_of(view, row, 2))
    before = view.selection()
    view.set_flat(True)
    assert view.selection() == before
    view.set_flat(False)
    assert view.selection() == before


def test_a_new_thread_has_nothing_chosen(view: ThreadView) -> None:
    view.select_all()
    view.show_thread(thread(FLOORS)[0])
    assert view.selected_text() == ""
    view.clear()
    assert view.selection() is None
    view.copy()
    view.select_all()


def test_spots_are_in_reading_order() -> None:
    assert Spot(1, 5) < Spot(2, 0) < Spot(2, 1)
