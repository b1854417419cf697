"""Notes stay on their words, or say that somebody must look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from db import notes
from db.notes.anchoring import locate
from db.notes.selectors import select
from db.records import NoteState, Span
from tests.db.threads.shelf import AFloor, AThread, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.notes import Anchored
    from db.records import NoteId

TEXT = "村口那棵老槐树底下，放着一块很大的石头，谁也搬不动。后来树没有了，石头还在。"
WORDS = Span(TEXT.index("石头"), TEXT.index("石头") + 2)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "a.beilin")
    yield made
    made.store.close()


def became(new: str, span: Span = WORDS, text: str = TEXT) -> tuple[NoteState, str]:
    state, found = locate(select(text, span), new)
    return state, new[found.start : found.end] if state is not NoteState.REVIEW else ""


def test_the_same_text_leaves_it_where_it_was() -> None:
    assert locate(select(TEXT, WORDS), TEXT) == (NoteState.ANCHORED, WORDS)


def test_words_added_before_move_it() -> None:
    state, found = locate(select(TEXT, WORDS), "本帖最后由 某人 编辑\n" + TEXT)
    assert state is NoteState.MOVED
    assert found.start == WORDS.start + len("本帖最后由 某人 编辑\n")


def test_words_added_behind_leave_it() -> None:
    assert became(TEXT + "\n补充：石头是青的。")[0] is NoteState.ANCHORED


def test_words_that_are_gone_need_a_look() -> None:
    assert became(TEXT.replace("石头", "木头"))[0] is NoteState.REVIEW
    assert became("")[0] is NoteState.REVIEW


def test_of_several_places_the_one_with_the_same_neighbours_is_taken() -> None:
    second = Span(TEXT.rindex("石头"), TEXT.rindex("石头") + 2)
    new = "石头石头。" + TEXT
    state, found = locate(select(TEXT, second), new)
    assert state is NoteState.MOVED
    assert found.start == new.rindex("石头")


def test_places_that_are_alike_are_not_told_apart() -> None:
    text = "好。" * 100
    middle = Span(100, 101)
    assert locate(select(text, middle), text) == (NoteState.ANCHORED, middle)
    assert locate(select(text, middle), "啊" + text)[0] is NoteState.REVIEW


def test_a_short_word_alone_is_no_proof() -> None:
    assert became("完全另外的一段话，里面也有石头两个字。")[0] is NoteState.REVIEW


def test_a_long_passage_is_itself_wherever_it_is() -> None:
    whole = Span(0, 25)
    state, words = became("前面写了别的。" + TEXT[:25] + "——后面也不一样", whole)
    assert (state, words) == (NoteState.MOVED, TEXT[:25])


@given(st.text("石头河边。", max_size=40), st.text("石头河边。", max_size=40), st.data())
def test_words_are_never_put_on_other_words(old: str, new: str, data: st.DataObject) -> None:
    assume(old)
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    target = select(old, Span(start, end))
    state, found = locate(target, new)
    if state is NoteState.REVIEW:
        assert found == target.span
    else:
        assert new[found.start : found.end] == target.exact
        assert (state is NoteState.ANCHORED) == (found == target.span)
    assert locate(target, old) == (NoteState.ANCHORED, target.span)


@given(st.text("石头河边。", max_size=30))
def test_a_text_with_something_before_it_is_never_anchored_wrongly(before: str) -> None:
    new = before + TEXT
    state, found = locate(select(TEXT, WORDS), new)
    assert state is not NoteState.REVIEW
    assert found.start == WORDS.start + len(before)


def test_a_word_in_a_million_places() -> None:
    text = "石" * 1_000_000
    assert locate(select(text, Span(5, 500_000)), "头" + text)[0] is NoteState.REVIEW
    assert locate(select(text, Span(5, 6)), "头" + text)[0] is NoteState.REVIEW


def follow(shelf: Shelf, post: int | None, text: str, thread: int) -> Anchored:
    with shelf.store.write() as connection:
        if post is None:
            return notes.reanchor_article(connection, thread, text)  # type: ignore[arg-type]
        return notes.reanchor(connection, post, text)  # type: ignore[arg-type]


def test_all_notes_of_a_post_follow_its_new_text(shelf: Shelf) -> None:
    thread = shelf.add(AThread(floors=[AFloor(TEXT), AFloor(TEXT)]))
    post, other = shelf.post_ids(thread)

    def add(words: str | None, where: int = post) -> NoteId:
        done = notes.add(shelf.store, thread, post=where, body="记", quote=words)  # type: ignore[arg-type]
        return done.value.id

    first, second, whole = add("老槐树"), add("谁也搬不动"), add(None)
    aside = add("老槐树", other)
    trashed = add("村口")
    notes.remove(shelf.store, trashed)
    new = "编辑过：" + TEXT.replace("谁也搬不动", "没人搬得动")
    found = follow(shelf, post, new, thread)
    assert found.moved == {first, trashed}
    assert found.review == {second}
    assert found.same == {whole}
    assert found.notes == {first, second, whole, trashed}
    moved = notes.get(shelf.store, first)
    assert moved.state is NoteState.MOVED
    assert moved.target is not None
    assert new[moved.target.span.start : moved.target.span.end] == "老槐树"
    doubtful = notes.get(shelf.store, second)
    assert doubtful.state is NoteState.REVIEW
    assert doubtful.target is not None
    assert doubtful.target.exact == "谁也搬不动"
    assert notes.get(shelf.store, aside).state is NoteState.ANCHORED
    assert moved.revision == 1


def test_words_that_come_back_are_found_again(shelf: Shelf) -> None:
    thread = shelf.add(AThread(floors=[AFloor(TEXT)]))
    (post,) = shelf.post_ids(thread)
    note = notes.add(shelf.store, thread, post=post, body="记", quote="老槐树").value.id
    follow(shelf, post, "全都没有了", thread)
    assert notes.get(shelf.store, note).state is NoteState.REVIEW
    follow(shelf, post, TEXT, thread)
    assert notes.get(shelf.store, note).state is NoteState.ANCHORED


def test_a_note_that_moved_stays_marked_as_moved(shelf: Shelf) -> None:
    thread = shelf.add(AThread(floors=[AFloor(TEXT)]))
    (post,) = shelf.post_ids(thread)
    note = notes.add(shelf.store, thread, post=post, body="记", quote="老槐树").value.id
    follow(shelf, post, "编辑过：" + TEXT, thread)
    follow(shelf, post, "编辑过：" + TEXT, thread)
    assert notes.get(shelf.store, note).state is NoteState.MOVED


def test_notes_on_the_article_follow_too(shelf: Shelf) -> None:
    thread = shelf.add(AThread(floors=[AFloor(TEXT)]))
    (post,) = shelf.post_ids(thread)
    note = notes.add(shelf.store, thread, body="记", quote="河边").value.id
    beside = notes.add(shelf.store, thread, post=post, body="记", quote="老槐树").value.id
    found = follow(shelf, None, "前言。石头在河边放了很久。", thread)
    assert found.notes == {note}
    assert notes.get(shelf.store, note).state is NoteState.MOVED
    assert notes.get(shelf.store, beside).state is NoteState.ANCHORED
