"""Deciding whom the chosen floor answers: the panel, the menu, and the click on another floor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from db.errors import KnownError
from db.records import LinkState, Parent
from db.text import visible
from desktop.models import wording
from desktop.views.reply_verdicts import Say
from desktop.windows.panes import REPLY_TAB

if TYPE_CHECKING:
    from db.changes import Done
    from db.records import Post, PostId
    from desktop.decisions import Decided, Decisions
    from desktop.jobs import Job
    from desktop.operations import Operations
    from desktop.windows.panes import Panes
    from desktop.windows.reading import Reading

translate = QCoreApplication.translate


class Deciding(QObject):
    """Carries out what the reader says of whom a floor answers."""

    failed = Signal(object)
    changed = Signal()
    """Something else can be decided now."""

    def __init__(self, panes: Panes, reading: Reading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panes = panes
        self._reading = reading
        self._operations: Operations | None = None
        self._picking_for: PostId | None = None
        self._refusal = ""
        panes.reply.said.connect(self._on_said)
        panes.reply.floor_typed.connect(self._on_typed)
        panes.reply.pick_requested.connect(self.begin_picking)
        panes.column.picked.connect(self._on_picked)
        reading.opened.connect(self._on_opened)

    def attach(self, operations: Operations | None) -> None:
        """Decide in this library from now on."""
        self._operations = operations
        self.end_picking()
        self.changed.emit()

    # what can be decided

    @property
    def _shown(self) -> Post | None:
        """The chosen floor, if it can be decided whom it answers."""
        shown = self._reading.shown
        return shown if shown is not None and self._reading.decidable(shown) else None

    @property
    def possible(self) -> bool:
        """Whether it can be decided whom the chosen floor answers."""
        return self._operations is not None and self._shown is not None

    @property
    def answering(self) -> bool:
        """Whether the chosen floor answers somebody, as far as is known."""
        shown = self._shown
        return shown is not None and shown.reply_to.state is not LinkState.NONE

    @property
    def decided(self) -> bool:
        """Whether the reader decided something of the chosen floor."""
        shown = self._shown
        return shown is not None and bool(shown.decisions)

    # what is said

    def confirm(self) -> None:
        """Say that the chosen floor answers whom it seems to answer."""
        decisions, post = self._at_hand()
        if decisions is not None and post is not None:
            self._start(decisions.confirm(post))

    def reject(self, parent: Parent | None = None) -> None:
        """Say that the chosen floor does not answer whom it seems to answer, or somebody else."""
        decisions, post = self._at_hand()
        if decisions is not None and post is not None:
            self._start(decisions.reject(post, parent))

    def choose(self, parent: Parent) -> None:
        """Say whom the chosen floor answers."""
        decisions, post = self._at_hand()
        if decisions is not None and post is not None:
            self._start(decisions.choose(post, parent))

    def answers_article(self) -> None:
        """Say that the chosen floor answers the article."""
        self.choose(Parent(article=True))

    def not_a_reply(self) -> None:
        """Say that the chosen floor answers nobody."""
        decisions, post = self._at_hand()
        if decisions is not None and post is not None:
            self._start(decisions.not_a_reply(post))

    def ask_again(self) -> None:
        """Take back what was decided of the chosen floor."""
        decisions, post = self._at_hand()
        if decisions is not None and post is not None:
            self._start(decisions.ask_again(post))

    def _at_hand(self) -> tuple[Decisions | None, PostId | None]:
        operations, shown = self._operations, self._shown
        return (
            operations.decisions if operations is not None else None,
            shown.id if shown is not None else None,
        )

    def _start(self, job: Job[Done[Decided]]) -> None:
        self.end_picking()
        if self._refusal and self._panes.messages.text() == self._refusal:
            self._panes.messages.hide()  # it is about what was tried before
        self._refusal = ""
        job.on_failure(self._on_failure).start()

    def _on_failure(self, error: Exception) -> None:
        self.failed.emit(error)
        if isinstance(error, KnownError):
            self._refusal = self._panes.messages.text()

    def _on_said(self, what: str, parent: Parent | None) -> None:
        if what == Say.CHOOSE and parent is not None:
            self.choose(parent)
        elif what == Say.REJECT:
            self.reject(parent)
        elif what == Say.CONFIRM:
            self.confirm()
        elif what == Say.ARTICLE:
            self.answers_article()
        elif what == Say.NOBODY:
            self.not_a_reply()
        elif what == Say.AGAIN:
            self.ask_again()

    # another floor, by its number

    def open_field(self) -> None:
        """Let the number of the floor be typed that the chosen one answers."""
        self._panes.show_tab(REPLY_TAB)
        if self._panes.reply.verdicts is not None:
            self._panes.reply.verdicts.open_field()

    def _on_typed(self, label: str) -> None:
        operations, shown, verdicts = self._operations, self._shown, self._panes.reply.verdicts
        if operations is None or shown is None or verdicts is None:
            return
        try:
            found = operations.posts_by_floor(shown.thread, label)
        except KnownError as error:
            self.failed.emit(error)
            return
        others = [post for post in found if post != shown.id]
        if others:
            self.choose(Parent(post=others[0]))
        elif found:
            verdicts.set_problem(translate("Deciding", "A floor cannot answer itself."))
        else:
            verdicts.set_problem(
                translate("Deciding", "This thread has no floor “{label}”.").format(
                    label=visible(label)
                )
            )

    # another floor, by a click

    def begin_picking(self) -> None:
        """Let the next floor that is clicked be the one that the chosen floor answers."""
        shown = self._shown
        if shown is None:
            return
        self._picking_for = shown.id
        self._panes.column.set_picking(on=True)
        self._panes.messages.show_news(
            translate("Deciding", "Click the floor, or the article, that {floor} answers.").format(
                floor=wording.floor(shown.floor)
            ),
            translate("Deciding", "Esc leaves everything as it is."),
            translate("Deciding", "Cancel"),
            self.end_picking,
            lasting=True,
        )

    def end_picking(self) -> None:
        """Let clicks choose as ever."""
        if self._picking_for is None:
            return
        self._picking_for = None
        self._panes.column.set_picking(on=False)
        self._panes.messages.pass_news()

    def _on_picked(self, post: PostId | None) -> None:
        child, operations = self._picking_for, self._operations
        if child is None or operations is None:
            return
        parent = Parent(post=post) if post is not None else Parent(article=True)
        self._start(operations.decisions.choose(child, parent))

    def _on_opened(self, _head: object) -> None:
        self.end_picking()
