"""Start to interactive: the program on a 100,000-reply library against a bare PySide6 window.

Each run is a process of its own.  A bare window is interactive at the first turn of the event loop
after its first paint.  The program is interactive when, besides, the list of the library and the
thread that was read last are painted: then everything that was there before can be used.  The
first paint of the window is told as well.  CPU time counts everything since the interpreter
started, all threads together.  Run by path:
``python tests/benchmarks/bench_start.py [--runs N] [--captures N --floors N]``.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parents[2]

Figures: TypeAlias = dict[str, dict[str, float]]
"""Seconds by moment (``first``, ``ready``) and clock (``cpu``, ``wall``)."""

PROBE = """
import json, os, sys, time

moments = {}

def now():
    wall = time.time() - float(os.environ["BENCH_STARTED"])
    return {"cpu": time.process_time(), "wall": wall}

def painted(moment):
    if moment not in moments:
        moments[moment] = now()
    if moment == "ready":
        from PySide6.QtCore import QTimer
        QTimer.singleShot(0, report)

def report():
    print(json.dumps({**moments, "ready": now()}), flush=True)
    os._exit(0)
"""

BARE = (
    PROBE
    + """
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        painted("first")
        painted("ready")

application = QApplication([])
window = Window()
window.resize(1200, 800)
window.show()
application.exec()
"""
)

PROGRAM = (
    PROBE
    + """
from desktop import unswitched

def watch(kind, name, then):
    inner = getattr(kind, name)
    def watching(self, *arguments):
        answer = inner(self, *arguments)
        then(self)
        return answer
    setattr(kind, name, watching)

seen = set()
def see(part):
    seen.add(part)
    if len(seen) == 2:
        painted("ready")

spare = unswitched.spare_the_search
def watch_first():
    # the last that is done before the modules of the window are loaded
    spare()
    from desktop.delegates.library_delegate import LibraryDelegate
    from desktop.views.thread_view import ThreadView
    from desktop.windows.main_window import MainWindow
    watch(LibraryDelegate, "paint", lambda _self: see("list"))
    watch(ThreadView, "paintEvent", lambda _self: see("thread"))
    watch(MainWindow, "paintEvent", lambda _self: painted("first"))
unswitched.spare_the_search = watch_first
from desktop.__main__ import main
sys.exit(main([]))
"""
)


def build_library(folder: Path, captures: int, floors: int) -> dict[str, str]:
    """Make a library of ``captures`` generated threads and return the environment to use it."""
    sys.path.insert(0, str(ROOT))
    from db import place, store  # noqa: PLC0415 - the path is set just above
    from db.importing import pipeline  # noqa: PLC0415
    from desktop.settings import Settings  # noqa: PLC0415
    from tests.builders import make_capture  # noqa: PLC0415

    environment = {
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_STATE_HOME": str(folder / "state"),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
    }
    os.environ.update(environment)
    library = folder / "bench.beilin"
    opened = store.create(library)
    for seed in range(captures):
        prepared = pipeline.prepare_bytes(make_capture(seed, floors), f"{seed}.txt")
        pipeline.commit(opened, prepared)
    opened.close()
    place.configure(library)
    settings = Settings(folder / "config" / "beilin" / "window.ini")
    settings.set_last_thread(library, 1)
    settings.sync()
    return environment


def measure(code: str, environment: dict[str, str]) -> Figures:
    """Run one process and return its CPU and wall seconds at the first paint and when ready."""
    import time  # noqa: PLC0415 - read as late as possible

    full = {**os.environ, **environment, "PYTHONPATH": str(ROOT)}
    full.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once
    full.setdefault("QT_QPA_PLATFORM", "offscreen")
    full["BENCH_STARTED"] = repr(time.time())
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=full,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    lines = done.stdout.strip().splitlines()
    if not lines:
        raise SystemExit(f"the program printed nothing:\n{done.stderr}")
    figures: Figures = json.loads(lines[-1])
    return figures


def main() -> None:
    """Print medians and the ratio; bar: at most 3."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--captures", type=int, default=500)
    parser.add_argument("--floors", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        environment = build_library(Path(name), options.captures, options.floors)
        results: dict[str, list[Figures]] = {"bare": [], "program": []}
        for run in range(options.runs + 1):
            for label, code in (("bare", BARE), ("program", PROGRAM)):
                figures = measure(code, environment)
                if run:  # the first of each warms the disk cache
                    results[label].append(figures)
    replies = options.captures * options.floors
    for kind in ("cpu", "wall"):
        bare, first, ready = (
            statistics.median(figures[when][kind] for figures in results[label])
            for label, when in (("bare", "ready"), ("program", "first"), ("program", "ready"))
        )
        print(
            f"start to interactive, {replies:,} replies, {kind}: bare window {bare * 1000:.0f} ms,"
            f" program {ready * 1000:.0f} ms, ratio {ready / bare:.2f} (bar 3);"
            f" first paint {first * 1000:.0f} ms, ratio {first / bare:.2f}"
        )


if __name__ == "__main__":
    main()
