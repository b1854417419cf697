"""Import a folder as a program of its own, to be killed: ``bulk.py LIBRARY FOLDER WORKERS``.

An import of the folder that was cut off is gone on with; what became of the files is printed.
"""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from db import store
from db.importing import pipeline, runs


def main(place: Path, folder: Path, workers: int) -> None:
    """Import, or go on."""
    with closing(store.open_library(place)) as library:
        cut_off = next((run for run in runs.runs(library) if run.state == runs.RUNNING), None)
        skip: frozenset[str] = frozenset()
        if cut_off is not None:
            skip = runs.done_paths(library, cut_off.id)
        options = pipeline.Options(workers=workers, skip=skip)
        outcomes = pipeline.import_paths(library, [folder], options=options)
        counts = Counter(outcome.status.value for outcome in outcomes)
    print(dict(counts))  # noqa: T201 - read by whoever started it


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
