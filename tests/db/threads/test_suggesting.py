"""Suggestions of parents, worked out from what is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db.errors import NotFound
from db.records import LinkState, Parent, PostId, Span, ThreadId
from db.threads import deciding
from db.threads.suggesting import suggestions, suggestions_for
from tests.db.shelving import states
from tests.db.threads.shelf import AFloor, AnEdge, AQuote, AThread, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STONE = "石碑背面的小字磨得看不清了"
FERRY = "渡口的老船今天早上修好了"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "a.beilin")
    yield made
    made.store.close()


def test_what_a_post_may_answer_with_the_words_in_both(shelf: Shelf) -> None:
    thread = shelf.add(
        AThread(
            floors=[AFloor(FERRY, "甲某"), AFloor(STONE, "乙某"), AFloor("石碑背面我摸过", "丙某")]
        )
    )
    posts = shelf.post_ids(thread)
    found = suggestions(shelf.store, thread, posts[2])
    assert (found[0].post, found[0].floor, found[0].author) == (posts[1], "2", "乙某")
    assert found[0].rule == "rare-term"
    (shown,) = found[0].evidence
    assert (shown.child, shown.parent) == (Span(0, 4), Span(0, 4))
    assert suggestions(shelf.store, thread, posts[0]) == ()


def test_what_is_answered_already_and_what_is_quoted_are_left_out(shelf: Shelf) -> None:
    text = f"{STONE}\n-----\n渡口的老船我坐过"
    floors = [
        AFloor(FERRY, "甲某"),
        AFloor(STONE, "乙某"),
        AFloor(
            text,
            "丙某",
            edges=[AnEdge(LinkState.SOLID, 1)],
            quotes=[AQuote(Span(0, len(STONE) + 7), Span(0, len(STONE)), source=1)],
        ),
    ]
    thread = shelf.add(AThread(floors=floors))
    posts = shelf.post_ids(thread)
    assert [each.post for each in suggestions(shelf.store, thread, posts[2])] == [posts[0]]


def test_what_the_reader_rejected_is_not_offered_again(shelf: Shelf) -> None:
    thread = shelf.add(
        AThread(
            floors=[AFloor(FERRY, "甲某"), AFloor(STONE, "乙某"), AFloor(f"说到{FERRY}", "丙某")]
        )
    )
    posts = shelf.post_ids(thread)
    before = [each.post for each in suggestions(shelf.store, thread, posts[2])]
    assert posts[0] in before
    done = deciding.reject(shelf.store, posts[2], Parent(posts[0]))
    assert posts[0] not in [each.post for each in suggestions(shelf.store, thread, posts[2])]
    deciding.undo(shelf.store, done.value)
    assert [each.post for each in suggestions(shelf.store, thread, posts[2])] == before


def test_many_are_what_each_is(shelf: Shelf) -> None:
    floors = [
        AFloor(f"{FERRY[at % 5 :]}第{at}回{STONE[: at % 7]}", f"用户{at % 4}") for at in range(90)
    ]
    thread = shelf.add(AThread(floors=floors))
    posts = shelf.post_ids(thread)
    every = suggestions_for(shelf.store, thread)
    assert list(every) == posts
    for post in (posts[0], posts[44], posts[89]):
        assert suggestions(shelf.store, thread, post) == every[post]
    assert suggestions_for(shelf.store, thread, posts[3:5]) == {
        post: every[post] for post in posts[3:5]
    }


def test_nothing_is_written(shelf: Shelf) -> None:
    thread = shelf.add(AThread(floors=[AFloor(FERRY, "甲某"), AFloor(FERRY[:6], "乙某")]))
    shelf.store.empty_log()
    before = states(shelf.store.place.parent)["a.beilin"]
    assert suggestions_for(shelf.store, thread)
    assert states(shelf.store.place.parent)["a.beilin"] == before


def test_what_is_not_there(shelf: Shelf) -> None:
    thread = shelf.add(AThread(floors=[]))
    assert suggestions(shelf.store, thread, PostId(99)) == ()
    assert suggestions_for(shelf.store, thread) == {}
    with pytest.raises(NotFound):
        suggestions(shelf.store, ThreadId(99), PostId(1))
