"""Closing: nothing is lost, and nothing is left behind (``tests/quiet.py`` looks for threads)."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QPushButton

from db import notes, place, store
from tests.desktop.windows.house import SAMPLE, TITLE

if TYPE_CHECKING:
    from tests.desktop.windows.house import House

ROOT = Path(__file__).resolve().parents[3]


FILES = 80


def click(dialog: QDialog, words: str) -> None:
    """Press a button and go on at once."""
    (button,) = (one for one in dialog.findChildren(QPushButton) if one.text() == words)
    button.click()


def test_an_import_under_way_is_asked_about(house: House) -> None:
    house.start()
    files = [house.another(f"第{number}座钟") for number in range(FILES)]
    house.window.import_files(files)
    house.wait(lambda: house.window.panes.report_model.rowCount() >= 2)
    house.window.close()
    dialog = house.dialog(QDialog)
    click(dialog, "Cancel")
    assert house.window.isVisible()
    assert house.window.long_jobs.busy
    ended: list[bool] = []
    house.program.ended.connect(lambda: ended.append(True))
    house.window.close()
    dialog = house.dialog(QDialog)
    click(dialog, "Stop and Close")
    house.wait(lambda: bool(ended))
    house.kill()
    opened = store.open_library(place.default_place())
    try:
        from db.threads import reading  # noqa: PLC0415 - for this alone

        kept = reading.thread_ids(opened)
        assert 2 <= len(kept) < FILES
    finally:
        opened.close()


def test_with_nothing_to_save_closing_is_done_at_once(house: House) -> None:
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.settle()
    ended: list[bool] = []
    house.program.ended.connect(lambda: ended.append(True))
    assert house.window.close()
    assert ended == [True]
    house.kill()
    house.start()
    assert house.window.reading.thread_id is not None


def test_no_side_files_are_left(house: House) -> None:
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.close()
    folder = place.default_place().parent
    assert [file.name for file in folder.iterdir()] == [place.default_place().name]
    assert place.default_place().stat().st_mode & 0o077 == 0


def test_closing_before_the_library_is_open(house: House) -> None:
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.close()
    house.start(opened=False)
    house.close()
    window = house.start()
    assert house.titles() == [TITLE]
    assert window.reading.thread_id is not None


def test_a_request_to_end_is_closing(house: House, tmp_path: Path) -> None:
    """The session asks a program to end by SIGTERM: notes are saved, the library is folded."""
    library = tmp_path / "other.beilin"
    store.create(library).close()
    script = f"""
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop import app
start = app.Program.start
def started(self, files):
    start(self, files)
    def look():
        if self.window.reading.thread_id is None:
            QTimer.singleShot(20, look)
            return
        self.window.noting.begin_on(None)
        self.window.panes.notes.editor.insertPlainText("收尾")
        print("ready", flush=True)
    QTimer.singleShot(20, look)
app.Program.start = started
sys.exit(app.run([Path({str(SAMPLE)!r})], Path({str(library)!r})))
"""
    running = subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 0
    finally:
        running.kill()
        running.communicate()
    assert not library.with_name(library.name + "-wal").exists()
    opened = store.open_library(library)
    try:
        assert [note.body for note in notes.list_notes(opened)] == ["收尾"]
    finally:
        opened.close()
    assert house.bugs == []
