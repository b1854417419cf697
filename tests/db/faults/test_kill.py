"""A program that is killed loses nothing that it had acknowledged, and leaves nothing half.

BEILIN_KILLS says how often it is killed (40; 150 in the long run).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.db.faults import working

KILLS = int(os.environ.get("BEILIN_KILLS", "40"))

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="a program is killed in a fork of the test"),
    pytest.mark.timeout(60 + 10 * KILLS),
]


def kill(folder: Path, cycles: int, sabotage: str = "") -> Any:
    program = Path(__file__).with_name("killing.py")
    words = [str(program), str(folder), "--cycles", str(cycles), "--sabotage", sabotage]
    ran = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    answer = kill(tmp_path, KILLS)
    assert answer["violations"] == []
    assert answer["cycles"] == KILLS
    # it was killed while it worked, not before or after
    assert answer["acknowledged"] >= KILLS / 2
    assert answer["threads"] > KILLS / 10
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.beilin", "warm.beilin"]


def test_acknowledging_before_it_is_written_would_be_noticed(tmp_path: Path) -> None:
    answer = kill(tmp_path, 100, working.EARLY)
    assert answer["violations"]
    assert all(found.startswith("lost: ") for found in answer["violations"])
