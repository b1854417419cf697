"""What the mouse does in the thread view: choosing words, folding, following links."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop.models.figures import Standing
from desktop.models.thread_head import Kind
from desktop.rendering.boxes import (
    annex_box,
    fold_box,
    head_box,
    note_box,
    quote_bar,
    source_box,
)
from desktop.rendering.rows import PieceKind
from desktop.views.thread_figures import annex_at, figure_at, link_at
from desktop.views.thread_selection import Grain, Spot

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from db.records import PostId
    from desktop.rendering.column import Column, Shown
    from desktop.views.thread_figures import FigureAt
    from desktop.views.thread_view import ThreadView

_TICK = 30
_NEAR = 4


class Place(IntEnum):
    """What is under the pointer."""

    TEXT = 0
    FOLD = 1
    LINK = 2
    ARTICLE = 3
    NOTE = 4
    META = 5
    FIGURE = 6
    OFFER = 7
    ASIDE = 8
    QUOTE = 9
    ANSWERS = 10


class Target:
    """What a click would do."""

    def __init__(
        self,
        place: Place,
        floor: int = -1,
        post: PostId | None = None,
        figure: FigureAt | None = None,
        quote: tuple[int, int] | None = None,
    ) -> None:
        """Name a place, and what is there.

        Args:
            place: what a click would act on.
            floor: the floor it is on; -1 above the floors.
            post: the post it leads to.
            figure: the image it is.
            quote: row and beginning of the quote whose head it is.
        """
        self.place = place
        self.floor = floor
        self.post = post
        self.figure = figure
        self.quote = quote


def target_at(column: Column, point: QPointF, notes: dict[PostId | None, int]) -> Target:
    """Return what is at a point of the viewport."""
    shown = row_at(column, point)
    if shown is None:
        return Target(Place.TEXT)
    item = shown.item
    figure = figure_at(column, point, words=True)
    if figure is not None:
        return Target(_place_in(shown, figure, point), item.floor, figure=figure)
    if item.kind is Kind.TITLE and notes.get(None) and _near(note_box(column, shown), point):
        return Target(Place.NOTE)
    head = _head_at(shown, point)
    if head is not None or item.kind is not Kind.FLOOR:
        return head or _above_floors(shown, point)
    floor = item.floor
    if _near(note_box(column, shown), point):
        return Target(Place.NOTE, floor, column.document.id_of(floor))
    number = annex_at(shown, point)
    annex = item.annexes[number] if number >= 0 else None
    if annex is not None and (annex.more or annex.target is not None):
        return Target(Place.ASIDE if annex.more else Place.LINK, floor, annex.target)
    answers = column.document.skeleton.sizes[floor] > 1 and not column.flat
    if answers and _near(fold_box(column, shown), point):
        return Target(Place.FOLD, floor)
    return _link_at(column, shown, point)


def _above_floors(shown: Shown, point: QPointF) -> Target:
    annex = annex_at(shown, point)
    folded = annex >= 0 and shown.item.annexes[annex].more
    return Target(Place.ASIDE if folded else Place.TEXT)


def _head_at(shown: Shown, point: QPointF) -> Target | None:
    """Return what the head of a long quote does at a point: fold the quote, or go to its source."""
    for box in shown.item.heads:
        if head_box(shown, box).contains(point.toPoint()):
            quote = (shown.row, box.span.start)
            on = source_box(shown, box).contains(point.toPoint())
            if on and box.source is not None:
                return Target(Place.LINK, shown.item.floor, box.source, quote=quote)
            return Target(Place.QUOTE, shown.item.floor, quote=quote)
    return None


def _place_in(shown: Shown, figure: FigureAt, point: QPointF) -> Place:
    """Return what of an image is at a point inside of it."""
    if figure.standing is Standing.MISSING and figure.offer.contains(point.toPoint()):
        return Place.OFFER
    return Place.TEXT if annex_at(shown, point) >= 0 else Place.FIGURE


def _link_at(column: Column, shown: Shown, point: QPointF) -> Target:
    item = shown.item
    for piece in item.pieces:
        if piece.box.translated(item.text_x, shown.y).contains(point):
            if piece.target is not None:
                return Target(Place.LINK, item.floor, piece.target)
            if piece.to_article:
                return Target(Place.ARTICLE, item.floor)
            if piece.kind is PieceKind.ANSWERS:
                post = column.document.id_of(item.floor)
                return Target(Place.ANSWERS, item.floor, post)
    if item.flow is None:
        return Target(Place.META, item.floor)
    for span, source in item.quotes:
        if source is None:
            continue
        for top, bottom in item.flow.bars(span):
            if _near(quote_bar(column, shown, top, bottom), point):
                return Target(Place.LINK, item.floor, source)
    above = point.y() < shown.y + item.text_y
    return Target(Place.META if above else Place.TEXT, item.floor)


def row_at(column: Column, point: QPointF) -> Shown | None:
    """Return the row at a height of the viewport; the last one below the end."""
    for shown in column.shown:
        if point.y() < shown.y + shown.item.height:
            return shown
    return column.shown[-1] if column.shown else None


def spot_at(column: Column, point: QPointF, origin: Spot | None = None) -> Spot | None:
    """Return the place in the text nearest to a point of the viewport.

    Args:
        column: the rows.
        point: where.
        origin: where choosing was begun; in words beside a text, it stays in those.
    """
    if origin is not None and origin.annex >= 0:
        shown = column.shown_row(origin.row)
        if shown is None or origin.annex >= len(shown.item.annexes):
            return None
        return _in_annex(shown, origin.annex, point)
    shown = row_at(column, point)
    if shown is None:
        return None
    annex = annex_at(shown, point)
    if origin is None and annex >= 0:
        return _in_annex(shown, annex, point)
    return Spot(shown.row, shown.item.position_at(point.x(), point.y() - shown.y))


def _in_annex(shown: Shown, annex: int, point: QPointF) -> Spot:
    words = shown.item.annexes[annex]
    box = annex_box(shown, words)
    y = min(max(point.y() - box.top(), 0), words.flow.height - 1)
    return Spot(shown.row, words.flow.position_at(point.x() - box.left(), y), annex)


def _near(box: QRect, point: QPointF) -> bool:
    return box.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).contains(point.toPoint())


class Pointer(QObject):
    """Follows the mouse over one thread view."""

    def __init__(self, view: ThreadView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: Target | None = None
        self._dragging = False
        self._clicks = 0
        self._last = QPointF()
        self._since = QTimer(self)
        self._since.setSingleShot(True)
        self._scroll = QTimer(self)
        self._scroll.setInterval(_TICK)
        self._scroll.timeout.connect(self._on_tick)

    def press(self, event: QMouseEvent) -> None:
        """Begin a click or a selection."""
        column = self._view.column
        self._view.peeking.end()
        if column is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        point = event.position()
        self._count(point)
        target = target_at(column, point, self._view.note_counts)
        if self._view.picking and target.place is not Place.FOLD:
            shown = row_at(column, point)
            floor = shown.item.floor if shown is not None else -1
            self._view.picked.emit(column.document.id_of(floor) if floor >= 0 else None)
            return
        self._pressed = target
        if target.place in (Place.TEXT, Place.META, Place.FIGURE, Place.ASIDE, Place.QUOTE):
            self._view.choose_floor(target.floor)
        self._view.choose_figure(target.figure)
        if target.place is not Place.TEXT:
            self._view.clear_selection()
            return
        extending = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        spot = spot_at(column, point, self._view.selection_origin() if extending else None)
        if spot is None:
            return
        self._dragging = True
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._view.extend_selection(spot)
        else:
            grains = (Grain.CHARACTER, Grain.WORD, Grain.PARAGRAPH)
            self._view.begin_selection(spot, grains[(self._clicks - 1) % 3])

    def move(self, event: QMouseEvent) -> None:
        """Show what a click would do, or go on choosing words."""
        column = self._view.column
        if column is None:
            return
        self._last = event.position()
        if self._dragging and event.buttons() & Qt.MouseButton.LeftButton:
            self._extend()
            height = self._view.viewport().height()
            outside = self._last.y() < 0 or self._last.y() > height
            if outside and not self._scroll.isActive():
                self._scroll.start()
            elif not outside:
                self._scroll.stop()
            return
        target = target_at(column, self._last, self._view.note_counts)
        self._view.peeking.move(column, self._last)
        self._view.hover(target.floor)
        self._view.hover_figure(target.figure)
        if self._view.picking:
            folds = target.place is Place.FOLD
            self._view.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if folds else Qt.CursorShape.CrossCursor
            )
            return
        self._view.hover_quote(target.quote if target.place is Place.LINK else None)
        shape = Qt.CursorShape.IBeamCursor
        linked = target.place is Place.TEXT and link_at(column, self._last) is not None
        plain = target.figure is not None and target.figure.standing is not Standing.SHOWN
        if target.place is Place.META or (target.place is Place.FIGURE and plain):
            shape = Qt.CursorShape.ArrowCursor
        elif linked or target.place is not Place.TEXT:
            shape = Qt.CursorShape.PointingHandCursor
        self._view.viewport().setCursor(shape)

    def release(self, event: QMouseEvent) -> None:
        """End a click or a selection."""
        self._scroll.stop()
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        pressed, self._pressed = self._pressed, None
        if self._dragging:
            self._dragging = False
            self._view.offer_selection()
            self._follow(event)
            return
        column = self._view.column
        if pressed is None or column is None:
            return
        target = target_at(column, event.position(), self._view.note_counts)
        same = (target.place, target.floor, target.quote)
        if same == (pressed.place, pressed.floor, pressed.quote):
            self._view.act(target)

    def _follow(self, event: QMouseEvent) -> None:
        """Follow a link that was clicked, and not dragged over or clicked twice."""
        column = self._view.column
        if column is None or self._clicks > 1 or self._view.selected_text():
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return
        address = link_at(column, event.position())
        if address is not None:
            self._view.link_activated.emit(address)

    def stop(self) -> None:
        """Forget whatever was begun."""
        self._scroll.stop()
        self._pressed = None
        self._dragging = False

    def _count(self, point: QPointF) -> None:
        near = (point - self._last).manhattanLength() <= QApplication.startDragDistance()
        again = self._since.isActive() and near
        self._clicks = self._clicks + 1 if again else 1
        self._last = point
        self._since.start(QApplication.doubleClickInterval())

    def _extend(self) -> None:
        column = self._view.column
        if column is None:
            return
        height = self._view.viewport().height()
        point = QPointF(self._last.x(), min(max(self._last.y(), 0.0), height - 1.0))
        spot = spot_at(column, point, self._view.selection_origin())
        if spot is not None:
            self._view.extend_selection(spot)

    def _on_tick(self) -> None:
        height = self._view.viewport().height()
        over = self._last.y() if self._last.y() < 0 else self._last.y() - height
        self._view.scroll_by(round(over / 2) or (1 if over > 0 else -1))
        self._extend()
