"""Offsets in code points and in the units of Qt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.offsets import points, units


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [("abc", 2, 2), ("中国", 1, 1), ("😀b", 1, 2), ("a😀b", 3, 4), ("\ud800x", 1, 1), ("", 0, 0)],
)
def test_offsets_in_the_units_of_qt(text: str, offset: int, expected: int) -> None:
    assert units(text, offset) == expected


@given(st.text(st.characters(), max_size=60), st.integers(0, 80))
def test_there_and_back(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    # a low surrogate after a high one is one character to Qt, and two to Python
    if any(0xD800 <= ord(one) <= 0xDBFF for one in text):
        return
    assert points(text, units(text, offset)) == offset


def test_beyond_the_end_is_the_end() -> None:
    assert points("中国", 9) == 2
    assert points("a", 9) == 1
    assert points("😀", 9) == 1
