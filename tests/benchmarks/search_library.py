"""The library that is searched: built once from the invented corpus, in a process of its own.

``python tests/benchmarks/search_library.py PLACE REPLIES QUOTING`` builds one and prints as JSON
what it took; ``build`` runs that, so that the memory it takes is that of building alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from db import store as stores  # noqa: E402
from db.search import PostText, index_thread, prepare_units, settle  # noqa: E402
from tests.benchmarks.search_corpus import Corpus  # noqa: E402

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from db.store import Store
    from tests.benchmarks.search_corpus import Discussion

_FIGURES = ".figures.json"


@dataclass(frozen=True)
class Spent:
    """CPU seconds: to fold and cut, to store the rows, to write the index, to commit, to merge."""

    preparing: float = 0.0
    storing: float = 0.0
    indexing: float = 0.0
    committing: float = 0.0
    merging: float = 0.0

    def __add__(self, other: Spent) -> Spent:
        return Spent(
            self.preparing + other.preparing,
            self.storing + other.storing,
            self.indexing + other.indexing,
            self.committing + other.committing,
            self.merging + other.merging,
        )

    @property
    def index(self) -> float:
        """All that the index takes; the rows are committed with it."""
        return self.preparing + self.indexing + self.committing + self.merging


@dataclass(frozen=True)
class Built:
    """What building took; memory in bytes, of the process that built."""

    spent: Spent
    memory: int


def place_of(folder: Path, replies: int, quoting: float) -> Path:
    """Return where a library of the corpus is kept."""
    return folder / f"search-{replies}{f'-{quoting:g}' if quoting else ''}.beilin"


def build(place: Path, replies: int, quoting: float) -> Built:
    """Build a library, or take the one that was built before."""
    figures = place.with_name(place.name + _FIGURES)
    if not figures.exists():
        place.unlink(missing_ok=True)
        done = subprocess.run(
            [sys.executable, __file__, str(place), str(replies), str(quoting)],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        figures.write_text(done.stdout, encoding="utf-8")
    told = json.loads(figures.read_text(encoding="utf-8"))
    return Built(Spent(**told["spent"]), told["memory"])


def add(store: Store, number: int, discussion: Discussion) -> Spent:
    """Store and index a thread as number ``number``, in one transaction."""
    began = time.process_time()
    units = prepare_units(
        discussion.title,
        posts=[PostText(post.text, post.author, post.quotes) for post in discussion.replies],
    )
    prepared = time.process_time()
    with store.write() as connection:
        opened = time.process_time()
        ids = _store(connection, number, discussion)
        stored = time.process_time()
        index_thread(connection, number, units, ids)
        indexed = time.process_time()
    return Spent(
        preparing=prepared - began,
        storing=stored - opened,
        indexing=indexed - stored,
        committing=time.process_time() - indexed + opened - prepared,
    )


def _store(connection: Connection, number: int, discussion: Discussion) -> list[int]:
    before = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM post").scalar_one()
    ids = list(range(before + 1, before + 1 + len(discussion.replies)))
    connection.exec_driver_sql(
        "INSERT INTO capture(id, sha256, bytes, file_name, imported_at, encoding, encoding_reason,"
        " format, reader_version) VALUES (?, ?, 0, '', '2025-01-01', 'utf-8', '', '', '')",
        (number, str(number)),
    )
    connection.exec_driver_sql(
        'INSERT INTO thread(id, "key", capture_id, posts, imported_at, reply_engine)'
        " VALUES (?, ?, ?, ?, '2025-01-01T00:00:00+00:00', '')",
        (number, str(number), number, len(ids)),
    )
    connection.exec_driver_sql(
        "INSERT INTO capture_thread(capture_id, thread_id, title, latest_post_at, found_posts)"
        " VALUES (?, ?, ?, ?, ?)",
        (number, number, discussion.title, discussion.latest, len(ids)),
    )
    connection.exec_driver_sql(
        "INSERT INTO post(id, thread_id, version_id, ordinal, opening) VALUES (?, ?, ?, ?, 0)",
        [(post, number, post, place) for place, post in enumerate(ids)],
    )
    connection.exec_driver_sql(
        "INSERT INTO post_version(id, post_id, capture_id, floor, author, text, deleted, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, 0, x'')",
        [
            (post, post, number, str(place + 1), reply.author, reply.text)
            for place, (post, reply) in enumerate(zip(ids, discussion.replies, strict=True))
        ],
    )
    quotes = [
        (number, post, quote.start, quote.end, quote.start, quote.end)
        for post, reply in zip(ids, discussion.replies, strict=True)
        for quote in reply.quotes
    ]
    if quotes:
        connection.exec_driver_sql(
            'INSERT INTO quote(thread_id, post_id, ordinal, start, "end", words_start, words_end)'
            " VALUES (?, ?, 0, ?, ?, ?, ?)",
            quotes,
        )
    return ids


def main(place: Path, replies: int, quoting: float) -> Built:
    """Build a library thread by thread, as imports do, and merge what they left."""
    spent = Spent()
    with closing(stores.create(place)) as store:
        for number, discussion in enumerate(Corpus(quoting=quoting).threads(replies), start=1):
            spent += add(store, number, discussion)
        began = time.process_time()
        settle(store)
        spent = replace(spent, merging=time.process_time() - began)
    return Built(spent, peak_memory())


def peak_memory() -> int:
    """Return the most memory that this process has had, in bytes; 0 where it is not told."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - not there on every system

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    print(json.dumps(asdict(main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))))
