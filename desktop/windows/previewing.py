"""The preview of a floor that a quote or a link leads to: fetched aside, shown while one rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from db.records import TimeOrigin
from db.text import visible
from db.threads.quoted import folding
from desktop.models import wording
from desktop.views.preview_popup import Preview, beginning

if TYPE_CHECKING:
    from db.records import Ghost, Post, ThreadHead
    from desktop.operations import Operations
    from desktop.views.thread_peeking import Peek
    from desktop.windows.panes import Panes
    from desktop.windows.reading import Reading

translate = QCoreApplication.translate

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
        head = self._reading.head
        column = self._panes.column.column
        if head is None or column is None:
            return
        if peek.article:
            self._show(peek, of_article(head))
        elif peek.ghost is not None:
            ghost = next((one for one in head.ghosts if one.id == peek.ghost), None)
            if ghost is not None:
                self._fetch(peek, ghost)
        elif peek.post is not None:
            known = column.document.known(peek.post)
            if known is not None:
                self._show(peek, of_post(known))
            else:
                self._fetch(peek, None)
        elif peek.words:
            said = translate("Previewing", "Quoted words; whose they are is not known")
            self._show(peek, Preview(said, "", beginning(peek.words)))

    def _fetch(self, peek: Peek, ghost: Ghost | None) -> None:
        operations = self._operations
        if operations is None:
            return
        wanted = [peek.post] if peek.post is not None else []
        if ghost is not None:
            wanted = [post for post, _ in ghost.known_from[:_NAMED]]

        def show(found: list[Post]) -> None:
            if ghost is not None:
                self._show(peek, of_ghost(ghost, found))
            elif found:
                self._show(peek, of_post(found[0]))

        operations.peek(wanted).on_success(show).on_failure(self.failed.emit).start()

    def _show(self, peek: Peek, preview: Preview) -> None:
        view = self._panes.column
        if view.peeking.shown == peek:
            corner = view.viewport().geometry().topLeft()
            view.preview.show_beside(peek.box.translated(corner), preview)


def of_post(post: Post) -> Preview:
    """Return the preview of a floor: its own words, without what it quotes itself."""
    name = wording.author(post.author)
    place = wording.floor(post.floor) if post.floor else ""
    if post.opening:
        place = translate("Previewing", "the opening post")
    title = " · ".join(one for one in (place, name) if one)
    when = wording.moment(post.posted_at) or visible(post.posted_at_text or "")
    if when and post.posted_at_from is TimeOrigin.QUOTE:
        when = translate("Previewing", "{time}, seen in a quote").format(time=when)
    elif when and post.posted_at_from is TimeOrigin.INFERRED:
        when = translate("Previewing", "{time}, inferred").format(time=when)
    text = beginning(post.text, folding(post.text, [quote.span for quote in post.quotes]))
    return Preview(title, when, text or translate("Previewing", "It holds no words."))


def of_ghost(ghost: Ghost, known_from: list[Post]) -> Preview:
    """Return the preview of a post that is not in the capture: what quotes preserved of it."""
    name = wording.author(ghost.author) if ghost.author else ""
    lost = translate("Previewing", "not in this capture")
    text = beginning(ghost.text)
    if not text:
        none = translate("Previewing", "Nobody quotes it, so none of its words are known.")
        return Preview(name or lost, lost if name else "", none)
    floors = wording.listed(wording.floor(post.floor) for post in known_from)
    source = translate("Previewing", "Text preserved in the quote of {floors}")
    return Preview(
        name or lost,
        " · ".join(one for one in (lost if name else "", wording.moment(ghost.posted_at)) if one),
        text,
        source.format(floors=floors) if floors else "",
    )


def of_article(head: ThreadHead) -> Preview:
    """Return the preview of the article."""
    text = head.article_text or (head.opening.text if head.opening is not None else "")
    return Preview(
        wording.one_line(head.summary.title),
        translate("Previewing", "the article"),
        beginning(text),
    )
