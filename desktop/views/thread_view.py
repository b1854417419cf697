"""The reading column: article and replies of one thread, however many, in one virtual list."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence, QPainter, QPalette, QTextCharFormat
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from db.records import Place
from desktop.models.thread_head import Kind
from desktop.rendering.column import Column, Pin
from desktop.rendering.painter import Painter, Scene
from desktop.rendering.text_flow import Mark
from desktop.rendering.typography import Typography
from desktop.theme import LIGHT
from desktop.views import thread_pointer
from desktop.views.thread_hits import Hits, Stop, stops_of
from desktop.views.thread_overview import WIDTH, Overview
from desktop.views.thread_pointer import Pointer, Target
from desktop.views.thread_selection import (
    Grain,
    Selected,
    Selection,
    Spot,
    selected,
    texts_between,
    texts_of,
)
from desktop.views.thread_walk import Walk

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QContextMenuEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from db.records import PostId, SearchHit
    from desktop.models.thread_rows import ThreadDocument
    from desktop.theme import Tokens

translate = QCoreApplication.translate

_USUAL_SIZE = 16
_IDLE_PAUSE = 12
_OVERVIEW_PAUSE = 60
_OFFERED_ROWS = 60
"""Up to so many chosen rows are offered to the middle mouse button at once."""


class ThreadView(QAbstractScrollArea):
    """Shows one thread."""

    current_changed = Signal(object)
    """``PostId | None``: the chosen floor."""
    post_activated = Signal(object)
    """``PostId``: a link or the mark of a quote was clicked; go there."""
    place_changed = Signal()
    """The reader moved."""
    hit_changed = Signal(int, int)
    """The present hit, counted from 1, and how many there are."""
    note_requested = Signal(object)
    """``PostId | None``: the note mark of a floor, or of the article, was clicked."""
    context_requested = Signal(QPoint)
    """A context menu is wanted at a place of the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column: Column | None = None
        self.note_counts: dict[PostId | None, int] = {}
        self._tokens = LIGHT
        self._size = _USUAL_SIZE
        self._locale = "zh_CN"
        self._flat = False
        self._painter = Painter(self._tokens)
        self._typography = Typography(self._size, self._locale)
        self._selection = Selection()
        self._hits = Hits()
        self._current = -1
        self._hovered = -1
        self._value = 0
        self._guard = False
        self._overview = Overview(self)
        self._pointer = Pointer(self)
        self._walk = Walk(self)
        self._idle = QTimer(self)
        self._marks_timer = QTimer(self)
        self._formats: dict[str, QTextCharFormat] = {}
        self._build()
        self.set_tokens(LIGHT)

    def _build(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("ThreadView", "Article and replies"))
        self.setViewportMargins(0, 0, WIDTH, 0)
        viewport = self.viewport()
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        viewport.setMouseTracking(True)
        viewport.setCursor(Qt.CursorShape.IBeamCursor)
        self._overview.chosen.connect(self._on_overview)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_PAUSE)
        self._idle.timeout.connect(self._on_idle)
        self._marks_timer.setSingleShot(True)
        self._marks_timer.setInterval(_OVERVIEW_PAUSE)
        self._marks_timer.timeout.connect(self._show_marks)

    # how it looks

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self._tokens = tokens
        self._painter = Painter(tokens)
        self._overview.set_tokens(tokens)
        self._formats = {}
        for name in ("hit", "hit_current", "selection"):
            made = QTextCharFormat()
            made.setBackground(QColor(getattr(tokens, name)))
            made.setForeground(QColor(tokens.ink))
            self._formats[name] = made
        palette = self.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, QColor(tokens.paper))
        self.setPalette(palette)
        self._lay_out(tokens=tokens)

    def set_text_size(self, pixels: int) -> None:
        """Set the size of the text of replies; everything else follows."""
        if pixels != self._size:
            self._size = pixels
            self._set_typography()

    def set_locale(self, locale: str) -> None:
        """Use fonts with the Han shapes of a locale."""
        if locale != self._locale:
            self._locale = locale
            self._set_typography()

    def _set_typography(self) -> None:
        self._typography = Typography(self._size, self._locale)
        self._lay_out(typography=self._typography)

    def set_flat(self, flat: bool) -> None:
        """Show floors in floor order, or as a tree."""
        if flat == self._flat:
            return
        self._flat = flat
        column = self.column
        if column is None:
            return
        chosen = selected(column, self._selection.range)
        span = self._selection.range
        self._lay_out(flat=flat)
        self._selection.clear()
        if chosen is not None and chosen.post is not None and span is not None:
            floor = column.document.floor_of(chosen.post)
            if floor is not None:
                row = column.row_of(floor)
                start, end = span
                self._selection.choose(Spot(row, start.position), Spot(row, end.position))
        elif chosen is not None and span is not None:
            self._selection.choose(*span)
        self._hits.reorder(column)
        self._marks_timer.start()
        self.viewport().update()

    def is_flat(self) -> bool:
        """Tell whether floors stand in floor order."""
        return self._flat

    def _lay_out(
        self,
        *,
        typography: Typography | None = None,
        tokens: Tokens | None = None,
        flat: bool | None = None,
    ) -> None:
        step = self._typography.styles[Kind.FLOOR].line
        self.verticalScrollBar().setSingleStep(step)
        if self.column is not None:
            size = self.viewport().size()
            self.column.lay_out(
                size.width(), size.height(), typography=typography, tokens=tokens, flat=flat
            )
            self._settled()
        self.viewport().update()

    # what it shows

    def show_thread(self, document: ThreadDocument) -> None:
        """Show a thread from its start."""
        self._forget()
        self.note_counts = dict(document.note_counts)
        column = Column(document, self._typography, self._tokens)
        column.flat = self._flat
        self.column = column
        size = self.viewport().size()
        column.lay_out(size.width(), size.height())
        self._settled()
        self._marks_timer.start()
        self.viewport().update()
        self.current_changed.emit(None)

    def clear(self) -> None:
        """Show nothing."""
        self._forget()
        self._settled()
        self.viewport().update()

    def _forget(self) -> None:
        self._pointer.stop()
        self._walk.stop()
        self._idle.stop()
        self.column = None
        self.note_counts = {}
        self._selection.clear()
        self._hits.clear()
        self._current = self._hovered = -1
        self._overview.set_marks([], [], -1)

    def set_note_counts(self, counts: dict[PostId | None, int]) -> None:
        """Show these marks of notes."""
        self.note_counts = dict(counts)
        self._marks_timer.start()
        self.viewport().update()

    # places

    def place(self) -> Place | None:
        """Return where the reader is; ``None`` if no thread is shown."""
        column = self.column
        if column is None:
            return None
        pin = column.pin()
        if pin.floor >= 0:
            return Place(column.document.id_of(pin.floor), None, max(0, pin.position))
        row = column.document.rows[pin.row]
        if row.kind is Kind.REPLIES and len(column.document):
            return Place(column.document.id_of(column.floor_of(column.heads)), None, 0)
        block = row.block.ordinal if row.block is not None else None
        return Place(None, block, max(0, pin.position) if block is not None else 0)

    def restore_place(self, place: Place | None) -> None:
        """Go to where the reader was; a place that is no more is the start."""
        column = self.column
        if column is None:
            return
        pin = Pin(-1, 0, -1, 0)
        position = place.position if place is not None and place.position > 0 else -1
        if place is not None and place.post is not None:
            floor = column.document.floor_of(place.post)
            if floor is not None:
                column.reveal(floor)
                pin = Pin(floor, -1, position, 0)
        elif place is not None and place.block is not None:
            pin = Pin(-1, column.document.row_of_block(place.block), position, 0)
        column.restore(pin)
        self._settled()
        self.viewport().update()

    def go_to_post(self, post: PostId) -> None:
        """Choose a floor and bring it into sight."""
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

    def bring_into_sight(self, row: int, position: int = -1) -> None:
        """Scroll, if need be, so that a row, or the line with a position, is in sight."""
        column = self.column
        if column is None:
            return
        height = column.height
        shown = column.shown_row(row)
        if shown is not None:
            top, bottom = shown.y, shown.y + min(shown.item.height, height)
            if position >= 0 and shown.item.flow is not None:
                top += shown.item.text_y + shown.item.flow.line_top(position)
                bottom = top + self._typography.styles[shown.item.kind].line
            if top >= 0 and bottom <= height:
                self._settled()
                self.viewport().update()
                return
        if position >= 0:
            column.place_text(row, position, height // 3)
        else:
            column.place_row(row, 0 if row == 0 else height // 6)
        self._settled()
        self.viewport().update()

    def scroll_by(self, distance: int) -> None:
        """Scroll by pixels."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + distance)

    # hits

    def set_hits(self, hits: tuple[SearchHit, ...]) -> None:
        """Mark these hits."""
        if self.column is None:
            return
        if hits:
            self._hits.set(self.column, hits)
        else:
            self._hits.clear()
        self._marks_timer.start()
        self.viewport().update()
        self._tell_hit()

    def next_hit(self) -> None:
        """Go to the next hit; behind the last one comes the first."""
        self._step_hit(1)

    def previous_hit(self) -> None:
        """Go to the previous hit; before the first one comes the last."""
        self._step_hit(-1)

    def go_to_hit(self, hit: SearchHit) -> None:
        """Go to the first match of a hit, whether it is marked yet or not."""
        column = self.column
        if column is None:
            return
        stops = stops_of(column, hit, exact=self._hits.holds(hit))
        if self._hits.choose(stops):
            self._tell_hit()
        if stops:
            self._show_stop(stops[0])

    def _step_hit(self, by: int) -> None:
        column = self.column
        if column is None:
            return
        stop = self._hits.step(by, column.first)
        if stop is not None:
            self._show_stop(stop)
            self._tell_hit()

    def _show_stop(self, stop: Stop) -> None:
        column = self.column
        if column is None:
            return
        floor = column.floor_of(stop.row)
        if floor >= 0:
            column.reveal(floor)
        self.choose_floor(floor)
        self.bring_into_sight(stop.row, stop.start)
        self._marks_timer.start()

    def _tell_hit(self) -> None:
        self.hit_changed.emit(self._hits.current + 1, len(self._hits))

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
        self._current = floor
        self.viewport().update()
        self.current_changed.emit(self.current_post())

    def next_floor(self) -> None:
        """Choose the next floor."""
        self._walk.step(1)

    def previous_floor(self) -> None:
        """Choose the previous floor."""
        self._walk.step(-1)

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
        self._settled()
        self._marks_timer.start()
        self.viewport().update()

    # chosen words

    def selection(self) -> Selected | None:
        """Return the chosen words if they lie in one post or in the article."""
        return selected(self.column, self._selection.range) if self.column is not None else None

    def selected_text(self) -> str:
        """Return the chosen words of all rows, with a blank line between rows."""
        chosen = self._selection.range
        if self.column is None or chosen is None:
            return ""
        rows = texts_between(self.column, *chosen)
        return "\n\n".join(texts_of(self.column, rows, *chosen))

    def select_all(self) -> None:
        """Choose everything that is not folded away."""
        column = self.column
        if column is None:
            return
        last = column.before(column.rows)
        if last is not None:
            text = column.item(last).text
            self._selection.choose(Spot(0, 0), Spot(last, len(text)))
            self.viewport().update()

    def copy(self) -> None:
        """Copy the chosen words as plain text."""
        text = self.selected_text()
        if text:
            QGuiApplication.clipboard().setText(text)

    def clear_selection(self) -> None:
        """Choose no words."""
        if self._selection.range is not None:
            self.viewport().update()
        self._selection.clear()

    def begin_selection(self, spot: Spot, grain: Grain) -> None:
        """Begin to choose words."""
        if self.column is not None:
            self._selection.begin(self.column, spot, grain)
            self.viewport().update()

    def extend_selection(self, spot: Spot) -> None:
        """Go on choosing words."""
        if self.column is not None and self._selection.extend(self.column, spot):
            self.viewport().update()

    def offer_selection(self) -> None:
        """Offer the chosen words to the middle mouse button, where there is such a thing."""
        clipboard = QGuiApplication.clipboard()
        chosen = self._selection.range
        if self.column is None or chosen is None or not clipboard.supportsSelection():
            return
        if chosen[1].row - chosen[0].row <= _OFFERED_ROWS:
            clipboard.setText(self.selected_text(), clipboard.Mode.Selection)

    def hover(self, floor: int) -> None:
        """Offer the note mark of the floor under the pointer."""
        if floor != self._hovered:
            self._hovered = floor
            self.viewport().update()

    def act(self, target: Target) -> None:
        """Do what a click does."""
        if target.place is thread_pointer.Place.FOLD:
            self.toggle(target.floor)
        elif target.place is thread_pointer.Place.LINK:
            self.post_activated.emit(target.post)
        elif target.place is thread_pointer.Place.ARTICLE:
            self.go_to_article()
        elif target.place is thread_pointer.Place.NOTE:
            self.note_requested.emit(target.post)

    # scrolling

    def _settled(self) -> None:
        """Let scroll bar and overview follow the column."""
        bar = self.verticalScrollBar()
        column = self.column
        self._guard = True
        if column is None:
            bar.setRange(0, 0)
            self._overview.set_seen(0, 0)
        else:
            page = max(1, column.height - 2 * self._typography.styles[Kind.FLOOR].line)
            bar.setRange(0, min(column.maximum, 2**31 - 1))
            bar.setPageStep(page)
            bar.setValue(column.value)
            total = max(1, column.total)
            self._overview.set_seen(column.value / total, (column.value + column.height) / total)
            self._idle.start()
        self._value = bar.value()
        self._guard = False

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802 - Qt's own name
        """Follow the scroll bar; only the strip that comes into sight is painted."""
        column = self.column
        if self._guard or column is None:
            return
        value = self.verticalScrollBar().value()
        distance = value - self._value
        height = column.height
        if abs(distance) >= 3 * height:
            column.scroll_to(value)
            self.viewport().update()
        else:
            before = {shown.row: shown.y for shown in column.shown}
            column.scroll_by(distance)
            moved = next(
                (shown.y - before[shown.row] for shown in column.shown if shown.row in before),
                None,
            )
            if moved is not None and abs(moved) < height:
                self.viewport().scroll(0, moved)
            else:
                self.viewport().update()
        self._settled()
        self.place_changed.emit()

    def _on_overview(self, share: float) -> None:
        column = self.column
        if column is not None:
            self.verticalScrollBar().setValue(round(share * column.total - column.height / 2))

    def _show_marks(self) -> None:
        column = self.column
        if column is None:
            return
        hits = self._hits.rows()
        floors = [
            column.document.floor_of(post)
            for post, count in self.note_counts.items()
            if post is not None and count
        ]
        notes = [column.row_of(floor) for floor in floors if floor is not None]
        if self.note_counts.get(None):
            notes.append(0)
        if not hits and not notes:
            self._overview.set_marks([], [], -1)
            return
        tops = column.tops()
        total = max(1, tops[-1])
        stop = self._hits.stop
        self._overview.set_marks(
            [tops[row] / total for row in hits],
            [tops[row] / total for row in notes],
            tops[stop.row] / total if stop is not None else -1,
        )

    def _on_idle(self) -> None:
        column = self.column
        if column is None:
            return
        end = time.perf_counter() + 0.005
        if column.prepare(lambda: time.perf_counter() < end):
            self._settled()
            self._idle.stop()

    # events

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Paint what was uncovered."""
        painter = QPainter(self.viewport())
        area: QRect = event.rect()
        column = self.column
        if column is None:
            painter.fillRect(area, QColor(self._tokens.paper))
            return
        scene = Scene(
            self._marks_of,
            self.note_counts,
            self._current,
            self._hovered,
            self.hasFocus(),
            {
                shown.row: current
                for shown in column.shown
                for stop, current in self._hits.in_row(shown.row)
                if stop.named
            },
        )
        self._painter.paint(painter, area, column, scene)

    def _marks_of(self, row: int) -> list[Mark]:
        marks: list[Mark] = []
        present: Mark | None = None
        for stop, current in self._hits.in_row(row):
            if stop.start < 0:
                continue
            name = "hit_current" if current else "hit"
            mark = Mark(stop.start, stop.end, self._formats[name])
            if current:
                present = mark
            else:
                marks.append(mark)
        if present is not None:
            marks.append(present)
        column = self.column
        if column is not None and self._selection.range is not None:
            span = self._selection.in_row(row, len(column.item(row).text))
            if span is not None:
                marks.append(Mark(span.start, span.end, self._formats["selection"]))
        return marks

    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Lay out for the new size; the text at the top stays where it is."""
        viewport = self.viewport().geometry()
        self._overview.setGeometry(viewport.right() + 1, viewport.top(), WIDTH, viewport.height())
        self._lay_out()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Begin a click or a selection."""
        self._pointer.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Choose a word; the third click chooses the paragraph."""
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Go on choosing words, or show what a click would do."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """End a click or a selection."""
        self._pointer.release(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's own name
        """Ask for the context menu."""
        self.context_requested.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Scroll, walk and fold by the keyboard."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif not self._walk.key(event):
            event.ignore()
