"""What the machine lacks is installed where that is allowed, else named with the command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "packaging"))

import machine  # noqa: E402 - a script found by path

from desktop import ground  # noqa: E402

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="Windows and macOS bring what is needed"
)

QUIETLY = "apt-get -q -o DPkg::Lock::Timeout=300"
LACKING = (("libnowhere.so.7", "libnowhere7"), ("libabsent.so.1", "libabsent1"))
TOOL = """#!/bin/sh
echo "$(basename "$0") $*" >> {log}
exit {status}
"""


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ground, "X11", LACKING)


class Tools:
    """Tools of the system that only write down how they were called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"

    def add(self, name: str, status: int = 0) -> None:
        file = self.folder / name
        file.write_text(TOOL.format(log=self.log, status=status), encoding="utf-8")
        file.chmod(0o755)

    def calls(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tools:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "env").symlink_to("/usr/bin/env")
    (folder / "basename").symlink_to("/usr/bin/basename")
    monkeypatch.setenv("PATH", str(folder))
    return Tools(folder)


def become(monkeypatch: pytest.MonkeyPatch, user: int) -> None:
    monkeypatch.setattr("os.geteuid", lambda: user)


def said(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


@pytest.mark.usefixtures("lacking")
def test_a_user_is_told_the_command(
    tools: Tools, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    become(monkeypatch, 1000)
    tools.add("apt-get")
    tools.add("sudo", status=1)
    with pytest.raises(SystemExit) as stopped:
        machine.prepare(window=True)
    assert stopped.value.code == 1
    words = said(capsys)
    assert (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends"
        " libabsent1 libnowhere7\n" in words
    )
    assert "Nothing was changed." in words
    assert tools.calls() == ["sudo -n true"]


@pytest.mark.usefixtures("lacking")
def test_without_sudo_it_is_the_command_of_root(
    tools: Tools, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    become(monkeypatch, 1000)
    tools.add("apt-get")
    with pytest.raises(SystemExit):
        machine.prepare(window=True)
    words = said(capsys)
    assert "As root, run" in words
    assert "sudo" not in words
    assert tools.calls() == []


@pytest.mark.usefixtures("lacking")
def test_another_system_is_told_the_libraries(
    tools: Tools, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    become(monkeypatch, 0)
    with pytest.raises(SystemExit):
        machine.prepare(window=True)
    words = said(capsys)
    assert "libabsent.so.1, libnowhere.so.7" in words
    assert "apt-get" not in words
    assert tools.calls() == []


@pytest.mark.usefixtures("lacking")
@pytest.mark.parametrize(("user", "before"), [(0, []), (1000, ["sudo -n true"])])
def test_who_may_install_installs(
    tools: Tools,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    user: int,
    before: list[str],
) -> None:
    become(monkeypatch, user)
    tools.add("apt-get")
    (tools.folder / "sudo").write_text(
        f'#!/bin/sh\necho "sudo $*" >> {tools.log}\nshift\n[ "$1" = true ] || "$@"\n',
        encoding="utf-8",
    )
    (tools.folder / "sudo").chmod(0o755)
    with pytest.raises(SystemExit):  # for these packages bring nothing
        machine.prepare(window=True)
    calls = [call for call in tools.calls() if call.startswith("apt-get")]
    assert tools.calls()[: len(before)] == before
    assert calls == [
        f"{QUIETLY} update",
        f"{QUIETLY} install -y --no-install-recommends libabsent1 libnowhere7",
    ]
    assert "still missing" in said(capsys)


@pytest.mark.usefixtures("lacking")
def test_packages_that_cannot_be_installed(
    tools: Tools, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    become(monkeypatch, 0)
    tools.add("apt-get", status=100)
    with pytest.raises(SystemExit):
        machine.prepare(window=True)
    assert "apt-get could not install libabsent1, libnowhere7" in said(capsys)


@pytest.mark.usefixtures("lacking")
def test_tests_need_no_libraries_of_windows(tools: Tools) -> None:
    machine.prepare(window=False)
    assert tools.calls() == []


def test_a_python_without_pip_is_noticed(
    tools: Tools, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    become(monkeypatch, 1000)
    tools.add("apt-get")

    def find(name: str) -> object:
        return None if name == "ensurepip" else name

    monkeypatch.setattr(machine, "find_spec", find)
    with pytest.raises(SystemExit):
        machine.prepare(window=False)
    assert f"python3.{sys.version_info.minor}-venv" in said(capsys)


def test_a_font_is_asked_for_by_what_it_covers(tmp_path: Path) -> None:
    """Where fontconfig knows no font that covers Chinese, none is found."""
    empty = tmp_path / "fonts.conf"
    empty.write_text(f"<fontconfig><dir>{tmp_path}/none</dir></fontconfig>", encoding="utf-8")
    ask = (
        "import sys; sys.path.insert(0, sys.argv[1]); import machine;"
        " print(machine._missing(window=False))"
    )
    for variables, word in (({}, "{}"), ({"FONTCONFIG_FILE": str(empty)}, "fonts-noto-cjk")):
        done = subprocess.run(
            [sys.executable, "-c", ask, str(ROOT / "packaging")],
            env={"HOME": str(tmp_path), **variables},
            capture_output=True,
            text=True,
            check=False,
        )
        assert word in done.stdout, done.stderr


def test_a_program_that_is_not_needed_is_only_offered(
    tools: Tools, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    become(monkeypatch, 1000)
    tools.add("apt-get")
    assert machine.offer({"Xnowhere": "xnowhere", "env": "coreutils"}) == ["Xnowhere"]
    assert tools.calls() == []
    become(monkeypatch, 0)
    tools.add("apt-get", status=100)
    assert machine.offer({"Xnowhere": "xnowhere"}) == ["Xnowhere"]
    assert "could not install xnowhere" in said(capsys)
    assert len(tools.calls()) == 2
