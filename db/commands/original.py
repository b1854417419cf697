"""``beilin original``: the saved bytes, saved back out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.commands.paper import count, one_line
from db.errors import NotFound
from db.threads.originals import save_original, shown_capture
from db.threads.reading import head

if TYPE_CHECKING:
    from argparse import Namespace

    from db.commands.desk import Desk
    from db.records import Capture
    from db.store import Store


def run(options: Namespace, desk: Desk) -> int:
    """Write the original bytes of a thread to a file."""
    with desk.library(options) as store:
        capture = _capture(store, options)
        size = save_original(store, capture.id, options.output)
    if desk.as_json:
        desk.answer(
            {
                "original": {
                    "capture": capture.id,
                    "file_name": capture.file_name,
                    "path": str(options.output),
                    "bytes": size,
                    "sha256": capture.sha256,
                }
            }
        )
    else:
        saved = count(size, "byte", "bytes")
        desk.write(f"Saved {saved}, as they were imported: {one_line(str(options.output))}")
    return 0


def _capture(store: Store, options: Namespace) -> Capture:
    captures = head(store, options.thread).captures
    wanted = options.capture
    if wanted is None:
        wanted = shown_capture(store, options.thread)
    for capture in captures:
        if capture.id == wanted:
            return capture
    raise NotFound(
        "Thread {thread} has no capture {capture}; no file was written.",
        "Use “beilin show {thread}” to see its captures.",
        thread=options.thread,
        capture=wanted,
    )
