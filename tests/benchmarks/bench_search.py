"""Search beside a plain scan of the same texts, in one run.

``python tests/benchmarks/bench_search.py [REPLIES] [--unmerged | --merged]``: the index is as it is
after imports; or before the segments that they left are merged; or with all of them made one.

The bar: the first page of 20 without a count takes a fifth of the scan at most, at the 99th
percentile of the queries of a class; a query is its median of a few calls, the scan the median of
its class.  Only reported, with a star, is what is common and stands nowhere together, the relevance
of what is very common, and what holds fragments of one or two Latin letters.  Every answer is
compared with the scan before it is measured.

The corpus is invented and the same on every run: words of one to four characters drawn by Zipf's
law, Latin words among them, punctuation, a part in Traditional script, a quarter of the replies
with a quote.  Times are CPU time of this process.  The baseline is
``sum(query in text for text in folded)`` over a list that is in memory and folded already.
"""

from __future__ import annotations

import itertools
import math
import random
import re
import statistics
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from sqlalchemy import insert

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from db import store as stores
from db.models import Capture, CaptureThread, Post, PostVersion, Quote, Thread
from db.records import Span
from db.search import (
    Order,
    PostText,
    index_thread,
    prepare_units,
    scrub,
    search,
    settle,
    write,
)
from db.search.query import All, Not, Words
from db.search.tokens import split
from db.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from db.search.query import Query
    from db.store import Store

POSTS_PER_THREAD = 200
PAGE = 20
QUERIES = 40
REPEATS = 5
BAR = 0.2
EXEMPT = ("1 character, common", "absent", "Latin fragment, 2", "Latin letter", "Latin ends")
_LATIN = re.compile("[a-z]")
_TRADITIONAL = str.maketrans("国无党产后发会这来时", "國無黨產後發會這來時")


@dataclass(frozen=True)
class Reply:
    text: str
    author: str
    quotes: tuple[Span, ...]


class Corpus:
    """An endless, repeatable stream of replies."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        characters = [chr(code) for code in range(0x4E00, 0x4E00 + 3500)]
        self._chance.shuffle(characters)
        weights = list(itertools.accumulate(1 / (rank + 12) for rank in range(len(characters))))
        letters = "etaoinshrdlucmfwypvbgkjqxz"
        self._words: list[str] = []
        for rank in range(40_000):
            if rank % 12 == 7:
                length = self._chance.randint(2, 9)
                word = " " + "".join(self._chance.choices(letters, k=length)) + " "
            else:
                length = self._chance.choices((1, 2, 3, 4), weights=(3, 10, 2, 2))[0]
                word = "".join(self._chance.choices(characters, cum_weights=weights, k=length))
            self._words.append(word)
        self._weights = list(itertools.accumulate(1 / (rank + 4) for rank in range(40_000)))
        self._authors = [f"网友{number}" for number in range(3000)]

    def _sentence(self) -> str:
        count = max(2, int(self._chance.lognormvariate(2.95, 0.8)))
        words = self._chance.choices(self._words, cum_weights=self._weights, k=count)
        for place in range(4, len(words), 6):
            words[place] += self._chance.choice("，，，。。！？、…\n")
        return "".join(words)

    def replies(self, count: int) -> Iterator[Reply]:
        """Yield replies; a quarter of them quote an earlier one."""
        earlier = self._sentence()
        for number in range(count):
            text = self._sentence()
            if number % 7 == 3:
                text = text.translate(_TRADITIONAL)
            quotes: tuple[Span, ...] = ()
            if number % 4 == 1:
                head = f"{self._authors[number % 50]} 发表评论于\n{earlier}\n-----"
                quotes = (Span(0, len(head)),)
                text = f"{head}\n{text}"
            earlier = text[-60:]
            (author,) = self._chance.choices(self._authors, cum_weights=self._weights[:3000])
            yield Reply(text, author, quotes)


def fill(store: Store, replies: Sequence[Reply]) -> tuple[float, float, float]:
    """Store and index the replies; return the CPU seconds of preparing, indexing and storing."""
    preparing = indexing = storing = 0.0
    number = 0
    for first in range(0, len(replies), POSTS_PER_THREAD):
        part = replies[first : first + POSTS_PER_THREAD]
        began = time.process_time()
        units = prepare_units(
            f"第{first}帖", posts=[PostText(post.text, post.author, post.quotes) for post in part]
        )
        preparing += time.process_time() - began
        thread = first // POSTS_PER_THREAD + 1
        began = time.process_time()
        with store.write() as connection:
            connection.execute(insert(Capture), [_capture(thread)])
            connection.execute(insert(Thread), [_thread(thread, len(part))])
            connection.execute(insert(CaptureThread), [_capture_thread(thread, len(part))])
            ids = list(range(number + 1, number + len(part) + 1))
            number += len(part)
            connection.execute(
                insert(Post),
                [
                    {"id": post, "thread_id": thread, "version_id": post, "ordinal": place,
                     "opening": False}
                    for place, post in enumerate(ids)
                ],
            )  # fmt: skip
            connection.execute(
                insert(PostVersion),
                [
                    {"id": post, "post_id": post, "capture_id": thread, "floor": str(place + 1),
                     "author": reply.author, "text": reply.text, "deleted": False, "digest": b""}
                    for place, (post, reply) in enumerate(zip(ids, part, strict=True))
                ],
            )  # fmt: skip
            quotes = [
                {"thread_id": thread, "post_id": post, "ordinal": 0, "start": span.start,
                 "end": span.end, "words_start": span.start, "words_end": span.end}
                for post, reply in zip(ids, part, strict=True)
                for span in reply.quotes
            ]  # fmt: skip
            connection.execute(insert(Quote), quotes)
            before = time.process_time()
            index_thread(connection, thread, units, ids)
            indexing += time.process_time() - before
        storing += time.process_time() - began
    return preparing, indexing, storing


def _capture(thread: int) -> dict[str, object]:
    return {
        "id": thread, "sha256": str(thread), "bytes": 0, "file_name": "", "encoding": "utf-8",
        "imported_at": "2025-01-01T00:00:00+00:00", "encoding_reason": "", "format": "",
        "reader_version": "",
    }  # fmt: skip


def _thread(thread: int, posts: int) -> dict[str, object]:
    return {
        "id": thread, "key": str(thread), "capture_id": thread, "posts": posts,
        "imported_at": "2025-01-01T00:00:00+00:00", "reply_engine": "",
    }  # fmt: skip


def _capture_thread(thread: int, posts: int) -> dict[str, object]:
    day = f"20{10 + thread * 7 % 15}-{1 + thread % 12:02}-{1 + thread % 28:02}T00:00:00+00:00"
    return {
        "capture_id": thread, "thread_id": thread, "title": f"第{thread}帖",
        "latest_post_at": day, "found_posts": posts,
    }  # fmt: skip


@dataclass(frozen=True)
class Question:
    """Words that must all be there, and words of which none may be."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The question as it is typed."""
        parts: list[Query] = [*map(Words, self.wanted), *(Not(Words(no)) for no in self.unwanted)]
        return write(parts[0] if len(parts) == 1 else All(tuple(parts)))

    def scan(self, folded: Sequence[str]) -> int:
        """The baseline: how many texts it holds in, by looking at each."""
        if len(self.wanted) == 1 and not self.unwanted:
            words = self.wanted[0]
            return sum(words in text for text in folded)
        if len(self.wanted) == 1:
            words, no = self.wanted[0], self.unwanted[0]
            return sum(words in text and no not in text for text in folded)
        words, also = self.wanted
        return sum(words in text and also in text for text in folded)


def classes(folded: Sequence[str], chance: random.Random) -> dict[str, list[Question]]:
    """Return questions by class, drawn from the texts themselves."""
    sample = folded[:20_000]
    parts: dict[int, dict[str, int]] = {1: {}, 2: {}, 3: {}, 8: {}}
    words: dict[str, int] = {}
    mixed: list[str] = []
    for text in sample:
        for length, counts in parts.items():
            for part in {text[at : at + length] for at in range(len(text) - length + 1)}:
                if all("\u4e00" <= letter <= "\u9fff" for letter in part):
                    counts[part] = counts.get(part, 0) + 1
        for word in text.split():
            if word.isascii() and word.isalpha():
                words[word] = words.get(word, 0) + 1
                at = text.find(" " + word + " ")
                if 2 < at < len(text) - len(word) - 4 and "\u4e00" <= text[at - 1] <= "\u9fff":
                    mixed.append(text[at - 1 : at + len(word) + 3])

    def common(length: int) -> list[str]:
        ranked = sorted(parts[length], key=lambda part: (-parts[length][part], part))
        return chance.sample(ranked[: QUERIES * 2], QUERIES)

    def rare(length: int) -> list[str]:
        some = [part for part, times in sorted(parts[length].items()) if times <= 2]
        return chance.sample(some, min(QUERIES, len(some)))

    stops = [
        text[at - 2 : at + 2]
        for text in chance.sample(sample, len(sample) // 4)
        if (at := text.find("。")) > 2 and len(text) > at + 3
    ]
    by_number = sorted(words, key=lambda word: (-words[word], word))
    long_words = [word for word in by_number if len(word) > 5][:QUERIES]
    top, pairs = common(1), common(2)
    plain = {
        "1 character, common": top,
        "1 character, rare": rare(1),
        "2 characters, common": pairs,
        "2 characters, rare": rare(2),
        "3 characters, common": common(3),
        "8 characters": rare(8),
        "absent": ["".join(chance.sample(top, 4)) for _ in range(QUERIES)],
        "Latin word": long_words,
        "Latin prefix, 3": [word[:3] for word in long_words],
        "Latin infix, 3": [word[1:4] for word in long_words],
        "Latin fragment, 2": [word[1:3] for word in long_words],
        "Latin letter": ["e", "k", "z"],
        "mixed, with spaces": chance.sample(mixed, QUERIES),
        "with punctuation": [part for part in stops if not _LATIN.search(part)][:QUERIES],
        "Latin ends": [part for part in stops if _LATIN.search(part)][:QUERIES],
    }
    others = chance.sample(pairs, len(pairs))
    asked = {name: [Question((each,)) for each in some] for name, some in plain.items()}
    asked["two common words"] = [
        Question(both) for both in zip(pairs, others, strict=True) if both[0] != both[1]
    ]
    asked["one without another"] = [
        Question((one,), (no,)) for one, no in zip(pairs, others, strict=True) if one != no
    ]
    return asked


def timed(function: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the median CPU milliseconds of a few calls."""
    times: list[float] = []
    for _ in range(repeats):
        began = time.process_time()
        function()
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the least value that at least this share of the values does not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


class _Arguments(TypedDict, total=False):
    limit: int
    count: bool
    order: Order


_ARGUMENTS: tuple[_Arguments, _Arguments, _Arguments] = (
    {"limit": PAGE, "count": False},
    {"limit": 0},
    {"limit": PAGE, "count": False, "order": Order.NEWEST},
)


def main(replies: int, merge: Callable[[Store], object] | None) -> None:
    """Build the library, ask, and print the table."""
    corpus = list(Corpus(20_250_128).replies(replies))
    characters = sum(len(reply.text) for reply in corpus)
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(stores.create(Path(folder) / "bench.beilin")) as store,
    ):
        preparing, indexing, storing = fill(store, corpus)
        print(f"{replies} replies of {characters / replies:.0f} characters")
        print(f"fold and cut {preparing / replies * 1e6:.1f} us a reply, index"
              f" {indexing / replies * 1e6:.1f}: {replies / (preparing + indexing):.0f} replies/s"
              f" (with storing and commits {replies / (preparing + storing):.0f})")  # fmt: skip
        began = time.process_time()
        if merge is not None:
            merge(store)
        print(f"merging {(time.process_time() - began) / replies * 1e6:.1f} us a reply")
        with store.read() as connection:
            size = connection.exec_driver_sql(
                "SELECT (SELECT sum(length(block)) FROM search_post_data)"
                " + (SELECT sum(length(block)) FROM search_quoting_data)"
                " + (SELECT sum(length(block)) FROM search_about_data)"
                " + (SELECT sum(length(runs) + length(authors)) FROM search_thread)"
            ).scalar_one()
        print(f"index / text {size / sum(len(reply.text.encode()) for reply in corpus):.2f}")
        began = time.process_time()
        folded = [fold(reply.text) for reply in corpus]
        print(f"fold alone {(time.process_time() - began) / replies * 1e6:.1f} us a reply")
        asked = classes(folded, random.Random(7))
        search(store, "a")
        print(f"\nratio to the scan: median (p99)\n{'':22} {'asked':>5} {'scan ms':>8} {'hits':>7}"
              f" {'first page':>16} {'exact count':>16} {'newest first':>16}"
              f" {'above':>6}")  # fmt: skip
        missed = [
            name
            for name, questions in asked.items()
            if line(store, folded, name, questions) > BAR and name not in EXEMPT
        ]
        print(f"\nfirst page above {BAR} of the scan at p99: {', '.join(missed) or 'none'}"
              " (* not judged)")  # fmt: skip


def line(store: Store, folded: Sequence[str], name: str, questions: Sequence[Question]) -> float:
    """Print one class, and return what the first page takes at p99, as a ratio to the scan."""
    scans: list[float] = []
    hits: list[int] = []
    columns: tuple[list[float], list[float], list[float]] = ([], [], [])
    for question in questions:
        query = question.query
        truth = question.scan(folded)
        page = search(store, query, limit=0)
        found = page.counts["post"] + page.counts["quote"]
        shown = search(store, query, limit=PAGE, count=False).hits
        if found != truth or len(shown) != min(PAGE, sum(page.counts.values())):
            raise SystemExit(f"{query!r}: the scan finds {truth}, the search {found}")
        hits.append(truth)
        scans.append(timed(partial(question.scan, folded), 3))
        for column, arguments in zip(columns, _ARGUMENTS, strict=True):
            column.append(timed(partial(search, store, query, **arguments)))
    scan = statistics.median(scans)
    shares = [[taken / scan for taken in column] for column in columns]
    figures = " ".join(
        f"{statistics.median(column):8.3f} ({percentile(column, 0.99):5.2f})" for column in shares
    )
    above = [
        (share, question)
        for share, question in zip(shares[0], questions, strict=True)
        if share > BAR
    ]
    label = f"{name} *" if name in EXEMPT else name
    print(f"{label:22} {len(questions):5} {scan:8.2f} {int(statistics.median(hits)):7} {figures}"
          f" {len(above):6}",
          flush=True)  # fmt: skip
    for share, question in sorted(above, key=lambda pair: -pair[0])[: 0 if name in EXEMPT else 3]:
        print(f"    {share:.2f}: {question.query!r}, in {question.scan(folded)} replies; its"
              f" rarest part is in {rarest(question, folded):.0%}")  # fmt: skip
    return percentile(shares[0], 0.99)


def rarest(question: Question, folded: Sequence[str]) -> float:
    """Return the share of the replies that hold the rarest character or run of what is wanted."""
    tokens = {token for words in question.wanted for token in split(words)}
    return min(sum(token in text for text in folded) for token in tokens) / len(folded)


if __name__ == "__main__":
    numbers = [argument for argument in sys.argv[1:] if argument.isdigit()]
    chosen = scrub if "--merged" in sys.argv else None if "--unmerged" in sys.argv else settle
    main(int(numbers[0]) if numbers else 100_000, chosen)
