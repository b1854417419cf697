"""Emptying the trash, so that the library and its side files hold no trace of what was in it.

Rows go with ``secure_delete``, entries of the index by writing it again, details of recorded acts
by clearing them, and the log by a truncating checkpoint.  A step that was interrupted is marked in
the library and done the next time.  Backups made before still hold everything.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.changes import Changes, Done
from db.records import NoteId, ThreadId
from db.search import remove_note, remove_thread, scrub, scrub_notes
from db.threads.events import record
from db.threads.pictures import drop_unused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

    from db.store import Store

_DUE = "erasing"
_LAST_NOTE = "last_note"


@dataclass(frozen=True, slots=True)
class Emptied:
    """What was erased with the trash.

    Attributes:
        threads: how many threads.
        notes: how many notes, those of the threads included.
        captures: how many saved files went with them.
        kept_captures: how many saved files stay because they hold other threads, too.
        complete: whether no trace is left in the library and its side files; else another
            program has the library open, and the log is emptied when it closes it.
    """

    threads: int
    notes: int
    captures: int
    kept_captures: int
    complete: bool


def empty_trash(store: Store, progress: Callable[[int, int], None] | None = None) -> Done[Emptied]:
    """Erase the threads and notes in the trash.

    Each thread is one short transaction, so that others can write between them.

    Args:
        store: the library.
        progress: called with the number of threads done, and of all.

    Raises:
        KnownError: the library cannot be written.
    """
    with store.read() as connection:
        threads = _ids(connection, "SELECT id FROM thread WHERE trashed_at IS NOT NULL")
    erased_threads: list[ThreadId] = []
    erased_notes: list[NoteId] = []
    captures = kept = 0
    for done, thread in enumerate(threads):
        if progress is not None:
            progress(done, len(threads))
        with store.write() as connection:
            if not _is_trashed(connection, thread):
                continue  # restored since, by another process
            notes = _ids(connection, "SELECT id FROM note WHERE thread_id = ?", thread)
            gone, shared = _erase_thread(connection, thread, notes)
        erased_threads.append(ThreadId(thread))
        erased_notes.extend(NoteId(note) for note in notes)
        captures += gone
        kept += shared
    with store.write() as connection:
        notes = _ids(connection, "SELECT id FROM note WHERE trashed_at IS NOT NULL")
        erase_notes(connection, notes)
        erased_notes.extend(NoteId(note) for note in notes)
        if erased_threads or notes:
            record(connection, "trash-emptied")
    complete = finish(store)
    if progress is not None:
        progress(len(threads), len(threads))
    emptied = Emptied(len(erased_threads), len(erased_notes), captures, kept, complete)
    changes = Changes(
        "empty-trash",
        threads=frozenset(erased_threads),
        notes=frozenset(erased_notes),
        library=bool(erased_threads or erased_notes),
    )
    return Done(emptied, changes)


def _ids(connection: Connection, statement: str, *parameters: object) -> Sequence[int]:
    return connection.exec_driver_sql(statement, parameters).scalars().all()


def _is_trashed(connection: Connection, thread: int) -> bool:
    return bool(
        _ids(connection, "SELECT 1 FROM thread WHERE id = ? AND trashed_at IS NOT NULL", thread)
    )


def _erase_thread(connection: Connection, thread: int, notes: Sequence[int]) -> tuple[int, int]:
    """Erase a thread; return how many captures went with it, and how many stay for others."""
    erase_notes(connection, notes)
    remove_thread(connection, thread)
    captures = _ids(connection, "SELECT capture_id FROM capture_thread WHERE thread_id = ?", thread)
    _forget_imports(connection, thread)
    connection.exec_driver_sql("DELETE FROM thread WHERE id = ?", (thread,))
    gone = sum(
        connection.exec_driver_sql(
            "DELETE FROM capture WHERE id = ?1 AND NOT EXISTS"
            " (SELECT 1 FROM capture_thread WHERE capture_id = ?1)",
            (capture,),
        ).rowcount
        for capture in captures
    )
    _mark(connection, "index")
    return gone, len(captures) - gone


def _forget_imports(connection: Connection, thread: int) -> None:
    """Take a thread out of the reports of imports, and its files out of what was asked for."""
    paths: dict[int, set[bytes]] = {}
    for run, path in connection.exec_driver_sql(
        "DELETE FROM import_item WHERE thread_id = ? RETURNING run_id, path", (thread,)
    ).all():
        paths.setdefault(run, set()).add(path.encode())
    for run, gone in paths.items():
        (inputs,) = _ids(connection, "SELECT inputs FROM import_run WHERE id = ?", run)
        asked: list[str] = json.loads(str(inputs))
        # names that are no UTF-8 are lone surrogates here, and escapes there
        kept = [each for each in asked if each.encode("utf-8", "backslashreplace") not in gone]
        connection.exec_driver_sql(
            "UPDATE import_run SET inputs = ? WHERE id = ?", (json.dumps(kept), run)
        )
        connection.exec_driver_sql(
            "DELETE FROM import_run WHERE id = ?1"
            " AND NOT EXISTS (SELECT 1 FROM import_item WHERE run_id = ?1)",
            (run,),
        )


def erase_notes(connection: Connection, notes: Sequence[int]) -> None:
    """Erase notes with their tags and entries of the index; their ids are never given again."""
    if not notes:
        return
    connection.exec_driver_sql(
        "INSERT INTO meta(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET"
        " value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))",
        (_LAST_NOTE, max(notes)),
    )
    for note in notes:
        remove_note(connection, note)
        connection.exec_driver_sql("DELETE FROM note WHERE id = ?", (note,))
    _mark(connection, "log")


def next_note_id(connection: Connection) -> NoteId:
    """Return an id that no note has or had."""
    row = connection.exec_driver_sql(
        "SELECT 1 + max((SELECT coalesce(max(id), 0) FROM note),"
        " coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?), 0))",
        (_LAST_NOTE,),
    )
    return NoteId(int(row.scalar_one()))


def _mark(connection: Connection, what: str) -> None:
    """Remember what is still to be cleared: the ``log`` alone, or the ``index`` and the log."""
    connection.exec_driver_sql(
        "INSERT INTO meta(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value ="
        " CASE value WHEN 'index' THEN value ELSE excluded.value END",
        (_DUE, what),
    )


def finish(store: Store) -> bool:
    """Clear away what erasing leaves behind; say whether no trace is left.

    Raises:
        KnownError: the library cannot be written.
    """
    with store.read() as connection:
        due = connection.exec_driver_sql("SELECT value FROM meta WHERE key = ?", (_DUE,)).scalar()
    if due is None:
        return True
    if due == "index":
        scrub(store)
    with store.write() as connection:
        scrub_notes(connection)
        drop_unused(connection)
        # file names and the like, of what is not there any more
        connection.exec_driver_sql(
            "UPDATE event SET detail = '' WHERE detail <> '' AND ("
            " (thread_id IS NOT NULL AND thread_id NOT IN (SELECT id FROM thread))"
            " OR (note_id IS NOT NULL AND note_id NOT IN (SELECT id FROM note))"
            " OR (capture_id IS NOT NULL AND capture_id NOT IN (SELECT id FROM capture)))"
        )
    if not store.empty_log():
        return False
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM meta WHERE key = ?", (_DUE,))
    return True
