"""Two families of error, told apart at the edge: known conditions and bugs.

A ``KnownError`` becomes a line in the message bar; anything else is a bug of ours and becomes a
report to copy.  Neither the report nor the log holds text of notes or captures: of most errors
only the kind and the lines of code are kept.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)

from db.errors import Cancelled, KnownError
from desktop import paths

if TYPE_CHECKING:
    from types import TracebackType

_log = logging.getLogger(__name__)

_SPOKEN = (
    AttributeError,
    ImportError,
    IndexError,
    NameError,
    RecursionError,
    TypeError,
    ZeroDivisionError,
)
"""Errors whose message is about code; the message of others may carry what somebody wrote."""


class ErrorDesk(QObject):
    """Where every error ends that nobody else handles."""

    known = Signal(object)
    """A ``KnownError`` to be said in the message bar."""

    bug = Signal(str)
    """The text of a report."""

    def take(self, error: BaseException) -> None:
        """Say a known error, report a bug, stay silent about a cancellation."""
        if isinstance(error, Cancelled):
            return
        if isinstance(error, KnownError):
            _log.warning("%s: %s", error.code, type(error).__name__)
            self.known.emit(error)
            return
        text = report(error)
        _log.error("bug\n%s", text)
        self.bug.emit(text)

    def install(self) -> None:
        """Take what would end on standard error."""
        sys.excepthook = self._hook

    def _hook(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
            return
        self.take(error)


def report(error: BaseException) -> str:
    """Return what a bug report needs: versions, the kind of error, the lines of code."""
    import traceback  # noqa: PLC0415 - wanted in a report only

    lines = [versions(), ""]
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines.append(_named(link))
        lines.extend(
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__)
        )
        link = link.__cause__ or link.__context__
    return "\n".join(lines)


def _named(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{kind}: {error}" if isinstance(error, _SPOKEN) else kind


def versions() -> str:
    """Return the versions that matter for a report, one line."""
    import platform  # noqa: PLC0415 - wanted in a report only

    from db.store import program_version  # noqa: PLC0415 - likewise, and it loads the store

    return (
        f"Beilin {program_version()} · Python {platform.python_version()} · Qt {qVersion()}"
        f" · {platform.system()} {platform.release()}"
    )


def start_logging() -> None:
    """Write the log to a file of the user's own; without one, go on without.

    Once it is written, to ask for it again changes nothing.
    """
    if logging.getLogger("desktop").handlers:
        return
    from logging import handlers  # noqa: PLC0415 - slow to load; the window is painted first

    file = paths.log_file()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = handlers.RotatingFileHandler(
            file, maxBytes=512 * 1024, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    for area in ("desktop", "db", "qt"):
        logger = logging.getLogger(area)
        logger.setLevel(logging.INFO)
        logger.addHandler(handler)
        logger.propagate = False
    qInstallMessageHandler(_on_qt_message)


def stop_logging() -> None:
    """Close the log."""
    qInstallMessageHandler(None)
    for area in ("desktop", "db", "qt"):
        logger = logging.getLogger(area)
        logger.propagate = True
        for handler in tuple(logger.handlers):
            logger.removeHandler(handler)
            handler.close()


_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_QT_LEVELS.get(kind, logging.WARNING), "%s", message)
    if kind is QtMsgType.QtFatalMsg and sys.__stderr__ is not None:
        sys.__stderr__.write(message + "\n")
