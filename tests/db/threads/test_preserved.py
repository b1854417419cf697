"""Words of a floor that was blocked, as quotes of it preserve them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db.records import Post, Span, ThreadId
from db.threads.reading import thread_posts
from tests.db.threads.shelf import AFloor, AQuote, AThread, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BLOCKED = "提示: 作者被禁止或删除 内容自动屏蔽"
WORDS = "渡口的灯是我点的，与旁人无关。"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "a.beilin")
    yield made
    made.store.close()


def quoting(words: str, source: int = 0) -> AFloor:
    span = Span(0, len(words))
    return AFloor(f"{words}\n回一句", quotes=[AQuote(span, span, source=source)])


def read(shelf: Shelf, *floors: AFloor) -> list[Post]:
    return thread_posts(shelf.store, ThreadId(shelf.add(AThread(floors=list(floors)))))


def test_a_blocked_floor_has_the_words_that_quotes_preserve(shelf: Shelf) -> None:
    posts = read(
        shelf,
        AFloor(BLOCKED),
        quoting(WORDS[:6] + "……"),
        quoting(WORDS),
        quoting(BLOCKED),
        quoting("另有一句。"),
    )
    known = posts[0].preserved
    assert [(one.text, one.post, one.floor) for one in known] == [
        (WORDS, posts[2].id, posts[2].floor),
        ("另有一句。", posts[4].id, posts[4].floor),
    ]
    assert known[0].span == Span(0, len(WORDS))
    assert all(post.preserved == () for post in posts[1:])


def test_a_floor_that_holds_its_words_needs_no_other(shelf: Shelf) -> None:
    posts = read(shelf, AFloor(WORDS), quoting("这不是原话"), quoting(WORDS[:6] + "..."))
    assert [post.preserved for post in posts] == [(), (), ()]


def test_an_empty_floor_has_lost_its_words_too(shelf: Shelf) -> None:
    posts = read(shelf, AFloor(" "), quoting(WORDS))
    assert [one.text for one in posts[0].preserved] == [WORDS]
