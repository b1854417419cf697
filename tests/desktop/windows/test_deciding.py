"""Deciding in the window whom a floor answers: at once, in place, undone by the usual undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from db.importing import rereading
from db.records import CaptureId, LinkState
from db.threads import deciding as decisions
from desktop.views.thread_access import spoken
from desktop.windows.wiring import context_menu
from tests.desktop.rooms import labels
from tests.desktop.windows.house import SAMPLE

if TYPE_CHECKING:
    from db.records import Post, PostId
    from desktop.views.reply_verdicts import Verdicts
    from tests.desktop.windows.house import House
    from tests.quiet import ExpectLog


@pytest.fixture
def reading(house: House) -> House:
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.settle()
    house.act("show_reply")
    return house


def go(house: House, label: str) -> PostId:
    post = house.post(label)
    house.window.panes.column.go_to_post(post)
    house.settle()
    return post


def now(house: House, label: str) -> Post:
    (found,) = house.operations.posts([house.post(label)])
    return found


def verdicts(house: House) -> Verdicts:
    found = house.window.panes.reply.verdicts
    assert found is not None
    return found


def spoken_floor(house: House) -> str:
    column = house.window.panes.column.column
    assert column is not None
    return spoken(column, column.row_of(house.window.panes.column.current_floor))


def test_an_edge_is_confirmed_and_that_is_undone(reading: House) -> None:
    before = now(reading, "6")
    assert before.reply_to.post == reading.post("4")
    go(reading, "6")
    reading.act("reply_confirm")
    assert now(reading, "6").reply_to.decided_by == "reader"
    assert "✓ You decided so." in labels(reading.window.panes.reply)
    assert "✓ yours" in spoken_floor(reading)
    assert reading.window.actions_by_name["undo"].text() == "&Undo: confirm reply"
    reading.act("undo")
    assert now(reading, "6") == before
    assert "✓ yours" not in spoken_floor(reading)
    reading.act("redo")
    assert now(reading, "6").reply_to.decided_by == "reader"
    assert reading.bugs == []


def test_a_floor_without_a_mark_can_be_given_one(reading: House) -> None:
    post = go(reading, "3")
    assert now(reading, "3").reply_to.state is LinkState.NONE
    assert not reading.possible("reply_confirm")
    assert not reading.possible("reply_again")
    reading.act("show_notes")
    reading.act("reply_choose")
    field = verdicts(reading).field
    assert field.isVisible()
    assert reading.window.focusWidget() is field
    field.setText("99")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "This thread has no floor “99”." in labels(reading.window.panes.reply)
    field.setText("3")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "A floor cannot answer itself." in labels(reading.window.panes.reply)
    field.setText(" #1楼 ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    reading.settle()
    assert now(reading, "3").reply_to.post == reading.post("1")
    assert reading.window.panes.column.current_post() == post
    assert reading.possible("reply_again")
    reading.press("Ask the rules again")
    assert now(reading, "3").reply_to.state is LinkState.NONE


def click(house: House, label: str) -> None:
    """Click the name of a floor that is in sight."""
    view = house.window.panes.column
    column = view.column
    assert column is not None
    floor = column.document.floor_of(house.post(label))
    assert floor is not None
    shown = column.shown_row(column.row_of(floor))
    if shown is None:
        view.bring_into_sight(column.row_of(floor))
        shown = column.shown_row(column.row_of(floor))
    assert shown is not None
    place = QPoint(shown.item.text_x + 6, shown.y + shown.item.lead + shown.item.text_y - 8)
    QTest.mouseMove(view.viewport(), place)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    house.settle()


def test_a_floor_is_chosen_by_a_click(reading: House) -> None:
    post = go(reading, "3")
    reading.act("reply_pick")
    assert reading.window.panes.column.picking
    assert "that floor 3 answers" in reading.window.panes.messages.text()
    click(reading, "2")
    assert not reading.window.panes.column.picking
    assert reading.window.panes.messages.isHidden()
    assert now(reading, "3").reply_to.post == reading.post("2")
    # the floor it is about stays the chosen one
    assert reading.window.panes.column.current_post() == post
    click(reading, "2")
    assert reading.window.panes.column.current_post() == reading.post("2")


def test_esc_leaves_everything_as_it_is(reading: House) -> None:
    go(reading, "3")
    reading.act("reply_pick")
    QTest.keyClick(reading.window.panes.column, Qt.Key.Key_Escape)
    assert not reading.window.panes.column.picking
    assert reading.window.panes.messages.isHidden()
    assert now(reading, "3").decisions == ()
    reading.act("reply_pick")
    reading.window.reading.close()
    assert not reading.window.panes.column.picking


def test_the_article_is_picked_too(reading: House) -> None:
    go(reading, "3")
    reading.act("reply_pick")
    view = reading.window.panes.column
    view.verticalScrollBar().setValue(0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, 60))
    reading.settle()
    assert now(reading, "3").reply_to.to_article


def test_what_is_folded_and_seen_stays(reading: House) -> None:
    view = reading.window.panes.column
    column = view.column
    assert column is not None
    four = column.document.floor_of(go(reading, "4"))
    assert four is not None
    view.toggle(four)
    post = go(reading, "10")
    shown = column.shown_row(column.row_of(view.current_floor))
    assert shown is not None
    reading.act("reply_article")
    after = view.column
    assert after is not None
    assert after is not column
    assert view.current_post() == post
    again = after.shown_row(after.row_of(view.current_floor))
    assert again is not None
    assert again.y == shown.y
    folded = after.document.floor_of(reading.post("4"))
    assert folded is not None
    assert after.folds.is_folded(folded)


def test_a_circle_is_told_until_something_else_is_decided(
    reading: House, expect_log: ExpectLog
) -> None:
    expect_log("closes-circle", logger="desktop.errors")
    go(reading, "4")
    reading.act("reply_choose")
    verdicts(reading).field.setText("6")
    QTest.keyClick(verdicts(reading).field, Qt.Key.Key_Return)
    reading.settle()
    bar = reading.window.panes.messages
    assert "in a circle, 4 → 6 → 4. Nothing was changed." in bar.text()
    assert now(reading, "4").decisions == ()
    assert not reading.operations.undo_stack.canUndo()
    reading.act("reply_article")
    assert bar.isHidden()


def test_no_reply_and_rejected(reading: House) -> None:
    go(reading, "6")
    reading.act("reply_nobody")
    found = labels(reading.window.panes.reply)
    assert "Answers nobody" in found
    assert "Set aside by you" in found
    assert "✓ yours: no reply" in spoken_floor(reading)
    assert not reading.possible("reply_confirm")
    reading.press("This one")
    assert now(reading, "6").reply_to.post == reading.post("4")
    reading.act("reply_reject")
    after = now(reading, "6")
    assert after.reply_to.state is LinkState.NONE
    assert [each.post for each in after.set_aside] == [reading.post("4")]
    told = " ".join(labels(reading.window.panes.reply))
    assert "What the rules found you set aside" in told
    for _ in range(3):
        reading.act("undo")
    assert now(reading, "6").decisions == ()


def test_the_sentence_at_the_head_counts_them(reading: House) -> None:
    go(reading, "6")
    reading.act("reply_confirm")
    document = reading.window.panes.column.column
    assert document is not None
    assert any("1 by you" in row.text for row in document.document.rows)


def test_buttons_do_what_the_menu_does(reading: House) -> None:
    go(reading, "6")
    reading.press("Not this one")
    assert now(reading, "6").reply_to.state is LinkState.NONE
    reading.press("Answers the article")
    assert now(reading, "6").reply_to.to_article
    reading.press("Is no reply")
    assert now(reading, "6").reply_to.decided_by == "reader"
    reading.press("Choose another floor…")
    reading.press("Or click it in the thread")
    assert reading.window.panes.column.picking


def test_the_menu_of_a_floor_has_them(reading: House) -> None:
    go(reading, "6")
    view = reading.window.panes.column
    menu = context_menu(reading.window, view.viewport().mapToGlobal(QPoint(40, 40)))
    (below,) = [one for one in menu.findChildren(QMenu) if one.title() == "Whom It Ans&wers"]
    possible = {action.objectName() for action in below.actions() if action.isEnabled()}
    assert {"reply_confirm", "reply_pick", "reply_nobody"} <= possible
    assert "reply_again" not in possible
    menu.deleteLater()


def test_the_menu_is_that_of_the_floor_under_the_pointer(reading: House) -> None:
    go(reading, "6")
    view = reading.window.panes.column
    assert view.column is not None
    chosen = view.current_floor
    other = next(each for each in view.column.shown if each.item.floor not in (-1, chosen))
    place = QPoint(other.item.text_x + 4, max(2, other.y + other.item.lead + 4))
    taken: list[QPoint] = []
    view.context_requested.disconnect()
    view.context_requested.connect(taken.append)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place)
    )
    QApplication.sendEvent(view.viewport(), event)
    assert len(taken) == 1
    assert view.current_floor == other.item.floor


def test_a_library_that_is_only_read_offers_nothing(reading: House) -> None:
    place = reading.operations.store.place
    reading.close()
    place.chmod(0o400)
    try:
        reading.start(library=place)
        reading.wait(lambda: reading.window.reading.thread_id is not None)
        reading.act("show_reply")
        go(reading, "6")
        assert reading.operations.read_only
        assert reading.window.panes.reply.verdicts is None
        assert not reading.possible("reply_confirm")
        assert not reading.possible("reply_choose")
        reading.close()
    finally:
        place.chmod(0o600)


def test_a_thread_in_the_trash_offers_nothing(reading: House) -> None:
    go(reading, "6")
    reading.act("trash")
    reading.settle()
    assert not reading.possible("reply_confirm")


def test_what_another_program_decides_meanwhile(reading: House, expect_log: ExpectLog) -> None:
    expect_log("decision-changed", logger="desktop.errors")
    post = go(reading, "6")
    reading.act("reply_nobody")
    decisions.answers_article(reading.operations.store, post)
    reading.act("undo")
    assert "Somebody has decided otherwise" in reading.window.panes.messages.text()
    assert now(reading, "6").reply_to.to_article
    assert not reading.operations.undo_stack.canUndo()


def test_decisions_survive_a_new_reading(reading: House) -> None:
    go(reading, "6")
    reading.act("reply_article")
    outcomes = rereading.read_again(reading.operations.store, CaptureId(1)).value
    codes = {found.code for found in outcomes[0].findings}
    assert "replies-changed" in codes
    assert now(reading, "6").reply_to.to_article


def test_every_button_is_named(reading: House) -> None:
    go(reading, "6")
    buttons = reading.window.panes.reply.findChildren(QPushButton)
    assert len(buttons) >= 5
    assert all(each.accessibleName() for each in buttons)
