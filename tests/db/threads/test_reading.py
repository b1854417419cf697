"""Lists, heads and posts of threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db.errors import LibraryDamaged, NotFound
from db.records import (
    BlockType,
    LinkCounts,
    LinkState,
    PostId,
    Severity,
    Span,
    ThreadId,
    TimeOrigin,
)
from db.threads.reading import (
    ListOrder,
    View,
    head,
    link_counts,
    post_by_floor,
    posts,
    posts_by_floor,
    summaries,
    thread_ids,
    thread_posts,
)
from tests.db.threads.shelf import AFigure, AFloor, AThread, Shelf, sample_thread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "a.beilin")
    yield made
    made.store.close()


def write(shelf: Shelf, statement: str, *values: object) -> None:
    with shelf.store.write() as connection:
        connection.exec_driver_sql(statement, values)


def note(shelf: Shelf, thread: int, post: int | None = None, trashed: str | None = None) -> None:
    with shelf.store.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO note(uid, thread_id, post_id, state, body, created_at, modified_at,"
            " revision, trashed_at) VALUES (hex(randomblob(8)), ?, ?, 'anchored', 'x', '', '', 1,"
            " ?)",
            (thread, post, trashed),
        )


def test_lists_are_in_the_order_that_is_asked_for(shelf: Shelf) -> None:
    early = shelf.add(AThread("b", board="z", latest="2024-05-01T23:00-07:00", floors=[]))
    late = shelf.add(AThread("C", board="x", latest="2024-05-02T05+08:00", floors=[AFloor("一")]))
    none = shelf.add(AThread("a", board=None, source=None, floors=[AFloor("一"), AFloor("二")]))
    later = shelf.add(AThread("d", board="y", latest="2024-05-02T09:00:01+08:00"))

    def ids(order: ListOrder, *, ascending: bool = False) -> list[int]:
        return list(thread_ids(shelf.store, order=order, ascending=ascending))

    assert list(thread_ids(shelf.store)) == [later, none, late, early]
    assert ids(ListOrder.IMPORTED, ascending=True) == [early, late, none, later]
    # 23:00-07:00 is the next day in UTC, after 09:00:01+08:00; an hour counts as its day
    assert ids(ListOrder.LATEST) == [early, later, late, none]
    assert ids(ListOrder.LATEST, ascending=True) == [late, later, early, none]
    assert ids(ListOrder.TITLE, ascending=True) == [none, early, late, later]
    assert ids(ListOrder.PLACE, ascending=True) == [late, later, early, none]
    assert ids(ListOrder.POSTS)[:2] == [none, late]
    note(shelf, late)
    assert ids(ListOrder.NOTES) == [late, later, none, early]


def test_views_hold_what_they_say(shelf: Shelf) -> None:
    plain = shelf.add(AThread())
    gap = shelf.add(AThread(blocks=[(BlockType.FIGURE, "", AFigure("本报"))]))
    gone = shelf.add(AThread(blocks=[(BlockType.FIGURE, "", AFigure("本报"))]))
    noted = shelf.add(AThread())
    note(shelf, noted)
    note(shelf, plain, trashed="2024-01-01")
    note(shelf, gone)
    write(shelf, "UPDATE thread SET trashed_at = '2024-01-01' WHERE id = ?", gone)
    assert list(thread_ids(shelf.store)) == [noted, gap, plain]
    assert list(thread_ids(shelf.store, view=View.NOTES)) == [noted]
    assert list(thread_ids(shelf.store, view=View.MISSING_IMAGES)) == [gap]
    assert list(thread_ids(shelf.store, view=View.TRASH)) == [gone]
    write(shelf, "UPDATE figure SET image = 'attached' WHERE thread_id = ?", gap)
    assert list(thread_ids(shelf.store, view=View.MISSING_IMAGES)) == []


def test_a_row_of_the_list(shelf: Shelf) -> None:
    thread = shelf.add(sample_thread())
    note(shelf, thread)
    note(shelf, thread, shelf.post_ids(thread)[0])
    note(shelf, thread, trashed="2024-01-01")
    rows = summaries(shelf.store, [thread, 99])
    assert list(rows) == [thread]
    row = rows[thread]
    assert (row.title, row.board, row.source, row.poster) == (
        "河边的石头",
        "地方新闻",
        "本报",
        "Hebian",
    )
    assert row.outlet is None
    assert (row.posts, row.claimed_posts, row.notes, row.missing_images) == (5, 5, 2, 1)
    assert row.latest_post_at == "2024-05-01T08:05-07:00"
    assert row.trashed_at is None


def test_the_head_of_a_thread(shelf: Shelf) -> None:
    thread = shelf.add(sample_thread())
    found = head(shelf.store, thread)
    assert found.summary == summaries(shelf.store, [thread])[thread]
    assert found.article_text == "\n".join(block.text for block in found.blocks)
    for block in found.blocks:
        assert found.article_text[block.start :].startswith(block.text)
    assert [block.type for block in found.blocks] == [
        BlockType.PARAGRAPH,
        BlockType.FIGURE,
        BlockType.PARAGRAPH,
    ]
    figure = found.blocks[1]
    assert (figure.credit, figure.caption, figure.image) == (
        "本报记者",
        "河边的石头，摄于春天。",
        "missing",
    )
    assert found.blocks[0].image is None
    (capture,) = found.captures
    assert capture.bytes > 0
    (finding,) = capture.findings
    assert (finding.code, finding.severity) == ("claimed-count-differs", Severity.WARNING)
    assert finding.values == (("what", "the page says more"),)
    (ghost,) = found.ghosts
    posts_of = shelf.post_ids(thread)
    assert ghost.known_from == ((posts_of[4], Span(0, 17)),)
    assert (ghost.author, ghost.text, ghost.resolved_to) == ("走失的人", "那年发过大水", None)
    assert found.views == 120
    assert found.article_notes == 0
    note(shelf, thread)
    note(shelf, thread, posts_of[0])
    assert head(shelf.store, thread).article_notes == 1


def test_an_edited_title_is_shown_and_the_captured_one_kept(shelf: Shelf) -> None:
    thread = shelf.add(AThread("河边的石头", source_url="https://a.example/1"))
    write(shelf, "UPDATE thread SET title_edited = '石头', source_url_edited = 'https://b.example'")
    found = head(shelf.store, thread)
    assert found.summary.title == "石头"
    assert found.captured_title == "河边的石头"
    assert found.source_url == "https://b.example"
    assert found.captured_source_url == "https://a.example/1"


def test_posts_with_their_quotes_and_links(shelf: Shelf) -> None:
    thread = shelf.add(sample_thread())
    ids = shelf.post_ids(thread)
    note(shelf, thread, ids[2])
    note(shelf, thread, ids[2], trashed="2024-01-01")
    first, third, fifth = posts(shelf.store, [ids[0], ids[2], ids[4]])
    assert (first.id, first.floor, first.author, first.notes) == (ids[0], "1", "甲某", 0)
    assert (first.posted_at, first.posted_at_from) == ("2024-05-01T08:05-07:00", TimeOrigin.QUOTE)
    assert first.reply_to.state is LinkState.NONE
    assert first.quotes == ()
    link = third.reply_to
    assert (link.state, link.post, link.floor) == (LinkState.SOLID, ids[0], "1")
    (evidence,) = link.evidence
    assert evidence.parent is not None
    words = third.text[evidence.child.start : evidence.child.end]
    assert words == first.text[evidence.parent.start : evidence.parent.end]
    (other,) = third.also_replies_to
    assert (other.post, other.state, other.evidence) == (ids[1], LinkState.DASHED, ())
    (quote,) = third.quotes
    assert quote.text == words == first.text
    assert (quote.source_post, quote.source_floor, quote.author) == (ids[0], "1", "甲某")
    assert third.notes == 1
    assert fifth.reply_to.state is LinkState.GHOST
    assert fifth.reply_to.ghost is not None
    assert fifth.reply_to.ghost == fifth.quotes[0].ghost
    assert fifth.reply_to.post is None


def test_posts_come_in_the_order_of_the_ids(shelf: Shelf) -> None:
    ids = shelf.post_ids(shelf.add(sample_thread()))
    wanted = [ids[3], ids[0], PostId(9999), ids[3]]
    assert [post.id for post in posts(shelf.store, wanted)] == [ids[3], ids[0], ids[3]]
    assert posts(shelf.store, []) == []


def test_all_posts_of_a_thread_have_their_depths(shelf: Shelf) -> None:
    thread = shelf.add(sample_thread())
    found = thread_posts(shelf.store, thread)
    assert [post.id for post in found] == shelf.post_ids(thread)
    assert [post.depth for post in found] == [0, 0, 1, 2, 0]


def test_the_opening_post_is_a_post_but_no_floor(shelf: Shelf) -> None:
    thread = shelf.add(
        AThread(floors=[AFloor("答", label="2"), AFloor("开帖", label="1", opening=True)])
    )
    assert [post.opening for post in thread_posts(shelf.store, thread)] == [True, False]
    assert link_counts(shelf.store, thread).floors == 1


def test_floors_by_their_labels(shelf: Shelf) -> None:
    floors = [AFloor("一", label="2-1"), AFloor("二", label="2-1"), AFloor("三", label=None)]
    thread = shelf.add(AThread(floors=floors))
    ids = shelf.post_ids(thread)
    assert posts_by_floor(shelf.store, thread, "2-1") == ids[:2]
    assert post_by_floor(shelf.store, thread, "2-1") == ids[0]
    assert post_by_floor(shelf.store, thread, "3") is None


def test_the_honest_sentence_counts_every_floor_once(shelf: Shelf) -> None:
    thread = shelf.add(sample_thread())
    counts = link_counts(shelf.store, thread)
    assert counts == LinkCounts(floors=5, stated=0, solid=1, dashed=1, ghost=1, none=2)


def test_a_thread_that_is_not_there(shelf: Shelf) -> None:
    for read in (head, thread_posts, link_counts):
        with pytest.raises(NotFound):
            read(shelf.store, ThreadId(3))


def test_a_thread_that_lost_its_head_says_so(shelf: Shelf) -> None:
    thread = shelf.add(sample_thread())
    write(shelf, "DELETE FROM capture_thread")
    assert summaries(shelf.store, [thread]) == {}
    with pytest.raises(LibraryDamaged):
        head(shelf.store, thread)
