"""Step 5: posts that pages mark as deleted or edited are found without going through all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

STATEMENTS = (
    "CREATE INDEX post_version_deleted ON post_version (post_id) WHERE deleted",
    "CREATE INDEX post_version_edited ON post_version (post_id) WHERE edited IS NOT NULL",
)


def apply(connection: Connection) -> None:
    """Add the indexes."""
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
