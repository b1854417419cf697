"""Heads with the name they give: where quotes that name somebody open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from db.replies import cues

if TYPE_CHECKING:
    from db.replies.names import NameBook, Named

_BEFORE = "\n\r‘'\"“「『>*=-—─]"
_INDENT = 40
_BETWEEN = " \t\r\n\xa0‘'\"“「『>*"
_FILLED = re.compile(r"\S")
_FAR = 200  # code points; heads that are farther apart do not follow each other


class Opening(NamedTuple):
    """A head with the name it gives: ``start`` with what stands before the name.

    ``goes_on`` is where the first character after white space follows; ``strong`` says that the
    head opens a quote by itself, by a time or by a word such as 回复.
    """

    start: int
    end: int
    goes_on: int
    named: Named
    time: str | None
    strong: bool

    @property
    def may_head(self) -> bool:
        """Whether this can open a quote by itself: prose, too, says that somebody wrote."""
        return self.strong or (self.named.known and not self.named.glued)

    def is_directly_before(self, start: int) -> bool:
        """Whether nothing but white space is between this head and ``start``."""
        return self.end <= start <= self.goes_on


def openings(text: str, names: NameBook) -> list[Opening]:
    """Heads that name somebody, in order, with where each begins."""
    found: list[Opening] = []
    low = 0
    for head in cues.heads(text):
        named = names.before(text, head.verb)
        if named is None or not named.key or named.start < low:
            continue
        start = max(low, cues.prefix_start(text, named.start))
        strong = cues.is_strong_prefix(text[start : named.start])
        if head.time is not None:
            # a paper, too, was published on a day: in the middle of a line only an author counts
            strong = strong or named.known or head.comment or _begins(text, start)
        found.append(
            Opening(start, head.end, filled_from(text, head.end), named, head.time, strong)
        )
        low = head.end
    return found


def _begins(text: str, start: int) -> bool:
    """Whether a head at ``start`` begins a line or stands directly behind a frame."""
    before = text[max(0, start - _INDENT) : start].rstrip(" \t\xa0\u3000")
    return not before or before[-1] in _BEFORE or text[start] in _BEFORE


def filled_from(text: str, start: int) -> int:
    """The first character at or after ``start`` that is no white space; else the end."""
    match = _FILLED.search(text, start)
    return match.start() if match else len(text)


def nesting(text: str, heads: list[Opening]) -> tuple[int, str | None]:
    """How many heads follow each other directly, and the author key of the second."""
    depth = 1
    while depth < len(heads):
        end, start = heads[depth - 1].end, heads[depth].start
        if start - end > _FAR or text[end:start].strip(_BETWEEN):
            break
        depth += 1
    return depth, heads[1].named.key if depth > 1 else None
