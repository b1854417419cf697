"""Floors that the chosen one may answer: each with its reason and words, none of them an edge."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from db.records import Parent
from desktop.views.parts import button, label, rule
from desktop.views.reply_verdicts import candidate_row
from desktop.views.reply_words import cut, how_often_right, named_floor, passage, rule_sentence

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
        name = named_floor(each.floor, each.author)
        self._layout.addSpacing(4)
        self._layout.addWidget(label(name[:1].upper() + name[1:], wrap=True))
        words = suggested.rules.get(each.rule, "")
        said = [rule_sentence(words)] if words else []
        said.append(how_often_right(each.confidence))
        self._layout.addWidget(label(" ".join(said), "muted", wrap=True))
        shared = [cut(suggested.post.text, one.child) for one in each.evidence]
        if any(shared):
            self._layout.addWidget(passage(" · ".join(filter(None, shared))))
        row = QHBoxLayout()
        row.setSpacing(2)
        if suggested.decidable:
            row = candidate_row(Parent(each.post), self.said.emit, rejectable=True)
        go = button(translate("ReplyPanel", "Go there"), "link")
        go.clicked.connect(partial(self._go, each.post))
        row.addWidget(go)
        row.addStretch()
        self._layout.addLayout(row)

    def _go(self, post: PostId, _checked: bool = False) -> None:
        self.post_requested.emit(post)
