"""The reading column: article and replies of one thread, however many, in one virtual list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeySequence

from desktop.rendering.column import Column
from desktop.rendering.painter import Scene
from desktop.views import thread_access, thread_pointer
from desktop.views.thread_choosing import ThreadChoosing
from desktop.views.thread_figures import figure_at
from desktop.views.thread_hits import Hits, Stop, entries_of
from desktop.views.thread_marks import Marks, by_mark
from desktop.views.thread_parts import Parts
from desktop.views.thread_places import (
    Keepsake,
    go_to_place,
    keepsake_of,
    kept_of,
    place_of,
    put_back,
)
from desktop.views.thread_pointer import Pointer, Target
from desktop.views.thread_walk import Walk

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

    from db.records import Place, PostId, SearchHit
    from desktop.models.thread_rows import ThreadDocument
    from desktop.theme import Tokens

translate = QCoreApplication.translate

_PLAIN = {Qt.KeyboardModifier.NoModifier: 1, Qt.KeyboardModifier.ShiftModifier: -1}
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_WAYS = (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton)


class ThreadView(ThreadChoosing):
    """Shows one thread."""

    current_changed = Signal(object)
    """``PostId | None``: the chosen floor."""
    post_activated = Signal(object)
    """``PostId``: a link or the mark of a quote was clicked; go there."""
    answers_requested = Signal(object)
    """``PostId``: the number of answers to a floor was clicked."""
    part_changed = Signal()
    """Only some floors of the thread are shown, or all again."""
    leaving = Signal()
    """A place is left by a jump, to which one may want to return."""
    hit_changed = Signal(int, int)
    """The present hit, counted from 1, and how many there are."""
    walk_requested = Signal(int)
    """Enter, or Shift+Enter: the next hit, or the one before, is wanted."""
    note_hit = Signal(object)
    """The ``SearchHit`` in a note that was walked to."""
    note_requested = Signal(object)
    """``PostId | None``: the note mark of a floor, or of the article, was clicked."""
    picked = Signal(object)
    """``PostId | None``: in picking, a floor was clicked, or the article."""
    context_requested = Signal(QPoint)
    """A context menu is wanted at a place of the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note_counts: dict[PostId | None, int] = {}
        self._flat = False
        self._parts = Parts(self)
        self.hits = Hits()
        self._current = -1
        self._hovered = -1
        self.picking = False
        """Whether the next click chooses a floor for somebody else."""
        self.marks = Marks(self.tokens, self.hits, self._selection, self.note_spans)
        self.pointer = Pointer(self)
        self._walk = Walk(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("ThreadView", "Article and replies"))
        thread_access.install(ThreadView)
        self.set_tokens(self.tokens)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self.marks = Marks(tokens, self.hits, self._selection, self.note_spans)
        super().set_tokens(tokens)

    # what it shows

    def show_thread(self, document: ThreadDocument) -> None:
        """Show a thread from its start."""
        self._forget()
        self.note_counts = by_mark(document, document.note_counts)
        column = Column(document, self.typography, self.tokens)
        column.flat = self._flat
        column.quotes.folded = self.quotes_folded
        self.set_column(column)
        self.current_changed.emit(None)
        self._parts.drop()

    def show_part(self, document: ThreadDocument) -> None:
        """Show some floors of the thread; the whole of it is kept as it is to return to."""
        self._parts.show(document)

    def show_whole(self) -> None:
        """Show all floors again, where and as they were left."""
        self._parts.leave()

    def change_column(self, column: Column) -> None:
        """Show other rows of the same thread; the chosen floor stays so where it is among them."""
        chosen = self.current_post()
        self.pointer.stop()
        self.peeking.end()
        self._selection.clear()
        self.hits.clear()
        self._current = self._hovered = -1
        self.forget_places()
        self.set_column(column)
        # what it was laid out for may have changed while it was not shown
        self.lay_out(typography=self.typography, tokens=self.tokens, flat=self._flat)
        self.choose_post(chosen)
        if self._current < 0:
            self.current_changed.emit(None)

    @property
    def is_part(self) -> bool:
        """Whether only some floors are shown."""
        return self._parts.whole is not None

    def require(self, post: PostId | None) -> None:
        """Show all floors again if a post is not among those that are shown."""
        if self.column is not None and post is not None and self.column.document.lacks(post):
            self.show_whole()

    def renew_thread(self, document: ThreadDocument) -> None:
        """Show the same thread with another tree: chosen floor, folds and place stay."""
        before = self.column
        if before is None:
            self.show_thread(document)
            return
        kept = kept_of(before, self._current)
        document.sizes.update(before.document.sizes)
        self._forget()
        self.note_counts = by_mark(document, document.note_counts)
        column = Column(document, self.typography, self.tokens)
        column.flat = self._flat
        column.quotes = before.quotes
        self.set_column(column)
        self._current = put_back(column, kept)
        self.refresh()
        self.refresh_marks()
        thread_access.tell_focus(self)

    def clear(self) -> None:
        """Show nothing."""
        self._forget()
        self.set_column(None)
        self._parts.drop()

    def _forget(self) -> None:
        self.pointer.stop()
        self._copying.stop()
        self.note_counts = {}
        self.note_spans.clear()
        self.hovered_quote = None
        self.peeking.end()
        self._selection.clear()
        self.hits.clear()
        self._current = self._hovered = -1
        self.forget_images()

    def set_note_counts(self, counts: dict[PostId | None, int]) -> None:
        """Show these marks of notes."""
        if self.column is not None:
            self.note_counts = by_mark(self.column.document, counts)
        self.refresh_marks()
        self.viewport().update()

    def set_flat(self, flat: bool) -> None:
        """Show floors in floor order, or as a tree."""
        if flat == self._flat:
            return
        self._flat = flat
        column = self.column
        if column is None:
            return
        chosen = self._selection.range
        stop = self.hits.stop
        self.forget_places()
        rows = [spot.row for spot in chosen or ()]
        if stop is not None:
            rows.append(stop.row)
        floors = {row: column.floor_of(row) for row in rows}
        self.lay_out(flat=flat)
        moved = {row: column.row_of(floor) if floor >= 0 else row for row, floor in floors.items()}
        self._selection.clear()
        if chosen is not None:
            start, end = (spot._replace(row=moved[spot.row]) for spot in chosen)
            if chosen[0].row == chosen[1].row or end.row < column.heads:
                self._selection.choose(start, end)
        self.hits.reorder(column, moved)
        self._tell_hit()
        self.refresh_marks()
        self.viewport().update()

    def is_flat(self) -> bool:
        """Tell whether floors stand in floor order."""
        return self._flat

    # places

    def place(self) -> Place | None:
        """Return where the reader is; ``None`` if no thread is shown."""
        return place_of(self.column) if self.column is not None else None

    def restore_place(self, place: Place | None) -> None:
        """Go to where the reader was; a place that is no more is the start."""
        self.require(place.post if place is not None else None)
        if self.column is not None:
            go_to_place(self.column, place)
            self.refresh()

    def keepsake(self) -> Keepsake | None:
        """Return all that is to outlive reading the same thread anew."""
        column = self._parts.whole or self.column
        return None if column is None else keepsake_of(column, self.current_post())

    def restore_keepsake(self, kept: Keepsake) -> None:
        """Bring back what was folded and chosen, and where one was."""
        column = self.column
        if column is not None:
            kept.put_back(column)
            self.lay_out(typography=self.typography)
            self.restore_place(kept.place)
            self.choose_post(kept.chosen)

    def go_to_post(self, post: PostId) -> None:
        """Choose a floor and bring it into sight."""
        self.require(post)
        column = self.column
        floor = column.document.floor_of(post) if column is not None else None
        if column is None:
            return
        if floor is None:
            self.go_to_article()
            return
        self._walk.go_to_floor(floor)

    def go_to_article(self, block: int | None = None) -> None:
        """Bring the article, or one of its blocks, into sight."""
        column = self.column
        if column is None:
            return
        self.choose_floor(-1)
        row = column.document.row_of_block(block)
        self.bring_into_sight(row)

    # hits

    def set_hits(self, hits: tuple[SearchHit, ...]) -> None:
        """Mark these hits."""
        if self.column is None:
            return
        if not hits and not len(self.hits):
            self._tell_hit()  # nothing to paint: one types, and not into this thread
            return
        if hits:
            self.hits.set(self.column, hits)
        else:
            self.hits.clear()
        self.refresh_marks()
        self.viewport().update()
        self._tell_hit()

    def next_hit(self) -> None:
        """Go to the next hit; behind the last one comes the first."""
        self._step_hit(1)

    def previous_hit(self) -> None:
        """Go to the previous hit; before the first one comes the last."""
        self._step_hit(-1)

    def _step_hit(self, by: int) -> None:
        column = self.column
        if column is None:
            return
        stop = self.hits.step(by, column.first)
        if stop is not None:
            self._show_stop(stop)
            self._tell_hit()
            hit = self.hits.hit
            if hit is not None and hit.field == "note":
                self.note_hit.emit(hit)

    def enter_hits(self, by: int) -> None:
        """Go to the first hit, or with a negative direction to the last."""
        if len(self.hits):
            self.hits.current = len(self.hits) - 1 if by > 0 else 0
            self._step_hit(by)

    def go_to_hit(self, hit: SearchHit) -> None:
        """Go to the first match of a hit, whether it is marked yet or not."""
        self.require(hit.post)
        column = self.column
        if column is None:
            return
        marked = self.hits.holds(hit)
        entry = next(iter(entries_of(column, (hit,), from_article=not marked)), None)
        if entry is None:
            return
        stop = entry.stop(0)
        if self.hits.choose(stop):
            self._tell_hit()
        self._show_stop(stop)

    def _show_stop(self, stop: Stop) -> None:
        column = self.column
        if column is None:
            return
        floor = column.floor_of(stop.row)
        if floor >= 0:
            column.reveal(floor)
        if stop.start >= 0:
            column.unfold_over(stop.row, stop.start, stop.end)
        self.choose_floor(floor)
        self.bring_into_sight(stop.row, stop.start)
        self.refresh_marks()

    def _tell_hit(self) -> None:
        self.hit_changed.emit(self.hits.current + 1, len(self.hits))

    # the chosen floor

    def current_post(self) -> PostId | None:
        """Return the chosen floor."""
        if self.column is None or self._current < 0:
            return None
        return self.column.document.id_of(self._current)

    @property
    def current_floor(self) -> int:
        """The chosen floor, in tree order; -1 is none."""
        return self._current

    def choose_floor(self, floor: int) -> None:
        """Choose a floor, or with -1 none."""
        if floor == self._current:
            return
        self.forget_places()
        self.peeking.end()
        self._current = floor
        self.viewport().update()
        thread_access.tell_focus(self)
        self.current_changed.emit(self.current_post())

    def next_floor(self) -> None:
        """Choose the next floor."""
        self._walk.step(1)

    def previous_floor(self) -> None:
        """Choose the previous floor."""
        self._walk.step(-1)

    def choose_post(self, post: PostId | None) -> None:
        """Choose a floor where it stands, or none; what is in sight stays so."""
        floor = None
        if self.column is not None and post is not None:
            floor = self.column.document.floor_of(post)
        self.choose_floor(-1 if floor is None else floor)

    def parent_floor(self) -> None:
        """Choose the floor that the chosen one answers."""
        self._walk.parent()

    def previous_sibling(self) -> None:
        """Choose the previous answer to the same floor."""
        self._walk.sibling(-1)

    def next_sibling(self) -> None:
        """Choose the next answer to the same floor."""
        self._walk.sibling(1)

    def toggle(self, floor: int) -> None:
        """Fold the answers to a floor away, or unfold them."""
        if self.column is None or self.column.flat:
            return
        self.column.toggle(floor)
        self._folded()

    def expand_all(self) -> None:
        """Unfold all answers."""
        if self.column is not None:
            self.column.unfold_all()
            self._folded()

    def collapse_all(self) -> None:
        """Fold all answers away."""
        if self.column is not None:
            self.column.fold_all()
            self._folded()

    def _folded(self) -> None:
        column = self.column
        if column is not None and self._current >= 0 and not column.flat:
            self.choose_floor(column.folds.shown_at(self._current))
        self.refresh()
        self.refresh_marks()

    def set_picking(self, *, on: bool) -> None:
        """Let the next click choose a floor for somebody else, or no more."""
        self.picking = on
        cursor = Qt.CursorShape.CrossCursor if on else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(cursor)
        self.viewport().update()

    def hover(self, floor: int) -> None:
        """Offer the note mark of the floor under the pointer; in picking, the floor itself."""
        if floor != self._hovered:
            if self.picking:
                self.viewport().update()
            self.update_note_mark(self._hovered)
            self._hovered = floor
            self.update_note_mark(floor)

    def act(self, target: Target) -> None:
        """Do what a click does."""
        if target.place is thread_pointer.Place.FOLD:
            self.toggle(target.floor)
        elif target.place is thread_pointer.Place.LINK:
            self.post_activated.emit(target.post)
        elif target.place is thread_pointer.Place.ARTICLE:
            self.leaving.emit()
            self.go_to_article()
        elif target.place is thread_pointer.Place.NOTE:
            self.note_requested.emit(target.post)
        elif target.place is thread_pointer.Place.OFFER and target.figure is not None:
            self.attach_requested.emit(target.figure.image)
        elif target.place is thread_pointer.Place.ASIDE:
            self.unfold(target.floor)
        elif target.place is thread_pointer.Place.ANSWERS:
            self.answers_requested.emit(target.post)
        elif target.place is thread_pointer.Place.QUOTE and target.quote is not None:
            self.turn_quote(*target.quote)

    def unfold(self, floor: int) -> None:
        """Show all of what stands below the text of a floor, or a line of each."""
        column = self.column
        if column is None:
            return
        origin = self._selection.origin
        if origin is not None and origin.annex >= 0:
            self._selection.clear()
        column.unfolded ^= {floor}
        column.renew(lambda item: item.floor == floor)
        self.refresh()

    # events

    def scene(self) -> Scene:
        """Return what is painted beside the rows themselves."""
        rows = [shown.row for shown in self.column.shown] if self.column is not None else []
        return Scene(
            self.marks.within,
            self.note_counts,
            self._current,
            self._hovered,
            self.hasFocus(),
            self.hits.named(rows),
            self.marks.within_annex,
            self.pictures,
            self.chosen_place,
            self.hovered_place,
            self.dropped_place,
            self.attachable,
            self.picking,
            self.marks.held,
            self.hovered_quote,
        )

    def marked_rows(self) -> tuple[list[int], list[int], int]:
        """Return the rows with hits, those with notes, and that of the present hit or -1."""
        column = self.column
        if column is None:
            return [], [], -1
        posts = [post for post, count in self.note_counts.items() if post is not None and count]
        notes = [column.row_of(floor) for floor in column.document.floors_of(posts).values()]
        if self.note_counts.get(None):
            notes.append(0)
        stop = self.hits.stop
        return self.hits.rows(), notes, stop.row if stop is not None else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Begin a click or a selection; the buttons that go back are the window's."""
        if event.button() in _WAYS:
            event.ignore()
        else:
            self.pointer.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Choose a word, the third click the paragraph; or open an image."""
        if event.button() in _WAYS:
            event.ignore()
            return
        self.pointer.press(event)
        figure = figure_at(self.column, event.position()) if self.column is not None else None
        if figure is not None and event.button() is Qt.MouseButton.LeftButton:
            self.pointer.stop()
            self.figure_opened.emit(figure.image)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Go on choosing words, or show what a click would do."""
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """End a click or a selection."""
        self.pointer.release(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Offer no note mark any more."""
        super().leaveEvent(event)
        self.hover(-1)
        self.hover_figure(None)
        self.hover_quote(None)
        self.peeking.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's own name
        """Ask for the context menu."""
        if event.reason() is QContextMenuEvent.Reason.Mouse and self.column is not None:
            figure = figure_at(self.column, QPointF(event.pos()), words=True)
            self.choose_figure(figure)
            shown = thread_pointer.row_at(self.column, QPointF(event.pos()))
            if shown is not None and shown.item.floor >= 0 and self._selection.range is None:
                self.choose_floor(shown.item.floor)
        self.context_requested.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.peeking.end()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Scroll, walk and fold by the keyboard."""
        if event.key() == Qt.Key.Key_Escape and self.peeking.shown is not None:
            self.peeking.end()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.key() in _ENTERS and self.figure() is not None:
            figure = self.figure()
            if figure is not None:
                self.figure_opened.emit(figure.image)
        elif event.key() in _ENTERS and len(self.hits) and _plain(event) in _PLAIN:
            self.walk_requested.emit(_PLAIN[_plain(event)])
        elif event.key() == Qt.Key.Key_I and event.modifiers() in _PLAIN:
            self.step_image(_PLAIN[event.modifiers()])
        elif not self._walk.key(event):
            event.ignore()


def _plain(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
