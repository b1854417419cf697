"""The commands that only read: list, show, search, note list."""

from __future__ import annotations

from contextlib import closing
from itertools import accumulate
from pathlib import Path

import pytest

from db.search import saved
from db.store import open_library
from db.text import display_width
from tests.db.commands.running import (
    LIST,
    NOTES,
    SEARCH,
    SHOW,
    answer,
    fits,
    run,
)
from tests.db.threads.shelf import AFloor, AThread, Shelf, sample_thread

DECEIVING = "甲\u202e某\u200b人\x1b[31m\r\x07"


@pytest.fixture
def library(tmp_path: Path) -> str:
    place = tmp_path / "a.beilin"
    shelf = Shelf(place)
    shelf.add(sample_thread())
    shelf.add(AThread("第二个帖子", board=None, source=None, floors=[AFloor("一")]))
    shelf.store.close()
    return str(place)


def test_list_keeps_the_contract(library: str) -> None:
    document = answer("list", "--library", library)
    fits(document, LIST)
    assert [row["id"] for row in document["threads"]] == [2, 1]
    assert document["threads"][1]["missing_images"] == 1
    gaps = answer("list", "--library", library, "--view", "missing_images")
    assert [row["id"] for row in gaps["threads"]] == [1]
    most = answer("list", "--library", library, "--order", "posts", "--ascending")
    assert [row["id"] for row in most["threads"]] == [2, 1]


def test_show_keeps_the_contract(library: str) -> None:
    run("note", "add", "1", "--floor", "3", "--body", "记", "--library", library)
    document = answer("show", "#1", "--library", library)
    fits(document, SHOW)
    text = document["article"]["text"]
    assert text == "\n".join(block["text"] for block in document["article"]["blocks"])
    assert document["article"]["blocks"][1]["image"] == "missing"
    posts = document["posts"]
    assert [post["floor"] for post in posts] == ["1", "2", "3", "4", "5"]
    assert [post["depth"] for post in posts] == [0, 0, 1, 2, 0]
    third = posts[2]
    assert third["reply_to"]["post"] == posts[0]["id"]
    (evidence,) = third["reply_to"]["evidence"]
    words = third["text"][slice(*evidence["child"])]
    assert words == posts[0]["text"][slice(*evidence["parent"])]
    assert third["quotes"][0]["text"] == words
    assert third["notes"][0]["body"] == "记"
    assert third["cites"] == []
    assert posts[3]["cites"] == [{"of": "title", "start": 0, "end": 2, "source": [0, 2]}]
    assert posts[1]["reply_to"] == {
        "post": None,
        "floor": None,
        "state": "none",
        "rule": None,
        "confidence": None,
        "decided_by": None,
        "evidence": [],
    }
    (ghost,) = document["ghosts"]
    assert ghost["known_from"][0]["post"] == posts[4]["id"]
    assert posts[4]["reply_to"]["state"] == "ghost"


def test_show_for_people_has_the_article_and_the_tree(library: str) -> None:
    run("note", "add", "1", "--floor", "2", "--body", "记\n两行", "--library", library)
    ran = run("show", "1", "--library", library)
    assert (ran.status, ran.err) == (0, "")
    assert "5 floors: 1 reply by quote, 1 likely, 1 to lost posts, 2 without a mark" in ran.out
    assert "[missing image: 本报记者 — 河边的石头，摄于春天。]" in ran.out
    lines = ran.out.splitlines()
    heads = [line for line in lines if line.lstrip().startswith("[") and "· post" in line]
    assert [line.index("[") for line in heads] == [0, 4, 8, 0, 0]
    assert "answers [1] · likely answers [2]" in heads[1]
    assert "(seen in a quote)" in heads[0]
    assert "answers a lost post by 走失的人" in heads[4]
    assert "likely answers [3] · cites the title · post" in heads[2]
    assert lines.index("      两行") == lines.index("      记") + 1
    flat = run("show", "1", "--flat", "--library", library)
    heads = [line for line in flat.out.splitlines() if line.startswith("[") and "· post" in line]
    assert [line[1] for line in heads] == ["1", "2", "3", "4", "5"]


def test_search_keeps_the_contract(library: str) -> None:
    document = answer("search", "石头", "--library", library)
    fits(document, SEARCH)
    assert document["total"] == sum(document["counts"].values()) == len(document["hits"])
    for hit in document["hits"]:
        for start, end in hit["marks"]:
            assert hit["snippet"][start:end] == "石头"
    fits(answer("search", "没有这个词", "--library", library), SEARCH)


def test_search_has_pages_orders_and_threads(library: str) -> None:
    whole = answer("search", "石头", "--library", library, "--sort", "floor")["hits"]
    parts = [
        answer(
            "search", "石头", "--library", library, "--sort", "floor", "--limit", 2, "--offset", at
        )["hits"]
        for at in range(0, len(whole), 2)
    ]
    assert [hit for part in parts for hit in part] == whole
    only = answer("search", "石头", "--library", library, "--thread", "2")
    assert {hit["thread"] for hit in only["hits"]} == {2}


def test_search_counts_without_hits(library: str) -> None:
    whole = answer("search", "石头", "--library", library)
    counted = answer("search", "石头", "--library", library, "--count")
    fits(counted, SEARCH)
    assert counted["hits"] == []
    assert counted["counts"] == whole["counts"]
    ran = run("search", "石头", "--count", "--library", library)
    assert ran.out.startswith(f"{whole['total']} hits (")
    assert len(ran.out.splitlines()) == 1


def test_search_takes_operators(library: str) -> None:
    own = answer("search", "石头", "in:post", "--library", library)
    quotes = answer("search", "石头", "in:quote", "--library", library)
    whole = answer("search", "石头", "--library", library)["counts"]
    assert own["total"] == whole["post"]
    assert quotes["total"] == whole["quote"]
    ran = run("search", "date:2025-13", "--library", library)
    assert (ran.status, ran.out) == (2, "")
    assert "There is no such date" in ran.err


def test_search_for_people_marks_what_was_found(library: str) -> None:
    ran = run("search", "爷爷", "--library", library)
    assert ran.status == 0
    assert "  post [1] 甲某: 这块石头是我«爷爷»放的。" in ran.out
    assert ran.out.splitlines()[-1] == "2 hits (1 post, 1 quote)"
    assert run("search", "没有这个词", "--library", library).out == "0 hits\n"


def test_several_words_are_one_query(library: str) -> None:
    one = answer("search", "石头 春天", "--library", library)
    two = answer("search", "石头", "春天", "--library", library)
    assert one["counts"] == two["counts"]
    without = answer("search", "--library", library, "--", "石头", "-爷爷")
    assert 0 < without["total"] < answer("search", "石头", "--library", library)["total"]


def test_notes_are_listed_as_the_contract_says(library: str) -> None:
    run("note", "add", "1", "--body", "一", "--quote", "石头", "--library", library)
    run("note", "add", "2", "--body", "二", "--tag", "家", "--library", library)
    document = answer("note", "list", "--library", library)
    fits(document, NOTES)
    assert [note["body"] for note in document["notes"]] == ["一", "二"]
    only = answer("note", "list", "--thread", "2", "--library", library)
    assert [note["tags"] for note in only["notes"]] == [["家"]]
    ran = run("note", "list", "--library", library)
    assert "  #1 article “石头”\n    一\n" in ran.out
    assert "  #2 article +家\n    二\n" in ran.out


def test_tables_stand_in_line_where_characters_are_wide(library: str) -> None:
    head, *rows, total = run("list", "--library", library).out.splitlines()
    assert total == "2 threads"
    end = display_width(head[: head.index("floors") + len("floors")])
    for row, floors in zip(rows, ("1", "5"), strict=True):
        ends = accumulate(map(display_width, row))
        assert [char for char, at in zip(row, ends, strict=True) if at == end] == [floors]


@pytest.mark.parametrize("command", ["list", "show 1", "show 1 --flat", "search 句", "note list"])
def test_nothing_in_a_capture_steers_the_terminal(tmp_path: Path, command: str) -> None:
    place = tmp_path / "b.beilin"
    shelf = Shelf(place)
    floors = [AFloor(f"第一句{DECEIVING}\n第二行\t尾", DECEIVING, label=DECEIVING)]
    shelf.add(AThread(f"题{DECEIVING}句", floors=floors, board=DECEIVING, poster=DECEIVING))
    shelf.store.close()
    run("note", "add", "1", "--body", f"记{DECEIVING}", "--quote", "石头", "--library", place)
    ran = run(*command.split(), "--library", place)
    assert ran.status == 0
    assert "\ufffd" in ran.out
    assert not set(ran.out) & set("\u202e\u200b\x1b\r\x07")
    if command.startswith("show"):
        assert "第二行\t尾" in ran.out


def test_json_holds_what_was_saved(tmp_path: Path) -> None:
    place = tmp_path / "b.beilin"
    shelf = Shelf(place)
    shelf.add(AThread(floors=[AFloor(f"句{DECEIVING}\u2028")]))
    shelf.store.close()
    ran = run("show", "1", "--library", place, "--json")
    assert ran.document["posts"][0]["text"] == f"句{DECEIVING}\u2028"
    assert "\x1b" not in ran.out


def test_what_is_saved_in_the_window_is_looked_for_by_its_name(library: str) -> None:
    assert "No search is saved" in run("search", "--list-saved", "--library", library).out
    with closing(open_library(Path(library))) as store:
        saved.save(store, "河边 的", "石头 -爷爷")
    listed = answer("search", "--list-saved", "--library", library)
    assert listed["saved"] == [{"id": 1, "name": "河边 的", "query": "石头 -爷爷"}]
    assert run("search", "--list-saved", "--library", library).out.splitlines() == [
        "name     query",
        "河边 的  石头 -爷爷",
    ]
    by_name = answer("search", "--saved", "河边 的", "--library", library)
    by_words = answer("search", "--library", library, "--", "石头", "-爷爷")
    assert by_name["hits"] == by_words["hits"]
    for words in (["--saved", "没有"], ["石头", "--saved", "河边 的"], []):
        assert run("search", *words, "--library", library).status != 0
