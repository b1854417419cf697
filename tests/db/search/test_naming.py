"""People, boards and titles are found by their characters and by how they are read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pypinyin
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin.pinyin_dict import pinyin_dict

from db import search
from db.search import offering
from db.search.naming import Name, names
from db.search.pinyin import LONGEST_TYPED, Readings, read_syllables, typed_parts
from db.text import fold
from tests.db.search.shelf import APost, AThread, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.store import Store

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "a.beilin")
    made.add(
        AThread(
            "重庆的灯光",
            posts=[APost("一", "灯光学徒"), APost("二", "西安人"), APost("三", "Mr Fox")],
            poster="長樂",
        ),
        AThread(
            "碑林夜话", posts=[APost("一", "灯光学徒"), APost("二", "燈塔"), APost("三", "女儿河")]
        ),
        AThread("先来的", posts=[APost("一", "先生"), APost("二", "NVDA老王"), APost("三", "灯")]),
    )
    put_board(made, made.threads[0], "城南旧事")
    put_board(made, made.threads[1], "行者 茶馆")
    yield made
    made.store.close()


def put_board(shelf: Shelf, thread: AThread, board: str) -> None:
    with shelf.store.write() as connection:
        connection.exec_driver_sql(
            "UPDATE capture_thread SET board = ? WHERE thread_id = ?", (board, thread.id)
        )
        shelf.index(connection, thread)


def people(shelf: Shelf, text: str, limit: int = 12) -> list[str]:
    return [name.value for name in names(shelf.store, text, ("author",), limit)]


# names


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("灯光", "灯光学徒"),
        ("燈光", "灯光学徒"),
        ("学徒", "灯光学徒"),
        ("dengguangxuetu", "灯光学徒"),
        ("deng guang xue tu", "灯光学徒"),
        ("dengguang xuetu", "灯光学徒"),
        ("DengGuang", "灯光学徒"),
        ("dengguangx", "灯光学徒"),
        ("dgxt", "灯光学徒"),
        ("d g x t", "灯光学徒"),
        ("dengguangxt", "灯光学徒"),
        ("xuet", "灯光学徒"),
        ("xt", "灯光学徒"),
        ("changle", "長樂"),
        ("zhangle", "長樂"),
        ("zhangyue", "長樂"),
        ("cl", "長樂"),
        ("nverhe", "女儿河"),
        ("nuerhe", "女儿河"),
        ("xi'an", "西安人"),
        ("xi an", "西安人"),
        ("xianren", "西安人"),
        ("nvda", "NVDA老王"),
        ("nvdalaowang", "NVDA老王"),
        ("laowang", "NVDA老王"),
        ("mrfox", "Mr Fox"),
        ("mr f", "Mr Fox"),
        ("fox", "Mr Fox"),
    ],
)
def test_people_are_found(shelf: Shelf, text: str, first: str) -> None:
    assert people(shelf, text)[0] == first


@pytest.mark.parametrize("text", ["dengxue", "gdxt", "xi a n x", "灯学", "zzz", "dgxtx", "é", "\0"])
def test_what_is_not_there_is_not_found(shelf: Shelf, text: str) -> None:
    assert people(shelf, text) == []


def test_a_space_parts_syllables(shelf: Shelf) -> None:
    assert set(people(shelf, "xian")) == {"先生", "西安人"}
    assert people(shelf, "xi an") == ["西安人"]


def test_the_best_come_first(shelf: Shelf) -> None:
    # the name itself, what begins with it, what begins with its sound, what holds it
    assert people(shelf, "灯") == ["灯", "灯光学徒", "燈塔"]
    assert people(shelf, "deng") == ["灯光学徒", "灯", "燈塔"]
    assert people(shelf, "deng", limit=1) == ["灯光学徒"]
    assert people(shelf, "")[0] == "灯光学徒"


def test_boards_and_titles_are_found(shelf: Shelf) -> None:
    every = ("author", "board", "title")
    assert names(shelf.store, "cheng", every, 5) == (Name("board", "城南旧事"),)
    assert names(shelf.store, "chongqing", every, 5) == (Name("title", "重庆的灯光"),)
    assert names(shelf.store, "hangzhe", every, 5) == (Name("board", "行者 茶馆"),)
    assert names(shelf.store, "灯光", ("title",), 5) == (Name("title", "重庆的灯光"),)
    assert [name.kind for name in names(shelf.store, "deng", every, 5)] == [
        "author", "author", "author", "title",
    ]  # fmt: skip


def test_what_changes_is_seen(shelf: Shelf) -> None:
    assert people(shelf, "xinren") == []
    shelf.add(AThread("新帖", posts=[APost("一", "新人")]))
    assert people(shelf, "xinren") == ["新人"]
    shelf.trash(shelf.threads[-1])
    assert people(shelf, "xinren") == []
    shelf.trash(shelf.threads[-1], trashed=False)
    assert people(shelf, "xinren") == ["新人"]
    assert names(shelf.store, "beilin", ("title",), 5) == (Name("title", "碑林夜话"),)
    shelf.retitle(shelf.threads[1], "石头记")
    assert names(shelf.store, "beilin", ("title",), 5) == ()
    assert names(shelf.store, "shitouji", ("title",), 5) == (Name("title", "石头记"),)
    shelf.trash(shelf.threads[0])
    shelf.remove(shelf.threads[0])
    assert people(shelf, "changle") == []


def test_an_empty_library_has_no_names(tmp_path: Path) -> None:
    empty = Shelf(tmp_path / "a.beilin")
    assert search.complete(empty.store, "author:", 7) == ()
    assert search.complete(empty.store, "deng", 4) == ()
    empty.store.close()


# readings


def test_the_table_is_that_of_the_library() -> None:
    characters = [chr(code) for code in pinyin_dict]
    read = read_syllables(characters)
    assert set(read) == set(characters)
    for character in "的行重长乐女绿单都会还着了觉藏没参差降朝宿":
        told = pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True)
        assert {each.replace("ü", "v") for each in told[0]} <= set(read[character])
    assert all(part.isascii() and part.islower() for parts in read.values() for part in parts)


def test_what_cannot_be_pinyin_is_not_looked_for() -> None:
    assert typed_parts("deng guang") == ("deng", "guang")
    assert typed_parts("xi’an") == ("xi", "an")
    for text in ("", " ", "灯guang", "deng-guang", "é", "a" * (LONGEST_TYPED + 1)):
        assert typed_parts(text) == ()


@cache
def syllables(character: str) -> tuple[str, ...]:
    return read_syllables([character]).get(character, (character,))


def reads(text: str, parts: Sequence[str]) -> bool:
    """Whether a text begins with what was typed, by trying every reading of every character."""
    if not parts:
        return True
    if not text:
        return False
    part, *others = parts
    ways = {each for one in syllables(text[0]) for each in (one, one[0])}
    ways |= {one[:2] for one in syllables(text[0]) if one[:2] in {"zh", "ch", "sh"}}
    for way in ways:
        if part == way and reads(text[1:], others):
            return True
        if part.startswith(way) and part != way and reads(text[1:], [part[len(way) :], *others]):
            return True
    return not others and any(one.startswith(part) for one in syllables(text[0]))


@given(
    st.lists(st.text("重长乐行小石女灯a1 -", max_size=5), max_size=6),
    st.lists(st.text("zhangcleyuexinvso1", min_size=1, max_size=5), min_size=1, max_size=3)
    | st.lists(
        st.sampled_from(["zhong", "chang", "le", "yue", "x", "hang", "nv", "shi", "sh", "a", "1"]),
        min_size=1,
        max_size=4,
    ),
    st.booleans(),
)
def test_readings_are_those_of_trying_them_all(
    texts: list[str], typed: list[str], spaces: bool
) -> None:
    parts = typed if spaces else ["".join(typed)]
    folded = [fold(text) for text in texts]
    kept = ["".join(filter(str.isalnum, text)) for text in folded]
    begun, others = Readings(folded).find(parts, 99)
    assert begun == [at for at, text in enumerate(kept) if reads(text, parts)]
    holding = [
        at
        for at, text in enumerate(kept)
        if any(reads(text[start:], parts) for start in range(1, len(text)))
    ]
    assert others == [at for at in holding if at not in begun]


# completions


def offered(shelf: Shelf, query: str) -> list[str]:
    """The queries that a field would hold after each choice; ``|`` is where somebody types."""
    at = query.index("|")
    plain = query.replace("|", "")
    return [
        plain[: each.start] + each.text + plain[each.end :]
        for each in search.complete(shelf.store, plain, at)
        if each.kind != "operator"
    ]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("author:dgxt|", "author:灯光学徒"),
        ("author：dgxt|", "author:灯光学徒"),
        ("石碑 author:dengg| 夜", "石碑 author:灯光学徒 夜"),
        ("author:deng|guang", "author:灯光学徒"),
        ('author:"deng guang|', "author:灯光学徒"),
        ('author:"mr|', 'author:"Mr Fox"'),
        ('author:"mr|" 夜', 'author:"Mr Fox" 夜'),
        ("-author:dgxt|", "-author:灯光学徒"),
        ("(石 OR author:dgxt|)", "(石 OR author:灯光学徒)"),
        ("board:xz|", 'board:"行者 茶馆"'),
        ("title:cq|", "title:重庆的灯光"),
        ("dgxt|", "author:灯光学徒"),
        ("夜 deng guang xue tu|", "夜 author:灯光学徒"),
        ("石 -dgxt|", "石 -author:灯光学徒"),
        ("灯|", "author:灯"),
        ("cheng nan|", "board:城南旧事"),
    ],
)
def test_completions_go_into_the_query(shelf: Shelf, query: str, first: str) -> None:
    assert offered(shelf, query)[0] == first


@pytest.mark.parametrize(
    "query", ["|", "d|", "=dgxt|", '"dgxt|', "“dgxt|”", "dgxt |", "|dgxt", "author|:dgxt", "zz zz|"]
)
def test_elsewhere_nothing_is_offered(shelf: Shelf, query: str) -> None:
    assert offered(shelf, query) == []


def test_behind_a_colon_everything_is_offered_at_once(shelf: Shelf) -> None:
    assert offered(shelf, "author:|")[0] == "author:灯光学徒"
    assert set(offered(shelf, "board:|")) == {"board:城南旧事", 'board:"行者 茶馆"'}


def test_no_kind_crowds_out_the_others(shelf: Shelf) -> None:
    posts = [APost("一", f"城{number}") for number in range(30)]
    shelf.add(AThread("城里", posts=posts))
    kinds = [each.kind for each in search.complete(shelf.store, "cheng", 5)]
    assert kinds == ["author"] * 10 + ["board", "title"]


@given(st.text(max_size=30) | st.text('()-=":“”：authorbdile g灯', max_size=30), st.integers(0, 31))
def test_any_query_can_be_completed(query: str, at: int) -> None:
    class One:
        """A library that always has a name."""

        def find(self, *_: object) -> tuple[Name, ...]:
            return (Name("title", 'a "b'),)

    def one(_store: object) -> One:
        return One()

    at = min(at, len(query))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(offering, "library_names", one)
        for each in offering.offer_names(cast("Store", None), query, at):
            assert 0 <= each.start < at <= each.end <= len(query)
            assert each.text == 'title:"a ""b"'


def test_the_library_of_readings_is_asked_in_one_place() -> None:
    asking = [
        path.relative_to(ROOT).as_posix()
        for folder in ("db", "desktop")
        for path in (ROOT / folder).rglob("*.py")
        if "pypinyin" in path.read_text(encoding="utf-8")
    ]
    assert asking == ["db/search/pinyin.py"]
