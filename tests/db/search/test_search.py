from __future__ import annotations

import random
import threading
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import Cancelled, QueryWrong
from db.records import SearchHit, Span, ThreadId
from db.search import Order, compiling, find_in_thread, search, searching, selecting, write
from db.search import query as language
from tests.db.search.shelf import APost, AThread, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.store import Reading


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path_factory.mktemp("shelf") / "a.beilin")
    shelf.add(
        AThread(
            "石碑与拓片",
            blocks=["第一段讲石碑。", "图:碑林一角", "第二段讲DeepSeek。\n尾"],
            captions={1: "碑林一角，晨"},
            posts=[
                APost("石碑真好", "甲"),
                APost("甲: 石碑真好\n-----\n我也喜欢", "乙", (Span(0, 13),)),
                APost("甲石碑真好我也喜欢", "丙", (Span(0, 6),)),
                APost("AI写的 deepseekers 和 DeepSeek", "甲乙"),
                APost("共產黨", "丁"),
                APost("的，可是", None),
            ],
            poster="贴主",
            writer="作者",
            latest="2025-01-28T18:42-08:00",
        ),
        AThread(
            "旧帖 about stones",
            posts=[APost("stone " * 3 + "石碑", "甲"), APost("共产党", "戊"), APost("的可", "己")],
            latest="2024-01-01T00:00:00+08:00",
        ),
    )
    shelf.note(shelf.threads[0], "私下记一句 石碑")
    yield shelf
    shelf.store.close()


def fields(hits: tuple[SearchHit, ...]) -> list[str]:
    return [hit.field for hit in hits]


def marked(hit: SearchHit) -> list[str]:
    return [hit.snippet[mark.start : mark.end] for mark in hit.marks]


def test_counts_by_field(shelf: Shelf) -> None:
    page = search(shelf.store, "石碑")
    assert page.counts == {
        "title": 1, "article": 1, "caption": 0, "post": 2, "quote": 2, "note": 1, "author": 0,
    }  # fmt: skip
    assert page.total == 7
    assert page.exact
    assert page.took_ms > 0
    assert all(marked(hit) == ["石碑"] for hit in page.hits)
    assert page.hits[0].field == "title"


def test_a_hit_says_where_it_is(shelf: Shelf) -> None:
    (hit,) = search(shelf.store, "deepseekers").hits
    first = shelf.threads[0]
    assert hit.thread == first.id
    assert hit.thread_title == "石碑与拓片"
    assert hit.post == first.post_ids[3]
    assert hit.floor == "4"
    assert hit.author == "甲乙"
    assert hit.matches == (Span(5, 16),)
    caption, article = (search(shelf.store, words).hits[0] for words in ("一角，晨", "第二段"))
    assert (caption.field, caption.block) == ("caption", 1)
    assert (article.field, article.block, article.author) == ("article", 2, "作者")
    (note,) = search(shelf.store, "私下").hits
    assert note.field == "note"
    assert note.note in shelf.notes


@pytest.mark.parametrize(
    ("query", "posts"),
    [
        ("共产党", 2),
        ("共產黨", 2),
        ("=共產黨", 1),
        ("=共产党", 1),
        ("deepseek", 1),
        ("Seek", 1),
        ("ＤｅｅｐＳＥＥＫ", 1),
        ("=DeepSeek", 1),
        ("=deepSeek", 0),
        ("的可", 1),
        ('"的，可"', 1),
        ("的,可", 1),
        ("的。可", 0),
        ("author:甲", 3),
        ("author:甲 石碑", 2),
        ("石碑 -author:甲", 2),
        ("石碑 -喜欢", 2),
        ("共产党 OR 的可", 3),
        ('"-----"', 1),
        ("写的 -deep", 0),
        ('"e s"', 1),
        ("石碑 真好 喜欢", 2),
        ("甲石", 1),
        ("好我", 1),
        ("饕餮", 0),
    ],
)
def test_posts(shelf: Shelf, query: str, posts: int) -> None:
    counts = search(shelf.store, query).counts
    assert counts["post"] + counts["quote"] == posts


def test_a_match_across_the_border_is_no_quote(shelf: Shelf) -> None:
    assert search(shelf.store, "真好我也").counts["post"] == 1
    assert search(shelf.store, '"-----\n我"').counts["post"] == 1
    assert search(shelf.store, '"真好\n--"').counts["quote"] == 1


def test_a_word_cut_by_a_quote_is_not_ones_own(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a.beilin")
    shelf.add(
        AThread(
            "题",
            posts=[APost("中中国国", None, (Span(1, 3),)), APost("中一国", None, (Span(1, 2),))],
        )
    )
    page = search(shelf.store, "中国")
    assert page.counts["quote"] == 1
    assert page.total == 1
    shelf.store.close()


def test_count_may_be_left_out(shelf: Shelf) -> None:
    page = search(shelf.store, "石碑", count=False)
    assert page.total is None
    assert page.counts == {}
    assert len(page.hits) == 7
    assert search(shelf.store, "石碑", limit=0).hits == ()


def test_one_thread_alone(shelf: Shelf) -> None:
    second = ThreadId(shelf.threads[1].id)
    page = search(shelf.store, "石碑", thread=second)
    assert page.total == 1
    assert {hit.thread for hit in page.hits} == {second}
    assert search(shelf.store, "deepseek", thread=second).total == 0
    assert search(shelf.store, "石碑", thread=ThreadId(999_999)).total == 0


def test_orders(shelf: Shelf) -> None:
    first, second = (thread.id for thread in shelf.threads)
    floor = search(shelf.store, "石碑", order=Order.FLOOR).hits
    assert [hit.thread for hit in floor] == [first] * 6 + [second]
    assert fields(floor) == ["title", "article", "post", "quote", "quote", "note", "post"]
    newest = search(shelf.store, "石碑", order=Order.NEWEST).hits
    assert fields(newest) == ["quote", "quote", "post", "note", "title", "article", "post"]
    scores = [hit.score for hit in search(shelf.store, "石碑").hits]
    assert scores == sorted(scores, reverse=True)


def test_whole_words_come_first(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a.beilin")
    shelf.add(
        AThread("题", posts=[APost("the AI here"), APost("the rain in"), APost("it said so")])
    )
    hits = search(shelf.store, "ai").hits
    assert hits[0].floor == "1"
    assert len(hits) == 3
    shelf.store.close()


def test_trash_is_left_aside(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a.beilin")
    shelf.add(
        AThread("甲", posts=[APost("石碑"), APost("“石碑”好", None, (Span(0, 4),))], poster="石碑"),
        AThread("石碑", posts=[APost("石碑")]),
    )
    shelf.note(shelf.threads[0], "石碑")
    assert search(shelf.store, "石碑").total == 6
    shelf.trash(shelf.threads[0])
    for order in Order:
        page = search(shelf.store, "石碑", order=order)
        assert page.total == 2
        assert len(page.hits) == 2
    thread = ThreadId(shelf.threads[0].id)
    assert len(find_in_thread(shelf.store, thread, "石碑")) == 4
    shelf.trash(shelf.threads[0], trashed=False)
    assert search(shelf.store, "石碑").total == 6
    shelf.store.close()


@pytest.mark.parametrize("order", list(Order))
def test_pages_meet(tmp_path: Path, order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "RANKED", 5)
    monkeypatch.setattr(searching, "_SORTED_AT_ONCE", 20)
    shelf = Shelf(tmp_path / "a.beilin")
    chance = random.Random(3)
    shelf.add(
        *(
            AThread(
                f"石碑{number}",
                posts=[
                    APost("石碑" * chance.randint(1, 3), "石匠", (Span(0, 1),) if place % 3 else ())
                    for place in range(7)
                ],
                latest=f"2025-01-{1 + number * 7 % 28:02}T00:00:00+00:00",
            )
            for number in range(6)
        )
    )
    whole = search(shelf.store, "石碑", limit=1000, order=order)
    assert len(whole.hits) == whole.total == 6 * 8
    pages: list[SearchHit] = []
    for offset in range(0, 60, 7):
        pages += search(shelf.store, "石碑", limit=7, offset=offset, order=order, count=False).hits
    assert pages == list(whole.hits)
    monkeypatch.setattr(searching, "_SORTED_AT_ONCE", 10_000)
    if order is not Order.RELEVANCE:
        assert search(shelf.store, "石碑", limit=1000, order=order).hits == whole.hits
    shelf.store.close()


@pytest.mark.parametrize("order", [Order.NEWEST, Order.FLOOR])
def test_a_part_of_many_words_is_looked_up_thread_by_thread(
    tmp_path: Path, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path / "a.beilin")
    shelf.add(
        *(
            AThread(
                f"stele{number}",
                posts=[APost(f"x{number}stele{place}", "stele") for place in range(30)],
                latest=f"2025-01-{1 + number * 7 % 28:02}T00:00:00+00:00",
            )
            for number in range(5)
        )
    )
    for query in ("stel", "author:tel", "stel -x3", "x OR author:tel"):
        whole = search(shelf.store, query, limit=40, order=order)
        with monkeypatch.context() as patch:
            patch.setattr(searching, "_SORTED_AT_ONCE", 20)
            assert search(shelf.store, query, limit=40, order=order).hits == whole.hits, query
    shelf.store.close()


def test_find_in_thread_reads_from_top_to_bottom(shelf: Shelf) -> None:
    thread = ThreadId(shelf.threads[0].id)
    hits = find_in_thread(shelf.store, thread, "石碑 OR 碑林 OR 尾")
    assert [(hit.field, hit.block, hit.floor) for hit in hits] == [
        ("title", None, None),
        ("article", 0, None),
        ("article", 1, None),
        ("caption", 1, None),
        ("article", 2, None),
        ("post", None, "1"),
        ("quote", None, "2"),
        ("quote", None, "3"),
        ("note", None, None),
    ]
    article = [hit for hit in hits if hit.field == "article"]
    texts = shelf.threads[0].blocks
    for hit in article:
        assert hit.block is not None
        text = texts[hit.block]
        first = hit.matches[0]
        assert text[first.start : first.end] in {"石碑", "碑林", "尾"}
        assert marked(hit)
    assert find_in_thread(shelf.store, ThreadId(shelf.threads[1].id), "deepseek") == ()


def test_find_across_blocks(shelf: Shelf) -> None:
    thread = ThreadId(shelf.threads[0].id)
    hits = find_in_thread(shelf.store, thread, '"碑。\n图"')
    assert [(hit.block, hit.matches) for hit in hits] == [(0, (Span(5, 7),)), (1, (Span(0, 1),))]
    authors = find_in_thread(shelf.store, thread, "author:作者")
    assert [(hit.field, hit.block) for hit in authors] == [
        ("title", None),
        ("article", 0),
        ("caption", 1),
    ]


@settings(deadline=None, max_examples=150)
@given(
    st.text(st.characters(exclude_categories=()), max_size=12)
    | st.text('"()*^:{}+-ANDORNEAR\x00\ud800中 ，', max_size=16)
)
def test_any_text_is_answered(shelf: Shelf, text: str) -> None:
    for query in (text, write(language.Words(text)) if text else text):
        try:
            page = search(shelf.store, query)
        except QueryWrong:
            continue
        expected = shelf.truth(query)
        assert {field: n for field, n in page.counts.items() if n} == dict(expected)


@pytest.mark.parametrize(
    "text",
    [
        "\ud800",
        "石\x00碑",
        "\x1f",
        "\ufdd0",
        "，" * 100_000,
        "石" * 100_000,
        "ab" * 50_000,
        '"' + "石 碑，" * 30_000 + '"',
        " ".join("石碑" for _ in range(100)),
        "\n",
        '" "',
        "'; DROP TABLE post; --",
        'tokens : "石" NOT own',
    ],
)
def test_hostile_queries(shelf: Shelf, text: str) -> None:
    try:
        page = search(shelf.store, text)
    except QueryWrong:
        return
    assert page.total == sum(shelf.truth(text).values())


def test_common_parts_of_words_are_scanned(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MOST_RUNS", 0)
    monkeypatch.setattr(compiling, "MOST_PHRASES", 0)
    for query in ("e", "seek 写的", '"I写"', "石碑 -e", '"。\n尾"', "，", "author:甲 好"):
        page = search(shelf.store, query)
        assert {field: n for field, n in page.counts.items() if n} == dict(shelf.truth(query)), (
            query
        )
        assert len(page.hits) == page.total
        first = search(shelf.store, query, count=False, limit=1)
        assert len(first.hits) == min(1, len(page.hits))


def test_long_phrases(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a.beilin")
    text = "林中石碑一座，碑上 DeepSeek 三字刻得很深"
    long = "x" * 200
    shelf.add(
        AThread(
            text,
            posts=[
                APost(text, "甲"),
                APost(f"甲说{text}。我看不是", "乙", (Span(0, 28),)),
                APost(text.replace("刻", "写"), "丙"),
                APost(f"{long}{text}{long}", "丁"),
                APost(f"林中石碑一座，碑上 {long} 三字刻得很深", "丁"),
            ],
        )
    )
    shelf.note(shelf.threads[0], text)
    for words in (text, text[1:], text[:14], text[3:-2], text[5:] + "。", f"上 {long} 三字刻得"):
        query = write(language.Words(words))
        page = search(shelf.store, query)
        assert {field: n for field, n in page.counts.items() if n} == dict(shelf.truth(query)), (
            query
        )
        assert len(page.hits) == page.total
    shelf.store.close()


def test_interrupting(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(reading: Reading) -> None:
        reading.interrupt()

    with pytest.raises(Cancelled):
        search(shelf.store, "石碑", on_connection=stop)
    with pytest.raises(Cancelled):
        find_in_thread(shelf.store, ThreadId(shelf.threads[0].id), "石碑", on_connection=stop)
    # the next search on the same pool of connections is none the worse
    assert search(shelf.store, "石碑").total == 7

    # while texts are compared, from another thread
    monkeypatch.setattr(compiling, "MOST_RUNS", 0)
    begun = threading.Event()
    readings: list[Reading] = []
    outcome: list[BaseException | None] = []
    slow = selecting.Scope.holds

    def crawl(scope: selecting.Scope, unit: object) -> bool:
        begun.set()
        time.sleep(0.01)
        return slow(scope, unit)  # type: ignore[arg-type]

    monkeypatch.setattr(selecting.Scope, "holds", crawl)

    def run() -> None:
        try:
            search(shelf.store, "e", on_connection=readings.append)
        except Cancelled as cancelled:
            outcome.append(cancelled)
        else:
            outcome.append(None)

    thread = threading.Thread(target=run)
    thread.start()
    assert begun.wait(10)
    readings[0].interrupt()
    thread.join(10)
    assert isinstance(outcome[0], Cancelled)


def test_a_query_is_written_back(shelf: Shelf) -> None:
    assert (
        search(shelf.store, "  石碑   -(芯片 OR 中国) author：甲").query
        == "石碑 -(芯片 OR 中国) author:甲"
    )
