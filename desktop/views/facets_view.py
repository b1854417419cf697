"""What the hits have in common, one line each: people, boards, years, notes.

A line shows as many values as fit; the rest stands in a menu at its end.  So the list of hits below
lies still, whatever is counted.  Buttons are made once and given other words.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.models import wording
from desktop.views.parts import label, tool

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QResizeEvent

    from db.search import Facets, FacetValue

translate = QCoreApplication.translate

NOTED = "has:note"
_SHOWN = 6
"""Values of a line that are shown at most."""
_SIDE = 16
_GAP = 4
_WIDEST = 132
_MORE = 26


class FacetLine(QWidget):
    """The values of one kind."""

    toggled = Signal(str)
    """The term of a value that is to narrow the query, or no more."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._values: Sequence[FacetValue] = ()
        self._terms: Collection[str] = ()
        self._exact = True
        self._name = label(name, "muted")
        self._name.setParent(self)
        self.chips = [self._chip(number) for number in range(_SHOWN)]
        self.more = tool(translate("FacetsView", "More: {what}").format(what=name), "⋯")
        self.more.setProperty("role", "chip")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setParent(self)
        for part in (*self.chips, self.more):
            part.installEventFilter(self)
        menu = QMenu(self.more)
        menu.aboutToShow.connect(self._fill)
        self.more.setMenu(menu)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _chip(self, number: int) -> QToolButton:
        made = tool("", " ")
        made.setProperty("role", "chip")
        made.setParent(self)
        made.setCheckable(True)
        made.clicked.connect(partial(self._on_chip, number))
        if number:
            made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the arrows lead there
        return made

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the height of a line."""
        return QSize(100, self._name.sizeHint().height() + 10)

    def show_values(
        self, values: Sequence[FacetValue], terms: Collection[str], left: int, *, exact: bool
    ) -> None:
        """Show these, those with one of the terms pressed; words begin ``left`` pixels in.

        Where not all hits were looked at, the numbers are said to be the least.
        """
        self._values, self._terms, self._exact = values, terms, exact
        self._left = left
        chosen = [value for value in values if value.term in terms]
        self._shown = [*chosen, *(value for value in values if value.term not in terms)]
        for chip, value in zip(self.chips, self._shown, strict=False):
            name, hits = wording.one_line(value.value), self._number(value)
            said = (
                translate("FacetsView", "%n hit(s)", None, value.hits)
                if exact
                else translate("FacetsView", "at least %n hit(s)", None, value.hits)
            )
            on = value.term in terms
            chip.setText(self._elided(name, hits))
            chip.setAccessibleName(wording.listed((name, said)))
            tip = translate("FacetsView", "Take out again") if on else ""
            chip.setToolTip(wording.tip(wording.listed(part for part in (name, said, tip) if part)))
            chip.setChecked(on)
        self._place()

    def _number(self, value: FacetValue) -> str:
        return wording.number(value.hits) + ("" if self._exact else "+")

    def _elided(self, name: str, hits: str) -> str:
        metrics = self.fontMetrics()
        room = _WIDEST - metrics.horizontalAdvance(hits) - 24
        words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        return f"{words}  {hits}".replace("&", "&&")

    @property
    def name_width(self) -> int:
        """How wide the name of the line is."""
        return self._name.sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Show as many values as fit."""
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Go along the line by the arrows, which would go where Tab goes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
            if by:
                parts = [part for part in (*self.chips, self.more) if part.isVisible()]
                at = next((place for place, part in enumerate(parts) if part is watched), 0) + by
                if 0 <= at < len(parts):
                    parts[at].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        if not self._values:
            return
        height, end = self.height(), self.width() - _SIDE
        self._name.setGeometry(_SIDE, 0, self.name_width, height)
        x = _SIDE + self._left + 8
        fits = 0
        widths = [chip.sizeHint().width() for chip in self.chips[: len(self._shown)]]
        for number, width in enumerate(widths):
            rest = number + 1 < len(self._shown)
            if x + width + (_GAP + _MORE if rest else 0) > end and number:
                break
            self.chips[number].setGeometry(x, 1, min(width, end - x), height - 2)
            x += width + _GAP
            fits += 1
        for number, chip in enumerate(self.chips):
            chip.setVisible(number < fits)
        self.more.setVisible(fits < len(self._shown))
        self.more.setGeometry(min(x, end - _MORE), 1, _MORE, height - 2)

    def _fill(self) -> None:
        menu = self.more.menu()
        menu.clear()
        for value in self._values:
            name = wording.one_line(value.value).replace("&", "&&")
            action = menu.addAction(f"{name}\t{self._number(value)}")
            action.setCheckable(True)
            action.setChecked(value.term in self._terms)
            action.triggered.connect(partial(self._on_term, value.term))

    def _on_chip(self, number: int, _checked: bool = False) -> None:
        self.toggled.emit(self._shown[number].term)

    def _on_term(self, term: str, _checked: bool = False) -> None:
        self.toggled.emit(term)


class FacetsView(QWidget):
    """Lines above the hits."""

    toggled = Signal(str)
    """The term of a value that is to narrow the query, or no more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("FacetsView", "Narrow the search"))
        self.people = FacetLine(translate("FacetsView", "People"))
        self.boards = FacetLine(translate("FacetsView", "Boards"))
        self.years = FacetLine(translate("FacetsView", "Years"))
        self.notes = FacetLine(translate("FacetsView", "Notes"))
        self.lines = (self.people, self.boards, self.years, self.notes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(1)
        for line in self.lines:
            line.toggled.connect(self.toggled)
            line.hide()
            layout.addWidget(line)

    def show_facets(self, facets: Facets, terms: Collection[str]) -> None:
        """Show what was counted; the values whose terms stand in the query are pressed."""
        left = max(line.name_width for line in self.lines)
        for line, values, exact in (
            (self.people, facets.people, facets.exact),
            (self.boards, facets.boards, facets.exact),
            (self.years, facets.years, facets.exact),
            (self.notes, _noted(facets), True),  # counted among all hits
        ):
            if values:
                line.show_values(values, terms, left, exact=exact)
            line.setVisible(bool(values))

    def clear(self) -> None:
        """Show nothing."""
        for line in self.lines:
            line.hide()


def _noted(facets: Facets) -> tuple[FacetValue, ...]:
    if not facets.with_note:
        return ()
    from db.search import FacetValue  # noqa: PLC0415 - loaded with what was counted

    return (FacetValue(translate("FacetsView", "with a note"), facets.with_note, NOTED),)
