"""``beilin check``: verify everything that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import integrity
from db.commands import shapes
from db.commands.paper import count, one_line

if TYPE_CHECKING:
    from argparse import Namespace

    from db.commands.desk import Desk
    from db.integrity import CheckReport


def run(options: Namespace, desk: Desk) -> int:
    """Check the library; nothing in it is changed."""
    with desk.library(options) as store:
        report = integrity.check(store)
    if desk.as_json:
        desk.answer(shapes.check(report))
    else:
        _write(report, desk)
    return 0 if report.ok else 1


def _write(report: CheckReport, desk: Desk) -> None:
    for found in report.findings:
        place = f"{one_line(found.place)}: " if found.place else ""
        desk.write(f"{found.severity.value}: {place}{one_line(found.message)}")
    originals, index = report.originals, report.index
    verified = count(originals.verified, "saved file", "saved files")
    desk.write(f"{verified} verified ({count(originals.bytes, 'byte', 'bytes')})")
    if originals.damaged:
        desk.write(f"{count(originals.damaged, 'saved file', 'saved files')} damaged")
    desk.write(f"{index.indexed:,} of {count(index.posts, 'post', 'posts')} in the search index")
    desk.write("The library is sound." if report.ok else "The library needs care; see above.")
