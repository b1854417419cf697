"""An invented library written row by row, as an import would leave it."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import Float, Integer, LargeBinary, func, insert, select

from db import store as stores
from db.digests import block_digest, post_digest
from db.models import (
    ArticleBlock,
    Base,
    Capture,
    CaptureChunk,
    CaptureThread,
    Citation,
    Figure,
    Finding,
    Ghost,
    Post,
    PostVersion,
    Quote,
    ReplyEvidence,
    ReplyLink,
    Thread,
)
from db.records import BlockType, LinkState, PostId, Span, ThreadId
from db.search import reindex_thread
from db.threads.skeleton import store_skeleton

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from db.store import Store

IMPORTED = "2024-06-01T08:00:00+00:00"


@dataclass
class AQuote:
    """A passage of another floor; ``source`` is a place in the list of floors."""

    span: Span
    words: Span
    author: str | None = None
    source: int | None = None
    ghost: int | None = None


@dataclass
class AnEdge:
    """A reply edge; ``parent`` is a place in the list of floors, ``ghost`` one of ghosts."""

    state: LinkState
    parent: int | None = None
    ghost: int | None = None
    article: bool = False
    child: Span | None = None
    above: Span | None = None


@dataclass
class AFloor:
    text: str
    author: str | None = "甲某"
    label: str | None = ""
    edges: list[AnEdge] = field(default_factory=list[AnEdge])
    quotes: list[AQuote] = field(default_factory=list[AQuote])
    posted_at: str | None = None
    time_from: str | None = None
    opening: bool = False
    citations: list[tuple[str, Span, Span | None]] = field(
        default_factory=list[tuple[str, Span, "Span | None"]]
    )


@dataclass
class AFigure:
    credit: str | None = None
    caption: str | None = None


@dataclass
class AThread:
    title: str = "河边的石头"
    blocks: list[tuple[BlockType, str, AFigure | None]] = field(
        default_factory=lambda: [(BlockType.PARAGRAPH, "石头在河边放了很久。", None)]
    )
    floors: list[AFloor] = field(default_factory=list[AFloor])
    ghosts: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    board: str | None = "地方新闻"
    poster: str | None = "Hebian"
    source: str | None = "本报"
    source_url: str | None = None
    latest: str | None = None
    data: bytes = b""
    findings: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


def row(table: type[Base], **values: object) -> dict[str, Any]:
    """A row with something in every column that must not be empty."""
    filled: dict[str, Any] = {}
    for column in table.__table__.columns:
        if column.name in values:
            filled[column.key] = values[column.name]
        elif not column.nullable and not column.primary_key:
            kind = column.type
            empty: object = ""
            if isinstance(kind, LargeBinary):
                empty = b""
            elif isinstance(kind, Integer | Float):
                empty = 0
            filled[column.key] = empty
    assert set(values) <= set(filled), values.keys() - filled.keys()
    return filled


class Shelf:
    """A library to put threads on; they are indexed and have their skeletons."""

    def __init__(self, place: Path | Store) -> None:
        """Make a library, or use one that is open."""
        self.store: Store = place if isinstance(place, stores.Store) else stores.create(place)

    def add(self, thread: AThread) -> ThreadId:
        with self.store.write() as connection:
            return _write(connection, thread)

    def post_ids(self, thread: ThreadId) -> list[PostId]:
        with self.store.read() as connection:
            found = connection.execute(
                select(Post.id).where(Post.thread_id == thread).order_by(Post.ordinal)
            )
            return [PostId(post) for post in found.scalars()]


def _next(connection: Connection, table: type[Base]) -> int:
    return 1 + int(
        connection.execute(select(func.coalesce(func.max(table.__table__.c.id), 0))).scalar_one()
    )


def _put(connection: Connection, table: type[Base], **values: object) -> int:
    number = _next(connection, table)
    connection.execute(insert(table), [row(table, id=number, **values)])
    return number


def _write(connection: Connection, thread: AThread) -> ThreadId:
    number = _next(connection, Thread)
    data = thread.data or f"{thread.title} {number}".encode()
    capture = _put(
        connection,
        Capture,
        sha256=sha256(data).hexdigest(),
        bytes=len(data),
        file_name=f"{number}.txt",
        imported_at=IMPORTED,
        encoding="utf-8",
        encoding_reason="all bytes are valid",
        format="invented",
        reader_version="1",
    )
    for ordinal, start in enumerate(range(0, len(data), 1_048_576)):
        chunk = data[start : start + 1_048_576]
        connection.execute(
            insert(CaptureChunk),
            [row(CaptureChunk, capture_id=capture, ordinal=ordinal, data=chunk)],
        )
    replies = sum(not floor.opening for floor in thread.floors)
    _put(
        connection,
        Thread,
        key=f"key {number}",
        capture_id=capture,
        posts=replies,
        imported_at=IMPORTED,
        reply_engine="1",
    )
    connection.execute(
        insert(CaptureThread),
        [
            row(
                CaptureThread,
                capture_id=capture,
                thread_id=number,
                title=thread.title,
                board=thread.board,
                poster=thread.poster,
                source=thread.source,
                source_url=thread.source_url,
                latest_post_at=thread.latest,
                claimed_posts=replies,
                found_posts=replies,
                views=120,
                timezone="America/Los_Angeles",
            )
        ],
    )
    for code, message in thread.findings:
        _put(
            connection,
            Finding,
            capture_id=capture,
            thread_id=number,
            code=code,
            severity="warning",
            place="line 3",
            message=message,
            template="{what}",
            details='{"what": "' + message + '"}',
        )
    _write_article(connection, number, capture, thread)
    _write_floors(connection, number, capture, thread)
    store_skeleton(connection, ThreadId(number))
    reindex_thread(connection, number)
    return ThreadId(number)


def _write_article(connection: Connection, number: int, capture: int, thread: AThread) -> None:
    start = 0
    for ordinal, (kind, text, figure) in enumerate(thread.blocks):
        block = _put(
            connection,
            ArticleBlock,
            thread_id=number,
            capture_id=capture,
            ordinal=ordinal,
            type=kind.value,
            start=start,
            text=text,
            digest=block_digest(kind.value, text),
        )
        start += len(text) + 1
        if figure is not None:
            _put(
                connection,
                Figure,
                block_id=block,
                thread_id=number,
                credit=figure.credit,
                caption=figure.caption,
                image="missing",
            )


def _write_floors(connection: Connection, number: int, capture: int, thread: AThread) -> None:
    ghosts = [
        _put(connection, Ghost, thread_id=number, author=author, text=text)
        for author, text in thread.ghosts
    ]
    posts: list[int] = []
    for ordinal, floor in enumerate(thread.floors):
        post, version = _next(connection, Post), _next(connection, PostVersion)
        posts.append(post)
        _put(
            connection,
            Post,
            thread_id=number,
            version_id=version,
            ordinal=ordinal,
            opening=int(floor.opening),
        )
        _put(
            connection,
            PostVersion,
            post_id=post,
            capture_id=capture,
            floor=str(ordinal + 1) if floor.label == "" else floor.label,
            author=floor.author,
            text=floor.text,
            posted_at=floor.posted_at,
            posted_at_from=floor.time_from,
            digest=post_digest(floor.author, floor.text),
        )
    for post, floor in zip(posts, thread.floors, strict=True):
        for ordinal, quote in enumerate(floor.quotes):
            _put(
                connection,
                Quote,
                thread_id=number,
                post_id=post,
                ordinal=ordinal,
                start=quote.span.start,
                end=quote.span.end,
                words_start=quote.words.start,
                words_end=quote.words.end,
                author=quote.author,
                source_post_id=None if quote.source is None else posts[quote.source],
                ghost_id=None if quote.ghost is None else ghosts[quote.ghost],
            )
        for ordinal, (cited, span, source) in enumerate(floor.citations):
            _put(
                connection,
                Citation,
                thread_id=number,
                post_id=post,
                ordinal=ordinal,
                cited=cited,
                start=span.start,
                end=span.end,
                source_start=None if source is None else source.start,
                source_end=None if source is None else source.end,
            )
        for ordinal, edge in enumerate(floor.edges):
            kind = "article" if edge.article else "ghost" if edge.ghost is not None else "post"
            link = _put(
                connection,
                ReplyLink,
                thread_id=number,
                post_id=post,
                ordinal=ordinal,
                parent_kind=kind,
                parent_post_id=None if edge.parent is None else posts[edge.parent],
                ghost_id=None if edge.ghost is None else ghosts[edge.ghost],
                state=edge.state.value,
                rule="invented",
                confidence=0.97,
                decided_by="rule",
                engine_version="1",
                engine_ordinal=ordinal,
                engine_state=edge.state.value,
            )
            if edge.child is not None:
                above = edge.above
                _put(
                    connection,
                    ReplyEvidence,
                    link_id=link,
                    child_start=edge.child.start,
                    child_end=edge.child.end,
                    parent_start=None if above is None else above.start,
                    parent_end=None if above is None else above.end,
                )


def sample_thread() -> AThread:
    """Five floors: one quotes the first, one answers two, one quotes a lost post."""
    first = "这块石头是我爷爷放的。"
    quote = f"回复：甲某 {first}\n-----\n原来如此"
    lost = "走失的人：那年发过大水\n-----\n我记得"
    return AThread(
        blocks=[
            (BlockType.PARAGRAPH, "石头在河边放了很久，没有人记得是谁放的。", None),
            (BlockType.FIGURE, "", AFigure("本报记者", "河边的石头，摄于春天。")),
            (BlockType.PARAGRAPH, "今年春天，水退下去，石头又露了出来。", None),
        ],
        floors=[
            AFloor(first, "甲某", posted_at="2024-05-01T08:05-07:00", time_from="quote"),
            AFloor("不信。", "乙某"),
            AFloor(
                quote,
                "丙某",
                edges=[
                    AnEdge(LinkState.SOLID, 0, child=Span(6, 17), above=Span(0, 11)),
                    AnEdge(LinkState.DASHED, 1),
                ],
                quotes=[AQuote(Span(0, 23), Span(6, 17), "甲某", source=0)],
            ),
            AFloor(
                "再说一遍。",
                "丁某",
                edges=[AnEdge(LinkState.DASHED, 2)],
                citations=[("title", Span(0, 2), Span(0, 2))],
            ),
            AFloor(
                lost,
                "戊某",
                edges=[AnEdge(LinkState.GHOST, ghost=0, child=Span(5, 11))],
                quotes=[AQuote(Span(0, 17), Span(5, 11), "走失的人", ghost=0)],
            ),
        ],
        ghosts=[("走失的人", "那年发过大水")],
        latest="2024-05-01T08:05-07:00",
        findings=[("claimed-count-differs", "the page says more")],
    )
