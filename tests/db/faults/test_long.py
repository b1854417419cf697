"""The long run: faults at every call of the system, cut power, disks of small blocks.

BEILIN_LONG=1 pytest tests/db/faults/test_long.py    (half an hour; strace must attach)

The sabotaged runs show that the method would notice: acknowledging before the commit, a journal
that is off or in memory, and syncing less than is promised.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

HERE = Path(__file__).parent


def may_trace() -> bool:
    if not os.environ.get("BEILIN_LONG") or shutil.which("strace") is None:
        return False
    with subprocess.Popen(["sleep", "60"]) as sleeper:
        tracer = subprocess.run(
            ["timeout", "2", "strace", "-p", str(sleeper.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        sleeper.kill()
    return "attached" in tracer.stderr


pytestmark = [
    pytest.mark.skipif(not os.environ.get("BEILIN_LONG"), reason="BEILIN_LONG is not set"),
    pytest.mark.timeout(3600),
]
traced = pytest.mark.skipif(not may_trace(), reason="strace is missing or may not attach")


def program(name: str, *words: object) -> Any:
    ran = subprocess.run(
        [sys.executable, str(HERE / name), *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


SWEEPS = [
    ("work", "pwrite64", "signal=KILL", 300),
    ("work", "pwrite64", "error=ENOSPC --step 3", 100),
    ("work", "pwrite64", "error=EIO --step 3", 100),
    ("work", "pread64", "error=EIO", 60),
    ("work", "fdatasync", "signal=KILL", 0),
    ("work", "fdatasync", "error=EIO", 0),
    ("work", "fsync", "signal=KILL", 10),
    ("work", "fsync", "error=EIO", 10),
    ("work", "ftruncate", "signal=KILL", 1),
    ("work", "ftruncate", "error=EIO", 1),
    ("work", "unlink", "signal=KILL", 1),
    ("work", "openat", "signal=KILL", 2),
    ("work", "openat", "error=EIO", 2),
    ("create", "pwrite64", "signal=KILL", 200),
    ("create", "pwrite64", "error=ENOSPC", 200),
    ("create", "fsync", "signal=KILL", 10),
    ("create", "fsync", "error=EIO", 10),
    ("create", "linkat", "signal=KILL", 1),
    ("create", "linkat", "error=EIO", 1),
    ("create", "linkat", "error=EPERM", 1),
    ("create", "unlink", "signal=KILL", 5),
    ("backup", "pwrite64", "signal=KILL", 100),
    ("backup", "pwrite64", "error=ENOSPC", 100),
    ("backup", "pread64", "error=EIO", 200),
    ("backup", "fsync", "signal=KILL", 3),
    ("backup", "fsync", "error=EIO", 3),
    ("backup", "linkat", "signal=KILL", 1),
    ("backup", "linkat", "error=EPERM", 1),
]


@traced
@pytest.mark.parametrize(("job", "call", "action", "least"), SWEEPS)
def test_a_fault_at_every_call(
    tmp_path: Path, job: str, call: str, action: str, least: int
) -> None:
    answer = program("sweep.py", tmp_path, job, call, *action.split())
    assert answer["violations"] == []
    assert answer["points"] >= least  # it did not pass by where it should look


@traced
@pytest.mark.parametrize("sabotage", ["early", "journal-off", "journal-memory"])
def test_a_sweep_notices_what_is_not_safe(tmp_path: Path, sabotage: str) -> None:
    answer = program(
        "sweep.py", tmp_path, "work", "pwrite64", "signal=KILL", "--sabotage", sabotage
    )
    assert answer["violations"]


@traced
def test_nothing_acknowledged_is_lost_with_the_power(tmp_path: Path) -> None:
    answer = program("power.py", tmp_path, "--states", 300)
    assert answer["violations"] == []
    assert answer["states"] == 300
    assert answer["acknowledged"] > 5
    assert answer["syncs"] > 6


@traced
@pytest.mark.parametrize("sabotage", ["early", "sync-off", "sync-normal"])
def test_cut_power_notices_what_is_not_safe(tmp_path: Path, sabotage: str) -> None:
    assert program("power.py", tmp_path, "--states", 60, "--sabotage", sabotage)["violations"]


@pytest.fixture
def small_blocks(tmp_path: Path) -> Generator[Path]:
    """A disk of 1 KiB blocks."""
    disk, folder = tmp_path / "disk", tmp_path / "mounted"
    folder.mkdir()
    disk.write_bytes(bytes(12 * 1_048_576))
    make = shutil.which("mkfs.ext4", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if make is None:
        pytest.skip("mkfs.ext4 is missing")
    subprocess.run([make, "-q", "-b", "1024", "-m", "0", str(disk)], check=True)
    mount = ["mount", "-o", "loop", str(disk), str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("no disk may be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def on_small_blocks(folder: Path, room: int, free: int) -> subprocess.CompletedProcess[str]:
    for file in folder.iterdir():
        if file.is_file():
            file.unlink()
    words = [str(HERE / "blocks.py"), str(folder), str(room), str(free)]
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)


def test_a_full_disk_of_small_blocks_ends_nobody(small_blocks: Path) -> None:
    for free in range(17):
        ran = on_small_blocks(small_blocks, 1_048_576, free)
        assert ran.returncode == 0, ran.stderr
        assert json.loads(ran.stdout) == [["before"], "disk-full"]


def test_without_room_the_system_ends_the_program(small_blocks: Path) -> None:
    """Why room is asked for before anything is opened."""
    ends = {on_small_blocks(small_blocks, 0, free).returncode for free in range(17)}
    assert -signal.SIGBUS in ends
