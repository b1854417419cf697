"""``beilin replies``, and what ``show`` says of replies: edges, lost posts, badges, suggestions."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from db import store
from db.commands.replies import _nothing
from db.importing import pipeline
from db.records import Post, PostId, ThreadId
from tests.db.commands.running import EXPLAINED, REPLIES, SHOW, answer, fits, run
from tests.db.threads.shelf import AFloor, AThread, Shelf, sample_thread

if TYPE_CHECKING:
    from pathlib import Path

HEAD = (
    "渡口的渡船要停了\n\n城南旧事\nHeron\n最新回复：2024年3月1日 8点05分 PT\n返回列表\n"
    "12 阅读\n7 评论\n河岸周刊\n\n渡船在这条河上开了八十年，下个月就要停了。\n\n"
)
FIRST = "小时候坐一次两分钱，后来涨到五分，再后来就没人收了。"
FLOORS = (
    ("北桥", FIRST),
    ("晚舟", "石碑背面的小字谁看过？"),
    ("茶先生", f"回复：‘北桥 发表评论于 2024-03-01 07:10:00 {FIRST}’ **======** 我记得。"),
    ("灯同学", "石碑背面刻的是船工的名字。"),
    ("老灯", "渡船在这条河上开了八十年，下个月就要停了，可惜。"),
    (
        "小舟",
        "回复：‘走失的人 发表评论于 2024-03-01 07:20:00 那年发过大水，船都没了’ **======** 是啊",
    ),
    ("竹巷", "提示: 作者被禁止或删除 内容自动屏蔽"),
)


@pytest.fixture
def library(tmp_path: Path) -> str:
    place = tmp_path / "a.beilin"
    text = HEAD + "".join(
        f"{author}\n{floor} 楼\n{words}\n" for floor, (author, words) in enumerate(FLOORS, 1)
    )
    with closing(store.create(place)) as made:
        (outcome,) = pipeline.import_bytes(made, text.encode(), "page.txt")
    assert outcome.posts == len(FLOORS)
    return str(place)


def explained(library: str, floor: object) -> Any:
    document = answer("replies", "1", "--explain", floor, "--library", library)
    fits(document, EXPLAINED)
    (found,) = document["floors"]
    return found


def test_the_replies_keep_the_contract(library: str) -> None:
    document = answer("replies", "#1", "--library", library)
    fits(document, REPLIES)
    assert document["counts"] == {
        "floors": 7,
        "stated": 0,
        "solid": 1,
        "dashed": 0,
        "ghost": 1,
        "none": 5,
    }
    edges = [(edge["floor"], edge["link"]["floor"], edge["primary"]) for edge in document["edges"]]
    assert edges == [("3", "1", True), ("6", None, True)]


def test_the_replies_for_people_say_how_sure_each_is_and_why(library: str) -> None:
    ran = run("replies", "1", "--library", library)
    assert (ran.status, ran.err) == (0, "")
    title, sentence, _, head, *rows = ran.out.splitlines()
    assert title == "渡口的渡船要停了"
    assert sentence == "  7 floors: 1 reply by quote, 1 to lost posts, 5 without a mark"
    assert head.split() == ["floor", "answers", "state", "sure", "this", "floor"]
    assert len(rows) == 2
    assert rows[0].startswith("[3]    [1] ")
    assert "solid  0.999  names the author of that floor and quotes its words" in rows[0]
    assert "a lost post by 走失的人" in rows[1]


def test_further_edges_are_told(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "b.beilin")
    shelf.add(sample_thread())
    shelf.store.close()
    ran = run("replies", "1", "--library", tmp_path / "b.beilin")
    assert "[3]    also [2]" in ran.out
    assert "0.970  invented" in ran.out, "a rule that this version does not know"
    empty = AThread("空", floors=[AFloor("一")])
    with closing(store.open_library(tmp_path / "b.beilin")) as opened:
        Shelf(opened).add(empty)
    assert run("replies", "2", "--library", tmp_path / "b.beilin").out == (
        "空\n  1 floor: 1 without a mark\n"
    )


def test_an_edge_is_explained_by_the_words_in_both_floors(library: str) -> None:
    found = explained(library, 3)
    (edge,) = found["edges"]
    assert edge["why"] == "names the author of that floor and quotes its words"
    assert edge["passages"] == [{"child": FIRST, "parent": FIRST}]
    assert found["nothing"] is None
    assert [each["floor"] for each in found["suggestions"]] != []
    assert "1" not in [each["floor"] for each in found["suggestions"]]
    ran = run("replies", "1", "--explain", "3", "--library", library)
    assert "  answers [1] 北桥 (solid, 0.999): this floor names the author" in ran.out
    assert f"    here:  {FIRST}\n    there: {FIRST}\n" in ran.out


def test_a_lost_post_is_explained_by_the_words_that_survive(library: str) -> None:
    (edge,) = explained(library, 6)["edges"]
    assert edge["link"]["state"] == "ghost"
    assert edge["passages"] == [{"child": "那年发过大水，船都没了", "parent": None}]
    ran = run("replies", "1", "--explain", "6", "--library", library)
    assert "answers a lost post by 走失的人 (ghost, 0.950)" in ran.out
    assert "there:" not in ran.out.split("may answer")[0]


def test_why_nothing_was_found_and_what_may_be_meant(library: str) -> None:
    found = explained(library, 4)
    assert found["edges"] == []
    assert found["nothing"].startswith("it quotes no floor")
    likeliest = found["suggestions"][0]
    assert (likeliest["floor"], likeliest["rule"]) == ("2", "rare-term")
    assert likeliest["passages"] == [{"child": "石碑背面", "parent": "石碑背面"}]
    assert explained(library, 5)["nothing"].startswith("it takes up the article")
    assert explained(library, 5)["cites"][0]["of"] == "article"
    hidden = explained(library, 7)
    assert hidden["nothing"] == "only a moderator's line is left of it"
    assert hidden["suggestions"] == []
    ran = run("replies", "1", "--explain", "5", "--library", library)
    assert "  no reply mark: it takes up the article or its title" in ran.out
    assert "  cites the article: 渡船在这条河上开了八十年，下个月就要停了" in ran.out
    assert "  may answer [" in ran.out


def test_floors_of_one_label_are_all_explained(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "b.beilin")
    shelf.add(AThread(floors=[AFloor("一", label="7"), AFloor("二", "乙", label="7")]))
    shelf.store.close()
    document = answer("replies", "1", "--explain", "7", "--library", tmp_path / "b.beilin")
    assert [floor["post"] for floor in document["floors"]] == [1, 2]
    ran = run("replies", "1", "--explain", "7", "--library", tmp_path / "b.beilin")
    assert ran.out.count("[7] ") == 2 + ran.out.count("may answer [7] ")


def test_a_floor_or_a_thread_that_is_not_there(library: str) -> None:
    for words in ("replies 1 --explain 99", "replies 9", "replies 9 --explain 1"):
        ran = run(*words.split(), "--library", library, "--json")
        assert (ran.status, ran.code) == (1, "not-found")


def test_show_suggests_only_when_asked(library: str) -> None:
    plain = answer("show", "1", "--library", library)
    assert all(post["suggestions"] == [] for post in plain["posts"])
    document = answer("show", "1", "--suggestions", "--library", library)
    fits(document, SHOW)
    by_floor = {post["floor"]: post["suggestions"] for post in document["posts"]}
    assert by_floor["4"][0]["floor"] == "2"
    assert by_floor["1"] == by_floor["7"] == []
    assert "may answer" not in run("show", "1", "--library", library).out
    ran = run("show", "1", "--suggestions", "--library", library)
    assert "    may answer [2] 晚舟: this floor shares words with that floor" in ran.out


def test_show_ends_with_the_words_that_survive_of_lost_posts(library: str) -> None:
    out = run("show", "1", "--library", library).out
    assert out.endswith(
        "\n1 post not in this capture:\n\n"
        "  走失的人 · 2024-03-01T07:20:00-08:00 · quoted in [6]\n    那年发过大水，船都没了\n"
    )


@pytest.mark.parametrize(
    ("text", "opening", "why"),
    [("", False, "no words of it are there"), ("起头", True, "it began the thread")],
)
def test_what_cannot_answer(text: str, why: str, *, opening: bool) -> None:
    post = Post(PostId(1), ThreadId(1), 0, "1", opening, None, text)
    assert _nothing(post) == why
