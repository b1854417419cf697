"""Hits of a search in the thread: marked where they stand, walked in the order of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor

from db.records import LinkState, PostId, SearchHit, Span
from db.search import find_in_thread
from db.threads import reading, skeleton
from desktop.models.thread_rows import ThreadDocument
from desktop.theme import LIGHT
from tests.db.threads.shelf import Shelf, sample_thread
from tests.desktop.rooms import hit as search_hit
from tests.desktop.thread.invented import (
    SAMPLE_ARTICLE,
    AFloor,
    colours,
    column_of,
    pixels,
    point_of,
    post_id,
    shown_view,
    talk,
    thread,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.views.thread_view import ThreadView

FLOORS = [
    AFloor("😂石头，石头", "石头记"),
    AFloor("没有", "乙某"),
    AFloor("一块石头", "丙某", answers=0, state=LinkState.SOLID),
]


class Heard:
    def __init__(self, view: ThreadView) -> None:
        self.said: list[tuple[int, int]] = []
        view.hit_changed.connect(self._take)

    def _take(self, current: int, total: int) -> None:
        self.said.append((current, total))


def hit(
    post: PostId | None, *spans: tuple[int, int], field: str = "post", block: int | None = None
) -> SearchHit:
    matches = tuple(Span(start, end) for start, end in spans)
    return search_hit(post=post, field=field, matches=matches, block=block)


def hits_of(word: str, floors: list[AFloor]) -> tuple[SearchHit, ...]:
    found: list[SearchHit] = []
    for block in SAMPLE_ARTICLE:
        at = block.text.find(word)
        if at >= 0:
            span = (at, at + len(word))
            found.append(hit(None, span, field="article", block=block.ordinal))
        if block.caption is not None and word in block.caption:
            at = block.caption.index(word)
            span = (at, at + len(word))
            found.append(hit(None, span, field="caption", block=block.ordinal))
    for place, floor in enumerate(floors):
        spans = [
            (at, at + len(word)) for at in range(len(floor.text)) if floor.text.startswith(word, at)
        ]
        if spans:
            found.append(hit(post_id(place), *spans))
    return tuple(found)


@pytest.fixture
def view(qtbot: QtBot) -> ThreadView:
    document, _ = thread(FLOORS)
    made = shown_view(document, height=1_000)
    qtbot.addWidget(made)
    return made


def stops(view: ThreadView) -> list[tuple[int, int]]:
    """Rows and first characters of all hits, as they are walked."""
    found: list[tuple[int, int]] = []
    for _ in range(len(view.hits)):
        view.next_hit()
        stop = view.hits.stop
        assert stop is not None
        found.append((stop.row, stop.start))
    return found


def test_hits_are_walked_in_the_order_of_the_screen(view: ThreadView) -> None:
    heard = Heard(view)
    view.set_hits(hits_of("石头", FLOORS))
    heads = column_of(view).heads
    figure = column_of(view).document.rows[3].text.index("石头")
    # the third floor answers the first: in the tree it stands before the second
    expected = [(2, 0), (3, figure), (5, 10), (heads, 1), (heads, 4), (heads + 1, 2)]
    assert stops(view) == expected
    assert heard.said == [(0, 6), *((number, 6) for number in range(1, 7))]
    view.next_hit()
    assert heard.said[-1] == (1, 6), "behind the last comes the first"
    view.previous_hit()
    assert heard.said[-1] == (6, 6)


def test_in_floor_order_they_are_walked_in_floor_order(view: ThreadView) -> None:
    view.set_hits(hits_of("石头", FLOORS))
    view.set_flat(True)
    heads = column_of(view).heads
    assert stops(view)[-3:] == [(heads, 1), (heads, 4), (heads + 2, 2)]


def test_the_present_hit_stays_when_the_order_changes(view: ThreadView) -> None:
    view.set_hits(hits_of("石头", FLOORS))
    view.go_to_hit(hit(post_id(2), (2, 4)))
    heard = Heard(view)
    view.set_flat(True)
    assert heard.said == [(6, 6)]
    assert view.hits.stop is not None
    assert view.hits.stop.row == column_of(view).heads + 2


def test_walking_begins_where_the_reader_is(qtbot: QtBot) -> None:
    floors = [AFloor(f"石头{place}") for place in range(100)]
    document, _ = thread(floors)
    view = shown_view(document)
    qtbot.addWidget(view)
    view.go_to_post(post_id(50))
    first = column_of(view).first
    view.set_hits(hits_of("石头", floors))
    view.next_hit()
    assert view.hits.stop is not None
    assert view.hits.stop.row == first
    view.set_hits(hits_of("石头", floors))
    assert view.hits.stop is not None
    assert view.hits.stop.row == first, "the same words again keep the present hit"
    view.set_hits(())
    view.set_hits(hits_of("石头", floors))
    view.previous_hit()
    assert view.hits.stop is not None
    assert view.hits.stop.row == column_of(view).first - 1 or view.hits.stop.row < first


def test_marks_are_seen_and_the_present_one_is_stronger(view: ThreadView) -> None:
    assert not {LIGHT.hit, LIGHT.hit_current} & colours(view)
    view.set_hits(hits_of("石头", FLOORS))
    assert LIGHT.hit in colours(view)
    assert LIGHT.hit_current not in colours(view)
    view.go_to_hit(hit(post_id(2), (2, 4)))
    row = column_of(view).heads + 1
    image, at = pixels(view), point_of(view, row, 2)
    assert image.pixelColor(at.x() + 1, at.y() - 8) == QColor(LIGHT.hit_current)
    view.set_hits(())
    assert not {LIGHT.hit, LIGHT.hit_current} & colours(view)


def test_a_mark_behind_emoji_stands_on_its_word(view: ThreadView) -> None:
    view.set_hits((hit(post_id(0), (1, 3)),))
    row = column_of(view).heads
    image = pixels(view)
    for position, marked in ((0, False), (1, True), (2, True), (3, False)):
        at = point_of(view, row, position)
        colour = image.pixelColor(at.x() + 1, at.y() - 8)
        assert (colour == QColor(LIGHT.hit)) == marked, position


def test_a_hit_folded_away_is_unfolded(view: ThreadView) -> None:
    view.collapse_all()
    view.set_hits((hit(post_id(2), (2, 4)),))
    view.next_hit()
    assert not column_of(view).folds.is_hidden(1)
    assert view.current_post() == post_id(2)


def test_a_hit_of_the_whole_library_is_found_before_its_marks_come(view: ThreadView) -> None:
    view.resize(820, 150)
    block = SAMPLE_ARTICLE[3]
    from_article = hit(None, (block.start + 10, block.start + 12), field="article", block=3)
    view.go_to_hit(from_article)
    assert column_of(view).shown_row(5) is not None
    heard = Heard(view)
    view.set_hits(hits_of("石头", FLOORS))
    view.go_to_hit(from_article)
    assert heard.said[-1] == (3, 6), "the same place, counted from the start of its block"


def test_matches_in_a_figure_and_in_its_caption_are_one_stop(view: ThreadView) -> None:
    view.set_hits(hits_of("春天", FLOORS))
    assert len(view.hits) == 2, "the caption, and the last paragraph"
    view.set_hits((hit(None, (0, 2), field="article", block=1),))
    assert stops(view) == [(3, -1)], "图像 is printed and not shown: the figure as a whole"


def test_names_notes_titles_and_posts_as_a_whole(view: ThreadView) -> None:
    heads = column_of(view).heads
    view.set_hits(
        (
            hit(None, (0, 2), field="title"),
            hit(None, (0, 2), field="author"),
            hit(post_id(0), (0, 2), field="author"),
            hit(post_id(1), (0, 2), field="note"),
            hit(post_id(2)),
            hit(None, (0, 1), field="note"),
            hit(PostId(5), (0, 1)),
        )
    )
    assert len(view.hits) == 7
    assert LIGHT.hit in colours(view)
    walked = stops(view)
    assert (0, 0) in walked
    assert (1, -1) in walked
    assert (heads, -1) in walked
    assert (heads + 2, -1) in walked
    name = column_of(view).shown_row(heads)
    assert name is not None
    view.go_to_hit(hit(post_id(0), (0, 2), field="author"))
    assert LIGHT.hit_current in colours(view)


def test_a_hundred_thousand_matches_are_taken_at_once(qtbot: QtBot) -> None:
    floors = talk(3_000, 2, longest=200)
    document, _ = thread(floors)
    view = shown_view(document)
    qtbot.addWidget(view)
    spans = [(at, at + 1) for at in range(40)]
    hits = tuple(hit(post_id(place), *spans) for place in range(3_000))
    view.set_hits(hits)
    view.next_hit()
    view.previous_hit()
    view.previous_hit()
    assert len(view.hits) == 120_000


def test_a_long_post_marks_only_what_is_seen(qtbot: QtBot) -> None:
    floors = [AFloor("石" * 400_000)]
    document, _ = thread(floors)
    view = shown_view(document)
    qtbot.addWidget(view)
    view.go_to_post(post_id(0))
    view.set_hits((hit(post_id(0), *((at, at + 1) for at in range(0, 400_000, 50))),))
    row = column_of(view).heads
    assert len(view.marks.within(row, 0, 4_000)) == 80
    view.go_to_hit(hit(post_id(0), (200_000, 200_001)))
    at = point_of(view, row, 200_000)
    assert 0 <= at.y() <= view.viewport().height()


def test_what_the_library_finds_is_what_is_marked(qtbot: QtBot, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a.beilin")
    number = shelf.add(sample_thread())
    store = shelf.store
    document = ThreadDocument(
        reading.head(store, number),
        skeleton.load(store, number),
        lambda ids: reading.posts(store, ids),
        reading.link_counts(store, number),
        {},
    )
    view = shown_view(document, height=1_200)
    qtbot.addWidget(view)
    column = column_of(view)
    for word in ("石头", "爷爷", "水", "甲某", "春天"):
        view.set_hits(find_in_thread(store, number, word))
        assert len(view.hits) > 0
        for _ in range(len(view.hits)):
            view.next_hit()
            stop = view.hits.stop
            assert stop is not None
            if stop.start >= 0:
                assert column.item(stop.row).text[stop.start : stop.end] == word
    store.close()
