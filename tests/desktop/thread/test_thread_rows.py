"""What a thread is shown from: its head in words, its floors by window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import BlockType, LinkCounts, Severity, Span, finding
from desktop.models import thread_rows
from desktop.models.thread_head import Kind, byline, head_rows, replies_sentence
from tests.desktop import rooms
from tests.desktop.thread.invented import (
    SAMPLE_ARTICLE,
    AFloor,
    article,
    head_of,
    post_id,
    talk,
    thread,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.records import PostId

NO_COUNTS = LinkCounts(0, 0, 0, 0, 0, 0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    now = [1_000.0]
    monkeypatch.setattr("desktop.models.thread_rows.time.monotonic", lambda: now[0])

    def pass_(seconds: float) -> None:
        now[0] += seconds

    return pass_


def test_floors_and_those_they_answer_come_in_one_call() -> None:
    floors = [AFloor("一"), *(AFloor("二", answers=0) for _ in range(60))]
    document, library = thread(floors)
    document.load([40, 41, 42])
    assert library.asked == [[post_id(40), post_id(0), post_id(41), post_id(42)]]
    document.load([41, 40])
    assert len(library.asked) == 1
    found = document.post(41)
    assert found is not None
    assert found.text == "二"


def test_what_cannot_be_read_is_asked_for_again_after_a_pause(
    clock: Callable[[float], None],
) -> None:
    document, library = thread(talk(20))
    library.broken = True
    document.load([1, 2])
    document.load([1, 2, 3])
    assert len(library.asked) == 1, "a library that fails is left alone for a moment"
    assert document.post(1) is None
    library.broken = False
    clock(thread_rows.RETRY_SECONDS + 0.1)
    document.load([1, 2])
    assert document.post(1) is not None


def test_a_floor_that_is_gone_does_not_keep_others_away(clock: Callable[[float], None]) -> None:
    document, library = thread([AFloor(str(place)) for place in range(9)])
    del library.posts[post_id(3)]
    document.load([2, 3, 4])
    assert document.post(2) is not None
    assert document.post(3) is None
    document.load([3, 5])
    assert library.asked[-1] == [post_id(5)]
    clock(thread_rows.RETRY_SECONDS + 0.1)
    document.load([3])
    assert library.asked[-1] == [post_id(3)]


def test_memory_holds_so_many_posts_and_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thread_rows, "KEPT_POSTS", 30)
    document, _ = thread([AFloor("字" * 100) for _ in range(200)])
    for start in range(0, 200, 10):
        document.load(list(range(start, start + 10)))
    kept = [floor for floor in range(200) if document.post(floor) is not None]
    assert kept == list(range(170, 200))
    monkeypatch.setattr(thread_rows, "KEPT_CHARACTERS", 1_500)
    document.load(list(range(10)))
    assert sum(document.post(floor) is not None for floor in range(200)) == 15


def test_long_neighbours_are_not_read_ahead() -> None:
    long = "长" * thread_rows.WINDOW_CELLS
    floors = [AFloor(long), AFloor("短", answers=0), AFloor("短", answers=0), AFloor(long)]
    document, library = thread(floors)
    document.load([1, 2, 0, 3])
    assert library.asked == [[post_id(1), post_id(2)]]
    document.load([0, 1, 2])
    assert library.asked[-1] == [post_id(0)]


def test_a_window_to_copy_leaves_memory_as_it_is() -> None:
    document, library = thread([AFloor(str(place)) for place in range(9)])
    document.load([2])
    del library.posts[post_id(4)]
    posts = document.window([1, 2, 4])
    assert [post.text if post else None for post in posts] == ["1", "2", None]
    assert library.asked[-1] == [post_id(1), post_id(4)]
    assert document.post(1) is None
    assert document.window([2]) == [document.post(2)]
    assert len(library.asked) == 2


def test_floors_of_posts() -> None:
    document, _ = thread(talk(50, 9))
    ids: list[PostId] = [post_id(place) for place in range(50)]
    for some in (ids, ids[:3]):
        floors = document.floors_of([*some, post_id(4_000)])
        assert {document.id_of(floor): post for post, floor in floors.items()} == {
            post: post for post in some
        }
    assert document.floor_of(post_id(4_000)) is None
    assert [document.skeleton.ordinals[floor] for floor in document.by_ordinal] == list(range(50))


# the head


def test_the_article_stands_in_rows_between_title_and_replies() -> None:
    head = head_of(SAMPLE_ARTICLE, 3)
    rows = head_rows(head, LinkCounts(3, 0, 1, 1, 0, 1))
    assert [row.kind for row in rows] == [
        Kind.TITLE, Kind.BYLINE, Kind.PARAGRAPH, Kind.FIGURE, Kind.HEADING, Kind.PARAGRAPH,
        Kind.REPLIES,
    ]  # fmt: skip
    assert rows[0].text == head.summary.title
    assert rows[-1].text == "3 floor(s): 1 reply(s) by quote, 1 likely, 1 without a mark"


def test_a_figure_knows_which_of_its_words_were_printed() -> None:
    figure = head_rows(head_of(SAMPLE_ARTICLE, 0), NO_COUNTS)[3]
    block = figure.block
    assert block is not None
    assert figure.text == "Image: 本报记者\n河边的石头，摄于春天。"
    assert figure.text[figure.caption :] == block.caption
    printed = block.text.index("石头")
    (span,) = figure.in_row(Span(printed, printed + 2))
    assert figure.text[span.start : span.end] == "石头"
    assert figure.in_block(span.start) == printed
    assert figure.in_row(Span(0, 4)) == (), "the printed words 图像来源 are not shown"
    assert figure.in_block(1) is None
    across = figure.in_row(Span(0, len(block.text)))
    assert [figure.text[part.start : part.end] for part in across] == ["本报记者", block.caption]


def test_a_figure_without_words_is_a_frame_alone() -> None:
    block = rooms.head().blocks  # none
    assert block == ()
    bare = article((BlockType.FIGURE, "图像来源,,"))
    row = head_rows(head_of(bare, 0), NO_COUNTS)[2]
    assert row.text == ""
    assert row.caption == -1


def test_the_sentence_about_replies_names_what_there_is() -> None:
    assert replies_sentence(NO_COUNTS) == "No replies were saved"
    assert replies_sentence(LinkCounts(21, 0, 3, 1, 0, 17)) == (
        "21 floor(s): 3 reply(s) by quote, 1 likely, 17 without a mark"
    )
    assert replies_sentence(LinkCounts(3, 0, 1, 0, 0, 0, reader=2)) == (
        "3 floor(s): 1 reply(s) by quote, 2 by you"
    )
    assert replies_sentence(LinkCounts(2, 1, 0, 0, 1, 0)) == (
        "2 floor(s): 1 stated by the page, 1 to a post that is not in this capture"
    )


def test_pages_that_were_not_saved_are_said() -> None:
    missing = finding("pages-missing", Severity.WARNING, "{count} pages.", count=2)
    other = finding("floors-missing", Severity.INFO, "Floors.")
    capture = rooms.capture(findings=(other, missing))
    (*_, row) = head_rows(rooms.head(captures=(capture,)), NO_COUNTS)
    assert row.text == "No replies were saved\n2 pages."
    # of two captures one may have what the other lacks
    (*_, row) = head_rows(rooms.head(captures=(capture, capture)), NO_COUNTS)
    assert row.text == "No replies were saved"


def test_the_byline_says_where_who_when_and_how_many() -> None:
    head = rooms.head(
        rooms.summary(outlet="河网", source="本报", posts=5, claimed_posts=30),
        article_author="记者甲",
        published_at="2024-04-30",
        views=38114,
    )
    text = byline(head).replace("\u2068", "").replace("\u2069", "")
    assert " ".join(text.split()) == (
        "地方新闻 · 河网 → 本报 · posted by Hebian · written by 记者甲 · published 2024-04-30 · "
        "latest reply 2024-05-01 08:05 UTC-07:00 · 38114 views · "
        "5 reply(s) found, the page says 30"
    )


@given(st.text(st.characters(), max_size=30))
def test_names_in_the_byline_cannot_turn_it_round(name: str) -> None:
    head = rooms.head(rooms.summary(poster=name, board=name, source=name))
    text = byline(head)
    assert text.count("\u2068") == text.count("\u2069")
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u200f\n")
