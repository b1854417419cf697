"""Matches found without a map of the folded text are those found with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Span
from db.search import matching
from db.search.matching import Term, find, fold_in_place
from db.text import fold

LETTERS = "国國ａA.…½1⁄㎏kgｶﾞがが\u0301e\u0308ﬁfi㊤上㌧トン\ufdd6\ufdd7 \u0385㍿株式"
TEXTS = st.text(LETTERS, max_size=14)


def never(_text: str, _words: object) -> None:
    """Say that a map is needed."""


@given(TEXTS, st.lists(TEXTS.filter(bool), min_size=1, max_size=3), st.data())
def test_matches_are_where_the_map_says(text: str, words: list[str], data: st.DataObject) -> None:
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        words.append(text[start : data.draw(st.integers(start + 1, len(text)))])
    terms = [Term(word, fold(word), data.draw(st.booleans())) for word in words]
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4)))
    quotes = [Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=False)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "fold_in_place", never)
        expected = find(terms, text, quotes)
    assert find(terms, text, quotes) == expected


def test_what_folds_to_several_needs_a_map_only_where_it_matters() -> None:
    assert fold_in_place("國……家", ["国", "家"]) is not None
    assert fold_in_place("國……家", [".家"]) is None
    assert fold_in_place("國家", ["."]) == "国家"
    assert fold_in_place("e\u0301", ["国"]) is None
    assert fold_in_place("國…家", ["\ufdd6"]) is None
    assert fold_in_place("國\ufdd6", ["\ufdd6"]) is None
