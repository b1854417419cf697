"""Floors that the chosen one may answer: each with its reason and words, none of them an edge."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from db.records import Parent
from db.text import visible
from desktop.models import wording
from desktop.views.parts import button, label, rule
from desktop.views.reply_verdicts import Say

if TYPE_CHECKING:
    from db.records import Post, PostId, Suggestion

translate = QCoreApplication.translate


class Suggested(NamedTuple):
    """What is suggested for a floor.

    Attributes:
        post: the floor.
        found: the floors it may answer, the likeliest first.
        rules: what each rule says, in the reader's language, by its name.
        decidable: whether the reader can decide of it.
    """

    post: Post
    found: tuple[Suggestion, ...]
    rules: dict[str, str]
    decidable: bool


class Suggestions(QFrame):
    """The suggestions for one floor."""

    said = Signal(str, object)
    """A word of ``Say``, and the ``Parent`` that it is about."""
    post_requested = Signal(object)
    """A ``PostId`` to go to."""

    def __init__(self, suggested: Suggested, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 4, 0, 0)
        self._layout.setSpacing(5)
        self._layout.addWidget(rule())
        self._layout.addWidget(label(translate("ReplyPanel", "Suggestions"), "heading"))
        if not suggested.found:
            none = translate("ReplyPanel", "Nothing suggests a floor that it may answer.")
            self._layout.addWidget(label(none, "muted", wrap=True))
            return
        warning = translate("ReplyPanel", "Weak hints: most are wrong, and none is drawn.")
        self._layout.addWidget(label(warning, "muted", wrap=True))
        for each in suggested.found:
            self._add(suggested, each)

    def _add(self, suggested: Suggested, each: Suggestion) -> None:
        name = wording.floor(each.floor)
        if each.author:
            name = translate("ReplyPanel", "{floor} ({author})").format(
                floor=name, author=wording.author(each.author)
            )
        self._layout.addSpacing(4)
        self._layout.addWidget(label(name[:1].upper() + name[1:], wrap=True))
        words = suggested.rules.get(each.rule, "")
        text = translate("ReplyPanel", "This floor {rule}.").format(rule=words) if words else ""
        sure = translate("ReplyPanel", "Finds of this kind were right in {percent} of 100 cases.")
        sure = sure.format(percent=round(each.confidence * 100))
        self._layout.addWidget(label(" ".join(filter(None, (text, sure))), "muted", wrap=True))
        shown = [
            suggested.post.text[one.child.start : one.child.end].strip() for one in each.evidence
        ]
        said = " · ".join(words for words in shown if words)
        if said:
            made = label(visible(said), "words", wrap=True, chosen=True)
            self._layout.addWidget(made)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        if suggested.decidable:
            parent = Parent(each.post)
            for text, what in (
                (translate("ReplyPanel", "This one"), Say.CHOOSE),
                (translate("ReplyPanel", "Not this one"), Say.REJECT),
            ):
                decide = button(text, "link")
                decide.clicked.connect(partial(self._say, what, parent))
                row.addWidget(decide)
        go = button(translate("ReplyPanel", "Go there"), "link")
        go.clicked.connect(partial(self._go, each.post))
        row.addWidget(go)
        row.addStretch()
        holder = QWidget()
        holder.setLayout(row)
        self._layout.addWidget(holder, 0, Qt.AlignmentFlag.AlignLeft)

    def _say(self, what: Say, parent: Parent, _checked: bool = False) -> None:
        self.said.emit(what.value, parent)

    def _go(self, post: PostId, _checked: bool = False) -> None:
        self.post_requested.emit(post)
