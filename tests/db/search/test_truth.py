"""Every count of the index is the count of looking at every text."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from db.records import Span
from db.search import query as language
from db.search import search, write
from tests.db.search.shelf import APost, AThread, Shelf

if TYPE_CHECKING:
    from pathlib import Path

WORDS = [
    *"的了在是我不人一这中国科技人民無产黨芯片模型石碑林木",
    *(
        "中国",
        "中國",
        "芯片",
        "石碑",
        "碑林",
        "ＡＩ",
        "AI",
        "DeepSeek",
        "deep",
        "seek",
        "Chen_2024",
    ),
    *(
        "，",
        "。",
        "……",
        "——",
        " ",
        "\n",
        "\n\n",
        "!",
        "？！",
        "=====",
        "“",
        "”",
        "★",
        "😂",
        "👩\u200d💻",
    ),
    *(
        "e\u0301",
        "é",
        "か\u3099",
        "が",
        "㎏",
        "ß",
        "½",
        "x" * 130,
        "\ue000",
        "\ufdd0",
        "\x00",
        "\x1f",
    ),
    *("12", "2025", "a", "b", "ab", "the", "…", "_", "-", "한국", "กี่", "क्षि", "é" * 3, "𠮷"),
]
NAMES = ["西门雪", "Ajay Chen", "ajaychen_2024", "阿鸡chen", "n" * 140, "石碑", "A|I", "楼主"]


def invented_text(chance: random.Random, longest: int = 14) -> str:
    return "".join(chance.choices(WORDS, k=chance.randint(1, longest)))


def invented_post(chance: random.Random) -> APost:
    text = invented_text(chance)
    quotes: list[Span] = []
    if chance.random() < 0.5:
        at = 0
        for _ in range(chance.randint(1, 3)):
            start = chance.randint(at, len(text))
            at = chance.randint(start, len(text))
            if start < at:
                quotes.append(Span(start, at))
    author = chance.choice([*NAMES, None])
    return APost(text, author, tuple(quotes))


def invented_thread(chance: random.Random, posts: int = 12) -> AThread:
    blocks = [invented_text(chance) for _ in range(chance.randint(0, 4))]
    return AThread(
        title=invented_text(chance, 5),
        blocks=blocks,
        captions={
            at: invented_text(chance, 4) for at in range(len(blocks)) if chance.random() < 0.4
        },
        posts=[invented_post(chance) for _ in range(posts)],
        poster=chance.choice([*NAMES, None]),
        writer=chance.choice([*NAMES, None]),
        latest=chance.choice(["2024-02-03T04:05+08:00", "2025-01-28T18:42-08:00", None]),
    )


def quoted(words: str) -> str:
    return write(language.Words(words))


def invented_words(chance: random.Random, shelf: Shelf) -> str:
    if chance.random() < 0.7:
        text = chance.choice(list(shelf.units())).text
        start = chance.randrange(len(text))
        return text[start : start + chance.choice((1, 1, 2, 2, 3, 4, 6, 9))]
    return invented_text(chance, 3)


def invented_query(chance: random.Random, shelf: Shelf) -> str:
    kind = chance.random()
    words = quoted(invented_words(chance, shelf))
    if kind < 0.6:
        return words
    other = quoted(invented_words(chance, shelf))
    name = write(language.Author(chance.choice(NAMES)[: chance.randint(1, 4)]))
    return chance.choice(
        [
            f"{words} {other}",
            f"{words} -{other}",
            f"{words} OR {other}",
            f"({words} OR {other}) -{quoted(invented_words(chance, shelf))}",
            f"={words}",
            f"{name} {words}",
            f"{words} -{name}",
            f"{name} OR {words}",
            name,
            f"{words} -(={other} {name})",
        ]
    )


def assert_true(shelf: Shelf, query: str) -> None:
    expected = shelf.matching(query)
    truth = Counter(field for field, _ in expected)
    page = search(shelf.store, query, limit=10_000)
    assert page.exact
    found = {field: number for field, number in page.counts.items() if number}
    assert found == dict(truth), query
    assert page.total == len(expected)
    by_hit = sorted(
        (hit.field, hit.thread, hit.post or 0) for hit in page.hits if hit.field != "author"
    )
    assert by_hit == sorted(
        (field, unit.thread, unit.post or 0) for field, unit in expected if field != "author"
    ), query


@pytest.mark.parametrize("seed", range(6))
def test_invented_libraries(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    shelf = Shelf(tmp_path / "a.beilin")
    shelf.add(*(invented_thread(chance) for _ in range(8)))
    for thread in shelf.threads[:3]:
        shelf.note(thread, invented_text(chance))
    for _ in range(150):
        assert_true(shelf, invented_query(chance, shelf))
    shelf.store.close()


@pytest.mark.parametrize("seed", range(10, 13))
def test_after_changes(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    shelf = Shelf(tmp_path / "a.beilin")
    shelf.add(*(invented_thread(chance) for _ in range(6)))
    for _ in range(12):
        thread = chance.choice(shelf.threads)
        change = chance.random()
        if change < 0.4:
            shelf.rewrite(thread, chance.randrange(len(thread.posts)), invented_text(chance))
        elif change < 0.6:
            shelf.trash(thread, trashed=not thread.trashed)
        elif change < 0.8:
            shelf.add(invented_thread(chance, posts=5))
        else:
            shelf.note(thread, invented_text(chance))
        for _ in range(15):
            assert_true(shelf, invented_query(chance, shelf))
    shelf.store.close()
