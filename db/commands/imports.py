"""``beilin imports``: past imports, and what became of each file of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.commands import shapes
from db.commands.import_ import write_outcome
from db.commands.paper import count, one_line
from db.errors import NotFound
from db.importing import runs
from db.records import ImportStatus

if TYPE_CHECKING:
    from argparse import Namespace

    from db.commands.desk import Desk
    from db.importing.runs import Run


def run(options: Namespace, desk: Desk) -> int:
    """List imports, or the report of one."""
    with desk.library(options) as store:
        found = runs.runs(store)
        if options.run is None:
            _list(found, desk)
            return 0
        if all(each.id != options.run for each in found):
            raise NotFound(
                "There is no import {number}.",
                "“beilin imports” lists those that are remembered.",
                number=options.run,
            )
        wanted = (ImportStatus(options.status),) if options.status else ()
        for outcome in runs.outcomes(store, options.run, wanted):
            if desk.as_json:
                desk.answer(shapes.outcome(outcome))
            else:
                write_outcome(outcome, desk)
    return 0


def _list(found: list[Run], desk: Desk) -> None:
    if desk.as_json:
        desk.answer({"imports": [_shape(each) for each in found]})
        return
    for each in found:
        counts = ", ".join(f"{number} {status}" for status, number in sorted(each.counts.items()))
        files = count(each.files, "file", "files")
        desk.write(f"#{each.id} {each.started_at} {each.state}: {files} ({counts})")
        for path in each.inputs:
            desk.write(f"  {one_line(path)}")


def _shape(each: Run) -> dict[str, object]:
    return {
        "id": each.id,
        "started_at": each.started_at,
        "ended_at": each.ended_at,
        "state": each.state,
        "inputs": list(each.inputs),
        "files": each.files,
        "counts": each.counts,
    }
