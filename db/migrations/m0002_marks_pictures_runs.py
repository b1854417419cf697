"""Step 2: what pages mark in posts, pictures, captures of many threads, kept import reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

STATEMENTS = (
    # a capture of many threads is written in several transactions, the last makes it complete
    "ALTER TABLE capture ADD COLUMN complete INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE capture ADD COLUMN url TEXT",
    "ALTER TABLE post_version ADD COLUMN marked TEXT",
    """
    CREATE TABLE picture (
      id INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      media_type TEXT NOT NULL,
      width INTEGER,
      height INTEGER,
      added_at TEXT NOT NULL,
      PRIMARY KEY (id),
      UNIQUE (sha256)
    )
    """,
    """
    CREATE TABLE picture_chunk (
      picture_id INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (picture_id, ordinal),
      FOREIGN KEY(picture_id) REFERENCES picture (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE picture_scaled (
      picture_id INTEGER NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (picture_id),
      FOREIGN KEY(picture_id) REFERENCES picture (id) ON DELETE CASCADE
    )
    """,
    "ALTER TABLE figure ADD COLUMN picture_id INTEGER REFERENCES picture (id)",
    "ALTER TABLE figure ADD COLUMN attached_by TEXT",
    "ALTER TABLE figure ADD COLUMN attached_from TEXT",
    "CREATE INDEX figure_picture ON figure (picture_id) WHERE picture_id IS NOT NULL",
    """
    CREATE TABLE post_figure (
      id INTEGER NOT NULL,
      thread_id INTEGER NOT NULL,
      version_id INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      at INTEGER NOT NULL,
      credit TEXT,
      caption TEXT,
      alt TEXT,
      src TEXT,
      image TEXT NOT NULL,
      picture_id INTEGER,
      attached_by TEXT,
      attached_from TEXT,
      PRIMARY KEY (id),
      FOREIGN KEY(thread_id) REFERENCES thread (id) ON DELETE CASCADE,
      FOREIGN KEY(version_id) REFERENCES post_version (id) ON DELETE CASCADE,
      FOREIGN KEY(picture_id) REFERENCES picture (id)
    )
    """,
    "CREATE INDEX post_figure_thread ON post_figure (thread_id)",
    "CREATE INDEX post_figure_version ON post_figure (version_id)",
    "CREATE INDEX post_figure_picture ON post_figure (picture_id) WHERE picture_id IS NOT NULL",
    """
    CREATE TABLE import_run (
      id INTEGER NOT NULL,
      started_at TEXT NOT NULL,
      ended_at TEXT,
      state TEXT NOT NULL,
      inputs TEXT NOT NULL,
      files INTEGER NOT NULL,
      PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE import_item (
      id INTEGER NOT NULL,
      run_id INTEGER NOT NULL,
      path TEXT NOT NULL,
      status TEXT NOT NULL,
      capture_id INTEGER,
      thread_id INTEGER,
      title TEXT,
      format TEXT,
      posts INTEGER NOT NULL,
      findings TEXT NOT NULL,
      problem TEXT,
      PRIMARY KEY (id),
      FOREIGN KEY(run_id) REFERENCES import_run (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX import_item_run ON import_item (run_id, status)",
    "CREATE INDEX import_item_thread ON import_item (thread_id) WHERE thread_id IS NOT NULL",
    "CREATE INDEX import_item_capture ON import_item (capture_id) WHERE capture_id IS NOT NULL",
)


def apply(connection: Connection) -> None:
    """Add the tables and columns."""
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
