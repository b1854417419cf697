"""A term more, a term less: the reader's own words stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.search import parse
from db.search.query import All
from db.search.refining import has_term, with_term, without_term

NAME = 'author:"夜班 的猫"'


@pytest.mark.parametrize(
    ("query", "narrowed"),
    [
        ("钟楼", f"钟楼 {NAME}"),
        ("  钟楼 ", f"钟楼 {NAME}"),
        ("钟 OR 楼", f"(钟 OR 楼) {NAME}"),
        ("“钟 楼” -齿轮", f"“钟 楼” -齿轮 {NAME}"),
        ("", NAME),
        (NAME, NAME),
        (f"{NAME} 钟", f"{NAME} 钟"),
    ],
)
def test_a_term_more(query: str, narrowed: str) -> None:
    assert with_term(query, NAME) == narrowed
    assert has_term(narrowed, NAME)


@pytest.mark.parametrize(
    ("query", "left"),
    [
        (f"钟楼 {NAME}", "钟楼"),
        (f"{NAME} 钟楼", "钟楼"),
        (f"钟 {NAME}  楼", "钟 楼"),
        (f"(钟 OR 楼) {NAME}", "钟 OR 楼"),
        (f"(钟 OR 楼) 水 {NAME}", "(钟 OR 楼) 水"),
        (NAME, ""),
        ("author：“夜班 的猫” 钟", "钟"),
        ("钟楼", "钟楼"),
        (f"钟楼 -{NAME}", f"钟楼 -{NAME}"),
        (f"钟 OR {NAME}", f"钟 OR {NAME}"),
    ],
)
def test_a_term_less(query: str, left: str) -> None:
    assert without_term(query, NAME) == left
    assert not has_term(left, NAME)


def test_what_cannot_be_understood_stays() -> None:
    assert with_term('钟 "楼', NAME) == '钟 "楼'
    assert without_term('钟 "楼', NAME) == '钟 "楼'
    assert not has_term("(", NAME)


WORDS = st.lists(st.sampled_from(("钟", "楼", "-水", "author:某", '"a b"', "=鐘")), min_size=1)


@given(WORDS)
def test_a_term_and_back_finds_the_same(words: list[str]) -> None:
    query = " ".join(("石", *words))
    narrowed = with_term(query, NAME)
    tree = parse(query)
    parts = tree.children if isinstance(tree, All) else (tree,)
    assert parse(narrowed) == All((*parts, parse(NAME)))
    assert without_term(narrowed, NAME) == query
