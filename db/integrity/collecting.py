"""What a check has found so far, and how far it has come."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from sqlalchemy.exc import DBAPIError

from db import driver
from db.records import Severity, finding

if TYPE_CHECKING:
    from collections.abc import Generator

    from db.records import Finding

MOST = 50
"""So many findings of one kind are listed; of the others, the number."""

# What a damaged file or a failing disk answers; anything else is no matter of what is stored.
_UNREADABLE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR")


class Progress(Protocol):
    """Where a check reports how far it has come; what it raises stops the check."""

    def __call__(self, done: int, total: int, what: str = "", /) -> object:
        """Take steps done, and steps in all."""
        ...


class Findings:
    """The findings of a check, and its progress."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._found: list[Finding] = []
        self._numbers: dict[str, int] = {}
        self._progress = progress
        self._done = 0
        self.total = 0

    def add(self, found: Finding) -> None:
        """Take a finding; of very many of one kind, only their number."""
        number = self._numbers.get(found.code, 0) + 1
        self._numbers[found.code] = number
        if number <= MOST:
            self._found.append(found)

    def all(self) -> tuple[Finding, ...]:
        """Return the findings, worst first, and how many more there are of each kind."""
        more = [
            finding(
                "more-of-this-kind",
                Severity.INFO,
                "{number} more findings of the kind “{kind}”.",
                number=number - MOST,
                kind=code,
            )
            for code, number in self._numbers.items()
            if number > MOST
        ]
        order = list(reversed(Severity))
        return tuple(sorted([*self._found, *more], key=lambda each: order.index(each.severity)))

    def step(self, size: int = 0) -> None:
        """Report that ``size`` more of the work is done."""
        self._done = min(self._done + size, self.total)
        if self._progress is not None:
            self._progress(self._done, self.total)

    @contextmanager
    def reading(self, place: str = "") -> Generator[None]:
        """Note it where a part of the file cannot be read, and go on behind."""
        try:
            yield
        except (driver.DriverError, DBAPIError) as error:
            name = driver.error_name(error)
            if not name.startswith(_UNREADABLE):
                raise
            self.add(
                finding(
                    "unreadable",
                    Severity.ERROR,
                    "A part of the file could not be read ({reason}).",
                    place,
                    reason=name,
                )
            )
