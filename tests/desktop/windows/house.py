"""The whole program in a test: a real library, real threads, a window without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QLibraryInfo, QMimeData, QPoint, QPointF, Qt, QUrl, QVersionNumber
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from desktop import paths
from desktop.app import Program
from desktop.jobs import Jobs
from desktop.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from db.errors import KnownError
    from db.records import Note, PostId, ThreadId
    from desktop.operations import Operations
    from desktop.windows.main_window import MainWindow

Shown = TypeVar("Shown", bound=QDialog)
Drag = TypeVar("Drag", bound=QDropEvent)

SAMPLE = paths.sample() / "sample-thread.txt"
TITLE = "码头的大钟停了三年，修好它的是一个学徒"


def dragged(kind: type[Drag], place: QPoint, data: QMimeData) -> Drag:
    """Make an event of dragging; Qt wants exact places since 6.12, and whole ones before."""
    made: Any = kind
    where = QPointF(place) if QLibraryInfo.version() >= QVersionNumber(6, 12) else place
    event: Drag = made(
        where,
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    return event


class House:
    """One run of the program after the other, on the same library and settings."""

    def __init__(self, qtbot: QtBot, application: QApplication, folder: Path) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.library = folder / "library.beilin"
        self._application = application
        self._program: Program | None = None
        self.bugs: list[str] = []
        self.known: list[str] = []

    @property
    def program(self) -> Program:
        assert self._program is not None
        return self._program

    @property
    def window(self) -> MainWindow:
        return self.program.window

    @property
    def operations(self) -> Operations:
        assert self.program.operations is not None
        return self.program.operations

    # a run

    def start(self, *files: Path, library: Path | None = None, opened: bool = True) -> MainWindow:
        """Start the program and wait until the library is open, or known not to open."""
        settings = Settings(self.folder / "window.ini")
        self._program = Program(self._application, settings, Jobs(), library)
        self._program.desk.bug.connect(self.bugs.append)
        self._program.desk.known.connect(self._on_known)
        self._program.start(files)
        if opened:
            self.wait(lambda: self.window.operations is not None)
        self.settle()
        return self.window

    def _on_known(self, error: KnownError) -> None:
        self.known.append(error.code)

    def close(self) -> None:
        """Close the window as the reader does, and let go of everything."""
        if self._program is None:
            return
        ended: list[bool] = []
        self.program.ended.connect(lambda: ended.append(True))
        self.window.close()
        self.wait(lambda: bool(ended))
        self._end()

    def kill(self) -> None:
        """End the run without a word to anybody: what is not saved is lost."""
        if self._program is not None:
            self._end()

    def _end(self) -> None:
        program = self.program
        self._program = None
        program.close()
        program.window.hide()
        program.window.deleteLater()
        program.deleteLater()
        QTest.qWait(0)

    def wait(self, true: Callable[[], bool], seconds: float = 10.0) -> None:
        """Let the program run until something is so."""
        self.qtbot.waitUntil(true, timeout=round(seconds * 1000))

    def settle(self) -> None:
        """Let the program run until no job is under way and nothing is to be said."""
        for _ in range(2):
            QTest.qWait(0)
            self.wait(lambda: self.program.jobs.busy == 0)

    # what a reader does

    def act(self, name: str) -> None:
        """Choose an action of the menus; it must be possible."""
        QTest.qWait(0)
        action = self.window.actions_by_name[name]
        assert action.isEnabled(), f"{name} cannot act"
        action.trigger()
        self.settle()

    def possible(self, name: str) -> bool:
        """Whether an action can act now."""
        QTest.qWait(0)
        return self.window.actions_by_name[name].isEnabled()

    def import_files(self, *files: Path) -> None:
        """Import files and wait for the end."""
        self.window.import_files(files)
        self.wait(lambda: not self.window.long_jobs.busy)
        self.settle()

    def drop(self, data: QMimeData) -> None:
        """Drag something over the window and let it go there."""
        window = self.window
        place = QPointF(window.rect().center())
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        action = Qt.DropAction.CopyAction
        enter = dragged(QDragEnterEvent, place.toPoint(), data)
        enter.ignore()
        QApplication.sendEvent(window, enter)
        if enter.isAccepted():
            QApplication.sendEvent(window, QDropEvent(place, action, data, buttons, keys))
        self.wait(lambda: not window.long_jobs.busy)
        self.settle()

    def search(self, query: str) -> None:
        """Ask the library."""
        self.window.panes.search.field.setText(query)
        self.wait(lambda: self.window.searching._asked == query.strip())
        self.settle()

    def write(self, words: str) -> None:
        """Type into the editor of the note, and wait until it is on the disk."""
        self.window.panes.notes.editor.insertPlainText(words)
        self.wait(lambda: not self.window.noting.unsaved())
        self.settle()

    def dialog(self, kind: type[Shown]) -> Shown:
        """Return the open dialog of a kind."""
        shown = [one for one in self.window.findChildren(kind) if one.isVisible()]
        assert shown, f"no {kind.__name__} is open"
        return shown[-1]

    def press(self, words: str, parent: QWidget | None = None) -> None:
        """Press a button with these words."""
        buttons = (parent or self.window).findChildren(QPushButton)
        found = [one for one in buttons if one.text() == words and one.isVisible()]
        assert found, f"no button says {words}"
        found[0].click()
        self.settle()

    def another(self, title: str) -> Path:
        """Return a file with another thread: the sample under another title."""
        file = self.folder / f"{title}.txt"
        file.write_text(SAMPLE.read_text("utf-8").replace(TITLE, title), "utf-8")
        return file

    # what is there

    def notes(self, thread: ThreadId | None = None) -> list[Note]:
        """Return the notes as they are on the disk."""
        from db import notes  # noqa: PLC0415 - what a test looks into

        return notes.list_notes(self.operations.store, thread=thread)

    def thread(self) -> ThreadId:
        """Return the open thread."""
        opened = self.window.reading.thread_id
        assert opened is not None
        return opened

    def post(self, floor: str) -> PostId:
        """Return a floor of the open thread."""
        found = self.operations.post_by_floor(self.thread(), floor)
        assert found is not None
        return found

    def titles(self) -> list[str]:
        """Return what the list shows."""
        model = self.window.panes.library_model
        rows = (model.summary(row) for row in range(model.rowCount()))
        return [row.title for row in rows if row is not None]

    def message(self) -> str:
        """Return what the message bar says; empty while it is not shown."""
        bar = self.window.panes.messages
        return "" if bar.isHidden() else bar.text()


def files_as_data(files: Sequence[Path]) -> QMimeData:
    """Return files as they are dragged or copied."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return data
