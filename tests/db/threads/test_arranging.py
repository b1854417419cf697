"""Trees arranged otherwise: without doubtful edges, or with one person's floors."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import BY_READER, STATE_CODES, LinkState, PostId, ThreadId
from db.threads.arranging import Certainty, only, posts_of, sift
from db.threads.quoted import Size
from db.threads.reading import also_answering
from db.threads.skeleton import Gap, Skeleton, build, load
from tests.db.threads.shelf import AFloor, AnEdge, AThread, Shelf
from tests.db.threads.test_skeleton import check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOLID, DASHED = STATE_CODES[LinkState.SOLID], STATE_CODES[LinkState.DASHED]
STATED, GHOST = STATE_CODES[LinkState.STATED], STATE_CODES[LinkState.GHOST]


def tree_of(parents: dict[int, tuple[int, int]], count: int) -> Skeleton:
    ids = list(range(10, 10 + count))
    return build(
        ids,
        {child: parent for child, (parent, _) in parents.items()},
        {child: state for child, (_, state) in parents.items()},
        [Size(post, 1, post, 0, post % 2) for post in ids],
        (Gap(2, 5, 6),),
    )


TREE = tree_of(
    {11: (10, STATED), 12: (11, SOLID), 13: (12, DASHED), 14: (13, SOLID), 15: (10, DASHED)}, 7
)


def edges(tree: Skeleton) -> dict[int, int]:
    return {
        tree.ids[floor]: tree.ids[parent]
        for floor, parent in enumerate(tree.parents)
        if parent >= 0
    }


def test_all_likely_edges_are_those_there_are() -> None:
    assert sift(TREE, Certainty.LIKELY) == (TREE, 0)


def test_a_floor_whose_edge_is_left_out_takes_what_answers_it_along() -> None:
    tree, left_out = sift(TREE, Certainty.SURE)
    assert left_out == 2
    assert edges(tree) == {11: 10, 12: 11, 14: 13}
    assert list(tree.ids) == [10, 11, 12, 13, 14, 15, 16]
    assert [tree.states[place] for place in (3, 4, 5)] == [0, SOLID, 0]
    assert list(tree.widths) == list(tree.ids)
    assert tree.gaps == TREE.gaps
    check(tree, list(range(10, 17)))
    tree, left_out = sift(TREE, Certainty.STATED)
    assert (left_out, edges(tree)) == (4, {11: 10})


def test_what_the_reader_decided_is_always_certain() -> None:
    own = bytes(
        state | BY_READER if post in (14, 15) else state
        for post, state in zip(TREE.ids, TREE.states, strict=True)
    )
    tree, left_out = sift(replace(TREE, states=own), Certainty.STATED)
    assert (left_out, edges(tree)) == (2, {11: 10, 15: 10, 14: 13})


def test_a_lost_parent_stays_lost() -> None:
    tree = tree_of({11: (77, GHOST)}, 2)
    assert sift(tree, Certainty.STATED) == (tree, 0)


def test_of_one_person_the_floors_stand_with_those_they_answer() -> None:
    tree, origins, beside = only(TREE, frozenset({12, 16}))
    assert list(tree.ids) == [11, 12, 16]
    assert edges(tree) == {12: 11}
    assert list(beside) == [1, 0, 0]
    assert [TREE.ids[origin] for origin in origins] == [11, 12, 16]
    assert list(tree.ordinals) == [0, 1, 2]
    assert tree.gaps == ()
    check(tree, [11, 12, 16])


def test_no_line_leads_to_a_floor_that_is_not_answered() -> None:
    tree, _, beside = only(TREE, frozenset({14, 11}))
    assert edges(tree) == {14: 13, 11: 10}
    assert sorted(zip(tree.ids, beside, strict=True)) == [(10, 1), (11, 0), (13, 1), (14, 0)]


def test_of_nobody_nothing_is_left() -> None:
    tree, origins, beside = only(TREE, frozenset())
    assert (len(tree), len(origins), beside) == (0, 0, b"")


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from([0, SOLID, DASHED, STATED])), max_size=40
    ),
    st.sets(st.integers(10, 50)),
)
def test_whatever_is_arranged_is_a_tree(floors: list[tuple[int, int]], wanted: set[int]) -> None:
    parents = {
        10 + place: (10 + parent, state)
        for place, (parent, state) in enumerate(floors)
        if parent < place and state
    }
    tree = tree_of(parents, len(floors))
    for certainty in Certainty:
        arranged, left_out = sift(tree, certainty)
        check(arranged, list(range(10, 10 + len(floors))))
        assert len(edges(arranged)) == len(edges(tree)) - left_out
    part = only(tree, frozenset(wanted))
    own = {post for post in wanted if post < 10 + len(floors)}
    answered = {edges(tree)[post] for post in own if post in edges(tree)}
    assert sorted(part.tree.ids) == sorted(own | answered)
    check(part.tree, sorted(own | answered))
    assert edges(part.tree).items() <= edges(tree).items()


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "a.beilin")
    yield made
    made.store.close()


def test_what_is_asked_of_the_store(shelf: Shelf) -> None:
    thread = ThreadId(
        shelf.add(
            AThread(
                floors=[
                    AFloor("一", author="甲某"),
                    AFloor("二", author="乙某", edges=[AnEdge(LinkState.DASHED, 0)]),
                    AFloor(
                        "三",
                        author="甲 某",
                        edges=[AnEdge(LinkState.SOLID, 1), AnEdge(LinkState.SOLID, 0)],
                    ),
                    AFloor("四", author="甲某"),
                ]
            )
        )
    )
    tree = load(shelf.store, thread)
    first, second, third, fourth = sorted(tree.ids)
    assert posts_of(shelf.store, thread, "甲某") == {first, fourth}
    assert posts_of(shelf.store, thread, "无名") == frozenset()
    assert also_answering(shelf.store, PostId(first)) == [third]
    assert sift(tree, Certainty.LIKELY).tree is tree
    assert edges(sift(tree, Certainty.SURE).tree) == {third: second}
