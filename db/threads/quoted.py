"""Which quotes of a post are long enough to be folded to a line, and how much text that leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.text import display_width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.records import Span

ONE_LINE = 56
"""Half-width cells: what is shorter and has no line feed takes about a line as it is."""
MOST = 200
"""Quotes of one post that are folded; those behind them are shown as they are."""


class Size(NamedTuple):
    """How much text a floor has.

    Attributes:
        width: its display width in half-width cells.
        breaks: number of line feeds in it.
        left_width: display width of what is left while its long quotes are folded.
        left_breaks: number of line feeds in that, and of quotes between its pieces.
        quotes: lines that folded quotes take beside what is left.
    """

    width: int
    breaks: int
    left_width: int
    left_breaks: int
    quotes: int = 0


def folding(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the outermost quotes that are longer than about a line, in order.

    It depends on the text alone, so that heights can be estimated before a word is read.
    """
    found: list[Span] = []
    end = 0
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if span.start < end or span.end > len(text):
            continue
        words = text[span.start : span.end].strip()
        end = span.end
        if "\n" in words or display_width(words) > ONE_LINE:
            found.append(span)
            if len(found) == MOST:
                break
    return found


def size_of(text: str, spans: Iterable[Span] = ()) -> Size:
    """Measure a text with quoted passages."""
    width, breaks = display_width(text), text.count("\n")
    quotes = folding(text, spans)
    if not quotes:
        return Size(width, breaks, width, breaks)
    pieces: list[str] = []
    start = 0
    for quote in quotes:
        pieces.append(text[start : quote.start])
        start = quote.end
    pieces.append(text[start:])
    left = [piece.strip("\n") for piece in pieces if piece.strip()]
    return Size(
        width,
        breaks,
        sum(map(display_width, left)),
        sum(piece.count("\n") for piece in left) + max(0, len(left) - 1),
        # no words count as a line, which is that of a quote where there are none
        len(quotes) - (not left),
    )
