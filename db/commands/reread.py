"""``beilin reread``: the saved bytes of a thread read anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.commands import shapes
from db.commands.import_ import write_outcome
from db.errors import NotFound
from db.importing.choosing import Wishes
from db.importing.rereading import read_again
from db.records import CaptureId, ThreadId
from db.threads import reading
from db.threads.originals import shown_capture

if TYPE_CHECKING:
    from argparse import Namespace

    from db.commands.desk import Desk


def run(options: Namespace, desk: Desk) -> int:
    """Read a capture of a thread anew."""
    with desk.library(options) as store:
        thread = ThreadId(options.thread)
        captures = [each.id for each in reading.head(store, thread).captures]
        wanted = options.capture if options.capture is not None else shown_capture(store, thread)
        if wanted not in captures:
            raise NotFound(
                "Thread {thread} has no capture {capture}.",
                "“beilin show” names the captures of a thread.",
                thread=options.thread,
                capture=wanted,
            )
        wishes = Wishes(options.format, options.encoding)
        for outcome in read_again(store, CaptureId(wanted), wishes).value:
            if desk.as_json:
                desk.answer(shapes.outcome(outcome))
            else:
                write_outcome(outcome, desk)
    return 0
