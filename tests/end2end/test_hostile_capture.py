"""A capture full of traps in a real window: nothing is fetched, no file is looked at."""

from __future__ import annotations

import shutil
import socket
from typing import TYPE_CHECKING

import pytest

from tests.end2end.screen import wait_until

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from tests.end2end.installed import Installed
    from tests.end2end.screen import Screen

HOSTILE = """一个<b>标题</b><img src={address}>

<img src={address}>
甲<b>
最新回复：2024年5月1日 8点05分 PT
  返回列表
120 阅读
2 评论
<img src={address}>

图像来源，{trap}，{trap}

{trap} 第一段写在石头上，谁也擦不掉。

第二段也是。<script src="{address}"></script> ![图]({address})

{name}
1 楼
{trap} <style>@import url({address})</style> [链接]({address})
{name}
2 楼
回复：‘{name} 发表评论于 2024-05-01 07:00:00 {trap}’ **======** \u202e倒着写\u2066的字
"""


@pytest.fixture
def listener() -> Generator[socket.socket]:
    """A port that somebody who follows an address would knock at."""
    with socket.create_server(("127.0.0.1", 0)) as made:
        made.setblocking(False)
        yield made


def _knocked(listener: socket.socket) -> bool:
    try:
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def _write(tmp_path: Path, listener: socket.socket) -> tuple[Path, Path]:
    bait = tmp_path / "bait.png"
    bait.write_bytes(b"\x89PNG\r\n\x1a\n")
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/x.png"
    trap = f'<b><img src="{address}"><img src="{bait.as_uri()}">'
    capture = tmp_path / "hostile.txt"
    name = f"甲<img src={address}>"
    capture.write_text(HOSTILE.format(trap=trap, address=address, name=name), encoding="utf-8")
    return capture, bait


def test_nothing_is_fetched_and_no_file_is_opened(
    beilin: Installed, screen: Screen, listener: socket.socket, tmp_path: Path
) -> None:
    capture, bait = _write(tmp_path, listener)
    trace = tmp_path / "trace"
    traced = shutil.which("strace") is not None
    watching = ("strace", "-f", "-qq", "-e", "trace=connect,open,openat", "-o", str(trace))
    program = beilin.start(screen, str(capture), before=watching if traced else ())
    wait_until("the thread in the library", lambda: len(beilin.ask("list")["threads"]) == 1)
    window = screen.wait_for("一个")

    # every place that shows words of a capture: list, column, evidence, capture, hits, a note
    screen.press(window, "j", "j", "alt+2", "alt+3", "alt+1")
    screen.press(window, "ctrl+shift+f")
    screen.paste(window, "第一段")
    screen.press(window, "Down", "Return", "ctrl+n")
    screen.type(window, "seen")
    wait_until("the note", lambda: len(beilin.ask("note", "list")["notes"]) == 1)
    screen.press(window, "F1")
    screen.press(screen.wait_for("Keyboard Shortcuts"), "Escape")
    screen.press(window, "ctrl+q")
    wait_until("the program to end", lambda: program.poll() is not None)

    assert not _knocked(listener)
    if traced:
        calls = trace.read_text(encoding="utf-8", errors="replace")
        assert "openat(" in calls
        assert bait.name not in calls
        assert "AF_INET" not in calls
