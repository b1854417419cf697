"""What is asked of a thread, a passage that may be a quote, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from db.replies.align import end_in_child

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.replies.align import Run
    from db.replies.folding import Words
    from db.replies.names import Named
    from db.replies.walltime import WallTime


class Asked(NamedTuple):
    """A passage to be found: its words, who and when its head names, and how it is framed.

    ``closed`` says that the frame tells where the quote ends; ``inner`` is the author of a quote
    that begins the passage, when quotes are nested; ``cut`` that a mark of omission ends it.
    """

    child: int
    words: Words
    named: Named | None = None
    time: WallTime | None = None
    closed: bool = True
    inner: str | None = None
    cut: bool = False


class Target(NamedTuple):
    """The floor a passage comes from (``ARTICLE`` too), the rule, and the equal letters.

    ``floor`` is ``None`` for a ghost.  ``runs`` relate ``asked.words`` to ``against``.
    """

    floor: int | None
    rule: str
    runs: Sequence[Run] = ()
    against: Words | None = None

    @property
    def end(self) -> int:
        """Where the last equal letter ends in the asked words."""
        return end_in_child(self.runs)


@dataclass(slots=True)
class Passage:
    """A quote that was read: ``start`` to ``end`` with its frame, ``words`` alone, its source."""

    start: int
    end: int
    words: tuple[int, int]
    asked: Asked
    target: Target | None
    time: str | None = None
    open_ended: bool = False  # nothing tells where it ends and where the reply begins
    lost_id: str | None = None  # the site's id of the quoted post, where it is not in the capture

    @property
    def span(self) -> tuple[int, int]:
        """Where the quote begins and ends, frame included."""
        return self.start, self.end
