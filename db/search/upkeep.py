"""Keeping the index true: rebuild it, compare it with the texts, clear it of what was removed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db import driver
from db.errors import Cancelled
from db.records import Span
from db.search.asking import Facts
from db.search.compiling import phrase
from db.search.index import INDEX_VERSION, POST_TABLES, VERSION_KEY, index_note, index_thread
from db.search.merging import CONTENTLESS, merge, set_levels, settle
from db.search.soundness import (
    FULL_TEXT,
    has_bad_pages,
    make_anew,
    raise_if_unreadable,
    refresh,
    tidy,
)
from db.search.texts import read_articles
from db.search.tokens import SEPARATOR
from db.search.units import PostText, prepare_note, prepare_units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Connection

    from db.search.units import ThreadUnits
    from db.store import Store

_MERGED_PAGES = 500
_PHRASE = 32


@dataclass(frozen=True, slots=True)
class IndexReport:
    """How far the index agrees with the texts.

    Attributes:
        posts: posts in the library.
        indexed: posts that the index knows.
        stale: entries that do not say what the text says, of those that were compared, and
            entries of what is no longer there; all of them if the index was made under other
            rules than those of this program.
        damaged: the index cannot be read; searches may fail until it is rebuilt.
    """

    posts: int
    indexed: int
    stale: int
    damaged: bool

    @property
    def ok(self) -> bool:
        """Whether searches answer completely."""
        return self.indexed == self.posts and not self.stale and not self.damaged


def is_stale(store: Store) -> bool:
    """Tell whether the index was made under other rules or lacks threads: ``reindex`` is due.

    Raises:
        IndexDamaged: it cannot be read; ``reindex`` is due, too, when the user has been told.
    """
    raise_if_unreadable(store)
    with store.read() as connection:
        return not Facts.of(connection).current or _lacks_threads(connection)


def _lacks_threads(connection: Connection) -> bool:
    found = connection.exec_driver_sql(
        "SELECT (SELECT count(*) FROM thread) > (SELECT count(*) FROM search_thread)"
    )
    return bool(found.scalar_one())


def reindex(
    store: Store,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Build the whole index anew from the texts, also where the old one is damaged.

    Each thread is one short transaction; what was done when it is stopped stays, and the library
    says that the rest is missing until it is run again.

    Args:
        store: the library.
        progress: called with the number of threads done, and of all.
        cancelled: asked between two threads whether to stop.

    Returns:
        The number of threads.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    if has_bad_pages(store):
        make_anew(store)
    with store.write() as connection:
        _empty(connection)
        threads = [
            row[0] for row in connection.exec_driver_sql("SELECT id FROM thread ORDER BY id")
        ]
    for done, thread in enumerate(threads):
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(done, len(threads))
        with store.write() as connection:
            reindex_thread(connection, thread)
    with store.write() as connection:
        for note, body in connection.exec_driver_sql("SELECT id, body FROM note").fetchall():
            index_note(connection, note, body)
        _set_version(connection, INDEX_VERSION)
    settle(store, cancelled)
    tidy(store)
    if progress is not None:
        progress(len(threads), len(threads))
    return len(threads)


def _empty(connection: Connection) -> None:
    for table in CONTENTLESS:
        connection.exec_driver_sql(
            f"INSERT INTO {table}({table}) VALUES ('delete-all')"  # noqa: S608 - names of our own
        )
    for table in ("note_index_content", "search_unit", "search_thread"):
        connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    for table in CONTENTLESS:
        set_levels(connection, table)
    # it keeps what it was made of, and would only take out what a sound index agrees with
    scrub_notes(connection)
    _set_version(connection, "rebuilding")


def _set_version(connection: Connection, version: str) -> None:
    connection.exec_driver_sql(
        "INSERT INTO meta(key, value) VALUES (?, ?)"
        " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (VERSION_KEY, version),
    )


def reindex_thread(connection: Connection, thread_id: int) -> None:
    """Put a thread into the index again as its tables are now; nothing if it is gone."""
    units = load_units(connection, thread_id)
    if units is not None:
        index_thread(connection, thread_id, *units)


def load_units(connection: Connection, thread_id: int) -> tuple[ThreadUnits, list[int]] | None:
    """Return what is searched of a stored thread, and the ids of its posts in order."""
    head = connection.exec_driver_sql(
        "SELECT coalesce(t.title_edited, c.title), c.article_author, c.poster FROM thread AS t"
        " JOIN capture_thread AS c ON c.thread_id = t.id AND c.capture_id = t.capture_id"
        " WHERE t.id = ?",
        (thread_id,),
    ).one_or_none()
    if head is None:
        return None
    captions = connection.exec_driver_sql(
        "SELECT b.ordinal, f.caption FROM thread AS t"
        " JOIN article_block AS b ON b.thread_id = t.id AND b.capture_id = t.capture_id"
        " JOIN figure AS f ON f.block_id = b.id WHERE t.id = ? ORDER BY b.ordinal",
        (thread_id,),
    ).fetchall()
    posts = connection.exec_driver_sql(
        "SELECT p.id, v.text, v.author FROM post AS p"
        " JOIN post_version AS v ON v.id = p.version_id"
        " WHERE p.thread_id = ? ORDER BY p.ordinal, p.id",
        (thread_id,),
    ).fetchall()
    quotes: dict[int, list[Span]] = {}
    for post, start, end in connection.exec_driver_sql(
        'SELECT post_id, start, "end" FROM quote WHERE thread_id = ?', (thread_id,)
    ):
        quotes.setdefault(post, []).append(Span(start, end))
    article, _ = read_articles(connection, (thread_id,)).get(thread_id, ("", ()))
    units = prepare_units(
        head[0],
        authors=(head[1], head[2]),
        blocks=(article,),
        captions=[(row[0], row[1]) for row in captions],
        posts=[PostText(row[1], row[2], tuple(quotes.get(row[0], ()))) for row in posts],
    )
    return units, [row[0] for row in posts]


def verify(store: Store, sample: int = 200) -> IndexReport:
    """Compare the index with the texts: all rows by number, ``sample`` posts token by token."""
    with store.read() as connection:
        return verify_on(connection, sample)


def verify_on(connection: Connection, sample: int = 200) -> IndexReport:
    """Do what ``verify`` does, in a read transaction that is under way."""
    # processes that only read pages make units, too, and do without it
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415

    posts = _number(connection, "SELECT count(*) FROM post")
    try:
        return _verified(connection, posts, sample)
    except DBAPIError as error:
        if not driver.error_name(error).startswith("SQLITE_CORRUPT"):
            raise
        return IndexReport(posts, 0, 0, damaged=True)


def _verified(connection: Connection, posts: int, sample: int) -> IndexReport:
    refresh(connection)
    findings = [
        row[0]
        for table in (*FULL_TEXT, "search_unit", "search_thread")
        for row in connection.exec_driver_sql(f"PRAGMA integrity_check('{table}')")
    ]
    damaged = any(finding != "ok" for finding in findings)
    indexed = _number(
        connection,
        "SELECT count(*) FROM post WHERE id IN (SELECT id FROM search_post_docsize)"
        " OR id IN (SELECT id FROM search_quoting_docsize)",
    )
    if damaged:
        return IndexReport(posts, indexed, 0, damaged=True)
    rows = _number(
        connection,
        "SELECT (SELECT count(*) FROM search_post_docsize)"
        " + (SELECT count(*) FROM search_quoting_docsize)",
    )
    if not Facts.of(connection).current:
        return IndexReport(posts, indexed, rows, damaged=False)
    stale = rows - indexed
    for table, index in (("note", "note_index"), ("search_unit", "search_about")):
        for one, other in ((table, f"{index}_docsize"), (f"{index}_docsize", table)):
            stale += _number(
                connection,
                f"SELECT count(*) FROM {one} WHERE id NOT IN (SELECT id FROM {other})",  # noqa: S608
            )
    for body, tokens in connection.exec_driver_sql(
        "SELECT n.body, i.tokens FROM note AS n JOIN note_index AS i ON i.rowid = n.id"
        " ORDER BY n.id DESC LIMIT ?",
        (sample,),
    ):
        stale += int(prepare_note(body) != tokens)
    stale += _stale_posts(connection, _sample(connection, posts, sample))
    return IndexReport(posts, indexed, stale, damaged=False)


def _sample(connection: Connection, posts: int, sample: int) -> list[tuple[int, int]]:
    """Return posts spread evenly over the library, with their threads."""
    step = max(1, posts // max(1, sample))
    rows = connection.exec_driver_sql(
        "SELECT thread_id, id FROM (SELECT thread_id, id, row_number() OVER (ORDER BY id) AS place"
        " FROM post) WHERE place % ? = 0 ORDER BY thread_id, id LIMIT ?",
        (step, sample),
    )
    return [(row[0], row[1]) for row in rows]


def _stale_posts(connection: Connection, chosen: Iterable[tuple[int, int]]) -> int:
    """Return how many of these posts the index knows otherwise than they are."""
    stale = 0
    by_thread: dict[int, list[int]] = {}
    for thread, post in chosen:
        by_thread.setdefault(thread, []).append(post)
    for wanted in by_thread.values():
        for post, text, author, spans in connection.exec_driver_sql(
            'SELECT p.id, v.text, v.author, (SELECT json_group_array(json_array(q.start, q."end"))'
            " FROM quote AS q WHERE q.post_id = p.id)"
            " FROM json_each(?) AS j JOIN post AS p ON p.id = j.value"
            " JOIN post_version AS v ON v.id = p.version_id",
            (json.dumps(wanted),),
        ).fetchall():
            quotes = tuple(Span(*span) for span in json.loads(spans))
            units = prepare_units("", posts=[PostText(text, author, quotes)])
            stale += not _agrees(connection, post, units)
    return stale


def _agrees(connection: Connection, post: int, units: ThreadUnits) -> bool:
    """Tell whether the entry of a post has the tokens of the only one, as many, in this order."""
    (words,), (quoting,) = units.posts, units.quoting
    table, other = POST_TABLES[quoting], POST_TABLES[not quoting]
    size, elsewhere = connection.exec_driver_sql(
        f"SELECT (SELECT sz FROM {table}_docsize WHERE id = ?),"  # noqa: S608 - names of our own
        f" EXISTS (SELECT 1 FROM {other}_docsize WHERE id = ?)",
        (post, post),
    ).one()
    if size is None or elsewhere:
        return not elsewhere  # an entry that is missing is counted by itself
    tokens = [token for token in words.split(SEPARATOR) if token]
    if _sizes(size) != [len(tokens)]:
        return False
    parts = [phrase(tokens[at : at + _PHRASE]) for at in range(0, len(tokens), _PHRASE - 1)]
    for at in range(0, len(parts), _PHRASE):
        found = connection.exec_driver_sql(
            f"SELECT 1 FROM {table} WHERE {table} MATCH ? AND rowid = ?",  # noqa: S608
            (" AND ".join(parts[at : at + _PHRASE]), post),
        )
        if found.first() is None:
            return False
    return True


def _sizes(blob: bytes) -> list[int]:
    """Return the numbers of tokens that FTS5 keeps of a row: one varint a column.

    Source: SQLite, "FTS5 Data Structures" and the varint of the SQLite file format.
    """
    numbers: list[int] = []
    number = 0
    for byte in blob:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(number)
            number = 0
    return numbers


def _number(connection: Connection, statement: str) -> int:
    return int(connection.exec_driver_sql(statement).scalar_one())


def scrub_notes(connection: Connection) -> None:
    """Write the index of notes again, so that no word of one that was removed is left in it.

    Removing a note takes its words out of the pages, but not those by which FTS5 tells where a
    page begins.
    """
    connection.exec_driver_sql("INSERT INTO note_index(note_index) VALUES ('rebuild')")


def scrub(store: Store, progress: Callable[[int], None] | None = None) -> None:
    """Write the index again without what was removed, so that no trace of it is left.

    Removing a thread only marks its rows.  The pages are merged a few hundred at a time, each in a
    transaction of its own, so that other writers need not wait.

    Args:
        store: the library.
        progress: called with the number of steps done.
    """
    steps = 0
    for table in CONTENTLESS:
        pages = -_MERGED_PAGES
        more = True
        while more:
            with store.write() as connection:
                more = merge(connection, table, pages)
            pages = _MERGED_PAGES
            steps += 1
            if progress is not None:
                progress(steps)
