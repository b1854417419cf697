"""Equal letters as spans of both texts, unfolded: what the reader is shown as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.records import Evidence, Span
from db.replies.folding import is_letter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.replies.align import Run
    from db.replies.folding import FoldedText, Words

_LEAST = 4  # letters of a run that is shown beside longer ones
_MARKS = 8


def evidence(
    runs: Sequence[Run], child: Words, parent: Words, limits: tuple[int, int]
) -> tuple[Evidence, ...]:
    """The spans of ``runs`` in both texts; ``limits`` are the words of the quote in the child.

    Signs that stand at the ends of a run in both texts alike belong to it: a quote of a whole
    floor is shown as the whole floor, full stop included.
    """
    longest = max((run.length for run in runs), default=0)
    found: list[Evidence] = []
    for run in runs:
        if run.length < min(_LEAST, longest):
            continue
        at = 0
        for first, last in child.in_source(run.child, run.child + run.length):
            size = last - first
            ((there, stop),) = parent.in_source(run.parent + at, run.parent + at + size)
            at += size
            free = (found[-1].child.end if found else limits[0], limits[1])
            spans = _spans((child.source, first, last), (parent.source, there, stop), free)
            if spans is not None:
                found.append(spans)
    return tuple(found)


def _spans(
    child: tuple[FoldedText, int, int], parent: tuple[FoldedText, int, int], limits: tuple[int, int]
) -> Evidence | None:
    """One run of folded letters as a pair of spans, or nothing if no whole code point is in it."""
    here, first, last = child
    there, begin, stop = parent
    while first < last and (
        here.splits_a_letter(first) or there.splits_a_letter(begin) or here.letters[first] == " "
    ):
        first, begin = first + 1, begin + 1
    while first < last and (
        here.splits_a_letter(last) or there.splits_a_letter(stop) or here.letters[last - 1] == " "
    ):
        last, stop = last - 1, stop - 1
    if first >= last:
        return None
    one = Span(here.origin(first), here.origin(last - 1) + 1)
    two = Span(there.origin(begin), there.origin(stop - 1) + 1)
    return _with_marks(here.text, one, there.text, two, limits)


def _with_marks(child: str, one: Span, parent: str, two: Span, limits: tuple[int, int]) -> Evidence:
    """Widen both spans over the signs, no letters and no spaces, that stand there alike."""
    start, begin, end, stop = one.start, two.start, one.end, two.end
    for _ in range(_MARKS):
        if start <= limits[0] or begin == 0 or not _same_sign(child, start - 1, parent, begin - 1):
            break
        start, begin = start - 1, begin - 1
    for _ in range(_MARKS):
        if end >= limits[1] or stop >= len(parent) or not _same_sign(child, end, parent, stop):
            break
        end, stop = end + 1, stop + 1
    return Evidence(Span(start, end), Span(begin, stop))


def _same_sign(one: str, at: int, two: str, there: int) -> bool:
    char = one[at]
    return char == two[there] and not char.isspace() and not is_letter(char)
