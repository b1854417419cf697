"""``beilin reindex``: build anew what is derived from the texts, by the rules of this version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import search
from db.commands.paper import count, one_line
from db.importing.relinking import relink
from db.threads import decisions, skeleton

if TYPE_CHECKING:
    from argparse import Namespace

    from db.commands.desk import Desk


def run(options: Namespace, desk: Desk) -> int:
    """Build the search index and the reply trees anew."""
    with desk.library(options) as store:
        relinked = relink(store)
        threads = search.reindex(
            store, lambda done, of: desk.progress(done, of, "threads in the search index")
        )
        decisions.rebuild(store)
        skeleton.rebuild(store)
    if desk.as_json:
        desk.answer({"reindexed": {"threads": threads, "relinked": len(relinked)}})
    else:
        for thread, findings in relinked:
            told = " ".join(one_line(each.message) for each in findings) or "nothing changed."
            desk.write(f"Thread {thread}, links by newer rules: {told}")
        desk.write(f"Built anew: the index and the trees of {count(threads, 'thread', 'threads')}.")
    return 0
