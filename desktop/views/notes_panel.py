"""The notes of the open thread in reading order, and the editor of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QPlainTextEdit,
    QSplitter,
    QStackedLayout,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import icons
from desktop.delegates.note_delegate import NoteDelegate
from desktop.models import wording
from desktop.models.offsets import units
from desktop.theme import LIGHT
from desktop.views.parts import button, label, tool

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QByteArray, QMimeData, QModelIndex

    from db.records import Note, NoteId, Span
    from desktop.models.note_draft import NoteDraft, Subject
    from desktop.models.notes_model import NotesModel
    from desktop.theme import Tokens

translate = QCoreApplication.translate

_MOST_MARKS = 200


class NoteEditor(QPlainTextEdit):
    """Takes text, and leaves files that are dropped on it to the window, which imports them."""

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's own name
        """Say whether what is pasted or dropped belongs into a note."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)


class NotesPanel(QWidget):
    """A list above, an editor below; the editor speaks to a ``NoteDraft`` it is given."""

    new_requested = Signal()
    note_chosen = Signal(object)
    """The ``Note`` to be edited, and shown in its place."""
    delete_requested = Signal()
    editor_left = Signal()
    """The editor lost the focus, or Ctrl+Enter was pressed."""
    return_requested = Signal()
    """Ctrl+Enter or Esc: the reader goes on reading."""

    def __init__(self, model: NotesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._draft: NoteDraft | None = None
        self._filling = False
        self._hit, self._ink = LIGHT.hit, LIGHT.ink
        self.new = button(translate("NotesPanel", "New note"))
        self.list = QListView()
        self._delegate = NoteDelegate(self)
        self._empty = label(role="muted", wrap=True)
        self._subject = label(role="heading", wrap=True)
        self._words = label(role="quoted", wrap=True)
        self._state = label(role="muted")
        self._delete = tool(translate("NotesPanel", "Delete this note"))
        self.editor = NoteEditor()
        self._editing = QWidget()
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self._build()
        self.set_draft(None)

    def _build(self) -> None:
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self.list.setObjectName("notes")
        self.list.setAccessibleName(translate("NotesPanel", "Notes of this thread"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._on_chosen)
        self.list.activated.connect(self._on_entered)
        self.editor.setObjectName("noteEditor")
        self.editor.setAccessibleName(translate("NotesPanel", "Words of the note"))
        self.editor.setPlaceholderText(
            translate("NotesPanel", "Write here. It is saved as you type, for you alone.")
        )
        self.editor.setTabChangesFocus(True)
        self.editor.textChanged.connect(self._on_typing)
        self.editor.installEventFilter(self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(24, 36, 24, 0)
        self.new.clicked.connect(self.new_requested)
        self._delete.clicked.connect(self.delete_requested)

        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 12, 8)
        head.addStretch()
        head.addWidget(self.new)
        shown = QWidget()
        self._pages = QStackedLayout(shown)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.list)
        above = QWidget()
        upper = QVBoxLayout(above)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addLayout(head)
        upper.addWidget(shown, 1)

        title = QHBoxLayout()
        title.addWidget(self._subject, 1)
        title.addWidget(self._delete)
        lower = QVBoxLayout(self._editing)
        lower.setContentsMargins(12, 10, 12, 12)
        lower.setSpacing(6)
        lower.addLayout(title)
        lower.addWidget(self._words)
        lower.addWidget(self.editor, 1)
        lower.addWidget(self._state)

        self.splitter.addWidget(above)
        self.splitter.addWidget(self._editing)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self._model.modelReset.connect(self._on_model)
        self._on_model()

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self._delegate.set_tokens(tokens)
        self._hit, self._ink = tokens.hit, tokens.ink
        self.mark(())
        self._delete.setIcon(icons.icon("trash", tokens.muted))
        self.new.setIcon(icons.icon("note", tokens.muted, tokens.faint))

    def set_thread_open(self, *, is_open: bool, writable: bool) -> None:
        """Say whether there is a thread to write about, and a library to write to."""
        self.new.setEnabled(is_open and writable)
        self._empty.setText(
            translate(
                "NotesPanel", "No notes yet. Choose a floor or some words and press N to write one."
            )
            if is_open
            else translate("NotesPanel", "The notes of a thread stand here.")
        )

    def focus(self) -> None:
        """Go to the words of the note that is open, else to the list."""
        part = self.list if self._draft is None else self.editor
        part.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def draft(self) -> NoteDraft | None:
        """Return the note that is being written."""
        return self._draft

    def set_draft(self, draft: NoteDraft | None, *, focus: bool = False) -> None:
        """Edit this note; without one the editor goes away."""
        if self._draft is not None:
            self._draft.state_changed.disconnect(self._show_state)
        self._draft = draft
        self._editing.setVisible(draft is not None)
        if draft is None:
            self.list.clearSelection()
            return
        draft.state_changed.connect(self._show_state)
        self._show_subject(draft.subject)
        self.show_text(draft.text)
        self._show_state()
        if draft.note is not None:
            self.choose(draft.note.id)
        else:
            self.list.clearSelection()
        if focus:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)

    def show_text(self, text: str) -> None:
        """Put words into the editor that are on the disk already."""
        self._filling = True
        try:
            self.editor.setPlainText(text)
        finally:
            self._filling = False

    def mark(self, spans: Sequence[Span]) -> None:
        """Mark words of the note that a search found, until other words are typed or shown."""
        text = self.editor.toPlainText()
        style = QTextCharFormat()
        style.setBackground(QColor(self._hit))
        style.setForeground(QColor(self._ink))
        marked: list[QTextEdit.ExtraSelection] = []
        for span in spans[:_MOST_MARKS]:
            cursor = QTextCursor(self.editor.document())
            cursor.setPosition(units(text, span.start))
            cursor.setPosition(units(text, span.end), QTextCursor.MoveMode.KeepAnchor)
            selection: Any = QTextEdit.ExtraSelection()  # the stubs lack its fields
            selection.cursor = cursor
            selection.format = style
            marked.append(selection)
        self.editor.setExtraSelections(marked)

    def chosen(self) -> Note | None:
        """Return the note that is marked in the list."""
        rows = self.list.selectionModel().selectedRows()
        return self._model.note_at(rows[0].row()) if rows else None

    def choose(self, note: NoteId) -> None:
        """Mark a note in the list."""
        row = self._model.row_of(note)
        if row is not None:
            index = self._model.index(row)
            self.list.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.list.scrollTo(index)

    def save_panes(self) -> QByteArray:
        """Return the heights of list and editor."""
        return self.splitter.saveState()

    def restore_panes(self, state: QByteArray) -> None:
        """Give list and editor the heights they had."""
        if not state.isEmpty():
            self.splitter.restoreState(state)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Save on leaving the editor; Ctrl+Enter and Esc lead back to the thread."""
        if watched is self.editor:
            if event.type() == QEvent.Type.FocusOut:
                self.editor_left.emit()
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
                control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
                if (entered and control) or event.key() == Qt.Key.Key_Escape:
                    self.editor_left.emit()
                    self.return_requested.emit()
                    return True
        return super().eventFilter(watched, event)

    def _show_subject(self, subject: Subject) -> None:
        if subject.post is None:
            text = translate("NotesPanel", "Note on the article")
        else:
            text = translate("NotesPanel", "Note on {floor}").format(
                floor=wording.floor(subject.floor)
            )
            if subject.author:
                text += " · " + wording.author(subject.author)
        self._subject.setText(text)
        words = wording.one_line(subject.words)
        if len(words) > 160:
            words = words[:160] + "…"
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def _show_state(self) -> None:
        draft = self._draft
        if draft is None:
            return
        if draft.broken:
            text = translate("NotesPanel", "Not saved; the words are still here")
        elif draft.busy or draft.dirty:
            text = translate("NotesPanel", "Saving…")
        elif draft.note is not None:
            text = translate("NotesPanel", "Saved {when}").format(
                when=wording.local_moment(draft.note.modified_at)
            )
        else:
            text = ""
        self._state.setText(text)
        self._delete.setEnabled(draft.note is not None)

    def _on_model(self) -> None:
        self._pages.setCurrentIndex(1 if self._model.rowCount() else 0)

    def _on_typing(self) -> None:
        if self.editor.extraSelections():
            self.editor.setExtraSelections([])
        if self._draft is not None and not self._filling:
            self._draft.type(self.editor.toPlainText())

    def _on_chosen(self, index: QModelIndex) -> None:
        note = self._model.note_at(index.row())
        if note is not None:
            self.note_chosen.emit(note)

    def _on_entered(self, index: QModelIndex) -> None:
        """Go on into the words of a note that was opened by Enter or a double click."""
        self._on_chosen(index)
        self.focus()
