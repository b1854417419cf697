"""``beilin library``: where the library lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import files, library, place
from db.commands.paper import one_line
from db.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from db.commands.desk import Desk


def run(options: Namespace, desk: Desk) -> int:
    """Show or choose the place of the library; showing makes nothing."""
    if options.create and options.set is None:
        raise UsageError("Nothing was made.", "Say where with --set FILE.")
    if options.set is not None:
        if options.library is not None:
            raise UsageError(
                "--set and --library name two libraries; nothing was changed.", "Give one of them."
            )
        library.choose(options.set, create=options.create).close()
    path = options.library or place.configured()
    there = files.is_there(path)
    if desk.as_json:
        desk.answer(
            {
                "library": {
                    "path": str(path.absolute()),
                    "configured": options.library is None and place.is_configured(),
                    "exists": there,
                }
            }
        )
        return 0
    desk.write(one_line(str(path.absolute())))
    if not there:
        desk.complain("There is no library at this place.")
    return 0
