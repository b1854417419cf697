"""Known errors and bugs are told apart, and neither tells what somebody wrote."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import qWarning

from db import notes
from db.errors import Cancelled, DiskFull, KnownError
from desktop import errors, paths
from tests.db.threads.shelf import Shelf, sample_thread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.quiet import ExpectLog

PRIVATE = "谁也不该看见的一句话"


class Desk:
    def __init__(self) -> None:
        self.desk = errors.ErrorDesk()
        self.known: list[KnownError] = []
        self.bugs: list[str] = []
        self.desk.known.connect(self.known.append)
        self.desk.bug.connect(self.bugs.append)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    file = tmp_path / "log" / "window.log"
    monkeypatch.setattr(paths, "log_file", lambda: file)
    errors.start_logging()
    yield file
    errors.stop_logging()


def raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def test_a_known_error_is_said(desk: Desk, log: Path, expect_log: ExpectLog) -> None:
    expect_log("disk-full: DiskFull", logger="desktop.errors")
    error = DiskFull("The disk is full; {title} was not stored.", title=PRIVATE)
    desk.desk.take(error)
    assert (desk.known, desk.bugs) == ([error], [])
    written = log.read_text(encoding="utf-8")
    assert "disk-full" in written
    assert PRIVATE not in written


def test_a_cancellation_is_silent(desk: Desk, log: Path) -> None:
    desk.desk.take(Cancelled())
    assert (desk.known, desk.bugs) == ([], [])
    assert not log.exists() or log.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize(
    "error",
    [ValueError(PRIVATE), KeyError(PRIVATE), OSError(2, PRIVATE), RuntimeError(PRIVATE)],
    ids=lambda error: type(error).__name__,
)
def test_a_report_of_a_bug_holds_no_captured_text(
    desk: Desk, log: Path, error: Exception, expect_log: ExpectLog
) -> None:
    expect_log("^bug", logger="desktop.errors", level=logging.ERROR)
    desk.desk.take(raised(error))
    assert desk.known == []
    (report,) = desk.bugs
    assert type(error).__name__ in report
    assert "test_errors.py" in report
    assert "Python" in report
    assert "Qt" in report
    assert PRIVATE not in report
    assert PRIVATE not in log.read_text(encoding="utf-8")


def test_a_report_names_what_is_about_code(desk: Desk, expect_log: ExpectLog) -> None:
    expect_log("^bug", logger="desktop.errors", level=logging.ERROR)
    desk.desk.take(raised(AttributeError("'Post' object has no attribute 'flor'")))
    assert "no attribute 'flor'" in desk.bugs[0]


def test_a_report_follows_the_causes_once(desk: Desk, expect_log: ExpectLog) -> None:
    expect_log("^bug", logger="desktop.errors", level=logging.ERROR)
    first = raised(ValueError(PRIVATE))
    second = RuntimeError("x")
    second.__cause__ = first
    first.__context__ = second  # a ring, as a re-raised error can make one
    desk.desk.take(second)
    assert desk.bugs[0].count("ValueError") == 1
    assert desk.bugs[0].count("RuntimeError") == 1
    assert PRIVATE not in desk.bugs[0]


def test_errors_nobody_caught_come_to_the_desk(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, expect_log: ExpectLog
) -> None:
    expect_log("^bug", logger="desktop.errors", level=logging.ERROR)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    desk.desk.install()
    error = raised(ValueError(PRIVATE))
    sys.excepthook(type(error), error, error.__traceback__)
    assert len(desk.bugs) == 1


def test_an_interrupted_program_just_ends(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    desk.desk.install()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert (desk.known, desk.bugs) == ([], [])
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_the_log_holds_no_note(log: Path, tmp_path: Path, expect_log: ExpectLog) -> None:
    expect_log("something was said")
    logging.getLogger("db").setLevel(logging.DEBUG)
    logging.getLogger("desktop").setLevel(logging.DEBUG)
    shelf = Shelf(tmp_path / "a.beilin")
    thread = shelf.add(sample_thread())
    note = notes.add(shelf.store, thread, body=PRIVATE).value
    notes.edit(shelf.store, note.id, body=PRIVATE + "。")
    with pytest.raises(KnownError):
        notes.edit(shelf.store, note.id, body=PRIVATE * 1_000_000)
    notes.remove(shelf.store, note.id)
    shelf.store.close()
    logging.getLogger("desktop").warning("something was said")
    assert PRIVATE not in log.read_text(encoding="utf-8")


@pytest.mark.qt_no_exception_capture
def test_what_qt_says_is_logged(log: Path, qtbot: QtBot, expect_log: ExpectLog) -> None:
    assert qtbot is not None
    expect_log("a word of Qt", logger="qt")
    qWarning("a word of Qt")
    assert "a word of Qt" in log.read_text(encoding="utf-8")


def test_no_place_for_a_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setattr(paths, "log_file", lambda: tmp_path / "file" / "window.log")
    errors.start_logging()
    errors.stop_logging()
    assert logging.getLogger("desktop").propagate


def test_logging_ends_without_a_trace(log: Path) -> None:
    assert log
    errors.stop_logging()
    for area in ("desktop", "db", "qt"):
        assert logging.getLogger(area).handlers == []
