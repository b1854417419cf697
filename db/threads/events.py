"""Recorded acts (PREMIS events): what was done to what, and when; never words of a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.store import now

if TYPE_CHECKING:
    from sqlalchemy import Connection


def record(
    connection: Connection,
    kind: str,
    *,
    thread: int | None = None,
    post: int | None = None,
    note: int | None = None,
    capture: int | None = None,
    detail: str = "",
) -> str:
    """Record an act inside the transaction that does it; returns the moment it was recorded."""
    at = now()
    connection.exec_driver_sql(
        "INSERT INTO event(at, kind, thread_id, post_id, note_id, capture_id, detail)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (at, kind, thread, post, note, capture, detail),
    )
    return at
