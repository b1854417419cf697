"""``beilin import``: saved threads into the library, one line for each."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from db.commands import shapes
from db.commands.paper import clip, count, one_line
from db.errors import NotFound, UsageError
from db.importing import pipeline, runs
from db.importing.choosing import Wishes, wished
from db.records import ImportStatus
from db.search import settle

if TYPE_CHECKING:
    from argparse import Namespace

    from db.commands.desk import Desk
    from db.records import ImportOutcome
    from db.store import Store

_TITLE_CELLS = 60
_FAILED = (ImportStatus.REFUSED, ImportStatus.FAILED)


def run(options: Namespace, desk: Desk) -> int:
    """Import files and folders; one that fails does not stop the others."""
    if options.format:
        wished(options.format)  # known or not, before a library is made
    if bool(options.paths) == (options.resume is not None or options.retry is not None):
        raise UsageError(
            "Name files and folders, or an import with --resume or --retry.",
            "“beilin import --help” explains it.",
        )
    status = 0
    with desk.library(options, create=True) as store:
        paths, skip = _asked(options, store)
        how = pipeline.Options(
            Wishes(options.format, options.encoding), dry=options.dry_run, skip=skip
        )
        with closing(pipeline.import_paths(store, paths, options=how)) as outcomes:
            for outcome in outcomes:
                if desk.as_json:
                    desk.answer(shapes.outcome(outcome))
                if outcome.status in _FAILED:
                    status = 1
                    desk.complain(f"{outcome.path}: {outcome.error or 'was not imported.'}")
                elif not desk.as_json:
                    write_outcome(outcome, desk)
                desk.flush()  # whoever reads along sees each thread when it is stored
        if not options.dry_run:
            settle(store)
    return status


def _asked(options: Namespace, store: Store) -> tuple[list[Path], frozenset[str]]:
    """Return what is to be imported, and which files of it are done already."""
    number: int | None = options.resume if options.resume is not None else options.retry
    if number is None:
        return list(options.paths), frozenset()
    run_ = next((each for each in runs.runs(store) if each.id == number), None)
    if run_ is None:
        raise NotFound(
            "There is no import {number}.",
            "“beilin imports” lists those that are remembered.",
            number=number,
        )
    if options.retry is not None:
        return runs.failed_paths(store, number), frozenset()
    return [Path(each) for each in run_.inputs], runs.done_paths(store, number)


def write_outcome(outcome: ImportOutcome, desk: Desk) -> None:
    """Write what became of one thread, for people."""
    if outcome.status in _FAILED:
        error = one_line(outcome.error or "was not imported.")
        desk.write(f"{outcome.status.value} {one_line(outcome.path)}: {error}")
        return
    title = clip(one_line(outcome.title or ""), _TITLE_CELLS)
    floors = count(outcome.posts, "floor", "floors")
    number = f"#{outcome.thread} " if outcome.thread is not None else ""
    desk.write(f"{outcome.status.value} {number}{title} ({floors})")
    for finding in outcome.findings:
        place = f" ({one_line(finding.place)})" if finding.place else ""
        desk.write(f"  {finding.severity.value}: {one_line(finding.message)}{place}")
