"""The rows of a thread: which floor each shows, how high it is, and those that are laid out."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import TYPE_CHECKING

from desktop.rendering.compose import Composer
from desktop.rendering.estimates import floor_heights
from desktop.rendering.folds import Folds
from desktop.rendering.prefix_sums import PrefixSums
from desktop.rendering.quotes import QuoteFolds
from desktop.rendering.text_cuts import WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.models.thread_rows import ThreadDocument
    from desktop.rendering.rows import RowItem
    from desktop.rendering.typography import Typography
    from desktop.theme import Tokens

KEPT_ITEMS = 360
AHEAD, BEHIND = 40, 8
"""Rows whose posts are fetched together with that of a row."""
_HELD, _CORRECTED = 1, 2


class RowList:
    """The rows of a thread for one width, size of text and order.

    The rows above the floors come first; then the floors, in tree order or in floor order.  Those
    that are folded away have no height.
    """

    def __init__(self, document: ThreadDocument, typography: Typography, tokens: Tokens) -> None:
        self.document = document
        self.heads = len(document.rows)
        self.rows = self.heads + len(document)
        self.flat: bool = False
        self.width = 0
        self.folds = Folds(document.skeleton)
        self.quotes = QuoteFolds(folded=False)
        self.unfolded: set[int] = set()
        """Floors of which all is shown that stands below their text."""
        self._typography = typography
        self._tokens = tokens
        self._items: OrderedDict[int, RowItem] = OrderedDict()
        self._natural: array[int] = array("i")
        self._exact = bytearray()
        self._sums = PrefixSums(array("i", [0]))
        self._composer = Composer(document, typography, tokens, 0)

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

    def top_of(self, row: int) -> int:
        """Return where a row begins."""
        return self._sums.top(row)

    def tops(self) -> list[int]:
        """Return where every row begins, and where the last one ends."""
        return self._sums.tops()

    def height_of(self, row: int) -> int:
        """Return the height of a row; 0 if it is folded away."""
        return self._sums.values[row]

    # building

    def _rebuild(self) -> None:
        self._items.clear()
        document = self.document
        floors = floor_heights(
            document.skeleton,
            self._typography,
            self._composer.column,
            flat=self.flat,
            folded=self.quotes.folded,
        )
        if self.flat:
            floors = array("i", map(floors.__getitem__, document.by_ordinal))
        self._natural = array("i", bytes(4 * self.heads))
        self._natural.extend(floors)
        self._exact = bytearray(self.rows)
        for row, head in enumerate(document.rows):
            self._natural[row] = self._composer.head(head).height
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
            item = self._composer.head(self.document.rows[row], unfolded=-1 in self.unfolded)
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
            item = self._composer.floor(
                floor, self.level_of(floor), post, unfolded=floor in self.unfolded
            )
        self._items[row] = item
        while len(self._items) > KEPT_ITEMS:
            self._items.popitem(last=False)
        if item.parts == 1 or len(item.text) <= WHOLE:
            for part in range(item.parts):
                item.lay(part)
        self._note_height(row, item)
        return item

    def forget_items(self, changed: Callable[[RowItem], bool]) -> bool:
        """Lay out anew, when they are wanted, the rows of which something changed; say if any."""
        rows = [row for row, item in self._items.items() if changed(item)]
        for row in rows:
            del self._items[row]
        return bool(rows)

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
        if self._natural[row] != height:
            self._exact[row] = _CORRECTED if not self._exact[row] else self._exact[row]
            self._natural[row] = height
            if self._sums.values[row]:
                self._sums.set(row, height)
        self._exact[row] = self._exact[row] or _HELD

    def estimates_held(self) -> tuple[int, int]:
        """Return of how many floors that were laid out the estimate held, and how many they are."""
        floors = self._exact[self.heads :]
        held = floors.count(_HELD)
        return held, held + floors.count(_CORRECTED)

    def _lay(self, row: int, item: RowItem, part: int) -> int:
        height = item.lay(part)
        if item.parts > 1:
            self._note_height(row, item)
        return height

    # folding

    def _show_answers(self, floor: int) -> None:
        size = self.document.skeleton.sizes[floor]
        first, end = self.heads + floor + 1, self.heads + floor + size
        self._sums.put(first, self._natural[first:end])
        for inner in self.folds.outermost(floor + 1, floor + size):
            self._hide(inner)
