"""``beilin trash``: what is in it, what goes in, what comes out, and emptying it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import notes
from db.commands import shapes
from db.commands.list_ import write_rows
from db.commands.note import OLDER_BACKUPS, STILL_OPEN, write_note
from db.commands.paper import count
from db.errors import UsageError
from db.records import ThreadId
from db.threads import editing
from db.threads.reading import View, summaries, thread_ids

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from db.commands.desk import Desk
    from db.records import Note, NoteId, ThreadSummary
    from db.threads.editing import Emptied


def run(options: Namespace, desk: Desk) -> int:
    """Do what is asked with the trash."""
    if options.action == "list":
        return _list(options, desk)
    if options.action == "empty":
        return _empty(options, desk)
    return _move(options, desk)


def _list(options: Namespace, desk: Desk) -> int:
    with desk.library(options) as store:
        ids = thread_ids(store, view=View.TRASH)
        found = summaries(store, ids)
        away = notes.list_notes(store, trashed=True)
    rows = [found[ThreadId(thread)] for thread in ids if thread in found]
    if desk.as_json:
        _answer(rows, away, desk)
        return 0
    if rows:
        write_rows(rows, desk)
    for note in away:
        write_note(note, desk)
    desk.write(f"{count(len(rows), 'thread', 'threads')}, {count(len(away), 'note', 'notes')}")
    return 0


def _move(options: Namespace, desk: Desk) -> int:
    restoring = options.action == "restore"
    wanted: list[NoteId] = options.notes if restoring else []
    if not options.threads and not wanted:
        raise UsageError(
            "Nothing was named to be restored; the trash is as it was.",
            "Name a THREAD, or a note with --note.",
        )
    move = editing.restore if restoring else editing.trash
    with desk.library(options) as store:
        rows = [move(store, thread).value for thread in options.threads]
        found = [notes.restore(store, note).value for note in wanted]
    if desk.as_json:
        _answer(rows, found, desk)
        return 0
    what = "Restored" if restoring else "In the trash"
    for row in rows:
        desk.write(f"{what}: thread #{row.id}")
    for note in found:
        desk.write(f"{what}: note #{note.id}")
    return 0


def _empty(options: Namespace, desk: Desk) -> int:
    with desk.library(options) as store:
        emptied = editing.empty_trash(store).value
    message = _message(emptied)
    if desk.as_json:
        desk.answer(
            {
                "emptied": {
                    "threads": emptied.threads,
                    "notes": emptied.notes,
                    "captures": emptied.captures,
                    "kept_captures": emptied.kept_captures,
                    "complete": emptied.complete,
                    "message": message,
                }
            }
        )
    else:
        desk.write(message)
    return 0


def _message(emptied: Emptied) -> str:
    threads = count(emptied.threads, "thread", "threads")
    parts = [f"Erased: {threads}, {count(emptied.notes, 'note', 'notes')}."]
    if emptied.kept_captures:
        files = count(emptied.kept_captures, "saved file stays", "saved files stay")
        parts.append(f"{files}, because other threads are in it, too.")
    parts.append(OLDER_BACKUPS)
    if not emptied.complete:
        parts.append(STILL_OPEN)
    return " ".join(parts)


def _answer(rows: Sequence[ThreadSummary], found: Sequence[Note], desk: Desk) -> None:
    desk.answer(
        {
            "threads": [{**shapes.thread_row(row), "trashed_at": row.trashed_at} for row in rows],
            "notes": [{**shapes.note(note), "trashed_at": note.trashed_at} for note in found],
        }
    )
