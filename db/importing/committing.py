"""Writing what was prepared: a capture in one transaction, one of very many threads in several.

What a thread that is known becomes is worked out before the transaction, and again if another
program changed the thread meanwhile.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from db.errors import LibraryBusy
from db.importing import recapture
from db.importing.adding import add_thread
from db.importing.knowing import unchanged
from db.importing.rows import Writer
from db.importing.sources import storable
from db.importing.updating import update_thread
from db.records import CaptureId, ImportOutcome, ImportStatus
from db.store import now
from db.threads.events import record

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence

    from sqlalchemy import Connection

    from db.importing.knowing import Known
    from db.importing.prepared import Prepared, PreparedThread
    from db.importing.recapture import Plan
    from db.store import Store

    Told = Callable[[Connection, Sequence[ImportOutcome]], None]

_TRIES = 5
MOST_POSTS = 4_000
"""So many posts are written in one transaction; others may write between two of them."""


def commit(store: Store, prepared: Prepared) -> list[ImportOutcome]:
    """Store a capture with the threads that are in it; return what became of each of them.

    Raises:
        KnownError: as for ``commit_following``.
    """
    return [outcome for part in commit_following(store, prepared, ()) for outcome in part]


def commit_following(
    store: Store,
    prepared: Prepared,
    threads: Iterable[PreparedThread],
    told: Told | None = None,
) -> Generator[list[ImportOutcome]]:
    """Store a capture with its threads; yield what became of them, by transaction.

    A file of very many threads is written in several transactions; until the last of them the
    capture is marked as not complete, and importing it again goes on where it was cut off.

    Args:
        store: the library.
        prepared: the capture, with threads that are there already.
        threads: those that follow one by one.
        told: called inside each transaction with what became of the threads in it.

    Raises:
        KnownError: the library cannot be written, or the file was changed; of an ordinary capture
            nothing was stored then.
    """
    batch = list(prepared.threads)
    posts = sum(len(thread.draft.posts) for thread in batch)
    for thread in threads:
        if batch and posts + len(thread.draft.posts) > MOST_POSTS:
            yield _commit(store, prepared, batch, told, last=False)
            batch, posts = [], 0
        batch.append(thread)
        posts += len(thread.draft.posts)
    yield _commit(store, prepared, batch, told, last=True)


def _commit(
    store: Store,
    prepared: Prepared,
    batch: Sequence[PreparedThread],
    told: Told | None,
    *,
    last: bool,
) -> list[ImportOutcome]:
    plans: list[Plan | None] = [None] * len(batch)
    for _ in range(_TRIES):
        with store.write() as connection:
            threads = list(zip(batch, plans, strict=True))
            if all(recapture.holds(connection, each, plan) for each, plan in threads):
                outcomes = _write(connection, prepared, threads, last=last)
                if told is not None:
                    told(connection, outcomes)
                return outcomes
        with store.read() as connection:
            plans = [recapture.plan(connection, each, prepared) for each in batch]
    raise LibraryBusy(
        "The library {name} was changed by another program each time this was to be stored; "
        "nothing was stored.",
        "Wait until the other program has finished, and import the file again.",
        name=store.place.name,
    )


def _write(
    connection: Connection,
    prepared: Prepared,
    threads: Sequence[tuple[PreparedThread, Plan | None]],
    *,
    last: bool,
) -> list[ImportOutcome]:
    known = unchanged(connection, prepared.sha256, prepared.path)
    if known is not None:
        remember_name(connection, known, prepared.path)
        return known.outcomes
    at = now()
    writer = Writer(connection)
    begun = _begun(connection, prepared)
    capture = begun if begun is not None else writer.capture(prepared, at, complete=last)
    keys = [each.key for each, _ in threads]
    written = _written(connection, capture, keys) if begun is not None else {}
    outcomes: list[ImportOutcome] = []
    for each, plan in threads:
        if each.key in written:
            outcomes.append(replace(written[each.key], path=prepared.path))
            continue
        outcomes.append(_thread(writer, prepared, each, plan, capture, at))
    if begun is not None and last:
        connection.exec_driver_sql("UPDATE capture SET complete = 1 WHERE id = ?", (capture,))
    return outcomes


def _thread(
    writer: Writer,
    prepared: Prepared,
    each: PreparedThread,
    plan: Plan | None,
    capture: int,
    at: str,
) -> ImportOutcome:
    if plan is None:
        status = ImportStatus.ADDED
        thread, findings = add_thread(writer, each, capture, at)
        posts = len(each.derived.tree)
        record(writer.connection, "imported", thread=thread, capture=capture)
    else:
        status = ImportStatus.UPDATED
        findings = update_thread(writer, each, plan, capture)
        thread, posts = plan.thread, plan.posts
    return ImportOutcome(
        prepared.path,
        status,
        CaptureId(capture),
        thread,
        each.draft.title,
        prepared.format,
        posts,
        (*prepared.findings, *findings),
    )


def _begun(connection: Connection, prepared: Prepared) -> int | None:
    """Return the capture of these bytes whose threads are not all written yet."""
    found = connection.exec_driver_sql(
        "SELECT id FROM capture WHERE sha256 = ? AND complete = 0", (prepared.sha256,)
    )
    number = found.scalar_one_or_none()
    return int(number) if number is not None else None


def _written(connection: Connection, capture: int, keys: Sequence[str]) -> dict[str, ImportOutcome]:
    """Return what became of those threads of a capture that are written already, by their keys."""
    rows = connection.exec_driver_sql(
        'SELECT t."key", t.id, c.title, t.posts FROM json_each(?) AS j'
        ' CROSS JOIN thread AS t ON t."key" = j.value'
        " CROSS JOIN capture_thread AS c ON c.thread_id = t.id AND c.capture_id = ?",
        (json.dumps(keys), capture),
    )
    return {
        key: ImportOutcome(
            "", ImportStatus.UNCHANGED, CaptureId(capture), thread, title, None, posts
        )
        for key, thread, title, posts in rows
    }


def remember_name(connection: Connection, known: Known, path: str) -> None:
    """Record that bytes that are there came under a name that was not heard yet."""
    if known.renamed:
        name = storable(PurePath(path).name or path)
        record(connection, "imported-again", capture=known.capture, detail=name)
