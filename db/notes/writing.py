"""Writing notes: each act is one short transaction that also writes the index.

The words of a note stand in its own row and in its own entry of the index, nowhere else: no
recorded act holds them.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.changes import Changes, Done
from db.errors import NoteChanged, NotFound, UsageError
from db.notes.reading import read_note
from db.notes.selectors import find_quote, select
from db.records import Note, NoteState, Span
from db.search import index_note
from db.store import now
from db.threads import erasing
from db.threads.events import record
from db.threads.heads import article_text
from db.threads.skeleton import raise_if_unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from db.records import NoteId, NoteTarget, PostId, ThreadId
    from db.store import Store

LONGEST = 1_000_000
"""So many code points a note holds at most."""

_LONGEST_TAG = 200
_MOST_TAGS = 100


@dataclass(frozen=True, slots=True)
class Erased:
    """A note that was erased.

    ``complete`` tells whether no trace is left in the library and its side files; else another
    program has the library open, and the log is emptied when it closes it.
    """

    note: Note
    complete: bool


def add(
    store: Store,
    thread: ThreadId,
    *,
    post: PostId | None = None,
    body: str,
    quote: str | None = None,
    span: Span | None = None,
    tags: Sequence[str] = (),
) -> Done[Note]:
    """Write a note on a post or an article, or on words of it.

    Args:
        store: the library.
        thread: the thread.
        post: the post, or ``None`` for the article.
        body: the words of the note.
        quote: the words it is about, which must stand in the post or article; where ``span`` is
            not given, the first place where they stand is meant.
        span: where the words are that it is about.
        tags: words of the owner to find it by.

    Raises:
        NotFound: there is no such thread or post, or the words are not there.
        UsageError: the note is empty, too long, or no text.
    """
    if not body.strip():
        raise UsageError("A note without words was not written.", "Say something in it.")
    _check_text(body)
    wanted = _clean_tags(tags)
    with store.write() as connection:
        raise_if_unknown(connection, thread)
        target = None
        if quote is not None or span is not None:
            target = _target(_text(connection, thread, post), quote, span)
        elif post is not None:
            _text(connection, thread, post)
        note = erasing.next_note_id(connection)
        at = record(connection, "note-added", thread=thread, post=post, note=note)
        connection.exec_driver_sql(
            'INSERT INTO note(id, uid, thread_id, post_id, exact, prefix, suffix, start, "end",'
            " state, body, created_at, modified_at, revision)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
            (
                note,
                str(uuid.uuid4()),
                thread,
                post,
                target.exact if target else None,
                target.prefix if target else None,
                target.suffix if target else None,
                target.span.start if target else None,
                target.span.end if target else None,
                NoteState.ANCHORED.value,
                body,
                at,
                at,
            ),
        )
        _write_tags(connection, note, wanted)
        index_note(connection, note, body)
        written = read_note(connection, note)
    return Done(written, _changes("add-note", written))


def edit(
    store: Store,
    note: NoteId,
    *,
    body: str | None = None,
    tags: Sequence[str] | None = None,
    replacing: str | None = None,
) -> Done[Note]:
    """Give a note other words or tags; the same ones again change nothing.

    Args:
        store: the library.
        note: the note.
        body: the new words; may be empty: an editor saves while its words are being replaced.
        tags: the new tags.
        replacing: the words that the new ones were written in place of; others, which somebody
            else wrote meanwhile, are left as they are.

    Raises:
        NotFound: there is no such note, or it is in the trash.
        NoteChanged: its words are not those that were to be replaced.
        UsageError: the note is too long, or no text.
    """
    if body is not None:
        _check_text(body)
    wanted = _clean_tags(tags) if tags is not None else None
    with store.write() as connection:
        before = read_note(connection, note)
        if before.trashed_at is not None:
            raise NotFound(
                "Note {note} is in the trash; it was not changed.", "Restore it first.", note=note
            )
        new_body = before.body if body is None else body
        new_tags = before.tags if wanted is None else wanted
        if replacing is not None and before.body not in (replacing, new_body):
            raise NoteChanged(
                "Note {note} was changed by another program meanwhile; it was left as it is.",
                "Look at its words, and change it again.",
                note=note,
            )
        if (new_body, new_tags) == (before.body, before.tags):
            return Done(before, Changes("edit-note"))
        connection.exec_driver_sql(
            "UPDATE note SET body = ?, modified_at = ?, revision = revision + 1 WHERE id = ?",
            (new_body, now(), note),
        )
        if new_tags != before.tags:
            connection.exec_driver_sql("DELETE FROM note_tag WHERE note_id = ?", (note,))
            _write_tags(connection, note, new_tags)
        if new_body != before.body:
            index_note(connection, note, new_body)
        after = read_note(connection, note)
    return Done(after, _changes("edit-note", after))


def remove(store: Store, note: NoteId) -> Done[Note]:
    """Put a note into the trash.

    Raises:
        NotFound: there is no such note.
    """
    return _set_trashed(store, note, trashed=True)


def restore(store: Store, note: NoteId) -> Done[Note]:
    """Take a note out of the trash.

    Raises:
        NotFound: there is no such note.
    """
    return _set_trashed(store, note, trashed=False)


def erase(store: Store, note: NoteId) -> Done[Erased]:
    """Erase a note, in the trash or not, without a trace in the library and its side files.

    Raises:
        NotFound: there is no such note.
    """
    with store.write() as connection:
        before = read_note(connection, note)
        erasing.erase_notes(connection, (note,))
        record(connection, "note-erased", thread=before.thread, post=before.post, note=note)
    complete = erasing.finish(store)
    return Done(Erased(before, complete), _changes("erase-note", before))


def _set_trashed(store: Store, note: NoteId, *, trashed: bool) -> Done[Note]:
    operation = "remove-note" if trashed else "restore-note"
    with store.write() as connection:
        before = read_note(connection, note)
        if (before.trashed_at is not None) == trashed:
            return Done(before, Changes(operation))
        kind = "note-removed" if trashed else "note-restored"
        at = record(connection, kind, thread=before.thread, post=before.post, note=note)
        connection.exec_driver_sql(
            "UPDATE note SET trashed_at = ? WHERE id = ?", (at if trashed else None, note)
        )
        after = read_note(connection, note)
    return Done(after, _changes(operation, after))


def _changes(operation: str, note: Note) -> Changes:
    """A note also shows in the row of its thread, which counts notes."""
    return Changes(
        operation,
        threads=frozenset({note.thread}),
        posts=frozenset(() if note.post is None else (note.post,)),
        notes=frozenset({note.id}),
    )


def _text(connection: Connection, thread: ThreadId, post: PostId | None) -> str:
    if post is None:
        return article_text(connection, thread)
    text = connection.exec_driver_sql(
        "SELECT v.text FROM post AS p JOIN post_version AS v ON v.id = p.version_id"
        " WHERE p.id = ? AND p.thread_id = ?",
        (post, thread),
    ).scalar_one_or_none()
    if text is None:
        raise NotFound(
            "There is no post {post} in thread {thread}; no note was written.",
            "Use “beilin show” to see its posts.",
            post=post,
            thread=thread,
        )
    return str(text)


def _target(text: str, quote: str | None, span: Span | None) -> NoteTarget:
    if span is None:
        span = find_quote(text, quote or "")
        if span is None:
            raise NotFound(
                "The words “{words}” are not in the text; no note was written.",
                "Give words as they stand in the post or the article.",
                words=quote,
            )
    elif not 0 <= span.start < span.end <= len(text) or (
        quote is not None and text[span.start : span.end] != quote
    ):
        raise NotFound(
            "The words are not where the note was to be put; no note was written.",
            "Select them again.",
            f"{span.start}..{span.end} of {len(text)}",
        )
    return select(text, span)


def _check_text(body: str) -> None:
    if len(body) > LONGEST:
        raise UsageError(
            "A note of {length} characters is too long; it was not written.",
            "Divide it: one holds {longest} characters.",
            length=len(body),
            longest=LONGEST,
        )
    _check_encodable(body)


def _check_encodable(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UsageError(
            "The note holds bytes that are no text; it was not written.",
            "Type it again, or save it as UTF-8 first.",
            f"at character {error.start + 1}",
        ) from error


def _clean_tags(tags: Sequence[str]) -> tuple[str, ...]:
    clean = tuple(dict.fromkeys(tag for tag in (" ".join(tag.split()) for tag in tags) if tag))
    if len(clean) > _MOST_TAGS or any(len(tag) > _LONGEST_TAG for tag in clean):
        raise UsageError(
            "Too many or too long tags; nothing was changed.",
            "Use {most} tags of {longest} characters at most.",
            most=_MOST_TAGS,
            longest=_LONGEST_TAG,
        )
    for tag in clean:
        _check_encodable(tag)
    return clean


def _write_tags(connection: Connection, note: NoteId, tags: Sequence[str]) -> None:
    if tags:
        connection.exec_driver_sql(
            "INSERT INTO note_tag(note_id, ordinal, tag) VALUES (?, ?, ?)",
            [(note, ordinal, tag) for ordinal, tag in enumerate(tags)],
        )
