"""Rows, libraries and looks at widgets that the tests of the window share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from db.records import (
    Capture,
    CaptureId,
    Finding,
    LinkState,
    Note,
    NoteId,
    NoteState,
    NoteTarget,
    Post,
    PostId,
    ReplyLink,
    SearchHit,
    Span,
    ThreadHead,
    ThreadId,
    ThreadSummary,
)
from desktop.jobs import Jobs

if TYPE_CHECKING:
    from collections.abc import Iterator

Model = TypeVar("Model", bound=QAbstractItemModel)

MARKUP = f'<b>粗</b><img src="{QUrl.fromLocalFile("/etc/hostname").toString()}">&amp;'
"""What must stay what it is: text."""

DECEIVER = "甲\u202e乙\u200b丙\x07"
"""Turns, hides and rings: each such character is to be seen as a mark."""

EXTREMES = (
    "",
    " ",
    MARKUP,
    DECEIVER,
    "长" * 5_000,
    "w" * 5_000,
    "\n".join("行" * 3 for _ in range(500)),
    "👨\u200d👩\u200d👧\u200d👦" * 40,
    "e" + "\u0301" * 400,
    "\ud800",
    "\t\t\t字\t",
)
"""Texts that a capture may hold and that a row of a list must bear."""


def summary(number: int = 1, title: str = "河边的石头", **values: Any) -> ThreadSummary:
    fields: dict[str, Any] = {
        "id": ThreadId(number),
        "title": title,
        "board": "地方新闻",
        "outlet": None,
        "source": "本报",
        "poster": "Hebian",
        "posts": 5,
        "claimed_posts": 5,
        "latest_post_at": "2024-05-01T08:05-07:00",
        "imported_at": "2024-06-01T08:00:00+00:00",
        "notes": 0,
        "missing_images": 0,
    }
    return ThreadSummary(**{**fields, **values})


def hit(thread: int = 1, snippet: str = "石头在河边放了很久", **values: Any) -> SearchHit:
    fields: dict[str, Any] = {
        "thread": ThreadId(thread),
        "thread_title": f"帖子 {thread}",
        "post": PostId(7),
        "floor": "3",
        "author": "丙某",
        "field": "post",
        "snippet": snippet,
        "marks": (Span(0, 2),),
        "score": 1.0,
    }
    return SearchHit(**{**fields, **values})


def note(number: int = 1, body: str = "去问问奶奶", **values: Any) -> Note:
    fields: dict[str, Any] = {
        "id": NoteId(number),
        "thread": ThreadId(1),
        "post": PostId(7),
        "floor": "3",
        "target": None,
        "state": NoteState.ANCHORED,
        "body": body,
        "tags": (),
        "color": None,
        "created_at": "2024-06-02T08:00:00+00:00",
        "modified_at": "2024-06-02T08:00:00+00:00",
        "revision": 1,
    }
    return Note(**{**fields, **values})


def target(exact: str = "爷爷放的") -> NoteTarget:
    return NoteTarget(exact, "这块石头是我", "。", Span(6, 6 + len(exact)))


def post(number: int = 7, text: str = "原来如此", **values: Any) -> Post:
    fields: dict[str, Any] = {
        "id": PostId(number),
        "thread": ThreadId(1),
        "ordinal": number,
        "floor": str(number),
        "opening": False,
        "author": "丙某",
        "text": text,
    }
    return Post(**{**fields, **values})


def link(state: LinkState = LinkState.SOLID, **values: Any) -> ReplyLink:
    return ReplyLink(state, **values)


def capture(number: int = 1, findings: tuple[Finding, ...] = (), **values: Any) -> Capture:
    fields: dict[str, Any] = {
        "id": CaptureId(number),
        "sha256": "0123456789abcdef" * 4,
        "bytes": 12_345,
        "format": "kantie",
        "reader_version": "1",
        "file_name": f"saved {number}.txt",
        "captured_at": "2024-05-31T09:00:00+00:00",
        "imported_at": "2024-06-01T08:00:00+00:00",
        "encoding": "utf-8",
        "encoding_reason": "every byte is valid UTF-8",
        "findings": findings,
    }
    return Capture(**{**fields, **values})


def head(about: ThreadSummary | None = None, **values: Any) -> ThreadHead:
    about = about or summary()
    fields: dict[str, Any] = {
        "summary": about,
        "views": 120,
        "source_url": "https://example.org/t/1",
        "timezone": "America/Los_Angeles",
        "latest_post_text": None,
        "captured_title": about.title,
        "captured_source_url": "https://example.org/t/1",
        "article_author": "Hebian",
        "published_at": None,
        "published_at_text": None,
        "article_text": "石头在河边放了很久。",
        "blocks": (),
        "captures": (capture(),),
        "ghosts": (),
        "article_notes": 0,
    }
    return ThreadHead(**{**fields, **values})


def inline_jobs() -> Jobs:
    """Jobs that are done where they are started."""
    return Jobs(inline=True)


# listening to models


def watched(model: Model) -> Model:
    """Have Qt hold a model against what views rely on; a breach aborts the run."""
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def changed_rows(model: QAbstractItemModel) -> list[tuple[int, int]]:
    """First and last row of each change, as they come."""
    rows: list[tuple[int, int]] = []

    def take(first: QModelIndex, last: QModelIndex) -> None:
        rows.append((first.row(), last.row()))

    model.dataChanged.connect(take)
    return rows


def inserted_rows(model: QAbstractItemModel) -> list[tuple[int, int]]:
    """First and last row of each insertion, as they come."""
    rows: list[tuple[int, int]] = []

    def take(_parent: QModelIndex, first: int, last: int) -> None:
        rows.append((first, last))

    model.rowsInserted.connect(take)
    return rows


# looking at widgets


def inside(widget: QWidget) -> Iterator[QWidget]:
    """Everything a reader can come to in a widget; what Qt itself builds in is its own."""
    for part in (widget, *widget.findChildren(QWidget)):
        if not part.objectName().startswith("qt_"):
            yield part


def nameless(widget: QWidget) -> list[str]:
    """Controls that take the focus and have nothing to be read out."""
    found: list[str] = []
    for part in inside(widget):
        if part.focusPolicy() == Qt.FocusPolicy.NoFocus or part.focusProxy() is not None:
            continue
        words = part.text() if isinstance(part, QLabel) else ""
        if not part.isVisibleTo(widget):
            continue
        inner = isinstance(part.parentWidget(), QLineEdit)
        if not inner and not (part.accessibleName() or words):
            found.append(f"{type(part).__name__} {part.objectName()}")
    return found


def labels(widget: QWidget) -> list[str]:
    """The words of all labels, in the order of the layout."""
    return [part.text() for part in widget.findChildren(QLabel) if part.text()]


def marked_up(widget: QWidget) -> list[str]:
    """Labels that would read their text as markup."""
    return [
        part.text()
        for part in widget.findChildren(QLabel)
        if part.text() and part.textFormat() != Qt.TextFormat.PlainText
    ]


def press(widget: QWidget, keys: str) -> None:
    """Press a key as it is written in a menu."""
    QTest.keySequence(widget, QKeySequence(keys))
