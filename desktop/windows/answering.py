"""The page of the answers to a floor: it follows the reader, but not into the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from desktop.windows.panes import ANSWERS_TAB

if TYPE_CHECKING:
    from db.records import PostId
    from desktop.models.thread_rows import ThreadDocument
    from desktop.operations import Operations
    from desktop.windows.panes import Panes
    from desktop.windows.reading import Reading


class Answering(QObject):
    """Drives the tab of the answers."""

    failed = Signal(object)

    def __init__(self, panes: Panes, reading: Reading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panes = panes
        self._reading = reading
        self._operations: Operations | None = None
        self._shown: tuple[ThreadDocument, PostId] | None = None
        view, panel = panes.column, panes.answers
        view.current_changed.connect(self._on_current)
        view.answers_requested.connect(self._on_requested)
        panel.shown.connect(self._on_shown)
        panel.post_requested.connect(self._on_post)
        panel.floor_requested.connect(self._on_floor)

    def attach(self, operations: Operations | None) -> None:
        """Read from this library from now on."""
        self._operations = operations

    def _whole(self) -> ThreadDocument | None:
        column = self._panes.column.column
        return None if column is None else column.document.whole or column.document

    def _on_shown(self) -> None:
        """Show the answers to the chosen floor; asking for them again asks for those of another."""
        self._show(self._panes.column.current_post())

    def _on_requested(self, post: PostId) -> None:
        self._panes.show_tab(ANSWERS_TAB)
        self._show(post)
        self._panes.answers.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_current(self, post: PostId | None) -> None:
        """Follow the reader; one who walks among the answers keeps the list of them."""
        if not self._panes.answers.isVisible():
            return
        shown = self._shown
        if shown is not None and post is not None and shown[0] is self._whole():
            row = self._panes.answers_model.row_of(post)
            if row is not None or post == shown[1]:
                self._panes.answers.choose(row)
                return
        self._show(post)

    def _show(self, post: PostId | None) -> None:
        document, operations = self._whole(), self._operations
        floor = document.floor_of(post) if document is not None and post is not None else None
        model, panel = self._panes.answers_model, self._panes.answers
        if document is None or post is None or floor is None:
            self._shown = None
            model.show(None)
            panel.show_nothing()
            return
        self._shown = (document, post)
        model.show(document, floor)
        self._say(post)
        if operations is None:
            return

        def add(also: list[PostId]) -> None:
            if self._shown == (document, post):
                model.add_also([one for one in also if document.floor_of(one) is not None])
                self._say(post)

        operations.also_answering(post).on_success(add).on_failure(self.failed.emit).start()

    def _say(self, post: PostId) -> None:
        model = self._panes.answers_model
        self._panes.answers.show_floor(self._reading.post(post), model.direct, model.rowCount())

    def _on_post(self, post: PostId) -> None:
        self._reading.go_to_post(post, enter=False)

    def _on_floor(self) -> None:
        if self._shown is not None:
            self._reading.go_to_post(self._shown[1])
