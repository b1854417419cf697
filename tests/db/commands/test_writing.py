"""The commands that write: note, trash, original, reindex."""

from __future__ import annotations

import io
from pathlib import Path
from typing import NoReturn

import pytest

from db.commands import main
from db.search import upkeep
from tests.builders import make_capture
from tests.db.commands.running import (
    LIST,
    NOTE,
    ONE_NOTE,
    TRASH,
    answer,
    answers,
    fits,
    run,
)
from tests.db.threads.shelf import AFloor, AThread, Shelf, sample_thread


@pytest.fixture
def library(tmp_path: Path) -> str:
    place = tmp_path / "a.beilin"
    shelf = Shelf(place)
    shelf.add(sample_thread())
    shelf.add(AThread("第二个", floors=[AFloor("一", label="2"), AFloor("二", label="2")]))
    shelf.store.close()
    return str(place)


def test_a_note_is_written_changed_and_removed(library: str) -> None:
    words = ("note", "add", "1", "--floor", "1", "--quote", "爷爷", "--tag", "家", "--tag", "人")
    document = answer(*words, "--body", "问问", "--library", library)
    fits(document, ONE_NOTE)
    note = document["note"]
    assert (note["body"], note["tags"], note["target"]["exact"]) == ("问问", ["家", "人"], "爷爷")
    edited = answer("note", "edit", note["id"], "--body", "问过了", "--library", library)
    fits(edited, ONE_NOTE)
    assert (edited["note"]["body"], edited["note"]["tags"]) == ("问过了", ["家", "人"])
    tagged = answer("note", "edit", f"#{note['id']}", "--tag", "完", "--library", library)
    assert (tagged["note"]["body"], tagged["note"]["tags"]) == ("问过了", ["完"])
    removed = answer("note", "rm", note["id"], "--library", library)
    fits(removed, ONE_NOTE)
    assert answer("note", "list", "--library", library) == {"notes": []}
    away = answer("trash", "list", "--library", library)
    fits(away, TRASH)
    assert [each["id"] for each in away["notes"]] == [note["id"]]
    back = answer("trash", "restore", "--note", note["id"], "--library", library)
    assert [each["id"] for each in back["notes"]] == [note["id"]]
    assert len(answer("note", "list", "--library", library)["notes"]) == 1


def test_a_note_may_be_on_a_post_or_the_article(library: str) -> None:
    on_post = answer("note", "add", "1", "--post", "2", "--body", "一", "--library", library)
    assert on_post["note"]["post"] == 2
    for words in (("--article",), ()):
        document = answer("note", "add", "1", *words, "--body", "二", "--library", library)
        assert document["note"]["post"] is None


def test_words_that_do_not_stand_there_are_no_target(library: str) -> None:
    ran = run(
        "note", "add", "1", "--floor", "1", "--quote", "没有", "--body", "x",
        "--library", library, "--json",
    )  # fmt: skip
    assert (ran.status, ran.code) == (1, "not-found")
    assert "没有" in ran.err


def test_a_floor_that_is_not_there_or_stands_twice(library: str) -> None:
    ran = run("note", "add", "1", "--floor", "99", "--body", "x", "--library", library, "--json")
    assert (ran.status, ran.code) == (1, "not-found")
    ran = run("note", "add", "2", "--floor", "2", "--body", "x", "--library", library, "--json")
    assert (ran.status, ran.code) == (2, "usage")
    assert "6, 7" in ran.err
    assert answer("note", "list", "--library", library) == {"notes": []}


@pytest.mark.parametrize(
    "words",
    ["note edit 9 --body x", "note rm 9", "note rm 9 --erase", "trash restore --note 9",
     "show 9", "trash add 9", "trash restore 9", "note add 9 --body x"],
)  # fmt: skip
def test_what_is_not_there(library: str, words: str) -> None:
    ran = run(*words.split(), "--library", library, "--json")
    assert (ran.status, ran.code) == (1, "not-found")


@pytest.mark.parametrize(
    "words",
    [("note", "add", "1", "--body", " "), ("note", "edit", "1", "--body", ""),
     ("note", "edit", "1"), ("trash", "restore")],
)  # fmt: skip
def test_what_says_nothing(library: str, words: tuple[str, ...]) -> None:
    run("note", "add", "1", "--body", "记", "--library", library)
    ran = run(*words, "--library", library, "--json")
    assert (ran.status, ran.code) == (2, "usage")
    assert [note["body"] for note in answer("note", "list", "--library", library)["notes"]] == [
        "记"
    ]


def test_erasing_a_note_says_what_still_holds_it(library: str) -> None:
    run("note", "add", "1", "--body", "uncommonword", "--library", library)
    document = answer("note", "rm", "1", "--erase", "--library", library)
    fits(document, {"note": NOTE, "erased": {"complete": bool, "message": str}})
    assert document["erased"]["complete"] is True
    assert "ackups" in document["erased"]["message"]
    assert b"uncommonword" not in Path(library).read_bytes()
    run("note", "add", "1", "--body", "anotherword", "--library", library)
    ran = run("note", "rm", "2", "--erase", "--library", library)
    assert (ran.status, ran.out) == (0, "Erased. Backups made before still hold it.\n")


def test_threads_go_to_the_trash_and_come_back(library: str) -> None:
    run("note", "add", "1", "--body", "记", "--library", library)
    moved = answer("trash", "add", "1", "2", "--library", library)
    fits(moved, TRASH)
    assert answer("list", "--library", library) == {"threads": []}
    assert answer("note", "list", "--library", library) == {"notes": []}
    listed = answer("trash", "list", "--library", library)
    fits(listed, TRASH)
    assert {row["id"] for row in listed["threads"]} == {1, 2}
    back = answer("trash", "restore", "1", "--library", library)
    assert [row["trashed_at"] for row in back["threads"]] == [None]
    document = answer("list", "--library", library)
    fits(document, LIST)
    assert [row["notes"] for row in document["threads"]] == [1]


def test_emptying_the_trash(library: str) -> None:
    run("note", "add", "1", "--body", "uncommonword", "--library", library)
    run("trash", "add", "1", "--library", library)
    document = answer("trash", "empty", "--library", library)
    message = document["emptied"].pop("message")
    assert document == {
        "emptied": {
            "threads": 1,
            "notes": 1,
            "captures": 1,
            "kept_captures": 0,
            "complete": True,
        }
    }
    assert "Backups made before still hold it." in message
    assert b"uncommonword" not in Path(library).read_bytes()
    assert answer("trash", "list", "--library", library) == {"threads": [], "notes": []}
    ran = run("trash", "empty", "--library", library)
    assert ran.out.startswith("Erased: 0 threads, 0 notes.")


def test_the_original_bytes_come_back_out(library: str, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    document = answer("original", "1", "--output", out, "--library", library)["original"]
    assert out.read_bytes() == "河边的石头 1".encode()
    assert document["bytes"] == len(out.read_bytes())
    assert document["path"] == str(out)
    assert document["file_name"] == "1.txt"
    again = run("original", "1", "--output", out, "--library", library, "--json")
    assert (again.status, again.code) == (1, "file-unreadable")
    wrong = run(
        "original",
        "1",
        "--capture",
        "2",
        "--output",
        tmp_path / "x",
        "--library",
        library,
        "--json",
    )
    assert (wrong.status, wrong.code) == (1, "not-found")
    assert not (tmp_path / "x").exists()


def test_what_is_derived_is_built_anew(library: str, tmp_path: Path) -> None:
    shelf_place = Path(library)
    before = answer("search", "石头", "--library", library)["counts"]
    from db import store  # noqa: PLC0415

    opened = store.open_library(shelf_place)
    with opened.write() as connection:
        connection.exec_driver_sql("DELETE FROM skeleton")
        connection.exec_driver_sql("DELETE FROM search_thread")
    opened.close()
    document = answer("reindex", "--library", library)
    assert document == {"reindexed": {"threads": 2, "relinked": 2}}
    told = run("reindex", "--library", library)
    assert told.out == "Built anew: the index and the trees of 2 threads.\n"
    assert answer("search", "石头", "--library", library)["counts"] == before
    opened = store.open_library(shelf_place)
    with opened.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM skeleton").scalar() == 2
    opened.close()


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_rebuilding_shows_how_far_it_has_come(library: str) -> None:
    out, err = io.StringIO(), Terminal()
    assert main(["reindex", "--library", library], out, err) == 0
    assert err.getvalue().split("\r")[1:] == [
        f"{done} of 2 threads in the search index{end}"
        for done, end in ((0, ""), (1, ""), (2, "\n"))
    ]


def pressed(*_: object) -> NoReturn:
    """Somebody presses Ctrl+C."""
    raise KeyboardInterrupt


def test_rebuilding_that_is_stopped_leaves_a_sound_library(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(upkeep, "reindex_thread", pressed)
        stopped = run("reindex", "--library", library)
    assert (stopped.status, stopped.err) == (1, "Stopped; what was finished is kept.\n")
    assert "reindex" in run("search", "石头", "--library", library).err
    assert run("check", "--library", library).out.startswith("warning: The search index knows 0")
    assert run("reindex", "--library", library).status == 0
    assert run("check", "--library", library).status == 0


def test_what_newer_rules_change_is_told(library: str) -> None:
    told = run("reindex", "--library", library).out.splitlines()
    assert told[0].startswith("Thread 1, links by newer rules: Who answers whom")
    assert len(told) == 3
    assert run("reindex", "--library", library).out.count("newer rules") == 0


def test_reading_again_and_reports_of_imports(library: str, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(make_capture(1, 4))
    assert run("import", page, "--dry-run", "--library", library).out.startswith("added ")
    assert run("import", page, "--library", library).status == 0
    (line,) = answers("import", page, "--library", library)
    again = answers("reread", line["thread_id"], "--library", library)
    assert [each["status"] for each in again] == ["updated"]
    refused = run("reread", line["thread_id"], "--as", "none", "--library", library, "--json")
    assert (refused.status, refused.code) == (1, "not-found")
    other = run("reread", line["thread_id"], "--capture", "99", "--library", library, "--json")
    assert (other.status, other.code) == (1, "not-found")
    imports = answer("imports", "--library", library)["imports"]
    assert [each["counts"] for each in imports] == [{"unchanged": 1}, {"added": 1}]
    (told,) = answers("imports", imports[1]["id"], "--library", library)
    assert (told["status"], told["thread_id"]) == ("added", line["thread_id"])
    assert answers("imports", imports[1]["id"], "--status", "failed", "--library", library) == []
    assert run("import", "--retry", imports[1]["id"], "--library", library).status == 0
    assert run("import", "--resume", imports[1]["id"], "--library", library).out == ""
    assert run("imports", "77", "--library", library).status == 1


def test_formats_say_whether_they_were_proven(library: str) -> None:
    document = answer("formats", "--library", library)
    by_name = {each["name"]: each for each in document["formats"]}
    assert by_name["kantie-text"]["proven"]
    assert all(each["keys"] and each["title"] for each in document["formats"])
    assert document["containers"]
    told = run("formats", "--library", library).out
    assert told.count("recognised by:") == len(document["formats"]) + len(document["containers"])
    assert "built from a described shape alone" in told
