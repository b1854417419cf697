"""The seed capture of ../shared through the rules alone, read here without any reader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from db.records import LinkState
from db.replies import infer
from db.replies.floors import FlatThread, Floor, LearnedTime
from tests.db.replies.threads import edges, evidence

if TYPE_CHECKING:
    from db.replies.floors import Inference

CAPTURES = Path(__file__).resolve().parents[4] / "shared" / "captures"
SEED = CAPTURES / "kantie-text" / "toutiao-deepseek.txt"
TRUTH = CAPTURES / "truth" / "kantie-text__toutiao-deepseek.txt.json"

pytestmark = pytest.mark.skipif(
    not SEED.exists(), reason="the real captures of ../shared are not here"
)


@pytest.fixture(scope="module")
def seed() -> FlatThread:
    truth: Any = json.loads(TRUTH.read_text(encoding="utf-8"))
    lines = SEED.read_text(encoding="utf-8").split("\n")
    posts: list[dict[str, Any]] = truth["posts"]
    places: list[int] = [post["line"] for post in posts]
    floors = tuple(
        Floor(lines[place], str(post["author"]), str(post["floor"]))
        for place, post in zip(places, posts, strict=True)
    )
    article = "\n".join(lines[13 : places[0] - 2])
    return FlatThread(truth["title"], article, floors, truth["zone"])


@pytest.fixture(scope="module")
def inference(seed: FlatThread) -> Inference:
    return infer(seed)


def test_links(inference: Inference) -> None:
    found = edges(inference)
    solid = {child: parent for child, (parent, state, _rule) in found.items() if state == "solid"}
    dashed = {child: parent for child, (parent, state, _rule) in found.items() if state == "dashed"}
    assert solid == {6: 4, 7: 3, 18: 12}
    assert dashed in ({}, {16: 13})
    assert len(found) == len(solid) + len(dashed)
    assert all(link.primary for link in inference.links)
    assert {link.state for link in inference.links} <= {LinkState.SOLID, LinkState.DASHED}


def test_evidence_is_the_same_in_both_floors(seed: FlatThread, inference: Inference) -> None:
    for child, length in ((6, 149), (7, 19), (18, 17)):
        ((here, there),) = evidence(seed, inference, child)
        assert here == there
        assert len(here) == length
    assert evidence(seed, inference, 6)[0][1] == seed.floors[3].text.rstrip()
    assert evidence(seed, inference, 7)[0][1] == seed.floors[2].text.strip()


def test_who_cites_the_article(seed: FlatThread, inference: Inference) -> None:
    found = [
        (each.floor + 1, each.of, seed.floors[each.floor].text[each.span.start : each.span.end])
        for each in inference.citations
    ]
    assert [(floor, of) for floor, of, _words in found] == [
        (5, "title"),
        (5, "title"),
        (12, "article"),
        (15, "title"),
        (15, "title"),
    ]
    (passage,) = (words for floor, _of, words in found if floor == 12)
    assert 100 <= len(passage) <= 112
    for each in inference.citations:
        source = seed.article if each.of == "article" else seed.title
        assert each.source is not None
        assert (
            source[each.source.start : each.source.end]
            == (seed.floors[each.floor].text[each.span.start : each.span.end])
        )


def test_learned_times_and_no_lost_post(inference: Inference) -> None:
    assert inference.times == (
        LearnedTime(3, "2025-01-28T09:59:57-08:00", "2025-01-28 09:59:57", 5),
        LearnedTime(11, "2025-01-28T10:56:48-08:00", "2025-01-28 10:56:48", 17),
    )
    assert inference.ghosts == ()


def test_quotes_reach_from_head_to_ruler(seed: FlatThread, inference: Inference) -> None:
    spans = {quote.floor + 1: quote for quote in inference.quotes}
    text = {at: floor.text for at, floor in enumerate(seed.floors, 1)}
    assert text[6][spans[6].span.start :].startswith("回复:")
    assert text[6][: spans[6].span.end].endswith("**")
    assert text[7][spans[7].span.start :].startswith("--")
    assert spans[7].author is None
    assert text[18][: spans[18].span.end].endswith("--")
    assert spans[18].author == seed.floors[11].author
