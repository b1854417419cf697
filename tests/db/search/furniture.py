"""What is known of the threads of a shelf beside their words, and the plain answer to operators."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, select, update

from db.models import (
    ArticleBlock,
    Base,
    Capture,
    CaptureThread,
    Figure,
    Ghost,
    Note,
    NoteTag,
    Post,
    PostFigure,
    PostVersion,
    Quote,
    ReadingPlace,
    ReplyLink,
    Thread,
)
from db.records import Span
from db.search import parse, reindex_thread
from db.search.matching import terms
from db.search.operators import Dates, Floors, Has, In, Is, Named
from db.search.query import All, Author, Either, Not, Words
from db.text import fold
from tests.db.search.shelf import Shelf, Unit, only_quoted, row

if TYPE_CHECKING:
    import random

    from db.search.query import Query

BOARDS = ["城市筆記", "ＣＩＴＹ news", "石碑", None]
TAGS = ["要查", "Ask ＡＩ", "石碑"]
FLOORS = ["1", "12", "#12", "第3楼", "B7", "地板", "", "3-1", None, "99999999999999999999", "１２"]
TIMES = [
    *("2024-12-31T23:59-08:00", "2025-01-01T00:00:00+08:00", "2025-01", "2025", "2025-02-28"),
    *("2024-02-29", "1999-12-31"),
]


def furnish(shelf: Shelf, chance: random.Random) -> None:
    """Write at random what operators ask for."""
    with shelf.store.write() as connection:
        for thread in shelf.threads:
            _thread(connection, shelf, thread.id, chance)
        for number, (owner, _) in shelf.notes.items():
            _note(connection, number, owner, chance)
        for thread in shelf.threads:
            reindex_thread(connection, thread.id)


def _thread(connection: Connection, shelf: Shelf, thread: int, chance: random.Random) -> None:
    values = {
        "board": chance.choice(BOARDS),
        "outlet": chance.choice(BOARDS),
        "latest_post_at": chance.choice([*TIMES, None, None]),
        "published_at": chance.choice([*TIMES, None]),
    }
    connection.execute(
        update(CaptureThread).where(CaptureThread.thread_id == thread).values(values)
    )
    captures = select(CaptureThread.capture_id).where(CaptureThread.thread_id == thread)
    when = {"imported_at": "2025-06-01T00:00:00+00:00", "captured_at": chance.choice(TIMES)}
    connection.execute(update(Capture).where(Capture.id.in_(captures)).values(when))
    if chance.random() < 0.5:
        at = chance.choice(("2025-05-01T00:00:00+00:00", "2025-07-01T00:00:00+00:00"))
        place = row(ReadingPlace, thread_id=thread, at=at)
        connection.execute(insert(ReadingPlace), [place | {"thread_id": thread}])
    posts = connection.execute(
        select(Post.id, Post.version_id).where(Post.thread_id == thread)
    ).all()
    for post, version in posts:
        known = {
            "floor": chance.choice(FLOORS),
            "posted_at": chance.choice([*TIMES, None, None, None]),
            "deleted": chance.random() < 0.3,
            "edited": chance.choice(["昨天", None, None]),
        }
        connection.execute(update(PostVersion).where(PostVersion.id == version).values(known))
        if chance.random() < 0.3:
            figure = row(PostFigure, id=shelf.number(), thread_id=thread, version_id=version)
            connection.execute(insert(PostFigure), [figure])
        if chance.random() < 0.3:
            _earlier(connection, shelf, post, chance)
        if chance.random() < 0.4:
            _link(connection, shelf, thread, post, chance.choice(posts)[0], chance)
        if chance.random() < 0.3:
            ghost = row(Ghost, id=shelf.number(), thread_id=thread, text="走了")
            ghost["resolved_post_id"] = chance.choice([None, post])
            connection.execute(insert(Ghost), [ghost])
            quotes = update(Quote).where(Quote.post_id == post)
            connection.execute(quotes.values(ghost_id=ghost["id"]))


def _earlier(connection: Connection, shelf: Shelf, post: int, chance: random.Random) -> None:
    """Write what another capture had of a post: it is not shown."""
    capture = row(Capture, id=shelf.number(), sha256=f"x{post}")
    capture["imported_at"] = chance.choice(("2025-04-01T00:00:00+00:00", "2025-08-01T00:00+00:00"))
    connection.execute(insert(Capture), [capture])
    version = row(PostVersion, id=shelf.number(), post_id=post, capture_id=capture["id"])
    version |= {"deleted": True, "edited": "?", "posted_at": "2025-01-15", "floor": "12"}
    connection.execute(insert(PostVersion), [version])


def _link(
    connection: Connection, shelf: Shelf, thread: int, post: int, other: int, chance: random.Random
) -> None:
    link = row(ReplyLink, id=shelf.number(), thread_id=thread, post_id=post)
    state = chance.choice(("solid", "dashed", "stated", "ghost", "none"))
    link |= {"ordinal": chance.choice((0, 1, -1)), "state": state}
    link |= {"parent_kind": "ghost" if state == "ghost" else "post"}
    if state == "ghost":
        ghost = row(Ghost, id=shelf.number(), thread_id=thread, text="不在")
        connection.execute(insert(Ghost), [ghost])
        link["ghost_id"] = ghost["id"]
    else:
        link["parent_post_id"] = other
    connection.execute(insert(ReplyLink), [link])


def _note(connection: Connection, note: int, thread: int, chance: random.Random) -> None:
    posts = select(Post.id).where(Post.thread_id == thread)
    post = chance.choice([*connection.execute(posts).scalars(), None])
    values = {"post_id": post, "created_at": chance.choice(TIMES)}
    connection.execute(update(Note).where(Note.id == note).values(values))
    tags = chance.sample(TAGS, chance.randint(0, 2))
    rows = [row(NoteTag, note_id=note, ordinal=at, tag=tag) for at, tag in enumerate(tags)]
    rows = [each | {"note_id": note, "tag": tag} for each, tag in zip(rows, tags, strict=True)]
    if rows:
        connection.execute(insert(NoteTag), rows)


class Oracle:
    """Answers queries by looking at every unit and at the rows of all tables."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._tables: dict[str, list[dict[str, Any]]] = {}
        with shelf.store.read() as connection:
            for table in (
                ArticleBlock, Capture, CaptureThread, Figure, Ghost, Note, NoteTag, Post,
                PostFigure, PostVersion, Quote, ReadingPlace, ReplyLink, Thread,
            ):  # fmt: skip
                self._tables[table.__tablename__] = _rows(connection, table)
        self._threads = {each["id"]: each for each in self._tables["thread"]}
        self._captures = {each["id"]: each for each in self._tables["capture"]}
        self._notes = {each["id"]: each for each in self._tables["note"]}
        self._posts = {each["id"]: each for each in self._tables["post"]}
        self._places = {each["thread_id"]: each["at"] for each in self._tables["reading_place"]}
        self._versions: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for version in self._tables["post_version"]:
            self._versions[version["post_id"]].append(version)

    def matching(self, query: str) -> list[tuple[str, Unit]]:
        """Return what a query finds, with the field of each hit."""
        raw = parse(query)
        return [
            ("quote" if only_quoted(raw, unit) else unit.field, unit)
            for unit in self._shelf.units()
            if self._holds(raw, unit, raw)
        ]

    def _holds(self, tree: Query, unit: Unit, around: Query) -> bool:
        match tree:
            case Words(words, exact):
                return only_words(words, unit.text) if exact else fold(words) in fold(unit.text)
            case Author(name):
                return any(fold(name) in fold(each) for each in unit.signed)
            case Not(child):
                return not self._holds(child, unit, around)
            case All(children):
                inner = tree if terms(tree) else around
                return all(self._holds(child, unit, inner) for child in children)
            case Either(children):
                return any(self._holds(child, unit, around) for child in children)
            case In(field):
                return _is_in(field, unit, around)
            case _:
                return self._meets(tree, unit)

    def _meets(self, operator: Named | Floors | Dates | Has | Is, unit: Unit) -> bool:
        match operator:
            case Named(name, text):
                return self._named(name, fold(text), unit)
            case Floors(first, last):
                number = _number(self._shown(unit)["floor"]) if unit.post else None
                return number is not None and (first or 0) <= number <= (last or 10**30)
            case Dates(first, last):
                return _inside(self._moment(unit), first, last)
            case Has(what):
                return self._has(what, unit)
            case Is(state):
                return self._is(state, unit)

    def _shown(self, unit: Unit) -> dict[str, Any]:
        assert unit.post is not None
        shown = self._posts[unit.post]["version_id"]
        return next(each for each in self._versions[unit.post] if each["id"] == shown)

    def _head(self, thread: int) -> dict[str, Any]:
        capture = self._threads[thread]["capture_id"]
        return next(
            each
            for each in self._tables["capture_thread"]
            if each["thread_id"] == thread and each["capture_id"] == capture
        )

    def _named(self, name: str, wanted: str, unit: Unit) -> bool:
        head = self._head(unit.thread)
        title = self._threads[unit.thread]["title_edited"] or head["title"]
        if name == "title":
            return wanted in fold(title)
        if name == "thread":
            return wanted in fold(title) or wanted == str(unit.thread)
        if name == "board":
            return any(wanted in fold(each) for each in (head["board"], head["outlet"]) if each)
        tagged = {
            each["note_id"] for each in self._tables["note_tag"] if fold(each["tag"]) == wanted
        }
        return unit.note in tagged or any(note["id"] in tagged for note in self._on(unit))

    def _on(self, unit: Unit) -> list[dict[str, Any]]:
        """The notes on a post or on an article."""
        if unit.field not in {"post", "article"}:
            return []
        return [
            note
            for note in self._tables["note"]
            if note["trashed_at"] is None
            and note["thread_id"] == unit.thread
            and note["post_id"] == unit.post
        ]

    def _moment(self, unit: Unit) -> str:
        if unit.note is not None:
            return str(self._notes[unit.note]["created_at"])
        if unit.post is not None and (posted := self._shown(unit)["posted_at"]):
            return str(posted)
        head, thread = self._head(unit.thread), self._threads[unit.thread]
        captured = self._captures[thread["capture_id"]]["captured_at"]
        times = (head["latest_post_at"], head["published_at"], captured, thread["imported_at"])
        return str(next(time for time in times if time is not None))

    def _has(self, what: str, unit: Unit) -> bool:
        match what:
            case "note":
                return bool(self._on(unit))
            case "image" if unit.field == "article":
                shown = self._threads[unit.thread]["capture_id"]
                blocks = {
                    block["id"]
                    for block in self._tables["article_block"]
                    if block["thread_id"] == unit.thread and block["capture_id"] == shown
                }
                return any(each["block_id"] in blocks for each in self._tables["figure"])
            case "image" if unit.post is not None:
                shown = self._posts[unit.post]["version_id"]
                return any(each["version_id"] == shown for each in self._tables["post_figure"])
            case "reply" if unit.post is not None:
                return any(
                    link["parent_post_id"] == unit.post
                    and link["ordinal"] >= 0
                    and link["state"] in {"stated", "solid", "dashed"}
                    for link in self._tables["reply_link"]
                )
            case "quote":
                return any(each["post_id"] == unit.post for each in self._tables["quote"])
            case _:
                return False

    def _is(self, state: str, unit: Unit) -> bool:
        if state == "unread":
            return unit.note is None and self._unread(unit)
        if unit.post is None:
            return False
        if state == "ghost":
            lost = {
                each["id"] for each in self._tables["ghost"] if each["resolved_post_id"] is None
            }
            quotes = [each["ghost_id"] for each in self._tables["quote"]
                      if each["post_id"] == unit.post]  # fmt: skip
            links = [each["ghost_id"] for each in self._tables["reply_link"]
                     if each["post_id"] == unit.post and each["ordinal"] >= 0]  # fmt: skip
            return not lost.isdisjoint((*quotes, *links))
        shown = self._shown(unit)
        return bool(shown["deleted"]) if state == "deleted" else shown["edited"] is not None

    def _unread(self, unit: Unit) -> bool:
        if unit.thread not in self._places:
            return True
        if unit.post is None:
            return False
        arrived = min(
            self._captures[version["capture_id"]]["imported_at"]
            for version in self._versions[unit.post]
        )
        return bool(arrived > self._places[unit.thread])


def _is_in(field: str, unit: Unit, around: Query) -> bool:
    """Whether a unit is of a field by some words; without any, a post that quotes is of both."""
    if unit.field != "post" or field not in {"post", "quote"}:
        return field == unit.field
    if not terms(around):
        return field == "post" or bool(unit.quotes)
    return (field == "quote") is only_quoted(around, unit)


def only_words(words: str, text: str) -> bool:
    """Whether words stand in a text as they were saved, no letter without its marks."""
    whole = Unit("post", 0, text, quotes=(Span(0, len(text)),))
    return only_quoted(Words(words, exact=True), whole)


def _rows(connection: Connection, table: type[Base]) -> list[dict[str, Any]]:
    return [dict(each) for each in connection.execute(select(table.__table__)).mappings()]


def _number(label: str | None) -> int | None:
    bare = (label or "").strip(" #＃.第樓楼層层號号FfLlBb")
    return int(bare) if bare.isascii() and bare.isdigit() else None


def _inside(time: str, first: str | None, last: str | None) -> bool:
    """Whether all that a time can mean lies in a range, by its parts."""
    parts = time[:10].split("-")
    if first is not None:
        least = first.split("-")
        if parts < least:
            return False
    if last is None:
        return True
    most = last.split("-")
    if len(parts) < len(most) and parts == most[: len(parts)]:
        return False
    return parts[: len(most)] <= most
