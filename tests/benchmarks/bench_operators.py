"""Operators beside the commonest word and alone, as ratios to a plain scan for the word.

``python tests/benchmarks/bench_operators.py [REPLIES]``: the corpus of ``bench_search.py`` with
boards, times, marks, images, answers and notes invented to it.  Each line gives CPU time of a first
page of 20 and of an exact count, the least of two calls, divided by that of
``sum(word in text for text in folded)``.  The answers are held against the truth by
``tests/db/search/test_operators.py``, not here.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from db import store as stores
from db.search import index_note, search, settle
from db.text import fold
from tests.benchmarks.search_corpus import Corpus
from tests.benchmarks.search_library import add

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from db.store import Store

OPERATORS = (
    *("title:的", "board:板块3", "thread:5", "floor:1..20", "date:2015", "date:2015-03"),
    *("has:note", "has:image", "has:reply", "has:quote", "in:post", "in:quote", "in:title"),
    *("tag:待查", "is:unread", "is:deleted", "is:edited", "is:ghost"),
)

# three of four posts have a time, of the month of their thread
_KNOWN = """
UPDATE capture_thread SET board = '板块' || (thread_id % 40);
UPDATE post_version SET posted_at = (
    SELECT substr(c.latest_post_at, 1, 8) || printf('%02d', 1 + post_version.id % 28)
      || 'T10:00:00+08:00'
    FROM capture_thread AS c WHERE c.thread_id = post_version.capture_id) WHERE id % 4;
UPDATE search_thread SET (earliest, latest) = (
    SELECT min(v.posted_at), max(v.posted_at)
    FROM post AS p JOIN post_version AS v ON v.id = p.version_id
    WHERE p.thread_id = search_thread.thread_id);
UPDATE post_version SET deleted = 1 WHERE id % 1000 = 3;
UPDATE post_version SET edited = 'x' WHERE id % 50 = 3;
INSERT INTO post_figure(thread_id, version_id, ordinal, at, image)
    SELECT capture_id, id, 0, 0, 'missing' FROM post_version WHERE id % 40 = 1;
INSERT INTO reply_link(thread_id, post_id, ordinal, parent_kind, parent_post_id, state, rule,
      confidence, decided_by, engine_version)
    SELECT thread_id, id, 0, 'post', id - 1 - id % 3, 'solid', '', 1, 'rule', ''
    FROM post WHERE id % 3 = 0 AND ordinal > 5;
INSERT INTO ghost(thread_id, text) SELECT id, '' FROM thread WHERE id % 5 = 0;
UPDATE quote SET ghost_id = (SELECT g.id FROM ghost AS g WHERE g.thread_id = quote.thread_id)
    WHERE post_id % 200 = 2;
INSERT INTO reading_place(thread_id, position, at)
    SELECT id, 0, '2026-01-01T00:00:00+00:00' FROM thread WHERE id % 10;
"""
_TAGS = (
    "INSERT INTO note_tag(note_id, ordinal, tag) SELECT id, 0, '待查' FROM note WHERE id % 3 = 0"
)


def furnish(connection: Connection, replies: int) -> None:
    """Invent what operators ask for."""
    for statement in _KNOWN.split(";\n"):
        connection.exec_driver_sql(statement)
    chance = random.Random(1)
    for post in sorted(chance.sample(range(1, replies), min(300, replies - 1))):
        connection.exec_driver_sql(
            "INSERT INTO note(uid, thread_id, post_id, state, body, created_at, modified_at,"
            " revision) SELECT id, thread_id, id, '', '记一句', '2025-03-01', '2025-03-01', 1"
            " FROM post WHERE id = ?",
            (post,),
        )
    for note, body in connection.exec_driver_sql("SELECT id, body FROM note").fetchall():
        index_note(connection, note, body)
    connection.exec_driver_sql(_TAGS)


def least(function: Callable[[], object]) -> float:
    """Return the least CPU milliseconds of two calls."""
    times: list[float] = []
    for _ in range(2):
        began = time.process_time()
        function()
        times.append((time.process_time() - began) * 1000)
    return min(times)


def line(store: Store, query: str, scan: float) -> str:
    """Return the ratios of a query: first page and exact count."""
    first = least(partial(search, store, query, limit=20, count=False)) / scan
    return f"{first:6.2f} | {least(partial(search, store, query, limit=0)) / scan:6.2f}"


def main(replies: int) -> None:
    """Build the library, ask, and print the table."""
    discussions = list(Corpus(quoting=0.25).threads(replies))
    replies = sum(len(discussion.replies) for discussion in discussions)
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(stores.create(Path(folder) / "bench.beilin")) as store,
    ):
        for number, discussion in enumerate(discussions, start=1):
            add(store, number, discussion)
        with store.write() as connection:
            furnish(connection, replies)
        settle(store)
        folded = [fold(reply.text) for each in discussions for reply in each.replies]
        common = Counter(letter for text in folded[:5000] for letter in set(text))
        word = max(
            (each for each in common if "\u4e00" <= each <= "\u9fff"), key=common.__getitem__
        )
        scan = least(lambda: sum(word in text for text in folded))
        print(
            f"{replies} replies, {sum(word in text for text in folded)} with {word}: {scan:.0f} ms"
        )
        print(f"| {'':12} | first |  count | alone: |  count |")
        for operator in OPERATORS:
            both, alone = line(store, f"{word} {operator}", scan), line(store, operator, scan)
            print(f"| {operator:12} | {both} | {alone} |", flush=True)
        print(f"| {'OR has:note':12} | {line(store, f'{word} OR has:note', scan)} | | |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
