"""Searches that the reader keeps under a name, and those asked for last.

A saved search is its words alone: what it finds is asked for anew each time, so it stays true.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

from db.changes import Changes, Done
from db.errors import NotFound, UsageError
from db.search.query import parse
from db.store import now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from db.store import Store

SavedId = NewType("SavedId", int)

LONGEST_NAME = 200
LONGEST_QUERY = 10_000
"""Code points."""
MOST_REMEMBERED = 100


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name."""

    id: SavedId
    name: str
    query: str


def saved_searches(store: Store) -> tuple[SavedSearch, ...]:
    """Return the saved searches in the order that the reader gave them."""
    with store.read() as connection:
        return _all(connection)


def by_name(store: Store, name: str) -> SavedSearch:
    """Return the saved search of a name; of several, the first.

    Raises:
        NotFound: there is none.
    """
    for each in saved_searches(store):
        if each.name == name.strip():
            return each
    raise NotFound(
        "There is no saved search “{name}”.",
        "“beilin search --list-saved” names those there are.",
        name=name,
    )


def save(store: Store, name: str, query: str) -> Done[SavedSearch]:
    """Keep a search under a name, behind those that are kept already.

    Raises:
        QueryWrong: the query cannot be understood.
        UsageError: the name is empty or too long, the query is, or they are no text.
    """
    parse(query)
    kept = _name(name)
    if len(query) > LONGEST_QUERY or not _is_text(query):
        raise UsageError(
            "This search is too long to be kept, or is no text.", "Make it shorter, and try again."
        )
    with store.write() as connection:
        row = connection.exec_driver_sql(
            "SELECT coalesce(max(id), 0) + 1, coalesce(max(position), 0) + 1 FROM saved_search"
        ).one()
        made = SavedSearch(SavedId(row[0]), kept, query)
        _insert(connection, made, row[1])
    return Done(made, Changes("save-search", searches=True))


def rename(store: Store, search: SavedId, name: str) -> Done[SavedSearch]:
    """Give a saved search another name; the same one again changes nothing.

    Raises:
        NotFound: there is no such search.
        UsageError: the name is empty, too long, or no text.
    """
    kept = _name(name)
    with store.write() as connection:
        before = _one(connection, search)
        if before.name == kept:
            return Done(before, Changes("rename-search"))
        connection.exec_driver_sql("UPDATE saved_search SET name = ? WHERE id = ?", (kept, search))
    after = SavedSearch(before.id, kept, before.query)
    return Done(after, Changes("rename-search", searches=True))


def remove(store: Store, search: SavedId) -> Done[SavedSearch]:
    """Keep a search no longer.

    Raises:
        NotFound: there is no such search.
    """
    with store.write() as connection:
        before = _one(connection, search)
        connection.exec_driver_sql("DELETE FROM saved_search WHERE id = ?", (search,))
    return Done(before, Changes("remove-search", searches=True))


def restore(store: Store, search: SavedSearch, place: int) -> Done[SavedSearch]:
    """Keep a search again that was removed.

    Args:
        store: the library.
        search: as it was; it has the same id again, unless another has that by now.
        place: how many searches stand before it.
    """
    with store.write() as connection:
        others = [each.id for each in _all(connection)]
        kept = search
        if search.id in others:
            kept = SavedSearch(SavedId(max(others) + 1), search.name, search.query)
        _insert(connection, kept, 0)
        _put_in_order(connection, [*others[:place], kept.id, *others[place:]])
    return Done(kept, Changes("restore-search", searches=True))


def reorder(store: Store, order: Sequence[SavedId]) -> Done[tuple[SavedSearch, ...]]:
    """Put the saved searches in this order; those that are not named come behind it.

    Raises:
        NotFound: there is no such search.
    """
    with store.write() as connection:
        before = _all(connection)
        for each in order:
            _one(connection, each)
        rest = [each.id for each in before if each.id not in order]
        wanted = [*order, *rest]
        if wanted == [each.id for each in before]:
            return Done(before, Changes("reorder-searches"))
        _put_in_order(connection, wanted)
        after = _all(connection)
    return Done(after, Changes("reorder-searches", searches=True))


# what was asked for


def history(store: Store, limit: int = MOST_REMEMBERED) -> tuple[str, ...]:
    """Return what was searched for, the latest first."""
    with store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT query FROM search_history ORDER BY id DESC LIMIT ?", (limit,)
        )
        return tuple(rows.scalars())


def remember(store: Store, query: str) -> None:
    """Note that something was searched for; what was there before moves up.

    What is empty, very long or no text is not remembered.
    """
    words = query.strip()
    if not words or len(words) > LONGEST_QUERY or not _is_text(words):
        return
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM search_history WHERE query = ?", (words,))
        connection.exec_driver_sql(
            "INSERT INTO search_history(id, query)"
            " SELECT coalesce(max(id), 0) + 1, ? FROM search_history",
            (words,),
        )
        connection.exec_driver_sql(
            "DELETE FROM search_history WHERE id NOT IN"
            " (SELECT id FROM search_history ORDER BY id DESC LIMIT ?)",
            (MOST_REMEMBERED,),
        )


def clear_history(store: Store) -> None:
    """Forget what was searched for."""
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM search_history")


def _all(connection: Connection) -> tuple[SavedSearch, ...]:
    rows = connection.exec_driver_sql(
        "SELECT id, name, query FROM saved_search ORDER BY position, id"
    )
    return tuple(SavedSearch(SavedId(number), name, query) for number, name, query in rows)


def _one(connection: Connection, search: SavedId) -> SavedSearch:
    for each in _all(connection):
        if each.id == search:
            return each
    raise NotFound("This saved search is there no more.", "It was removed meanwhile.")


def _insert(connection: Connection, search: SavedSearch, position: int) -> None:
    connection.exec_driver_sql(
        "INSERT INTO saved_search(id, position, name, query, created_at) VALUES (?, ?, ?, ?, ?)",
        (search.id, position, search.name, search.query, now()),
    )


def _put_in_order(connection: Connection, order: Sequence[SavedId]) -> None:
    for position, each in enumerate(order, 1):
        connection.exec_driver_sql(
            "UPDATE saved_search SET position = ? WHERE id = ?", (position, each)
        )


def _name(name: str) -> str:
    kept = " ".join(name.split())
    if not kept or len(kept) > LONGEST_NAME or not _is_text(kept):
        raise UsageError(
            "A saved search needs a name of at most {most} characters.",
            "Give it another one.",
            most=LONGEST_NAME,
        )
    return kept


def _is_text(words: str) -> bool:
    """Tell whether words can be stored: half of a surrogate pair is none."""
    return not any("\ud800" <= character <= "\udfff" for character in words)
