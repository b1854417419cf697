"""Every read and write the reader can ask for, each a named job; the list of what can be undone.

Writes go to the store pool, so they happen in the order asked.  What a write touched is told by
``changed``; views refresh only what is stale.  Undo and redo are writes like others, started by
the commands of ``undo_stack``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from db import backup, integrity, notes, search
from db.glance import Opened
from db.importing import rereading
from db.importing.choosing import Wishes
from db.importing.knowing import older_reader
from db.threads import arranging, editing, originals, reading, skeleton
from db.threads.arranging import Certainty
from desktop.decisions import Decisions
from desktop.imports import Imports
from desktop.pictures import Pictures
from desktop.searches import Searches

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from db.changes import Done
    from db.records import (
        CaptureId,
        Finding,
        ImportOutcome,
        Note,
        NoteId,
        Place,
        Post,
        PostId,
        SearchHit,
        Span,
        Suggestion,
        ThreadHead,
        ThreadId,
        ThreadSummary,
    )
    from db.search import Aliases
    from db.store import Store
    from db.threads.editing import Emptied
    from desktop.jobs import Job, Jobs, Ticket

T = TypeVar("T")

translate = QCoreApplication.translate

FIND = "find"
LIST = "list"
OPEN = "open"
NOTES = "notes"
PEEK = "peek"
PERSON = "person"
SUGGEST = "suggest"
ANSWERS = "answers"
OLDER = "older readers"


class _Step(QUndoCommand):
    """A write that was done already: undoing and redoing it are writes of their own."""

    def __init__(self, text: str, undo: Callable[[], None], redo: Callable[[], None]) -> None:
        super().__init__(text)
        self._undo = undo
        self._redo = redo
        self._done = True

    def redo(self) -> None:
        """Do it again; the first time it was done before it came here."""
        if self._done:
            self._done = False
            return
        self._redo()

    def undo(self) -> None:
        """Take it back."""
        self._undo()


class _NoteEdit(QUndoCommand):
    """A change of a note's words; what was typed in one sitting is one step."""

    def __init__(
        self, text: str, edit: Callable[[str, str], None], before: str, after: str, sitting: int
    ) -> None:
        super().__init__(text)
        self._edit = edit
        self.before = before
        self.after = after
        self.sitting = sitting
        self._done = True

    def id(self) -> int:
        """Return a number by which Qt asks whether two steps might be one."""
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 - Qt's own name
        """Take a later edit of the same sitting into this one."""
        if isinstance(other, _NoteEdit) and other.sitting == self.sitting:
            self.after = other.after
            return True
        return False

    def redo(self) -> None:
        """Write the later words; the first time they are written already."""
        if self._done:
            self._done = False
            return
        self._edit(self.after, self.before)

    def undo(self) -> None:
        """Write the earlier words."""
        self._edit(self.before, self.after)


class Operations(QObject):
    """What can be done with one open library."""

    changed = Signal(object)
    """The ``Changes`` of a write that is on the disk."""

    undone = Signal(object)
    """An error that kept something from being undone or redone."""

    def __init__(self, store: Store, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.jobs = jobs
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(200)
        self.imports = Imports(store, jobs, self.changed.emit)
        self.pictures = Pictures(store, jobs, self._write, self._push, self._again)
        self.decisions = Decisions(store, self._write, self._push, self._again)
        self.searches = Searches(store, jobs, self._write, self._push, self._again)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self.store.read_only

    # reading

    def list_threads(self, view: str, order: str, *, ascending: bool) -> Job[array[int]]:
        """Ask for the ids of a list."""
        return self.jobs.latest(
            LIST,
            lambda _ticket: reading.thread_ids(
                self.store,
                view=reading.View(view),
                order=reading.ListOrder(order),
                ascending=ascending,
            ),
        )

    def summaries(self, threads: Sequence[ThreadId]) -> dict[ThreadId, ThreadSummary]:
        """Read a window of the list; a short read that may be done in the GUI thread."""
        return reading.summaries(self.store, threads)

    def posts(self, ids: Sequence[PostId]) -> list[Post]:
        """Read a window of floors; a short read that may be done in the GUI thread."""
        return reading.posts(self.store, ids)

    def posts_by_floor(self, thread: ThreadId, label: str) -> list[PostId]:
        """Find all floors of a label; a short read that may be done in the GUI thread."""
        return reading.posts_by_floor(self.store, thread, label)

    def peek(self, ids: Sequence[PostId]) -> Job[list[Post]]:
        """Ask for floors that are only looked at; a newer request makes this one stale."""
        return self.jobs.latest(PEEK, lambda _ticket: reading.posts(self.store, ids))

    def suggestions(self, thread: ThreadId, post: PostId) -> Job[tuple[Suggestion, ...]]:
        """Ask which floors a floor may answer; a newer request makes this one stale."""

        def work(_ticket: Ticket) -> tuple[Suggestion, ...]:
            from db.threads.suggesting import suggestions  # noqa: PLC0415 - no start waits for it

            return suggestions(self.store, thread, post)

        return self.jobs.latest(SUGGEST, work)

    def post_by_floor(self, thread: ThreadId, label: str) -> PostId | None:
        """Find a floor by its label; a short read that may be done in the GUI thread."""
        return reading.post_by_floor(self.store, thread, label)

    def open_thread(self, thread: ThreadId, certainty: Certainty = Certainty.LIKELY) -> Job[Opened]:
        """Ask for everything a thread is shown from; a newer request makes this one stale.

        Args:
            thread: the thread.
            certainty: from which certainty on an edge places a floor in the tree.
        """

        def work(ticket: Ticket) -> Opened:
            head = reading.head(self.store, thread)
            ticket.check()
            tree = skeleton.load(self.store, thread)
            tree_shown, left_out = arranging.sift(tree, certainty)
            return Opened(
                head,
                tree_shown,
                reading.count_links(tree),
                notes.counts(self.store, thread),
                editing.place(self.store, thread),
                left_out,
            )

        return self.jobs.latest(OPEN, work)

    def person(self, tree: skeleton.Skeleton, thread: ThreadId, author: str) -> Job[arranging.Part]:
        """Ask for the floors of one author and those they answer; newest request wins."""

        def work(ticket: Ticket) -> arranging.Part:
            posts = arranging.posts_of(self.store, thread, author)
            ticket.check()
            return arranging.only(tree, posts)

        return self.jobs.latest(PERSON, work)

    def also_answering(self, post: PostId) -> Job[list[PostId]]:
        """Ask which floors answer one beside the one they stand under; newest request wins."""
        return self.jobs.latest(ANSWERS, lambda _ticket: reading.also_answering(self.store, post))

    def head(self, thread: ThreadId) -> Job[ThreadHead]:
        """Ask for the head of a thread that is open."""
        return self.jobs.read(lambda _ticket: reading.head(self.store, thread))

    def find(self, thread: ThreadId, query: str) -> Job[tuple[SearchHit, ...]]:
        """Ask for every match in one thread; a newer request interrupts this one."""
        return self.jobs.latest(
            FIND,
            lambda ticket: search.find_in_thread(
                self.store, thread, query, on_connection=ticket.hold
            ),
        )

    def aliases(self) -> Job[Aliases]:
        """Ask for the words that searches take for each other."""
        return self.jobs.read(lambda _ticket: search.read_aliases(self.store))

    def write_aliases(self, before: Aliases, after: Aliases) -> Job[Done[Aliases]]:
        """Write the list of those words, in the place of the one before."""

        def record(_done: Done[Aliases]) -> None:
            self._push(
                translate("Operations", "edit aliases"),
                lambda: self._again(lambda: search.write_aliases(self.store, before)),
                lambda: self._again(lambda: search.write_aliases(self.store, after)),
            )

        return self._write(lambda: search.write_aliases(self.store, after), record)

    def notes(self, thread: ThreadId) -> Job[tuple[Note, ...]]:
        """Ask for the notes of a thread in reading order."""
        return self.jobs.latest(
            NOTES, lambda _ticket: tuple(notes.list_notes(self.store, thread=thread))
        )

    def note_counts(self, thread: ThreadId) -> Job[dict[PostId | None, int]]:
        """Ask how many notes stand where."""
        return self.jobs.read(lambda _ticket: notes.counts(self.store, thread))

    # notes

    def add_note(
        self,
        thread: ThreadId,
        body: str,
        *,
        post: PostId | None = None,
        quote: str | None = None,
        span: Span | None = None,
    ) -> Job[Done[Note]]:
        """Write a new note on a floor, or on the article."""

        def record(done: Done[Note]) -> None:
            note = done.value.id
            self._push(
                translate("Operations", "new note"),
                lambda: self._again(lambda: notes.remove(self.store, note)),
                lambda: self._again(lambda: notes.restore(self.store, note)),
            )

        return self._write(
            lambda: notes.add(self.store, thread, post=post, body=body, quote=quote, span=span),
            record,
        )

    def edit_note(
        self, note: Note, body: str, sitting: int, replacing: str | None = None
    ) -> Job[Done[Note]]:
        """Write other words; edits of one sitting are undone together.

        Args:
            note: the note with its words before.
            body: its words after.
            replacing: the words that are on the disk now, as far as the editor knows; others
                that another program wrote are not overwritten, nor are they by undoing.
            sitting: a number for the time that one editor was open on it; 0 if the note was
                begun in the same sitting, whose beginning is then the only step.
        """

        def again(words: str, instead: str) -> None:
            self._again(lambda: notes.edit(self.store, note.id, body=words, replacing=instead))

        def record(_done: Done[Note]) -> None:
            if sitting:
                text = translate("Operations", "edit note")
                self.undo_stack.push(_NoteEdit(text, again, note.body, body, sitting))

        return self._write(
            lambda: notes.edit(self.store, note.id, body=body, replacing=replacing), record
        )

    def remove_note(self, note: NoteId) -> Job[Done[Note]]:
        """Put a note into the trash."""

        def record(_done: Done[Note]) -> None:
            self._push(
                translate("Operations", "delete note"),
                lambda: self._again(lambda: notes.restore(self.store, note)),
                lambda: self._again(lambda: notes.remove(self.store, note)),
            )

        return self._write(lambda: notes.remove(self.store, note), record)

    # threads

    def trash(self, thread: ThreadId) -> Job[Done[ThreadSummary]]:
        """Put a thread into the trash."""

        def record(_done: Done[ThreadSummary]) -> None:
            self._push(
                translate("Operations", "move to trash"),
                lambda: self._again(lambda: editing.restore(self.store, thread)),
                lambda: self._again(lambda: editing.trash(self.store, thread)),
            )

        return self._write(lambda: editing.trash(self.store, thread), record)

    def restore(self, thread: ThreadId) -> Job[Done[ThreadSummary]]:
        """Take a thread out of the trash."""

        def record(_done: Done[ThreadSummary]) -> None:
            self._push(
                translate("Operations", "restore"),
                lambda: self._again(lambda: editing.trash(self.store, thread)),
                lambda: self._again(lambda: editing.restore(self.store, thread)),
            )

        return self._write(lambda: editing.restore(self.store, thread), record)

    def empty_trash(self) -> Job[Done[Emptied]]:
        """Erase what is in the trash; neither this nor what was done before can be undone.

        It may take long, and other writes go in between: each thread is a transaction.
        """

        def tell(done: Done[Emptied]) -> None:
            self.undo_stack.clear()
            if done.changes:
                self.changed.emit(done.changes)

        return self.jobs.work(
            lambda ticket: editing.empty_trash(self.store, ticket.step)
        ).on_success(tell)

    def edit_thread(
        self, before: ThreadHead, title: str | None, source_url: str | None
    ) -> Job[Done[ThreadSummary]]:
        """Give a thread another title or source address; what was captured stays beside it."""
        thread = before.summary.id
        old_title, old_url = before.summary.title, before.source_url

        def record(_done: Done[ThreadSummary]) -> None:
            self._push(
                translate("Operations", "edit title and source"),
                lambda: self._again(
                    lambda: editing.edit(
                        self.store, thread, title=old_title, source_url=old_url or ""
                    )
                ),
                lambda: self._again(
                    lambda: editing.edit(self.store, thread, title=title, source_url=source_url)
                ),
            )

        return self._write(
            lambda: editing.edit(self.store, thread, title=title, source_url=source_url), record
        )

    def set_place(self, thread: ThreadId, place: Place) -> Job[None]:
        """Remember where the reader is in a thread."""

        def work(_ticket: Ticket) -> None:
            editing.set_place(self.store, thread, place)

        return self.jobs.write(work)

    # files

    def save_original(self, capture: CaptureId, path: Path) -> Job[int]:
        """Write the bytes of a capture to a file, verified by their digest; tell how many."""
        return self.jobs.work(lambda _ticket: originals.save_original(self.store, capture, path))

    def older(self, head: ThreadHead) -> Job[dict[CaptureId, Finding]]:
        """Ask which captures of a thread a newer reader would read anew."""

        def work(_ticket: Ticket) -> dict[CaptureId, Finding]:
            found = {
                each.id: older_reader(each.format, each.reader_version) for each in head.captures
            }
            return {capture: findings[0] for capture, findings in found.items() if findings}

        return self.jobs.latest(OLDER, work)

    def read_again(
        self, capture: CaptureId, reader: str, encoding: str
    ) -> Job[Done[list[ImportOutcome]]]:
        """Read a capture anew, by a reader and in an encoding; empty is found out.

        What was done before to the pictures of its threads cannot be undone any more: the places
        they stood in are others.
        """

        def tell(done: Done[list[ImportOutcome]]) -> None:
            self.undo_stack.clear()
            self.changed.emit(done.changes)

        wishes = Wishes(reader, encoding)
        return self.jobs.work(
            lambda _ticket: rereading.read_again(self.store, capture, wishes)
        ).on_success(tell)

    def backup(self, path: Path) -> Job[backup.BackupReport]:
        """Copy the library to another file and verify the copy."""
        return self.jobs.work(lambda ticket: backup.backup(self.store, path, ticket.step))

    def check(self) -> Job[integrity.CheckReport]:
        """Verify everything that is kept."""

        def work(ticket: Ticket) -> integrity.CheckReport:
            return integrity.check(self.store, progress=ticket.step)

        return self.jobs.work(work)

    def refresh_index(self) -> Job[None]:
        """Bring an index up to date that was built under older rules; nothing if it is."""

        def work(ticket: Ticket) -> None:
            if not self.store.read_only and search.is_stale(self.store):
                search.reindex(self.store, ticket.step)

        return self.jobs.work(work)

    # what all writes share

    def _write(
        self, work: Callable[[], Done[T]], record: Callable[[Done[T]], None]
    ) -> Job[Done[T]]:
        def tell(done: Done[T]) -> None:
            if done.changes:
                record(done)
                self.changed.emit(done.changes)

        return self.jobs.write(lambda _ticket: work()).on_success(tell)

    def _push(self, text: str, undo: Callable[[], None], redo: Callable[[], None]) -> None:
        self.undo_stack.push(_Step(text, undo, redo))

    def _again(self, work: Callable[[], Done[T]]) -> None:
        """Undo or redo a step; one that fails makes the other steps meaningless."""

        def failed(error: Exception) -> None:
            self.undo_stack.clear()
            self.undone.emit(error)

        def tell(done: Done[T]) -> None:
            self.changed.emit(done.changes)

        self.jobs.write(lambda _ticket: work()).on_success(tell).on_failure(failed).start()
