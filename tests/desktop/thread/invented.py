"""Invented threads in memory, as the store would give them to the thread view."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.records import (
    STATE_CODES,
    Block,
    BlockType,
    Ghost,
    GhostId,
    LinkCounts,
    LinkState,
    Post,
    PostId,
    Quote,
    ReplyLink,
    Span,
    ThreadHead,
)
from db.threads.gaps import gaps_of
from db.threads.quoted import size_of
from db.threads.skeleton import build
from desktop.models.thread_rows import ThreadDocument
from desktop.views.thread_view import ThreadView
from tests.desktop import rooms

if TYPE_CHECKING:
    from desktop.rendering.column import Column

FIRST = 100
"""Id of the first post; ids and floors are told apart by it."""
_WORDS = (
    "石头河边水声渡口老桥木船灯火夜里早晨集市茶馆旧书邻居孩子影子雨伞竹林山路集镇码头米酒铁匠"
    "风筝祠堂戏台井水石阶瓦片炊烟稻田蜻蜓萤火柿子桂花门槛木窗蓑衣油灯草鞋渔网芦苇野鸭"
)


@dataclass
class AFloor:
    """A floor; ``answers`` is the place of the one it answers."""

    text: str
    author: str | None = "甲某"
    answers: int | None = None
    state: LinkState = LinkState.NONE
    also: tuple[int, ...] = ()
    quotes: tuple[tuple[int, int, int | None], ...] = ()
    ghost: int | None = None
    label: str = ""
    values: dict[str, object] = field(default_factory=dict[str, object])


@dataclass
class Library:
    """What posts are fetched from; it counts, and may fail."""

    posts: dict[PostId, Post]
    asked: list[list[PostId]] = field(default_factory=list[list[PostId]])
    broken: bool = False

    def fetch(self, ids: list[PostId]) -> list[Post]:
        self.asked.append(ids)
        return [] if self.broken else [self.posts[post] for post in ids if post in self.posts]


def post_id(place: int) -> PostId:
    return PostId(FIRST + place)


def floor_posts(floors: list[AFloor]) -> list[Post]:
    def link(place: int, state: LinkState) -> ReplyLink:
        return ReplyLink(state, post_id(place), floor=str(place + 1), rule="invented")

    made: list[Post] = []
    for place, floor in enumerate(floors):
        reply = ReplyLink(LinkState.NONE)
        if floor.ghost is not None:
            reply = ReplyLink(LinkState.GHOST, ghost=GhostId(floor.ghost))
        elif floor.answers is not None:
            reply = link(floor.answers, floor.state)
        quotes = tuple(
            Quote(
                Span(start, end),
                Span(start, end),
                floor.text[start:end],
                source_post=None if source is None else post_id(source),
                source_floor=None if source is None else floors[source].label or str(source + 1),
            )
            for start, end, source in floor.quotes
        )
        made.append(
            rooms.post(
                FIRST + place,
                floor.text,
                ordinal=place,
                floor=floor.label or str(place + 1),
                author=floor.author,
                reply_to=reply,
                also_replies_to=tuple(link(one, LinkState.SOLID) for one in floor.also),
                quotes=quotes,
                **floor.values,
            )
        )
    return made


def article(*blocks: tuple[BlockType, str]) -> tuple[Block, ...]:
    made: list[Block] = []
    start = 0
    for ordinal, (kind, text) in enumerate(blocks):
        credit = caption = None
        if kind is BlockType.FIGURE:
            _, credit, caption = text.split(",", 2)
        made.append(
            Block(ordinal, kind, start, text, credit, caption, image="missing")
            if kind is BlockType.FIGURE
            else Block(ordinal, kind, start, text)
        )
        start += len(text) + 1
    return tuple(made)


SAMPLE_ARTICLE = article(
    (BlockType.PARAGRAPH, "石头在河边放了很久，没有人记得是谁放的。"),
    (BlockType.FIGURE, "图像来源,本报记者,河边的石头，摄于春天。"),
    (BlockType.HEADING, "水退以后"),
    (BlockType.PARAGRAPH, "今年春天，水退下去，石头又露了出来。"),
)


def head_of(blocks: tuple[Block, ...], posts: int, ghosts: tuple[Ghost, ...] = ()) -> ThreadHead:
    return rooms.head(
        rooms.summary(posts=posts, claimed_posts=posts),
        blocks=blocks,
        article_text="\n".join(block.text for block in blocks),
        ghosts=ghosts,
    )


def thread(
    floors: list[AFloor],
    blocks: tuple[Block, ...] = SAMPLE_ARTICLE,
    notes: dict[PostId | None, int] | None = None,
    ghosts: tuple[Ghost, ...] = (),
) -> tuple[ThreadDocument, Library]:
    """A thread and the library its floors are fetched from."""
    posts = floor_posts(floors)
    states = [post.reply_to.state for post in posts]
    skeleton = build(
        [post.id for post in posts],
        {post.id: post.reply_to.post for post in posts if post.reply_to.post is not None},
        {post.id: STATE_CODES[post.reply_to.state] for post in posts},
        [size_of(post.text, [quote.span for quote in post.quotes]) for post in posts],
        gaps_of([post.floor for post in posts]),
    )
    counts = LinkCounts(len(posts), *(states.count(state) for state in LinkState))
    library = Library({post.id: post for post in posts})
    document = ThreadDocument(
        head_of(blocks, len(posts), ghosts), skeleton, library.fetch, counts, notes or {}
    )
    return document, library


def words(rng: random.Random, length: int) -> str:
    """Invented words of about this length, some with Latin, breaks and emoji."""
    parts: list[str] = []
    size = 0
    while size < length:
        at = 2 * rng.randrange(len(_WORDS) // 2)
        word = _WORDS[at : at + 2]
        if rng.random() < 0.2:
            word += rng.choice("，。，、？！")
        if rng.random() < 0.02:
            word += rng.choice((" Heron88 ", "\n", "😂", " https://example.org/a?b=1 "))
        parts.append(word)
        size += len(word)
    return "".join(parts)


def talk(count: int, seed: int = 1, *, longest: int = 3_000) -> list[AFloor]:
    """So many floors in trees up to fifteen levels deep."""
    rng = random.Random(seed)
    floors: list[AFloor] = []
    depths: list[int] = []
    for place in range(count):
        length = longest if rng.random() < 0.003 else int(rng.lognormvariate(3.8, 1.0))
        floor = AFloor(words(rng, min(longest, max(1, length))), f"邻居{rng.randrange(90)}")
        depth = 0
        if place and rng.random() < 0.55:
            parent = max(0, place - 1 - int(rng.expovariate(1 / 6)))
            if depths[parent] < 15:
                depth = depths[parent] + 1
                floor.answers = parent
                floor.state = rng.choice((LinkState.SOLID, LinkState.DASHED))
        elif rng.random() < 0.05:
            floor.ghost, floor.state = 1, LinkState.GHOST
        depths.append(depth)
        floors.append(floor)
    return floors


def quoting(count: int, seed: int) -> list[AFloor]:
    """A talk in which every fourth floor quotes the one before it."""
    rng = random.Random(seed)
    made = talk(count, seed)
    for place in range(1, count, 4):
        quote = words(rng, rng.randint(20, 300))
        made[place].text = f"{quote}\n-----\n{made[place].text}"
        made[place].quotes = ((0, len(quote) + 6, place - 1),)
    return made


def deep(levels: int) -> list[AFloor]:
    """Floors of which each answers the one before."""
    return [
        AFloor(f"第{place}层", answers=place - 1 if place else None, state=LinkState.SOLID)
        for place in range(levels)
    ]


def column_of(view: ThreadView) -> Column:
    assert view.column is not None
    return view.column


def wheel(view: ThreadView, by: int) -> None:
    point = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        point,
        view.viewport().mapToGlobal(point),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def key(view: ThreadView, name: Qt.Key) -> None:
    QTest.keyClick(view, name)


def shown_view(document: ThreadDocument, width: int = 820, height: int = 700) -> ThreadView:
    """A view of a thread; the caller has Qt take it down."""
    view = ThreadView()
    view.resize(width, height)
    view.show()
    view.show_thread(document)
    QApplication.processEvents()
    return view


def point_of(view: ThreadView, row: int, position: int) -> QPoint:
    """Where a position of a row in sight is in the viewport, a little right of its left edge."""
    shown = column_of(view).shown_row(row)
    assert shown is not None
    assert shown.item.flow is not None
    at = shown.item.flow.point_of(position)
    return QPoint(
        round(shown.item.text_x + at.x()), shown.y + shown.item.text_y + round(at.y()) + 10
    )


def pixels(view: ThreadView) -> QImage:
    """What the viewport shows."""
    return view.viewport().grab().toImage()


def colours(view: ThreadView) -> set[str]:
    """All colours the viewport shows."""
    image = pixels(view).convertToFormat(QImage.Format.Format_RGB32)
    data = bytes(image.constBits())
    return {f"#{data[at + 2]:02X}{data[at + 1]:02X}{data[at]:02X}" for at in range(0, len(data), 4)}
