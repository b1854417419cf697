"""What an import would do, told without writing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing import recapture
from db.importing.guarding import BadFile, failure, guarded
from db.importing.prepared import Prepared
from db.records import ImportOutcome, ImportStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.importing.prepared import PreparedThread
    from db.importing.preparing import Task
    from db.importing.recapture import Plan
    from db.store import Store


class Plans:
    """What the files of one import would become, each after those before it."""

    def __init__(self) -> None:
        self._digests: set[str] = set()
        self._keys: set[str] = set()

    def outcomes(
        self, store: Store, task: Task, parts: Iterator[Prepared | PreparedThread]
    ) -> list[ImportOutcome]:
        """Return what would become of the threads of a file.

        Raises:
            KnownError: the library cannot be read.
        """
        found: list[ImportOutcome] = []
        prepared: Prepared | None = None
        try:
            for each in guarded(parts):
                if isinstance(each, Prepared):
                    prepared = each
                elif prepared is not None:
                    found.append(self._outcome(store, prepared, each))
        except BadFile as bad:
            return [*found, failure(task.path, bad.error)]
        self._digests.add(task.sha256)
        return found

    def _outcome(self, store: Store, prepared: Prepared, thread: PreparedThread) -> ImportOutcome:
        plan: Plan | None = None
        if prepared.sha256 in self._digests:
            status = ImportStatus.UNCHANGED
        else:
            with store.read() as connection:
                plan = recapture.plan(connection, thread, prepared)
            known = plan is not None or thread.key in self._keys
            status = ImportStatus.UPDATED if known else ImportStatus.ADDED
        self._keys.add(thread.key)
        return ImportOutcome(
            prepared.path,
            status,
            thread=plan.thread if plan is not None else None,
            title=thread.draft.title,
            format=prepared.format,
            posts=plan.posts if plan is not None else len(thread.derived.tree),
            findings=(*prepared.findings, *thread.findings),
        )
