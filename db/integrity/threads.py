"""What belongs together: threads, their captures and posts, their trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.records import Severity, finding

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from db.integrity.collecting import Findings


def check(connection: Connection, findings: Findings) -> None:
    """Compare what threads say of themselves with the rows that are there."""
    with findings.reading("threads"):
        for thread, said, found in connection.exec_driver_sql(
            "SELECT t.id, t.posts, (SELECT count(*) FROM post AS p"
            " WHERE p.thread_id = t.id AND p.opening = 0) AS found FROM thread AS t"
            " WHERE t.posts <> found ORDER BY t.id"
        ).fetchall():
            findings.add(
                finding(
                    "posts-miscounted",
                    Severity.ERROR,
                    "The thread should have {said} replies, and {found} are there.",
                    f"thread {thread}",
                    said=said,
                    found=found,
                )
            )
