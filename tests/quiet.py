"""A quiet run is part of the contract: what a test leaves behind or says unasked fails it.

Python's warnings are errors (``filterwarnings``), Qt's fail a test through pytest-qt.  This plugin
adds what those do not see: warnings of Qt while a test is taken down, warnings in the logs of the
program, threads that outlive the test, and libraries and logs it left open.  A test that means to
provoke a warning in a log says so::

    def test_something(expect_log):
        expect_log("could not be remembered", logger="desktop.settings")
"""

from __future__ import annotations

import logging
import os
import re
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

PATIENCE = 1.0
"""Seconds that a thread may take to end after the test that started it."""

_AREAS = ("desktop", "db", "qt")
_LIBRARY = re.compile(r"\.beilin(-wal|-shm|-journal)?$")
_OPEN_FILES = Path("/proc/self/fd")


class ExpectLog(Protocol):
    """Announces a record that the test provokes on purpose."""

    def __call__(self, pattern: str, *, logger: str = ..., level: int = ...) -> None:
        """Expect a record whose message matches, from this logger or one below it."""
        ...


@dataclass(slots=True)
class _Expected:
    pattern: str
    logger: str
    level: int
    met: bool = False

    def meets(self, record: logging.LogRecord) -> bool:
        found = (
            record.levelno == self.level
            and f"{record.name}.".startswith(f"{self.logger}.")
            and re.search(self.pattern, record.getMessage()) is not None
        )
        self.met = self.met or found
        return found


class _Logs:
    """Keeps what the program's loggers say from WARNING on, and leaves the loggers alone."""

    def __init__(self, ignored: list[str]) -> None:
        self.records: list[logging.LogRecord] = []
        self._ignored = ignored
        self.expected: list[_Expected] = []
        self._loggers = [logging.getLogger(name) for name in _AREAS]
        self._levels = [logger.level for logger in self._loggers]
        self._factory = logging.getLogRecordFactory()
        logging.setLogRecordFactory(self._make)

    def close(self) -> None:
        """Listen no longer, and take back what the test set."""
        logging.setLogRecordFactory(self._factory)
        for logger, level in zip(self._loggers, self._levels, strict=True):
            logger.setLevel(level)

    def _make(self, *values: Any, **named: Any) -> logging.LogRecord:
        record = self._factory(*values, **named)
        area = record.name.partition(".")[0]
        if record.levelno >= logging.WARNING and area in _AREAS:
            text = record.getMessage()
            if area != "qt" or not any(re.search(each, text) for each in self._ignored):
                self.records.append(record)
        return record

    def complaints(self) -> list[str]:
        """Return what was said unexpectedly, and what was expected in vain."""
        unexpected = [
            f"logged without being expected: {record.levelname} {record.name}:"
            f" {record.getMessage()}"
            for record in self.records
            if not any([each.meets(record) for each in self.expected])  # noqa: C419 - all are asked
        ]
        unmet = [
            f"expected in vain in the log {each.logger}: {each.pattern}"
            for each in self.expected
            if not each.met
        ]
        return unexpected + unmet


class _Remains:
    """What was there before, so that what is left behind can be told."""

    def __init__(self) -> None:
        self._threads = set(threading.enumerate())
        self._files = open_libraries()
        self._handlers = open_logs()

    def complaints(self) -> list[str]:
        """Return threads, open libraries and open logs that were not there before."""
        deadline = time.monotonic() + PATIENCE
        left: list[str] = []
        for thread in set(threading.enumerate()) - self._threads:
            # a thread that Python did not start cannot be joined, nor told from one that ended
            if isinstance(thread, threading._DummyThread):  # pyright: ignore
                continue
            thread.join(max(0.0, deadline - time.monotonic()))
            if thread.is_alive():
                left.append(f"a thread was left behind: {thread.name}")
        left += [
            f"a library was left open: {path}" for path in sorted(open_libraries() - self._files)
        ]
        return left + [
            f"a log was left open: {handler}" for handler in open_logs() - self._handlers
        ]


def open_logs() -> set[logging.Handler]:
    """Return the files that the program writes its log to at this moment."""
    handlers = {handler for area in _AREAS for handler in logging.getLogger(area).handlers}
    return {handler for handler in handlers if isinstance(handler, logging.FileHandler)}


def open_libraries() -> set[str]:
    """Return the paths of the library files this process has open, where the system tells."""
    found: set[str] = set()
    try:
        handles = os.listdir(_OPEN_FILES)  # noqa: PTH208 - names are enough
    except OSError:
        return found
    for handle in handles:
        try:
            path = os.readlink(_OPEN_FILES / handle)  # noqa: PTH115 - may be no path at all
        except OSError:
            continue
        path = path.removesuffix(" (deleted)")
        if _LIBRARY.search(path):
            found.add(path)
    return found


def _tell(complaints: list[str]) -> None:
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture(scope="session", autouse=True)
def _quiet_session() -> Generator[None]:
    remains = _Remains()
    yield
    _tell(remains.complaints())


@pytest.fixture(scope="module", autouse=True)
def _quiet_module(_quiet_session: None) -> Generator[None]:
    remains = _Remains()
    yield
    _tell(remains.complaints())


@pytest.fixture(autouse=True)
def _quiet(_quiet_module: None, request: pytest.FixtureRequest) -> Generator[_Logs]:
    remains = _Remains()
    logs = _Logs(request.config.getini("qt_log_ignore"))
    try:
        yield logs
    finally:
        logs.close()
    _tell(logs.complaints() + remains.complaints())


@pytest.fixture
def expect_log(_quiet: _Logs) -> ExpectLog:
    """Announce a record that the test provokes on purpose."""

    def expect(pattern: str, *, logger: str = "desktop", level: int = logging.WARNING) -> None:
        _quiet.expected.append(_Expected(pattern, logger, level))

    return expect


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """Fail on what Qt says while fixtures are taken down; pytest-qt listens until then."""
    if "PySide6.QtCore" not in sys.modules:
        return (yield)
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler  # noqa: PLC0415 - only where it is

    said: list[str] = []
    ignored: list[str] = item.config.getini("qt_log_ignore")
    mild = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)

    def hear(kind: QtMsgType, _context: object, message: str | None) -> None:
        if kind not in mild and not any(re.search(each, message or "") for each in ignored):
            said.append(f"Qt said while the test was taken down: {message}")

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    _tell(said)
