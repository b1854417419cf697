"""Whether the index can be read at all, and making its tables anew where it cannot.

A damaged page of the index must not be emptied like a sound one: SQLite gives back what a damaged
page points to, and that may be a page of the archive.  So the tables are taken out of the schema
with nothing of them looked at, made again, and the file is written anew without the pages that
nobody refers to any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import IndexDamaged, LibraryDamaged
from db.search.merging import CONTENTLESS

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from db.store import Store

FULL_TEXT = (*CONTENTLESS, "note_index")
_PLAIN = ("search_unit", "search_thread")
_UNTIDY = "search_untidy"
_PARTS = ("data", "idx", "content", "docsize", "config")


def refresh(connection: Connection) -> None:
    """Make SQLite read anew how the index is laid out; call it before ``PRAGMA integrity_check``.

    Until a connection queries a full-text table again, FTS5 checks the layout it remembers against
    pages that another connection has written since, and takes the difference for damage.
    """
    for table in FULL_TEXT:
        connection.exec_driver_sql(f"SELECT rowid FROM {table} LIMIT 1").first()  # noqa: S608


def raise_if_unreadable(store: Store) -> None:
    """Look whether the tables of the index can be opened; at once, whatever their size.

    Raises:
        IndexDamaged: they cannot.
        KnownError: the library cannot be read.
    """
    try:
        with store.read() as connection:
            refresh(connection)
    except LibraryDamaged as error:
        if has_bad_pages(store):
            raise damaged(store, error.detail) from error
        raise


def damaged(store: Store, detail: str) -> IndexDamaged:
    """The condition that the index is damaged, and not the archive."""
    return IndexDamaged(
        "The search index of the library {name} is damaged; no text is lost.",
        "“beilin reindex” builds it anew.",
        detail,
        name=store.place.name,
    )


def has_bad_pages(store: Store) -> bool:
    """Read all pages of the index, and tell whether any of them is not what it should be."""
    try:
        with store.read() as connection:
            refresh(connection)
            bad = any(
                row[0] != "ok"
                for table in _stored(connection)
                for row in connection.exec_driver_sql(f"PRAGMA integrity_check('{table}')").all()
            )
            # it would remember the layout it has just read, and take later ones for damage
            connection.invalidate()
            return bad
    except LibraryDamaged:
        return True


def _stored(connection: Connection) -> list[str]:
    """Return the tables that have pages of their own."""
    names = {*_PLAIN, *(f"{table}_{part}" for table in FULL_TEXT for part in _PARTS)}
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    return sorted(names.intersection(row[0] for row in found))


def make_anew(store: Store) -> None:
    """Make the tables of the index anew and empty, without looking into the old ones.

    The pages that were theirs are lost until ``tidy`` has run.

    Raises:
        KnownError: the schema cannot be read or written either; it is as it was.
    """
    with store.write() as connection:
        ours = {*_stored(connection), *FULL_TEXT}
        shadows = {f"{table}_{part}" for table in FULL_TEXT for part in _PARTS}
        rows = connection.exec_driver_sql(
            "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid"
        ).all()
        gone = [row for row in rows if row.tbl_name in ours]
        connection.exec_driver_sql("PRAGMA writable_schema=ON")
        try:
            connection.exec_driver_sql(
                "DELETE FROM sqlite_master WHERE type = ? AND name = ?",
                [(row.type, row.name) for row in gone],
            )
        finally:
            connection.exec_driver_sql("PRAGMA writable_schema=RESET")
        for row in gone:
            if row.sql is not None and row.tbl_name not in shadows:
                connection.exec_driver_sql(row.sql)
        connection.exec_driver_sql(
            "INSERT INTO note_index(note_index, rank) VALUES ('secure-delete', 1)"
        )
        connection.exec_driver_sql("INSERT OR REPLACE INTO meta VALUES (?, '1')", (_UNTIDY,))


def tidy(store: Store) -> None:
    """Write the file anew if ``make_anew`` left pages in it that nothing refers to.

    Raises:
        KnownError: there is no room, or another program reads or writes; the index is as good.
    """
    with store.read() as connection:
        found = connection.exec_driver_sql("SELECT 1 FROM meta WHERE key = ?", (_UNTIDY,))
        if found.first() is None:
            return
    store.write_anew()
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM meta WHERE key = ?", (_UNTIDY,))
