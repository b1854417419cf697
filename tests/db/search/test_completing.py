"""What is offered while a query is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from db.models import NoteTag
from db.search import complete, parse
from db.search.completing import MOST, Piece, piece_at
from db.search.operators import VALUES, Named
from db.search.query import KEYWORDS
from tests.db.search.shelf import APost, AThread, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path_factory.mktemp("completing") / "a.beilin")
    shelf.add(AThread("题", posts=[APost("文")]))
    notes = [shelf.note(shelf.threads[0], "记") for _ in range(3)]
    with shelf.store.write() as connection:
        for note, tag in [(0, "待查"), (1, "待查"), (0, "再等 待"), (2, "待問"), (2, "Ａbc")]:
            values = {"note_id": notes[note], "ordinal": 0, "tag": tag}
            connection.execute(insert(NoteTag), [values])
    yield shelf
    shelf.store.close()


@pytest.mark.parametrize(
    ("query", "at", "piece"),
    [
        ("", 0, Piece(None, "", 0, 0)),
        ("中国", 1, Piece(None, "中", 0, 2)),
        ("中国 ti", 5, Piece(None, "ti", 3, 5)),
        ("a  b", 2, Piece(None, "", 2, 2)),
        ("-ti", 3, Piece(None, "ti", 1, 3)),
        ("-ti", 0, Piece(None, "", 0, 3)),
        ("(has:no)", 7, Piece("has", "no", 5, 7)),
        ("-has：no", 6, Piece("has", "n", 5, 7)),
        ("has:no", 3, Piece(None, "has", 0, 6)),
        ('tag:"a b" c', 8, Piece("tag", "a b", 4, 9, quoted=True)),
        ('tag:"a b', 8, Piece("tag", "a b", 4, 8, quoted=True)),
        ("tag:“a b” c", 11, Piece(None, "c", 10, 11)),
        ('"has: x', 5, Piece(None, "has:", 0, 7, quoted=True)),
        ('5"x y', 5, Piece(None, "y", 4, 5)),
        ("x", 99, Piece(None, "x", 0, 1)),
    ],
)
def test_the_word_one_types(query: str, at: int, piece: Piece) -> None:
    assert piece_at(query, at) == piece


def texts(shelf: Shelf, query: str) -> list[str]:
    return [each.text for each in complete(shelf.store, query, len(query))]


def test_operators_and_their_values(shelf: Shelf) -> None:
    assert texts(shelf, "") == [f"{name}:" for name in KEYWORDS]
    assert texts(shelf, "钟 t") == ["title:", "thread:", "tag:"]
    assert texts(shelf, "钟 -ＩＳ") == ["is:"]
    assert texts(shelf, "钟") == texts(shelf, '"t') == texts(shelf, "floor:") == []
    for name, values in VALUES.items():
        assert texts(shelf, f"{name}:") == list(values)
    assert texts(shelf, "(in:A") == ["article", "author"]
    (one,) = complete(shelf.store, "x is:unr y", 8)
    assert (one.label, one.text, one.start, one.end, one.kind) == (
        "unread",
        "unread",
        5,
        8,
        "value",
    )


def test_tags(shelf: Shelf) -> None:
    assert texts(shelf, "tag:") == ["待查", '"再等 待"', "待問", "Ａbc"]
    assert texts(shelf, "tag:待") == ["待查", "待問", '"再等 待"']
    assert texts(shelf, "tag:问") == ["待問"]
    assert texts(shelf, 'tag:"a') == ["Ａbc"]
    (one,) = complete(shelf.store, 'tag:"再等', 7)
    assert one.kind == "tag"
    assert parse('tag:"再等'[: one.start] + one.text) == Named("tag", "再等 待")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(exclude_categories=()), max_size=30)
    | st.lists(st.sampled_from(["tag:", "has：", '"', "“", "-", " ", "(", "待", "no"])).map(
        "".join
    ),
    st.integers(-1, 40),
)
def test_any_text_may_be_typed(shelf: Shelf, query: str, at: int) -> None:
    found = complete(shelf.store, query, at)
    assert len(found) <= MOST
    for each in found:
        assert 0 <= each.start <= each.end <= len(query)
        assert each.start <= max(0, min(at, len(query))) <= each.end
