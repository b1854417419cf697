"""Where a search ends early, where the index is not what it should be, where letters have marks."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import DBAPIError

from db import driver
from db.errors import Cancelled
from db.records import Span
from db.search import (
    Order,
    compiling,
    index_title,
    prepare_units,
    reindex_thread,
    scrub,
    search,
    searching,
    selecting,
    verify,
)
from db.search.asking import cancellable
from db.search.index import index_thread
from db.search.query import Not, Words
from db.search.vocabulary import Listed, Vocabulary
from tests.db.search.shelf import APost, AThread, Shelf
from tests.db.search.test_truth import assert_true, invented_query, invented_thread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.store import Reading


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "a.beilin")
    yield shelf
    shelf.store.close()


# -- ending early


def test_a_statement_that_is_interrupted_is_a_cancelled_search(shelf: Shelf) -> None:
    shelf.add(AThread("石碑", posts=[APost("石碑")]))

    def interrupt(reading: Reading) -> None:
        raw = reading.connection.connection.driver_connection
        assert raw is not None
        raw.set_progress_handler(lambda: 1, 1)

    with pytest.raises(Cancelled):
        search(shelf.store, "石碑", on_connection=interrupt)
    assert search(shelf.store, "石碑").total == 2


def test_an_interruption_that_comes_late_is_one_too(shelf: Shelf) -> None:
    with pytest.raises(Cancelled), cancellable(shelf.store, None) as reading:
        reading.interrupt()


def test_what_else_goes_wrong_is_not_called_cancelled(shelf: Shelf) -> None:
    def fail(_reading: Reading) -> None:
        raise driver.DriverError("no such table")

    with pytest.raises(driver.DriverError, match="no such table"):
        search(shelf.store, "石碑", on_connection=fail)


# -- the index


def test_as_many_posts_as_were_prepared(shelf: Shelf) -> None:
    shelf.add(AThread("题", posts=[APost("一")]))
    units = prepare_units("题")
    with (
        shelf.store.write() as connection,
        pytest.raises(ValueError, match="0 posts were prepared"),
    ):
        index_thread(connection, shelf.threads[0].id, units, shelf.threads[0].post_ids)


def test_a_title_of_what_is_not_indexed_waits(shelf: Shelf) -> None:
    with shelf.store.write() as connection:
        index_title(connection, 999, "题")
        reindex_thread(connection, 999)
    assert search(shelf.store, "题").total == 0


def test_an_entry_with_as_many_other_words_is_stale(shelf: Shelf) -> None:
    thread = AThread("题", posts=[APost("一二三"), APost("四五六"), APost("七八九" * 60)])
    shelf.add(thread)
    assert verify(shelf.store).ok
    with shelf.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM search_post WHERE rowid = ?", (thread.post_ids[1],))
        connection.exec_driver_sql(
            "INSERT INTO search_post(rowid, tokens) VALUES (?, ?)",
            (thread.post_ids[1], "四\x1f六\x1f五"),
        )
    assert verify(shelf.store).stale == 1
    scrub(shelf.store)
    assert verify(shelf.store).stale == 1


def test_nothing_but_what_to_leave_out_is_no_expression() -> None:
    with pytest.raises(AssertionError):
        compiling.compile_query(Not(Words("石")), None)


def test_an_index_whose_layout_is_lost_is_damaged(shelf: Shelf) -> None:
    shelf.add(AThread("题", posts=[APost("一二三")]))
    with shelf.store.write() as connection:
        connection.exec_driver_sql(
            "UPDATE search_post_data SET block = x'0000000001ff' WHERE id = 10"
        )
    report = verify(shelf.store)
    assert report.damaged
    assert not report.ok


def test_what_is_no_damage_of_the_index_is_not_called_so(shelf: Shelf) -> None:
    with shelf.store.write() as connection:
        connection.exec_driver_sql("DROP TABLE search_about")
    with pytest.raises(DBAPIError):
        verify(shelf.store)


def test_threads_without_posts_and_libraries_without_threads(shelf: Shelf) -> None:
    assert verify(shelf.store).ok
    assert search(shelf.store, "石碑").total == 0
    shelf.add(AThread("石碑"))
    for order in Order:
        assert [hit.field for hit in search(shelf.store, "石碑", order=order).hits] == ["title"]
    assert verify(shelf.store).ok


# -- orders


def test_many_hits_in_one_thread_are_read_in_order(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_SORTED_AT_ONCE", 3)
    shelf.add(AThread("题", posts=[APost(f"石碑{at}") for at in range(9)]))
    thread = search(shelf.store, "题").hits[0].thread
    page = search(shelf.store, "石碑", order=Order.FLOOR, thread=thread, limit=4)
    assert [hit.floor for hit in page.hits] == ["1", "2", "3", "4"]


# -- letters and their marks


@pytest.mark.parametrize(
    ("query", "posts"),
    [
        ("=e", 1),
        ("e", 1),
        ("=e\u0301", 1),
        ("=é", 1),
        ("é", 2),
        ("=caf", 2),
        ("=か", 0),
        ("=が", 0),
        ("が", 1),
    ],
)
def test_an_exact_word_parts_no_letter_from_its_marks(shelf: Shelf, query: str, posts: int) -> None:
    shelf.add(
        AThread("题", posts=[APost("cafe\u0301"), APost("café"), APost("the"), APost("か\u3099")])
    )
    assert search(shelf.store, query).total == posts
    assert_true(shelf, query)


def test_a_lone_mark_is_found_in_both_quotes_and_own_words(shelf: Shelf) -> None:
    shelf.add(
        AThread(
            "题",
            posts=[
                APost("甲，乙\n-----\n丙", None, (Span(0, 9),)),
                APost("甲，乙\n-----\n丙，丁", None, (Span(0, 9),)),
                APost("甲，\n", None, (Span(0, 2),)),
                APost("丙，丁"),
            ],
        )
    )
    page = search(shelf.store, "，")
    assert (page.counts["post"], page.counts["quote"]) == (2, 2)
    for query in ("，", '"\n"', "-", '"-\n丙"', '"，\n"', "丁"):
        assert_true(shelf, query)


# -- parts of words


def test_authors_are_not_looked_up_by_what_marks_them() -> None:
    listed = Listed()
    listed.add(["\x1fab\x1fcab\x1f"])
    words = Vocabulary(lambda: (listed, listed))
    assert words.authors("\ufdd3", 9) is None
    assert words.authors("a\x1f", 9) is None
    assert words.authors("b", 9) == ["ab", "cab"]
    assert words.authors("b", 1) is None
    assert words.starting("a", 9) == ["ab"]
    assert words.ending("ab", 9) == ["ab", "cab"]


def test_a_part_of_very_many_words(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    words = [f"q{at}z" for at in range(900)]
    shelf.add(AThread("题", posts=[APost(" ".join(words[at : at + 9])) for at in range(0, 900, 9)]))
    shelf.add(AThread("题二", posts=[APost("“q1z”q2z", None, (Span(0, 5),)), APost("无")]))
    for most, group in ((4000, 32), (4000, 2), (100, 32)):
        monkeypatch.setattr(compiling, "MOST_RUNS", most)
        monkeypatch.setattr(compiling, "_GROUP", group)
        assert search(shelf.store, "q").total == 101
        assert search(shelf.store, "无 -q").total == 1
        assert_true(shelf, "1z")
        assert_true(shelf, "q1")
        assert_true(shelf, "q -1z")
        assert_true(shelf, "(q1 OR 无) -q12z")


@pytest.mark.parametrize("most", [0, 3, 200])
def test_long_phrases_in_few_posts_and_in_more(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(selecting, "_SELDOM", most)
    chance = random.Random(4)
    shelf.add(*(invented_thread(chance) for _ in range(5)))
    shelf.add(AThread("题", posts=[APost("石，碑林" * times) for times in range(1, 7)]))
    shelf.trash(shelf.threads[0])
    for query in ("石，碑林", "石，碑林 -碑林石，碑", '"碑林石" OR "中国芯片"', "无人不"):
        assert_true(shelf, query)
        whole = search(shelf.store, query, limit=100)
        assert search(shelf.store, query, limit=0).total == whole.total
        second = search(shelf.store, query, limit=3, offset=2, count=False).hits
        assert second == whole.hits[2:5]
    for _ in range(60):
        assert_true(shelf, invented_query(chance, shelf))


# -- after changes of every kind


@pytest.mark.parametrize("seed", range(20, 23))
def test_titles_notes_and_threads_that_go(shelf: Shelf, seed: int) -> None:
    chance = random.Random(seed)
    shelf.add(*(invented_thread(chance, posts=6) for _ in range(5)))
    notes = [shelf.note(thread, f"石碑{chance.random()}") for thread in shelf.threads]
    for step in range(4):
        shelf.retitle(shelf.threads[step], f"新题{step} Seek")
        if step < 3:
            shelf.edit_note(notes[step], f"改过 deep{step}，石")
        if step == 1:
            shelf.drop_note(notes[3])
        if step == 2:
            shelf.remove(shelf.threads[-1])
        for _ in range(15):
            assert_true(shelf, invented_query(chance, shelf))
        for query in ("新题", "deep", "eek", "石碑0", "石"):
            assert_true(shelf, query)
    assert verify(shelf.store, sample=1000).ok
    with shelf.store.read() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM search_thread").scalar_one()
    assert left == len(shelf.threads) == 4
