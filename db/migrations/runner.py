"""Apply the steps that a library lacks, each in one transaction with its record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from db.migrations import m0001_initial

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Engine


class Step(NamedTuple):
    """One migration: its number, its name, and what it does to the schema."""

    number: int
    name: str
    apply: Callable[[Connection], None]


STEPS: tuple[Step, ...] = (Step(1, "initial", m0001_initial.apply),)
CURRENT = STEPS[-1].number


def schema_version(connection: Connection) -> int:
    """Return the number of the last step applied; 0 for an empty file."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def pending(version: int) -> tuple[Step, ...]:
    """Return the steps a library at ``version`` still needs."""
    return tuple(step for step in STEPS if step.number > version)


def migrate(engine: Engine, program_version: str) -> int:
    """Bring the library to the current schema and return how many steps were applied.

    Each step, its record and the new version number are one transaction: a kill at any moment
    leaves the schema before or after the step, never between.
    """
    with engine.connect() as connection:
        version = schema_version(connection)
    steps = pending(version)
    for step in steps:
        with engine.begin() as connection:
            if schema_version(connection) >= step.number:
                continue  # another process was quicker
            step.apply(connection)
            connection.exec_driver_sql(
                "INSERT INTO migration(number, name, applied_at, program_version)"
                " VALUES (?, ?, ?, ?)",
                (step.number, step.name, datetime.now(UTC).isoformat(), program_version),
            )
            connection.exec_driver_sql(f"PRAGMA user_version={step.number}")
    return len(steps)
