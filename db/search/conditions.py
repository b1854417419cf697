"""Operators as conditions of rows: what SQLite is asked beside the words, or without any.

Every condition is true or false of a row, never unknown, so that it can be turned around.  The row
of a full-text table goes by the table's name, the row that says which thread it belongs to by
``o``, as in ``db.search.selecting``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.search.operators import Dates, Floors, Has, In, Is, Named
from db.search.rows import ask
from db.search.selecting import ABOUT, NOTES, QUOTING
from db.search.tokens import Kind
from db.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from db.search.operators import Operator
    from db.search.selecting import Table

FLOOR_SIGNS = " #＃.第樓楼層层號号FfLlBb"
"""What may stand around the number of a floor: 12 楼, #12, 第12樓, B12."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition and its parameters.

    Attributes:
        ids: a statement for the only rows for which it holds, if those can be listed.
    """

    sql: str
    parameters: tuple[object, ...] = ()
    ids: str | None = None


ALWAYS, NEVER = Clause("1"), Clause("0")


def among_threads(listed: str, *, looked_up: bool = False) -> Clause:
    """Return what holds in these threads, given as JSON; their rows may be looked up if few."""
    if listed == "[]":
        return NEVER
    sql = "o.thread_id IN (SELECT value FROM json_each(?))"
    return Clause(sql if looked_up else "+" + sql, (listed,))


def negated(clause: Clause) -> Clause:
    """Return what holds where ``clause`` does not."""
    if clause in {ALWAYS, NEVER}:
        return NEVER if clause == ALWAYS else ALWAYS
    return Clause(f"NOT ({clause.sql})", clause.parameters)


def all_of(clauses: Iterable[Clause]) -> Clause:
    """Return what holds where all of some clauses do."""
    return _joined(clauses, " AND ", ALWAYS, NEVER)


def any_of(clauses: Iterable[Clause]) -> Clause:
    """Return what holds where one of some clauses does."""
    return _joined(clauses, " OR ", NEVER, ALWAYS)


def _joined(clauses: Iterable[Clause], sign: str, nothing: Clause, decisive: Clause) -> Clause:
    left = [clause for clause in clauses if clause != nothing]
    if decisive in left:
        return decisive
    if len(left) < 2:
        return left[0] if left else nothing
    sql = sign.join(f"({clause.sql})" for clause in left)
    return Clause(sql, tuple(value for clause in left for value in clause.parameters))


def among(table: Table, ids: Iterable[int]) -> Clause:
    """Return what holds for these rows of a table."""
    listed = json.dumps(list(ids))
    if listed == "[]":
        return NEVER
    return _listed(table, "SELECT value FROM json_each(?)", listed)


def _listed(table: Table, ids: str, *parameters: object) -> Clause:
    # the plus keeps SQLite from looking up each of them in the full-text table
    return Clause(f"+{table.name}.rowid IN ({ids})", parameters, ids)


_NOTED_POSTS = "SELECT post_id FROM note WHERE post_id IS NOT NULL AND trashed_at IS NULL"
_NOTED_ARTICLES = "SELECT thread_id FROM note WHERE post_id IS NULL AND trashed_at IS NULL"
_TAGGED = (
    "SELECT {column} FROM note_tag AS g JOIN note AS n ON n.id = g.note_id"
    " WHERE g.tag IN (SELECT value FROM json_each(?)) AND n.trashed_at IS NULL AND {which}"
)
_PICTURED = "EXISTS (SELECT 1 FROM post_figure AS f WHERE f.version_id = o.version_id)"
_PICTURED_POSTS = (
    "SELECT p.id FROM post_figure AS f CROSS JOIN post_version AS v ON v.id = f.version_id"
    " CROSS JOIN post AS p ON p.id = v.post_id AND p.version_id = v.id"
)
_PICTURED_ARTICLES = (
    "SELECT b.thread_id FROM figure AS f JOIN article_block AS b ON b.id = f.block_id"
    " JOIN thread AS t ON t.id = b.thread_id AND t.capture_id = b.capture_id"
)
_ANSWERED = (
    "EXISTS (SELECT 1 FROM reply_link AS l WHERE l.parent_post_id = {row}"
    " AND l.ordinal >= 0 AND l.state IN ('stated', 'solid', 'dashed'))"
)
_MARKED = (
    "SELECT p.id FROM post_version AS v"
    " CROSS JOIN post AS p ON p.id = v.post_id AND p.version_id = v.id"
    " WHERE v.{mark}"
)
_LOST = (
    "SELECT q.post_id FROM ghost AS g CROSS JOIN quote AS q ON q.ghost_id = g.id"
    " WHERE g.resolved_post_id IS NULL"
    " UNION SELECT l.post_id FROM ghost AS g CROSS JOIN reply_link AS l ON l.ghost_id = g.id"
    " WHERE g.resolved_post_id IS NULL AND l.ordinal >= 0"
)
_UNOPENED = "o.thread_id NOT IN (SELECT thread_id FROM reading_place)"
# posts of which no capture was there when the thread was last read
_ARRIVED = """
    SELECT v.post_id FROM reading_place AS r
    CROSS JOIN capture_thread AS k ON k.thread_id = r.thread_id
    CROSS JOIN capture AS c ON c.id = k.capture_id AND c.imported_at > r.at
    CROSS JOIN post_version AS v ON v.capture_id = c.id
    CROSS JOIN post AS p ON p.id = v.post_id AND p.thread_id = r.thread_id
    WHERE NOT EXISTS (
      SELECT 1 FROM post_version AS w JOIN capture AS d ON d.id = w.capture_id
      WHERE w.post_id = v.post_id AND d.imported_at <= r.at)
"""
_VERSION = "ifnull((SELECT {what} FROM post_version AS v WHERE v.id = o.version_id), 0)"
# nearly all labels are figures alone, and need no more than the first look
_FLOOR = f"""CASE
    WHEN v.floor NOT GLOB '*[^0-9]*' THEN v.floor != '' AND CAST(v.floor AS INTEGER) BETWEEN ? AND ?
    WHEN trim(v.floor, '{FLOOR_SIGNS}') NOT GLOB '*[^0-9]*'
      THEN trim(v.floor, '{FLOOR_SIGNS}') != ''
        AND CAST(trim(v.floor, '{FLOOR_SIGNS}') AS INTEGER) BETWEEN ? AND ?
    ELSE 0 END"""
_POSTED = (
    "CASE WHEN v.posted_at IS NULL THEN o.thread_id IN (SELECT value FROM json_each(?))"
    " ELSE v.posted_at >= ? AND v.posted_at || '~' <= ? END"
)
_SHOWN = """FROM thread AS t
    JOIN capture_thread AS c ON c.thread_id = t.id AND c.capture_id = t.capture_id"""
_BOARDS = f"SELECT t.id, c.board, c.outlet {_SHOWN}"
_TITLES = f"SELECT t.id, coalesce(t.title_edited, c.title) {_SHOWN}"
MOMENT = (
    "SELECT t.id AS id, coalesce(c.latest_post_at, c.published_at, s.captured_at, t.imported_at)"
    f" AS moment {_SHOWN} JOIN capture AS s ON s.id = t.capture_id"
)
"""What is of no time of its own has that of its thread: its latest reply, else the article, else
when it was saved."""
_DATED = """
    SELECT thread_id FROM search_thread WHERE latest >= ? AND earliest <= ?
    UNION SELECT thread_id FROM note WHERE created_at >= ? AND created_at <= ?
"""
HEADS = f"""
    SELECT t.id, c.board, c.outlet,
           coalesce(c.latest_post_at, c.published_at, s.captured_at, t.imported_at)
    {_SHOWN} JOIN capture AS s ON s.id = t.capture_id
    WHERE t.id IN (SELECT value FROM json_each(?))
"""  # noqa: S608 - our own words
"""Board, outlet and moment of some threads."""


class Conditions:
    """The operators of one search, each looked up once."""

    def __init__(self, connection: Connection) -> None:
        """Look up nothing yet."""
        self._connection = connection
        self._threads: dict[Named | Dates, str] = {}

    def of(self, operator: Operator, table: Table) -> Clause:
        """Return the condition of an operator, folded as ``fold_query`` does, for one table."""
        match operator:
            case Named("tag", text):
                return self._tagged(text, table)
            case Named():
                return among_threads(self.threads(operator))
            case Floors(first, last):
                ends = (first or 0, 2**63 - 1 if last is None else last)
                return Clause(_VERSION.format(what=_FLOOR), ends * 2) if table.posts else NEVER
            case Dates():
                return self._dated(operator, table)
            case Has(what):
                return _having(what, table)
            case Is(state):
                return _being(state, table)
            case In():
                return _within(operator.field, table)

    def threads(self, operator: Named | Dates) -> str:
        """Return the threads of a title, a board, a number or a time, as JSON."""
        if operator not in self._threads:
            if isinstance(operator, Dates):
                first, last = _ends(operator)
                found = self._ids(
                    f"SELECT id FROM ({MOMENT}) WHERE moment >= ?"  # noqa: S608 - our own words
                    " AND moment || '~' <= ?",
                    first,
                    last,
                )
            elif operator.name == "board":
                found = self._containing(_BOARDS, operator.text)
            else:
                found = self._containing(_TITLES, operator.text)
                if operator.name == "thread" and (number := _number(operator.text)) is not None:
                    found |= self._ids("SELECT id FROM thread WHERE id = ?", number)
            self._threads[operator] = json.dumps(sorted(found))
        return self._threads[operator]

    def around(self, operator: Named | Dates) -> set[int]:
        """Return threads that hold all for which an operator holds, and maybe others."""
        found: set[int] = set(json.loads(self.threads(operator)))
        if isinstance(operator, Dates):
            first, last = _ends(operator)
            found |= self._ids(_DATED, first, last, first, last)
        return found

    def _containing(self, statement: str, wanted: str) -> set[int]:
        """Return the threads of which one of some names contains folded words."""
        known: dict[str | None, bool] = {None: False}
        found: set[int] = set()
        for thread, *names in ask(self._connection, statement):
            for name in names:
                if name not in known:
                    known[name] = wanted in fold(name)
                if known[name]:
                    found.add(thread)
        return found

    def _tagged(self, wanted: str, table: Table) -> Clause:
        tags = [
            row[0]
            for row in ask(self._connection, "SELECT DISTINCT tag FROM note_tag")
            if fold(row[0]) == wanted
        ]
        if not tags:
            return NEVER
        parameter = json.dumps(tags)
        if table is NOTES:
            ids = _TAGGED.format(column="g.note_id", which="1")
        elif table.posts:
            ids = _TAGGED.format(column="n.post_id", which="n.post_id IS NOT NULL")
        else:
            threads = _TAGGED.format(column="n.thread_id", which="n.post_id IS NULL")
            return _article(f"o.thread_id IN ({threads})", parameter)
        return _listed(table, ids, parameter)

    def _dated(self, dates: Dates, table: Table) -> Clause:
        first, last = _ends(dates)
        if table is NOTES:
            return Clause("o.created_at >= ? AND o.created_at || '~' <= ?", (first, last))
        threads = self.threads(dates)
        if table.posts:
            return Clause(_VERSION.format(what=_POSTED), (threads, first, last))
        return among_threads(threads)

    def _ids(self, statement: str, *parameters: object) -> set[int]:
        return {row[0] for row in ask(self._connection, statement, *parameters)}


def _number(text: str) -> int | None:
    """Return the number of a thread, if it is one that a row can have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None


def _ends(dates: Dates) -> tuple[str, str]:
    """Return between what a time lies, as text: behind its last character stands a tilde.

    A tilde is greater than figures and signs, so that a month holds all of its days, and a time of
    which only the year is known is in no month of it.
    """
    return dates.first or "", (dates.last or "~") + "~"


def _within(field: str, table: Table) -> Clause:
    """Return what is of a field; whether a post that quotes holds words in quotes is left open."""
    if table.posts:
        return ALWAYS if field == "post" or (field == "quote" and table is QUOTING) else NEVER
    if table is NOTES:
        return ALWAYS if field == "note" else NEVER
    kinds = {
        "title": Kind.TITLE,
        "article": Kind.ARTICLE,
        "caption": Kind.CAPTION,
        "author": Kind.AUTHOR,
    }
    return Clause("o.kind = ?", (kinds[field].value,)) if field in kinds else NEVER


def _article(condition: str, *parameters: object) -> Clause:
    return Clause(f"o.kind = {Kind.ARTICLE.value} AND {condition}", parameters)


def _having(what: str, table: Table) -> Clause:
    if what == "quote":
        return ALWAYS if table is QUOTING else NEVER
    if table.posts:
        if what == "note":
            return _listed(table, _NOTED_POSTS)
        if what == "image":
            return Clause(_PICTURED, ids=_PICTURED_POSTS)
        return Clause(_ANSWERED.format(row=f"{table.name}.rowid"))
    if table is ABOUT and what != "reply":
        threads = _NOTED_ARTICLES if what == "note" else _PICTURED_ARTICLES
        return _article(f"o.thread_id IN ({threads})")
    return NEVER


def _being(state: str, table: Table) -> Clause:
    if state == "unread":
        if not table.posts:
            return NEVER if table is NOTES else Clause(_UNOPENED)
        return Clause(f"{_UNOPENED} OR +{table.name}.rowid IN ({_ARRIVED})")
    if not table.posts:
        return NEVER
    if state == "ghost":
        return _listed(table, _LOST)
    mark = "deleted" if state == "deleted" else "edited IS NOT NULL"
    return _listed(table, _MARKED.format(mark=mark))
