"""Import: from files and folders, or from pasted text, to stored threads; one transaction each.

What costs time is done before the transaction (``preparing``); one bad file never stops the others,
and of a file that fails nothing is stored.
"""

from __future__ import annotations

import hashlib
import logging
from pathlib import PurePath
from typing import TYPE_CHECKING

from db.errors import KnownError, LibraryBusy, NotAThread
from db.files import side_files
from db.importing import preparing, recapture, sources
from db.importing.adding import add_thread
from db.importing.knowing import unchanged
from db.importing.preparing import prepare_bytes
from db.importing.rows import Writer
from db.importing.updating import update_thread
from db.records import CaptureId, ImportOutcome, ImportStatus
from db.store import now
from db.threads.events import record

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from db.importing.knowing import Known
    from db.importing.prepared import Prepared
    from db.importing.recapture import Plan
    from db.store import Store

__all__ = ["commit", "import_bytes", "import_paths", "prepare_bytes"]

_log = logging.getLogger(__name__)
_TRIES = 5


def import_paths(
    store: Store,
    paths: Iterable[Path],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Generator[ImportOutcome]:
    """Import files, and folders with all that is in them; yield what became of each thread.

    Args:
        store: the library.
        paths: files and folders.
        progress: called with the number of files done, and of all.
        cancelled: asked before each file whether to stop; what was stored stays.
    """
    found = sources.find(paths)
    for done, source in enumerate(found):
        if cancelled is not None and cancelled():
            return
        if progress is not None:
            progress(done, len(found))
        yield from _import_source(store, source)
    if progress is not None:
        progress(len(found), len(found))


def import_bytes(store: Store, data: bytes, name: str) -> list[ImportOutcome]:
    """Import text that was pasted; ``name`` is what it is kept under."""
    return _import(store, data, name, now(), "paste")


def _import_source(store: Store, source: sources.Source) -> list[ImportOutcome]:
    path = str(source.path)
    library = sources.identities((store.place, *side_files(store.place)))
    if source.error is not None:
        return [_failure(path, source.error)]
    try:
        saved = sources.read(source.path, library)
    except KnownError as error:
        return [_failure(path, error)]
    return _import(store, saved.data, path, saved.modified, "mtime")


def _failure(path: str, error: KnownError) -> ImportOutcome:
    _log.info("import: %s", error.code)
    status = ImportStatus.REFUSED if isinstance(error, NotAThread) else ImportStatus.FAILED
    return ImportOutcome(path, status, error=error.sentence(), problem=error)


def _import(
    store: Store, data: bytes, path: str, captured_at: str | None, captured_from: str
) -> list[ImportOutcome]:
    """Import bytes; those that are there already are not read again.

    Raises:
        KnownError: the library cannot be read or written; that stops the others, too.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    outcomes = _known(store, sha256, path)
    if outcomes is not None:
        return outcomes
    try:
        prepared = preparing.prepare_bytes(
            data, path, sha256, captured_at=captured_at, captured_from=captured_from
        )
    except KnownError as error:
        return [_failure(path, error)]
    return commit(store, prepared)


def _known(store: Store, sha256: str, path: str) -> list[ImportOutcome] | None:
    """Return the outcomes of bytes that are there already; a name not heard yet is remembered."""
    with store.read() as connection:
        known = unchanged(connection, sha256, path)
    if known is None or not known.renamed or store.read_only:
        return known.outcomes if known is not None else None
    with store.write() as connection:
        known = unchanged(connection, sha256, path)
        if known is not None:
            _remember_name(connection, known, path)
    return known.outcomes if known is not None else None


def _remember_name(connection: Connection, known: Known, path: str) -> None:
    if known.renamed:
        name = PurePath(path).name or path
        record(connection, "imported-again", capture=known.capture, detail=name)


def commit(store: Store, prepared: Prepared) -> list[ImportOutcome]:
    """Store a capture with its threads in one short transaction.

    What a thread that is known becomes is worked out before the transaction, and again if another
    program changed the thread meanwhile.

    Returns:
        What became of each of its threads.

    Raises:
        KnownError: the library cannot be written; nothing was stored.
    """
    plans: list[Plan | None] = [None] * len(prepared.threads)
    for _ in range(_TRIES):
        with store.write() as connection:
            threads = list(zip(prepared.threads, plans, strict=True))
            if all(recapture.holds(connection, each, plan) for each, plan in threads):
                return _write(connection, prepared, plans)
        with store.read() as connection:
            plans = [recapture.plan(connection, each, prepared) for each in prepared.threads]
    raise LibraryBusy(
        "The library {name} was changed by another program each time this was to be stored; "
        "nothing was stored.",
        "Wait until the other program has finished, and import the file again.",
        name=store.place.name,
    )


def _write(
    connection: Connection, prepared: Prepared, plans: Sequence[Plan | None]
) -> list[ImportOutcome]:
    known = unchanged(connection, prepared.sha256, prepared.path)
    if known is not None:
        _remember_name(connection, known, prepared.path)
        return known.outcomes
    at = now()
    writer = Writer(connection)
    capture = writer.capture(prepared, at)
    outcomes: list[ImportOutcome] = []
    for each, plan in zip(prepared.threads, plans, strict=True):
        if plan is None:
            status = ImportStatus.ADDED
            thread, findings = add_thread(writer, each, capture, at)
            posts = len(each.derived.tree)
            record(connection, "imported", thread=thread, capture=capture)
        else:
            status = ImportStatus.UPDATED
            findings = update_thread(writer, each, plan, capture)
            thread, posts = plan.thread, plan.posts
        outcomes.append(
            ImportOutcome(
                prepared.path,
                status,
                CaptureId(capture),
                thread,
                each.draft.title,
                prepared.format,
                posts,
                (*prepared.findings, *findings),
            )
        )
    return outcomes
