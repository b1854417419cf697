"""How the floors of a thread are arranged: by which replies, and whether of one person only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from db.threads.arranging import Certainty

if TYPE_CHECKING:
    from db.threads.arranging import Part
    from desktop.actions import Actions
    from desktop.operations import Operations
    from desktop.settings import Settings
    from desktop.windows.panes import Panes
    from desktop.windows.reading import Reading


class Arranging(QObject):
    """Drives the certainty of the tree and the bar of one person."""

    failed = Signal(object)
    changed = Signal()

    def __init__(
        self,
        panes: Panes,
        actions: Actions,
        reading: Reading,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._actions = actions
        self._reading = reading
        self._settings = settings
        self._operations: Operations | None = None
        self._author = ""
        name = settings.certainty
        reading.certainty = Certainty(name) if name in set(Certainty) else Certainty.LIKELY
        for certainty in Certainty:
            action = actions[f"certainty_{certainty.value}"]
            action.setChecked(certainty is reading.certainty)
            action.triggered.connect(
                lambda _on=False, certainty=certainty: self.set_certainty(certainty)
            )
        actions["only_person"].triggered.connect(self.toggle)
        panes.answers.certainty_chosen.connect(self.set_certainty)
        panes.answers.set_certainty(reading.certainty)
        panes.person.left.connect(self.leave)
        panes.column.part_changed.connect(self._on_part)
        reading.reread.connect(self._on_reread)

    def attach(self, operations: Operations | None) -> None:
        """Read from this library from now on."""
        self._operations = operations
        reading = self._reading
        if operations is not None and reading.sift_due:
            reading.sift_due = False
            if reading.certainty is not Certainty.LIKELY:
                reading.reload(text=True)

    # certainty

    def set_certainty(self, certainty: Certainty) -> None:
        """Arrange the tree by the replies that are so certain, in this thread and in others."""
        if certainty is self._reading.certainty:
            return
        self._reading.certainty = certainty
        self._settings.certainty = certainty.value
        self._actions[f"certainty_{certainty.value}"].setChecked(True)
        self._panes.answers.set_certainty(certainty)
        self._reading.reload(text=True)

    # one person

    def toggle(self) -> None:
        """Show only the floors of the author of the chosen one, or all again."""
        self._show_state()
        if self._panes.column.is_part:
            self.leave()
            return
        column = self._panes.column.column
        chosen = self._panes.column.current_post()
        post = column.document.known(chosen) if column is not None and chosen is not None else None
        if post is not None and post.author:
            self.show_only(post.author)

    def show_only(self, author: str) -> None:
        """Show only the floors of an author, and those they answer."""
        operations, thread = self._operations, self._reading.thread_id
        column = self._panes.column.column
        if operations is None or thread is None or column is None:
            return
        whole = column.document.whole or column.document

        def show(part: Part) -> None:
            now = self._panes.column.column
            if now is None or (now.document.whole or now.document) is not whole:
                return
            self._author = author
            self._panes.column.show_part(whole.only(part))
            beside = part.beside.count(1)
            self._panes.person.say(author, len(part.beside) - beside, beside)
            self._panes.column.setFocus(Qt.FocusReason.OtherFocusReason)

        job = operations.person(whole.skeleton, thread, author)
        job.on_success(show).on_failure(self.failed.emit).start()

    def leave(self) -> None:
        """Show all floors again, as they were."""
        self._panes.column.show_whole()
        self._panes.column.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_part(self) -> None:
        self._show_state()
        # matches are those of the floors that are shown
        self._reading.finding.show_thread(self._reading.thread_id)
        self.changed.emit()

    def _show_state(self) -> None:
        part = self._panes.column.is_part
        self._panes.person.setVisible(part)
        self._actions["only_person"].setChecked(part)

    def _on_reread(self, was_part: bool) -> None:
        if was_part:
            self.show_only(self._author)
