"""``beilin search``: hits with their snippets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import search
from db.commands import shapes
from db.commands.paper import clip, count, one_line, table
from db.errors import UsageError
from db.search.saved import by_name, saved_searches
from db.threads.reading import require

if TYPE_CHECKING:
    from argparse import Namespace

    from db.commands.desk import Desk
    from db.records import SearchHit

_OPEN, _CLOSE = "«", "»"
_NAME_CELLS = 30


def run(options: Namespace, desk: Desk) -> int:
    """Search the library, or list the searches that are saved."""
    words = " ".join(options.query)
    if options.list_saved:
        return _list_saved(options, desk)
    if (options.saved is None) == (not words):
        raise UsageError(
            "A search needs either words to look for or the name of a saved search.",
            "“beilin search --list-saved” names those there are.",
        )
    if words:
        search.parse(words)  # what is wrong is said before a library is opened
    with desk.library(options) as store:
        query = words or by_name(store, options.saved).query
        if options.thread is not None:
            require(store, options.thread)
        page = search.search(
            store,
            query,
            limit=0 if options.count else options.limit,
            offset=options.offset,
            order=search.Order(options.sort),
            thread=options.thread,
        )
    if desk.as_json:
        desk.answer(shapes.page(page))
        return 0
    before: int | None = None
    for hit in page.hits:
        if hit.thread != before:
            desk.write(f"#{hit.thread} {one_line(hit.thread_title)}")
            before = hit.thread
        desk.write(f"  {_where(hit)}: {_marked(hit)}")
    fields = ", ".join(f"{number:,} {field}" for field, number in page.counts.items() if number)
    total = count(page.total or 0, "hit", "hits")
    desk.write(f"{total} ({fields})" if fields else total)
    if not page.exact:
        desk.complain(
            "The search index is not up to date, so something may be missing."
            " “beilin reindex” builds it anew."
        )
    return 0


def _list_saved(options: Namespace, desk: Desk) -> int:
    with desk.library(options) as store:
        found = saved_searches(store)
    if desk.as_json:
        desk.answer(
            {"saved": [{"id": one.id, "name": one.name, "query": one.query} for one in found]}
        )
        return 0
    if not found:
        desk.write("No search is saved.  The window saves some, with Ctrl+D.")
        return 0
    rows = [(clip(one_line(each.name), _NAME_CELLS), one_line(each.query)) for each in found]
    for line in table(("name", "query"), rows):
        desk.write(line)
    return 0


def _where(hit: SearchHit) -> str:
    parts = [hit.field]
    if hit.floor is not None:
        parts.append(f"[{one_line(hit.floor)}]")
    if hit.author and hit.field != "author":
        parts.append(one_line(hit.author))
    return " ".join(parts)


def _marked(hit: SearchHit) -> str:
    """Return the snippet with its matches between marks; offsets stay as they are in safe text."""
    safe = one_line(hit.snippet)
    parts: list[str] = []
    done = 0
    for mark in sorted(hit.marks, key=lambda span: span.start):
        parts += (safe[done : mark.start], _OPEN, safe[mark.start : mark.end], _CLOSE)
        done = mark.end
    return "".join(parts) + safe[done:]
