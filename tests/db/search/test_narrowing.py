"""Long phrases are asked for by their rarest tokens, and the answers are the same."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import Cancelled
from db.records import Span, ThreadId
from db.search import Order, compiling, narrowing, sampling, search, selecting, vocabulary, write
from db.search.narrowing import choose
from db.search.query import Words
from db.search.sampling import Sample, number_of_posts, read_sample
from db.search.tokens import split
from db.text import fold
from tests.db.search.shelf import APost, AThread, Shelf
from tests.db.search.test_truth import (
    assert_true,
    invented_query,
    invented_text,
    invented_thread,
    quoted,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.store import Reading


class Watched:
    """How searches in narrowed selections went: how many were few, and how many were not."""

    def __init__(self) -> None:
        self.few = 0
        self.many = 0
        self.most = 1000


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Narrow every phrase that can be, in however small a library."""
    monkeypatch.setattr(vocabulary, "FEWEST", 0)
    monkeypatch.setattr(narrowing, "_MARGIN", -1e9)
    watched = Watched()
    compare = selecting.Selection.compare_few

    def count(selection: selecting.Selection, narrow: compiling.Narrow) -> list[int] | None:
        found = compare(selection, replace(narrow, most=min(narrow.most, watched.most)))
        watched.few += found is not None
        watched.many += found is None
        return found

    monkeypatch.setattr(selecting.Selection, "compare_few", count)
    return watched


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "a.beilin")
    yield shelf
    shelf.store.close()


def long_words(chance: random.Random, shelf: Shelf) -> str:
    """A piece of some text, at times with something else in it."""
    text = chance.choice([unit.text for unit in shelf.units() if len(unit.text) > 3])
    start = chance.randrange(len(text) - 3)
    words = text[start : start + chance.choice((3, 4, 5, 7, 10, 40, 200))]
    if chance.random() < 0.2:
        at = chance.randrange(len(words))
        words = words[:at] + invented_text(chance, 1) + words[at:]
    return words


def long_query(chance: random.Random, shelf: Shelf) -> str:
    words = quoted(long_words(chance, shelf))
    return chance.choice(
        [
            words,
            words,
            f"={words}",
            f"{words} {quoted(long_words(chance, shelf))}",
            f"{words} -{quoted(long_words(chance, shelf))}",
            f"{words} {invented_query(chance, shelf)}",
            f"{words} OR {quoted(long_words(chance, shelf))}",
            f"author:石碑 {words}",
            f"{words} -author:a",
        ]
    )


@pytest.mark.parametrize(("seed", "few"), [(30, 128), (31, 128), (32, 2), (33, 0)])
def test_invented_libraries(shelf: Shelf, watched: Watched, seed: int, few: int) -> None:
    watched.most = few
    chance = random.Random(seed)
    shelf.add(*(invented_thread(chance) for _ in range(8)))
    for thread in shelf.threads[:3]:
        shelf.note(thread, invented_text(chance))
    shelf.trash(shelf.threads[0])
    for _ in range(150):
        assert_true(shelf, long_query(chance, shelf))
    assert watched.few > 50
    assert (watched.many > 0) is (few < 128)


@pytest.mark.parametrize("seed", range(40, 42))
def test_after_changes(shelf: Shelf, watched: Watched, seed: int) -> None:
    chance = random.Random(seed)
    shelf.add(*(invented_thread(chance) for _ in range(5)))
    for _ in range(8):
        thread = chance.choice(shelf.threads)
        shelf.rewrite(thread, chance.randrange(len(thread.posts)), invented_text(chance))
        shelf.trash(thread, trashed=not thread.trashed)
        shelf.add(invented_thread(chance, posts=4))
        for _ in range(12):
            assert_true(shelf, long_query(chance, shelf))
    assert watched.few > 50


def test_every_order_and_page(shelf: Shelf, watched: Watched) -> None:
    text = "林中石碑一座，碑上 DeepSeek 三字"
    posts = [APost(f"{at}{text}{at}", "甲") for at in range(12)]
    posts += [APost(f"甲说{text}。", "乙", (Span(0, 8),)), APost(text[::-1]), APost("林三字碑")]
    shelf.add(AThread(text, posts=posts, blocks=[text], captions={0: text}))
    shelf.add(AThread("另一题", posts=posts[:3]))
    first = ThreadId(shelf.threads[0].id)
    for order in Order:
        pages = [
            search(shelf.store, write(Words(text)), limit=10, offset=at, order=order).hits
            for at in range(0, 60, 10)
        ]
        hits = [hit for page in pages for hit in page]
        assert len(hits) == len(set(hits)) == 19
        alone = search(shelf.store, text, thread=first)
        assert alone.total == sum(hit.thread == first for hit in hits)
    assert watched.few


def test_other_words_in_runs_that_could_not_be_kept(shelf: Shelf, watched: Watched) -> None:
    text = "林中石碑一座"
    shelf.add(AThread("题", posts=[APost(f"{'x' * 200}{text}", "n" * 140), APost("xx")]))
    for query in (f"{text} xx", f"{text} author:nn", f"{text} -xxx", f"{text} -author:nn"):
        assert_true(shelf, query)
    assert watched.few


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.text("的是林碑a, 。", min_size=1, max_size=9), min_size=1, max_size=9),
    st.data(),
)
def test_the_rarest_tokens_stand_wherever_the_phrase_does(
    texts: list[str], data: st.DataObject
) -> None:
    sample = Sample(texts, 1000)
    text = fold(data.draw(st.sampled_from(texts)))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    tokens = split(text[start:end])
    choice = choose(tokens, 1000, sample)
    if choice is None:
        return
    whole = split(text)
    ends: list[int] = []
    for place, piece in choice.pieces:
        assert tokens[place : place + len(piece)] == list(piece)
        assert all(token in whole for token in piece)
        ends.append(place + len(piece))
    assert all(choice.pieces[-1][0] - end <= choice.gap for end in ends)
    assert sum(len(piece) for _, piece in choice.pieces) > 1


def test_what_costs_little_is_left_as_it_is() -> None:
    texts = ["的是的是一不", "的是一林", "的不是在", "的是碑"] * 100
    sample = Sample(texts, 100_000)
    assert choose(split("林碑"), 1, sample) is None
    assert choose(split("的是"), 1, sample) is None
    assert choose(["石", "石", "石", "石"], 1, sample) is None
    # parts of longer words at the ends, whose lists are not those of the token
    assert choose(["ab", "石", "cd"], 1, sample) is None


def test_rare_tokens_are_chosen_but_not_from_one_word_alone() -> None:
    chance = random.Random(1)
    common, words = "的是一不在有", ["蝴蝶", "葡萄"]
    texts = [
        "".join(chance.choices(common, k=20))
        + (words[at % 2] if at % 100 < 2 else "")
        + "".join(chance.choices(common, k=20))
        for at in range(2000)
    ]
    sample = Sample(texts, 100_000)
    assert sample.share("蝴") == pytest.approx(0.01, rel=0.1)
    assert 0 < sample.share("饕") < 0.001
    assert sample.follows("蝴", "蝶") == 1
    assert sample.follows("蝶", "蝴") == 0
    choice = choose(split("的蝴蝶在葡萄一"), 1, sample)
    assert choice is not None
    chosen = {token for _, piece in choice.pieces for token in piece}
    assert chosen & {"蝴", "蝶"}
    assert chosen & {"葡", "萄"}
    assert choose(split("的蝴蝶"), 1, sample) is None


def test_a_sample_is_taken_again_when_the_library_has_grown(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabulary, "FEWEST", 10)
    taken: list[int] = []

    def take(connection: object, posts: int) -> Sample:
        taken.append(posts)
        return read_sample(connection, posts)  # type: ignore[arg-type]

    monkeypatch.setattr(vocabulary, "read_sample", take)
    with shelf.store.read() as connection:
        assert number_of_posts(connection) == 0
    for posts in (1, 9, 200):
        shelf.add(AThread("题", posts=[APost("林中石碑一座", "甲")] * posts))
        for _ in range(2):
            assert_true(shelf, "林中石碑一座")
    assert len(taken) == 2
    assert taken[1] > 2 * taken[0]
    with shelf.store.read() as connection:
        sample = read_sample(connection, taken[1])
    assert sample.length == 6
    assert sample.share("碑") > 0.9
    assert sampling.SAMPLED > 100
    shelf.add(AThread("题", posts=[APost("石" * 50_000)] * 9))
    with shelf.store.read() as connection:
        assert read_sample(connection, 500).length < 60  # of a long post, only its beginning


def test_a_narrowed_search_is_cancelled(shelf: Shelf, watched: Watched) -> None:
    shelf.add(AThread("题", posts=[APost("林中石碑一座", "甲")] * 9))

    def stop(reading: Reading) -> None:
        reading.interrupted = True

    with pytest.raises(Cancelled):
        search(shelf.store, "林中石碑一座", on_connection=stop)
    assert watched.few == 0
