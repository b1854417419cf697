"""Reading: opening threads, the place in each, finding in one, the evidence of a floor."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from db.errors import KnownError, NotFound
from db.threads.arranging import Certainty, sift
from desktop import messages
from desktop.models.thread_head import certainty_sentence
from desktop.models.thread_rows import ThreadDocument
from desktop.views.reply_panel import PRESERVERS, ReplyStory
from desktop.windows.citing import cited
from desktop.windows.finding import Finding
from desktop.windows.history import Bookmark, History

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.glance import Opened
    from db.records import Post, PostId, SearchHit, ThreadHead, ThreadId
    from desktop.operations import Operations
    from desktop.windows.panes import Panes

translate = QCoreApplication.translate

_SIFTED_AT_ONCE = 20_000
"""Floors that are arranged before the library is open, when nothing runs aside yet."""
PLACE_PAUSE = 900
"""Milliseconds of rest after which the reader's place is remembered."""


_log = logging.getLogger(__name__)


def _on_lost_place(error: Exception) -> None:
    _log.info("the reading place was not kept: %s", type(error).__name__)


class Reading(QObject):
    """Drives the middle pane, and the inspector's words on the chosen floor."""

    opened = Signal(object)
    """The ``ThreadHead`` of the thread that is now open, or ``None``."""
    failed = Signal(object)
    reread = Signal(bool)
    """The open thread was read anew; whether only some floors of it were shown before."""
    current_changed = Signal()

    def __init__(self, panes: Panes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panes = panes
        self._operations: Operations | None = None
        self._glance: Callable[[list[PostId]], list[Post]] | None = None
        self.head: ThreadHead | None = None
        self.shown: Post | None = None
        """The chosen floor as it was stored when it was chosen."""
        self.certainty = Certainty.LIKELY
        self.sift_due = False
        """Whether a thread is shown at a glance that was too long to be sifted then."""
        self._opening: ThreadId | None = None
        self.finding = Finding(panes, self)
        self.finding.failed.connect(self.failed)
        self.finding.changed.connect(self.current_changed)
        self._history = History()
        self._place_timer = QTimer(self)
        self._place_timer.setSingleShot(True)
        self._place_timer.setInterval(PLACE_PAUSE)
        self._place_timer.timeout.connect(self.save_place)
        view = panes.column
        view.current_changed.connect(self._on_current)
        view.post_activated.connect(self._on_activated)
        view.leaving.connect(self._leave_place)
        view.place_changed.connect(self._place_timer.start)
        panes.reply.post_requested.connect(self.go_to_post)

    def attach(self, operations: Operations | None) -> None:
        """Read from this library from now on; what was shown of it at a glance stays."""
        if operations is None or self._glance is None:
            self.close()
        self._glance = None
        self._operations = operations
        self.finding.attach(operations)
        self._history.clear()

    def show_first(self, opened: Opened, read: Callable[[list[PostId]], list[Post]]) -> None:
        """Show a thread before its library is open; ``read`` reads floors until it is."""
        self._glance = read
        self.sift_due = len(opened.skeleton) > _SIFTED_AT_ONCE
        if not self.sift_due:
            tree, left_out = sift(opened.skeleton, self.certainty)
            opened = opened._replace(skeleton=tree, left_out=left_out)
        self._show(opened)

    @property
    def thread_id(self) -> ThreadId | None:
        """The open thread."""
        return None if self.head is None else self.head.summary.id

    # opening

    def open(
        self,
        thread: ThreadId,
        then: Callable[[], None] | None = None,
        *,
        remember: bool = True,
    ) -> None:
        """Open a thread where it was left; ``then`` runs when it is shown."""
        operations = self._operations
        if operations is None:
            return
        if self.thread_id == thread:
            self._drop_opening()
            if then is not None:
                then()
            return
        here = self.bookmark()
        self._opening = thread

        def show(opened: Opened) -> None:
            self._opening = None
            self.save_place()
            if remember:
                self._history.leave(here)
            self._show(opened)
            if then is not None:
                then()

        job = operations.open_thread(thread, self.certainty)
        job.on_success(show).on_failure(self._on_failure).start()

    def close(self) -> None:
        """Show no thread."""
        self._drop_opening()
        self.save_place()
        self.head = self.shown = None
        self.finding.show_thread(None)
        self._panes.column.clear()
        self._panes.show_thread_page(shown=False)
        self._panes.reply.show_nothing()
        self._panes.capture.show_nothing()
        self.opened.emit(None)

    def _drop_opening(self) -> None:
        """Open nothing after all that was asked for and is not there yet."""
        self._opening = None
        if self._operations is not None:
            self._operations.jobs.drop("open")

    def reload(self, *, text: bool) -> None:
        """Read the open thread again; with ``text``, its floors and not only its head."""
        operations, thread = self._operations, self.thread_id
        if operations is None or thread is None or self._opening is not None:
            return
        if text:

            def show(opened: Opened) -> None:
                kept, part = self._panes.column.keepsake(), self._panes.column.is_part
                self._show(opened)
                if kept is not None:
                    self._panes.column.restore_keepsake(kept)
                self.reread.emit(part)

            job = operations.open_thread(thread, self.certainty)
            job.on_success(show).on_failure(self._on_failure).start()
            return

        def take(head: ThreadHead) -> None:
            if self.thread_id == head.summary.id:
                self.head = head
                self._panes.column.renew_figures(head)
                self._panes.capture.show_head(head)
                self.opened.emit(head)

        operations.head(thread).on_success(take).on_failure(self._on_failure).start()

    def renew(self) -> None:
        """Read the tree of the open thread again; what is chosen, folded and read stays."""
        operations, thread = self._operations, self.thread_id
        if operations is None or thread is None or self._opening is not None:
            return
        if self._panes.column.is_part:
            self.reload(text=True)  # the part is made anew of the new tree
            return

        def show(opened: Opened) -> None:
            if self.thread_id != thread:
                return
            self.head = opened.head
            view = self._panes.column
            view.renew_thread(self._document(opened))
            self._on_current(view.current_post())
            self.finding.show_thread(thread)

        operations.open_thread(thread, self.certainty).on_success(show).on_failure(
            self._on_failure
        ).start()

    def _show(self, opened: Opened) -> None:
        if self._operations is None and self._glance is None:
            return
        self.head = opened.head
        view = self._panes.column
        # first, so that the thread is laid out once, for the size that it has there
        self._panes.show_thread_page(shown=True)
        view.show_thread(self._document(opened))
        if opened.place is not None:
            view.restore_place(opened.place)
        self._panes.capture.show_head(opened.head)
        self._panes.reply.show_nothing()
        self._on_current(view.current_post())
        self.opened.emit(opened.head)
        self.finding.show_thread(self.thread_id)

    def _document(self, opened: Opened) -> ThreadDocument:
        return ThreadDocument(
            opened.head,
            opened.skeleton,
            self._fetch,
            opened.counts,
            opened.note_counts,
            certainty_sentence(self.certainty, opened.left_out),
        )

    def _fetch(self, ids: list[PostId]) -> list[Post]:
        """Read floors for painting; a failure is said, and they stay blank."""
        operations = self._operations
        if operations is None:
            return self._glance(ids) if self._glance is not None else []
        try:
            return operations.posts(ids)
        except KnownError as error:
            self.failed.emit(error)
            return []

    def _on_failure(self, error: Exception) -> None:
        self._opening = None
        if isinstance(error, NotFound) and self.head is not None:
            self.close()
        self.failed.emit(error)

    # places

    def bookmark(self) -> Bookmark | None:
        """Return where the reader is."""
        thread = self.thread_id
        view = self._panes.column
        return None if thread is None else Bookmark(thread, view.place(), view.current_post())

    def return_to(self, mark: Bookmark | None) -> None:
        """Go back to where the reader was."""
        if mark is None:
            return

        def restore() -> None:
            if mark.place is not None:
                self._panes.column.restore_place(mark.place)
                self._panes.column.choose_post(mark.chosen)
            self.current_changed.emit()

        self.open(mark.thread, restore, remember=False)

    def save_place(self) -> None:
        """Remember where the reader is in the open thread."""
        self._place_timer.stop()
        operations, thread = self._operations, self.thread_id
        place = self._panes.column.place()
        if operations is None or thread is None or place is None or operations.read_only:
            return
        # a place that is lost is no trouble to tell of; a library that fails says so elsewhere
        operations.set_place(thread, place).on_failure(_on_lost_place).start()

    def back(self) -> None:
        """Go to the place before, in this thread or in another."""
        self.return_to(self._history.back(self.bookmark()))

    def forward(self) -> None:
        """Go to the place that ``back`` left."""
        self.return_to(self._history.forward(self.bookmark()))

    @property
    def can_go(self) -> tuple[bool, bool]:
        """Whether there is a way back, and a way forward."""
        return self._history.can_go

    def _leave_place(self) -> None:
        self._history.leave(self.bookmark())

    # floors

    def go_to_post(self, post: PostId, *, enter: bool = True) -> None:
        """Show a floor of the open thread; there is a way back from it.

        Args:
            post: the floor.
            enter: whether the keyboard goes there too.
        """
        self._leave_place()
        self._panes.column.go_to_post(post)
        if enter:
            self._panes.column.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_floor(self, label: str) -> bool:
        """Show the floor with this printed label; say whether there is one."""
        operations, thread = self._operations, self.thread_id
        if operations is None or thread is None:
            return False
        try:
            post = operations.post_by_floor(thread, label)
        except KnownError as error:
            self.failed.emit(error)
            return True
        if post is None:
            return False
        self.go_to_post(post)
        return True

    def decidable(self, post: Post) -> bool:
        """Whether it can be decided now whom a floor answers."""
        operations, head = self._operations, self.head
        return (
            operations is not None
            and not operations.read_only
            and head is not None
            and head.summary.trashed_at is None
            and not post.opening
        )

    def post(self, post: PostId) -> Post | None:
        """Return a floor as it is stored."""
        return next(iter(self._fetch([post])), None)

    def _on_current(self, post: PostId | None) -> None:
        self.current_changed.emit()
        self.shown = None
        if post is None or self.head is None:
            self._panes.reply.show_nothing()
            return
        shown = self.shown = self.post(post)
        if shown is None:
            self._panes.reply.show_nothing()
            return
        links = (shown.reply_to, *shown.also_replies_to)
        told = (*links, *shown.set_aside)
        wanted = [link.post for link in told if link.post is not None]
        ghosts = {ghost.id: ghost for ghost in self.head.ghosts}
        lost = [ghosts[link.ghost] for link in told if link.ghost in ghosts and link.ghost]
        for ghost in lost:
            wanted += [known for known, _ in ghost.known_from[:PRESERVERS]]
        parents = {parent.id: parent for parent in self._fetch(wanted)} if wanted else {}
        rules = {link.rule: messages.of_rule(link.rule) for link in told if link.rule}
        self._panes.reply.show_story(
            ReplyStory(
                shown,
                parents,
                ghosts,
                rules,
                decidable=self.decidable(shown),
                suggestible=self._operations is not None and not shown.opening,
            )
        )

    def _on_activated(self, post: PostId | None) -> None:
        if post is not None:
            self.go_to_post(post)

    def show_hit(self, hit: SearchHit, query: str) -> None:
        """Open the thread of a hit at the hit, with all hits in it marked."""
        self.finding.expect(query)
        self.open(hit.thread, lambda: self.finding.show_hit(hit, query))

    # copying

    def copy(self) -> None:
        """Copy the chosen words."""
        self._panes.column.copy()

    def copy_cited(self) -> None:
        """Copy the chosen words, or the chosen floor, with where they come from."""
        if self.head is None:
            return
        view = self._panes.column
        chosen, words = view.selection(), view.selected_text()
        whole = bool(words) and chosen is None
        place = chosen.post if chosen is not None else view.current_post()
        post = self.post(place) if place is not None and not whole else None
        words = words or (post.text if post is not None else "")
        if words:
            QGuiApplication.clipboard().setText(cited(self.head, post, words, whole=whole))
