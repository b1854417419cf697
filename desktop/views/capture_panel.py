"""What was saved, when, and how it was read; the way back to the original bytes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.records import Severity
from db.text import visible
from desktop import icons, messages
from desktop.models import wording
from desktop.theme import LIGHT
from desktop.views.parts import button, label, rule

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from db.records import Capture, CaptureId, Finding, ThreadHead
    from desktop.theme import Tokens

translate = QCoreApplication.translate

_UNBROKEN = 24
"""Characters without a space that fit the narrowest pane."""


class CapturePanel(QScrollArea):
    """The captures of the open thread, the shown one first."""

    save_requested = Signal(object)
    """A ``Capture`` whose bytes are to be written to a file."""
    reread_requested = Signal(object)
    """A ``Capture`` that is to be read anew."""
    looked_at = Signal(object)
    """The ``ThreadHead`` that is shown now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = LIGHT
        self._head: ThreadHead | None = None
        self._due = False
        self._writable = False
        self._older: dict[CaptureId, Finding] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(translate("CapturePanel", "Capture of the open thread"))
        self.show_nothing()

    def set_writable(self, writable: bool) -> None:
        """Offer to read captures anew, or do not."""
        self._writable = writable
        if self._head is not None:
            self.show_head(self._head)

    def set_older(self, head: ThreadHead, older: dict[CaptureId, Finding]) -> None:
        """Tell which captures a newer reader would read anew."""
        if head is self._head and older != self._older:
            self._older = older
            self._show(head)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self._tokens = tokens
        if self._head is not None:
            self.show_head(self._head)

    def show_nothing(self) -> None:
        """Say what would stand here."""
        self._head = None
        self._due = False
        layout = self._fresh()
        hint = label(
            translate("CapturePanel", "Where an open thread was saved from stands here."),
            "muted",
            wrap=True,
        )
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        hint.setContentsMargins(8, 28, 8, 0)
        layout.addWidget(hint)
        layout.addStretch()

    def show_head(self, head: ThreadHead) -> None:
        """Show the captures of a thread; built when it is looked at."""
        if head is not self._head:
            self._older = {}
        self._head = head
        self._due = not self.isVisible()
        if not self._due:
            self._show(head)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Build what was to be shown while nobody looked."""
        super().showEvent(event)
        if self._due and self._head is not None:
            self._due = False
            self._show(self._head)

    def _show(self, head: ThreadHead) -> None:
        layout = self._fresh()
        self._add_thread(layout, head)
        for capture in reversed(head.captures):
            layout.addSpacing(8)
            layout.addWidget(rule())
            layout.addSpacing(8)
            self._add_capture(layout, capture)
        layout.addStretch()
        self.looked_at.emit(head)

    def _fresh(self) -> QVBoxLayout:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 14, 16, 16)
        layout.setSpacing(7)
        self.setWidget(page)
        return layout

    def _add_thread(self, layout: QVBoxLayout, head: ThreadHead) -> None:
        summary = head.summary
        layout.addWidget(label(translate("CapturePanel", "Thread"), "title"))
        rows: list[tuple[str, str]] = []
        if summary.title != head.captured_title:
            rows.append((translate("CapturePanel", "Saved title"), head.captured_title))
        rows.append((translate("CapturePanel", "Address"), head.source_url or ""))
        if head.captured_source_url and head.captured_source_url != head.source_url:
            rows.append((translate("CapturePanel", "Saved address"), head.captured_source_url))
        counted = wording.replies(summary.posts)
        if summary.claimed_posts is not None and summary.claimed_posts != summary.posts:
            counted = translate("CapturePanel", "{found}; the page says {claimed}").format(
                found=counted, claimed=wording.number(summary.claimed_posts)
            )
        rows.append((translate("CapturePanel", "Replies"), counted))
        if head.views is not None:
            rows.append((translate("CapturePanel", "Views"), wording.number(head.views)))
        latest = wording.moment(summary.latest_post_at) or (head.latest_post_text or "")
        rows.append((translate("CapturePanel", "Latest reply"), latest))
        rows.append((translate("CapturePanel", "Time zone"), head.timezone or ""))
        layout.addLayout(_form(rows))

    def _add_capture(self, layout: QVBoxLayout, capture: Capture) -> None:
        layout.addWidget(label(translate("CapturePanel", "Capture"), "title"))
        rows = [
            (translate("CapturePanel", "File"), capture.file_name),
            (translate("CapturePanel", "Size"), wording.size(capture.bytes)),
            (translate("CapturePanel", "Captured"), wording.local_moment(capture.captured_at)),
            (translate("CapturePanel", "Imported"), wording.local_moment(capture.imported_at)),
            (
                translate("CapturePanel", "Read by"),
                f"{capture.format} {capture.reader_version}",
            ),
            (translate("CapturePanel", "Encoding"), capture.encoding),
            ("", messages.of_text(capture.encoding_reason)),
            (translate("CapturePanel", "SHA-256"), capture.sha256),
        ]
        layout.addLayout(_form(rows))
        save = button(translate("CapturePanel", "Save original file…"))
        save.clicked.connect(partial(self._save, capture))
        layout.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        if self._writable:
            layout.addWidget(self._again(capture), 0, Qt.AlignmentFlag.AlignLeft)
            older = self._older.get(capture.id)
            if older is not None:
                layout.addLayout(finding_row(older, self._tokens, self.devicePixelRatioF()))
        if capture.findings:
            layout.addSpacing(4)
            layout.addWidget(label(translate("CapturePanel", "Found while reading"), "heading"))
            for finding in capture.findings:
                layout.addLayout(finding_row(finding, self._tokens, self.devicePixelRatioF()))

    def _again(self, capture: Capture, role: str = "") -> QPushButton:
        again = button(translate("CapturePanel", "Read again…"), role)
        again.clicked.connect(lambda _checked=False: self.reread_requested.emit(capture))
        return again

    def _save(self, capture: Capture, _checked: bool = False) -> None:
        self.save_requested.emit(capture)


def _form(rows: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    for number, (name, value) in enumerate(row for row in rows if row[1]):
        words = label(name, "muted")
        shown = _value(visible(value))
        shown.setAccessibleName(f"{name} {visible(value)}")
        grid.addWidget(words, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(shown, number, 1)
    return grid


def _value(text: str) -> QWidget:
    """Return a value to copy; one without spaces, like a digest, scrolls in its line."""
    if " " in text or len(text) < _UNBROKEN:
        return label(text, wrap=True, chosen=True)
    line = QLineEdit(text)
    line.setReadOnly(True)
    line.setFrame(False)
    line.setProperty("role", "value")
    line.setCursorPosition(0)
    line.setToolTip(wording.tip(text))
    return line


def finding_row(finding: Finding, tokens: Tokens, scale: float) -> QHBoxLayout:
    """Return a finding as a sign and its sentence."""
    names = {
        Severity.INFO: ("info", tokens.muted),
        Severity.WARNING: ("warning", tokens.warning),
        Severity.ERROR: ("error", tokens.accent),
    }
    name, colour = names[finding.severity]
    sign = QLabel()
    sign.setPixmap(icons.pixmap(name, colour, 18, scale))
    text = visible(messages.of_finding(finding))
    words = label(text, wrap=True, chosen=True)
    words.setAccessibleName(text)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return row
