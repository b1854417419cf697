"""From an empty library to a thread that is read, searched and noted, over restarts."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from db import place
from tests.desktop.windows.house import TITLE

if TYPE_CHECKING:
    from tests.desktop.windows.house import House


def test_the_first_start_makes_a_library_and_says_what_to_do(house: House) -> None:
    window = house.start()
    assert place.default_place().is_file()
    assert window.panes.empty.isVisible()
    assert window.panes.empty.text().startswith("Drop saved threads here")
    assert house.titles() == []


def test_the_sample_is_opened(house: House) -> None:
    window = house.start()
    house.press("Try the sample")
    house.wait(lambda: window.reading.thread_id is not None)
    assert house.titles() == [TITLE]
    assert window.panes.column.isVisible()
    assert window.windowTitle().startswith(TITLE)
    assert window.reading.head is not None
    assert window.reading.head.summary.posts == 30


def test_a_hit_is_opened_and_noted_and_the_note_is_there_after_a_restart(house: House) -> None:
    window = house.start()
    house.act("try_sample")
    house.wait(lambda: window.reading.thread_id is not None)
    house.search("擒纵轮")
    assert window.panes.search_model.hits > 0
    window.panes.search.hit_requested.emit()
    house.settle()
    house.act("new_note")
    house.write("记一笔")
    assert [note.body for note in house.notes()] == ["记一笔"]
    house.kill()

    window = house.start()
    house.wait(lambda: window.reading.thread_id is not None)
    house.settle()
    assert window.panes.notes_model.rowCount() == 1
    note = window.panes.notes_model.note_at(0)
    assert note is not None
    assert note.body == "记一笔"
    house.close()


def test_a_restart_shows_the_thread_at_a_glance_and_where_it_was_left(house: House) -> None:
    window = house.start()
    house.act("try_sample")
    house.wait(lambda: window.reading.thread_id is not None)
    window.panes.column.go_to_post(house.post("21"))
    house.settle()
    left = window.panes.column.place()
    assert left is not None
    assert left.post is not None
    house.close()

    window = house.start(opened=False)
    house.wait(lambda: window.reading.thread_id is not None)
    assert house.titles() == [TITLE]
    assert window.panes.column.place() == left
    house.wait(lambda: window.operations is not None)
    house.settle()
    assert window.panes.column.place() == left
    assert window.reading.thread_id is not None
    house.close()


def test_the_window_is_loaded_without_what_opens_a_library() -> None:
    """It takes longer to load than all the rest of a start."""
    code = "import sys, desktop.windows.main_window; print('sqlalchemy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
