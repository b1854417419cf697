"""What hits have in common is what a count over all of them says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from db import notes
from db.errors import Cancelled, QueryWrong
from db.records import PostId, ThreadId
from db.search import FacetValue, facets, search
from tests.db.threads.shelf import AFloor, AThread, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.store import Reading


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "a.beilin")
    made.add(
        AThread(
            "河边",
            board="地方",
            floors=[
                AFloor("石头一", "甲 某", posted_at="2023-05-01T08:00+00:00"),
                AFloor("石头二", "乙某", posted_at="2024-05-01T08:00+00:00"),
                AFloor("石头三", "甲 某", posted_at="2024-06-01T08:00+00:00"),
                AFloor("水", "丙某", posted_at="2024-06-01T08:00+00:00"),
            ],
        )
    )
    made.add(AThread("桥", board=None, floors=[AFloor("石头四", None)]))
    yield made
    made.store.close()


def test_the_largest_come_first(shelf: Shelf) -> None:
    found = facets(shelf.store, "石头")
    assert found.people == (
        FacetValue("甲 某", 2, 'author:"甲 某"'),
        FacetValue("乙某", 1, "author:乙某"),
    )
    (place,) = found.boards
    assert (place.value, place.term) == ("地方", "board:地方")
    in_place = [hit for hit in search(shelf.store, "石头").hits if hit.thread_title == "河边"]
    assert place.hits == len(in_place)
    assert {each.value: each.term for each in found.years}["2023"] == "date:2023"
    assert FacetValue("2023", 1, "date:2023") in found.years
    assert found.exact


def test_people_are_those_of_the_hits(shelf: Shelf) -> None:
    hits = search(shelf.store, "石头").hits
    written = Counter(hit.author for hit in hits if hit.author and hit.field == "post")
    assert {each.value: each.hits for each in facets(shelf.store, "石头").people} == written


def test_notes_are_counted(shelf: Shelf) -> None:
    assert facets(shelf.store, "石头").with_note == 0
    (hit,) = search(shelf.store, "石头二").hits
    assert hit.post is not None
    notes.add(shelf.store, ThreadId(hit.thread), post=PostId(hit.post), body="记")
    assert facets(shelf.store, "石头").with_note == 1


def test_it_is_stopped(shelf: Shelf) -> None:
    def stop(reading: Reading) -> None:
        reading.interrupt()

    with pytest.raises(Cancelled):
        facets(shelf.store, "石头", on_connection=stop)
    with pytest.raises(QueryWrong):
        facets(shelf.store, '"')
