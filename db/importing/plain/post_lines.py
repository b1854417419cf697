"""The words of one post, laid down line by line, with what stands among them.

Readers of text write the lines that are words and put aside those that are not; places are known
only when the blank lines around the words are gone, so they are kept as lines until then.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from db.importing.drafts import AsideDraft, AsideKind, FigureDraft, QuoteDraft
from db.importing.markup.body import Body
from db.importing.plain.marks import blank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.importing.drafts import TimeDraft


@dataclass(frozen=True, slots=True)
class _Figure:
    line: int
    alt: str | None
    src: str | None
    caption: str | None


@dataclass(frozen=True, slots=True)
class _Quote:
    first: int
    words: int
    end: int
    author: str | None
    time: TimeDraft | None
    source: str | None
    elsewhere: bool
    level: int


class PostLines:
    """The lines of a post as they are read."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._figures: list[_Figure] = []
        self._quotes: list[_Quote] = []
        self._asides: list[AsideDraft] = []

    @property
    def size(self) -> int:
        """How many lines of words there are so far."""
        return len(self._lines)

    def write(self, line: str) -> None:
        """Add a line of words."""
        self._lines.append(line)

    def figure(
        self, src: str | None = None, alt: str | None = None, caption: str | None = None
    ) -> None:
        """Mark the place of an image before the next line."""
        self._figures.append(_Figure(len(self._lines), alt, src, caption))

    def aside(self, kind: AsideKind, text: str) -> None:
        """Put text aside, unless it is blank."""
        if text.strip():
            self._asides.append(AsideDraft(kind, text.strip()))

    def quote(
        self,
        first: int,
        words: int,
        end: int,
        *,
        author: str | None = None,
        time: TimeDraft | None = None,
        source: str | None = None,
        elsewhere: bool = False,
        level: int = 0,
    ) -> None:
        """Mark the lines ``first`` to ``end`` as a quotation; its words begin at ``words``."""
        self._quotes.append(_Quote(first, words, end, author, time, source, elsewhere, level))

    def body(self) -> Body:
        """Return the words without the blank lines around them, and the places in them."""
        low, high = 0, len(self._lines)
        while low < high and blank(self._lines[low]):
            low += 1
        while high > low and blank(self._lines[high - 1]):
            high -= 1
        lines = self._lines[low:high]
        text = "\n".join(lines)
        starts = [0, *accumulate(len(line) + 1 for line in lines)]

        def start(line: int) -> int:
            return min(starts[min(max(line - low, 0), len(lines))], len(text))

        def end(line: int) -> int:
            return max(0, min(starts[min(max(line - low, 0), len(lines))] - 1, len(text)))

        figures = tuple(
            FigureDraft(start(each.line), each.alt, each.src, each.caption)
            for each in self._figures
        )
        quotes = tuple(
            QuoteDraft(
                start(each.first),
                end(each.end),
                min(start(each.words), end(each.end)),
                end(each.end),
                each.author,
                each.time,
                each.source,
                each.elsewhere,
                each.level,
            )
            for each in self._quotes
            if start(each.first) < end(each.end)
        )
        return Body(text, quotes, figures, (), tuple(self._asides))


def joined(lines: Sequence[str]) -> str:
    """Return lines as one text, without the blank ones around them."""
    low, high = 0, len(lines)
    while low < high and blank(lines[low]):
        low += 1
    while high > low and blank(lines[high - 1]):
        high -= 1
    return "\n".join(lines[low:high])
