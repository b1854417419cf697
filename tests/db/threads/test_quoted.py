"""Which quotes are folded, and how much text is left then."""

from __future__ import annotations

from db.records import Span
from db.threads.quoted import MOST, ONE_LINE, Size, folding, size_of

LONG = "石" * (ONE_LINE // 2 + 1)


def test_what_takes_about_a_line_is_left_as_it_is() -> None:
    short = "石" * (ONE_LINE // 2)
    assert folding(short, [Span(0, len(short))]) == []
    assert folding(f"{short}\n", [Span(0, len(short) + 1)]) == []
    assert folding(LONG, [Span(0, len(LONG))]) == [Span(0, len(LONG))]
    assert folding("甲说：\n好", [Span(0, 5)]) == [Span(0, 5)]


def test_the_outermost_of_nested_quotes_folds() -> None:
    text = f"{LONG}\n内\n{LONG}\n自己的话"
    outer, inner = Span(0, 2 * len(LONG) + 3), Span(len(LONG) + 1, len(LONG) + 2)
    crossing = Span(outer.end - 2, outer.end + 3)
    assert folding(text, [crossing, inner, outer]) == [outer]


def test_a_quote_outside_of_its_text_is_no_quote() -> None:
    assert folding("甲\n乙", [Span(0, 400)]) == []


def test_thousands_of_quotes_are_folded_as_far_as_anybody_looks() -> None:
    text = "甲\n乙\n" * 2_000
    spans = [Span(place, place + 4) for place in range(0, len(text), 4)]
    assert folding(text, spans) == spans[:MOST]


def test_a_text_without_long_quotes_is_left_whole() -> None:
    assert size_of("石头\n水", [Span(0, 2)]) == Size(7, 1, 7, 1)


def test_of_a_text_with_quotes_its_own_words_are_left() -> None:
    text = f"{LONG}\n\n先说\n\n甲\n乙\n\n再说\n完"
    quotes = [Span(0, len(LONG)), Span(text.index("甲"), text.index("乙") + 1)]
    size = size_of(text, quotes)
    assert (size.left_width, size.left_breaks, size.quotes) == (11, 2, 2)
    assert (size.width, size.breaks) == (2 * (len(LONG) + 7) + 8, 8)


def test_where_nothing_is_left_the_quotes_are_all_there_is() -> None:
    assert size_of(LONG, [Span(0, len(LONG))]) == Size(2 * len(LONG), 0, 0, 0, 0)
