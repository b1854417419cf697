"""Operators: every count is that of looking at every unit and at what is known of it."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from db.search import search, write
from db.search.operators import VALUES, Named
from db.search.query import Author
from tests.db.search.furniture import TAGS, Oracle, furnish
from tests.db.search.shelf import Shelf
from tests.db.search.test_truth import NAMES, invented_text, invented_thread, invented_words, quoted

if TYPE_CHECKING:
    from pathlib import Path


def operator(chance: random.Random, shelf: Shelf) -> str:
    """An operator at random, most times one that finds something."""
    name = chance.choice(
        ("title", "board", "thread", "tag", "floor", "date", "has", "in", "in", "is", "author")
    )
    match name:
        case "title" | "thread":
            title = chance.choice(shelf.threads).title
            at = chance.randrange(len(title))
            text = chance.choice((title[at : at + 2], str(chance.choice(shelf.threads).id)))
            return write(Named(name, text))
        case "board":
            return write(Named("board", chance.choice(("城市", "城市笔记", "city", "石", "x"))))
        case "tag":
            return write(Named("tag", chance.choice((*TAGS, "ask ai", "要"))))
        case "floor":
            return "floor:" + chance.choice(("12", "1..12", "..3", "7..", "999999999999999"))
        case "date":
            return "date:" + chance.choice(
                ("2025", "2025-01", "2024-12..2025-01-01", "2025..", "..2024", "2024-02-29",
                 "..2025-01", "2025-01..2025-02-28")
            )  # fmt: skip
        case "author":
            return write(Author(chance.choice(NAMES)[: chance.randint(1, 4)]))
        case _:
            return f"{name}:{chance.choice(VALUES[name])}"


def invented_query(chance: random.Random, shelf: Shelf) -> str:
    one, other = operator(chance, shelf), operator(chance, shelf)
    words, more = (quoted(invented_words(chance, shelf)) for _ in range(2))
    return chance.choice(
        [
            one,
            f"{one} {other}",
            f"{one} OR {other}",
            f"{one} -{other}",
            f"{words} {one}",
            f"{words} {one} {other}",
            f"{words} -{one}",
            f"{words} OR {one}",
            f"{one} -{words}",
            f"({words} OR {one}) {more}",
            f"({words} {one}) OR ({more} {other})",
            f"({one} OR {other}) {words} -{more}",
            f"{words} -({one} {more})",
            f"{words} ({more} OR ({one} -{other}))",
            f"={words} {one}",
            f"{words} (={more} OR {one})",
            f"{one} ({words} OR {other} OR {more})",
        ]
    )


def assert_true(shelf: Shelf, oracle: Oracle, query: str) -> int:
    expected = oracle.matching(query)
    page = search(shelf.store, query, limit=10_000)
    found = {field: number for field, number in page.counts.items() if number}
    assert found == dict(Counter(field for field, _ in expected)), query
    by_hit = sorted(
        (hit.field, hit.thread, 0 if hit.note else hit.post or 0, hit.note or 0)
        for hit in page.hits
    )
    assert by_hit == sorted(
        (field, unit.thread, _first_post(shelf, unit.thread, unit.text) or 0, 0)
        if field == "author"
        else (field, unit.thread, unit.post or 0, unit.note or 0)
        for field, unit in expected
    ), query
    return len(expected)


def _first_post(shelf: Shelf, thread: int, name: str) -> int | None:
    found = next(each for each in shelf.threads if each.id == thread)
    return next(
        (post for post, each in zip(found.post_ids, found.posts, strict=True)
         if each.author == name),
        None,
    )  # fmt: skip


def furnished(place: Path, chance: random.Random) -> Shelf:
    shelf = Shelf(place)
    shelf.add(*(invented_thread(chance) for _ in range(8)))
    for thread in chance.choices(shelf.threads, k=8):
        shelf.note(thread, invented_text(chance))
    furnish(shelf, chance)
    return shelf


@pytest.mark.parametrize("seed", range(6))
def test_invented_libraries(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    shelf = furnished(tmp_path / "a.beilin", chance)
    if seed % 2:
        shelf.trash(shelf.threads[0])
    oracle = Oracle(shelf)
    found = 0
    for _ in range(150):
        found += bool(assert_true(shelf, oracle, invented_query(chance, shelf)))
    assert found > 50
    shelf.store.close()
