"""How commands are called, how they fail, and what they need: no display, no locale."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from db.commands import COMMANDS, main
from db.commands.arguments import HelpWanted, parse
from tests.db.commands.running import run
from tests.db.threads.shelf import AFloor, AThread, Shelf, sample_thread

ROOT = Path(__file__).resolve().parents[3]
LEAVES = [
    "import", "list", "show", "search", "note add", "note list", "note edit", "note rm", "check",
    "backup", "reindex", "trash list", "trash add", "trash restore", "trash empty", "original",
    "library", "formats", "imports", "reread", "eval", "replies",
    "aliases list", "aliases set", "aliases on", "aliases off",
]  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> str:
    place = tmp_path / "a.beilin"
    shelf = Shelf(place)
    shelf.add(sample_thread())
    shelf.store.close()
    return str(place)


def start(
    *words: str, environment: dict[str, str] | None = None, out: IO[str] | int = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    """Start a command in a process of its own, with a bare environment."""
    code = (
        "import sys\n"
        "from db.commands import main\n"
        "status = main(sys.argv[1:], sys.stdout, sys.stderr)\n"
        "assert not any(name.startswith(('PySide6', 'shiboken6')) for name in sys.modules)\n"
        "sys.exit(status)\n"
    )
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **(environment or {})}
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        stdout=out,
        stderr=subprocess.PIPE,
        env=bare,
    )


def test_the_version_is_told() -> None:
    ran = run("--version")
    assert (ran.status, ran.err) == (0, "")
    assert re.fullmatch(r"beilin [\w.]+ \(SQLite 3\.[\d.]+\)\n", ran.out)


def test_every_command_explains_itself() -> None:
    assert {leaf.split()[0] for leaf in LEAVES} == COMMANDS
    for words in (*LEAVES, "aliases", "note", "trash", ""):
        ran = run(*words.split(), "--help")
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.startswith(f"usage: beilin {words}".rstrip())
        assert "exit status: 0 all well" in ran.out
        if words in LEAVES:
            assert "--library FILE" in ran.out
            assert "--json" in ran.out


WRONG = [
    "", "nonsense", "list --nonsense", "list --order size", "list --lib x", "show", "show x",
    "show 0", "show -1", "show 9" + "9" * 30, "show 9" + "9" * 5000, "show 99999999999999999999",
    "search", "search x --limit -1", "aliases", "aliases set", "aliases set a=b --none",
    "note", "note add 1", "note add 1 --body x --floor 1 --post 2",
    "note edit", "note rm", "trash", "trash add", "original 1", "backup", "import",
    "library --create", "import a --resume 1", "import --retry 0", "imports x", "formats x",
    "reread", "eval", "eval a --half third", "eval a --style x",
]  # fmt: skip


@pytest.mark.parametrize("words", WRONG)
def test_wrong_usage_is_status_two_in_both_forms(words: str) -> None:
    ran = run(*words.split(), "--json")
    assert (ran.status, ran.code) == (2, "usage")
    plain = run(*words.split())
    assert (plain.status, plain.out, plain.err) == (2, "", ran.err)


def test_wrong_usage_says_where_help_is() -> None:
    assert "“beilin note add --help”" in run("note", "add", "1").err


def test_a_wrong_query_is_status_two_and_says_where(library: str) -> None:
    ran = run("search", "中国", '"never closed', "--library", library, "--json")
    assert (ran.status, ran.code) == (2, "query-wrong")
    assert ran.document["error"]["detail"] == "at character 4"
    assert run("search", "(", "--library", "/nowhere/at/all").status == 2


def test_a_library_that_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    place = tmp_path / "gone.beilin"
    for words in ("list", "show 1", "search x", "note list", "check", "reindex", "trash empty"):
        ran = run(*words.split(), "--library", place, "--json")
        assert (ran.status, ran.code) == (1, "library-missing")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_library_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "a.beilin"
    place.write_bytes(b"no library at all" * 20)
    ran = run("list", "--library", place, "--json")
    assert (ran.status, ran.code) == (1, "library-damaged")
    assert place.read_bytes() == b"no library at all" * 20


def test_a_library_that_is_read_only_is_read_and_says_why_it_is_not_written(library: str) -> None:
    place = Path(library)
    place.chmod(0o400)
    place.parent.chmod(0o500)
    try:
        assert run("list", "--library", library).status == 0
        assert run("search", "石头", "--library", library).status == 0
        ran = run("note", "add", "1", "--body", "x", "--library", library, "--json")
    finally:
        place.parent.chmod(0o700)
        place.chmod(0o600)
    if ran.status == 0:
        pytest.skip("this user may write everything")
    assert (ran.status, ran.code) == (1, "library-read-only")


def test_names_of_files_cannot_steer_the_terminal(tmp_path: Path) -> None:
    ran = run("list", "--library", tmp_path / "a\x1b[31m\nb\u202e.beilin")
    assert ran.status == 1
    assert "\x1b" not in ran.err
    assert "\u202e" not in ran.err
    assert ran.err.count("\n") == 1


def test_no_display_and_no_locale_are_needed(library: str) -> None:
    for locale in ({}, {"LANG": "C"}, {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"}):
        with start("show", "1", "--library", library, environment=locale) as process:
            out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err.decode()
        assert "这块石头是我爷爷放的。" in out.decode("utf-8")
    with start("show", "9", "--json", "--library", library) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert json.loads(out)["error"]["code"] == "not-found"
    assert err.decode("utf-8").startswith("There is no thread 9")


def test_a_name_that_is_no_text_is_still_json(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.beilin")
    with start("list", "--json", "--library", name) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "\udcff" in json.loads(out)["error"]["headline"]
    assert err.decode("utf-8")


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    place = tmp_path / "a.beilin"
    shelf = Shelf(place)
    shelf.add(AThread(floors=[AFloor("很长的一句话。" * 2000) for _ in range(20)]))
    shelf.store.close()
    with start("show", "1", "--library", str(place)) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        err = process.stderr.read()
    assert process.returncode == 1
    assert err == b""


def test_an_answer_that_does_not_fit_on_the_disk_says_so(library: str) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full here")
    with full.open("w", encoding="utf-8") as out:
        for words in (("list",), ("list", "--json"), ("--help",), ("show", "1")):
            with start(*words, "--library", library, out=out) as process:
                _, err = process.communicate(timeout=60)
            assert process.returncode == 1
            assert err.startswith(b"The answer could not be written")
            assert err.count(b"\n") == 1


def test_ctrl_c_is_one_sentence(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("db.commands.list_.thread_ids", stopped)
    ran = run("list", "--library", library)
    assert (ran.status, ran.err) == (1, "Stopped; what was finished is kept.\n")


def test_help_and_usage_load_neither_tables_nor_readers() -> None:
    code = (
        "import sys, io\n"
        "from db.commands import main\n"
        "assert main(['show', '--help'], io.StringIO(), io.StringIO()) == 0\n"
        "assert main(['show'], io.StringIO(), io.StringIO()) == 2\n"
        "assert not {'sqlalchemy', 'db.store', 'db.importing'} & set(sys.modules), sys.modules\n"
    )
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        timeout=60,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
    )


def test_listing_does_not_load_the_readers_of_files(library: str) -> None:
    code = (
        "import sys, io\n"
        "from db.commands import main\n"
        "assert main(sys.argv[1:], io.StringIO(), io.StringIO()) == 0\n"
        "assert 'db.importing.pipeline' not in sys.modules\n"
    )
    subprocess.run(
        [sys.executable, "-c", code, "list", "--library", library],
        check=True,
        timeout=60,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
    )


def test_options_are_what_was_said() -> None:
    options = parse(
        ["note", "add", "#7", "--floor", "2-1", "--tag", "a", "--tag", "b", "--body=-x"]
    )
    assert (options.command, options.action, options.thread) == ("note", "add", 7)
    assert (options.floor, options.tags, options.body) == ("2-1", ["a", "b"], "-x")
    with pytest.raises(HelpWanted):
        parse(["list", "-h"])


def test_main_answers_on_the_streams_it_was_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list", "--nonsense").status == 2
    assert capsys.readouterr() == ("", "")
    assert main(["list", "--nonsense"], sys.stdout, sys.stderr) == 2
    assert "nonsense" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["note", "list"], ["search", "字"], ["show"]])
def test_a_thread_that_is_not_there_is_told(words: list[str], tmp_path: Path) -> None:
    place = tmp_path / "a.beilin"
    Shelf(place).store.close()
    named = ["99"] if words == ["show"] else ["--thread", "99"]
    ran = run(*words, *named, "--library", place, "--json")
    assert (ran.status, ran.code) == (1, "not-found")
