"""Apply the steps that a library lacks, each in one transaction with its record."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from db import errors
from db.migrations import (
    m0001_initial,
    m0002_marks_pictures_runs,
    m0003_citations,
    m0004_reply_decisions,
    m0005_marked_posts,
    m0006_aliases,
    m0007_saved_searches,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection, Engine

_log = logging.getLogger(__name__)


class Step(NamedTuple):
    """One migration: its number, its name, what it does, and which objects it means to remove.

    ``removes`` holds entries such as ``"trigger post_ai"``; anything else that is gone after the
    step was lost by accident and the step is undone.
    """

    number: int
    name: str
    apply: Callable[[Connection], None]
    removes: frozenset[str] = frozenset()


STEPS: tuple[Step, ...] = (
    Step(1, "initial", m0001_initial.apply),
    Step(2, "marks, pictures, runs", m0002_marks_pictures_runs.apply),
    Step(3, "citations", m0003_citations.apply),
    Step(4, "reply decisions", m0004_reply_decisions.apply),
    Step(5, "marked posts", m0005_marked_posts.apply),
    Step(6, "aliases", m0006_aliases.apply),
    Step(7, "saved searches", m0007_saved_searches.apply),
)
CURRENT = STEPS[-1].number


def schema_version(connection: Connection) -> int:
    """Return the number of the last step applied; 0 for an empty file."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def pending(version: int, steps: Sequence[Step] = STEPS) -> tuple[Step, ...]:
    """Return the steps a library at ``version`` still needs."""
    return tuple(step for step in steps if step.number > version)


def objects(connection: Connection) -> frozenset[str]:
    """Return all tables, indexes, triggers and views as ``type name``."""
    rows = connection.exec_driver_sql("SELECT type || ' ' || name FROM sqlite_master")
    return frozenset(rows.scalars())


def migrate(engine: Engine, program_version: str, steps: Sequence[Step] = STEPS) -> int:
    """Bring the library to the newest of ``steps`` and return how many were applied here.

    Each step, its record and the new version number are one transaction: a kill at any moment
    leaves the schema before or after the step, never between.  Two processes may do this at
    once: the second finds the work done.

    Raises:
        LibraryDamaged: the rows do not fit together after a step; that step was undone.
        RuntimeError: a step lost a table, index or trigger; that step was undone.
    """
    applied = 0
    for step in steps:
        with engine.begin() as connection:
            if schema_version(connection) >= step.number:
                continue  # done before, or another process was quicker
            before = objects(connection)
            step.apply(connection)
            lost = before - objects(connection) - step.removes
            if lost:
                raise RuntimeError(f"step {step.number} lost {', '.join(sorted(lost))}")
            wrong = _wrong(connection)
            if wrong:
                raise errors.LibraryDamaged(
                    "The library could not be brought to the new version because part of it"
                    " does not fit together; it is as it was.",
                    "Run “beilin check” with the version that wrote it, or open a backup.",
                    f"after step {step.number}: {wrong}",
                )
            connection.exec_driver_sql(
                "INSERT INTO migration(number, name, applied_at, program_version)"
                " VALUES (?, ?, ?, ?)",
                (step.number, step.name, datetime.now(UTC).isoformat(), program_version),
            )
            connection.exec_driver_sql(f"PRAGMA user_version={step.number}")
            applied += 1
            _log.info("the library is now of schema %d (%s)", step.number, step.name)
    return applied


def _wrong(connection: Connection) -> str:
    """Return what is wrong with the file inside this transaction; empty if nothing is."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        return f"row {broken[1]} of {broken[0]} refers to nothing in {broken[2]}"
    found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
    return "" if found == "ok" else found
