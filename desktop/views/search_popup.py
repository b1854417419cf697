"""The list below the search field; the field keeps the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from desktop.delegates.offer_delegate import OfferDelegate, row_height
from desktop.models.offers_model import OffersModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QWidget

    from desktop.models.offers_model import Offer
    from desktop.theme import Tokens

translate = QCoreApplication.translate

MOST_ROWS = 10
NARROWEST = 260
_BELOW = 3
_EDGE = 8


class SearchPopup(QListView):
    """Lies over the window, and not in a window of its own: input methods stay undisturbed."""

    taken = Signal(object)
    """An ``Offer`` that was clicked."""

    def __init__(self, field: QWidget) -> None:
        """Make a list for a field, hidden."""
        super().__init__(field.window())
        self._field = field
        self._offers = OffersModel()
        self._delegate = OfferDelegate(self)
        self.setObjectName("completions")
        self.setModel(self._offers)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(translate("SearchPopup", "Suggestions"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_clicked)
        self.hide()

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self._delegate.set_tokens(tokens)

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show these, none of them chosen; nothing is shown where there is none."""
        self._offers.set_offers(offers)
        if not offers:
            self.hide()
            return
        room = self.window().rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        place = self._field.mapTo(self.window(), QPoint(0, self._field.height() + _BELOW))
        rows = min(len(offers), MOST_ROWS)
        height = rows * row_height(self.font()) + 2
        width = min(max(self._field.width(), NARROWEST), room.right() - place.x())
        self.setGeometry(QRect(place.x(), place.y(), width, min(height, room.bottom() - place.y())))
        self.scrollToTop()
        self.raise_()
        self.show()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def walk(self, by: int) -> None:
        """Choose the next or previous row; before the first and behind the last none is."""
        count = self._offers.rowCount()
        row = self.currentIndex().row() + by
        if row < -1:
            row = count - 1
        if not 0 <= row < count:
            self.selectionModel().clear()
            return
        index = self._offers.index(row)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)

    def chosen(self) -> Offer | None:
        """Return the row that is chosen, if the list is shown."""
        return self._offers.offer(self.currentIndex().row()) if self.isVisible() else None

    def _on_clicked(self, index: QModelIndex) -> None:
        offer = self._offers.offer(index.row())
        if offer is not None:
            self.taken.emit(offer)
