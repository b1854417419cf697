"""Kill a program that writes to a library, again and again, at moments that chance chooses.

python tests/db/faults/killing.py FOLDER --cycles N [--sabotage NAME]

A process of its own without threads, so that it may fork; it opens no library while a child runs.
What came of it is answered as one JSON document.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import time
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from db import store
from tests.db.faults import working

LONGEST = 0.2
"""Seconds that a program has at most before it is killed."""


def killed(place: Path, cycle: int, seconds: float, sabotage: str) -> list[str]:
    """Let a child write for a moment, kill it, and return what it had acknowledged."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        _write(place, cycle, theirs, sabotage)
    os.close(theirs)
    with os.fdopen(ours, "rb") as heard:
        began = heard.readline()  # it has opened the library
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        said = heard.read()
    _, status = os.waitpid(child, 0)
    if not began or os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        raise RuntimeError(f"the program ended by itself: {status}")
    # a line is written at once, so the last one is whole
    return said.decode().split("\n")[:-1]


def _write(place: Path, cycle: int, pipe: int, sabotage: str) -> None:
    status = 1
    try:
        if sabotage in working.SABOTAGES:
            working.sabotage(sabotage)
        working.work(
            place,
            lambda words: os.write(pipe, f"{words}\n".encode()),
            cycle=cycle,
            early=sabotage == working.EARLY,
        )
    finally:
        os._exit(status)


def main(arguments: list[str]) -> None:
    """Kill and verify, and say what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cycles", type=int, required=True)
    parser.add_argument("--sabotage", default="")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    place = options.folder / "a.beilin"
    store.create(place).close()
    warm = options.folder / "warm.beilin"
    store.create(warm).close()
    working.work(warm, len, cycle=0, most=12)  # what is loaded once costs the children no time
    chance = random.Random(options.seed)
    acknowledged: list[str] = []
    found: list[str] = []
    cycles = 0
    for cycle in range(options.cycles):
        seconds = chance.uniform(0, LONGEST)
        acknowledged += killed(place, cycle, seconds, options.sabotage)
        cycles += 1
        found += working.violations(place, acknowledged)
        if found:
            break
    with closing(store.open_library(place)) as library, library.read() as connection:
        threads = connection.exec_driver_sql("SELECT count(*) FROM thread").scalar_one()
    answer = {
        "cycles": cycles,
        "acknowledged": len(acknowledged),
        "threads": threads,
        "violations": found[:20],
    }
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
