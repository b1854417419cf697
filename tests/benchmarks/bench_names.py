"""Offering people, boards and titles while somebody types.

``python tests/benchmarks/bench_names.py [AUTHORS] [THREADS]``

The bar: 5 ms of CPU time for each character that is typed, at 50,000 authors and 5,000 titles,
after the first call.  Each query is typed character by character, each of them asked once; then all
are asked again.  The first call reads the names and looks up how they are read.  "Cold" is a query
that is pasted when no syllable was asked for yet.  Beside it stands a plain look at every name for
the same first letters, one reading a character.

The names are invented and the same on every run: surnames and common characters by Zipf's law, many
of them with several readings, a fifth with Latin letters or digits.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
import tracemalloc
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from db import store as stores
from db.search import complete
from db.search.naming import library_names
from db.search.pinyin import read_syllables
from db.search.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.store import Store

HAN = (
    "小大一的是不了人我在有他这为之来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事"
    "其里所去行过家十用发天如然作方成者多日都三军二无同么经法当起与好看学进种将还分此心前面又定见只主没"
    "公从知全重长乐单石林水山河云夜猫灯光徒老王李张刘陈杨赵黄周吴徐孙胡朱高何郭马罗梁宋郑谢韩唐冯"
)
WEIGHTS = [1 / (place + 5) for place in range(len(HAN))]
QUERIES = (
    "author:dengguangxuetu", "author:dgxt", "author:xiao", "author:xx", "author:小", "author:nvda",
    "title:zhongguodexuesheng", "title:zgdxs", "title:shi shi shi shi", "board:chengnan",
    "dengguangxuetu", "deng guang xue tu", "yi", "xiaoxuesheng", "deep learning for people", "光",
    "author:aaaaaaaaaaaaaaaaaaaa", "title:dedededede",
)  # fmt: skip
COLD = ("author:wangxiaoming", "linshuishan", "title:jintiandefangfa")


def invented(chance: random.Random, least: int, most: int) -> str:
    return "".join(chance.choices(HAN, WEIGHTS, k=chance.randint(least, most)))


def fill(store: Store, authors: int, threads: int) -> int:
    """Write the rows that names are read from; return how many names of threads there are."""
    chance = random.Random(7)
    names = [
        invented(chance, 2, 5) + (chance.choice(["NVDA", "2024", "fan"]) if at % 5 == 0 else "")
        for at in range(authors)
    ]
    common = [1 / (place + 1) ** 0.8 for place in range(authors)]
    each = authors // threads + 1
    rows: list[tuple[int, int, str]] = []
    with store.write() as connection:
        for thread in range(1, threads + 1):
            connection.exec_driver_sql(
                "INSERT INTO capture(id, sha256, bytes, file_name, imported_at, encoding,"
                " encoding_reason, format, reader_version)"
                " VALUES (?, ?, 0, '', '', '', '', '', '')",
                (thread, str(thread)),
            )
            connection.exec_driver_sql(
                "INSERT INTO thread(id, key, capture_id, posts, imported_at, reply_engine)"
                " VALUES (?, ?, ?, 0, '', '')",
                (thread, str(thread), thread),
            )
            board = "城南旧事" if thread % 20 else invented(chance, 3, 5)
            connection.exec_driver_sql(
                "INSERT INTO capture_thread(capture_id, thread_id, title, board, found_posts)"
                " VALUES (?, ?, ?, ?, 0)",
                (thread, thread, invented(chance, 8, 30), board),
            )
            own = names[(thread - 1) * each : thread * each]
            known = {*own, *chance.choices(names, common, k=60)}
            rows += [(thread, Kind.AUTHOR.value, name) for name in known]
        connection.exec_driver_sql(
            "INSERT INTO search_unit(thread_id, kind, name) VALUES (?, ?, ?)", rows
        )
    return len(rows)


def cpu(work: Callable[[], object]) -> float:
    """Return the milliseconds of CPU time that a piece of work takes."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def plainly(store: Store) -> float:
    """Return what it takes to look at every author for d, g, x, t, one reading a character."""
    with store.read() as connection:
        found = connection.exec_driver_sql("SELECT DISTINCT name FROM search_unit")
        names = [row[0] for row in found]
    read = {character: ways[0][0] for character, ways in read_syllables(HAN).items()}
    table = str.maketrans(read)
    return cpu(lambda: [name for name in names if "dgxt" in name.translate(table)])


def main(authors: int, threads: int) -> None:
    """Print the figures."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(stores.create(Path(folder) / "a.beilin")) as store,
    ):
        rows = fill(store, authors, threads)
        print(f"{authors:,} authors, {rows:,} names of threads, {threads:,} titles")
        print(f"first call: {cpu(lambda: complete(store, 'author:d', 8)):.0f} ms")
        typed = [query[:end] for query in QUERIES for end in range(1, len(query) + 1)]
        for name in ("as it is typed", "asked again"):
            taken = sorted((cpu(partial(complete, store, q, len(q))), q) for q in typed)
            times = [each[0] for each in taken]
            rank = taken[-1 - len(taken) // 100]
            print(
                f"{name}: {len(times)} calls, median {statistics.median(times):.2f} ms,"
                f" p99 {rank[0]:.2f} ms, longest {taken[-1][0]:.2f} ms ({taken[-1][1]})"
            )
        for query in COLD:
            for shelf in library_names(store)._shelves.values():
                shelf._readings._masks.clear()
            print(f"cold, {query}: {cpu(partial(complete, store, query, len(query))):.2f} ms")
        print(f"a plain look at every author: {plainly(store):.1f} ms")
        with store.write() as connection:
            connection.exec_driver_sql("UPDATE thread SET trashed_at = '2025' WHERE id = 1")
        tracemalloc.start()
        complete(store, "author:d", 8)
        kept, peak = (size / 2**20 for size in tracemalloc.get_traced_memory())
        print(f"reading all anew: {kept:.0f} MB kept, {peak:.0f} MB at most")


if __name__ == "__main__":
    main(*[int(word) for word in (*sys.argv[1:], "50000", "5000")[:2]])
