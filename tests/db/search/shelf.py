"""An invented library written straight into its tables, and the plain answer to any query."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Float, Integer, LargeBinary, delete, insert, select, update

from db import store as stores
from db.models import (
    ArticleBlock,
    Base,
    Capture,
    CaptureThread,
    Figure,
    Note,
    Post,
    PostVersion,
    Quote,
    Thread,
)
from db.records import BlockType, Span
from db.search import (
    PostText,
    index_note,
    index_thread,
    index_title,
    parse,
    prepare_units,
    remove_note,
    remove_thread,
)
from db.search.matching import fold_query, holds, terms
from db.text import fold, fold_with_map

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from db.search.query import Query
    from db.store import Store


@dataclass
class APost:
    text: str
    author: str | None = None
    quotes: tuple[Span, ...] = ()


@dataclass
class AThread:
    title: str
    blocks: list[str] = field(default_factory=list[str])
    captions: dict[int, str] = field(default_factory=dict[int, str])
    posts: list[APost] = field(default_factory=list[APost])
    poster: str | None = None
    writer: str | None = None
    latest: str | None = None
    id: int = 0
    post_ids: list[int] = field(default_factory=list[int])
    trashed: bool = False


@dataclass(frozen=True)
class Unit:
    field: str
    thread: int
    text: str
    signed: tuple[str, ...] = ()
    post: int | None = None
    quotes: tuple[Span, ...] = ()
    note: int | None = None


def row(table: type[Base], **values: object) -> dict[str, Any]:
    """A row with something in every column that must not be empty."""
    filled: dict[str, Any] = {}
    for column in table.__table__.columns:
        if column.name in values:
            filled[column.key] = values[column.name]
        elif not column.nullable and not column.primary_key:
            kind = column.type
            filled[column.key] = (
                b""
                if isinstance(kind, LargeBinary)
                else 0
                if isinstance(kind, Integer | Float)
                else ""
            )
    assert set(values) <= set(filled), values.keys() - filled.keys()
    return filled


class Shelf:
    """A library and what is in it."""

    def __init__(self, place: Path) -> None:
        self.store: Store = stores.create(place)
        self.threads: list[AThread] = []
        self.notes: dict[int, tuple[int, str]] = {}
        self._next = 1

    def number(self) -> int:
        self._next += 1
        return self._next

    def add(self, *threads: AThread) -> None:
        with self.store.write() as connection:
            for thread in threads:
                self._write(connection, thread)
                self.threads.append(thread)

    def _write(self, connection: Connection, thread: AThread) -> None:
        thread.id = self.number()
        capture = self.number()
        connection.execute(insert(Capture), [row(Capture, id=capture, sha256=str(capture))])
        connection.execute(
            insert(Thread), [row(Thread, id=thread.id, key=str(thread.id), capture_id=capture)]
        )
        connection.execute(
            insert(CaptureThread),
            [
                row(
                    CaptureThread,
                    capture_id=capture,
                    thread_id=thread.id,
                    title=thread.title,
                    poster=thread.poster,
                    article_author=thread.writer,
                    latest_post_at=thread.latest,
                )
            ],
        )
        for ordinal, text in enumerate(thread.blocks):
            block = self.number()
            kind = BlockType.FIGURE if ordinal in thread.captions else BlockType.PARAGRAPH
            connection.execute(
                insert(ArticleBlock),
                [
                    row(
                        ArticleBlock,
                        id=block,
                        thread_id=thread.id,
                        capture_id=capture,
                        ordinal=ordinal,
                        type=kind.value,
                        text=text,
                    )
                ],
            )
            if ordinal in thread.captions:
                caption = thread.captions[ordinal]
                figure = row(Figure, block_id=block, thread_id=thread.id, caption=caption)
                connection.execute(insert(Figure), [figure])
        thread.post_ids = []
        for ordinal, post in enumerate(thread.posts):
            self._write_post(connection, thread, capture, ordinal, post)
        self.index(connection, thread)

    def _write_post(
        self, connection: Connection, thread: AThread, capture: int, ordinal: int, post: APost
    ) -> None:
        number, version = self.number(), self.number()
        thread.post_ids.append(number)
        connection.execute(
            insert(Post),
            [row(Post, id=number, thread_id=thread.id, version_id=version, ordinal=ordinal)],
        )
        connection.execute(
            insert(PostVersion),
            [
                row(
                    PostVersion,
                    id=version,
                    post_id=number,
                    capture_id=capture,
                    floor=str(ordinal + 1),
                    author=post.author,
                    text=post.text,
                )
            ],
        )
        for place, quote in enumerate(post.quotes):
            connection.execute(
                insert(Quote),
                [
                    row(
                        Quote,
                        thread_id=thread.id,
                        post_id=number,
                        ordinal=place,
                        start=quote.start,
                        end=quote.end,
                    )
                ],
            )

    def index(self, connection: Connection, thread: AThread) -> None:
        units = prepare_units(
            thread.title,
            authors=(thread.writer, thread.poster),
            blocks=thread.blocks,
            captions=thread.captions.items(),
            posts=[PostText(post.text, post.author, post.quotes) for post in thread.posts],
        )
        index_thread(connection, thread.id, units, thread.post_ids)

    def rewrite(self, thread: AThread, position: int, text: str) -> None:
        """Give a post another text, as a later capture would."""
        thread.posts[position] = APost(text, thread.posts[position].author)
        post = thread.post_ids[position]
        with self.store.write() as connection:
            connection.execute(
                update(PostVersion).where(PostVersion.post_id == post).values(text=text)
            )
            connection.execute(Quote.__table__.delete().where(Quote.post_id == post))  # type: ignore[attr-defined]
            self.index(connection, thread)

    def trash(self, thread: AThread, *, trashed: bool = True) -> None:
        thread.trashed = trashed
        when = "2025-01-01T00:00:00+00:00" if trashed else None
        with self.store.write() as connection:
            connection.execute(update(Thread).where(Thread.id == thread.id).values(trashed_at=when))

    def note(self, thread: AThread, body: str) -> int:
        number = self.number()
        self.notes[number] = (thread.id, body)
        with self.store.write() as connection:
            connection.execute(
                insert(Note),
                [row(Note, id=number, uid=str(number), thread_id=thread.id, body=body)],
            )
            index_note(connection, number, body)
        return number

    def edit_note(self, number: int, body: str) -> None:
        self.notes[number] = (self.notes[number][0], body)
        with self.store.write() as connection:
            connection.execute(update(Note).where(Note.id == number).values(body=body))
            index_note(connection, number, body)

    def drop_note(self, number: int) -> None:
        del self.notes[number]
        with self.store.write() as connection:
            remove_note(connection, number)
            connection.execute(delete(Note).where(Note.id == number))

    def retitle(self, thread: AThread, title: str) -> None:
        thread.title = title
        with self.store.write() as connection:
            connection.execute(
                update(Thread).where(Thread.id == thread.id).values(title_edited=title)
            )
            index_title(connection, thread.id, title)

    def remove(self, thread: AThread) -> None:
        """Erase a thread with its notes, as emptying the trash does."""
        for number in [number for number, (of, _) in self.notes.items() if of == thread.id]:
            self.drop_note(number)
        self.threads.remove(thread)
        with self.store.write() as connection:
            remove_thread(connection, thread.id)
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            connection.execute(delete(Thread).where(Thread.id == thread.id))

    def units(self) -> Iterator[Unit]:
        """Everything that a search may find."""
        shown = [thread for thread in self.threads if not thread.trashed]
        for thread in shown:
            signed = tuple(name for name in (thread.writer, thread.poster) if name)
            yield Unit("title", thread.id, thread.title, signed)
            if article := "\n".join(thread.blocks):
                yield Unit("article", thread.id, article, signed)
            for caption in thread.captions.values():
                yield Unit("caption", thread.id, caption, signed)
            names = dict.fromkeys([*signed, *(post.author for post in thread.posts)])
            yield from (Unit("author", thread.id, name) for name in names if name)
            for number, post in zip(thread.post_ids, thread.posts, strict=True):
                writer = (post.author,) if post.author else ()
                yield Unit("post", thread.id, post.text, writer, number, post.quotes)
        numbers = {thread.id for thread in shown}
        for number, (owner, body) in self.notes.items():
            if owner in numbers:
                yield Unit("note", owner, body, note=number)

    def truth(self, query: str) -> Counter[str]:
        """How many units hold a query in each field, by looking at every one of them."""
        return Counter(field for field, _ in self.matching(query))

    def matching(self, query: str) -> list[tuple[str, Unit]]:
        raw = parse(query)
        tree = fold_query(raw)
        found: list[tuple[str, Unit]] = []
        for unit in self.units():
            names = [fold(name) for name in unit.signed]
            if holds(tree, unit.text, fold(unit.text), names):
                found.append(("quote" if only_quoted(raw, unit) else unit.field, unit))
        return found


def only_quoted(raw: Query, unit: Unit) -> bool:
    """Tell, character by character, whether all matches of a post lie in its quotes."""
    folded, origin = fold_with_map(unit.text)
    saved = [
        any(quote.start <= at < quote.end for quote in unit.quotes) for at in range(len(unit.text))
    ]
    quoted = [saved[origin[at]] for at in range(len(folded))]
    found = False
    for term in terms(raw):
        words, inside, mask = (
            (term.text, unit.text, saved) if term.exact else (term.folded, folded, quoted)
        )
        for at in range(len(inside) - len(words) + 1):
            end = at + len(words)
            parted = term.exact and (
                starts_in_a_letter(inside, at) or starts_in_a_letter(inside, end)
            )
            if inside.startswith(words, at) and not parted:
                if not all(mask[at:end]):
                    return False
                found = True
    return found


def starts_in_a_letter(text: str, at: int) -> bool:
    """Whether a mark at ``at`` belongs to what stands before it."""
    return 0 < at < len(text) and unicodedata.name(fold(text[at])[0], "").startswith("COMBINING ")


def posts_of(shelf: Shelf) -> Sequence[tuple[int, str]]:
    """The ids and texts of all posts as the tables have them."""
    with shelf.store.read() as connection:
        rows = connection.execute(select(PostVersion.post_id, PostVersion.text)).all()
    return [(found[0], found[1]) for found in rows]
