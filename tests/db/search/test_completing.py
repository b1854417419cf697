"""Operators that begin with what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db import store as stores
from db.search import Completion, complete

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("query", "at", "offered"),
    [
        ("au", 2, [(0, 2)]),
        ("钟 (au", 5, [(3, 5)]),
        ("-auth", 5, [(1, 5)]),
        ("", 0, []),
        ("author:", 7, []),
        ("钟au", 3, []),
        ("aux", 2, []),
    ],
)
def test_what_is_offered(
    tmp_path: Path, query: str, at: int, offered: list[tuple[int, int]]
) -> None:
    store = stores.create(tmp_path / "a.beilin")
    assert list(complete(store, query, at)) == [
        Completion("author:", "author:", start, end, "operator") for start, end in offered
    ]
    store.close()
