"""Saying which words a note is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.notes import find_quote, select
from db.notes.selectors import CONTEXT
from db.records import Span

TEXTS = st.text(st.sampled_from("石头河边水aＡ国國㎏😂é\n "), min_size=1, max_size=120)


@given(TEXTS, st.data())
def test_selectors_hold_the_words_and_what_is_around_them(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    target = select(text, Span(start, end))
    assert target.exact == text[start:end]
    assert len(target.prefix) == min(CONTEXT, start)
    assert len(target.suffix) == min(CONTEXT, len(text) - end)
    assert target.prefix + target.exact + target.suffix in text
    assert text[target.span.start : target.span.end] == target.exact


@pytest.mark.parametrize("span", [(0, 0), (2, 1), (-1, 2), (0, 4), (3, 3)])
def test_no_words_are_no_target(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no words"):
        select("石头河", Span(*span))


@given(TEXTS, st.data())
def test_words_of_a_text_are_found_where_they_first_stand(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    found = find_quote(text, words)
    assert found is not None
    assert text[found.start : found.end] == words
    assert found.start == text.index(words)


def test_what_was_typed_finds_what_was_saved() -> None:
    text = "他說：ＡＩ與中國"
    found = find_quote(text, "ai与中国")
    assert found == Span(3, 8)
    assert find_quote(text, "ai和中国") is None
    assert find_quote(text, "") is None
    assert find_quote("重 5㎏ 的石头", "5kg") == Span(2, 4)
