"""Last lines that are nobody's words: what reading programs put under every post."""

from __future__ import annotations

from collections import defaultdict
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
    ending: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for text in texts:
        line, stop = last_line(text, 0, len(text)) if "\n" in text else (0, 0)
        if line and stop - line >= _SHORTEST:
            ending[text[line:stop]].append((text, line))
    return frozenset(
        last
        for last, found in ending.items()
        if len(found) >= _SIGNED
        and sum(_is_under_words(text, line) for text, line in found) >= _SIGNED
    )


def _is_under_words(text: str, line: int) -> bool:
    """Whether the line above the one at ``line`` holds words, not a ruler."""
    start, end = last_line(text, max(0, line - _LONGEST), line)
    return start < end and not cues.rulers(text[start:end])
