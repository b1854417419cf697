"""What commands say to people."""

from __future__ import annotations

import io
import json
import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from db import store
from db.commands import main
from db.commands.paper import clip, one_line, pad, table
from db.text import display_width
from tests.db.commands.running import run
from tests.db.shelving import connect
from tests.db.threads.shelf import AFloor, AThread, Shelf, sample_thread

if TYPE_CHECKING:
    from collections.abc import Generator

SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "sample" / "sample-thread.txt"


@pytest.fixture
def library(tmp_path: Path) -> str:
    place = tmp_path / "a.beilin"
    shelf = Shelf(place)
    shelf.add(sample_thread())
    shelf.add(AThread("第二个" * 30, floors=[AFloor("一", label=None)]))
    shelf.store.close()
    return str(place)


@pytest.fixture
def others(library: str) -> Generator[None]:
    """Another program that reads."""
    with closing(store.open_library(Path(library))) as opened, opened.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM thread").scalar()
        yield


def test_importing_says_what_became_of_each_input(tmp_path: Path) -> None:
    place = str(tmp_path / "new.beilin")
    ran = run("import", SAMPLE, "--library", place)
    assert ran.status == 0
    first, *findings = ran.out.splitlines()
    assert first.startswith("added #1 ")
    assert first.endswith(" floors)")
    assert all(line.startswith(("  info: ", "  warning: ")) for line in findings)
    assert ran.err == f"A new library was made at {place}.\n"
    again = run("import", SAMPLE, tmp_path / "gone.txt", "--library", place)
    assert again.status == 1
    assert again.out.startswith("unchanged #1 ")
    assert again.err.startswith(f"{tmp_path / 'gone.txt'}: ")


def test_the_trash_is_listed_in_words(library: str) -> None:
    assert run("trash", "list", "--library", library).out == "0 threads, 0 notes\n"
    run("note", "add", "1", "--body", "记", "--library", library)
    run("note", "rm", "1", "--library", library)
    run("trash", "add", "2", "--library", library)
    told = run("trash", "list", "--library", library).out
    assert told.endswith("1 thread, 1 note\n")
    assert "#2" in told
    assert "记" in told
    restored = run("trash", "restore", "2", "--note", "1", "--library", library)
    assert restored.out == "Restored: thread #2\nRestored: note #1\n"
    nothing = run("trash", "restore", "--library", library)
    assert nothing.status == 2
    assert "the trash is as it was" in nothing.err


@pytest.mark.usefixtures("others")
def test_who_empties_the_trash_is_told_what_stays(library: str) -> None:
    with closing(connect(Path(library))) as connection:  # a second thread of the same file
        connection.execute(
            "INSERT INTO capture_thread(capture_id, thread_id, title, found_posts)"
            " VALUES (1, 2, 'x', 0)"
        )
    run("trash", "add", "1", "--library", library)
    told = run("trash", "empty", "--library", library)
    assert told.status == 0
    assert told.out.startswith("Erased: 1 thread, 0 notes. 1 saved file stays, because")
    assert "Another program has the library open" in told.out


def test_an_original_is_saved_with_a_word(library: str, tmp_path: Path) -> None:
    told = run("original", "1", "--output", tmp_path / "out.txt", "--library", library)
    assert told.out.startswith("Saved 17 bytes, as they were imported: ")


def test_showing_tells_which_floors_were_not_saved(library: str) -> None:
    with closing(connect(Path(library))) as connection:
        connection.execute("UPDATE post_version SET floor = '9' WHERE floor = '4'")
        connection.execute("UPDATE post_version SET floor = '11' WHERE floor = '5'")
        connection.execute("DELETE FROM skeleton")
    told = run("show", "1", "--flat", "--library", library).out.splitlines()
    gap = told.index("… floors 4 to 8 were not saved …")
    assert told[gap + 2].startswith("[9] ")
    assert "… floor 10 was not saved …" in told


def test_showing_tells_both_titles_and_what_was_found(library: str) -> None:
    with closing(connect(Path(library))) as connection:
        connection.execute("UPDATE thread SET title_edited = '石头' WHERE id = 1")
        connection.execute(
            "UPDATE capture_thread SET claimed_posts = 9, article_author = '本报记者',"
            " published_at_text = '去年' WHERE thread_id = 1"
        )
    told = run("show", "1", "--library", library).out
    assert told.startswith("石头\n  captured as: 河边的石头\n")
    assert "  the page claims 9 floors\n" in told
    assert "\n本报记者 · 去年\n" in told
    assert "    warning: the page says more\n" in told
    assert "[–] 甲某" in run("show", "2", "--library", library).out


def test_searching_says_when_something_may_be_missing(library: str) -> None:
    told = run("search", "乙某", "--library", library)
    assert told.out == "#1 河边的石头\n  author [2]: «乙某»\n1 hit (1 author)\n"
    with closing(connect(Path(library))) as connection:
        connection.execute("UPDATE meta SET value = 'older' WHERE key = 'search_index'")
    told = run("search", "石头", "--library", library)
    assert "not up to date" in told.err
    none = run("search", "石头石头石头", "--library", library)
    assert none.out == "0 hits\n"


def test_where_the_library_lies_is_one_line(library: str, tmp_path: Path) -> None:
    assert run("library", "--library", library).out == f"{library}\n"
    gone = run("library", "--library", tmp_path / "gone")
    assert gone.err == "There is no library at this place.\n"


def test_a_path_that_is_none_is_wrong_usage() -> None:
    for word in ("", "a\0b"):
        ran = run("list", "--library", word)
        assert ran.status == 2
        assert "a path is missing" in ran.err


class Broken(io.StringIO):
    """A place for answers that is of no use."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def write(self, _text: str) -> int:
        raise self.error


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["--help"]])
def test_an_answer_that_is_lost_is_told(library: str, words: list[str]) -> None:
    err = io.StringIO()
    status = main([*words, "--library", library], Broken(OSError(28, "No space left")), err)
    assert status == 1
    assert err.getvalue().startswith("The answer could not be written: No space left;")


def test_whoever_has_gone_is_told_nothing(library: str) -> None:
    err = io.StringIO()
    assert main(["list", "--library", library], Broken(BrokenPipeError()), err) == 1
    assert err.getvalue() == ""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="ascii") as out:
        assert main(["list", "--library", library], out, err) == 1
    assert err.getvalue() == ""


def test_a_stream_of_the_system_is_set_to_utf_8(library: str, tmp_path: Path) -> None:
    with (tmp_path / "out").open("w+", encoding="ascii") as out:
        assert main(["list", "--json", "--library", library], out, io.StringIO()) == 0
    assert json.loads((tmp_path / "out").read_text(encoding="utf-8"))["threads"]


def test_texts_are_cut_and_filled_to_cells() -> None:
    assert clip("石头在河边", 7) == "石头…"
    assert display_width(clip("石头在河边", 7)) <= 7
    assert clip("石头", 4) == "石头"
    assert pad("石", 4) == "石  "
    assert pad("7", 3, right=True) == "  7"
    assert one_line("a\nb\tc\x1b") == "a b c�"
    assert table(("a", "n"), [("石头", "1"), ("b", "22")], numbers=(1,)) == [
        "a      n",
        "石头   1",
        "b     22",
    ]
