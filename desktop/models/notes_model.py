"""The notes of one thread in reading order: those on the article, then floor by floor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, Qt

from db.records import NoteState
from desktop.models import wording
from desktop.models.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPersistentModelIndex

    from db.records import Note, NoteId, PostId, Span

    Index = QModelIndex | QPersistentModelIndex

translate = QCoreApplication.translate

_STANDING = (NoteState.ANCHORED, NoteState.MOVED)


class NotesModel(QAbstractListModel):
    """Notes as frozen records."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notes: tuple[Note, ...] = ()

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Show these notes; rows that stay keep their place in the view."""
        new = tuple(notes)
        if [note.id for note in new] == [note.id for note in self._notes]:
            self._notes = new
            if new:
                self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self._notes = new
        self.endResetModel()

    def note_at(self, row: int) -> Note | None:
        """Return the note of a row."""
        return self._notes[row] if 0 <= row < len(self._notes) else None

    def post_at(self, row: int) -> PostId | None:
        """Return the floor that the note of a row is on; ``None`` for the article."""
        return self._notes[row].post

    def row_of(self, note: NoteId) -> int | None:
        """Return the row of a note if it is shown."""
        return next((row for row, kept in enumerate(self._notes) if kept.id == note), None)

    def noted(self) -> dict[PostId, tuple[Span, ...]]:
        """Return which words of which posts notes are on."""
        found: dict[PostId, list[Span]] = {}
        for note in self._notes:
            span = self.span_of(note)
            if note.post is not None and span is not None:
                found.setdefault(note.post, []).append(span)
        return {post: tuple(spans) for post, spans in found.items()}

    @staticmethod
    def span_of(note: Note) -> Span | None:
        """Return the words a note is on; of one that is to be reviewed they are not known."""
        return note.target.span if note.target is not None and note.state in _STANDING else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        """Return how many notes there are."""
        return 0 if parent.isValid() else len(self._notes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the words, the whole record, or what is read out."""
        note = self.note_at(index.row()) if index.isValid() else None
        if note is None:
            return None
        if role == Role.VALUE:
            return note
        if role == Qt.ItemDataRole.DisplayRole:
            return note.body
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{place_of(note)}: {note.body}"
        return None


def place_of(note: Note) -> str:
    """Return what a note stands on, in words."""
    if note.post is None:
        return translate("NotesModel", "Article")
    label = wording.floor(note.floor)
    return label[:1].upper() + label[1:]
