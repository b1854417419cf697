"""Play the scenes of the README in a real window and save each as a picture; see ``pictures.py``.

``python packaging/scenes.py SAMPLE FOLDER`` with a home that may be filled.
"""

from __future__ import annotations

import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db import library, notes
from db.importing import pipeline
from db.threads.reading import posts_by_floor
from desktop.app import Program
from desktop.jobs import Jobs
from desktop.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.records import PostId, ThreadId

SIZE = QSize(1280, 800)
PATIENCE = 20.0
NOTE = "The ferryman counts one hundred and twelve. Ask the keeper for the old plan of the stairs."
NOTED, ECHOING = "16", "19"
"""Floors of the sample: one that is noted, one that answers another in the other script."""


def fill(sample: Path) -> tuple[Path, ThreadId, PostId]:
    """Import the sample and note it; return library, thread and the floor to look at."""
    with closing(library.open_or_create(None)) as store:
        (outcome,) = pipeline.import_paths(store, [sample])
        assert outcome.thread is not None, outcome.error  # noqa: S101 - the sample is ours
        (noted,) = posts_by_floor(store, outcome.thread, NOTED)
        notes.add(store, outcome.thread, post=noted, body=NOTE)
        (echoing,) = posts_by_floor(store, outcome.thread, ECHOING)
        return store.place, outcome.thread, echoing


def wait_until(holds: Callable[[], bool]) -> None:
    """Let the window work until something holds, and then until all is painted."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            raise SystemExit("the window did not come to what the picture shows")
        QTest.qWait(20)
    QTest.qWait(600)


class Stage:
    """The window, as the reader would bring it to each scene."""

    def __init__(self, program: Program, folder: Path) -> None:
        self._program = program
        self._folder = folder

    def take(self, name: str) -> None:
        """Save what is on the display."""
        window = self._program.window
        file = self._folder / f"{name}.png"
        if not window.screen().grabWindow(window.winId()).save(str(file), "PNG", quality=0):
            raise SystemExit(f"{file} could not be written")
        print(file)

    def article(self) -> None:
        """Show the article from its beginning, and the notes."""
        window = self._program.window
        window.actions_by_name["show_notes"].trigger()
        window.panes.column.go_to_article()
        wait_until(lambda: window.panes.notes_model.rowCount() > 0)

    def replies(self, post: PostId) -> None:
        """Show the replies as a tree, with the evidence of one."""
        window = self._program.window
        window.actions_by_name["show_reply"].trigger()
        window.panes.column.go_to_post(post)
        wait_until(lambda: window.panes.column.current_post() == post)

    def search(self, words: str) -> None:
        """Search the library."""
        window = self._program.window
        window.actions_by_name["show_notes"].trigger()
        window.panes.search.field.setText(words)
        wait_until(lambda: window.panes.search_model.rowCount() > 0)


def main(sample: Path, folder: Path) -> int:
    """Play all scenes."""
    application = QApplication(["beilin"])
    application.setStyle("Fusion")
    place, thread, post = fill(sample)
    settings = Settings()
    settings.set_last_thread(place, thread)
    program = Program(application, settings, Jobs(), None)
    stage = Stage(program, folder)
    try:
        program.start([])
        window = program.window
        window.setGeometry(0, 0, SIZE.width(), SIZE.height())
        for theme in ("light", "dark"):
            program.set_theme(theme)
            wait_until(lambda: window.reading.thread_id == thread)
            stage.article()
            stage.take(f"window-{theme}")
            stage.replies(post)
            stage.take(f"replies-{theme}")
        program.set_theme("light")
        stage.search("钟声")
        stage.take("search-light")
    finally:
        program.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
