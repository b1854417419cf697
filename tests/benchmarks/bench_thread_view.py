"""The thread view at 10,000 and 100,000 replies: opening, scrolling, resizing, folding, memory.

Each size is a process of its own, so that its memory is its own; a bare window of PySide6 and a
loop of plain Python are measured in the same run.  Times are CPU time.  Run by path:
``python tests/benchmarks/bench_thread_view.py [--replies N ...]``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.models.thread_rows import ThreadDocument

WIDTH, HEIGHT = 820, 900
BARS = {
    "open 10000": 60.0,
    "open 100000": 100.0,
    "wheel p99 100000": 8.0,
    "memory 100000": 200.0,
}
_WORDS = (
    "石头河边水声渡口老桥木船灯火夜里早晨集市茶馆旧书邻居孩子影子雨伞竹林山路集镇码头米酒铁匠"
    "风筝祠堂戏台井水石阶瓦片炊烟稻田蜻蜓萤火柿子桂花门槛木窗蓑衣油灯草鞋渔网芦苇野鸭"
)


@dataclass
class Figures:
    """What one process measured."""

    times: dict[str, list[float]] = field(default_factory=dict[str, list[float]])

    def take(self, name: str, *calls: Callable[[], object]) -> None:
        """Measure calls that belong together, in milliseconds of CPU."""
        before = time.process_time()
        for call in calls:
            call()
        self.times.setdefault(name, []).append((time.process_time() - before) * 1000)


def sentence(rng: random.Random, length: int) -> str:
    """Return invented words of about this length, some with Latin, breaks and emoji."""
    parts: list[str] = []
    size = 0
    while size < length:
        at = 2 * rng.randrange(len(_WORDS) // 2)
        word = _WORDS[at : at + 2]
        if rng.random() < 0.2:
            word += rng.choice("，。，、？！")
        if rng.random() < 0.01:
            word += rng.choice((" Heron88 ", "\n", "😂", " https://example.org/a?b=1 "))
        parts.append(word)
        size += len(word)
    return "".join(parts)


def build(place: Path, replies: int) -> None:
    """Write a library with one thread: a tree up to fifteen levels deep, a quarter quoting."""
    from sqlalchemy import insert  # noqa: PLC0415 - only this process pays for it

    from db.models import Post, PostVersion, Quote, ReplyLink  # noqa: PLC0415
    from db.records import BlockType  # noqa: PLC0415
    from db.threads.skeleton import store_skeleton  # noqa: PLC0415
    from tests.db.threads.shelf import AFigure, AThread, Shelf, row  # noqa: PLC0415

    rng = random.Random(11)
    shelf = Shelf(place)
    article: list[tuple[BlockType, str, AFigure | None]] = [
        (BlockType.PARAGRAPH, sentence(rng, 180), None) for _ in range(30)
    ]
    thread = shelf.add(AThread(blocks=article))
    posts: list[dict[str, Any]] = []
    versions: list[dict[str, Any]] = []
    links: list[dict[str, Any]] = []
    quotes: list[dict[str, Any]] = []
    depths: list[int] = []
    for number in range(1, replies + 1):
        length = 3000 if rng.random() < 0.0008 else min(6000, int(rng.lognormvariate(3.8, 1.0)))
        text = sentence(rng, max(2, length))
        depth = 0
        if number > 1 and rng.random() < 0.55:
            parent = max(1, number - 1 - int(rng.expovariate(1 / 6)))
            depth = depths[parent - 1] + 1
            if depth <= 15:
                state = rng.choice(("solid", "solid", "dashed"))
                links.append(
                    row(
                        ReplyLink, id=number, thread_id=thread, post_id=number, ordinal=0,
                        parent_kind="post", parent_post_id=parent, state=state, rule="invented",
                        confidence=0.97, decided_by="rule", engine_version="1",
                        engine_ordinal=0, engine_state=state,
                    )
                )  # fmt: skip
                if rng.random() < 0.45:
                    head = f"回复：邻居{parent % 977} "
                    words = head + sentence(rng, 30)
                    text = f"{words}\n-----\n{text}"
                    quotes.append(
                        row(
                            Quote, id=number, thread_id=thread, post_id=number, ordinal=0,
                            start=0, end=len(words) + 6, words_start=len(head),
                            words_end=len(words), source_post_id=parent,
                        )
                    )  # fmt: skip
            else:
                depth = 0
        depths.append(depth)
        posts.append(row(Post, id=number, thread_id=thread, version_id=number, ordinal=number - 1))
        versions.append(
            row(
                PostVersion, id=number, post_id=number, capture_id=1, floor=str(number),
                author=f"邻居{number % 977}", text=text, digest=b"\x00" * 16,
                posted_at=f"2024-05-{1 + number % 28:02d}T08:{number % 60:02d}-07:00",
            )
        )  # fmt: skip
    with shelf.store.write() as connection:
        for table, rows in (
            (Post, posts), (PostVersion, versions), (ReplyLink, links), (Quote, quotes),
        ):  # fmt: skip
            if rows:
                connection.execute(insert(table), rows)
        store_skeleton(connection, thread)
    shelf.store.close()


def reader_of(place: Path) -> tuple[Callable[[], ThreadDocument], Callable[[], None]]:
    """Return what reads all a thread is shown from, as the window does, and what closes it."""
    from db import notes  # noqa: PLC0415
    from db.library import open_library  # noqa: PLC0415
    from db.records import ThreadId  # noqa: PLC0415
    from db.threads import editing, reading, skeleton  # noqa: PLC0415
    from desktop.models.thread_rows import ThreadDocument  # noqa: PLC0415

    store = open_library(place)
    thread = ThreadId(1)

    def read() -> ThreadDocument:
        head = reading.head(store, thread)
        tree = skeleton.load(store, thread)
        counts = reading.link_counts(store, thread)
        marks = notes.counts(store, thread)
        editing.place(store, thread)
        return ThreadDocument(head, tree, lambda ids: reading.posts(store, ids), counts, marks)

    return read, store.close


def rss() -> float:
    """Return the resident memory of this process in MB."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def calibrate() -> float:
    """Return the CPU milliseconds of a fixed loop of plain Python."""
    before = time.process_time()
    total = 0
    for number in range(1_000_000):
        total += number & 7
    return (time.process_time() - before) * 1000 if total else 0.0


def measure(place: Path) -> dict[str, Any]:
    """Open, scroll, jump, resize and fold the thread of a library; run in a process of its own."""
    from PySide6.QtCore import QPoint, QPointF, Qt  # noqa: PLC0415
    from PySide6.QtGui import QWheelEvent  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415

    from desktop import theme  # noqa: PLC0415
    from desktop.views.thread_view import ThreadView  # noqa: PLC0415

    figures = Figures()
    before = time.process_time()
    application = QApplication([])
    window = QMainWindow()
    window.resize(WIDTH, HEIGHT)
    window.show()
    application.processEvents()
    bare = (time.process_time() - before) * 1000
    bare_rss = rss()
    theme.apply(application, theme.LIGHT)
    view = ThreadView()
    view.set_tokens(theme.LIGHT)
    view.set_quotes_folded(folded=True)
    window.setCentralWidget(view)
    application.processEvents()
    read, close = reader_of(place)

    def open_it() -> None:
        view.show_thread(read())
        application.processEvents()

    def wheel(by: int) -> None:
        point = QPointF(view.viewport().rect().center())
        event = QWheelEvent(
            point,
            view.viewport().mapToGlobal(point),
            QPoint(),
            QPoint(0, by),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)
        application.processEvents()

    for number in range(6):
        figures.take("open first" if number == 0 else "open again", open_it)
        view.clear()
        application.processEvents()
    open_it()
    opened_rss = rss()
    rng = random.Random(5)
    bar = view.verticalScrollBar()
    for _ in range(600):
        figures.take("wheel", lambda: wheel(-120 * rng.choice((1, 1, 2, 3))))
    for _ in range(60):
        place_ = rng.randint(0, bar.maximum())
        figures.take("thumb", partial(bar.setValue, place_), application.processEvents)
        for _ in range(8):
            figures.take("wheel", lambda: wheel(rng.choice((-120, 120))))
    column = view.column
    if column is None:
        raise SystemExit("no thread is shown")
    for _ in range(60):
        post = column.document.id_of(rng.randrange(len(column.document)))
        figures.take("jump", partial(view.go_to_post, post), application.processEvents)
    held, rows = column.estimates_held()
    for number in range(12):
        width = WIDTH - 40 * (number % 5 + 1)
        figures.take("resize", partial(window.resize, width, HEIGHT), application.processEvents)
    for _ in range(5):
        figures.take("collapse all", view.collapse_all, application.processEvents)
        figures.take("expand all", view.expand_all, application.processEvents)
    for flat in (True, False, True, False):
        figures.take("flat or tree", partial(view.set_flat, flat), application.processEvents)
    scrolled_rss = rss()
    view.clear()
    close()
    return {
        "times": figures.times,
        "bare": bare,
        "loop": calibrate(),
        "rss": [bare_rss, opened_rss, scrolled_rss],
        "held": [held, rows],
    }


def percentile(values: list[float], share: float) -> float:
    """Return a percentile of some values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def report(replies: int, found: dict[str, Any]) -> bool:
    """Print the figures of one size; say whether every bar is kept."""
    times: dict[str, list[float]] = found["times"]
    bare_rss, opened_rss, scrolled_rss = found["rss"]
    held, rows = found["held"]
    print(
        f"\n{replies:,} replies, CPU ms (bare window {found['bare']:.0f}, loop {found['loop']:.0f})"
    )
    for name, values in times.items():
        print(
            f"  {name:14} median {statistics.median(values):7.1f}"
            f"   p99 {percentile(values, 0.99):7.1f}   worst {max(values):7.1f}   n {len(values)}"
        )
    print(
        f"  memory, MB: bare {bare_rss:.0f}, opened {opened_rss:.0f}, scrolled {scrolled_rss:.0f}"
    )
    print(f"  estimates: {held} of {rows} rows exact ({100 * held / max(1, rows):.1f} %)")
    kept = True
    for name, value in (
        (f"open {replies}", max(times["open first"])),
        (f"wheel p99 {replies}", percentile(times["wheel"], 0.99)),
        (f"memory {replies}", max(opened_rss, scrolled_rss)),
    ):
        if name in BARS:
            good = value <= BARS[name]
            kept = kept and good
            print(f"  {name}: {value:.1f}, bar {BARS[name]:.0f}: {'kept' if good else 'MISSED'}")
    return kept


def main() -> None:
    """Print the figures; leave with status 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replies", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure is not None:
        print(json.dumps(measure(options.measure)))
        sys.stdout.flush()
        os._exit(0)
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        for replies in options.replies:
            place = Path(folder) / f"{replies}.beilin"
            build(place, replies)
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
            done = subprocess.run(
                [sys.executable, __file__, "--measure", str(place)],
                env=environment,
                capture_output=True,
                text=True,
                timeout=600,
                check=False,
            )
            if done.returncode or not done.stdout.strip():
                raise SystemExit(f"measuring failed:\n{done.stderr}")
            kept = report(replies, json.loads(done.stdout.strip().splitlines()[-1])) and kept
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
