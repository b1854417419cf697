"""The longest time the window is held up while Chinese is typed through a search.

``python tests/benchmarks/bench_typing.py [--replies N] [--library FILE] [--rounds N]``

Typed as an input method does it: letters that are not chosen yet, then characters, then a second
word, some of it taken back; then the arrows walk the hits, and Esc leads back.  A timer of 1 ms
goes off in the event loop all the while: what lies between two of its beats, less that
millisecond, held the window up.  Of each such gap the CPU time of the GUI thread is told, which
other programs on the machine do not lengthen, and the wall time.  The same is measured while
nothing is done, as a floor.  The bar is 16 ms, the time of one frame.  Walking opens threads, and
is told apart.

The library is made of the replies of ``bench_search.py``, and kept with ``--library``.  On the
screen there is nothing (``QT_QPA_PLATFORM=offscreen``) unless another platform is named.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db import store as stores
from db.search import settle
from desktop.app import SWITCH_SECONDS, Program
from desktop.jobs import Jobs
from desktop.settings import Settings
from tests.benchmarks.search_corpus import Corpus
from tests.benchmarks.search_library import add

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.windows.main_window import MainWindow

BAR = 16.0
BEAT = 1
"""Milliseconds between two beats of the probe."""
KEY_PAUSE = 70
"""Milliseconds between two keys."""
_WORST = 5


class Gap(NamedTuple):
    """What lay between two beats, in milliseconds."""

    wall: float
    cpu: float
    during: str


class Probe(QObject):
    """Listens to the event loop."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[Gap] = []
        self.during = ""
        self._wall = self._cpu = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self._on_beat)

    def start(self) -> None:
        """Begin anew."""
        self.gaps = []
        self._wall, self._cpu = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> list[Gap]:
        """End, and return all gaps."""
        self._timer.stop()
        return self.gaps

    def _on_beat(self) -> None:
        wall, cpu = time.perf_counter(), time.thread_time()
        held = max(0.0, (wall - self._wall) * 1000 - BEAT)
        self.gaps.append(Gap(held, (cpu - self._cpu) * 1000, self.during))
        self._wall, self._cpu = wall, cpu


class Typist:
    """Types into the search field of a window."""

    def __init__(self, window: MainWindow, probe: Probe) -> None:
        self._window = window
        self._field = window.panes.search.field
        self._probe = probe

    def do(self, name: str, act: Callable[[], object], pause: int = KEY_PAUSE) -> None:
        """Do something, and let the window work."""
        self._probe.during = name
        act()
        wait(pause)

    def compose(self, letters: str, characters: str) -> None:
        """Choose characters by letters."""
        for end in range(1, len(letters) + 1):
            event = QInputMethodEvent(letters[:end], [])
            self.do("letters", partial(QCoreApplication.sendEvent, self._field, event))
        event = QInputMethodEvent("", [])
        event.setCommitString(characters)
        self.do("characters", lambda: QCoreApplication.sendEvent(self._field, event), 260)

    def key(self, name: str, key: Qt.Key, pause: int = KEY_PAUSE) -> None:
        """Press a key."""
        self.do(name, lambda: QTest.keyClick(self._field, key), pause)

    def round(self, first: str, second: str) -> None:
        """Search, take some of it back, walk, and leave."""
        self._field.setFocus()
        for character in first:
            self.compose("zi", character)
        self.key("space", Qt.Key.Key_Space)
        self.compose("ci", second)
        self.do("answer", lambda: None, 700)
        for _ in range(len(second) + 1):
            self.key("taking back", Qt.Key.Key_Backspace)
        self.do("answer", lambda: None, 700)
        for _ in range(3):
            self.key("walking", Qt.Key.Key_Down, 200)
        self.key("leaving", Qt.Key.Key_Escape, 300)


def wait(milliseconds: int) -> None:
    """Let the window work, by an event loop as it has one: that of QTest sleeps in between."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def words_of(replies: Sequence[str], rounds: int) -> list[tuple[str, str]]:
    """Return words that stand in the library: the first pair of its commonest characters."""
    counted: dict[str, int] = {}
    for text in replies[:2000]:
        for character in text:
            if character > "\u4e00":
                counted[character] = counted.get(character, 0) + 1
    common = sorted(counted, key=lambda character: -counted[character])
    pairs = [(common[0] + common[1], common[2])]
    for number in range(1, rounds):
        text = next(t for t in replies[number * 7 :] if len(t) > 30)
        han = [character for character in text if character > "\u4e00"]
        pairs.append(("".join(han[3:6]), "".join(han[8:10])))
    return pairs


def make(place: Path, replies: int) -> None:
    """Make the library."""
    with closing(stores.create(place)) as store:
        for number, discussion in enumerate(Corpus(quoting=0.25).threads(replies), start=1):
            add(store, number, discussion)
        settle(store)


def tell(name: str, gaps: Sequence[Gap]) -> None:
    """Print the longest gaps."""
    wall = max(gap.wall for gap in gaps)
    late = sum(gap.wall > BAR for gap in gaps)
    busy = sorted(gaps, key=lambda gap: gap.cpu, reverse=True)
    print(
        f"{name}: longest {busy[0].cpu:.1f} ms of CPU (bar {BAR:.0f}), {wall:.1f} ms of wall time;"
        f" of {len(gaps)} beats {late} came later than the bar"
    )
    for gap in busy[:_WORST]:
        print(f"  {gap.cpu:6.1f} ms of CPU, {gap.wall:6.1f} ms, while {gap.during or 'idle'}")


def measure(place: Path, folder: Path, rounds: int) -> None:
    """Type in a window and print what held it up."""
    sample = [reply.text for each in Corpus().threads(3000) for reply in each.replies]
    sys.setswitchinterval(SWITCH_SECONDS)
    application = QApplication(["beilin"])
    application.setStyle("Fusion")
    program = Program(application, Settings(folder / "window.ini"), Jobs(), place)
    program.start([])
    window = program.window
    window.resize(1280, 800)
    while window.operations is None or program.jobs.busy:
        wait(50)
    wait(1500)
    gc.collect()
    gc.freeze()
    probe = Probe()
    typist = Typist(window, probe)
    probe.start()
    wait(2000)
    tell("at rest", probe.stop())
    probe.start()
    for first, second in words_of(sample, rounds):
        typist.round(first, second)
    gaps = probe.stop()
    walking = ("walking", "leaving")
    tell("typing", [gap for gap in gaps if gap.during not in walking])
    tell("walking, with threads being opened", [gap for gap in gaps if gap.during in walking])
    program.close()


def main() -> None:
    """Make the library if need be, type, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replies", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--library", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        place = options.library or folder / "bench.beilin"
        if not place.exists():
            make(place, options.replies)
        print(f"{options.replies:,} replies, {options.rounds} searches")
        measure(place, folder, options.rounds)


if __name__ == "__main__":
    main()
