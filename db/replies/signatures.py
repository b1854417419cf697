"""Last lines that are nobody's words: what reading programs put under every post."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from db.replies import cues

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SIGNED = 3  # floors that end in the same line
_SHORTEST = 6
_LONGEST = 300


def last_line(text: str, start: int, end: int) -> tuple[int, int]:
    """The last line of a range that is not blank."""
    stop = max(start, end - _LONGEST)
    stop += len(text[stop:end].rstrip())
    return max(start, text.rfind("\n", start, stop) + 1), stop


def signatures(texts: Sequence[str]) -> frozenset[str]:
    """Last lines that several floors have under words of their own: a reading program signs so.

    What stands under a ruler is rather a quote of one floor by several.
    """
    lines = [_last_of_several(text) for text in texts]
    shared = _frequent(line for line in lines if line)
    pairs = zip(lines, texts, strict=True)
    return _frequent(line for line, text in pairs if line in shared and _has_words(text))


def _frequent(lines: Iterable[str]) -> frozenset[str]:
    counts = Counter(lines)
    return frozenset(line for line, count in counts.items() if count >= _SIGNED)


def _last_of_several(text: str) -> str:
    """The last line of a text that has others, if it is long enough to be told from words."""
    if "\n" not in text:
        return ""
    line, stop = last_line(text, 0, len(text))
    return text[line:stop] if line and stop - line >= _SHORTEST else ""


def _has_words(text: str) -> bool:
    """Whether the line above the last one holds words, not a ruler."""
    line, _stop = last_line(text, 0, len(text))
    start, end = last_line(text, max(0, line - _LONGEST), line)
    return start < end and not cues.rulers(text[start:end])
