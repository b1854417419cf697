"""The answers to one floor, with several levels; each is a click or a key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QSlider, QVBoxLayout, QWidget

from db.threads.arranging import Certainty
from desktop.delegates.answer_delegate import AnswerDelegate
from desktop.models import wording
from desktop.views.parts import button, label, rule

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from db.records import Post
    from desktop.models.answers_model import AnswersModel
    from desktop.theme import Tokens

translate = QCoreApplication.translate

_STOPS = (Certainty.LIKELY, Certainty.SURE, Certainty.STATED)


class AnswersPanel(QWidget):
    """A floor, the list of what answers it, and how certain an answer must be."""

    post_requested = Signal(object)
    """A ``PostId`` to go to."""
    floor_requested = Signal()
    """The floor itself is to be gone to."""
    certainty_chosen = Signal(object)
    shown = Signal()
    """It has come into sight, and may be stale."""

    def __init__(self, model: AnswersModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.floor = button("", "link")
        self.counted = label(role="muted", wrap=True)
        self.list = QListView()
        self._delegate = AnswerDelegate(self)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.stop = QLabel()
        self._build()
        self.show_nothing()

    def _build(self) -> None:
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self.list.setObjectName("answers")
        self.list.setAccessibleName(translate("AnswersPanel", "Answers to the floor, by level"))
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._on_chosen)
        self.list.activated.connect(self._on_chosen)
        self.floor.clicked.connect(self.floor_requested)
        name = translate("AnswersPanel", "Replies that place a floor in the tree")
        self.slider.setRange(0, len(_STOPS) - 1)
        self.slider.setPageStep(1)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.slider.setTickInterval(1)
        self.slider.setAccessibleName(name)
        self.slider.valueChanged.connect(self._on_slid)
        self.stop.setTextFormat(Qt.TextFormat.PlainText)
        self.stop.setProperty("role", "muted")
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.setSpacing(4)
        for part in (label(name), self.slider, self.stop):
            foot.addWidget(part)
        head = QVBoxLayout()
        head.setContentsMargins(9, 12, 16, 8)
        self.counted.setContentsMargins(7, 0, 0, 0)
        head.setSpacing(2)
        head.addWidget(self.floor, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self.counted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        layout.addWidget(rule())
        layout.addLayout(foot)
        self.setFocusProxy(self.list)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self._delegate.set_tokens(tokens)
        self.list.viewport().update()

    def show_nothing(self) -> None:
        """Say what would stand here."""
        self.floor.hide()
        self.counted.setText(
            translate("AnswersPanel", "Choose a floor to see who answers it, level by level.")
        )

    def show_floor(self, post: Post | None, direct: int, below: int) -> None:
        """Say whose answers these are.

        Args:
            post: the floor, if it could be read.
            direct: how many answer it.
            below: how many rows there are.
        """
        place = wording.floor(post.floor if post is not None else None)
        name = wording.author(post.author if post is not None else None)
        words = translate("AnswersPanel", "{floor} · {author}").format(floor=place, author=name)
        self.floor.setText(words.replace("&", "&&"))
        self.floor.setAccessibleName(words)
        self.floor.show()
        if not below:
            self.counted.setText(translate("AnswersPanel", "Nobody is known to answer it."))
            return
        said = translate("AnswersPanel", "%n answer(s)", None, direct)
        if below > direct:
            said = translate("AnswersPanel", "{answers}, {count} with all levels").format(
                answers=said, count=wording.number(below)
            )
        self.counted.setText(said)

    def choose(self, row: int | None) -> None:
        """Mark the row of the chosen floor."""
        if row is None:
            self.list.clearSelection()
            return
        index = self._model.index(row)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def set_certainty(self, certainty: Certainty) -> None:
        """Show from which certainty on replies place a floor in the tree."""
        self.slider.setValue(_STOPS.index(certainty))
        self._say_stop(certainty)

    def _on_slid(self, stop: int) -> None:
        self._say_stop(_STOPS[stop])
        self.certainty_chosen.emit(_STOPS[stop])

    def _say_stop(self, certainty: Certainty) -> None:
        self.stop.setText(
            {
                Certainty.LIKELY: translate("AnswersPanel", "all likely ones"),
                Certainty.SURE: translate("AnswersPanel", "sure ones only"),
                Certainty.STATED: translate("AnswersPanel", "only what the page states"),
            }[certainty]
        )

    def _on_chosen(self, index: QModelIndex) -> None:
        post = self._model.post_at(index.row())
        if post is not None:
            self.post_requested.emit(post)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Show what was chosen while nobody looked."""
        super().showEvent(event)
        self.shown.emit()
