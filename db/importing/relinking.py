"""Links that older rules found, worked out anew; the reader's decisions are replayed on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import LibraryBusy
from db.importing import recapture
from db.importing.rows import Writer
from db.importing.updating import relink_thread
from db.records import ThreadId
from db.replies import ENGINE_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.records import Finding
    from db.store import Store

_TRIES = 5


def relink(
    store: Store, progress: Callable[[int, int], None] | None = None
) -> list[tuple[ThreadId, tuple[Finding, ...]]]:
    """Work out the links of every thread anew that other rules than these have found.

    Each thread is inferred outside of its transaction, and each is one transaction.

    Args:
        store: the library.
        progress: called with the number of threads done, and of all.

    Returns:
        The threads, each with what changed.

    Raises:
        KnownError: the library cannot be written; what was done before stays done.
    """
    with store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT id FROM thread WHERE reply_engine <> ? ORDER BY id", (ENGINE_VERSION,)
        )
        threads = [ThreadId(thread) for thread in rows.scalars()]
    done: list[tuple[ThreadId, tuple[Finding, ...]]] = []
    for count, thread in enumerate(threads):
        if progress is not None:
            progress(count, len(threads))
        findings = _relink(store, thread)
        if findings is not None:
            done.append((thread, findings))
    return done


def _relink(store: Store, thread: ThreadId) -> tuple[Finding, ...] | None:
    """Work out the links of one thread; ``None`` if it was erased meanwhile."""
    for _ in range(_TRIES):
        with store.read() as connection:
            planned = recapture.plan_links(connection, thread)
        if planned is None:
            return None
        with store.write() as connection:
            if recapture.holds_still(connection, planned):
                return relink_thread(Writer(connection), planned)
    raise LibraryBusy(
        "The library {name} was changed by another program each time this was to be stored; "
        "nothing was stored.",
        "Wait until the other program has finished, and try again.",
        name=store.place.name,
    )
