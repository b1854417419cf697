"""The lines of the tree: each leads to a floor and is drawn as sure as that floor's edge is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF

from desktop.models.thread_head import Kind

if TYPE_CHECKING:
    from db.records import LinkState
    from desktop.rendering.column import Column


class Rails:
    """Lines of the rows in sight by the state they are drawn in."""

    def __init__(self, column: Column) -> None:
        self._column = column
        self._skeleton = column.document.skeleton
        typography = column.typography
        self._step = typography.step
        self._left = column.left + typography.px(0.36)
        self._deepest = column.deepest
        self._knee = typography.styles[Kind.FLOOR].above + typography.meta_height // 2 + 0.5
        self._box = typography.px(0.36) + 0.5
        self._reach = typography.step - typography.px(0.36) + 0.5
        self._leaf = typography.px(0.8)
        self._lines: dict[LinkState, list[QLineF]] = {}

    def lines(self, top: int, bottom: int) -> dict[LinkState, list[QLineF]]:
        """Return the lines between two heights of the viewport."""
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
            self._add(floor, path, shown.y, shown.item.height)
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

    def _add(self, floor: int, path: list[int], y: int, height: int) -> None:
        sizes = self._skeleton.sizes
        for level in range(1, len(path)):
            child, above = path[level], path[level - 1]
            x = self._x(level - 1)
            following = child + sizes[child]
            on = self._state(following) if following < above + sizes[above] else None
            if child == floor:
                knee = y + self._knee
                state = self._state(floor)
                self._line(state, x, y, x, knee)
                reach = self._reach if sizes[floor] > 1 else self._reach + self._leaf
                self._line(state, x, knee, x + reach, knee)
                if on is not None:
                    self._line(on, x, knee, x, y + height)
            elif on is not None:
                self._line(on, x, y, x, y + height)
        open_ = sizes[floor] > 1 and not self._column.folds.is_folded(floor)
        if open_ and path[-1] == floor and len(path) <= self._deepest:
            x = self._x(len(path) - 1)
            self._line(self._state(floor + 1), x, y + self._knee + self._box, x, y + height)

    def _state(self, floor: int) -> LinkState:
        return self._column.document.state_of(floor)

    def _x(self, level: int) -> float:
        return self._left + level * self._step + 0.5

    def _line(self, state: LinkState, x1: float, y1: float, x2: float, y2: float) -> None:
        self._lines.setdefault(state, []).append(QLineF(x1, y1, x2, y2))
