"""What programs do to a library until they are killed, and what must be true of it afterwards.

A violation is: something that was acknowledged is gone, something is there in part, or a check
finds damage.  What was written and not yet acknowledged may be there or not.
"""

from __future__ import annotations

import random
from contextlib import closing
from typing import TYPE_CHECKING

from db import engine, integrity, notes, store
from db.errors import KnownError
from db.importing import pipeline
from db.records import BlockType, ImportStatus, NoteId, ThreadId
from db.threads import editing
from tests.builders import make_capture
from tests.db.threads.shelf import AFloor, AThread, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from db.driver import RawConnection
    from db.store import Store

SABOTAGES = {
    "journal-off": ("PRAGMA journal_mode=DELETE", "PRAGMA journal_mode=OFF"),
    "journal-memory": ("PRAGMA journal_mode=DELETE", "PRAGMA journal_mode=MEMORY"),
    "sync-off": ("PRAGMA synchronous=OFF",),
    "sync-normal": ("PRAGMA synchronous=NORMAL",),
}
"""Ways to keep a library that lose something, which a test of the right kind has to notice."""

EARLY = "early"
"""Another: to acknowledge what is not on the disk yet."""

_CYCLE = 100_000


def sabotage(name: str) -> None:
    """Make this process write libraries in a way that is not safe."""
    statements = SABOTAGES[name]
    connect = engine.connect_writer

    def connect_unsafely(place: Path) -> RawConnection:
        connection = connect(place)
        for statement in statements:
            connection.execute(statement).fetchall()
        return connection

    engine.connect_writer = connect_unsafely


def work(
    place: Path,
    acknowledge: Callable[[str], object],
    *,
    cycle: int,
    most: int = _CYCLE,
    early: bool = False,
    patient: bool = False,
) -> None:
    """Import threads, keep notes, give titles; tell each thing when it is done.

    Args:
        place: the library.
        acknowledge: called with what was done: kind, what it was done to, and a number that grows.
        cycle: what is done is the same for the same number, and later for a greater one.
        most: how many things are done at most.
        early: acknowledge each thing before it is done.
        patient: go on where something could not be done for a reason that is known.
    """
    chance = random.Random(cycle)
    with closing(store.open_library(place)) as library:
        acknowledge("open 0 0")
        for number in range(cycle * _CYCLE, cycle * _CYCLE + most):
            try:
                what, act = _next(library, chance, number)
                if early:
                    acknowledge(f"{what} {number}")
                act()
            except KnownError:
                if not patient:
                    raise
                continue
            if not early:
                acknowledge(f"{what} {number}")


def _next(library: Store, chance: random.Random, number: int) -> tuple[str, Callable[[], object]]:
    """Choose what to do next: how it is acknowledged, and doing it."""
    with library.read() as connection:
        threads = connection.exec_driver_sql("SELECT id FROM thread ORDER BY id").scalars().all()
        last = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM note").scalar_one()
    kind = chance.choice(("import", "import", "note", "edit", "title")) if threads else "import"
    if kind == "edit" and last:
        note = NoteId(chance.randint(1, last))
        return f"note {note}", lambda: notes.edit(library, note, body=f"note {number}")
    if kind == "note":
        thread = ThreadId(chance.choice(threads))
        return f"note {last + 1}", lambda: notes.add(library, thread, body=f"note {number}")
    if kind == "title":
        named = ThreadId(chance.choice(threads))
        return f"title {named}", lambda: editing.edit(library, named, title=f"title {number}")
    if chance.random() < 0.15:
        large = _large(chance, number)
        return "import 0", lambda: Shelf(library).add(large)
    data = make_capture(number, chance.randrange(1, 9))
    return "import 0", lambda: _import(library, data, f"import {number}")


def _import(library: Store, data: bytes, name: str) -> None:
    (outcome,) = pipeline.import_bytes(library, data, name)
    if outcome.status is not ImportStatus.ADDED:
        raise outcome.problem or RuntimeError(outcome)


def _large(chance: random.Random, number: int) -> AThread:
    """A capture of more than one chunk, written row by row: no page of that size is read."""
    return AThread(
        f"import {number}",
        blocks=[(BlockType.PARAGRAPH, "水退下去。" * chance.randrange(1, 40), None)],
        floors=[AFloor(f"第{floor}层,{number}。") for floor in range(3)],
        data=str(number).encode() + chance.randbytes(1_100_000),
    )


def violations(place: Path, acknowledged: Iterable[str]) -> list[str]:
    """Open a library as the program would, and hold it against what was acknowledged."""
    with closing(store.open_library(place)) as library:
        found = [
            f"{each.code} {each.place}: {each.message}"
            for each in integrity.check(library).findings
        ]
        with library.read() as connection:
            there: set[tuple[str, int, int]] = {
                (kind, row, int(words.split()[1]))
                for kind, statement in (
                    ("import", "SELECT 0, file_name FROM capture WHERE format <> 'invented'"),
                    ("import", "SELECT 0, title FROM capture_thread WHERE title LIKE 'import %'"),
                    ("title", "SELECT id, title_edited FROM thread WHERE title_edited <> ''"),
                    ("note", "SELECT id, body FROM note"),
                )
                for row, words in connection.exec_driver_sql(statement)
            }
    newest = {(kind, row): number for kind, row, number in sorted(there)}
    for each in acknowledged:
        kind, row, number = each.split()
        key = (kind, int(row), int(number))
        if (
            kind != "open"
            and key not in there
            and (kind == "import" or newest.get(key[:2], -1) < int(number))
        ):
            found.append(f"lost: {each}")
    return found
