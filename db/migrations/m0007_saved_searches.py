"""Step 7: searches that the reader keeps under a name, and those asked for last."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

STATEMENTS = (
    """
    CREATE TABLE saved_search (
      id INTEGER NOT NULL,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      query TEXT NOT NULL,
      created_at TEXT NOT NULL,
      PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE search_history (
      id INTEGER NOT NULL,
      query TEXT NOT NULL,
      PRIMARY KEY (id),
      UNIQUE (query)
    )
    """,
)


def apply(connection: Connection) -> None:
    """Add the tables."""
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
