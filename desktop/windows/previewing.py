"""The preview of a floor that a quote or a link leads to: fetched aside, shown while one rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from db.records import Ghost, Post
    from desktop.operations import Operations
    from desktop.views.preview_popup import Preview
    from desktop.views.thread_peeking import Peek
    from desktop.windows.panes import Panes
    from desktop.windows.reading import Reading

_NAMED = 5
"""Floors that are named in which the words of a lost post survive."""


class Previewing(QObject):
    """Fills the sheet above the reading column."""

    failed = Signal(object)

    def __init__(self, panes: Panes, reading: Reading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panes = panes
        self._reading = reading
        self._operations: Operations | None = None
        panes.column.peeking.wanted.connect(self._on_wanted)
        panes.column.peeking.ended.connect(self._on_ended)

    def attach(self, operations: Operations | None) -> None:
        """Fetch from this library from now on."""
        self._operations = operations

    def _on_ended(self) -> None:
        self._panes.column.preview.hide()
        if self._operations is not None:
            self._operations.jobs.drop("peek")

    def _on_wanted(self, peek: Peek) -> None:
        from desktop.windows import previews  # noqa: PLC0415 - no start waits for it

        head = self._reading.head
        column = self._panes.column.column
        if head is None or column is None:
            return
        if peek.article:
            self._show(peek, previews.of_article(head))
        elif peek.ghost is not None:
            ghost = next((one for one in head.ghosts if one.id == peek.ghost), None)
            if ghost is not None:
                self._fetch(peek, ghost)
        elif peek.post is not None:
            known = column.document.known(peek.post)
            if known is not None:
                self._show(peek, previews.of_post(known))
            else:
                self._fetch(peek, None)
        elif peek.words:
            self._show(peek, previews.of_words(peek.words))

    def _fetch(self, peek: Peek, ghost: Ghost | None) -> None:
        operations = self._operations
        if operations is None:
            return
        wanted = [peek.post] if peek.post is not None else []
        if ghost is not None:
            wanted = [post for post, _ in ghost.known_from[:_NAMED]]

        def show(found: list[Post]) -> None:
            from desktop.windows import previews  # noqa: PLC0415 - likewise

            if ghost is not None:
                self._show(peek, previews.of_ghost(ghost, found))
            elif found:
                self._show(peek, previews.of_post(found[0]))

        operations.peek(wanted).on_success(show).on_failure(self.failed.emit).start()

    def _show(self, peek: Peek, preview: Preview) -> None:
        view = self._panes.column
        if view.peeking.shown == peek:
            corner = view.viewport().geometry().topLeft()
            view.preview.show_beside(peek.box.translated(corner), preview)
