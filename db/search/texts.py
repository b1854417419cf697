"""The texts behind the rows of the index, read in batches for comparing and for showing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.records import Span
from db.search.matching import find
from db.search.rows import ask
from db.search.tokens import Kind
from db.text import fold_evenly

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from db.search.matching import Matches, Term


@dataclass(slots=True)
class UnitText:
    """A unit with all that is compared and shown of it.

    Attributes:
        id: its row in its full-text table.
        signed: the names that ``author:`` looks at.
        author: the name that is shown.
        order: its place among units of its kind in the thread.
        blocks: of an article, where each block starts.
    """

    id: int
    kind: Kind
    thread: int
    text: str
    signed: tuple[str, ...] = ()
    author: str | None = None
    order: int = 0
    post: int | None = None
    floor: str | None = None
    block: int | None = None
    quotes: tuple[Span, ...] = ()
    blocks: tuple[tuple[int, int], ...] = ()
    _folded: tuple[str, bool] | None = None

    @property
    def folded(self) -> str:
        """The text as it is compared."""
        if self._folded is None:
            self._folded = fold_evenly(self.text)
        return self._folded[0]

    def find(self, wanted: Iterable[Term]) -> Matches:
        """Return where words stand in the text."""
        folded, even = self._folded or ("", False)
        return find(wanted, self.text, self.quotes, folded if even else None)


_POSTS = """
    SELECT p.id, p.thread_id, p.ordinal, v.text, v.author, v.floor
    FROM json_each(?) AS j
    CROSS JOIN post AS p ON p.id = j.value
    CROSS JOIN post_version AS v ON v.id = p.version_id
"""
_QUOTES = """
    SELECT q.post_id, q.start, q."end"
    FROM json_each(?) AS j CROSS JOIN quote AS q ON q.post_id = j.value
"""
_NOTES = """
    SELECT n.id, n.thread_id, n.post_id, n.body, v.floor
    FROM json_each(?) AS j
    CROSS JOIN note AS n ON n.id = j.value
    LEFT JOIN post AS p ON p.id = n.post_id
    LEFT JOIN post_version AS v ON v.id = p.version_id
"""
_ABOUT = """
    SELECT u.id, u.kind, u.thread_id, u.post_id, u.block, u.name,
           coalesce(t.title_edited, c.title), c.article_author, c.poster, v.floor
    FROM json_each(?) AS j
    CROSS JOIN search_unit AS u ON u.id = j.value
    CROSS JOIN thread AS t ON t.id = u.thread_id
    CROSS JOIN capture_thread AS c ON c.thread_id = t.id AND c.capture_id = t.capture_id
    LEFT JOIN post AS p ON p.id = u.post_id
    LEFT JOIN post_version AS v ON v.id = p.version_id
"""
_ARTICLES = """
    SELECT b.thread_id, b.ordinal, b.text
    FROM json_each(?) AS j
    CROSS JOIN thread AS t ON t.id = j.value
    CROSS JOIN article_block AS b ON b.thread_id = t.id AND b.capture_id = t.capture_id
    ORDER BY b.thread_id, b.ordinal
"""
_CAPTIONS = """
    SELECT u.id, f.caption
    FROM json_each(?) AS j
    CROSS JOIN search_unit AS u ON u.id = j.value
    CROSS JOIN thread AS t ON t.id = u.thread_id
    CROSS JOIN article_block AS b
      ON b.thread_id = t.id AND b.capture_id = t.capture_id AND b.ordinal = u.block
    CROSS JOIN figure AS f ON f.block_id = b.id
"""


def read_posts(connection: Connection, ids: Iterable[int], *, quoting: bool) -> dict[int, UnitText]:
    """Return posts by id; their quotes are only read where ``quoting``."""
    wanted = json.dumps(list(ids))
    quotes: dict[int, list[Span]] = {}
    if quoting:
        for post, start, end in ask(connection, _QUOTES, wanted):
            quotes.setdefault(post, []).append(Span(start, end))
    return {
        row[0]: UnitText(
            id=row[0],
            kind=Kind.POST,
            thread=row[1],
            text=row[3],
            signed=(row[4],) if row[4] else (),
            author=row[4],
            order=row[2],
            post=row[0],
            floor=row[5],
            quotes=tuple(quotes.get(row[0], ())),
        )
        for row in ask(connection, _POSTS, wanted)
    }


def read_notes(connection: Connection, ids: Iterable[int]) -> dict[int, UnitText]:
    """Return notes by id."""
    return {
        row[0]: UnitText(
            id=row[0],
            kind=Kind.NOTE,
            thread=row[1],
            text=row[3],
            order=row[0],
            post=row[2],
            floor=row[4],
        )
        for row in ask(connection, _NOTES, json.dumps(list(ids)))
    }


def read_about(connection: Connection, ids: Iterable[int]) -> dict[int, UnitText]:
    """Return titles, articles, captions and authors' names by the ids of their units."""
    rows = list(ask(connection, _ABOUT, json.dumps(list(ids))))
    articles = read_articles(connection, {row[2] for row in rows if row[1] == Kind.ARTICLE})
    captioned = json.dumps([row[0] for row in rows if row[1] == Kind.CAPTION])
    captions: dict[int, str | None] = {
        row[0]: row[1] for row in ask(connection, _CAPTIONS, captioned)
    }
    units: dict[int, UnitText] = {}
    for row in rows:
        kind = Kind(row[1])
        blocks: tuple[tuple[int, int], ...] = ()
        if kind is Kind.TITLE:
            text = row[6]
        elif kind is Kind.AUTHOR:
            text = row[5]
        elif kind is Kind.CAPTION:
            text = captions.get(row[0]) or ""
        else:
            text, blocks = articles.get(row[2], ("", ()))
        signed = () if kind is Kind.AUTHOR else tuple(name for name in row[7:9] if name)
        units[row[0]] = UnitText(
            id=row[0],
            kind=kind,
            thread=row[2],
            text=text,
            signed=signed,
            author=row[5] if kind is Kind.AUTHOR else next(iter(signed), None),
            order=row[4] or 0,
            post=row[3],
            floor=row[9],
            block=row[4],
            blocks=blocks,
        )
    return units


def read_articles(
    connection: Connection, threads: Iterable[int]
) -> dict[int, tuple[str, tuple[tuple[int, int], ...]]]:
    """Return the articles of threads: the text, and for each block its ordinal and its start."""
    texts: dict[int, list[str]] = {}
    blocks: dict[int, list[tuple[int, int]]] = {}
    lengths: dict[int, int] = {}
    for thread, ordinal, text in ask(connection, _ARTICLES, json.dumps(sorted(threads))):
        start = lengths.get(thread, 0)
        texts.setdefault(thread, []).append(text)
        blocks.setdefault(thread, []).append((ordinal, start))
        lengths[thread] = start + len(text) + 1
    return {thread: ("\n".join(texts[thread]), tuple(blocks[thread])) for thread in texts}
