"""The lines of the tree: each leads to a floor and is drawn as sure as that floor's edge is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.rendering.boxes import knee_y, rail_x
from desktop.rendering.strokes import across, down

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

    from db.records import LinkState
    from desktop.rendering.column import Column, Shown


class Rails:
    """Lines of the rows in sight by the state they are drawn in."""

    def __init__(self, column: Column) -> None:
        self._column = column
        self._skeleton = column.document.skeleton
        self._deepest = column.deepest
        self._box = column.typography.px(0.36)
        self._reach = column.typography.step - self._box
        self._leaf = column.typography.px(0.8)
        self._lines: dict[LinkState, list[QRect]] = {}

    def lines(self, top: int, bottom: int) -> dict[LinkState, list[QRect]]:
        """Return the lines of the rows between two heights of the viewport."""
        self._lines = {}
        if self._column.flat:
            return self._lines
        path: list[int] = []
        for shown in self._column.shown:
            floor = shown.item.floor
            if floor < 0:
                continue
            path = self._path(floor, path)
            if shown.y > bottom or shown.y + shown.item.height < top:
                continue
            self._add(floor, path, shown)
        return self._lines

    def _path(self, floor: int, before: list[int]) -> list[int]:
        """Return the floors above a floor that have levels of their own, and itself if it has."""
        sizes, parents, depths = (
            self._skeleton.sizes,
            self._skeleton.parents,
            self._skeleton.depths,
        )
        depth = depths[floor]
        wanted = min(depth, self._deepest + 1)
        kept = [above for above in before if above <= floor < above + sizes[above]]
        if len(kept) < wanted:
            kept.clear()
            one = parents[floor]
            while one >= 0:
                kept.append(one)
                one = parents[one]
            kept.reverse()
        path = kept[:wanted]
        if depth <= self._deepest:
            path.append(floor)
        return path

    def _add(self, floor: int, path: list[int], shown: Shown) -> None:
        sizes = self._skeleton.sizes
        y, bottom = shown.y, shown.y + shown.item.height
        knee = knee_y(self._column, shown)
        for level in range(1, len(path)):
            child, above = path[level], path[level - 1]
            x = rail_x(self._column, level - 1)
            following = child + sizes[child]
            on = self._state(following) if following < above + sizes[above] else None
            if child == floor:
                state = self._state(floor)
                reach = self._reach + (0 if sizes[floor] > 1 else self._leaf)
                self._take(state, down(x, y, knee, state))
                self._take(state, across(x, x + reach, knee, state))
                if on is not None:
                    self._take(on, down(x, knee, bottom, on))
            elif on is not None:
                self._take(on, down(x, y, bottom, on))
        is_open = sizes[floor] > 1 and not self._column.folds.is_folded(floor)
        if is_open and path[-1] == floor and len(path) <= self._deepest:
            state = self._state(floor + 1)
            x = rail_x(self._column, len(path) - 1)
            self._take(state, down(x, knee + self._box + 1, bottom, state))

    def _take(self, state: LinkState, strokes: list[QRect]) -> None:
        self._lines.setdefault(state, []).extend(strokes)

    def _state(self, floor: int) -> LinkState:
        return self._column.document.state_of(floor)
