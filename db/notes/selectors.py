"""Saying which words of a text a note is about, so that they can be found again.

Source: W3C Web Annotation Data Model, TextQuoteSelector (exact, prefix, suffix) and
TextPositionSelector (start, end); offsets count Unicode code points.
"""

from __future__ import annotations

from db.records import NoteTarget, Span
from db.text import fold, fold_with_map, unfolded

CONTEXT = 32
"""So many code points before and after the words are kept with them."""


def select(text: str, span: Span) -> NoteTarget:
    """Return the selectors of ``text[span.start:span.end]``.

    Raises:
        ValueError: the span is empty or not inside the text.
    """
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"no words at {span.start}..{span.end} of {len(text)}")
    return NoteTarget(
        exact=text[span.start : span.end],
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        span=span,
    )


def find_quote(text: str, words: str) -> Span | None:
    """Return where ``words`` first stand in ``text``, or ``None``.

    Words that do not stand there letter for letter are looked for without regard to case, width
    and script, so that what was typed finds what was saved.
    """
    if not words:
        return None
    at = text.find(words)
    if at >= 0:
        return Span(at, at + len(words))
    wanted = fold(words)
    folded, origin = fold_with_map(text)
    at = folded.find(wanted) if wanted else -1
    return Span(*unfolded(origin, at, at + len(wanted))) if at >= 0 else None
