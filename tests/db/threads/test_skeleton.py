"""The packed reply tree: arranged, packed, kept and built anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import store as stores
from db.errors import LibraryDamaged, NotFound
from db.records import STATE_CODES, LinkState, ThreadId
from db.threads import skeleton
from db.threads.quoted import Size
from db.threads.skeleton import Skeleton, build, pack, unpack
from tests.db.threads.shelf import AFloor, AnEdge, AThread, Shelf, sample_thread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.store import Store


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "a.beilin")
    yield made
    made.store.close()


def plain(ids: list[int], parents: dict[int, int]) -> Skeleton:
    return build(ids, parents, {}, [Size(0, 0, 0, 0)] * len(ids))


def check(tree: Skeleton, ids: list[int]) -> None:
    """Everything that any tree must fulfil."""
    assert sorted(tree.ids) == sorted(ids)
    assert [ids[place] for place in tree.ordinals] == list(tree.ids)
    for row, parent in enumerate(tree.parents):
        assert -1 <= parent < row
        assert tree.depths[row] == (0 if parent < 0 else tree.depths[parent] + 1)
        assert row + tree.sizes[row] <= len(tree)
        if parent >= 0:
            assert parent < row < parent + tree.sizes[parent]
    for row in range(len(tree)):
        below = range(row + 1, row + tree.sizes[row])
        children = [other for other in below if tree.parents[other] == row]
        assert tree.sizes[row] == 1 + sum(tree.sizes[child] for child in children)
        places = [tree.ordinals[child] for child in children]
        assert places == sorted(places)
    roots = [tree.ordinals[row] for row, parent in enumerate(tree.parents) if parent < 0]
    assert roots == sorted(roots)


def test_children_stand_below_their_parents_in_floor_order() -> None:
    tree = plain([10, 11, 12, 13, 14, 15], {12: 10, 13: 11, 14: 10, 15: 12})
    assert list(tree.ids) == [10, 12, 15, 14, 11, 13]
    assert list(tree.parents) == [-1, 0, 1, 0, -1, 4]
    assert list(tree.sizes) == [4, 2, 1, 1, 2, 1]
    assert list(tree.depths) == [0, 1, 2, 1, 0, 1]
    assert list(tree.ordinals) == [0, 2, 5, 4, 1, 3]


def test_a_parent_that_is_printed_later_is_a_parent_all_the_same() -> None:
    tree = plain([1, 2, 3], {1: 3})
    assert list(tree.ids) == [2, 3, 1]
    assert list(tree.depths) == [0, 0, 1]


def test_an_unknown_parent_and_itself_are_no_parents() -> None:
    assert list(plain([1, 2], {1: 99, 2: 2}).parents) == [-1, -1]


@pytest.mark.parametrize("length", [2, 3, 50])
def test_of_a_circle_one_edge_is_cut(length: int) -> None:
    ids = list(range(length))
    tree = plain(ids, {index: (index + 1) % length for index in ids})
    check(tree, ids)
    assert list(tree.parents).count(-1) == 1


@given(st.lists(st.integers(-1, 30), max_size=30))
def test_any_links_make_a_tree_that_shows_each_floor_once(parents: list[int]) -> None:
    ids = [100 + index for index in range(len(parents))]
    links = {100 + child: 100 + parent for child, parent in enumerate(parents) if parent >= 0}
    tree = plain(ids, links)
    check(tree, ids)
    assert pack(unpack(pack(tree))) == pack(tree)


def test_a_chain_as_long_as_a_thread_can_be_is_no_recursion() -> None:
    count = 100_000
    tree = plain(list(range(count)), {index: index - 1 for index in range(1, count)})
    assert tree.sizes[0] == count
    assert tree.depths[-1] == skeleton.DEEPEST
    assert tree.depths[1000] == 1000


def test_one_hundred_thousand_floors_are_packed_small() -> None:
    count = 100_000
    packed = pack(plain(list(range(count)), {index: index // 2 for index in range(2, count)}))
    assert len(packed) == 16 + count * skeleton.BYTES_A_FLOOR
    assert pack(unpack(packed)) == packed


def test_damaged_bytes_are_no_tree() -> None:
    packed = pack(plain([1, 2, 3], {2: 1}))
    for wrong in (b"", packed[:-1], packed + b"\0", b"\xff" * 8 + packed[8:]):
        with pytest.raises(LibraryDamaged):
            unpack(wrong)


def test_states_and_sizes_come_from_the_rows(shelf: Shelf) -> None:
    thread = shelf.add(sample_thread())
    tree = skeleton.load(shelf.store, thread)
    assert list(tree.ordinals) == [0, 2, 3, 1, 4]
    assert list(tree.depths) == [0, 1, 2, 0, 0]
    expected = (LinkState.NONE, LinkState.SOLID, LinkState.DASHED, LinkState.NONE, LinkState.GHOST)
    assert tuple(tree.states) == tuple(STATE_CODES[state] for state in expected)
    assert list(tree.lines) == [0, 2, 0, 0, 2]
    assert tree.widths[3] == 6  # 不信。


def test_the_opening_post_is_no_floor_of_the_tree(shelf: Shelf) -> None:
    opening = AFloor("开帖", opening=True)
    thread = shelf.add(
        AThread(floors=[opening, AFloor("答"), AFloor("问", edges=[AnEdge(LinkState.STATED, 0)])])
    )
    tree = skeleton.load(shelf.store, thread)
    assert list(tree.ids) == shelf.post_ids(thread)[1:]
    assert list(tree.parents) == [-1, -1]


def spoil(store: Store, statement: str) -> None:
    with store.write() as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM skeleton",
        "UPDATE skeleton SET version = 0",
        "UPDATE skeleton SET data = x'00'",
    ],
)
def test_what_is_missing_old_or_damaged_is_built_and_kept(shelf: Shelf, statement: str) -> None:
    thread = shelf.add(sample_thread())
    before = pack(skeleton.load(shelf.store, thread))
    spoil(shelf.store, statement)
    assert pack(skeleton.load(shelf.store, thread)) == before
    with shelf.store.read() as connection:
        kept = skeleton.stored(connection, thread)
    assert kept is not None
    assert pack(kept) == before


def test_a_library_that_is_read_only_gets_its_tree_in_memory(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a.beilin")
    thread = shelf.add(sample_thread())
    before = pack(skeleton.load(shelf.store, thread))
    spoil(shelf.store, "DELETE FROM skeleton")
    shelf.store.close()
    place = tmp_path / "a.beilin"
    place.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        reading = stores.open_library(place)
        try:
            if not reading.read_only:
                pytest.skip("this user may write everything")
            assert pack(skeleton.load(reading, thread)) == before
        finally:
            reading.close()
    finally:
        tmp_path.chmod(0o700)


def test_a_thread_that_is_not_there(shelf: Shelf) -> None:
    with pytest.raises(NotFound):
        skeleton.load(shelf.store, ThreadId(7))
