"""Bringing the log of a library into its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import engine

if TYPE_CHECKING:
    from sqlalchemy import Engine


def fold(writer: Engine, milliseconds: int) -> bool:
    """Bring the log into the file and empty it, waiting for others no longer than that.

    Closing the last connection does the same, but does not say if it failed.

    Returns:
        Whether nobody was in the way.
    """
    with writer.connect() as connection:
        raw = engine.raw(connection)
        raw.execute(f"PRAGMA busy_timeout={milliseconds}")
        try:
            busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            raw.execute(f"PRAGMA busy_timeout={int(engine.BUSY_SECONDS * 1000)}")
    return not busy
