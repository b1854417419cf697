"""Troubles of a file told from those of the library: the first are its outcome, the others stop."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from db.errors import KnownError, NotAThread
from db.records import ImportOutcome, ImportStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.importing.prepared import Prepared, PreparedThread

_log = logging.getLogger(__name__)


class BadFile(Exception):
    """The file itself cannot be read, which is its outcome; the library is well."""

    def __init__(self, error: KnownError) -> None:
        super().__init__(str(error))
        self.error = error


def guarded(parts: Iterator[Prepared | PreparedThread]) -> Iterator[Prepared | PreparedThread]:
    """Yield what is read of a file.

    Raises:
        BadFile: it cannot be read, or is no thread.
    """
    try:
        yield from parts
    except KnownError as error:
        raise BadFile(error) from error


def failure(path: str, error: KnownError) -> ImportOutcome:
    """Return the outcome of a file that is no thread or could not be read."""
    _log.info("import: %s", error.code)
    status = ImportStatus.REFUSED if isinstance(error, NotAThread) else ImportStatus.FAILED
    return ImportOutcome(path, status, error=error.sentence(), problem=error)
