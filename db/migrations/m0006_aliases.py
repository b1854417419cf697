"""Step 6: the words that a reader lets searches take for each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

STATEMENTS = (
    """
    CREATE TABLE alias (
      group_number INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      word TEXT NOT NULL,
      PRIMARY KEY (group_number, ordinal)
    )
    """,
)


def apply(connection: Connection) -> None:
    """Add the table."""
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
