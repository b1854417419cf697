"""Last lines that are nobody's words: what reading programs put under every post."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from db.replies import cues

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIGNED = 3  # floors that end in the same line
_SHORTEST = 6
_LONGEST = 300


def last_line(text: str, start: int, end: int) -> tuple[int, int]:
    """The last line of a range that is not blank."""
    stop = max(start, end - _LONGEST)
    stop += len(text[stop:end].rstrip())
    return max(start, text.rfind("\n", start, stop) + 1), stop


def signatures(texts: Iterable[str]) -> frozenset[str]:
    """Last lines that several floors have under words of their own: a reading program signs so.

    What stands under a ruler is rather a quote of one floor by several.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        line, stop = last_line(text, 0, len(text))
        if stop - line < _SHORTEST:
            continue
        before, above = last_line(text, max(0, line - _LONGEST), line)
        if before < above and not cues.rulers(text[before:above]):
            counts[text[line:stop]] += 1
    return frozenset(line for line, count in counts.items() if count >= _SIGNED)
