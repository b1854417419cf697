"""Fill a small disk with a library, and see what is said and what is kept.

unshare -rm python tests/db/faults/filling.py FOLDER ROOM

Mounts a disk of a few megabytes on FOLDER, which only this process sees.  ROOM is what the program
keeps free; with 0 it meets the end of the disk in the middle of a transaction.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from db import backup, integrity, notes, store
from db.errors import KnownError
from db.store import common
from tests.db.threads.shelf import Shelf, sample_thread

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.store import Store


def said(act: Callable[[], object]) -> str:
    """What was answered: nothing if it went well."""
    try:
        act()
    except KnownError as error:
        return f"{error.code}: {error.headline}"
    return ""


def bodies(library: Store) -> int:
    """How many notes there are."""
    with library.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM note").scalar_one())


def fill(folder: Path) -> dict[str, Any]:
    """Write until nothing goes any more, go on reading, make room, write again."""
    place = folder / "a.beilin"
    answer: dict[str, Any] = {}
    with closing(Shelf(place).store) as library:
        thread = Shelf(library).add(sample_thread())
        written = 0
        while not (words := said(lambda: notes.add(library, thread, body="满" * 4000))):
            written += 1
        answer["written"] = written
        answer["said"] = [words]
        for _ in range(5):
            answer["said"].append(said(lambda: notes.add(library, thread, body="满" * 40_000)))
        answer["kept"] = bodies(library)
        answer["findings"] = [found.code for found in integrity.check(library).findings]
        answer["backup"] = said(lambda: backup.backup(library, folder / "b.beilin"))
        answer["new"] = said(lambda: store.create(folder / "c.beilin").close())
        filler = folder / "filler"
        with filler.open("wb", buffering=0) as file:
            fill_up(lambda: file.write(bytes(1024)))
        answer["new on a full disk"] = said(lambda: store.create(folder / "c.beilin").close())
        with closing(store.open_library(place)) as beside:
            answer["beside"] = [beside.read_only, bodies(beside)]
        filler.unlink()
    with closing(store.open_library(place)) as library:
        answer["kept after closing"] = bodies(library)
    subprocess.run(["mount", "-o", "remount,size=40m", str(folder)], check=True)
    with closing(store.open_library(place)) as library:
        answer["with room"] = said(lambda: notes.add(library, thread, body="又有了"))
        answer["kept with room"] = bodies(library)
        answer["findings with room"] = [found.code for found in integrity.check(library).findings]
    answer["files"] = sorted(file.name for file in folder.iterdir())
    return answer


def fill_up(write: Callable[[], object]) -> None:
    """Write until there is no room."""
    try:
        while True:
            write()
    except OSError:
        return


def main(folder: Path, room: int) -> None:
    """Mount the disk and fill it."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)], check=True)
    common.ROOM = room
    sys.stdout.write(json.dumps(fill(folder)) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
