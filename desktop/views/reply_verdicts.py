"""What the reader can say of whom a floor answers: buttons, and a field for another floor."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.records import LinkState, Parent
from desktop.views.parts import button, label, rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from db.records import Post

translate = QCoreApplication.translate


class Say(StrEnum):
    """What can be said of a floor."""

    CONFIRM = "confirm"
    REJECT = "reject"
    CHOOSE = "choose"
    ARTICLE = "article"
    NOBODY = "nobody"
    AGAIN = "again"


class Verdicts(QFrame):
    """The verdicts on one floor."""

    said = Signal(str, object)
    """A word of ``Say``, and the ``Parent`` that it is about, or ``None``."""
    floor_typed = Signal(str)
    """The printed number of the floor that it answers."""
    pick_requested = Signal()
    """The floor that it answers is to be clicked."""

    def __init__(self, post: Post, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(rule())
        layout.addSpacing(2)
        layout.addWidget(label(translate("ReplyPanel", "What do you say?"), "muted"))
        if post.reply_to.state is not LinkState.NONE:
            row = QHBoxLayout()
            row.setSpacing(8)
            confirm = self._button(
                translate("ReplyPanel", "Confirm"), partial(self._say, Say.CONFIRM)
            )
            confirmed = post.reply_to.decided_by == "reader"
            confirm.setEnabled(not confirmed)
            row.addWidget(confirm)
            row.addWidget(
                self._button(
                    translate("ReplyPanel", "Not this one"), partial(self._say, Say.REJECT)
                )
            )
            row.addStretch()
            layout.addLayout(row)
        self._choose = self._link(
            layout, translate("ReplyPanel", "Choose another floor…"), self.open_field
        )
        self._choosing = self._field(layout)
        if not post.reply_to.to_article:
            self._link(
                layout,
                translate("ReplyPanel", "Answers the article"),
                partial(self._say, Say.ARTICLE),
            )
        if post.reply_to.state is not LinkState.NONE or post.reply_to.decided_by is None:
            self._link(
                layout, translate("ReplyPanel", "Is no reply"), partial(self._say, Say.NOBODY)
            )
        if post.decisions:
            self._link(
                layout,
                translate("ReplyPanel", "Ask the rules again"),
                partial(self._say, Say.AGAIN),
            )

    def _field(self, layout: QVBoxLayout) -> QFrame:
        made = QFrame()
        inner = QVBoxLayout(made)
        inner.setContentsMargins(6, 0, 0, 4)
        inner.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.field = QLineEdit()
        self.field.setAccessibleName(translate("ReplyPanel", "Floor that it answers"))
        self.field.setPlaceholderText(translate("ReplyPanel", "Number, then Enter"))
        self.field.returnPressed.connect(self._on_enter)
        self.field.textEdited.connect(self._on_edited)
        row.addWidget(self.field, 1)
        inner.addLayout(row)
        self._problem = label(role="warning", wrap=True)
        self._problem.hide()
        inner.addWidget(self._problem)
        self._link(inner, translate("ReplyPanel", "Or click it in the thread"), self._pick)
        layout.addWidget(made)
        made.hide()
        return made

    def open_field(self) -> None:
        """Let the number of a floor be typed."""
        self._choose.hide()
        self._choosing.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_problem(self, text: str) -> None:
        """Say what is wrong with the number; empty is nothing."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        if text:
            self.field.selectAll()

    def _on_edited(self, _text: str) -> None:
        self.set_problem("")

    def _on_enter(self) -> None:
        wanted = (
            self.field.text().strip().lstrip("#＃").removesuffix("楼").removesuffix("樓").strip()
        )
        if wanted:
            self.floor_typed.emit(wanted)

    def _pick(self) -> None:
        self.pick_requested.emit()

    def _say(self, what: Say) -> None:
        self.said.emit(what.value, None)

    def _link(self, layout: QVBoxLayout, text: str, do: Callable[[], None]) -> QPushButton:
        made = self._button(text, do, "link")
        layout.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _button(self, text: str, do: Callable[[], None], role: str = "") -> QPushButton:
        made = button(text, role)
        made.clicked.connect(partial(_do, do))
        return made


def _do(do: Callable[[], None], _checked: bool = False) -> None:
    do()


def candidate_row(
    parent: Parent, said: Callable[[str, Parent], object], *, rejectable: bool
) -> QHBoxLayout:
    """Return what can be said of a floor that may be the one that is answered.

    Args:
        parent: that floor.
        said: is told a word of ``Say``, and the floor.
        rejectable: whether it can be said that it is not.
    """
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    words = [(translate("ReplyPanel", "This one"), Say.CHOOSE)]
    if rejectable:
        words.append((translate("ReplyPanel", "Not this one"), Say.REJECT))
    for text, what in words:
        made = button(text, "link")
        made.clicked.connect(partial(_say, said, what, parent))
        row.addWidget(made)
    return row


def _say(
    said: Callable[[str, Parent], object], what: Say, parent: Parent, _checked: bool = False
) -> None:
    said(what.value, parent)
