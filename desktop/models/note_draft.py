"""A note while it is written: saved as it is typed, never two writes at once, never lost.

Typing makes the draft dirty; from then on at most ``PAUSE`` passes until a write begins, however
fast the writer goes on, so that a killed process loses a second of typing at most.  While a write
is under way nothing more is asked; what was typed meanwhile follows when it has come home.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from db.errors import NoteChanged, NotFound

if TYPE_CHECKING:
    from db.changes import Done
    from db.records import Note, PostId, Span, ThreadId
    from desktop.operations import Operations

PAUSE = 700
"""Milliseconds between the first unsaved key and its write."""

_sittings = count(1)


class Subject(NamedTuple):
    """What a new note is about: a thread, one of its floors or the article, words of it."""

    thread: ThreadId
    post: PostId | None
    floor: str | None = None
    author: str | None = None
    words: str = ""
    span: Span | None = None


class NoteDraft(QObject):
    """One note in the editor, from opening to leaving."""

    saved = Signal(object)
    """The ``Note`` as it is on the disk."""
    failed = Signal(object)
    """The error that kept it from being saved; the words are still in the editor."""
    parted = Signal(object)
    """The error that says why what is typed becomes a note of its own."""
    state_changed = Signal()
    settled = Signal()
    """Nothing is left to save, and no write is under way."""

    def __init__(
        self,
        operations: Operations,
        subject: Subject,
        note: Note | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self.subject = subject
        self.note: Note | None = note
        self._text = note.body if note is not None else ""
        # a note begun here is one step to undo: taking it back takes all its words
        self._sitting = next(_sittings) if note is not None else 0
        self._base: Note | None = note
        self._writing = False
        self._discarded = False
        self.broken = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.flush)

    @property
    def text(self) -> str:
        """The words as they stand in the editor."""
        return self._text

    @property
    def dirty(self) -> bool:
        """Whether the editor holds words that are not on the disk."""
        if self._discarded or not self._text.strip():
            return False
        return self.note is None or self.note.body != self._text

    @property
    def emptied(self) -> bool:
        """Whether all words of a note that is on the disk were deleted."""
        return self.note is not None and not self._discarded and not self._text.strip()

    @property
    def busy(self) -> bool:
        """Whether a write is under way."""
        return self._writing

    def type(self, text: str) -> None:
        """Take the words as they now stand in the editor."""
        if text == self._text:
            return
        self._text = text
        if self.dirty and not self._timer.isActive():
            self._timer.start()
        self.state_changed.emit()

    def flush(self) -> None:
        """Begin to save now what is not saved."""
        self._timer.stop()
        if self._writing:
            return
        if not self.dirty:
            self.settled.emit()
            return
        self._writing = True
        self._start(self._text)
        self.state_changed.emit()

    def _start(self, text: str) -> None:
        if self.note is None:
            subject = self.subject
            job = self._operations.add_note(
                subject.thread,
                text,
                post=subject.post,
                quote=subject.words or None,
                span=subject.span,
            )
        else:
            job = self._operations.edit_note(
                self._base or self.note, text, self._sitting, self.note.body
            )
        job.on_success(self._on_saved).on_failure(self._on_failed).start()

    def _on_saved(self, done: Done[Note]) -> None:
        self._writing = False
        self.broken = False
        if self.note is None:
            self._base = done.value
        self.note = done.value
        self.saved.emit(done.value)
        if self.dirty:
            self.flush()
        else:
            self.state_changed.emit()
            self.settled.emit()

    def _part(self, error: Exception) -> None:
        """Go on as a note of its own: the one on the disk was changed or removed by another.

        It is on no words, for these may not be where they were; the note on the disk keeps them.
        """
        self.note = self._base = None
        self._sitting = 0
        self.subject = self.subject._replace(words="", span=None)
        self.parted.emit(error)
        self.flush()

    def _on_failed(self, error: Exception) -> None:
        self._writing = False
        if self.note is not None and self.dirty and isinstance(error, NoteChanged | NotFound):
            self._part(error)
            return
        self.broken = True
        self.failed.emit(error)
        self.state_changed.emit()

    def discard(self) -> None:
        """Save nothing of it any more: the note is in the trash."""
        self._discarded = True
        self._timer.stop()

    def adopt(self, note: Note) -> bool:
        """Take the note as an undo or another writer left it, unless typing is unsaved.

        Returns:
            Whether the editor should show the words of ``note``.
        """
        if self._writing or self.dirty or self.note is None or note.id != self.note.id:
            return False
        self.note = note
        if note.body == self._text:
            return False
        self._text = note.body
        self._base = note
        self._sitting = next(_sittings)
        return True
