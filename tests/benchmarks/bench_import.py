"""What importing costs: 500 captures of 200 posts, against bare parsing and ``executemany``.

Run by path: ``python tests/benchmarks/bench_import.py [--captures N] [--floors N]``.

Whole: each file from the disk through decoding, detection, reading, checks, reply links, tokens,
one transaction of rows, index and tree, committed with ``synchronous=FULL``.  Bare: the same bytes
decoded and read by the same reader, then the very rows that the whole import left behind, made
beforehand, put into an empty library by ``executemany``, one call a table and capture, all in one
transaction.  The bar is for the ratio to that without the rows of the full-text index; the ratio
with them is printed beside it.  CPU time, both in one run, in turns.

The files are read in this process, unless ``--workers`` names a number of others.  The time of
those is counted, too: it tells what sending their work home costs, and starting them with modules
that are compiled already.  The baseline is always of one process.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from db import engine, store  # noqa: E402
from db.importing import decoding, pipeline  # noqa: E402
from db.importing.formats.kantie_text import FORMAT  # noqa: E402
from db.importing.page import Origin, Page  # noqa: E402
from db.importing.pipeline import Options  # noqa: E402
from db.records import ImportStatus  # noqa: E402
from tests.builders import make_capture  # noqa: E402

BAR = 5.0
TABLES = {
    "capture": "id",
    "capture_chunk": "capture_id",
    "thread": "capture_id",
    "capture_thread": "capture_id",
    "article_block": "capture_id",
    "figure": "(SELECT capture_id FROM article_block AS b WHERE b.id = block_id)",
    "post": "(SELECT capture_id FROM post_version AS v WHERE v.id = version_id)",
    "post_version": "capture_id",
    "ghost": "(SELECT capture_id FROM thread AS t WHERE t.id = thread_id)",
    "quote": "(SELECT capture_id FROM thread AS t WHERE t.id = thread_id)",
    "citation": "(SELECT capture_id FROM thread AS t WHERE t.id = thread_id)",
    "reply_link": "(SELECT capture_id FROM thread AS t WHERE t.id = thread_id)",
    "reply_evidence": "(SELECT t.capture_id FROM reply_link AS l JOIN thread AS t"
    " ON t.id = l.thread_id WHERE l.id = link_id)",
    "finding": "capture_id",
    "skeleton": "(SELECT capture_id FROM thread AS t WHERE t.id = thread_id)",
    "event": "capture_id",
    "import_run": "(SELECT min(id) FROM capture)",
    "import_item": "capture_id",
    "search_unit": "(SELECT capture_id FROM thread AS t WHERE t.id = thread_id)",
    "search_thread": "(SELECT capture_id FROM thread AS t WHERE t.id = thread_id)",
}
NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
INDEX = ("search_post", "search_quoting", "search_about")
Rows = dict[str, list[tuple[Any, ...]]]


def write_files(folder: Path, captures: int, floors: int) -> list[Path]:
    files: list[Path] = []
    for seed in range(captures):
        path = folder / f"{seed:05}.txt"
        path.write_bytes(make_capture(seed, floors))
        files.append(path)
    return files


def cpu_time() -> float:
    """Seconds of this process and of those that it started and that have ended."""
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + others.ru_utime + others.ru_stime


def compile_beforehand(folder: Path) -> None:
    """Let workers load compiled modules, as they do of a program that ran before.

    Else an environment that tells Python to write no bytecode lets each of them compile anew what
    it loads, which takes longer than loading it.
    """
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder)
    environment = {key: value for key, value in os.environ.items() if key != NO_BYTECODE}
    command = [sys.executable, "-c", "import db.importing.workers, multiprocessing.spawn"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def whole(files: list[Path], place: Path, workers: int = 0) -> float:
    """Import all files; return the CPU seconds."""
    opened = store.create(place)
    try:
        start = cpu_time()
        outcomes = list(pipeline.import_paths(opened, files, options=Options(workers=workers)))
        spent = cpu_time() - start
    finally:
        opened.close()
    assert all(outcome.status is ImportStatus.ADDED for outcome in outcomes)
    return spent


def rows_of(files: list[Path], place: Path) -> list[Rows]:
    """Return the rows that were stored, by capture and table; those of the index made anew."""
    opened = store.open_library(place)
    captures: dict[int, Rows] = {}
    with opened.read() as connection:
        for table, capture in TABLES.items():
            found = connection.exec_driver_sql(f"SELECT {capture}, x.* FROM {table} AS x")  # noqa: S608
            for row in found.fetchall():
                captures.setdefault(row[0], {}).setdefault(table, []).append(tuple(row[1:]))
    opened.close()
    found_rows = [captures[number] for number in sorted(captures)]
    for path, each in zip(files, found_rows, strict=True):
        (thread,) = pipeline.prepare_bytes(path.read_bytes(), path.name).threads
        units = thread.derived.units
        posts = [row[0] for row in each["post"]]
        for post, words, quoting in zip(posts, units.posts, units.quoting, strict=True):
            each.setdefault(INDEX[quoting], []).append((post, words))
        about = [units.title, units.article or ""]
        about += [words for _, words in units.captions] + [name.tokens for name in units.names]
        each["search_about"] = [
            (row[0], words) for row, words in zip(each["search_unit"], about, strict=True)
        ]
    return found_rows


def bare(files: list[Path], rows: list[Rows], place: Path) -> tuple[float, float, float]:
    """Read all files and store the rows; return the CPU seconds, those of the index apart."""
    store.create(place).close()
    connection = engine.connect_writer(place)
    texts = [path.read_bytes() for path in files]
    start = time.process_time()
    for data in texts:
        FORMAT.read(Page(decoding.decode(data).text, Origin("")))
    parsed = time.process_time() - start
    spent = {False: 0.0, True: 0.0}
    for indexed in spent:
        start = time.process_time()
        connection.execute("BEGIN IMMEDIATE")
        for capture in rows:
            for table, each in capture.items():
                if each and (table in INDEX) is indexed:
                    columns = "(rowid, tokens)" if indexed else ""
                    marks = ", ".join("?" * len(each[0]))
                    connection.executemany(
                        f"INSERT INTO {table}{columns} VALUES ({marks})",  # noqa: S608
                        each,
                    )
        connection.execute("COMMIT")
        spent[indexed] = time.process_time() - start
    connection.close()
    return parsed, spent[False], spent[True]


def large(floors: int) -> None:
    """Import one capture of so many floors in a process of its own, for its memory."""
    with tempfile.TemporaryDirectory() as name:
        data = make_capture(1, floors)
        path = Path(name) / "large.txt"
        path.write_bytes(data)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        opened = store.create(Path(name) / "large.beilin")
        start = time.process_time()
        prepared = pipeline.prepare_bytes(data, path.name)
        ready = time.process_time()
        pipeline.commit(opened, prepared)
        done = time.process_time()
        opened.close()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"one capture of {floors:,} floors ({len(data) / 1e6:.1f} MB): prepared in"
        f" {ready - start:.1f} s, stored in {done - ready:.1f} s CPU, memory at most"
        f" {peak:.0f} MB (before: {before:.0f} MB)"
    )


def main() -> None:
    """Print both figures and their ratio; bar: at most 5."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--captures", type=int, default=500)
    parser.add_argument("--floors", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--only-large", action="store_true")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    if options.only_large:
        large(options.large)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "files").mkdir()
        files = write_files(folder / "files", options.captures, options.floors)
        if options.profile:
            profile = cProfile.Profile()
            profile.runcall(whole, files, folder / "profile.beilin")
            pstats.Stats(profile).sort_stats("tottime").print_stats(45)
            return
        compile_beforehand(folder / "compiled")
        whole(files[:5], folder / "warm.beilin", options.workers)
        wholes: list[float] = []
        bares: list[tuple[float, float, float]] = []
        rows: list[Rows] = []
        for run in range(options.runs):
            place = folder / f"whole{run}.beilin"
            wholes.append(whole(files, place, options.workers))
            rows = rows or rows_of(files, place)
            bares.append(bare(files, rows, folder / f"bare{run}.beilin"))
    posts = options.captures * options.floors
    everything = min(wholes)
    parsed, stored, indexed = min(bares, key=sum)
    print(
        f"import of {options.captures} captures of {options.floors} posts: whole"
        f" {everything:.2f} s CPU ({everything / posts * 1e6:.0f} µs a post), bare parsing"
        f" {parsed:.2f} s + executemany {stored:.2f} s, of index rows {indexed:.2f} s:"
        f" ratio without index rows {everything / (parsed + stored):.2f} (bar {BAR:.0f}),"
        f" with them {everything / (parsed + stored + indexed):.2f}"
    )
    if options.large:
        command = [sys.executable, __file__, "--only-large", "--large", str(options.large)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
