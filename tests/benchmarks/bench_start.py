"""Start to interactive: the program on a 100,000-reply library against a bare PySide6 window.

Each run is a process of its own.  "Interactive" is the first turn of the event loop after the
first paint of a widget; CPU time counts everything since the interpreter started.  Run by path:
``python tests/benchmarks/bench_start.py [--runs N]``.
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

ROOT = Path(__file__).resolve().parents[2]

PROBE = """
import json, os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Spy(QObject):
    painted = False
    def eventFilter(self, watched, event):
        if not self.painted and event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.painted = True
            QTimer.singleShot(0, report)
        return False

def report():
    wall = time.time() - float(os.environ["BENCH_STARTED"])
    print(json.dumps({"cpu": time.process_time(), "wall": wall}), flush=True)
    os._exit(0)

run = QApplication.exec
spy = None
def watched_exec(*_arguments):
    global spy
    spy = Spy()
    QApplication.instance().installEventFilter(spy)
    return run()
QApplication.exec = watched_exec
"""

BARE = (
    PROBE
    + """
from PySide6.QtWidgets import QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1200, 800)
window.show()
QApplication.exec()
"""
)

PROGRAM = (
    PROBE
    + """
from desktop.__main__ import main
sys.exit(main([]))
"""
)


def build_library(folder: Path, captures: int, floors: int) -> dict[str, str]:
    """Make a library of ``captures`` generated threads and return the environment to use it."""
    sys.path.insert(0, str(ROOT))
    from tests.builders import make_capture  # noqa: PLC0415

    from db import place, store  # noqa: PLC0415 - the path is set just above
    from db.importing import pipeline  # noqa: PLC0415

    environment = {
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_STATE_HOME": str(folder / "state"),
    }
    os.environ.update(environment)
    library = folder / "bench.beilin"
    opened = store.create(library)
    for seed in range(captures):
        prepared = pipeline.prepare_bytes(make_capture(seed, floors), f"{seed}.txt")
        pipeline.commit(opened, prepared)
    opened.close()
    place.configure(library)
    return environment


def measure(code: str, environment: dict[str, str]) -> dict[str, float]:
    """Run one process and return its CPU and wall seconds at "interactive"."""
    import time  # noqa: PLC0415 - read as late as possible

    full = {**os.environ, **environment, "PYTHONPATH": str(ROOT)}
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
    figures: dict[str, float] = json.loads(lines[-1])
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
        results: dict[str, list[dict[str, float]]] = {"bare": [], "program": []}
        for run in range(options.runs + 1):
            for label, code in (("bare", BARE), ("program", PROGRAM)):
                figures = measure(code, environment)
                if run:  # the first of each warms the disk cache
                    results[label].append(figures)
    replies = options.captures * options.floors
    for kind in ("cpu", "wall"):
        bare = statistics.median(figures[kind] for figures in results["bare"])
        program = statistics.median(figures[kind] for figures in results["program"])
        print(
            f"start to interactive, {replies:,} replies, {kind}: bare window {bare * 1000:.0f} ms,"
            f" program {program * 1000:.0f} ms, ratio {program / bare:.2f} (bar 3)"
        )


if __name__ == "__main__":
    main()
