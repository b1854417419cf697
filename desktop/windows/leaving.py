"""Leaving a window or its library: nothing is let go of before it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from db.errors import KnownError
from desktop import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.windows.main_window import MainWindow

translate = QCoreApplication.translate


# ruff: noqa: PLC0415 - a dialog is loaded when it is asked for; no start waits for it
class Leaving(QObject):
    """Knows what has to be done before one window may close."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._ready = False

    def may_close(self) -> bool:
        """Return whether the window may close now; if not, it closes when it may."""
        window = self._window
        if self._ready:
            return True
        if window.long_jobs.busy:
            self._ask()
            return False
        if self._unsettled():
            self.leave(self._close)
            return False
        # at once, as the end of a session wants it
        window.reading.save_place()
        self._ready = True
        return True

    def leave(self, then: Callable[[], None]) -> None:
        """Save what is not saved, and call ``then``; words that cannot be saved are shown."""
        window = self._window

        def settled() -> None:
            if window.noting.unsaved():
                self._show_unsaved(then)
            else:
                window.reading.save_place()
                then()

        window.noting.settle(settled)

    def _unsettled(self) -> bool:
        draft = self._window.panes.notes.draft()
        return bool(self._window.noting.unsaved()) or (draft is not None and draft.emptied)

    def _ask(self) -> None:
        from desktop.windows.dialogs.question import ask

        def stop() -> None:
            self._window.long_jobs.cancel()
            self.leave(self._close)

        ask(
            self._window,
            translate("MainWindow", "Stop what is under way, and close?"),
            translate(
                "MainWindow", "What is finished stays, and nothing half done is left behind."
            ),
            translate("MainWindow", "Stop and Close"),
            stop,
        )

    def _close(self) -> None:
        # a window that is asked to close while it answers that question would not hear it
        self._ready = True
        QTimer.singleShot(0, self._window, self._window.close)

    def _show_unsaved(self, then: Callable[[], None]) -> None:
        from desktop.windows.dialogs.report import unsaved_words

        noting = self._window.noting
        error = noting.last_error
        reason = (
            messages.headline(error)
            if isinstance(error, KnownError)
            else translate("MainWindow", "the library could not be written.")
        )
        words = "\n\n".join(draft.text for draft in noting.unsaved())
        dialog = unsaved_words(self._window, reason, words)
        dialog.accepted.connect(noting.forget_unsaved)
        dialog.accepted.connect(then)
        dialog.open()
