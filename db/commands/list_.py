"""``beilin list``: the threads of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.commands import shapes
from db.commands.paper import clip, count, one_line, table
from db.records import ThreadId
from db.threads.reading import ListOrder, View, summaries, thread_ids

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from db.commands.desk import Desk
    from db.records import ThreadSummary

_TITLE_CELLS = 44
_PLACE_CELLS = 20


def run(options: Namespace, desk: Desk) -> int:
    """List the threads of a view."""
    with desk.library(options) as store:
        ids = thread_ids(
            store,
            view=View(options.view),
            order=ListOrder(options.order),
            ascending=options.ascending,
        )
        found = summaries(store, ids)
    rows = [found[ThreadId(thread)] for thread in ids if thread in found]
    if desk.as_json:
        desk.answer({"threads": [shapes.thread_row(row) for row in rows]})
        return 0
    if not rows:
        desk.write("There are no threads here.  “beilin import PATH…” brings some in.")
        return 0
    write_rows(rows, desk)
    desk.write(count(len(rows), "thread", "threads"))
    return 0


def write_rows(rows: Sequence[ThreadSummary], desk: Desk) -> None:
    """Write threads as a table."""
    head = ("id", "title", "place", "floors", "notes", "latest")
    lines = table(
        head,
        [
            (
                f"#{row.id}",
                clip(one_line(row.title), _TITLE_CELLS),
                clip(one_line(row.outlet or row.board or row.source or ""), _PLACE_CELLS),
                str(row.posts),
                str(row.notes or ""),
                one_line(row.latest_post_at or "").replace("T", " "),
            )
            for row in rows
        ],
        numbers=(0, 3, 4),
    )
    for line in lines:
        desk.write(line)
