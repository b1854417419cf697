"""The command ``beilin``: a command without Qt, or a window where one can be opened."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import __main__ as start
from desktop import ground

ROOT = Path(__file__).resolve().parents[3]
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asked on Linux alone")


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, "-m", "desktop", *words],
        cwd=ROOT,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_commands_load_nothing_of_qt() -> None:
    code = (
        "import sys; from desktop.__main__ import main; status = main(['list']);"
        "print([name for name in sys.modules if 'PySide6' in name or 'shiboken' in name]);"
        "sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "[]")


def test_a_window_waits_for_no_table_of_readings() -> None:
    code = (
        "import sys, db.search, desktop.windows.main_window\n"
        "print([name for name in sys.modules if 'pinyin' in name or name == 'db.search.naming'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("word", ["-h", "--help"])
def test_help_needs_no_display(word: str) -> None:
    done = run(word)
    assert done.returncode == 0
    assert "import" in done.stdout


@linux
def test_no_display_is_said_in_a_sentence() -> None:
    done = run()
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("beilin: There is no display to open a window on")
    assert "beilin --help" in line


@linux
def test_a_display_that_does_not_answer() -> None:
    done = run(DISPLAY=":4711")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert ":4711" in line
    assert "does not answer" in line or "not installed" in line


@linux
@pytest.mark.parametrize(
    ("gone", "package"),
    [
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libEGL.so.1", "libegl1"),
    ],
)
def test_a_missing_library_is_named_with_its_package(
    gone: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(name: str) -> object:
        if name == gone:
            raise OSError(name)
        return object()

    monkeypatch.setattr(ctypes, "CDLL", load)
    said = ground.problem({"DISPLAY": ":0"})
    assert gone in said
    assert f"sudo apt install {package}”" in said


@linux
def test_an_offscreen_window_needs_no_display() -> None:
    assert ground.problem({"QT_QPA_PLATFORM": "offscreen"}) == ""
    assert ground.problem({"QT_QPA_PLATFORM": "vnc:size=800x600"}) == ""


@linux
def test_a_wayland_session_is_enough(tmp_path: Path) -> None:
    import socket  # noqa: PLC0415 - for this alone

    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "wayland-9"))
        listening.listen()
        session = {"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "wayland-9"}
        assert ground.problem(session) == ""
        assert "no display" in ground.problem({**session, "QT_QPA_PLATFORM": "xcb"})
    assert "no display" in ground.problem(session)


def test_other_systems_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert ground.problem({}) == ""


def test_files_and_a_library_for_the_window(tmp_path: Path) -> None:
    file = tmp_path / "import"
    file.write_text("", encoding="utf-8")
    wanted = start.window_wanted([str(file), "--library", str(tmp_path / "a.beilin")])
    assert wanted.files == (file,)
    assert wanted.library == tmp_path / "a.beilin"
    wanted = start.window_wanted([f"--library={tmp_path / 'b.beilin'}", "--", str(file)])
    assert (wanted.files, wanted.library) == ((file,), tmp_path / "b.beilin")
    assert start.window_wanted([]) == start.Wanted((), None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing-of-that-name.txt",), "neither a file that is there nor a command"),
        (("--library=a.beilin", "list"), "it comes first: beilin list"),
        (("--fullscreen",), "no option --fullscreen"),
        (("--library",), "--library needs"),
        (("--library=",), "--library needs"),
    ],
)
def test_words_that_cannot_be_understood(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start.main(list(words)) == 2
    assert said in capsys.readouterr().err


def test_nobody_hears_a_program_without_a_console(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert start.main(["--fullscreen"]) == 2


def test_what_is_made_is_for_this_user_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def set_mask(wanted: int) -> int:
        seen.append(wanted)
        return 0

    monkeypatch.setattr(os, "umask", set_mask)
    start.main(["--fullscreen"])
    assert seen == [0o077]
