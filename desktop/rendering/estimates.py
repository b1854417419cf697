"""Heights of floors before a word is read, from width and line feeds of each text."""

from __future__ import annotations

from array import array
from itertools import repeat
from math import ceil
from typing import TYPE_CHECKING

from desktop.models.thread_head import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.threads.skeleton import Skeleton
    from desktop.rendering.typography import Typography

_TABLED = 1_024
"""Texts narrower than so many cells are looked up,"""
_BREAKS = 8
"""and only those with fewer line feeds."""


def cells_in(width: float, em: float) -> float:
    """Return how many half-width cells go into a line, with what early breaks leave free."""
    return max(8.0, 2 * (width / em * 0.985 - 0.3))


def lines_of(cells: int, breaks: int, room: float) -> int:
    """Return how many lines a text takes whose paragraphs are not known one by one.

    Of each paragraph about half a line stays empty.
    """
    if not breaks:
        return max(1, ceil(cells / room))
    return max(breaks + 1, ceil(cells / room + breaks / 2))


def _lines_table(breaks: int, room: float, base: int, line: int) -> list[int]:
    """Return the height for each number of cells; long runs of them are alike."""
    table: list[int] = []
    lines = breaks + 1
    free = (breaks + 1) / 2 - 0.5 if breaks else 0.0
    while len(table) < _TABLED:
        end = int((lines - free) * room) + 1
        table += [base + lines * line] * (min(end, _TABLED) - len(table))
        lines += 1
    return table


def floor_heights(
    skeleton: Skeleton, typography: Typography, column: int, *, flat: bool, folded: bool = False
) -> array[int]:
    """Return the estimated height of each floor, in tree order.

    Args:
        skeleton: the floors.
        typography: the sizes.
        column: width of the column.
        flat: whether none is indented.
        folded: whether long quotes are folded to the line that else stands above each.
    """
    style = typography.styles[Kind.FLOOR]
    base = style.above + style.below + typography.meta_height
    deepest = 0 if flat else typography.deepest_in(column)
    rooms = [
        cells_in(column - level * typography.step - typography.gutter, typography.em)
        for level in range(deepest + 1)
    ]
    tables = [
        _lines_table(breaks, room, base, style.line) for room in rooms for breaks in range(_BREAKS)
    ]
    levels: Iterable[int] = skeleton.depths
    if flat:
        levels = repeat(0)
    elif len(skeleton) and max(skeleton.depths) > deepest:
        levels = [depth if depth < deepest else deepest for depth in skeleton.depths]
    line = style.line
    widths = skeleton.left_widths if folded else skeleton.widths
    lines = skeleton.left_lines if folded else skeleton.lines
    heights = array(
        "i",
        [
            tables[level * _BREAKS + breaks][cells] + quotes * line
            if breaks < _BREAKS and cells < _TABLED
            else base + line * (lines_of(cells, breaks, rooms[level]) + quotes)
            for level, cells, breaks, quotes in zip(
                levels, widths, lines, skeleton.quotes, strict=False
            )
        ],
    )
    _add_gaps(heights, skeleton, typography.gap)
    return heights


def _add_gaps(heights: array[int], skeleton: Skeleton, room: int) -> None:
    if skeleton.gaps:
        missing = {gap.ordinal for gap in skeleton.gaps}
        for floor, ordinal in enumerate(skeleton.ordinals):
            if ordinal in missing:
                heights[floor] += room
