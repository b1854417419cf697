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

_TABLED = 2_048
"""Texts up to this width in cells are looked up."""


def cells_in(width: float, em: float) -> float:
    """Return how many half-width cells go into a line, with what early breaks leave free."""
    return max(8.0, 2 * (width / em * 0.985 - 0.3))


def lines_of(cells: int, breaks: int, room: float) -> int:
    """Return how many lines a text takes whose paragraphs are not known one by one.

    Of each paragraph about half a line stays empty.
    """
    if not breaks:
        return max(1, ceil(cells / room))
    return max(breaks + 1, round(cells / room + (breaks + 1) * 0.5))


def floor_heights(
    skeleton: Skeleton, typography: Typography, column: int, *, flat: bool
) -> array[int]:
    """Return the estimated height of each floor, in tree order."""
    style = typography.styles[Kind.FLOOR]
    base = style.above + style.below + typography.meta_height
    deepest = 0 if flat else typography.deepest_in(column)
    rooms = [
        cells_in(column - level * typography.step - typography.gutter, typography.em)
        for level in range(deepest + 1)
    ]
    tables = [
        [base + style.line * max(1, ceil(cells / room)) for cells in range(_TABLED)]
        for room in rooms
    ]
    depths: Iterable[int] = repeat(0) if flat else skeleton.depths
    line = style.line
    return array(
        "i",
        [
            tables[depth if depth < deepest else deepest][cells]
            if not breaks and cells < _TABLED
            else base + line * lines_of(cells, breaks, rooms[min(depth, deepest)])
            for depth, cells, breaks in zip(depths, skeleton.widths, skeleton.lines, strict=False)
        ],
    )
