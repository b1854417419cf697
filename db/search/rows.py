"""Reading with the bare driver, for the rows between a key press and the first hits.

SQLAlchemy Core takes about as long to hand over a row as SQLite takes to find it; of a first page
that must be there in two milliseconds, that was a third.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


class Rows(Protocol):
    """The rows that a statement finds, read one by one."""

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Go through the rows that are left."""
        ...

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row, or ``None``."""
        ...

    def close(self) -> None:
        """Let go of the statement and its snapshot."""
        ...


def ask(connection: Connection, statement: str, *parameters: object) -> Rows:
    """Run a statement that reads, on the driver's connection under ``connection``.

    Raises:
        driver.DriverError: as the driver says it; ``Store`` knows how to put it into words.
    """
    driver_connection: Any = connection.connection.driver_connection
    rows: Rows = driver_connection.execute(statement, parameters)
    return rows
