"""Open a library on an all but full disk whose blocks are smaller than pages of memory.

python tests/db/faults/blocks.py FOLDER ROOM FREE

On such a disk the index of the log is a file with holes, and who writes into one that cannot be
filled is ended by the system.  Leaves FREE KiB free.  The disk is mounted on FOLDER by the test.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from db import notes, store
from db.errors import KnownError
from db.store import common
from tests.db.faults.filling import fill_up
from tests.db.threads.shelf import Shelf, sample_thread


def main(folder: Path, room: int, free: int) -> None:
    """Make a library, fill the disk, open the library."""
    place = folder / "a.beilin"
    with closing(Shelf(place).store) as library:
        thread = Shelf(library).add(sample_thread())
        notes.add(library, thread, body="before")
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        fill_up(lambda: file.write(bytes(1024)))
    os.truncate(filler, filler.stat().st_size - free * 1024)
    common.ROOM = room
    answer: list[object] = []
    try:
        with closing(store.open_library(place)) as library:
            answer.append([note.body for note in notes.list_notes(library)])
            notes.add(library, thread, body="x" * 3000)
    except KnownError as error:
        answer.append(error.code)
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
