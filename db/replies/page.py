"""One floor while its quotes are read: its text, what was found in it so far, whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.replies import trimming
from db.replies.asked import Asked
from db.replies.folding import Words
from db.replies.nameless import nameless
from db.replies.walltime import wall_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.replies.asked import Passage, Target
    from db.replies.desk import Desk
    from db.replies.openings import Opening

_LAST = 16  # code points at the end of a quote in which a mark of omission says that it was cut
_LONGEST_LINE = 120  # code points of a moderator's line


class Page:
    """The floor that is read, and the passages found in it, in no order."""

    def __init__(self, desk: Desk, floor: int) -> None:
        self.desk = desk
        self.floor = floor
        self.folded = desk.folded(floor)
        self.text = self.folded.text
        self.passages: list[Passage] = []

    def taken(self) -> list[tuple[int, int]]:
        """The ranges of the passages found so far, ascending."""
        return sorted(passage.span for passage in self.passages)

    def asked(
        self,
        pieces: Sequence[tuple[int, int]],
        opening: Opening | None,
        *,
        closed: bool = True,
        inner: str | None = None,
    ) -> Asked:
        """Say what is to be found: the words of ``pieces`` under the name of ``opening``."""
        if closed:
            start, end = pieces[-1]
            tail = self.desk.tail_start(self.text, start, end, lone=False)
            if self.text[start:tail].strip():
                pieces = [*pieces[:-1], (start, tail)]
        end = pieces[-1][1]
        low = max(pieces[0][0], end - _LAST)
        return Asked(
            self.floor,
            Words(self.folded, pieces, self.desk.folding.joint),
            opening.named if opening else None,
            wall_time(opening.time) if opening else None,
            closed,
            inner,
            trimming.after_cut(self.text, low, end) is not None,
        )

    def nameless(self, asked: Asked, start: int, end: int, *, certain: bool) -> Target | None:
        """The source of words without a name; a moderator's line is nobody's words."""
        if end - start < _LONGEST_LINE and trimming.is_placeholder(self.text[start:end]):
            return None
        return nameless(self.desk, asked, certain=certain)

    def letters(self, start: int, end: int) -> str:
        """The folded letters of a range of the text."""
        return self.folded.letters[slice(*self.folded.between(start, end))]
