"""Searching as jobs: pages, counts, facets, completions, saved searches, what was searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication

from db import search
from db.search import saved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.changes import Done
    from db.store import Store
    from desktop.jobs import Job, Jobs, Ticket

T = TypeVar("T")

translate = QCoreApplication.translate

SEARCH = "search"
COUNT = "count hits"
FACETS = "facets"
COMPLETE = "complete"
TALLY = "count a saved search"
SAVED = "saved searches"
HISTORY = "searched for"

_LAST = 1_000_000
"""A place behind all saved searches."""


class _Write(Protocol):
    """Makes a job of a write and of what is done when it was done."""

    def __call__(
        self, work: Callable[[], Done[T]], record: Callable[[Done[T]], None]
    ) -> Job[Done[T]]: ...


class _Again(Protocol):
    """Does what undoing or redoing a step is."""

    def __call__(self, work: Callable[[], Done[T]]) -> None: ...


class Searches:
    """The searches of one library."""

    def __init__(
        self,
        store: Store,
        jobs: Jobs,
        write: _Write,
        push: Callable[[str, Callable[[], None], Callable[[], None]], None],
        again: _Again,
    ) -> None:
        """Search a library.

        Args:
            store: the library.
            jobs: where the work is done.
            write: makes a job of a write and of what is done when it was done.
            push: takes a step that can be undone: its words, undoing it, doing it again.
            again: does what undoing or redoing a step is.
        """
        self._store = store
        self._jobs = jobs
        self._write = write
        self._push = push
        self._again = again

    # asking

    def page(self, query: str, order: str, offset: int, limit: int) -> Job[search.SearchPage]:
        """Ask for a page of hits, without how many there are; a newer request interrupts it."""

        def work(ticket: Ticket) -> search.SearchPage:
            return search.search(
                self._store,
                query,
                limit=limit,
                offset=offset,
                order=search.Order(order),
                count=False,
                on_connection=ticket.hold,
            )

        return self._jobs.latest(SEARCH, work)

    def count(self, query: str) -> Job[int]:
        """Ask how many hits there are; a newer request interrupts this one."""
        return self._jobs.latest(COUNT, lambda ticket: self._count(query, ticket))

    def tally(self, kept: saved.SavedSearch) -> Job[int]:
        """Ask how many hits a saved search has; a newer request interrupts this one."""
        return self._jobs.latest(TALLY, lambda ticket: self._count(kept.query, ticket))

    def _count(self, query: str, ticket: Ticket) -> int:
        page = search.search(self._store, query, limit=0, on_connection=ticket.hold)
        return page.total or 0

    def facets(self, query: str) -> Job[search.Facets]:
        """Ask what the hits have in common; a newer request interrupts this one."""
        return self._jobs.latest(
            FACETS, lambda ticket: search.facets(self._store, query, on_connection=ticket.hold)
        )

    def complete(self, query: str, at: int) -> Job[tuple[search.Completion, ...]]:
        """Ask what can be written where the cursor stands; newest request wins.

        Args:
            query: what stands in the field.
            at: the cursor, in code points.
        """
        return self._jobs.latest(COMPLETE, lambda _ticket: search.complete(self._store, query, at))

    def drop_page(self) -> None:
        """Let go of the page of hits that was asked for, and of their count."""
        self._jobs.drop(SEARCH)
        self._jobs.drop(COUNT)

    def drop_count(self) -> None:
        """Let go of the count of hits that was asked for."""
        self._jobs.drop(COUNT)

    def drop_facets(self) -> None:
        """Let go of the facets that were asked for."""
        self._jobs.drop(FACETS)

    def drop_tally(self) -> None:
        """Let go of the count of a saved search that was asked for."""
        self._jobs.drop(TALLY)

    # saved searches

    def listed(self) -> Job[tuple[saved.SavedSearch, ...]]:
        """Ask for the saved searches in their order."""
        return self._jobs.latest(SAVED, lambda _ticket: saved.saved_searches(self._store))

    def save(self, name: str, query: str) -> Job[Done[saved.SavedSearch]]:
        """Keep a search under a name."""

        def record(done: Done[saved.SavedSearch]) -> None:
            kept = done.value
            self._push(
                translate("Searches", "save search"),
                lambda: self._again(lambda: saved.remove(self._store, kept.id)),
                lambda: self._again(lambda: saved.restore(self._store, kept, _LAST)),
            )

        return self._write(lambda: saved.save(self._store, name, query), record)

    def rename(self, kept: saved.SavedSearch, name: str) -> Job[Done[saved.SavedSearch]]:
        """Give a saved search another name."""

        def record(_done: Done[saved.SavedSearch]) -> None:
            self._push(
                translate("Searches", "rename search"),
                lambda: self._again(lambda: saved.rename(self._store, kept.id, kept.name)),
                lambda: self._again(lambda: saved.rename(self._store, kept.id, name)),
            )

        return self._write(lambda: saved.rename(self._store, kept.id, name), record)

    def remove(self, kept: saved.SavedSearch, place: int) -> Job[Done[saved.SavedSearch]]:
        """Keep a search no longer; ``place`` is how many stand before it."""

        def record(_done: Done[saved.SavedSearch]) -> None:
            self._push(
                translate("Searches", "remove saved search"),
                lambda: self._again(lambda: saved.restore(self._store, kept, place)),
                lambda: self._again(lambda: saved.remove(self._store, kept.id)),
            )

        return self._write(lambda: saved.remove(self._store, kept.id), record)

    def restore(self, kept: saved.SavedSearch, place: int) -> Job[Done[saved.SavedSearch]]:
        """Keep a search again that was removed."""

        def record(_done: Done[saved.SavedSearch]) -> None:
            self._push(
                translate("Searches", "save search"),
                lambda: self._again(lambda: saved.remove(self._store, kept.id)),
                lambda: self._again(lambda: saved.restore(self._store, kept, place)),
            )

        return self._write(lambda: saved.restore(self._store, kept, place), record)

    def reorder(
        self, before: Sequence[saved.SavedId], after: Sequence[saved.SavedId]
    ) -> Job[Done[tuple[saved.SavedSearch, ...]]]:
        """Put the saved searches in another order."""

        def record(_done: Done[tuple[saved.SavedSearch, ...]]) -> None:
            self._push(
                translate("Searches", "move saved search"),
                lambda: self._again(lambda: saved.reorder(self._store, before)),
                lambda: self._again(lambda: saved.reorder(self._store, after)),
            )

        return self._write(lambda: saved.reorder(self._store, after), record)

    # what was searched for

    def history(self) -> Job[tuple[str, ...]]:
        """Ask what was searched for, the latest first."""
        return self._jobs.latest(HISTORY, lambda _ticket: saved.history(self._store))

    def remember(self, query: str) -> Job[None]:
        """Note that something was searched for; a library that can only be read does not."""

        def work(_ticket: Ticket) -> None:
            if not self._store.read_only:
                saved.remember(self._store, query)

        return self._jobs.write(work)

    def clear_history(self) -> Job[None]:
        """Forget what was searched for; this cannot be undone."""
        return self._jobs.write(lambda _ticket: saved.clear_history(self._store))
