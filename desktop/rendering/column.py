"""The virtual list: which rows lie where, and which of them are seen.

The truth is the anchor: a row, a part of it, and a distance into that part, at the top of the
viewport.  The value of the scroll bar is derived from it, so a height that turns out otherwise
than estimated never moves what the reader sees.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.rendering.compose import Composer
from desktop.rendering.estimates import floor_heights
from desktop.rendering.folds import Folds
from desktop.rendering.prefix_sums import PrefixSums

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.models.thread_rows import ThreadDocument
    from desktop.rendering.rows import RowItem
    from desktop.rendering.typography import Typography
    from desktop.theme import Tokens

KEPT_ITEMS = 360
_AHEAD_OF_TIME = 24
"""Rows above and below what is seen that are laid out while nothing else is to be done."""
AHEAD, BEHIND = 40, 8
"""Rows whose posts are fetched together with that of a row."""


@dataclass(frozen=True, slots=True)
class Pin:
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


@dataclass(slots=True)
class Shown:
    """A row in sight and where its top lies in the viewport."""

    row: int
    y: int
    item: RowItem


class Column:
    """The rows of a thread, one under the other, for one width, size of text and order."""

    def __init__(self, document: ThreadDocument, typography: Typography, tokens: Tokens) -> None:
        self.document = document
        self.heads = len(document.rows)
        self.rows = self.heads + len(document)
        self.flat = False
        self.width = 0
        self.height = 0
        self.folds = Folds(document.skeleton)
        self.shown: list[Shown] = []
        self._typography = typography
        self._tokens = tokens
        self._items: OrderedDict[int, RowItem] = OrderedDict()
        self._natural: array[int] = array("i")
        self._exact = bytearray()
        self._sums = PrefixSums(array("i", [0]))
        self._composer = Composer(document, typography, tokens, 0)
        self._anchor = (0, 0, 0)
        self._pin: Pin | None = None

    # rows and floors

    def floor_of(self, row: int) -> int:
        """Return the floor in a row, in tree order; -1 above the floors."""
        if row < self.heads:
            return -1
        index = row - self.heads
        return self.document.by_ordinal[index] if self.flat else index

    def row_of(self, floor: int) -> int:
        """Return the row of a floor."""
        if self.flat:
            return self.heads + self.document.skeleton.ordinals[floor]
        return self.heads + floor

    def after(self, row: int) -> int | None:
        """Return the row below, past what is folded; ``None`` at the end."""
        if not self.flat and row >= self.heads:
            following = self.heads + self.folds.after(row - self.heads)
        else:
            following = row + 1
        return following if following < self.rows else None

    def before(self, row: int) -> int | None:
        """Return the row above, past what is folded; ``None`` at the start."""
        if row <= 0:
            return None
        row -= 1
        if not self.flat and row >= self.heads:
            return self.heads + self.folds.shown_at(row - self.heads)
        return row

    def level_of(self, floor: int) -> int:
        """Return how many levels a floor is indented."""
        if self.flat:
            return 0
        return min(self.document.skeleton.depths[floor], self._composer.deepest)

    # geometry

    @property
    def left(self) -> int:
        """Left edge of the column."""
        return self._composer.left

    @property
    def breadth(self) -> int:
        """Width of the column."""
        return self._composer.column

    @property
    def deepest(self) -> int:
        """How many levels are indented at most."""
        return 0 if self.flat else self._composer.deepest

    @property
    def typography(self) -> Typography:
        """The sizes it is laid out with."""
        return self._typography

    @property
    def total(self) -> int:
        """Height of everything."""
        return self._sums.total

    @property
    def value(self) -> int:
        """How far the viewport is scrolled."""
        row, part, beyond = self._anchor
        top = self._items[row].top(part) if part and row in self._items else 0
        return self._sums.top(row) + top + beyond

    @property
    def maximum(self) -> int:
        """How far the viewport can be scrolled."""
        return max(0, self.total - self.height)

    @property
    def first(self) -> int:
        """The row at the top of the viewport."""
        return self._anchor[0]

    def top_of(self, row: int) -> int:
        """Return where a row begins."""
        return self._sums.top(row)

    def tops(self) -> list[int]:
        """Return where every row begins, and where the last one ends."""
        return self._sums.tops()

    def height_of(self, row: int) -> int:
        """Return the height of a row; 0 if it is folded away."""
        return self._sums.values[row]

    def shown_row(self, row: int) -> Shown | None:
        """Return a row that is in sight."""
        return next((shown for shown in self.shown if shown.row == row), None)

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
        same = typography is None and tokens is None and flat in (None, self.flat)
        if width == self.width and same:
            self.settle()
            return
        pin = self.pin() if self.width else None
        self._typography = typography or self._typography
        self._tokens = tokens or self._tokens
        self.flat = self.flat if flat is None else flat
        self.width = width
        self._composer = Composer(self.document, self._typography, self._tokens, width)
        self._rebuild()
        if pin is not None:
            self.restore(pin)
        else:
            self.settle()
        self._pin = pin

    def _rebuild(self) -> None:
        self._items.clear()
        self.shown = []
        document = self.document
        floors = floor_heights(
            document.skeleton, self._typography, self._composer.column, flat=self.flat
        )
        if self.flat:
            floors = array("i", map(floors.__getitem__, document.by_ordinal))
        self._natural = array("i", bytes(4 * self.heads))
        self._natural.extend(floors)
        self._exact = bytearray(self.rows)
        heads: list[tuple[int, RowItem]] = []
        for row in range(self.heads):
            item = self._composer.head(document.rows[row])
            heads.append((row, item))
            self._natural[row] = item.height
        self._sums = PrefixSums(array("i", self._natural))
        if not self.flat:
            for floor in self.folds.outermost():
                self._hide(floor)

    def _hide(self, floor: int) -> None:
        count = self.document.skeleton.sizes[floor] - 1
        self._sums.put(self.heads + floor + 1, array("i", bytes(4 * count)))

    def item(self, row: int) -> RowItem:
        """Return a row, laid out at least in part."""
        item = self._items.get(row)
        if item is not None:
            self._items.move_to_end(row)
            return item
        if row < self.heads:
            item = self._composer.head(self.document.rows[row])
        else:
            floor = self.floor_of(row)
            post = self.document.post(floor)
            if post is None:
                self.document.load(self._neighbours(row))
                post = self.document.post(floor)
            if post is None:
                return self._composer.blank_floor(
                    floor, self.level_of(floor), max(1, self._natural[row])
                )
            item = self._composer.floor(floor, self.level_of(floor), post)
        self._items[row] = item
        while len(self._items) > KEPT_ITEMS:
            self._items.popitem(last=False)
        if item.parts == 1:
            item.lay(0)
        self._note_height(row, item)
        return item

    def _neighbours(self, row: int) -> list[int]:
        floors = [self.floor_of(row)]
        at = row
        for _ in range(AHEAD):
            below = self.after(at)
            if below is None:
                break
            at = below
            floors.append(self.floor_of(at))
        at = row
        for _ in range(BEHIND):
            above = self.before(at)
            if above is None or above < self.heads:
                break
            at = above
            floors.append(self.floor_of(at))
        return floors

    def _note_height(self, row: int, item: RowItem) -> None:
        height = item.height
        self._exact[row] = 1
        if self._natural[row] != height:
            self._natural[row] = height
            if self._sums.values[row]:
                self._sums.set(row, height)

    def _lay(self, row: int, item: RowItem, part: int) -> int:
        height = item.lay(part)
        if item.parts > 1:
            self._note_height(row, item)
        return height

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
            if bottom >= self.height or (first and beyond <= 0):
                break
            beyond -= self.height - bottom
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
            return
        self.place_text(row, pin.position, 0)
        line = self._typography.styles[self.item(row).kind].line
        row, part, beyond = self._anchor
        self._anchor = (row, part, beyond + min(pin.beyond, line - 1))
        self.settle()

    # folding

    def toggle(self, floor: int) -> None:
        """Fold the answers to a floor away, or unfold them."""
        if self.folds.is_folded(floor):
            self.folds.unfold(floor)
            if not self.flat:
                self._reveal_rows(floor)
        elif self.folds.fold(floor) and not self.flat:
            self._hide(floor)
        self._after_folding()

    def _reveal_rows(self, floor: int) -> None:
        size = self.document.skeleton.sizes[floor]
        first, end = self.heads + floor + 1, self.heads + floor + size
        self._sums.put(first, self._natural[first:end])
        for inner in self.folds.outermost(floor + 1, floor + size):
            self._hide(inner)

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
                self._reveal_rows(above)
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
            Whether any height turned out otherwise than estimated.
        """
        if not self.shown:
            return False
        total, value = self.total, self.value
        down: int | None = self.shown[-1].row
        up: int | None = self.shown[0].row
        for _ in range(_AHEAD_OF_TIME):
            down = self.after(down) if down is not None else None
            up = self.before(up) if up is not None else None
            for row in (down, up):
                if row is not None and row not in self._items and going_on():
                    self.item(row)
        return (total, value) != (self.total, self.value)

    def forget(self, floor: int) -> None:
        """Lay a floor out anew when it is next seen."""
        self._items.pop(self.row_of(floor), None)
