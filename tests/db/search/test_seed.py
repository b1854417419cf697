"""The seed capture of ../shared: floors by folded substring, and 2,000 random parts of it."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from db.records import ThreadId
from db.search import find_in_thread, search, write
from db.search.query import Words
from db.text import fold
from tests.db.search.shelf import APost, AThread, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = Path(__file__).resolve().parents[4] / "shared" / "captures"
SEED = SHARED / "kantie-text" / "toutiao-deepseek.txt"
TRUTH = SHARED / "truth" / "kantie-text__toutiao-deepseek.txt.json"

pytestmark = pytest.mark.skipif(
    not SEED.exists(), reason="the real captures of ../shared are not here"
)


def read_seed() -> AThread:
    """Read the seed by the line numbers of its truth."""
    lines = SEED.read_text(encoding="utf-8").split("\n")
    truth: Any = json.loads(TRUTH.read_text(encoding="utf-8"))
    floors = truth["posts"]
    starts = [floor["line"] - 2 - ("avatar_line" in floor) for floor in floors] + [len(lines)]
    posts = [
        APost("\n".join(lines[floor["line"] : end]), floor["author"])
        for floor, end in zip(floors, starts[1:], strict=True)
    ]
    article = truth["article"]
    blocks = lines[article["first_paragraph_line"] - 1 : article["last_paragraph_line"]]
    return AThread(
        truth["title"],
        blocks=[line for line in blocks if line],
        posts=posts,
        poster=truth["poster"],
    )


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path_factory.mktemp("seed") / "seed.beilin")
    shelf.add(read_seed())
    yield shelf
    shelf.store.close()


@pytest.mark.parametrize(
    ("query", "floors"),
    [
        ("中国", 11),
        ("中國", 11),
        ("=中国", 10),
        ("芯片", 3),
        ("无", 3),
        ("DeepSeek", 7),
        ("AI", 5),
        ("共产党", 2),
        ("共產黨", 2),
    ],
)
def test_floors(seed: Shelf, query: str, floors: int) -> None:
    counts = search(seed.store, query).counts
    assert counts["post"] + counts["quote"] == floors


def test_random_parts(seed: Shelf) -> None:
    chance = random.Random(2025)
    units = [(unit.field, fold(unit.text)) for unit in seed.units()]
    thread = ThreadId(seed.threads[0].id)
    for _ in range(2000):
        text = chance.choice(list(seed.units())).text
        start = chance.randrange(len(text))
        words = text[start : start + chance.choice((1, 1, 2, 2, 3, 3, 4, 5, 8, 13, 40, 90))]
        folded = fold(words)
        expected: dict[str, int] = {}
        for field, unit in units:
            if folded in unit:
                expected[field] = expected.get(field, 0) + 1
        page = search(seed.store, write(Words(words)))
        assert {field: n for field, n in page.counts.items() if n} == expected, words
        assert len(page.hits) == min(50, sum(expected.values()))
    assert find_in_thread(seed.store, thread, "中国")
