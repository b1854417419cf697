"""A bulk import that is killed again and again ends complete, with nothing doubled.

80 files and 4 kills in each run; BEILIN_LONG=1 takes 5,000 files of several formats and 10 kills.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from db import integrity, store
from db.importing import runs
from db.threads import reading
from tests.builders import make_capture

LONG = bool(os.environ.get("BEILIN_LONG"))
FILES, KILLS = (5_000, 10) if LONG else (80, 4)
PROGRAM = Path(__file__).with_name("bulk.py")


def letters(seed: int) -> bytes:
    """A mailbox of two threads."""
    parts = [
        f"From a@example.org Sat May  4 08:0{number}:00 2024\nFrom: A{number} <a@example.org>\n"
        f"Message-ID: <{seed}.{number}@example.org>\nSubject: Letter {seed} {number}\n"
        f"Date: Sat, 04 May 2024 08:0{number}:00 +0000\n\nWords {seed} of letter {number}.\n\n"
        for number in range(2)
    ]
    return "".join(parts).encode()


def write(folder: Path) -> tuple[int, int]:
    """Write the files; return how many captures and threads must come of them."""
    captures = threads = 0
    for seed in range(FILES):
        inside = folder / f"{seed // 500:02}"
        inside.mkdir(exist_ok=True)
        captures += 1
        if seed % 10 == 3:
            (inside / f"{seed:05}.mbox").write_bytes(letters(seed))
            threads += 2
        elif seed % 10 == 7:
            (inside / f"{seed:05}.bin").write_bytes(bytes(range(256)))
            captures -= 1
        else:
            (inside / f"{seed:05}.txt").write_bytes(make_capture(seed, 3))
            threads += 1
    return captures, threads


@pytest.mark.timeout(3600 if LONG else 240)
@pytest.mark.parametrize("workers", [2] if LONG else [0, 2])
def test_killed_at_random_it_ends_complete(tmp_path: Path, workers: int) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    captures, threads = write(folder)
    place = tmp_path / "a.beilin"
    store.create(place).close()
    command = [sys.executable, str(PROGRAM), str(place), str(folder), str(workers)]
    chance = random.Random(7)
    killed = 0
    span = 12.0 if LONG else 1.5
    for _ in range(200):
        program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if killed < KILLS:
            time.sleep(0.3 + chance.random() * span)
        if killed < KILLS and program.poll() is None:
            program.kill()
            program.communicate()
            killed += 1
            continue
        _, said = program.communicate()
        assert program.returncode == 0, said.decode()
        break
    assert killed >= (KILLS if LONG else 1)
    with closing(store.open_library(place)) as library:
        with library.read() as connection:
            counts = {
                table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()  # noqa: S608
                for table in ("capture", "thread", "capture_thread")
            }
            twice = connection.exec_driver_sql(
                "SELECT count(*) FROM (SELECT thread_id, ordinal FROM post"
                " GROUP BY thread_id, ordinal HAVING count(*) > 1)"
            ).scalar_one()
        assert counts == {"capture": captures, "thread": threads, "capture_thread": threads}
        assert twice == 0
        assert len(reading.thread_ids(library)) == threads
        assert integrity.check(library).ok
        assert runs.runs(library)[0].state == "finished"
        paths = set[str]()
        for run in runs.runs(library):
            paths |= runs.done_paths(library, run.id)
        assert len(paths) == FILES
