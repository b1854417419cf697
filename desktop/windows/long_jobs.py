"""Jobs that take time: one after the other, with a bar that shows how far they are."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.jobs import Job, Ticket
    from desktop.views.import_bar import ImportBar


class Task(NamedTuple):
    """A long job and how it is shown.

    Attributes:
        make: builds the job, when its turn has come.
        words: what it does.
        counted: whether its steps are things one counts; else their share is shown.
        stoppable: whether it can be stopped on the way.
        at_once: whether the bar is shown at once; else with the first step, if there is one.
        quiet: whether the bar is not shown at all.
        ended: called last with whether it was stopped; without it the bar goes away.
    """

    make: Callable[[], Job[Any]]
    words: str
    counted: bool = True
    stoppable: bool = True
    at_once: bool = True
    quiet: bool = False
    ended: Callable[[bool], None] | None = None


class LongJobs(QObject):
    """Runs tasks in the order asked, and drives the bar."""

    busy_changed = Signal()

    def __init__(self, bar: ImportBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self._waiting: deque[Task] = deque()
        self._task: Task | None = None
        self._ticket: Ticket | None = None
        self._begun = False
        bar.cancel_requested.connect(self.cancel)

    @property
    def busy(self) -> bool:
        """Whether a task is under way."""
        return self._task is not None

    def run(self, task: Task) -> None:
        """Do a task as soon as those before it are done."""
        self._waiting.append(task)
        if self._task is None:
            self._next()

    def cancel(self) -> None:
        """Stop the task that is under way; those that wait are not begun."""
        self._waiting.clear()
        if self._ticket is not None and not self._ticket.cancelled:
            self._ticket.cancel()
            self._bar.set_cancelling()

    def _next(self) -> None:
        if not self._waiting:
            return
        task = self._waiting.popleft()
        self._task = task
        self._begun = False
        if task.at_once and not task.quiet:
            self._begin(task)
        job = task.make()
        job.on_progress(lambda done, total, _what: self._on_progress(task, done, total))
        job.on_settled(self._on_settled)
        self._ticket = job.ticket
        job.start()
        self.busy_changed.emit()

    def _begin(self, task: Task) -> None:
        self._begun = True
        self._bar.begin(task.words, counted=task.counted, stoppable=task.stoppable)

    def _on_progress(self, task: Task, done: int, total: int) -> None:
        if task.quiet:
            return
        if not self._begun:
            self._begin(task)
        self._bar.set_progress(done, total)

    def _on_settled(self) -> None:
        task, ticket = self._task, self._ticket
        self._task = self._ticket = None
        if task is not None:
            if task.ended is None:
                if self._begun:
                    self._bar.finish()
            else:
                task.ended(ticket is not None and ticket.cancelled)
        self.busy_changed.emit()
        self._next()
