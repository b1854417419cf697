"""One window a library: the door, who knocks, and what is not let in."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtNetwork import QLocalSocket

from desktop import paths
from desktop.door import door, may_be_open
from desktop.instance import LONGEST, Doorkeeper, hand_over

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parents[2]

KNOCK = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop import paths
from desktop.instance import hand_over
paths.state_folder = lambda: Path(sys.argv[1])
application = QCoreApplication([])
print(hand_over(Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]]))
"""


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="b-") as short:  # a socket's path must be
        folder = Path(short) / "state"
        monkeypatch.setattr(paths, "state_folder", lambda: folder)
        yield folder


@pytest.fixture
def keeper(qtbot: QtBot, state: Path, tmp_path: Path) -> Iterator[Doorkeeper]:
    assert qtbot is not None
    assert state
    made = Doorkeeper()
    assert made.listen(tmp_path / "a.beilin")
    yield made
    made.close()


def said(keeper: Doorkeeper) -> list[list[str]]:
    heard: list[list[str]] = []
    keeper.files_given.connect(heard.append)
    return heard


def knocking(state: Path, library: Path, *files: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", KNOCK, str(state), str(library), *files],
        cwd=library.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_second_start_hands_its_files_over(
    keeper: Doorkeeper, state: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    heard = said(keeper)
    other = knocking(state, tmp_path / "a.beilin", "帖子 一.txt", "sub/二.txt", "\udcff.txt")
    qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)
    answer, _ = other.communicate()
    assert answer == "True\n"
    names = ("帖子 一.txt", "sub/二.txt", "\udcff.txt")
    assert heard == [[str(tmp_path / name) for name in names]]


def test_a_second_start_without_files_brings_the_window_to_the_front(
    keeper: Doorkeeper, state: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    heard = said(keeper)
    other = knocking(state, tmp_path / "a.beilin")
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)
    assert other.communicate()[0] == "True\n"
    assert heard == [[]]


@pytest.mark.usefixtures("keeper")
def test_another_library_has_another_door(tmp_path: Path) -> None:
    assert door(tmp_path / "a.beilin") != door(tmp_path / "b.beilin")
    assert not hand_over(tmp_path / "b.beilin", [])


def test_the_way_to_a_library_does_not_matter(tmp_path: Path, state: Path) -> None:
    assert state
    (tmp_path / "link").symlink_to(tmp_path)
    assert door(tmp_path / "link" / "a.beilin") == door(tmp_path / "." / "a.beilin")


@pytest.mark.usefixtures("state")
def test_nobody_behind_the_door(tmp_path: Path) -> None:
    assert not hand_over(tmp_path / "a.beilin", [])


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are no files there")
def test_it_is_known_without_a_knock_that_nobody_is_there(state: Path, tmp_path: Path) -> None:
    library = tmp_path / "a.beilin"
    assert not may_be_open(library)
    assert not state.exists()
    keeper = Doorkeeper()
    assert keeper.listen(library)
    assert may_be_open(library)
    assert not may_be_open(tmp_path / "b.beilin")
    keeper.close()
    assert not may_be_open(library)


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are no files there")
@pytest.mark.usefixtures("keeper")
def test_only_this_user_can_knock(state: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert stat.S_IMODE(Path(door(tmp_path / "a.beilin")).stat().st_mode) & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are no files there")
def test_a_path_too_long_for_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "state_folder", lambda: tmp_path / ("n" * 120))
    place = Path(door(tmp_path / "a.beilin"))
    assert len(str(place)) <= 100
    folder = place.parent.stat()
    assert (folder.st_uid, folder.st_mode & 0o077) == (os.getuid(), 0)


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are no files there")
def test_a_temporary_folder_of_somebody_else_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "state_folder", lambda: tmp_path / ("n" * 120))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    open_to_all = tmp_path / f"beilin-{os.getuid()}"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    place = Path(door(tmp_path / "a.beilin"))
    assert place.parent != open_to_all
    assert place.parent.stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("state")
def test_the_door_of_a_killed_window_is_taken_over(tmp_path: Path, qtbot: QtBot) -> None:
    assert qtbot is not None
    library = tmp_path / "a.beilin"
    Path(door(library)).write_bytes(b"")
    keeper = Doorkeeper()
    assert keeper.listen(library)
    keeper.close()
    assert not hand_over(library, [])


@pytest.mark.parametrize(
    "message",
    [
        b"rm -rf\n",
        b"[]\n",
        b'{"files": 1}\n',
        b"\xff\xfe\n",
        b"[" * 50_000 + b"\n",
        b"x" * (LONGEST + 1),
    ],
    ids=["words", "list", "number", "bytes", "nesting", "length"],
)
def test_what_is_no_message_is_shown_the_door(
    keeper: Doorkeeper, tmp_path: Path, qtbot: QtBot, message: bytes
) -> None:
    heard = said(keeper)
    socket = QLocalSocket()
    socket.connectToServer(door(tmp_path / "a.beilin"))
    assert socket.waitForConnected(2_000)
    socket.write(message)
    qtbot.waitUntil(
        lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState, timeout=10_000
    )
    assert heard == []


def test_a_message_in_pieces_is_put_together(
    keeper: Doorkeeper, tmp_path: Path, qtbot: QtBot
) -> None:
    heard = said(keeper)
    socket = QLocalSocket()
    socket.connectToServer(door(tmp_path / "a.beilin"))
    assert socket.waitForConnected(2_000)
    message = json.dumps({"files": ["/帖子.txt", 3]}).encode() + b"\n"
    for piece in (message[:9], message[9:30], message[30:]):
        socket.write(piece)
        socket.flush()
        qtbot.wait(10)
    qtbot.waitUntil(lambda: heard == [["/帖子.txt"]], timeout=10_000)
    socket.disconnectFromServer()
