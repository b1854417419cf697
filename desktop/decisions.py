"""The reader's decisions on who answers whom, as jobs that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from db.threads import deciding
from db.threads.deciding import Decided

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.changes import Done
    from db.records import Parent, PostId
    from db.store import Store
    from desktop.jobs import Job

translate = QCoreApplication.translate

__all__ = ["Decided", "Decisions"]


class Decisions:
    """The decisions of one library."""

    def __init__(
        self,
        store: Store,
        write: Callable[
            [Callable[[], Done[Decided]], Callable[[Done[Decided]], None]], Job[Done[Decided]]
        ],
        push: Callable[[str, Callable[[], None], Callable[[], None]], None],
        again: Callable[[Callable[[], Done[Decided]]], None],
    ) -> None:
        """Decide in a library.

        Args:
            store: the library.
            write: makes a job of a write and of what is done when it was done.
            push: takes a step that can be undone: its words, undoing it, doing it again.
            again: does what undoing or redoing a step is.
        """
        self._store = store
        self._write = write
        self._push = push
        self._again = again

    def confirm(self, post: PostId) -> Job[Done[Decided]]:
        """Say that the edge that is shown first is right."""
        return self._decide(
            lambda: deciding.confirm(self._store, post),
            translate("Decisions", "confirm reply"),
        )

    def reject(self, post: PostId, parent: Parent | None = None) -> Job[Done[Decided]]:
        """Say that a post does not answer somebody; the one that is shown first if not given."""
        return self._decide(
            lambda: deciding.reject(self._store, post, parent),
            translate("Decisions", "reject reply"),
        )

    def choose(self, post: PostId, parent: Parent) -> Job[Done[Decided]]:
        """Say whom a post answers."""
        return self._decide(
            lambda: deciding.choose(self._store, post, parent),
            translate("Decisions", "choose whom it answers"),
        )

    def not_a_reply(self, post: PostId) -> Job[Done[Decided]]:
        """Say that a post answers nobody."""
        return self._decide(
            lambda: deciding.not_a_reply(self._store, post),
            translate("Decisions", "mark as no reply"),
        )

    def ask_again(self, post: PostId) -> Job[Done[Decided]]:
        """Take all decisions on a post back."""
        return self._decide(
            lambda: deciding.ask_again(self._store, post),
            translate("Decisions", "ask the rules again"),
        )

    def _decide(self, work: Callable[[], Done[Decided]], words: str) -> Job[Done[Decided]]:
        def record(done: Done[Decided]) -> None:
            decided = done.value
            self._push(
                words,
                lambda: self._again(lambda: deciding.undo(self._store, decided)),
                lambda: self._again(lambda: deciding.redo(self._store, decided)),
            )

        return self._write(work, record)
