"""Facets: each number is what a search narrowed by its term finds."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from db.errors import Cancelled, QueryWrong
from db.search import faceting, facets, parse, search
from db.search.refining import with_term
from tests.db.search.furniture import furnish
from tests.db.search.shelf import APost, AThread, Shelf
from tests.db.search.test_truth import NAMES, invented_text, invented_thread

if TYPE_CHECKING:
    from pathlib import Path

    from db.store import Reading


def total(shelf: Shelf, query: str) -> int:
    found = search(shelf.store, query, limit=0).total
    assert found is not None
    return found


@pytest.mark.parametrize("seed", range(4))
def test_numbers_are_those_of_the_narrowed_search(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    shelf = Shelf(tmp_path / "a.beilin")
    shelf.add(*(invented_thread(chance) for _ in range(8)))
    for thread in chance.choices(shelf.threads, k=8):
        shelf.note(thread, invented_text(chance))
    furnish(shelf, chance)
    shelf.trash(shelf.threads[0])
    for query in ("中", "石 OR 科", "in:post", "date:2025 -in:author", "a has:quote", "in:title"):
        found = facets(shelf.store, query)
        assert found.exact
        assert found.with_note == total(shelf, with_term(query, "has:note"))
        for values in (found.people, found.boards, found.years):
            assert len(values) <= 12
            for value in values:
                assert value.hits == total(shelf, with_term(query, value.term)), (query, value)
            numbers = [value.hits for value in values]
            assert numbers == sorted(numbers, reverse=True)
            assert all(numbers)
    assert len(facets(shelf.store, "in:post").people) == len(NAMES)
    shelf.store.close()


def test_spellings_are_one_person(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a.beilin")
    names = ["鐵匠", "铁匠", "铁匠", "铁 匠", None]
    shelf.add(AThread("题", posts=[APost("石碑", name) for name in names]))
    people = facets(shelf.store, "石碑").people
    assert [(each.value, each.hits, each.term) for each in people] == [
        ("铁匠", 3, "author:铁匠"),
        ("铁 匠", 1, 'author:"铁 匠"'),
    ]
    shelf.store.close()


def test_of_many_hits_the_latest_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faceting, "FACETED", 3)
    shelf = Shelf(tmp_path / "a.beilin")
    shelf.add(AThread("题", posts=[APost("石碑", name) for name in "甲甲乙乙乙"]))
    found = facets(shelf.store, "石碑")
    assert not found.exact
    assert [(each.value, each.hits) for each in found.people] == [("乙", 3)]
    shelf.store.close()


def test_it_can_be_stopped(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a.beilin")
    shelf.add(AThread("题", posts=[APost("石碑")]))

    def stop(reading: Reading) -> None:
        reading.interrupt()

    with pytest.raises(Cancelled):
        facets(shelf.store, "石碑", on_connection=stop)
    with pytest.raises(QueryWrong):
        facets(shelf.store, "date:x")
    shelf.store.close()


@pytest.mark.parametrize(
    ("query", "term", "narrowed"),
    [
        ("a", "author:b", "a author:b"),
        ("a b", "date:2025", "a b date:2025"),
        ("a OR b", "has:note", "(a OR b) has:note"),
        ("in:post", 'author:"x y"', 'in:post author:"x y"'),
    ],
)
def test_narrowing(query: str, term: str, narrowed: str) -> None:
    assert with_term(query, term) == narrowed
    assert parse(narrowed)
