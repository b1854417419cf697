"""Step 4: what the reader decides of who answers whom, on top of the links of the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

STATEMENTS = (
    "ALTER TABLE reply_link ADD COLUMN engine_ordinal INTEGER",
    "ALTER TABLE reply_link ADD COLUMN engine_state TEXT",
    # nobody but the page and the rules has set an edge so far
    "UPDATE reply_link SET engine_ordinal = ordinal, engine_state = state",
    """
    CREATE INDEX reply_link_decided ON reply_link (thread_id)
      WHERE decided_by = 'reader' OR ordinal IS NOT engine_ordinal
    """,
    # counts how often the links of a thread were written: who worked something out of them before
    # a transaction sees in it whether they are still the same
    "ALTER TABLE thread ADD COLUMN reply_revision INTEGER NOT NULL DEFAULT 0",
    """
    CREATE TABLE reply_decision (
      id INTEGER NOT NULL,
      thread_id INTEGER NOT NULL,
      post_id INTEGER NOT NULL,
      verdict TEXT NOT NULL,
      parent_kind TEXT,
      parent_post_id INTEGER,
      ghost_id INTEGER,
      decided_at TEXT NOT NULL,
      reason TEXT,
      PRIMARY KEY (id),
      FOREIGN KEY(thread_id) REFERENCES thread (id) ON DELETE CASCADE,
      FOREIGN KEY(post_id) REFERENCES post (id) ON DELETE CASCADE,
      FOREIGN KEY(parent_post_id) REFERENCES post (id),
      FOREIGN KEY(ghost_id) REFERENCES ghost (id)
    )
    """,
    "CREATE INDEX ix_reply_decision_thread_id ON reply_decision (thread_id)",
    "CREATE INDEX ix_reply_decision_post_id ON reply_decision (post_id)",
    """
    CREATE UNIQUE INDEX reply_decision_one ON reply_decision (post_id)
      WHERE verdict != 'rejected'
    """,
    """
    CREATE INDEX reply_decision_parent ON reply_decision (parent_post_id)
      WHERE parent_post_id IS NOT NULL
    """,
    """
    CREATE INDEX reply_decision_ghost ON reply_decision (ghost_id) WHERE ghost_id IS NOT NULL
    """,
)


def apply(connection: Connection) -> None:
    """Add the table and columns."""
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
