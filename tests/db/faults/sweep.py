"""Stop or fail a program at each call of the system by which it touches a library.

python tests/db/faults/sweep.py FOLDER JOB CALL ACTION [--sabotage NAME] [--step N]

JOB is what the program does: work, create or backup.  CALL is a call of the system such as
pwrite64, ACTION what strace injects there, for one signal=KILL or error=ENOSPC.  What came of it
is answered as one JSON document.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from db import backup, store
from db.files import side_files
from tests.db.faults import traced, working

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CYCLE = 10
MOST = 6
"""What is done, and how much of it: captures, a note and a title."""


class Job(Protocol):
    """What a program does, and what must be true whatever happened to it."""

    def begin(self) -> None:
        """Put everything as it was before."""
        ...

    def act(self, acknowledge: Callable[[str], object]) -> None:
        """Do it, in a child."""
        ...

    def violations(self, ran: traced.Ran) -> list[str]:
        """Say what is wrong now."""
        ...

    def filters(self) -> list[str]:
        """Return what makes strace look at the files that matter."""
        ...


class Work:
    """Import threads, keep notes, give titles."""

    def __init__(self, folder: Path, sabotage: str = "") -> None:
        self.before = folder / "before.beilin"
        self.place = folder / "a.beilin"
        self.sabotage = sabotage
        store.create(self.before).close()
        working.work(self.before, len, cycle=1, most=10)
        self.begin()
        working.work(self.place, len, cycle=CYCLE, most=MOST)  # what is loaded once is loaded
        found = working.violations(self.place, [])
        if found:
            raise RuntimeError(f"it is not sound to begin with: {found}")

    def begin(self) -> None:
        for file in (self.place, *side_files(self.place)):
            file.unlink(missing_ok=True)
        shutil.copyfile(self.before, self.place)

    def act(self, acknowledge: Callable[[str], object]) -> None:
        if self.sabotage in working.SABOTAGES:
            working.sabotage(self.sabotage)
        early = self.sabotage == working.EARLY
        working.work(self.place, acknowledge, cycle=CYCLE, most=MOST, early=early, patient=True)

    def violations(self, ran: traced.Ran) -> list[str]:
        return working.violations(self.place, ran.acknowledged)

    def filters(self) -> list[str]:
        paths = (self.place, *side_files(self.place), self.place.parent)
        return [word for path in paths for word in ("-P", str(path))]


class Making:
    """Make one file: a new library."""

    name = "new.beilin"

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "out"
        self.folder.mkdir()
        self.new = self.folder / self.name

    def begin(self) -> None:
        for file in self.folder.iterdir():
            file.unlink()

    def act(self, acknowledge: Callable[[str], object]) -> None:
        store.create(self.new).close()
        acknowledge("made")

    def violations(self, ran: traced.Ran) -> list[str]:
        found = self.unsound() if self.new.exists() else []
        if ran.acknowledged and not self.new.exists():
            found.append("lost: the file that was made")
        left = [file.name for file in self.folder.iterdir() if not self._is_known(file)]
        if ran.status >= 0 or not all(name.startswith(".") for name in left):
            found += [f"left behind: {name}" for name in left]
        return found

    def _is_known(self, file: Path) -> bool:
        return file in (self.new, *side_files(self.new))

    def unsound(self) -> list[str]:
        """Say what is wrong with the file."""
        return working.violations(self.new, [])

    def filters(self) -> list[str]:
        return []


class Backup(Making):
    """Make one file: a copy of a library."""

    name = "copy.beilin"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.library = folder / "a.beilin"
        store.create(self.library).close()
        self.done: list[str] = []
        working.work(self.library, self.done.append, cycle=CYCLE, most=MOST)

    def act(self, acknowledge: Callable[[str], object]) -> None:
        with closing(store.open_library(self.library)) as library:
            backup.backup(library, self.new)
            acknowledge("made")

    def violations(self, ran: traced.Ran) -> list[str]:
        return super().violations(ran) + working.violations(self.library, self.done)

    def unsound(self) -> list[str]:
        return working.violations(self.new, self.done)


def sweep(job: Job, call: str, action: str, log: Path, step: int) -> dict[str, object]:
    """Inject at one call after the other until none is left, or something is wrong."""
    points = acknowledged = 0
    found: list[str] = []
    number = 1
    while not found:
        job.begin()
        inject = f"inject={call}:{action}:when={number}"
        ran = traced.run(
            job.act, ["-o", str(log), "-e", f"trace={call}", "-e", inject, *job.filters()]
        )
        if "INJECTED" not in log.read_text(errors="replace") and ran.status >= 0:
            break  # there is no such call any more
        points += 1
        acknowledged += len(ran.acknowledged)
        told = job.violations(ran)
        if ran.status > 0:
            told.append("a fault of ours")
        found += [f"{call} {number}: {each}" for each in told]
        number += step
    return {"points": points, "acknowledged": acknowledged, "violations": found[:20]}


def main(arguments: Sequence[str]) -> None:
    """Sweep, and say what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("job", choices=("work", "create", "backup"))
    parser.add_argument("call")
    parser.add_argument("action")
    parser.add_argument("--sabotage", default="")
    parser.add_argument("--step", type=int, default=1)
    options = parser.parse_args(arguments)
    job: Job
    if options.job == "work":
        job = Work(options.folder, options.sabotage)
    elif options.job == "create":
        job = Making(options.folder)
    else:
        job = Backup(options.folder)
    log = options.folder / "strace.log"
    answer = sweep(job, options.call, options.action, log, options.step)
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
