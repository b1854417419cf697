"""Notes of the open thread: the list, the one that is written, and words that are not saved yet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from db.errors import KnownError
from desktop import messages
from desktop.models.note_draft import NoteDraft, Subject
from desktop.windows.panes import NOTES_TAB

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.changes import Changes, Done
    from db.records import Note, NoteId, PostId, Span, ThreadHead
    from desktop.actions import Actions
    from desktop.operations import Operations
    from desktop.views.thread_selection import Selected
    from desktop.windows.panes import Panes
    from desktop.windows.reading import Reading

translate = QCoreApplication.translate

RETRY = 10_000
"""Milliseconds after which a note that could not be saved is tried again by itself."""


class Noting(QObject):
    """Drives the tab of the notes."""

    failed = Signal(object)
    settled = Signal()
    """Nothing is left to save, or what is left cannot be saved now."""
    changed = Signal()

    def __init__(
        self, panes: Panes, actions: Actions, reading: Reading, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._reading = reading
        self._operations: Operations | None = None
        self._head: ThreadHead | None = None
        self._wanted: NoteId | None = None
        self._marked: Sequence[Span] = ()
        self._kept: list[NoteDraft] = []
        self.last_error: Exception | None = None
        self._retry = QTimer(self)
        self._retry.setInterval(RETRY)
        self._retry.timeout.connect(self.flush)
        panel = panes.notes
        panel.new_requested.connect(self.begin)
        panel.note_chosen.connect(self._on_chosen)
        panel.delete_requested.connect(self.remove)
        panel.editor_left.connect(self._on_left)
        panel.return_requested.connect(self._on_return)
        panel.list.addAction(actions["delete_note"])
        panes.column.note_requested.connect(self.begin_on)
        self._show_possible()

    # the library and the thread

    def attach(self, operations: Operations | None) -> None:
        """Keep notes in this library from now on."""
        self._operations = operations
        self._show_possible()
        self._load()

    def show_thread(self, head: ThreadHead | None) -> None:
        """Show the notes of a thread, and end the note that is being written."""
        before = None if self._head is None else self._head.summary.id
        self._head = head
        self._show_possible()
        if head is not None and head.summary.id == before:
            self._panes.column.set_note_spans(self._panes.notes_model.noted())
            return
        self._leave()
        self._panes.notes_model.set_notes(())
        self._load()

    def on_changed(self, changes: Changes) -> None:
        """Show what a write changed."""
        if self._head is not None and self._head.summary.id in changes.threads:
            self._load()

    @property
    def possible(self) -> bool:
        """Whether a note can be written now."""
        operations, head = self._operations, self._head
        return (
            operations is not None
            and not operations.read_only
            and head is not None
            and head.summary.trashed_at is None
        )

    def _show_possible(self) -> None:
        self._panes.notes.set_thread_open(is_open=self._head is not None, writable=self.possible)
        self.changed.emit()

    def _load(self) -> None:
        operations, head = self._operations, self._head
        if operations is None or head is None:
            return
        thread = head.summary.id

        def show(found: tuple[Note, ...]) -> None:
            if self._head is not None and self._head.summary.id == thread:
                self._show_notes(found)

        def count(counts: dict[PostId | None, int]) -> None:
            if self._head is not None and self._head.summary.id == thread:
                self._panes.column.set_note_counts(counts)

        operations.notes(thread).on_success(show).on_failure(self.failed.emit).start()
        operations.note_counts(thread).on_success(count).on_failure(self.failed.emit).start()

    def _show_notes(self, found: tuple[Note, ...]) -> None:
        panel = self._panes.notes
        self._panes.notes_model.set_notes(found)
        self._panes.column.set_note_spans(self._panes.notes_model.noted())
        wanted, self._wanted = self._wanted, None
        draft = panel.draft()
        if draft is not None and draft.note is not None:
            note = next((one for one in found if one.id == draft.note.id), None)
            if note is not None:
                if draft.adopt(note):
                    panel.show_text(note.body)
                panel.choose(note.id)
            elif draft.dirty:
                draft.flush()  # what is typed there becomes a note of its own
            elif not draft.busy:
                # undone, or removed by another program: what is typed later has no place
                draft.discard()
                self._drop(draft)
        if wanted is not None:
            note = next((one for one in found if one.id == wanted), None)
            if note is not None:
                self.edit(note)
                self._panes.notes.mark(self._marked)
        self.changed.emit()

    # writing

    def begin(self) -> None:
        """Begin a note on the chosen words, else on the chosen floor, else on the article."""
        head = self._head
        if head is None or not self.possible:
            return
        column = self._panes.column
        chosen = column.selection()
        if chosen is not None and chosen.words.strip():
            self._begin(self._subject(chosen.post, chosen.words, chosen))
        else:
            self._begin(self._subject(column.current_post()))

    def begin_on(self, post: PostId | None) -> None:
        """Show the first note on a floor or the article; where there is none, begin one."""
        model = self._panes.notes_model
        row = next((row for row in range(model.rowCount()) if model.post_at(row) == post), None)
        note = model.note_at(row) if row is not None else None
        if note is not None:
            self.edit(note, focus=True)
        elif self._head is not None and self.possible:
            self._begin(self._subject(post))

    def _subject(
        self, post: PostId | None, words: str = "", chosen: Selected | None = None
    ) -> Subject:
        head = self._head
        if head is None:
            raise RuntimeError("a note is begun in an open thread")
        shown = self._reading.post(post) if post is not None else None
        return Subject(
            head.summary.id,
            post,
            shown.floor if shown is not None else None,
            shown.author if shown is not None else None,
            words,
            chosen.span if chosen is not None else None,
        )

    def _begin(self, subject: Subject) -> None:
        operations = self._operations
        if operations is None:
            return
        self._leave()
        self._take(NoteDraft(operations, subject, parent=self), focus=True)

    def edit(self, note: Note, *, focus: bool = False) -> None:
        """Open a note in the editor."""
        operations = self._operations
        if operations is None:
            return
        draft = self._panes.notes.draft()
        if draft is not None and draft.note is not None and draft.note.id == note.id:
            return
        self._leave()
        kept = self._kept_of(note.id)
        if kept is not None:
            self._kept.remove(kept)
            self._show(kept, focus=focus)
            return
        words = note.target.exact if note.target is not None else ""
        subject = Subject(note.thread, note.post, note.floor, None, words)
        self._take(NoteDraft(operations, subject, note, self), focus=focus)

    def _kept_of(self, note: NoteId) -> NoteDraft | None:
        return next((one for one in self._kept if one.note and one.note.id == note), None)

    def show_note(self, note: NoteId, marked: Sequence[Span] = ()) -> None:
        """Open a note of the open thread, as soon as its notes are read, with words marked."""
        self._marked = marked
        self._panes.show_tab(NOTES_TAB)
        row = self._panes.notes_model.row_of(note)
        found = self._panes.notes_model.note_at(row) if row is not None else None
        if found is not None:
            self.edit(found)
            self._panes.notes.mark(marked)
        else:
            self._wanted = note

    def remove(self) -> None:
        """Put the note in the editor into the trash, and offer to take it back."""
        draft = self._panes.notes.draft()
        if draft is not None and draft.note is not None:
            self._remove(draft.note.id)

    def remove_chosen(self) -> None:
        """Put the note that is marked in the list into the trash, else the one in the editor."""
        note = self._panes.notes.chosen()
        if note is not None:
            self._remove(note.id)
        else:
            self.remove()

    @property
    def removable(self) -> bool:
        """Whether there is a note that can be put into the trash."""
        draft = self._panes.notes.draft()
        shown = self._panes.notes.chosen() is not None
        return self.possible and (shown or (draft is not None and draft.note is not None))

    def _remove(self, note: NoteId) -> None:
        operations = self._operations
        if operations is None:
            return
        draft = self._panes.notes.draft()
        for one in (*self._kept, draft):
            if one is not None and one.note is not None and one.note.id == note:
                one.discard()
                self._drop(one)

        def done(_done: Done[Note]) -> None:
            step = operations.undo_stack.index()

            def back() -> None:
                if operations.undo_stack.index() == step:
                    operations.undo_stack.undo()

            self._panes.messages.show_news(
                translate("Noting", "The note is deleted."),
                do=translate("Noting", "Undo"),
                action=back,
            )

        operations.remove_note(note).on_success(done).on_failure(self.failed.emit).start()

    # drafts

    def _take(self, draft: NoteDraft, *, focus: bool) -> None:
        draft.saved.connect(self._on_saved)
        draft.failed.connect(partial(self._on_failed, draft))
        draft.parted.connect(self._on_parted)
        draft.settled.connect(partial(self._on_settled, draft))
        self._show(draft, focus=focus)

    def _show(self, draft: NoteDraft, *, focus: bool) -> None:
        self._panes.show_tab(NOTES_TAB)
        self._panes.notes.set_draft(draft, focus=focus)
        self.changed.emit()

    def _leave(self) -> None:
        """End the editing of the note that is open; it is kept until its words are on the disk."""
        draft = self._panes.notes.draft()
        if draft is None:
            return
        if draft.emptied and draft.note is not None:
            self._remove(draft.note.id)
            return
        self._panes.notes.set_draft(None)
        if draft.dirty or draft.busy:
            self._kept.append(draft)
            draft.flush()
        else:
            draft.deleteLater()
        self.changed.emit()

    def _drop(self, draft: NoteDraft) -> None:
        if draft in self._kept:
            self._kept.remove(draft)
        if self._panes.notes.draft() is draft:
            self._panes.notes.set_draft(None)
        if not draft.busy:
            draft.deleteLater()
        self.changed.emit()

    def unsaved(self) -> list[NoteDraft]:
        """Return the drafts that hold words which are not on the disk."""
        draft = self._panes.notes.draft()
        drafts = [*self._kept, *([draft] if draft is not None else [])]
        return [one for one in drafts if one.dirty or one.busy]

    def flush(self) -> None:
        """Begin to save everything that is not saved."""
        for draft in self.unsaved():
            draft.flush()

    def settle(self, then: Callable[[], None]) -> None:
        """Save what is not saved, as on leaving; ``then`` is called as in ``when_saved``."""
        draft = self._panes.notes.draft()
        if draft is not None and draft.emptied:
            self._leave()
        self.when_saved(then)

    def when_saved(self, then: Callable[[], None]) -> None:
        """Save what is not saved; ``then`` is called when that is done or has failed."""
        waiting = True

        def look() -> None:
            nonlocal waiting
            if waiting and all(draft.broken and not draft.busy for draft in self.unsaved()):
                waiting = False
                self.settled.disconnect(look)
                then()

        for one in self.unsaved():
            one.broken = False
        self.settled.connect(look)
        self.flush()
        if not self.unsaved():
            look()

    def forget_unsaved(self) -> None:
        """Give up words that cannot be saved; the reader said so."""
        for draft in self.unsaved():
            draft.discard()
            self._drop(draft)

    def _on_saved(self, _note: Note) -> None:
        if not any(draft.broken for draft in self.unsaved()):
            self._retry.stop()

    def _on_settled(self, draft: NoteDraft) -> None:
        if draft in self._kept:
            self._kept.remove(draft)
            draft.deleteLater()
        self.settled.emit()

    def _on_parted(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._panes.messages.show_news(
                messages.headline(error),
                translate("Noting", "What you typed is kept as a note of its own."),
                warning=True,
            )

    def _on_failed(self, draft: NoteDraft, error: Exception) -> None:
        """Say once that words are not saved; they are tried again by and by."""
        self.last_error = error
        first = not self._retry.isActive()
        self._retry.start()
        if first and draft in self._kept and isinstance(error, KnownError):
            self._panes.messages.show_news(
                messages.headline(error),
                translate("Noting", "The words of your note are kept, and tried again by and by."),
                translate("Noting", "Show the note"),
                lambda: self._return_to(draft),
                warning=True,
            )
        elif first:
            self.failed.emit(error)
        self.settled.emit()

    def _return_to(self, draft: NoteDraft) -> None:
        """Show a note again that was left before it could be saved."""

        def show() -> None:
            if draft in self._kept:
                self._leave()
                self._kept.remove(draft)
                self._show(draft, focus=True)

        self._reading.open(draft.subject.thread, show)

    # the panel

    def _on_chosen(self, note: Note) -> None:
        self.edit(note)
        if note.post is not None:
            self._panes.column.go_to_post(note.post)
            span = self._panes.notes_model.span_of(note)
            if span is not None:
                self._panes.column.show_words(note.post, span)
        else:
            self._panes.column.go_to_article(self._block_of(note))

    def _block_of(self, note: Note) -> int | None:
        head = self._head
        if head is None or note.target is None:
            return None
        start = note.target.span.start
        before = [block.ordinal for block in head.blocks if block.start <= start]
        return before[-1] if before else None

    def _on_left(self) -> None:
        draft = self._panes.notes.draft()
        if draft is not None:
            draft.flush()

    def _on_return(self) -> None:
        draft = self._panes.notes.draft()
        if draft is not None and not draft.text.strip():
            self._leave()
        self._panes.column.setFocus(Qt.FocusReason.OtherFocusReason)
