"""``beilin import``: saved threads into the library, one line for each."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from db.commands import shapes
from db.commands.paper import clip, count, one_line
from db.importing import pipeline
from db.records import ImportStatus

if TYPE_CHECKING:
    from argparse import Namespace

    from db.commands.desk import Desk
    from db.records import ImportOutcome

_TITLE_CELLS = 60
_FAILED = (ImportStatus.REFUSED, ImportStatus.FAILED)


def run(options: Namespace, desk: Desk) -> int:
    """Import files and folders; one that fails does not stop the others."""
    status = 0
    with (
        desk.library(options, create=True) as store,
        closing(pipeline.import_paths(store, options.paths)) as outcomes,
    ):
        for outcome in outcomes:
            if desk.as_json:
                desk.answer(shapes.outcome(outcome))
            if outcome.status in _FAILED:
                status = 1
                desk.complain(f"{outcome.path}: {outcome.error or 'was not imported.'}")
            elif not desk.as_json:
                _write(outcome, desk)
            desk.flush()  # whoever reads along sees each thread when it is stored
    return status


def _write(outcome: ImportOutcome, desk: Desk) -> None:
    title = clip(one_line(outcome.title or ""), _TITLE_CELLS)
    floors = count(outcome.posts, "floor", "floors")
    desk.write(f"{outcome.status.value} #{outcome.thread} {title} ({floors})")
    for finding in outcome.findings:
        place = f" ({one_line(finding.place)})" if finding.place else ""
        desk.write(f"  {finding.severity.value}: {one_line(finding.message)}{place}")
