"""Ending in order when the session or a terminal asks for it."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier

if TYPE_CHECKING:
    from collections.abc import Callable


class Ending:
    """Hears the signals that end a program, until it is closed."""

    def __init__(self, end: Callable[[], object]) -> None:
        self._notifier: QSocketNotifier | None = None
        if os.name != "posix":
            return
        self._near, self._far = os.pipe()
        for side in (self._near, self._far):
            os.set_blocking(side, False)
        signal.set_wakeup_fd(self._far, warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda _number, _frame: None)
        self._notifier = QSocketNotifier(self._near, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(lambda: self._on_signal(end))

    def _on_signal(self, end: Callable[[], object]) -> None:
        os.read(self._near, 64)
        end()

    def close(self) -> None:
        """Leave signals to the system again."""
        if self._notifier is None:
            return
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        os.close(self._near)
        os.close(self._far)
