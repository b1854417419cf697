"""Writing the index, inside the transactions of those who write what is indexed."""

from __future__ import annotations

import unicodedata
from operator import itemgetter
from typing import TYPE_CHECKING

from db.search.merging import CONTENTLESS, set_levels
from db.search.tokens import RULES_VERSION, Kind
from db.search.units import prepare_note, prepare_title
from db.text import FOLD_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from db.search.units import ThreadUnits

INDEX_VERSION = f"{FOLD_VERSION}/{RULES_VERSION}/{unicodedata.unidata_version}"
"""The rules under which texts are folded and cut up; under others, answers may miss something."""

VERSION_KEY = "search_index"
SERIAL_KEY = "search_serial"
POST_TABLES = ("search_post", "search_quoting")

# The moment a thread belongs to: its latest reply, else the article, else when it was saved.  Dates
# of less than a day's precision do not make a Julian day.
_AT = """
    SELECT coalesce(
      (SELECT julianday(x.at) FROM (
        SELECT c.latest_post_at AS at UNION ALL SELECT c.published_at
        UNION ALL SELECT s.captured_at UNION ALL SELECT t.imported_at
      ) AS x WHERE length(x.at) >= 10 AND julianday(x.at) IS NOT NULL LIMIT 1), 0)
    FROM thread AS t
    LEFT JOIN capture_thread AS c ON c.thread_id = t.id AND c.capture_id = t.capture_id
    LEFT JOIN capture AS s ON s.id = t.capture_id
    WHERE t.id = ?
"""

_TIMES = """
    SELECT min(v.posted_at), max(v.posted_at)
    FROM post AS p CROSS JOIN post_version AS v ON v.id = p.version_id WHERE p.thread_id = ?
"""


def index_thread(
    connection: Connection,
    thread_id: int,
    units: ThreadUnits,
    posts: Sequence[int],
) -> None:
    """Put a thread into the index, in the place of what the index knew of it.

    The rows of the thread, its shown capture and its posts must be there already.

    Args:
        connection: the writer's connection, inside the transaction that writes the thread.
        thread_id: the thread.
        units: what ``prepare_units`` made of it.
        posts: the ids of the posts, in the order in which they were prepared.

    Raises:
        ValueError: there are not as many posts as were prepared.
    """
    if len(posts) != len(units.posts):
        raise ValueError(f"{len(units.posts)} posts were prepared, {len(posts)} are there")
    known, begun = connection.exec_driver_sql(
        "SELECT EXISTS (SELECT 1 FROM search_thread WHERE thread_id = ?),"
        " EXISTS (SELECT 1 FROM meta WHERE key = ?)",
        (thread_id, VERSION_KEY),
    ).one()
    if known:
        remove_thread(connection, thread_id)
    if not begun:
        for table in CONTENTLESS:
            set_levels(connection, table)
    rows = sorted(zip(posts, units.posts, units.quoting, strict=True), key=itemgetter(0))
    for table, quoting in zip(POST_TABLES, (False, True), strict=True):
        entries = [(post, tokens) for post, tokens, quotes in rows if quotes is quoting]
        if entries:
            connection.exec_driver_sql(
                f"INSERT INTO {table}(rowid, tokens) VALUES (?, ?)",  # noqa: S608 - our own names
                entries,
            )
    _insert_about(connection, thread_id, units, posts)
    at = connection.exec_driver_sql(_AT, (thread_id,)).scalar_one()
    earliest, latest = connection.exec_driver_sql(_TIMES, (thread_id,)).one()
    connection.exec_driver_sql(
        "INSERT INTO search_thread"
        "(thread_id, at, first_post, last_post, serial, authors, runs, earliest, latest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            thread_id,
            at,
            min(posts, default=0),
            max(posts, default=0),
            _next_serial(connection),
            units.authors,
            units.runs,
            earliest,
            latest,
        ),
    )
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO meta(key, value) VALUES (?, ?)", (VERSION_KEY, INDEX_VERSION)
    )


def _next_serial(connection: Connection) -> int:
    """Return a number greater than any before, by which readers see what runs are new."""
    found = connection.exec_driver_sql(
        "INSERT INTO meta(key, value) VALUES (?, '1') ON CONFLICT(key)"
        " DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING CAST(value AS INTEGER)",
        (SERIAL_KEY,),
    )
    return int(found.scalar_one())


def _insert_about(
    connection: Connection, thread_id: int, units: ThreadUnits, posts: Sequence[int]
) -> None:
    first = connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM search_unit")
    number = int(first.scalar_one())
    rows: list[tuple[int, int, int, int | None, int | None, str | None]] = []
    tokens: list[tuple[int, str]] = []

    def add(
        kind: Kind,
        words: str,
        post: int | None = None,
        block: int | None = None,
        name: str | None = None,
    ) -> None:
        unit = number + len(rows)
        rows.append((unit, thread_id, kind.value, post, block, name))
        tokens.append((unit, words))

    add(Kind.TITLE, units.title)
    if units.article is not None:
        add(Kind.ARTICLE, units.article)
    for block, words in units.captions:
        add(Kind.CAPTION, words, block=block)
    for name in units.names:
        post = None if name.post is None else posts[name.post]
        add(Kind.AUTHOR, name.tokens, post=post, name=name.name)
    connection.exec_driver_sql(
        "INSERT INTO search_unit(id, thread_id, kind, post_id, block, name)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        rows,
    )
    connection.exec_driver_sql("INSERT INTO search_about(rowid, tokens) VALUES (?, ?)", tokens)


def remove_thread(connection: Connection, thread_id: int) -> None:
    """Take a thread out of the index; its rows in ``post`` must still be there.

    A thread in the trash need not be taken out: searches leave it aside.  What was taken out is
    gone from the file after ``scrub``.
    """
    for table in POST_TABLES:
        connection.exec_driver_sql(
            f"DELETE FROM {table} WHERE rowid IN"  # noqa: S608 - names of our own
            " (SELECT id FROM post WHERE thread_id = ?)",
            (thread_id,),
        )
    connection.exec_driver_sql(
        "DELETE FROM search_about WHERE rowid IN (SELECT id FROM search_unit WHERE thread_id = ?)",
        (thread_id,),
    )
    connection.exec_driver_sql("DELETE FROM search_unit WHERE thread_id = ?", (thread_id,))
    connection.exec_driver_sql("DELETE FROM search_thread WHERE thread_id = ?", (thread_id,))


def index_title(connection: Connection, thread_id: int, title: str) -> None:
    """Put the title that is now shown into the index, in the place of the one before."""
    found = connection.exec_driver_sql(
        "SELECT u.id, s.runs, c.article_author, c.poster FROM search_unit AS u"
        " JOIN search_thread AS s ON s.thread_id = u.thread_id"
        " JOIN thread AS t ON t.id = u.thread_id"
        " JOIN capture_thread AS c ON c.thread_id = t.id AND c.capture_id = t.capture_id"
        " WHERE u.thread_id = ? AND u.kind = ?",
        (thread_id, Kind.TITLE.value),
    ).one_or_none()
    if found is None:
        return  # the thread is not in the index yet; it will go in with this title
    unit, runs, *writers = found
    tokens, more = prepare_title(title, writers)
    connection.exec_driver_sql("DELETE FROM search_about WHERE rowid = ?", (unit,))
    connection.exec_driver_sql(
        "INSERT INTO search_about(rowid, tokens) VALUES (?, ?)", (unit, tokens)
    )
    connection.exec_driver_sql(
        "UPDATE search_thread SET runs = ?, serial = ? WHERE thread_id = ?",
        (runs + more, _next_serial(connection), thread_id),
    )


def index_note(connection: Connection, note_id: int, body: str) -> None:
    """Put a note into the index, in the place of what the index knew of it."""
    remove_note(connection, note_id)
    connection.exec_driver_sql(
        "INSERT INTO note_index(rowid, tokens) VALUES (?, ?)", (note_id, prepare_note(body))
    )


def remove_note(connection: Connection, note_id: int) -> None:
    """Take a note out of the index, and each of its tokens out of the pages of the index."""
    connection.exec_driver_sql("DELETE FROM note_index WHERE rowid = ?", (note_id,))
