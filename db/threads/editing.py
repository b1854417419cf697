"""What a reader may change of a thread: trash, title and source address, reading place.

What was captured is never changed: an edited title stands beside the captured one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.changes import Changes, Done
from db.errors import UsageError
from db.search import index_title
from db.store import now
from db.threads.erasing import Emptied, empty_trash
from db.threads.events import record
from db.threads.reading import read_place, summary
from db.threads.skeleton import raise_if_unknown

if TYPE_CHECKING:
    from db.records import Place, ThreadId, ThreadSummary
    from db.store import Store

__all__ = ["Emptied", "edit", "empty_trash", "place", "restore", "set_place", "trash"]

LONGEST_TITLE = 1_000
LONGEST_ADDRESS = 4_000


def trash(store: Store, thread: ThreadId) -> Done[ThreadSummary]:
    """Put a thread into the trash; its notes are hidden with it.

    Raises:
        NotFound: there is no such thread.
    """
    return _set_trashed(store, thread, trashed=True)


def restore(store: Store, thread: ThreadId) -> Done[ThreadSummary]:
    """Take a thread out of the trash, with its notes.

    Raises:
        NotFound: there is no such thread.
    """
    return _set_trashed(store, thread, trashed=False)


def _set_trashed(store: Store, thread: ThreadId, *, trashed: bool) -> Done[ThreadSummary]:
    operation = "trash" if trashed else "restore"
    with store.write() as connection:
        before = summary(connection, thread)
        if (before.trashed_at is not None) == trashed:
            return Done(before, Changes(operation))
        at = record(connection, "thread-trashed" if trashed else "thread-restored", thread=thread)
        connection.exec_driver_sql(
            "UPDATE thread SET trashed_at = ? WHERE id = ?", (at if trashed else None, thread)
        )
        after = summary(connection, thread)
    return Done(after, Changes(operation, threads=frozenset({thread}), library=True))


def edit(
    store: Store, thread: ThreadId, *, title: str | None = None, source_url: str | None = None
) -> Done[ThreadSummary]:
    """Show another title or source address; the captured ones stay beside them.

    Args:
        store: the library.
        thread: the thread.
        title: what to show; empty shows the captured title again, ``None`` leaves it.
        source_url: likewise.

    Raises:
        NotFound: there is no such thread.
        UsageError: the text is too long, or is no text.
    """
    wanted_title = _one_line(title, LONGEST_TITLE)
    wanted_source = _one_line(source_url, LONGEST_ADDRESS)
    with store.write() as connection:
        before = summary(connection, thread)
        shown, source, captured_title, captured_source = connection.exec_driver_sql(
            "SELECT t.title_edited, t.source_url_edited, c.title, c.source_url"
            " FROM thread AS t JOIN capture_thread AS c"
            " ON c.capture_id = t.capture_id AND c.thread_id = t.id WHERE t.id = ?",
            (thread,),
        ).one()
        new_title = _own(wanted_title, captured_title) if wanted_title is not None else shown
        new_source = _own(wanted_source, captured_source) if wanted_source is not None else source
        if (new_title, new_source) == (shown, source):
            return Done(before, Changes("edit"))
        connection.exec_driver_sql(
            "UPDATE thread SET title_edited = ?, source_url_edited = ? WHERE id = ?",
            (new_title, new_source, thread),
        )
        after = summary(connection, thread)
        if new_title != shown:
            record(connection, "title-edited", thread=thread)
            index_title(connection, thread, after.title)
        if new_source != source:
            record(connection, "source-edited", thread=thread)
    return Done(after, Changes("edit", threads=frozenset({thread}), library=True))


def _one_line(text: str | None, longest: int) -> str | None:
    if text is None:
        return None
    line = " ".join(text.split())
    if len(line) > longest:
        raise UsageError(
            "A title or address of {length} characters is too long; nothing was changed.",
            "Use {longest} characters at most.",
            length=len(line),
            longest=longest,
        )
    if not _is_text(line):
        raise UsageError(
            "This title or address holds bytes that are no text; nothing was changed.",
            "Type it again.",
        )
    return line


def _is_text(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _own(wanted: str, captured: str | None) -> str | None:
    """Return what to keep as the owner's own: nothing where it is what was captured."""
    return None if not wanted or wanted == " ".join((captured or "").split()) else wanted


def set_place(store: Store, thread: ThreadId, place: Place) -> Done[Place]:
    """Remember where the reader is in a thread; no view shows it, so nothing counts as changed.

    Raises:
        NotFound: there is no such thread.
    """
    with store.write() as connection:
        raise_if_unknown(connection, thread)
        connection.exec_driver_sql(
            "INSERT INTO reading_place(thread_id, post_id, block, position, at)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT(thread_id) DO UPDATE SET"
            " post_id = excluded.post_id, block = excluded.block, position = excluded.position,"
            " at = excluded.at",
            (thread, place.post, place.block, place.position, now()),
        )
    return Done(place, Changes("place"))


def place(store: Store, thread: ThreadId) -> Place | None:
    """Return where the reader was in a thread, if anywhere."""
    with store.read() as connection:
        return read_place(connection, thread)
