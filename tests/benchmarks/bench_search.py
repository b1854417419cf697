"""Search beside a plain scan of the same texts and beside other engines, in one run.

``python tests/benchmarks/bench_search.py [REPLIES] [--folder FOLDER]``: 200,000 replies unless
told; a million take some minutes, five million a quarter of an hour and 4 GB of memory.  What is
built stays in FOLDER, so that a later run begins with the questions.

Times are CPU time of this process.  F1 is ``sum(words in text for text in folded)`` over a list
that is in memory and folded already; a kind of question takes the median of its questions.  The bar
is F1/5 for the first page of 20 without a count, and F1/2 for the exact count, at the 99th
percentile of a kind (the worst of its 23 questions, each the median of three calls).  Every answer
is compared with the scan, and so are those of the others; pieces of texts drawn by chance are
compared before and after threads and notes were added, changed and removed, in a copy of the
library.
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from db import store as stores
from db.search import Order, search
from db.text import fold
from tests.benchmarks import search_changes, search_library
from tests.benchmarks.search_corpus import Corpus
from tests.benchmarks.search_questions import REPORTED, draw, pieces
from tests.benchmarks.search_rivals import rivals

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.store import Store
    from tests.benchmarks.search_library import Spent
    from tests.benchmarks.search_questions import Question
    from tests.benchmarks.search_rivals import Rival

PAGE = 20
CALLS = 3
FIRST_PAGE, COUNT = 1 / 5, 1 / 2
"""The bars, in the time of the scan."""


def timed(function: Callable[[], object], calls: int = CALLS) -> float:
    """Return the median CPU milliseconds of a few calls."""
    times: list[float] = []
    for _ in range(calls):
        began = time.process_time()
        function()
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times)


def percentile(values: Sequence[float], share: float = 0.99) -> float:
    """Return the least value that at least this share of the values does not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


def cell(values: Sequence[float]) -> str:
    """Return a median and a 99th percentile, in milliseconds."""
    if not values:
        return "–"
    return f"{statistics.median(values):.2f} / {percentile(values):.1f}"


@dataclass
class Line:
    """What a kind of question took, in milliseconds, question by question."""

    name: str
    questions: Sequence[Question]
    truths: list[int] = field(default_factory=list[int])
    scans: list[float] = field(default_factory=list[float])
    pages: list[float] = field(default_factory=list[float])
    counts: list[float] = field(default_factory=list[float])
    newest: list[float] = field(default_factory=list[float])
    wrong: list[str] = field(default_factory=list[str])

    @property
    def scan(self) -> float:
        """F1."""
        return statistics.median(self.scans)

    def missed(self) -> list[str]:
        """Return the questions that took longer than the bar, worst first."""
        if self.name in REPORTED:
            return []
        told = [
            (taken / self.scan / bar, f"{what} {taken / self.scan:.2f}: {question.query!r}")
            for what, bar, column in (
                ("first page", FIRST_PAGE, self.pages),
                ("count", COUNT, self.counts),
            )
            for taken, question in zip(column, self.questions, strict=True)
            if taken > bar * self.scan
        ]
        return [text for _, text in sorted(told, reverse=True)]

    def row(self) -> str:
        """Return the line of the table."""
        shares = [percentile(column) / self.scan for column in (self.pages, self.counts)]
        star = " \\*" if self.name in REPORTED else ""
        return (
            f"| {self.name}{star} | {self.scan:.0f} | {int(statistics.median(self.truths)):,}"
            f" | {cell(self.pages)} | {shares[0]:.2f} | {cell(self.counts)} | {shares[1]:.2f}"
            f" | {cell(self.newest)} | {len(self.wrong)} |"
        )


def measure(store: Store, folded: Sequence[str], name: str, questions: Sequence[Question]) -> Line:
    """Ask the questions of a kind, compare the answers, and measure them."""
    line = Line(name, questions)
    calls = 1 if name in REPORTED else CALLS
    for question in questions:
        query = question.query
        began = time.process_time()
        truth = question.scan(folded)
        line.scans.append((time.process_time() - began) * 1000)
        line.truths.append(truth)
        line.wrong += compare(store, question, truth)
        line.pages.append(timed(partial(search, store, query, limit=PAGE, count=False), calls))
        line.counts.append(timed(partial(search, store, query, limit=0), calls))
        newest = partial(search, store, query, limit=PAGE, count=False, order=Order.NEWEST)
        line.newest.append(timed(newest, calls))
    return line


def compare(store: Store, question: Question, truth: int) -> list[str]:
    """Return what is wrong with the count and the first page of an answer."""
    page = search(store, question.query, limit=PAGE)
    found = page.counts["post"] + page.counts["quote"]
    wrong = [] if found == truth else [f"{question.query!r}: {found}, the scan finds {truth}"]
    shown = [hit for hit in page.hits if hit.field in {"post", "quote"}]
    if len(page.hits) != min(PAGE, page.total or 0) or not all(hit.matches for hit in shown):
        wrong.append(f"{question.query!r}: a page of {len(page.hits)} hits of {page.total}")
    return wrong


def rival_columns(
    rival: Rival, lines: Sequence[Line]
) -> dict[str, tuple[list[float], list[float], int, int]]:
    """Return by kind what a rival takes for a page and for a count, its right answers, and of how
    many."""
    columns: dict[str, tuple[list[float], list[float], int, int]] = {}
    for line in lines:
        pages: list[float] = []
        counts: list[float] = []
        right = 0
        asked = line.questions[: rival.few]
        calls = 1 if rival.few < len(line.questions) else CALLS
        for question, truth in zip(asked, line.truths, strict=False):
            found = rival.count(question)
            if found is None:
                continue
            right += found == truth
            pages.append(timed(partial(rival.page, question), calls))
            counts.append(timed(partial(rival.count, question), calls))
        columns[line.name] = (pages, counts, right, len(asked))
    return columns


def compare_pieces(store: Store, texts: Sequence[str], folded: Sequence[str], number: int) -> int:
    """Compare so many pieces of texts, drawn by chance; return how many answers were wrong."""
    wrong = 0
    for question in pieces(texts, number, random.Random(number)):
        told = compare(store, question, question.scan(folded))
        wrong += bool(told)
        for text in told:
            print("WRONG", text)
    return wrong


def tell_building(spent: Spent, replies: int, memory: int) -> None:
    """Print what building took."""
    parts = {
        "fold and cut": spent.preparing,
        "write": spent.indexing,
        "commit": spent.committing,
        "merge": spent.merging,
    }
    told = ", ".join(f"{name} {taken / replies * 1e6:.1f}" for name, taken in parts.items())
    print(f"- indexing {replies / spent.index:,.0f} replies/s (µs a reply: {told})")
    print(f"- memory of the process that built: {memory / 1e6:.0f} MB")


def tell_size(store: Store) -> None:
    """Print how large the index is beside what is searched: replies, names and titles."""
    with store.read() as connection:
        postings, lists, replies, others = connection.exec_driver_sql(
            "SELECT (SELECT sum(length(block)) FROM search_post_data)"
            " + (SELECT sum(length(block)) FROM search_quoting_data)"
            " + (SELECT sum(length(block)) FROM search_about_data),"
            " (SELECT sum(length(CAST(runs AS BLOB)) + length(CAST(authors AS BLOB)))"
            " FROM search_thread),"
            " (SELECT sum(length(CAST(text AS BLOB))) FROM post_version),"
            " (SELECT sum(length(CAST(author AS BLOB))) FROM post_version)"
            " + (SELECT sum(length(CAST(title AS BLOB))) FROM capture_thread)"
        ).one()
    print(
        f"- index / text {(postings + lists) / (replies + others):.2f}: postings"
        f" {postings / 1e6:.0f} MB, lists of words and names {lists / 1e6:.0f} MB, replies"
        f" {replies / 1e6:.0f} MB, their authors and the titles {others / 1e6:.0f} MB"
    )


def tell_lines(lines: Sequence[Line]) -> None:
    """Print the table of the library, and what misses the bar."""
    print(
        "\n| kind | F1 | hits | first page | p99/F1 | exact count | p99/F1 | newest first | wrong |"
        "\n|---|---|---|---|---|---|---|---|---|"
    )
    for line in lines:
        print(line.row())
    for line in lines:
        for told in (*line.missed()[:3], *line.wrong):
            print(f"- {line.name}: {told}")


def tell_rivals(lines: Sequence[Line], found: Sequence[Rival]) -> None:
    """Print the table of the others."""
    names = [rival.name for rival in found]
    columns = [rival_columns(rival, lines) for rival in found]
    for rival in found:
        print(f"- {rival.name}: {rival.size / 1e6:.0f} MB, built in {rival.built:.0f} s")
    head = " | ".join(f"{name}: page | count | right" for name in names)
    print(f"\n| kind | F1 | {head} |\n|---|---|{'---|' * (3 * len(names))}")
    for line in lines:
        cells = [
            f"{cell(pages)} | {cell(counts)} | {right} of {asked}"
            for pages, counts, right, asked in (column[line.name] for column in columns)
        ]
        print(f"| {line.name} | {line.scan:.0f} | {' | '.join(cells)} |", flush=True)


def main(arguments: argparse.Namespace, folder: Path) -> None:
    """Build what is missing, ask, and print the tables."""
    replies, quoting = arguments.replies, arguments.quoting
    place = search_library.place_of(folder, replies, quoting)
    built = search_library.build(place, replies, quoting)
    with closing(stores.open_library(place)) as store:
        with store.read() as connection:
            rows = connection.exec_driver_sql("SELECT text FROM post_version ORDER BY id")
            texts = [row[0] for row in rows]
        size = sum(len(text.encode()) for text in texts)
        print(f"- {replies:,} replies, {size / replies:.0f} bytes each, quoting {quoting:.0%}")
        tell_building(built.spent, replies, built.memory)
        tell_size(store)
        folded = [fold(text) for text in texts]
        search(store, "a")
        kinds = draw(folded, Corpus(quoting=quoting).needles)
        lines: list[Line] = []
        for name, asked in kinds.items():
            print(f"{name} ...", file=sys.stderr, flush=True)
            lines.append(measure(store, folded, name, asked))
        tell_lines(lines)
        wrong = compare_pieces(store, texts, folded, arguments.pieces)
        print(f"- {arguments.pieces} random pieces: {wrong} wrong", flush=True)
    changed = search_changes.Changed(place, folder, texts, folded, quoting)
    with closing(changed):
        print(f"- a thread of 200 replies: {changed.add(40)}")
        changed.edit(20)
        changed.remove(20)
        changed.write_notes(60)
        number = arguments.pieces
        wrong = compare_pieces(changed.store, changed.texts, changed.folded, number)
        wrong += changed.compare_notes()
        print(f"- after changes, {number} random pieces: {wrong} wrong", flush=True)
    if arguments.rivals:
        tell_rivals(lines, list(rivals(folder, place.stem, folded)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure search beside a scan and other engines.")
    parser.add_argument("replies", type=int, nargs="?", default=200_000)
    parser.add_argument("--folder", type=Path, help="where what is built stays")
    parser.add_argument("--quoting", type=float, default=0.0, help="the share that quotes")
    parser.add_argument("--pieces", type=int, default=2000, help="random pieces to compare, twice")
    parser.add_argument("--no-rivals", dest="rivals", action="store_false")
    given = parser.parse_args()
    if given.folder is not None:
        given.folder.mkdir(parents=True, exist_ok=True)
        main(given, given.folder)
    else:
        with tempfile.TemporaryDirectory() as made:
            main(given, Path(made))
