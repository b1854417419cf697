"""Places of the reader, as the column has them and as the archive remembers them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.records import Place
from desktop.models.thread_head import Kind
from desktop.rendering.column import Column, Pin

if TYPE_CHECKING:
    from db.records import PostId
    from desktop.models.thread_rows import ThreadDocument
    from desktop.rendering.column import Column
    from desktop.rendering.quotes import QuoteFolds

_START = Pin(-1, 0, -1, 0)


def place_of(column: Column) -> Place:
    """Return where the reader is."""
    pin = column.pin()
    if pin.floor >= 0:
        return Place(column.document.id_of(pin.floor), None, max(0, pin.position))
    row = column.document.rows[pin.row]
    if row.kind is Kind.REPLIES and len(column.document):
        return Place(column.document.id_of(column.floor_of(column.heads)), None, 0)
    if row.post is not None:
        return Place(row.post.id, None, max(0, pin.position))
    block = row.block.ordinal if row.block is not None else None
    return Place(None, block, max(0, pin.position) if block is not None else 0)


def go_to_place(column: Column, place: Place | None) -> None:
    """Go to where the reader was; a place that is no more is the start."""
    pin = _START
    position = place.position if place is not None and place.position > 0 else -1
    if place is not None and place.post is not None:
        floor = column.document.floor_of(place.post)
        if floor is not None:
            column.reveal(floor)
            pin = Pin(floor, -1, position, 0)
        else:
            opening = column.document.row_of_opening(place.post)
            pin = Pin(-1, opening, position, 0) if opening is not None else _START
    elif place is not None and place.block is not None:
        pin = Pin(-1, column.document.row_of_block(place.block), position, 0)
    column.restore(pin)


class Kept(NamedTuple):
    """What stays when the tree of a thread becomes another.

    Attributes:
        current: the chosen floor, if any.
        height: where in the viewport it begins; ``None`` if it is not in sight.
        place: where the reader is.
        folded: floors whose answers are folded away.
        unfolded: floors of which all is shown.
    """

    current: PostId | None
    height: int | None
    place: Place
    folded: list[PostId]
    unfolded: list[PostId]


def kept_of(column: Column, current: int) -> Kept:
    """Return what is to stay of a column, by posts: floors are numbered anew."""
    id_of = column.document.id_of
    shown = column.shown_row(column.row_of(current)) if current >= 0 else None
    return Kept(
        id_of(current) if current >= 0 else None,
        shown.y if shown is not None else None,
        place_of(column),
        [id_of(floor) for floor in sorted(column.folds.folded)],
        [id_of(floor) for floor in column.unfolded if floor >= 0],
    )


def put_back(column: Column, kept: Kept) -> int:
    """Put into a column what is to stay; return the chosen floor, or -1."""
    floors = column.document.floors_of([*kept.folded, *kept.unfolded])
    column.unfolded.update(floors[post] for post in kept.unfolded if post in floors)
    for post in kept.folded:
        if post in floors and column.document.skeleton.sizes[floors[post]] > 1:
            column.toggle(floors[post])
    current = column.document.floor_of(kept.current) if kept.current is not None else None
    if current is not None and kept.height is not None:
        column.reveal(current)
        column.place_row(column.row_of(current), kept.height)
    else:
        go_to_place(column, kept.place)
    return current if current is not None else -1


class Keepsake(NamedTuple):
    """What outlives reading the same thread anew.

    Attributes:
        place: where the reader was.
        chosen: the chosen floor.
        folded: floors whose answers are folded away.
        quotes: which quotes are folded.
    """

    place: Place
    chosen: PostId | None
    folded: frozenset[PostId]
    quotes: QuoteFolds

    def put_back(self, column: Column) -> None:
        """Fold in other rows of the thread what was folded; the caller lays them out."""
        column.quotes = self.quotes
        for floor in sorted(column.document.floors_of(list(self.folded)).values()):
            column.folds.fold(floor)


def keepsake_of(column: Column, chosen: PostId | None) -> Keepsake:
    """Return what outlives the rows of a thread."""
    document = column.document
    folded = frozenset(map(document.id_of, column.folds.folded))
    return Keepsake(place_of(column), chosen, folded, column.quotes)


def place_in_part(column: Column, part: ThreadDocument, chosen: PostId | None) -> Place | None:
    """Return where to read on among some floors of a thread: where one is, or at the next of them.

    ``None`` is above the floors, where one stays.
    """
    place = place_of(column)
    if chosen is not None and part.floor_of(chosen) is not None:
        return Place(chosen, None, place.position if place.post == chosen else 0)
    if place.post is None or not len(part) or part.part is None:
        return None
    if part.floor_of(place.post) is not None:
        return place
    document = column.document
    here = document.floor_of(place.post)
    if here is None:
        return None
    ordinals = document.skeleton.ordinals
    after = [
        (ordinals[origin], floor)
        for floor, origin in enumerate(part.part.origins)
        if ordinals[origin] >= ordinals[here]
    ]
    return Place(part.id_of(min(after)[1] if after else len(part) - 1), None, 0)
