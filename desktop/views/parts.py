"""Small parts that every panel is built of, each with its accessible name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.models import wording

if TYPE_CHECKING:
    from PySide6.QtGui import QAction


def label(text: str = "", role: str = "", *, wrap: bool = False, chosen: bool = False) -> QLabel:
    """Return a label of plain text, whatever the text looks like.

    Args:
        text: its words.
        role: a word of the style sheet.
        wrap: whether it may run over several lines.
        chosen: whether its text can be selected and copied.
    """
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if chosen:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        made.setCursor(Qt.CursorShape.IBeamCursor)
    if wrap:
        # as wide as there is room, and as high as its lines then need
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
        made.setMinimumWidth(40)
    return made


def button(text: str, role: str = "") -> QPushButton:
    """Return a push button; its words are its accessible name."""
    made = QPushButton(text)
    made.setAccessibleName(wording.without_mnemonic(text))
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    return made


def tool(name: str, text: str = "") -> QToolButton:
    """Return a flat button with an icon, words or both; ``name`` says what it does."""
    made = QToolButton()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setText(text)
    made.setIconSize(QSize(18, 18))
    made.setAutoRaise(True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if text:
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return made


def action_tool(action: QAction) -> QToolButton:
    """Return a flat button for an action of the menus."""
    made = tool(wording.plain(action.text()))
    made.setDefaultAction(action)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    return made


def rule() -> QFrame:
    """Return a hairline across."""
    made = QFrame()
    made.setObjectName("line")
    made.setFixedHeight(1)
    return made


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a property that changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
