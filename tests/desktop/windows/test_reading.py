"""Reading in the window: places, floors, finding, citing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.windows.dialogs.go_to_floor import GoToFloor
from tests.desktop.windows.house import SAMPLE, TITLE

if TYPE_CHECKING:
    from tests.desktop.windows.house import House


@pytest.fixture
def reading(house: House) -> House:
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.settle()
    return house


def floor(house: House) -> str | None:
    current = house.window.panes.column.current_post()
    if current is None:
        return None
    post = house.window.reading.post(current)
    assert post is not None
    return post.floor


def test_a_floor_is_gone_to_by_its_label(reading: House) -> None:
    reading.act("go_to_floor")
    dialog = reading.dialog(GoToFloor)
    dialog.field.setText("99")
    dialog.accept()
    assert dialog.isVisible()
    assert "no floor “99”" in dialog.problem()
    dialog.field.setText("21 楼")
    dialog.accept()
    reading.settle()
    assert floor(reading) == "21"


def test_floors_are_walked_by_letters(reading: House) -> None:
    column = reading.window.panes.column
    column.setFocus()
    column.go_to_post(reading.post("4"))
    reading.act("next_floor")
    after = floor(reading)
    assert after not in (None, "4")
    reading.act("previous_floor")
    assert floor(reading) == "4"
    column.go_to_post(reading.post("6"))
    reading.act("parent_floor")
    assert floor(reading) == "4"


def test_flat_and_tree(reading: House) -> None:
    column = reading.window.panes.column
    column.go_to_post(reading.post("4"))
    assert not column.is_flat()
    reading.act("flat")
    assert column.is_flat()
    column.go_to_post(reading.post("4"))
    reading.act("next_floor")
    assert floor(reading) == "5"
    assert not reading.possible("expand_all")
    reading.close()
    reading.start()
    assert reading.window.panes.column.is_flat()
    assert reading.window.actions_by_name["flat"].isChecked()


def test_the_evidence_of_a_floor_is_shown(reading: House) -> None:
    reading.act("show_reply")
    reading.window.panes.column.go_to_post(reading.post("6"))
    reading.settle()
    words = " ".join(label_texts(reading))
    assert "Floor 6" in words
    assert "Answers floor 4" in words


def label_texts(house: House) -> list[str]:
    from PySide6.QtWidgets import QLabel  # noqa: PLC0415 - for this alone

    return [label.text() for label in house.window.panes.reply.findChildren(QLabel)]


def test_where_the_capture_came_from_is_shown(reading: House) -> None:
    from PySide6.QtWidgets import QLabel  # noqa: PLC0415 - for this alone

    reading.act("show_capture")
    labels = [label.text() for label in reading.window.panes.capture.findChildren(QLabel)]
    assert "sample-thread.txt" in " ".join(labels)


def test_finding_in_the_thread(reading: House) -> None:
    reading.act("find")
    finder = reading.window.panes.finder
    assert finder.isVisible()
    QTest.keyClicks(finder.field, "x")
    finder.field.setText("钟楼")
    finder._ask()
    reading.settle()
    assert reading.window.reading.finding.has_hits
    assert " of " in finder._count.text()
    QTest.keyClick(finder.field, Qt.Key.Key_Return)
    reading.settle()
    finder.field.setText("（")
    finder.field.setText('"')
    finder._ask()
    reading.settle()
    assert "nothing was looked for" in finder._count.text()
    QTest.keyClick(finder.field, Qt.Key.Key_Escape)
    assert finder.isHidden()
    assert not reading.window.reading.finding.has_hits


def test_copying_with_a_citation(reading: House) -> None:
    reading.window.panes.column.go_to_post(reading.post("4"))
    reading.act("copy_cited")
    copied = QApplication.clipboard().text()
    post = reading.window.reading.post(reading.post("4"))
    assert post is not None
    assert copied.startswith(post.text)
    assert f"《{TITLE}》" in copied
    assert "夜班的猫" in copied
    assert "floor 4" in copied
    assert "capture 223dfa035646" in copied


def test_history(reading: House) -> None:
    first = reading.thread()
    other = reading.folder / "other.txt"
    other.write_text(
        SAMPLE.read_text(encoding="utf-8").replace(TITLE, "另一座钟"), encoding="utf-8"
    )
    reading.window.panes.column.go_to_post(reading.post("21"))
    place = reading.window.panes.column.place()
    reading.import_files(other)
    reading.wait(lambda: reading.window.reading.thread_id not in (None, first))
    second = reading.thread()
    assert not reading.possible("forward")
    reading.act("back")
    assert reading.thread() == first
    assert reading.window.panes.column.place() == place
    reading.act("forward")
    assert reading.thread() == second


def test_jumps_inside_a_thread_have_a_way_back(reading: House) -> None:
    column = reading.window.panes.column
    column.go_to_post(reading.post("6"))
    place = column.place()
    assert not reading.possible("back")
    column.post_activated.emit(reading.post("4"))
    assert floor(reading) == "4"
    column.go_to_post(reading.post("7"))
    reading.act("parent_floor")
    assert floor(reading) == "2"
    reading.act("back")
    assert floor(reading) == "7"
    reading.act("back")
    assert (floor(reading), column.place()) == ("6", place)
    assert not reading.possible("back")
    reading.act("forward")
    assert floor(reading) == "7"


def test_the_buttons_at_the_side_of_a_mouse_go_back_and_forward(reading: House) -> None:
    column = reading.window.panes.column
    column.go_to_post(reading.post("6"))
    reading.window.reading.go_to_post(reading.post("4"))
    reading.settle()
    QTest.mouseClick(column.viewport(), Qt.MouseButton.BackButton)
    assert floor(reading) == "6"
    reading.settle()
    QTest.mouseDClick(column.viewport(), Qt.MouseButton.ForwardButton)
    assert floor(reading) == "4"


def test_the_last_of_quick_choices_wins(reading: House) -> None:
    other = reading.folder / "other.txt"
    other.write_text(
        SAMPLE.read_text(encoding="utf-8").replace(TITLE, "另一座钟"), encoding="utf-8"
    )
    reading.import_files(other)
    reading.settle()
    second = reading.thread()
    model = reading.window.panes.library_model
    first = next(
        thread
        for row in range(2)
        if (thread := model.thread_at(row)) is not None and thread != second
    )
    for thread in (first, second, first, second):
        reading.window.reading.open(thread)
    reading.settle()
    assert reading.thread() == second


def test_a_link_to_a_floor_is_followed(reading: House) -> None:
    reading.window.panes.column.post_activated.emit(reading.post("4"))
    assert floor(reading) == "4"


def test_the_original_bytes_are_saved_as_they_were(reading: House) -> None:
    from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - for this alone

    target = reading.folder / "out.txt"
    reading.act("save_original")
    dialog = reading.dialog(QFileDialog)
    dialog.filesSelected.emit([str(target)])
    dialog.close()
    reading.settle()
    assert target.read_bytes() == SAMPLE.read_bytes()
    assert "as it was captured" in reading.message()
