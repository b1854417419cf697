"""A small sheet above the reading column: the beginning of a floor that one does not go to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from db.text import display_width, visible
from desktop.views.parts import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.records import Span

WIDEST = 460
LINES, CELLS = 10, 560
"""Line feeds and half-width cells of a text that are shown."""
_AWAY = 6
_EDGE = 12
_BAR = 28
"""Pixels at the right that are left to the bars there."""


class Preview(NamedTuple):
    """What is shown: plain text, whatever it looks like.

    Attributes:
        title: whose words they are.
        about: when they were written, or what is to be known of them.
        text: the beginning of them.
        source: where words were preserved that stand nowhere else.
    """

    title: str
    about: str
    text: str
    source: str = ""


class PreviewPopup(QFrame):
    """Shows a preview beside the place one rests on; it takes no clicks and no focus."""

    def __init__(self, room: QWidget) -> None:
        """Make a sheet that lies on ``room``."""
        super().__init__(room)
        self._room = room
        self.setObjectName("preview")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title = label(role="heading", wrap=True)
        self.about = label(role="muted", wrap=True)
        self.text = label(wrap=True)
        self.source = label(role="muted", wrap=True)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(5)
        for part in (self.title, self.about, self.text, self.source):
            layout.addWidget(part)
        self.hide()

    def show_beside(self, box: QRect, preview: Preview) -> None:
        """Show a preview below a place of the parent, or above it where there is more room."""
        for part, words in zip(
            (self.title, self.about, self.text, self.source), preview, strict=True
        ):
            part.setText(words)
            part.setVisible(bool(words))
        room, layout = self._room, self._layout
        width = min(WIDEST, room.width() - _EDGE - _BAR)
        layout.activate()
        height = min(layout.totalHeightForWidth(width), room.height() - 2 * _EDGE)
        x = min(max(_EDGE, box.left()), room.width() - width - _BAR)
        below = box.bottom() + _AWAY
        above = box.top() - _AWAY - height
        fits = below + height <= room.height() - _EDGE
        y = below if fits or above < _EDGE else above
        self.setGeometry(x, min(y, room.height() - height - _EDGE), width, height)
        said = ". ".join(words for words in preview if words)
        self.setAccessibleName(said)
        self.raise_()
        self.show()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))


def beginning(text: str, without: Iterable[Span] = ()) -> str:
    """Return the beginning of a captured text as it can be shown.

    Args:
        text: as it was saved.
        without: passages in order that are left out, unless nothing else would be left.
    """
    kept: list[str] = []
    start = 0
    for span in without:
        kept.append(text[start : span.start])
        start = span.end
    kept.append(text[start:])
    words = "\n".join(piece.strip() for piece in kept if piece.strip()) or text.strip()
    lines: list[str] = []
    room = CELLS
    for line in words.split("\n"):
        if not line.strip():
            continue
        if len(lines) == LINES:
            return "\n".join(lines) + " …"
        cut = line[:room]
        lines.append(visible(cut))
        room -= display_width(cut)
        if len(cut) < len(line) or room <= 0:
            return "\n".join(lines) + " …"
    return "\n".join(lines)
