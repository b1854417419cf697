"""Step 3: what posts cite of the article and of the title of their thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

STATEMENTS = (
    """
    CREATE TABLE citation (
      id INTEGER NOT NULL,
      thread_id INTEGER NOT NULL,
      post_id INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      cited TEXT NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      source_start INTEGER,
      source_end INTEGER,
      PRIMARY KEY (id),
      FOREIGN KEY(thread_id) REFERENCES thread (id) ON DELETE CASCADE,
      FOREIGN KEY(post_id) REFERENCES post (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_citation_thread_id ON citation (thread_id)",
    "CREATE INDEX ix_citation_post_id ON citation (post_id)",
)


def apply(connection: Connection) -> None:
    """Add the table."""
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
