"""The virtual list: which rows lie where in the viewport, and which of them are seen.

The truth is the anchor: a row, a part of it, and a distance into that part, at the top of the
viewport.  The value of the scroll bar is derived from it, so a height that turns out otherwise
than estimated never moves what the reader sees.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from desktop.rendering.compose import Composer
from desktop.rendering.figures import room_in
from desktop.rendering.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.models.thread_rows import ThreadDocument
    from desktop.rendering.rows import RowItem
    from desktop.rendering.typography import Typography
    from desktop.theme import Tokens

_AHEAD_OF_TIME = 24
"""Rows above and below what is seen that are laid out while nothing else is to be done."""


class Pin(NamedTuple):
    """A place that survives a new layout.

    Attributes:
        floor: the floor, or -1.
        row: the row above the floors, where there is no floor.
        position: where the first line in sight begins; -1 where the head of the row is in sight.
        beyond: pixels from the top of that line, or of the row, to the top of the viewport.
    """

    floor: int
    row: int
    position: int
    beyond: int


@dataclass(slots=True, eq=False, repr=False)
class Shown:
    """A row in sight and where its top lies in the viewport."""

    row: int
    y: int
    item: RowItem


class Column(RowList):
    """The rows of a thread under a viewport."""

    def __init__(self, document: ThreadDocument, typography: Typography, tokens: Tokens) -> None:
        super().__init__(document, typography, tokens)
        self.height = 0
        self.shown: list[Shown] = []
        self._anchor = (0, 0, 0)
        self._pin: Pin | None = None

    @property
    def value(self) -> int:
        """How far the viewport is scrolled."""
        row, part, beyond = self._anchor
        top = self._items[row].top(part) if part and row in self._items else 0
        return self._sums.top(row) + top + beyond

    @property
    def maximum(self) -> int:
        """How far the viewport can be scrolled."""
        return max(0, self.total + self.margin - self.height)

    @property
    def margin(self) -> int:
        """The empty space below the last row."""
        return self._typography.px(3.0)

    @property
    def first(self) -> int:
        """The row at the top of the viewport."""
        return self._anchor[0]

    def shown_row(self, row: int) -> Shown | None:
        """Return a row that is in sight."""
        return next((shown for shown in self.shown if shown.row == row), None)

    def line_in_sight(self, shown: Shown, position: int) -> int | None:
        """Return where the line with a position is in the viewport; ``None`` if it is not seen."""
        flow = shown.item.flow
        if flow is None:
            return None
        top = flow.laid_line_top(position)
        return None if top is None else shown.y + shown.item.text_y + top

    # layout

    def lay_out(
        self,
        width: int,
        height: int,
        *,
        typography: Typography | None = None,
        tokens: Tokens | None = None,
        flat: bool | None = None,
    ) -> None:
        """Lay out anew for a viewport; the text at its top stays where it is."""
        self.height = height
        same = typography is None and tokens is None and (flat is None or flat == self.flat)
        room = room_in(height)
        if width == self.width and same:
            if room != self._composer.room:
                self._make_room(room)
            self.settle()
            return
        pin = self.pin() if self.width else None
        self._typography = typography or self._typography
        self._tokens = tokens or self._tokens
        if flat is not None:
            self.flat = flat
        self.width = width
        self._composer = Composer(
            self.document, self._typography, self._tokens, width, room, self.quotes
        )
        self.shown = []
        self._rebuild()
        if pin is not None:
            self.restore(pin)
        else:
            self.settle()

    def _make_room(self, room: int) -> None:
        """Show pictures larger or smaller; all other rows stay what they are."""
        self._composer.room = room
        pin = self.pin()
        if self.forget_items(lambda item: bool(item.figures)):
            self._measure_heads()
            self.restore(pin)

    def renew(self, changed: Callable[[RowItem], bool]) -> None:
        """Lay rows out anew of which something changed; the text at the top stays where it is."""
        pin = self.pin()
        if self.forget_items(changed):
            self._measure_heads()
            self.restore(pin)

    def _measure_heads(self) -> None:
        for row, head in enumerate(self.document.rows):
            if head.post is not None or (head.block is not None and head.block.figure is not None):
                self.item(row)

    # quotes

    def turn_quote(self, row: int, quote: int) -> None:
        """Fold a quote of a row, or unfold it; what is seen above it stays where it is."""
        item = self.item(row)
        if item.post is None:
            return
        self.quotes.turn(item.post.id, quote)
        if self._anchor[0] == row:
            self.renew(lambda one: one is item)
        elif self.forget_items(lambda one: one is item):
            self.item(row)
            self.settle()

    def fold_quotes(self, *, folded: bool) -> None:
        """Fold all quotes, or unfold all; the text at the top stays where it is."""
        pin = self.pin() if self.width else None
        self.quotes.set_all(folded=folded)
        if pin is None:
            return
        self._rebuild()
        self.restore(pin)

    def unfold_over(self, row: int, start: int, end: int) -> bool:
        """Unfold the quotes that words of a row stand in; say whether there were any."""
        item = self.item(row)
        shut = [
            box.span.start
            for box in item.heads
            if box.folded and box.span.start < max(end, start + 1) and start < box.span.end
        ]
        for quote in shut:
            self.turn_quote(row, quote)
        return bool(shut)

    # scrolling

    def settle(self) -> None:
        """Lay out what is seen exactly, and find out what that is."""
        if not self.width or self.height <= 0:
            self.shown = []
            return
        row, part, beyond = self._anchor
        shown: list[Shown] = []
        for _ in range(4):
            row, part, beyond = self._normal(row, part, beyond)
            shown, bottom = self._collect(row, part, beyond)
            first = self.before(row) is None and part == 0
            if bottom + self.margin >= self.height or (first and beyond <= 0):
                break
            beyond -= self.height - self.margin - bottom
        self._anchor = (row, part, beyond)
        self.shown = shown

    def _normal(self, row: int, part: int, beyond: int) -> tuple[int, int, int]:
        """Return the same place with a distance that lies inside its part."""
        item = self.item(row)
        part = min(part, item.parts - 1)
        while beyond < 0:
            if part > 0:
                part -= 1
            else:
                above = self.before(row)
                if above is None:
                    beyond = 0
                    break
                row = above
                item = self.item(row)
                part = item.parts - 1
            beyond += self._lay(row, item, part)
        while True:
            height = self._lay(row, item, part)
            if beyond < height:
                break
            if part < item.parts - 1:
                beyond -= height
                part += 1
                continue
            below = self.after(row)
            if below is None:
                beyond = max(0, height - 1)
                break
            beyond -= height
            row, part = below, 0
            item = self.item(row)
        return row, part, beyond

    def _collect(self, row: int, part: int, beyond: int) -> tuple[list[Shown], int]:
        shown: list[Shown] = []
        y = -beyond
        at: int | None = row
        while at is not None and y < self.height:
            item = self.item(at)
            shown.append(Shown(at, y - item.top(part), item))
            while part < item.parts and y < self.height:
                y += self._lay(at, item, part)
                part += 1
            part = 0
            at = self.after(at)
        return shown, y

    def scroll_by(self, distance: int) -> None:
        """Scroll by pixels."""
        row, part, beyond = self._anchor
        self._pin = None
        self._anchor = (row, part, beyond + distance)
        self.settle()

    def scroll_to(self, value: int) -> None:
        """Scroll to a value of the scroll bar."""
        self._pin = None
        if value >= self.maximum:
            self._to_end()
            return
        row, inside = self._sums.find(value)
        item = self.item(row)
        part = item.part_at(inside)
        self._anchor = (row, part, inside - item.top(part))
        self.settle()

    def _to_end(self) -> None:
        row = self.rows
        above = self.before(row)
        if above is None:
            return
        item = self.item(above)
        part = item.parts - 1
        self._anchor = (above, part, max(0, self._lay(above, item, part) - 1))
        self.settle()

    def place_row(self, row: int, y: int) -> None:
        """Scroll so that a row that is not folded away begins at a height of the viewport."""
        self._pin = None
        self._anchor = (row, 0, -y)
        self.settle()

    def place_text(self, row: int, position: int, y: int) -> None:
        """Scroll so that the line with a position of a row begins at a height of the viewport."""
        self._pin = None
        item = self.item(row)
        if item.flow is None:
            self.place_row(row, y)
            return
        part = item.flow.part_of(position)
        self._lay(row, item, part)
        line = item.text_y + item.flow.line_top(position)
        self._anchor = (row, part, line - item.top(part) - y)
        self.settle()

    # places

    def pin(self) -> Pin:
        """Return the place at the top of the viewport in terms of text.

        Until the reader scrolls it stays the same, however often the width changes.
        """
        if self._pin is not None:
            return self._pin
        row, part, beyond = self._anchor
        floor = self.floor_of(row)
        item = self._items.get(row)
        if item is None or item.flow is None:
            return Pin(floor, row, -1, beyond)
        inside = item.top(part) + beyond - item.text_y
        if inside < 0:
            return Pin(floor, row, -1, beyond)
        position = item.flow.line_at(inside)
        return Pin(floor, row, position, inside - item.flow.line_top(position))

    def restore(self, pin: Pin) -> None:
        """Scroll to a place; a floor that is folded away is stood for by what it is folded into."""
        row = pin.row
        if pin.floor >= 0:
            floor = pin.floor if self.flat else self.folds.shown_at(pin.floor)
            row = self.row_of(floor)
            if floor != pin.floor:
                self.place_row(row, 0)
                return
        if pin.position < 0:
            self.place_row(row, -min(pin.beyond, max(0, self.item(row).height - 1)))
        else:
            line = self._typography.styles[self.item(row).kind].line
            self.place_text(row, pin.position, -min(pin.beyond, line - 1))
        self._pin = pin

    # folding

    def toggle(self, floor: int) -> None:
        """Fold the answers to a floor away, or unfold them."""
        if self.folds.is_folded(floor):
            self.folds.unfold(floor)
            if not self.flat:
                self._show_answers(floor)
        elif self.folds.fold(floor) and not self.flat:
            self._hide(floor)
        self._after_folding()

    def fold_all(self) -> None:
        """Fold all answers away."""
        self.folds.fold_all()
        if not self.flat:
            heights = array("i", self._natural[: self.heads])
            heights.extend(self.folds.masked(self._natural[self.heads :]))
            self._sums.put(0, heights)
        self._after_folding()

    def unfold_all(self) -> None:
        """Unfold all answers."""
        self.folds.unfold_all()
        self._sums.put(0, array("i", self._natural))
        self._after_folding()

    def reveal(self, floor: int) -> bool:
        """Unfold whatever a floor is folded into; say whether anything was."""
        opened = False
        for above in self.folds.folded_above(floor):
            self.folds.unfold(above)
            if not self.flat:
                self._show_answers(above)
            opened = True
        return opened

    def _after_folding(self) -> None:
        row, _, _ = self._anchor
        if not self.flat and row >= self.heads:
            floor = row - self.heads
            stands = self.folds.shown_at(floor)
            if stands != floor:
                self._anchor = (self.heads + stands, 0, 0)
                self._pin = None
        self.settle()

    # ahead of time

    def prepare(self, going_on: Callable[[], bool]) -> bool:
        """Lay out rows around what is seen, as long as ``going_on()`` holds.

        Returns:
            Whether that is done.
        """
        down = self.shown[-1].row if self.shown else None
        up = self.shown[0].row if self.shown else None
        for _ in range(_AHEAD_OF_TIME):
            down = self.after(down) if down is not None else None
            up = self.before(up) if up is not None else None
            for row in (down, up):
                if row is not None and row not in self._items:
                    if not going_on():
                        return False
                    self.item(row)
        return True
