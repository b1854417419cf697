"""``beilin note``: write, list, change and remove notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import notes
from db.commands import shapes
from db.commands.paper import count, lines, one_line
from db.errors import NotFound, UsageError
from db.threads.reading import posts_by_floor, require, summaries

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from db.commands.desk import Desk
    from db.records import Note, PostId
    from db.store import Store

OLDER_BACKUPS = "Backups made before still hold it."
STILL_OPEN = "Another program has the library open; the last trace goes when it closes it."


def run(options: Namespace, desk: Desk) -> int:
    """Do what is asked with notes."""
    if options.action == "add":
        return _add(options, desk)
    if options.action == "list":
        return _list(options, desk)
    if options.action == "edit":
        return _edit(options, desk)
    return _remove(options, desk)


def _add(options: Namespace, desk: Desk) -> int:
    with desk.library(options) as store:
        note = notes.add(
            store,
            options.thread,
            post=_post(store, options),
            body=options.body,
            quote=options.quote,
            tags=options.tags,
        ).value
    return _tell(note, "Written", desk)


def _post(store: Store, options: Namespace) -> PostId | None:
    if options.floor is None:
        post: PostId | None = options.post
        return post
    found = posts_by_floor(store, options.thread, options.floor)
    if not found:
        raise NotFound(
            "There is no floor {floor} in thread {thread}; no note was written.",
            "Use “beilin show {thread}” to see its floors.",
            floor=options.floor,
            thread=options.thread,
        )
    if len(found) > 1:
        raise UsageError(
            "Floor {floor} stands {number} times in thread {thread}; no note was written.",
            "Say which with --post, one of: {posts}.",
            floor=options.floor,
            number=len(found),
            thread=options.thread,
            posts=", ".join(map(str, found)),
        )
    return found[0]


def _list(options: Namespace, desk: Desk) -> int:
    with desk.library(options) as store:
        if options.thread is not None:
            require(store, options.thread)
        found = notes.list_notes(store, thread=options.thread)
        titles = {
            thread: row.title
            for thread, row in summaries(store, list({note.thread for note in found})).items()
        }
    if desk.as_json:
        desk.answer({"notes": [shapes.note(note) for note in found]})
        return 0
    before: int | None = None
    for note in found:
        if note.thread != before:
            desk.write(f"#{note.thread} {one_line(titles.get(note.thread, ''))}")
            before = note.thread
        write_note(note, desk)
    desk.write(count(len(found), "note", "notes"))
    return 0


def _edit(options: Namespace, desk: Desk) -> int:
    if options.body is None and not options.tags:
        raise UsageError(
            "Nothing was said that should change; the note is as it was.",
            "Give --body TEXT or --tag TAG.",
        )
    if options.body is not None and not options.body.strip():
        raise UsageError(
            "A note without words says nothing; it is as it was.",
            "Use “beilin note rm” to remove it.",
        )
    with desk.library(options) as store:
        done = notes.edit(store, options.note, body=options.body, tags=options.tags or None)
    return _tell(done.value, "Changed" if done.changes else "Not changed", desk)


def _remove(options: Namespace, desk: Desk) -> int:
    with desk.library(options) as store:
        if not options.erase:
            return _tell(notes.remove(store, options.note).value, "In the trash", desk)
        erased = notes.erase(store, options.note).value
    message = f"Erased. {OLDER_BACKUPS}" if erased.complete else f"{OLDER_BACKUPS} {STILL_OPEN}"
    if desk.as_json:
        desk.answer(
            {
                "note": shapes.note(erased.note),
                "erased": {"complete": erased.complete, "message": message},
            }
        )
    else:
        desk.write(message)
    return 0


def _tell(note: Note, what: str, desk: Desk) -> int:
    if desk.as_json:
        desk.answer({"note": shapes.note(note)})
    else:
        desk.write(f"{what}: note #{note.id}")
    return 0


def write_note(note: Note, desk: Desk) -> None:
    """Write a note with what it is about."""
    where = "article" if note.post is None else f"[{one_line(note.floor or '–')}]"
    about = f" “{one_line(note.target.exact)}”" if note.target else ""
    state = "" if note.state.value == "anchored" else f" ({note.state.value})"
    tags = "".join(f" +{one_line(tag)}" for tag in note.tags)
    desk.write(f"  #{note.id} {where}{about}{state}{tags}")
    _indented(lines(note.body), desk)


def _indented(body: Iterable[str], desk: Desk) -> None:
    for line in body:
        desk.write(f"    {line}" if line else "")
