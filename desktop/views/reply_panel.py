"""Whom the chosen floor answers, and what that rests on: rule, certainty, both passages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from db.records import LinkState, Parent, TimeOrigin
from db.text import visible
from desktop.models import wording
from desktop.views.parts import button, label, rule
from desktop.views.reply_verdicts import Verdicts, candidate_row
from desktop.views.reply_words import cut, how_often_right, named_floor, passage, rule_sentence

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QLayout, QPushButton

    from db.records import Evidence, Ghost, GhostId, Post, PostId, ReplyLink
    from desktop.views.reply_suggestions import Suggested, Suggestions

translate = QCoreApplication.translate

STATED_LOST = "stated-lost"
"""The rule by which a page names a lost post that it answers (``db.replies.rules``)."""
PRESERVERS = 5
"""Floors named in whose quotes the words of a lost post survive."""


class ReplyStory(NamedTuple):
    """A floor with everything its links speak of."""

    post: Post
    parents: dict[PostId, Post]
    ghosts: dict[GhostId, Ghost]
    rules: dict[str, str]
    """What each rule says, in the reader's language, by its name."""
    decidable: bool = False
    """Whether the reader can decide of it."""
    suggestible: bool = False
    """Whether it can be asked which floors it may answer."""


class ReplyPanel(QScrollArea):
    """The evidence of one floor."""

    post_requested = Signal(object)
    """A ``PostId`` to go to."""
    said = Signal(str, object)
    floor_typed = Signal(str)
    pick_requested = Signal()
    """As ``Verdicts`` tells them."""
    shown = Signal()
    """The evidence of a floor stands here, and is looked at."""
    suggestions_wanted = Signal()
    """Floors are to be suggested from now on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._due: ReplyStory | None = None
        self.verdicts: Verdicts | None = None
        self._suggested: Suggestions | None = None
        self._offer: QPushButton | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(translate("ReplyPanel", "Evidence of the chosen floor"))
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what would stand here."""
        self._due = None
        layout = self._fresh()
        hint = label(
            translate("ReplyPanel", "Choose a floor to see whom it answers, and how sure that is."),
            "muted",
            wrap=True,
        )
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        hint.setContentsMargins(8, 28, 8, 0)
        layout.addWidget(hint)
        layout.addStretch()

    def show_story(self, story: ReplyStory) -> None:
        """Show the links of a floor; built when they are looked at."""
        self._due = None if self.isVisible() else story
        if self._due is None:
            self._show(story)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Build what was to be shown while nobody looked."""
        super().showEvent(event)
        if self._due is not None:
            story, self._due = self._due, None
            self._show(story)

    def _show(self, story: ReplyStory) -> None:
        layout = self._fresh()
        post = story.post
        name = wording.floor(post.floor)
        layout.addWidget(label(name[:1].upper() + name[1:], "title", wrap=True))
        layout.addWidget(label(_byline(post), "muted", wrap=True, chosen=True))
        layout.addSpacing(6)
        self._add_link(layout, story, post.reply_to, first=True)
        if story.decidable:
            self._add_verdicts(layout, post)
        for link in post.also_replies_to:
            layout.addSpacing(4)
            layout.addWidget(rule())
            layout.addSpacing(4)
            self._add_link(layout, story, link, first=False)
            self._add_candidate(layout, link, aside=False)
        if post.set_aside:
            layout.addSpacing(4)
            layout.addWidget(rule())
            layout.addWidget(label(translate("ReplyPanel", "Set aside by you"), "muted"))
        for link in post.set_aside:
            target = _target(link, story)
            layout.addWidget(label(target[:1].upper() + target[1:], wrap=True))
            self._add_candidate(layout, link, aside=True)
        self._add_citations(layout, post)
        if story.suggestible:
            self._add_offer(layout)
        layout.addStretch()
        self.shown.emit()

    def _add_citations(self, layout: QVBoxLayout, post: Post) -> None:
        """Show what a floor takes up of the article or its title, which is no edge."""
        for each in post.citations:
            layout.addSpacing(4)
            layout.addWidget(rule())
            said = translate("ReplyPanel", "Repeats words of the article")
            if each.of == "title":
                said = translate("ReplyPanel", "Repeats words of the title")
            layout.addWidget(label(said, "muted", wrap=True))
            layout.addWidget(passage(cut(post.text, each.span)))

    def _add_offer(self, layout: QVBoxLayout) -> None:
        self._offer = button(translate("ReplyPanel", "Suggest floors it may answer"), "link")
        self._offer.clicked.connect(self._want_suggestions)
        layout.addSpacing(4)
        layout.addWidget(self._offer, 0, Qt.AlignmentFlag.AlignLeft)

    def _want_suggestions(self, _checked: bool = False) -> None:
        self.suggestions_wanted.emit()

    def show_suggestions(self, suggested: Suggested | None) -> None:
        """Show what is suggested for the floor that is shown; ``None`` takes it away."""
        if self._suggested is not None:
            self._suggested.deleteLater()
            self._suggested.hide()
            self._suggested = None
        page = self.widget()
        layout = page.layout() if page is not None else None
        if self._offer is not None:
            self._offer.setVisible(suggested is None)
        if suggested is None or not isinstance(layout, QVBoxLayout):
            return
        from desktop.views.reply_suggestions import Suggestions  # noqa: PLC0415 - only if wanted

        made = self._suggested = Suggestions(suggested)
        made.said.connect(self.said)
        made.post_requested.connect(self.post_requested)
        layout.insertWidget(layout.count() - 1, made)

    def _add_verdicts(self, layout: QVBoxLayout, post: Post) -> None:
        verdicts = self.verdicts = Verdicts(post)
        verdicts.said.connect(self.said)
        verdicts.floor_typed.connect(self.floor_typed)
        verdicts.pick_requested.connect(self.pick_requested)
        layout.addSpacing(4)
        layout.addWidget(verdicts)

    def _add_candidate(self, layout: QVBoxLayout, link: ReplyLink, *, aside: bool) -> None:
        """Add what can be said of an edge that is not the first."""
        parent = Parent.of(link)
        if self.verdicts is None or parent is None:
            return
        row = candidate_row(parent, self.said.emit, rejectable=not aside)
        row.addStretch()
        layout.addLayout(row)

    def _fresh(self) -> QVBoxLayout:
        self.verdicts = self._suggested = self._offer = None
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 14, 16, 16)
        layout.setSpacing(7)
        self.setWidget(page)
        return layout

    def _add_link(
        self, layout: QVBoxLayout, story: ReplyStory, link: ReplyLink, *, first: bool
    ) -> None:
        layout.addWidget(label(_answers(link, story, first=first), "heading", wrap=True))
        if link.state is LinkState.NONE and link.decided_by == "reader":
            layout.addWidget(label(_sureness(link), "muted", wrap=True))
            return
        if link.state is LinkState.NONE and story.post.set_aside:
            text = translate(
                "ReplyPanel",
                "What the rules found you set aside: it stands under the article in floor order.",
            )
            layout.addWidget(label(text, "muted", wrap=True))
            return
        if link.state is LinkState.NONE:
            layout.addWidget(
                label(
                    translate(
                        "ReplyPanel",
                        "It carries no reply mark, so nothing is guessed:"
                        " it stands under the article in floor order.",
                    ),
                    "muted",
                    wrap=True,
                )
            )
            return
        layout.addWidget(label(_sureness(link), "muted", wrap=True))
        words = story.rules.get(link.rule or "", "")
        if words:
            layout.addWidget(label(rule_sentence(words), wrap=True))
        ghost = story.ghosts.get(link.ghost) if link.ghost is not None else None
        parent = story.parents.get(link.post) if link.post is not None else None
        for evidence in link.evidence:
            self._add_evidence(layout, story.post, parent, evidence)
        if ghost is not None:
            self._add_lost(layout, ghost, story)
        if link.post is not None:
            go = button(
                translate("ReplyPanel", "Go to {floor}").format(floor=wording.floor(link.floor)),
                "link",
            )
            go.clicked.connect(partial(self._go, link.post))
            layout.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_evidence(
        self, layout: QLayout, child: Post, parent: Post | None, evidence: Evidence
    ) -> None:
        here = translate("ReplyPanel", "Words in {floor}")
        layout.addWidget(label(here.format(floor=wording.floor(child.floor)), "muted"))
        layout.addWidget(passage(cut(child.text, evidence.child)))
        if parent is not None and evidence.parent is not None:
            layout.addWidget(label(here.format(floor=wording.floor(parent.floor)), "muted"))
            layout.addWidget(passage(cut(parent.text, evidence.parent)))

    def _add_lost(self, layout: QVBoxLayout, ghost: Ghost, story: ReplyStory) -> None:
        """Show what is known of a post that is not in the capture."""
        when = wording.moment(ghost.posted_at)
        if when:
            text = translate("ReplyPanel", "It was written {time}.").format(time=when)
            layout.addWidget(label(text, "muted", wrap=True))
        if ghost.text.strip():
            layout.addWidget(label(translate("ReplyPanel", "What survives of it"), "muted"))
            layout.addWidget(passage(ghost.text))
            for post, _ in ghost.known_from[:PRESERVERS]:
                self._add_preserver(layout, story.parents.get(post))
        else:
            layout.addWidget(
                label(
                    translate("ReplyPanel", "Nobody quotes it, so none of its words are known."),
                    "muted",
                    wrap=True,
                )
            )

    def _add_preserver(self, layout: QVBoxLayout, post: Post | None) -> None:
        """Show in which floor's quote words of a lost post survive, and lead there."""
        if post is None:
            return
        words = translate("ReplyPanel", "Preserved in the quote of {floor}")
        go = button(words.format(floor=wording.floor(post.floor)), "link")
        go.clicked.connect(partial(self._go, post.id))
        layout.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)

    def _go(self, post: PostId, _checked: bool = False) -> None:
        self.post_requested.emit(post)


def _byline(post: Post) -> str:
    parts = [wording.author(post.author)]
    when = wording.moment(post.posted_at) or visible(post.posted_at_text or "")
    if when:
        if post.posted_at_from is TimeOrigin.QUOTE:
            when = translate("ReplyPanel", "{time}, seen in a quote").format(time=when)
        elif post.posted_at_from is TimeOrigin.INFERRED:
            when = translate("ReplyPanel", "{time}, inferred").format(time=when)
        parts.append(when)
    return " · ".join(parts)


def _answers(link: ReplyLink, story: ReplyStory, *, first: bool) -> str:
    if link.state is LinkState.NONE and link.decided_by == "reader":
        return translate("ReplyPanel", "Answers nobody")
    if link.state is LinkState.NONE:
        return translate("ReplyPanel", "Answers nobody that is known")
    if link.state is LinkState.GHOST:
        ghost = story.ghosts.get(link.ghost) if link.ghost is not None else None
        if ghost is None or not ghost.author:
            return translate("ReplyPanel", "Answers a post that is not in this capture")
        return translate(
            "ReplyPanel", "Answers a post by {author} that is not in this capture"
        ).format(author=wording.author(ghost.author))
    target = _target(link, story)
    if not first:
        return translate("ReplyPanel", "Also answers {floor}").format(floor=target)
    if link.state is LinkState.DASHED:
        return translate("ReplyPanel", "Likely answers {floor}").format(floor=target)
    return translate("ReplyPanel", "Answers {floor}").format(floor=target)


def _target(link: ReplyLink, story: ReplyStory) -> str:
    if link.to_article:
        return translate("ReplyPanel", "the article")
    if link.state is LinkState.GHOST:
        return translate("ReplyPanel", "a post that is not in this capture")
    parent = story.parents.get(link.post) if link.post is not None else None
    return named_floor(link.floor, parent.author if parent is not None else None)


def _sureness(link: ReplyLink) -> str:
    if link.decided_by == "reader":
        return "✓ " + translate("ReplyPanel", "You decided so.")
    if link.state is LinkState.STATED or link.rule == STATED_LOST:
        return translate("ReplyPanel", "The page itself says so.")
    if link.confidence is None:
        return ""
    return how_often_right(link.confidence)
