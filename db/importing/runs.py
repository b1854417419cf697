"""Imports as they went, kept in the library: what was asked for, and what became of each file.

What became of a file is written in the transaction that stores it, so that an import that was cut
off by whatever is known to the last file, and goes on behind it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db import errors
from db.errors import KnownError
from db.importing.sources import storable
from db.records import (
    CaptureId,
    Finding,
    ImportOutcome,
    ImportStatus,
    Severity,
    ThreadId,
)
from db.store import now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from db.store import Store

RUNNING = "running"
FINISHED = "finished"
CANCELLED = "cancelled"
FAILED = "failed"

_HELD = 200
_RUN = "INSERT INTO import_run(started_at, state, inputs, files) VALUES (?, ?, ?, ?) RETURNING id"
_ITEM = (
    "INSERT INTO import_item(run_id, path, status, capture_id, thread_id, title, format, posts,"
    " findings, problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_DONE = ("added", "updated", "unchanged", "refused")


@dataclass(frozen=True, slots=True)
class Run:
    """One import that is remembered.

    Attributes:
        state: ``running`` (also of one that was cut off), ``finished``, ``cancelled``, ``failed``.
        inputs: the files and folders that were asked for.
        files: how many files were found.
        counts: how many outcomes there are, by status.
    """

    id: int
    started_at: str
    ended_at: str | None
    state: str
    inputs: tuple[str, ...]
    files: int
    counts: dict[str, int]


def place_of(path: Path) -> str:
    """Return how a file is remembered: from the root, so that any program finds it again."""
    return storable(str(path.absolute()))


class Recorder:
    """Writes down what becomes of the files of one import; nothing before the first of them."""

    def __init__(self, store: Store, inputs: Sequence[Path], files: int) -> None:
        self._store = store
        self._inputs = [str(path.absolute()) for path in inputs]
        self._files = files
        self._started = now()
        self._run: int | None = None
        self._held: list[ImportOutcome] = []
        self._sent: tuple[int, list[ImportOutcome]] = (0, [])

    def within(self, connection: Connection, outcomes: Sequence[ImportOutcome]) -> None:
        """Write outcomes in the transaction that stored them, and those that were waiting."""
        item, sent = self._sent
        if sent and not _is_there(connection, "import_item", item):
            self._held = [*sent, *self._held]  # that transaction was taken back
        waiting, self._held = self._held, []
        self._sent = (self._write(connection, [*waiting, *outcomes]), waiting)

    def hold(self, outcomes: Sequence[ImportOutcome]) -> None:
        """Remember outcomes of files that stored nothing; they are written with the next ones."""
        self._held += outcomes
        if len(self._held) >= _HELD:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting."""
        if self._held and not self._store.read_only:
            with self._store.write() as connection:
                self.within(connection, ())

    def end(self, state: str) -> None:
        """Write how the import ended, if anything came of it."""
        if self._store.read_only or (self._run is None and not self._held):
            return
        with self._store.write() as connection:
            self.within(connection, ())
            connection.exec_driver_sql(
                "UPDATE import_run SET state = ?, ended_at = ? WHERE id = ?",
                (state, now(), self._run),
            )

    def _write(self, connection: Connection, outcomes: Sequence[ImportOutcome]) -> int:
        """Write outcomes; return the number of the last."""
        if not outcomes:
            return 0
        if self._run is None or not _is_there(connection, "import_run", self._run):
            inputs = storable(json.dumps(self._inputs, ensure_ascii=False))
            row = (self._started, RUNNING, inputs, self._files)
            self._run = int(connection.exec_driver_sql(_RUN, row).scalar_one())
        rows = [(self._run, *_packed(outcome)) for outcome in outcomes]
        connection.exec_driver_sql(_ITEM, rows)
        last = connection.exec_driver_sql("SELECT max(id) FROM import_item").scalar_one()
        return int(last)


def _is_there(connection: Connection, table: str, number: int) -> bool:
    """Whether a row was written: the transaction that wrote it may have been taken back."""
    found = connection.exec_driver_sql(f"SELECT 1 FROM {table} WHERE id = ?", (number,))  # noqa: S608
    return found.first() is not None


def runs(store: Store) -> list[Run]:
    """Return the imports that are remembered, the newest first."""
    with store.read() as connection:
        counts: dict[int, dict[str, int]] = {}
        for run, status, count in connection.exec_driver_sql(
            "SELECT run_id, status, count(*) FROM import_item GROUP BY run_id, status"
        ):
            counts.setdefault(run, {})[status] = count
        rows = connection.exec_driver_sql(
            "SELECT id, started_at, ended_at, state, inputs, files FROM import_run ORDER BY id DESC"
        ).all()
    return [
        Run(
            row[0],
            row[1],
            row[2],
            row[3],
            tuple(json.loads(row[4])),
            row[5],
            counts.get(row[0], {}),
        )
        for row in rows
    ]


def outcomes(store: Store, run: int, statuses: Sequence[ImportStatus] = ()) -> list[ImportOutcome]:
    """Return what became of the files of an import, in their order.

    Args:
        store: the library.
        run: the number of the import.
        statuses: only these, if any are named.
    """
    wanted = json.dumps([status.value for status in statuses or tuple(ImportStatus)])
    with store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT path, status, capture_id, thread_id, title, format, posts, findings, problem"
            " FROM import_item WHERE run_id = ? AND status IN (SELECT value FROM json_each(?))"
            " ORDER BY id",
            (run, wanted),
        ).all()
    return [_unpacked(row) for row in rows]


def done_paths(store: Store, run: int) -> frozenset[str]:
    """Return the files of an import that need not be looked at again.

    A file of very many threads of which only some are written is none of them.
    """
    marks = ", ".join("?" * len(_DONE))
    with store.read() as connection:
        found = connection.exec_driver_sql(
            f"SELECT DISTINCT path FROM import_item WHERE run_id = ? AND status IN ({marks})"  # noqa: S608
            " AND path NOT IN (SELECT i.path FROM import_item AS i JOIN capture AS c"
            " ON c.id = i.capture_id WHERE i.run_id = ? AND c.complete = 0)",
            (run, *_DONE, run),
        )
        return frozenset(found.scalars())


def failed_paths(store: Store, run: int) -> list[Path]:
    """Return the files of an import that failed or were refused, to try them again."""
    failed = (ImportStatus.FAILED, ImportStatus.REFUSED)
    return list(dict.fromkeys(Path(each.path) for each in outcomes(store, run, failed)))


def settle(store: Store, run: int) -> None:
    """Count an import that was cut off as cancelled, where it is not to go on or went on anew."""
    with store.write() as connection:
        connection.exec_driver_sql(
            "UPDATE import_run SET state = ?, ended_at = ? WHERE id = ? AND state = ?",
            (CANCELLED, now(), run, RUNNING),
        )


def forget(store: Store, run: int) -> None:
    """Remove the report of an import; the threads stay."""
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM import_run WHERE id = ?", (run,))


def _packed(outcome: ImportOutcome) -> tuple[object, ...]:
    findings = [
        {**asdict(each), "severity": each.severity.value, "values": dict(each.values)}
        for each in outcome.findings
    ]
    problem = outcome.problem
    told = None
    if problem is not None:
        told = json.dumps(
            {
                "code": problem.code,
                "headline": problem.headline_template,
                "advice": problem.advice_template,
                "detail": problem.detail,
                "values": problem.values,
            },
            ensure_ascii=False,
        )
    return (
        place_of(Path(outcome.path)),
        outcome.status.value,
        outcome.capture,
        outcome.thread,
        outcome.title,
        outcome.format,
        outcome.posts,
        storable(json.dumps(findings, ensure_ascii=False)),
        storable(told) if told is not None else None,
    )


def _unpacked(row: Any) -> ImportOutcome:  # noqa: ANN401 - a row of whatever columns
    problem = _problem(json.loads(row[8])) if row[8] else None
    findings = tuple(
        Finding(
            each["code"],
            Severity(each["severity"]),
            each["message"],
            each["place"],
            each["template"],
            tuple(each["values"].items()),
        )
        for each in json.loads(row[7])
    )
    return ImportOutcome(
        row[0],
        ImportStatus(row[1]),
        CaptureId(row[2]) if row[2] is not None else None,
        ThreadId(row[3]) if row[3] is not None else None,
        row[4],
        row[5],
        row[6],
        findings,
        problem.sentence() if problem is not None else None,
        problem,
    )


def _problem(told: dict[str, Any]) -> KnownError:
    kinds = [
        each
        for each in vars(errors).values()
        if isinstance(each, type) and issubclass(each, KnownError) and each.code == told["code"]
    ]
    kind = kinds[0] if kinds else KnownError
    return kind(told["headline"], told["advice"], told["detail"], **told["values"])
