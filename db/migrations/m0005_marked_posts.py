"""Step 5: posts marked as deleted or edited, and those of a time, without going through all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

STATEMENTS = (
    "CREATE INDEX post_version_deleted ON post_version (post_id) WHERE deleted",
    "CREATE INDEX post_version_edited ON post_version (post_id) WHERE edited IS NOT NULL",
    # between which times the posts of a thread lie, as far as they have any
    "ALTER TABLE search_thread ADD COLUMN earliest TEXT",
    "ALTER TABLE search_thread ADD COLUMN latest TEXT",
    """
    UPDATE search_thread SET (earliest, latest) = (
      SELECT min(v.posted_at), max(v.posted_at)
      FROM post AS p JOIN post_version AS v ON v.id = p.version_id
      WHERE p.thread_id = search_thread.thread_id)
    """,
)


def apply(connection: Connection) -> None:
    """Add the indexes and columns, and fill them."""
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
