"""``beilin backup``: a verified copy of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import backup
from db.commands.paper import count, one_line

if TYPE_CHECKING:
    from argparse import Namespace

    from db.commands.desk import Desk


def run(options: Namespace, desk: Desk) -> int:
    """Copy the library to another file and verify the copy."""
    with desk.library(options) as store:
        report = backup.backup(store, options.output)
    if desk.as_json:
        desk.answer(
            {
                "backup": {
                    "path": str(report.path),
                    "bytes": report.bytes,
                    "captures": report.captures,
                    "threads": report.threads,
                    "posts": report.posts,
                    "notes": report.notes,
                }
            }
        )
    else:
        threads = count(report.threads, "thread", "threads")
        notes = count(report.notes, "note", "notes")
        size = count(report.bytes, "byte", "bytes")
        desk.write(f"Copied and verified ({threads}, {notes}, {size}):")
        desk.write(f"  {one_line(str(report.path))}")
    return 0
