"""Rows of all lists, painted with what a capture may hold, in both themes and any width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.records import Note, NoteState, Span, ThreadId, ThreadSummary
from desktop.delegates.hit_delegate import HitDelegate
from desktop.delegates.library_delegate import LibraryDelegate, row_height
from desktop.delegates.note_delegate import NoteDelegate
from desktop.models.roles import Role
from desktop.models.search_model import Group
from desktop.theme import DARK, LIGHT, Tokens
from tests.desktop.rooms import EXTREMES, hit, note, summary, target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QPersistentModelIndex

STATES = (
    QStyle.StateFlag.State_Enabled,
    QStyle.StateFlag.State_Selected,
    QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus,
    QStyle.StateFlag.State_MouseOver,
)
PLAIN = "#123456"

pytestmark = pytest.mark.usefixtures("qapp")


class Rows(QAbstractListModel):
    """Any values as rows."""

    def __init__(self, *values: object) -> None:
        super().__init__()
        self.values = values

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.values)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        value = self.values[index.row()]
        if role == Role.VALUE:
            return value
        if role == Role.KIND:
            return "group" if isinstance(value, Group) else "hit"
        return None


def painted(
    delegate: QStyledItemDelegate,
    value: object,
    width: int = 300,
    state: QStyle.StateFlag = QStyle.StateFlag.State_Enabled,
    row: int = 0,
) -> QImage:
    rows = Rows(*(value for _ in range(row + 1)))
    option = QStyleOptionViewItem()
    option.font = QApplication.font()
    option.rect = QRect(0, 0, width, 120)
    size = delegate.sizeHint(option, rows.index(row))
    option.rect = QRect(0, 0, width, size.height())
    option.state = state
    image = QImage(max(1, width), size.height(), QImage.Format.Format_RGB32)
    image.fill(QColor(PLAIN))
    painter = QPainter(image)
    delegate.paint(painter, option, rows.index(row))
    painter.end()
    return image


def drawn(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    } - {PLAIN}


def reddest(image: QImage) -> int:
    colours = [QColor(name) for name in drawn(image)]
    return max(colour.red() - colour.blue() for colour in colours)


def values() -> Iterator[object]:
    yield None
    for text in EXTREMES:
        yield summary(title=text, board=text, notes=10**9, missing_images=10**9, posts=10**9)
        yield note(1, text, target=target(text), floor=text, state=NoteState.REVIEW)
        yield hit(1, text, marks=(Span(0, max(1, len(text))),), floor=text, author=text)
        yield Group(ThreadId(1), text, 10**9)
    yield summary(board=None, source=None, latest_post_at=None, imported_at="")
    yield hit(marks=(Span(50, 90), Span(5, 5)))
    yield hit(field="title", post=None, floor=None, author=None)
    yield note(post=None, floor=None)


def delegate_of(value: object) -> LibraryDelegate | NoteDelegate | HitDelegate:
    made: LibraryDelegate | NoteDelegate | HitDelegate = HitDelegate()
    if isinstance(value, Note):
        made = NoteDelegate()
    elif isinstance(value, ThreadSummary):
        made = LibraryDelegate()
    return made


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1, 40, 320])
def test_any_row_in_any_width(tokens: Tokens, width: int) -> None:
    for value in values():
        delegate = delegate_of(value)
        for each in (delegate,) if value is not None else (HitDelegate(), NoteDelegate()):
            each.set_tokens(tokens)
            for state in STATES:
                painted(each, value, width, state)


def test_a_chosen_row_has_a_bar_that_tells_whether_the_list_has_the_focus() -> None:
    for value in (summary(), note(), hit()):
        delegate = delegate_of(value)
        focused = painted(delegate, value, state=STATES[2]).pixelColor(1, 20).name()
        elsewhere = painted(delegate, value, state=STATES[1]).pixelColor(1, 20).name()
        assert focused == QColor(LIGHT.accent).name()
        assert elsewhere == QColor(LIGHT.rail_strong).name()
        assert painted(delegate, value).pixelColor(1, 20).name() == PLAIN


def test_a_row_that_is_not_there_yet_is_a_placeholder() -> None:
    assert QColor(LIGHT.muted).name() in drawn(painted(LibraryDelegate(), None))
    assert drawn(painted(HitDelegate(), None)) == set()
    assert drawn(painted(NoteDelegate(), None)) == set()


def test_marks_of_notes_and_lost_images() -> None:
    plain = painted(LibraryDelegate(), summary())
    noted = painted(LibraryDelegate(), summary(notes=2))
    lost = painted(LibraryDelegate(), summary(missing_images=2))
    assert reddest(noted) > reddest(plain) + 60
    assert lost != plain
    assert reddest(lost) < reddest(noted)


def test_all_rows_of_the_library_are_equally_high() -> None:
    heights = {
        painted(LibraryDelegate(), value).height()
        for value in (None, summary(), summary(title="长" * 900, notes=3), summary(board=None))
    }
    assert heights == {row_height(QApplication.font())}


def test_found_words_are_marked_in_the_colour_of_the_theme() -> None:
    delegate = HitDelegate()
    assert QColor(LIGHT.hit).name() in drawn(painted(delegate, hit()))
    assert QColor(LIGHT.hit).name() not in drawn(painted(delegate, hit(marks=())))
    delegate.set_tokens(DARK)
    assert QColor(DARK.hit).name() in drawn(painted(delegate, hit()))


def test_a_heading_has_a_line_above_unless_it_is_the_first() -> None:
    group = Group(ThreadId(1), "河边的石头", 2)
    rule = QColor(LIGHT.rule).name()
    assert rule not in drawn(painted(HitDelegate(), group))
    assert rule in drawn(painted(HitDelegate(), group, row=1))


def test_a_note_on_words_has_a_line_more() -> None:
    plain = painted(NoteDelegate(), note())
    assert painted(NoteDelegate(), note(target=target())).height() > plain.height()


def test_what_needs_review_says_so() -> None:
    plain = painted(NoteDelegate(), note())
    for state in (NoteState.REVIEW, NoteState.ORPHAN):
        assert painted(NoteDelegate(), note(state=state)) != plain
    assert painted(NoteDelegate(), note(state=NoteState.MOVED)) == plain
