"""Images and links in the thread view: which is under the pointer, which is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.rendering.boxes import annex_box, figure_box
from desktop.rendering.figure_painter import offer_box

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF, QRect

    from desktop.models.figures import Image, Standing
    from desktop.rendering.column import Column, Shown


class FigureAt(NamedTuple):
    """An image in sight.

    Attributes:
        row: where it stands.
        number: which of its row.
        image: what is known of it.
        box: where it is in the viewport.
        offer: where a click offers to attach an image, if it is missing.
    """

    row: int
    number: int
    image: Image
    box: QRect
    offer: QRect

    @property
    def place(self) -> tuple[int, int]:
        """Row and number."""
        return self.row, self.number

    @property
    def standing(self) -> Standing:
        """What stands there."""
        return self.image.standing


def figure_of(column: Column, row: int, number: int) -> FigureAt | None:
    """Return an image of a row in sight."""
    shown = column.shown_row(row)
    if shown is None or not 0 <= number < len(shown.item.figures):
        return None
    figure = shown.item.figures[number]
    box = figure_box(shown, figure)
    return FigureAt(row, number, figure.image, box, offer_box(column, box, figure))


def figure_at(column: Column, point: QPointF, *, words: bool = False) -> FigureAt | None:
    """Return the image at a point of the viewport.

    Args:
        column: the rows.
        point: where.
        words: whether the words that stand in a frame are counted to it.
    """
    place = point.toPoint()
    for shown in column.shown:
        if not shown.item.figures or not shown.y <= point.y() < shown.y + shown.item.height:
            continue
        if not words and annex_at(shown, point) >= 0:
            return None
        for number in range(len(shown.item.figures)):
            found = figure_of(column, shown.row, number)
            if found is not None and found.box.contains(place):
                return found
    return None


def annex_at(shown: Shown, point: QPointF) -> int:
    """Return the number of the words beside a text at a point; -1 where there are none."""
    for number, annex in enumerate(shown.item.annexes):
        box = annex_box(shown, annex)
        left = shown.item.text_x if annex.label else box.left()
        if box.top() <= point.y() < box.bottom() + 1 and left <= point.x() <= box.right():
            return number
    return -1


def link_at(column: Column, point: QPointF) -> str | None:
    """Return the address behind the words at a point of the viewport."""
    shown = next(
        (one for one in column.shown if one.y <= point.y() < one.y + one.item.height), None
    )
    if shown is None or shown.item.post is None or shown.item.flow is None:
        return None
    links = shown.item.post.links
    y = point.y() - shown.y - shown.item.text_y
    if not links or not 0 <= y < shown.item.flow.height:
        return None
    position = shown.item.flow.character_at(point.x() - shown.item.text_x, y)
    if position is None:
        return None
    found = (link.href for link in links if link.span.start <= position < link.span.end)
    return next(found, None)
