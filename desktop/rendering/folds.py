"""Which floors have their answers folded away."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.threads.skeleton import Skeleton


class Folds:
    """The folded floors of a tree, by their numbers in tree order."""

    def __init__(self, skeleton: Skeleton) -> None:
        self._sizes = skeleton.sizes
        self._parents = skeleton.parents
        self._folded: set[int] = set()
        self._hidden = bytearray(len(skeleton))

    def __len__(self) -> int:
        return len(self._folded)

    @property
    def folded(self) -> frozenset[int]:
        """The folded floors."""
        return frozenset(self._folded)

    def is_folded(self, floor: int) -> bool:
        """Tell whether the answers to a floor are folded away."""
        return floor in self._folded

    def is_hidden(self, floor: int) -> bool:
        """Tell whether a floor is folded away itself."""
        return bool(self._hidden[floor])

    def after(self, floor: int) -> int:
        """Return the floor below in tree order, past what is folded."""
        return floor + (self._sizes[floor] if floor in self._folded else 1)

    def shown_at(self, floor: int) -> int:
        """Return a floor, or the one it is folded into."""
        while self._hidden[floor]:
            floor = self._parents[floor]
        return floor

    def folded_above(self, floor: int) -> list[int]:
        """Return the folded floors a floor is folded into, the outermost first."""
        if not self._hidden[floor]:
            return []
        found: list[int] = []
        floor = self._parents[floor]
        while floor >= 0:
            if floor in self._folded:
                found.append(floor)
            floor = self._parents[floor]
        found.reverse()
        return found

    def outermost(self, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Yield the folded floors of a range that are not folded away themselves, in order."""
        if end is None:
            end = len(self._hidden)
        for floor in sorted(one for one in self._folded if start <= one < end):
            if not self._hidden[floor]:
                yield floor

    def fold(self, floor: int) -> bool:
        """Fold the answers to a floor away; say whether it has any."""
        size = self._sizes[floor]
        if size == 1 or floor in self._folded:
            return False
        self._folded.add(floor)
        self._hidden[floor + 1 : floor + size] = b"\x01" * (size - 1)
        return True

    def unfold(self, floor: int) -> None:
        """Show the answers to a floor; those folded among them stay folded."""
        if floor not in self._folded:
            return
        self._folded.discard(floor)
        if self._hidden[floor]:
            return
        end = floor + self._sizes[floor]
        self._hidden[floor + 1 : end] = bytes(end - floor - 1)
        for inner in sorted(one for one in self._folded if floor < one < end):
            if not self._hidden[inner]:
                size = self._sizes[inner]
                self._hidden[inner + 1 : inner + size] = b"\x01" * (size - 1)

    def fold_all(self) -> None:
        """Fold the answers to every floor that answers nobody."""
        hidden = bytearray(b"\x01") * len(self._hidden)
        folded: set[int] = set()
        floor = 0
        while floor < len(hidden):
            hidden[floor] = 0
            size = self._sizes[floor]
            if size > 1:
                folded.add(floor)
            floor += size
        self._folded = folded
        self._hidden = hidden

    def unfold_all(self) -> None:
        """Show all answers."""
        self._folded.clear()
        self._hidden = bytearray(len(self._hidden))

    def masked(self, heights: array[int]) -> array[int]:
        """Return heights of all floors with 0 for those that are folded away."""
        return array(
            "i",
            [0 if hidden else height for hidden, height in zip(self._hidden, heights, strict=True)],
        )
