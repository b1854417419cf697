"""Reading notes: one, those of a thread in reading order, and how many stand where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.errors import NotFound
from db.records import Note, NoteId, NoteState, NoteTarget, PostId, Span, ThreadId
from db.threads.reading import count_notes

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from db.store import Store

_NOTES = """
    SELECT n.id, n.thread_id, n.post_id, v.floor, n.exact, n.prefix, n.suffix, n.start, n."end",
           n.state, n.body, n.color, n.created_at, n.modified_at, n.revision, n.trashed_at
    FROM note AS n
    JOIN thread AS t ON t.id = n.thread_id
    LEFT JOIN post AS p ON p.id = n.post_id
    LEFT JOIN post_version AS v ON v.id = p.version_id
"""
# the article comes before the floors; a note on a whole post before those on words of it
_ORDER = """
    ORDER BY n.thread_id, n.post_id IS NOT NULL, p.opening DESC, p.ordinal, n.start IS NOT NULL,
             n.start, n.id
"""
_TAGS = "SELECT t.note_id, t.tag FROM note_tag AS t JOIN note AS n ON n.id = t.note_id"


def get(store: Store, note: NoteId) -> Note:
    """Return a note, also one in the trash.

    Raises:
        NotFound: there is no such note.
    """
    with store.read() as connection:
        return read_note(connection, note)


def read_note(connection: Connection, note: NoteId) -> Note:
    """Return a note inside a transaction of the caller; see ``get``."""
    row = connection.exec_driver_sql(f"{_NOTES} WHERE n.id = ?", (note,)).one_or_none()
    if row is None:
        raise NotFound(
            "There is no note {note} in this library.",
            "Use “beilin note list” to see what is there.",
            note=note,
        )
    tags = connection.exec_driver_sql(
        "SELECT tag FROM note_tag WHERE note_id = ? ORDER BY ordinal", (note,)
    )
    return _note(row, tuple(tags.scalars()))


def list_notes(
    store: Store, *, thread: ThreadId | None = None, trashed: bool = False
) -> list[Note]:
    """Return notes in reading order.

    Args:
        store: the library.
        thread: the only thread; without it all that are not in the trash.
        trashed: the notes that were put into the trash themselves, instead of the others.
    """
    values: tuple[int, ...] = ()
    if thread is not None:
        where, values = "n.thread_id = ?", (thread,)
    else:
        where = "1" if trashed else "t.trashed_at IS NULL"
    where += f" AND n.trashed_at IS {'NOT ' if trashed else ''}NULL"
    with store.read() as connection:
        rows = connection.exec_driver_sql(f"{_NOTES} WHERE {where} {_ORDER}", values).fetchall()
        only = " WHERE n.thread_id = ?" if thread is not None else ""
        tags: dict[int, list[str]] = {}
        for note, tag in connection.exec_driver_sql(
            f"{_TAGS}{only} ORDER BY t.note_id, t.ordinal", values
        ):
            tags.setdefault(note, []).append(tag)
    return [_note(row, tuple(tags.get(row[0], ()))) for row in rows]


def counts(store: Store, thread: ThreadId) -> dict[PostId | None, int]:
    """Return how many notes stand on each post of a thread, and under ``None`` on its article."""
    with store.read() as connection:
        return count_notes(connection, thread)


def _note(row: Any, tags: tuple[str, ...]) -> Note:  # noqa: ANN401 - a row of whatever columns
    target = None
    if row[4] is not None:
        target = NoteTarget(row[4], row[5] or "", row[6] or "", Span(row[7], row[8]))
    return Note(
        id=NoteId(row[0]),
        thread=ThreadId(row[1]),
        post=PostId(row[2]) if row[2] is not None else None,
        floor=row[3],
        target=target,
        state=NoteState(row[9]),
        body=row[10],
        tags=tags,
        color=row[11],
        created_at=row[12],
        modified_at=row[13],
        revision=row[14],
        trashed_at=row[15],
    )
