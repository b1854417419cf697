"""The thread view for those who listen: a list whose items are the rows in sight.

Each floor says its label, author, level and text.  Qt holds plain pointers to interfaces, so each
is kept here until Qt is told to forget it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from db.text import visible
from desktop.models import figures, wording
from desktop.models.figures import Standing, image_of
from desktop.models.thread_head import Kind, isolated
from desktop.rendering.rows import PieceKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.records import Post, Preserved
    from desktop.models.figures import Image
    from desktop.rendering.column import Column, Shown
    from desktop.rendering.rows import RowItem
    from desktop.views.thread_view import ThreadView

translate = QCoreApplication.translate

_SAID = frozenset({PieceKind.AUTHOR, PieceKind.FLOOR})
_IMAGES = 12
"""Images of a row that are read out."""
LONGEST = 4_000
"""Characters of a row that are read out; a longer one is cut."""
KEPT = 400
"""Interfaces that are kept at most beside those in sight."""
_ROLES = {
    Kind.TITLE: QAccessible.Role.Heading,
    Kind.HEADING: QAccessible.Role.Heading,
    Kind.FIGURE: QAccessible.Role.Graphic,
    Kind.RULE: QAccessible.Role.Separator,
    Kind.FLOOR: QAccessible.Role.ListItem,
}


class RowAccess(QAccessibleInterface):
    """One row: a floor, or a row above the floors."""

    def __init__(self, view: ThreadView, column: Column, row: int) -> None:
        super().__init__()
        self._view = view
        self._column = column
        self.floor = column.floor_of(row)
        self._head = row

    @property
    def row(self) -> int:
        """The row on the screen, whatever the order is now."""
        return self._column.row_of(self.floor) if self.floor >= 0 else self._head

    def _shown(self) -> Shown | None:
        return self._column.shown_row(self.row) if self.isValid() else None

    def isValid(self) -> bool:  # noqa: N802 - Qt's own name
        """Tell whether the thread it belongs to is shown still."""
        return self._view.column is self._column

    def object(self) -> QObject:
        """Return no object: rows are none."""
        return None  # type: ignore[return-value]  # pyright: ignore[reportReturnType]

    def window(self) -> QWindow:
        """Return the window the row is in."""
        return self._view.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """Return the list."""
        return QAccessible.queryAccessibleInterface(self._view)

    def child(self, _index: int) -> QAccessibleInterface:
        """Return nothing: a row has no parts."""
        return None  # type: ignore[return-value]  # pyright: ignore[reportReturnType]

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface:  # noqa: N802 - Qt's own name
        """Return nothing: a row has no parts."""
        return None  # type: ignore[return-value]  # pyright: ignore[reportReturnType]

    def childCount(self) -> int:  # noqa: N802 - Qt's own name
        """Return 0: a row has no parts."""
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:  # noqa: N802 - Qt's own name
        """Return -1: a row has no parts."""
        return -1

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:  # noqa: N802 - Qt's own name
        """Change nothing: what was saved is read only."""

    def text(self, kind: QAccessible.Text) -> str:
        """Return what is read out."""
        if kind != QAccessible.Text.Name or not self.isValid():
            return ""
        return spoken(self._column, self.row)

    def rect(self) -> QRect:
        """Return where the row is on the screen."""
        shown = self._shown()
        if shown is None:
            return QRect()
        corner = self._view.viewport().mapToGlobal(QPoint(shown.item.x, shown.y))
        return QRect(corner.x(), corner.y(), shown.item.width, shown.item.height)

    def role(self) -> QAccessible.Role:
        """Return what kind of thing the row is."""
        shown = self._shown()
        kind = shown.item.kind if shown is not None else Kind.FLOOR
        return _ROLES.get(kind, QAccessible.Role.Paragraph)

    def state(self) -> QAccessible.State:
        """Return whether the row is chosen, in sight, folded."""
        state = QAccessible.State()
        self._tell(state)
        return state

    def _tell(self, state: Any) -> None:  # noqa: ANN401 - the stubs lack the bits of a state
        state.readOnly = 1
        if not self.isValid():
            state.invalid = 1
            return
        state.offscreen = int(self._shown() is None)
        if self.floor >= 0:
            state.focusable = state.selectable = 1
            chosen = self._view.current_floor == self.floor
            state.selected = int(chosen)
            state.focused = int(chosen and self._view.hasFocus())
            if self._column.document.skeleton.sizes[self.floor] > 1 and not self._column.flat:
                folded = self._column.folds.is_folded(self.floor)
                state.expandable = 1
                state.collapsed, state.expanded = int(folded), int(not folded)


class ThreadAccess(QAccessibleWidget):
    """The list of the rows in sight."""

    def __init__(self, view: ThreadView) -> None:
        super().__init__(view, QAccessible.Role.List, view.accessibleName())
        self._view = view
        self._rows: dict[int, RowAccess] = {}
        self._column: Column | None = None

    def childCount(self) -> int:  # noqa: N802 - Qt's own name
        """Return how many rows are in sight."""
        return len(self._view.column.shown) if self._view.column is not None else 0

    def child(self, index: int) -> QAccessibleInterface:
        """Return a row in sight."""
        column = self._view.column
        if column is None or not 0 <= index < len(column.shown):
            return None  # type: ignore[return-value]  # pyright: ignore[reportReturnType]
        return self.row(column, column.shown[index].row)

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802 - Qt's own name
        """Return which of the rows in sight an interface is."""
        column = self._view.column
        if column is None or not isinstance(child, RowAccess):
            return -1
        rows = [shown.row for shown in column.shown]
        return rows.index(child.row) if child.isValid() and child.row in rows else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:  # noqa: N802 - Qt's own name
        """Return the row at a point of the screen."""
        column = self._view.column
        height = self._view.viewport().mapFromGlobal(QPoint(x, y)).y()
        for shown in column.shown if column is not None else ():
            if column is not None and shown.y <= height < shown.y + shown.item.height:
                return self.row(column, shown.row)
        return None  # type: ignore[return-value]  # pyright: ignore[reportReturnType]

    def focusChild(self) -> QAccessibleInterface:  # noqa: N802 - Qt's own name
        """Return the chosen floor."""
        column, floor = self._view.column, self._view.current_floor
        if column is None or floor < 0 or not self._view.hasFocus():
            return None  # type: ignore[return-value]  # pyright: ignore[reportReturnType]
        return self.row(column, column.row_of(floor))

    def row(self, column: Column, row: int) -> RowAccess:
        """Return the interface of a row; the same as long as the thread is shown."""
        if column is not self._column:
            self.forget()
            self._column = column
        floor = column.floor_of(row)
        key = floor if floor >= 0 else -1 - row
        found = self._rows.get(key)
        if found is None:
            if len(self._rows) > KEPT:
                self._forget_unseen(column)
            found = self._rows[key] = RowAccess(self._view, column, row)
            QAccessible.registerAccessibleInterface(found)
        return found

    @property
    def kept_rows(self) -> int:
        """How many rows have an interface."""
        return len(self._rows)

    def _forget_unseen(self, column: Column) -> None:
        seen = {shown.row for shown in column.shown}
        for key, interface in tuple(self._rows.items()):
            if interface.row not in seen:
                del self._rows[key]
                QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(interface))

    def forget(self) -> None:
        """Have Qt forget all rows."""
        rows, self._rows = self._rows, {}
        for interface in rows.values():
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(interface))


kept: dict[int, ThreadAccess] = {}
"""The lists of the views there are, by a number each; Qt has but pointers to them."""


def spoken(column: Column, row: int) -> str:
    """Return what is read out of a row."""
    floor = column.floor_of(row)
    if floor < 0:
        head = column.document.rows[row]
        text = head.text if head.kind in (Kind.BYLINE, Kind.REPLIES) else visible(head.text)
        if head.kind is Kind.FIGURE:
            image = image_of(head.block)
            missing = ""
            if image is not None and image.standing is not Standing.SHOWN:
                missing = figures.sentence(image)
            text = ". ".join(part for part in (missing, text) if part)
        return text[:LONGEST]
    post = column.document.post(floor)
    level = column.document.skeleton.depths[floor] + 1
    gap = column.item(row).gap
    words = [gap] if gap else []
    if post is None:
        return wording.listed([*words, translate("ThreadView", "This floor could not be read.")])
    words += [wording.floor(post.floor), isolated(wording.author(post.author))]
    words.append(translate("ThreadView", "level {level}").format(level=wording.number(level)))
    if column.document.is_beside(floor):
        words.append(translate("ThreadView", "shown because it is answered"))
    item = column.item(row)
    words += [piece.text for piece in item.pieces if piece.kind not in _SAID]
    words += [_image_words(each.image) for each in item.figures[:_IMAGES]]
    said = visible(post.text[:LONGEST])
    # words that are preserved elsewhere stand below the text, each under where it is
    for known, place in _preserved(item, post):
        said += f" {place}: {visible(known.text[:LONGEST])}"
    return translate("ThreadView", "{remarks}: {text}").format(
        remarks=wording.listed(words), text=said
    )


def _preserved(item: RowItem, post: Post) -> list[tuple[Preserved, str]]:
    heads = [annex.flow.text for annex in item.annexes if annex.target is not None]
    return list(zip(post.preserved, heads, strict=False))


def _image_words(image: Image) -> str:
    """Return what is read out of an image of a post."""
    said = visible(wording.one_line(image.caption or image.alt or ""))
    if image.standing is not Standing.SHOWN:
        return f"{figures.sentence(image)} {said}".strip()
    return said or translate("ThreadView", "an image")


_factories: dict[type[ThreadView], Callable[[str, QObject], QAccessibleInterface | None]] = {}


def install(kind: type[ThreadView]) -> None:
    """Have Qt ask here for the interfaces of views of this kind."""

    def make(_class: str, made_for: QObject) -> QAccessibleInterface | None:
        return _interface_of(made_for) if isinstance(made_for, kind) else None

    if kind not in _factories:
        _factories[kind] = make
        QAccessible.installFactory(make)


def _interface_of(made_for: ThreadView) -> QAccessibleInterface:
    number = id(made_for)
    found = kept[number] = ThreadAccess(made_for)
    made_for.destroyed.connect(partial(_on_destroyed, number))
    return found


def _on_destroyed(number: int, _gone: QObject | None = None) -> None:
    found = kept.pop(number, None)
    if found is not None:
        found.forget()


def tell_focus(view: ThreadView) -> None:
    """Tell whoever listens that another floor is chosen."""
    column = view.column
    if not QAccessible.isActive() or column is None or view.current_floor < 0:
        return
    rows = [shown.row for shown in column.shown]
    row = column.row_of(view.current_floor)
    if row in rows:
        event = QAccessibleEvent(view, QAccessible.Event.Focus)
        event.setChild(rows.index(row))
        QAccessible.updateAccessibility(event)
