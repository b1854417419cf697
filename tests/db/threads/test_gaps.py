"""Floors that no capture brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import LibraryDamaged
from db.threads import skeleton
from db.threads.gaps import gaps_of
from db.threads.quoted import Size
from db.threads.skeleton import Gap, build, pack, unpack
from tests.db.threads.shelf import AFloor, AThread, Shelf

if TYPE_CHECKING:
    from pathlib import Path


def labels(words: str) -> list[str | None]:
    return [None if word == "–" else word for word in words.split()]


@pytest.mark.parametrize(
    ("printed", "opening", "gaps"),
    [
        ("1 2 3", None, []),
        ("2 3", None, []),
        ("1 2 5 6", None, [(2, 3, 4)]),
        ("11 12", None, [(0, 1, 10)]),
        ("3 4", "#1", [(0, 2, 2)]),
        ("2 3", "楼主", []),
        ("沙发 板凳 5楼 #6", "楼主", [(2, 4, 4)]),
        ("0 1 3", None, [(2, 2, 2)]),
        ("1 2-1 2-2 4", None, [(3, 3, 3)]),
        ("6 5 2 1", None, [(2, 3, 4)]),
        ("1 5 3 4", None, [(2, 2, 2)]),
        ("9 8 3", None, [(2, 4, 7)]),
        ("30 29 28 27 20 19 18 17 16", None, [(4, 21, 26)]),
        ("88 45 2 3 4 5", None, []),
        ("999999999 1 2", None, []),
        ("204812 204815 204890 205001 205400", None, []),
        ("1 2 #1,000 #1,001", None, [(2, 3, 999)]),
        ("1 1 2 2", None, []),
        ("1 – 3 – – 6 9", None, [(6, 7, 8)]),
        ("– – –", None, []),
        ("热门 1 2", None, []),
        ("", None, []),
    ],
)
def test_what_lies_between_the_numbers(
    printed: str, opening: str | None, gaps: list[tuple[int, int, int]]
) -> None:
    assert list(gaps_of(labels(printed), [opening] if opening else [])) == gaps


@given(st.sets(st.integers(1, 400)))
def test_numbers_that_are_there_and_those_that_are_not_are_all(there: set[int]) -> None:
    printed = sorted(there)
    found = gaps_of([str(number) for number in printed])
    missing = {number for gap in found for number in range(gap.first, gap.last + 1)}
    assert not missing & there
    if printed and printed[0] != 2 and found:
        assert missing | there == set(range(1, printed[-1] + 1))
    assert [printed[gap.ordinal] for gap in found] == [gap.last + 1 for gap in found]


@given(st.lists(st.integers(1, 60)))
def test_in_any_order_no_number_that_is_there_is_missed(there: list[int]) -> None:
    found = gaps_of([str(number) for number in there])
    assert all(0 <= gap.ordinal < len(there) and gap.first <= gap.last for gap in found)
    assert len({gap.ordinal for gap in found}) == len(found)
    assert [gap.ordinal for gap in found] == sorted(gap.ordinal for gap in found)
    assert not any(gap.first <= number <= gap.last for gap in found for number in there)


def test_answers_below_a_floor_never_had_a_number_of_their_own() -> None:
    printed = [*map(str, range(2, 31)), *[None] * 30, *map(str, range(61, 91))]
    assert gaps_of(printed, ["1"]) == ()
    assert gaps_of(printed, ["1"], hung=range(29, 59)) == (Gap(59, 31, 60),)


def test_before_the_first_floor_an_opening_without_a_number_is_number_one() -> None:
    assert gaps_of(["3", "4"], [None]) == (Gap(0, 2, 2),)
    assert gaps_of(["3", "4"]) == (Gap(0, 1, 2),)
    assert gaps_of(["2", "3"], [None]) == ()


def test_a_packed_tree_keeps_them() -> None:
    gaps = (Gap(0, 1, 9), Gap(1, 11, 4_000_000))
    data = pack(build([7, 8], {8: 7}, {}, [Size(4, 0, 4, 0), Size(2, 0, 2, 0)], gaps))
    tree = unpack(data)
    assert tree.gaps == gaps
    assert pack(tree) == data
    for cut in (data[:-1], data[:-12], data + bytes(12), data[:16], b""):
        with pytest.raises(LibraryDamaged):
            unpack(cut)


def test_they_are_those_of_the_floors_in_the_library(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a.beilin")
    floors = [AFloor("首", label="1", opening=True), AFloor("甲", label="4")]
    thread = shelf.add(AThread(floors=[*floors, AFloor("乙", label="5")]))
    assert skeleton.load(shelf.store, thread).gaps == (Gap(0, 2, 3),)
    shelf.store.close()
