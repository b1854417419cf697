"""The answers to one floor, level by level, as the tree has them; words come by window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, Qt

from db.records import LinkState
from db.text import visible
from db.threads.quoted import folding
from desktop.models import wording
from desktop.models.roles import Role

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex

    from db.records import Post, PostId
    from desktop.models.thread_rows import ThreadDocument

    Index = QModelIndex | QPersistentModelIndex

translate = QCoreApplication.translate

_AHEAD = 40
"""Rows whose posts are fetched together."""
_LONGEST = 300


class Answer(NamedTuple):
    """A row.

    Attributes:
        level: 1 for what answers the floor itself.
        state: how sure it is that it answers the row it stands under.
        also: whether it stands under another floor and answers this one too.
        post: the post, if it could be read.
        words: the beginning of its own words.
    """

    level: int
    state: LinkState
    also: bool
    post: Post | None
    words: str


class AnswersModel(QAbstractListModel):
    """What stands under a floor in the tree is one run of floors, so a row is a number."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: ThreadDocument | None = None
        self._floor = -1
        self._under = 0
        self._also: tuple[PostId, ...] = ()

    def show(self, document: ThreadDocument | None, floor: int = -1) -> None:
        """Show the answers to a floor of a whole thread, or none."""
        self.beginResetModel()
        self._document = document if floor >= 0 else None
        self._floor = floor
        self._under = document.skeleton.sizes[floor] - 1 if document and floor >= 0 else 0
        self._also = ()
        self.endResetModel()

    def add_also(self, posts: list[PostId]) -> None:
        """Show behind the others those that stand elsewhere and answer the floor too."""
        if not posts:
            return
        self.beginInsertRows(QModelIndex(), self._under, self._under + len(posts) - 1)
        self._also = tuple(posts)
        self.endInsertRows()

    @property
    def direct(self) -> int:
        """How many answer the floor itself."""
        document = self._document
        if document is None:
            return 0
        return sum(1 for _ in document.skeleton.answers(self._floor)) + len(self._also)

    def post_at(self, row: int) -> PostId | None:
        """Return the post of a row."""
        if self._document is None or not 0 <= row < self.rowCount():
            return None
        if row >= self._under:
            return self._also[row - self._under]
        return self._document.id_of(self._floor + 1 + row)

    def row_of(self, post: PostId | None) -> int | None:
        """Return the row of a post if it is among the answers."""
        document = self._document
        floor = document.floor_of(post) if document is not None and post is not None else None
        if floor is not None and self._floor < floor <= self._floor + self._under:
            return floor - self._floor - 1
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else self._under + len(self._also)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the whole row, or what is read out."""
        roles = (Role.VALUE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if not index.isValid() or role not in roles:
            return None
        answer = self._answer(index.row())
        return answer if role == Role.VALUE else said(answer)

    def _answer(self, row: int) -> Answer:
        document = self._document
        if document is None:
            return Answer(1, LinkState.NONE, also=False, post=None, words="")
        if row >= self._under:
            floor = document.floor_of(self._also[row - self._under])
            level, state = 1, LinkState.SOLID
        else:
            floor = self._floor + 1 + row
            depths = document.skeleton.depths
            level, state = depths[floor] - depths[self._floor], document.state_of(floor)
        post = document.post(floor) if floor is not None else None
        if post is None and floor is not None:
            document.load(range(floor, min(floor + _AHEAD, len(document))))
            post = document.post(floor)
        return Answer(level, state, row >= self._under, post, _own_words(post))


def _own_words(post: Post | None) -> str:
    if post is None:
        return translate("AnswersModel", "This floor could not be read.")
    start, pieces = 0, list[str]()
    for span in folding(post.text, [quote.span for quote in post.quotes]):
        pieces.append(post.text[start : span.start])
        start = span.end
    pieces.append(post.text[start:])
    words = " ".join(piece.strip() for piece in pieces if piece.strip()) or post.text
    return visible(" ".join(words[:_LONGEST].split()))


def said(answer: Answer) -> str:
    """Return what is read out of a row."""
    post = answer.post
    parts = [translate("AnswersModel", "level {level}").format(level=wording.number(answer.level))]
    if answer.also:
        parts = [translate("AnswersModel", "also answers it")]
    elif answer.state is LinkState.DASHED:
        parts.append(translate("AnswersModel", "likely"))
    if post is not None:
        parts += [wording.floor(post.floor), wording.author(post.author)]
    return translate("AnswersModel", "{remarks}: {words}").format(
        remarks=wording.listed(parts), words=answer.words
    )
