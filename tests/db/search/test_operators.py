"""Operators: every count is that of looking at every unit and at what is known of it."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import library
from db.errors import QueryWrong
from db.records import Span, ThreadId
from db.search import Order, filtering, find_in_thread, search, searching, spans, write
from db.search.operators import VALUES, Named
from db.search.query import KEYWORDS, Author
from tests.db.search.furniture import TAGS, Oracle, furnish
from tests.db.search.shelf import APost, AThread, Shelf
from tests.db.search.test_truth import NAMES, invented_text, invented_thread, invented_words, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator


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


@pytest.mark.parametrize("seed", range(40, 44))
def test_any_way_leads_to_the_same(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few rows or many, threads in many places or in few: only the time it takes differs."""
    monkeypatch.setattr(filtering, "FEW", seed % 2)
    monkeypatch.setattr(spans, "SPARSE", seed % 3)
    monkeypatch.setattr(spans, "MOST_SPANS", 1 + seed % 2)
    monkeypatch.setattr(filtering, "_LOOKED_UP", seed % 3)
    chance = random.Random(seed)
    shelf = furnished(tmp_path / "a.beilin", chance)
    oracle = Oracle(shelf)
    for _ in range(80):
        assert_true(shelf, oracle, invented_query(chance, shelf))
    shelf.store.close()


@pytest.mark.parametrize("seed", range(20, 23))
def test_in_one_thread_also_in_the_trash(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    shelf = furnished(tmp_path / "a.beilin", chance)
    thread = shelf.threads[0]
    oracle = Oracle(shelf)
    queries = [invented_query(chance, shelf) for _ in range(60)]
    expected = [
        Counter(field for field, unit in oracle.matching(query) if unit.thread == thread.id)
        for query in queries
    ]
    shelf.trash(thread)
    number = ThreadId(thread.id)
    for query, counts in zip(queries, expected, strict=True):
        page = search(shelf.store, query, thread=number)
        assert {field: n for field, n in page.counts.items() if n} == dict(counts), query
        found = find_in_thread(shelf.store, number, query)
        assert {hit.field for hit in found} == set(counts), query
    shelf.store.close()


@pytest.mark.parametrize("seed", range(30, 32))
def test_orders_hold_the_same_hits(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_SORTED_AT_ONCE", 5)
    chance = random.Random(seed)
    shelf = furnished(tmp_path / "a.beilin", chance)
    for _ in range(40):
        query = invented_query(chance, shelf)
        whole = search(shelf.store, query, limit=10_000)
        for order in (Order.NEWEST, Order.FLOOR):
            page = search(shelf.store, query, limit=10_000, order=order)
            assert Counter(page.hits) == Counter(whole.hits), query
            first = search(shelf.store, query, limit=7, order=order, count=False)
            assert first.hits == page.hits[:7], query
    shelf.store.close()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A sentence that is quoted nine times, once by somebody who repeats it."""
    shelf = Shelf(tmp_path_factory.mktemp("operators") / "a.beilin")
    said = "石碑是活的"
    posts = [
        APost(said, "甲"),
        *(APost(f"{said}\n{number}", "乙", (Span(0, 5),)) for number in "12345678"),
    ]
    posts.append(APost(f"{said}\n9", "丙", (Span(0, 5),)))
    posts.append(APost(f"{said}\n我说{said}", "丁", (Span(0, 5),)))
    shelf.add(AThread("题", posts=posts))
    yield shelf
    shelf.store.close()


def counts(shelf: Shelf, query: str) -> dict[str, int]:
    return {field: n for field, n in search(shelf.store, query).counts.items() if n}


def test_quoted_words_are_told_apart(shelf: Shelf) -> None:
    assert counts(shelf, "石碑") == {"post": 2, "quote": 9}
    assert counts(shelf, "in:post 石碑") == {"post": 2}
    assert counts(shelf, "in:quote 石碑") == {"quote": 9}
    assert counts(shelf, "石碑 -in:quote") == {"post": 2}
    assert counts(shelf, "in:quote 石碑 author:丙") == {"quote": 1}
    # what is looked at are the words beside it
    assert counts(shelf, "(in:quote 石碑) OR 我说") == {"post": 1, "quote": 9}
    assert counts(shelf, "我说 (in:quote OR 石碑)") == {"post": 1}
    assert counts(shelf, "in:quote 我说 石碑") == {}
    assert all(hit.field == "quote" for hit in search(shelf.store, "in:quote 石碑").hits)


def test_operators_alone_mark_nothing(shelf: Shelf) -> None:
    page = search(shelf.store, "has:quote author:乙")
    assert page.counts["post"] == 8
    assert all(not hit.marks and not hit.matches and hit.snippet for hit in page.hits)


def test_few_rows_are_found_among_many(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where conditions name few rows these are compared; else the index is asked."""
    with shelf.store.write() as connection:
        connection.exec_driver_sql("UPDATE post_version SET deleted = id % 2")
    queries = ("is:deleted 石碑", "is:deleted", "is:deleted in:quote 石碑", "石碑 -is:deleted")
    few = [counts(shelf, query) for query in queries]
    monkeypatch.setattr(filtering, "FEW", 1)
    assert [counts(shelf, query) for query in queries] == few
    assert few[0]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from([*(f"{name}:" for name in KEYWORDS), *'-()"“”= ：*石\0\ud800', "OR "])
        | st.sampled_from(["2025", "..", "quote", "image", "NEAR(", "col:", "'", ";", "unread"]),
        max_size=10,
    ).map("".join)
)
def test_any_query_is_answered_or_wrong(shelf: Shelf, query: str) -> None:
    try:
        page = search(shelf.store, query)
    except QueryWrong as error:
        wrong = error
    else:
        assert page.total == sum(page.counts.values())
        assert len(page.hits) == min(50, page.total or 0)
        return
    assert 0 <= wrong.position <= len(query)


def test_long_values_are_answered(shelf: Shelf) -> None:
    for name in ("title", "board", "thread", "tag"):
        assert counts(shelf, f"{name}:{'9' * 100_000} 石") == {}


def test_spans_are_joined_where_they_are_near(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a.beilin")
    shelf.add(*(AThread("题", posts=[APost("文")] * 3) for _ in range(5)), AThread("空"))
    numbers = [thread.id for thread in shelf.threads]
    posts = [thread.post_ids for thread in shelf.threads]
    with shelf.store.read() as connection:
        found = spans.find_spans(connection, str([numbers[4], numbers[0], numbers[5]]))
        nothing = spans.find_spans(connection, "[]")
    assert found.listed == str([[posts[0][0], posts[0][-1]], [posts[4][0], posts[4][-1]]])
    assert found.ends == (posts[0][0], posts[4][-1])
    assert found.number == 2
    assert 0 < found.share < 1
    assert (nothing.number, nothing.share) == (0, 0)
    shelf.store.close()


STORES = Path(__file__).resolve().parents[2] / "data" / "stores"


def test_an_older_library_learns_when_its_posts_were_written(tmp_path: Path) -> None:
    place = tmp_path / "a.beilin"
    shutil.copy(STORES / "v4.beilin", place)
    opened = library.open_library(place)
    with opened.read() as connection:
        known = connection.exec_driver_sql("SELECT posted_at FROM post_version").scalars().all()
    days = {time[:10] for time in known if time}
    assert days
    for day in days:
        counts = search(opened, f"date:{day}").counts
        assert counts["post"] + counts["quote"] > 0, day
    opened.close()
