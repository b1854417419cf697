"""What the search field offers below itself: completions, or what was searched for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, Qt

from desktop.models import wording
from desktop.models.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPersistentModelIndex

    from db.search import Completion

    Index = QModelIndex | QPersistentModelIndex

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Offer:
    """One row.

    Attributes:
        label: what is shown.
        hint: what kind of thing it is, at the right.
        icon: name of an icon; empty is none.
        completion: what is written where the cursor stands.
        query: a whole query that takes the place of what is typed.
        clears: it forgets what was searched for, and writes nothing.
    """

    label: str
    hint: str = ""
    icon: str = ""
    completion: Completion | None = None
    query: str = ""
    clears: bool = False


def of_completions(completions: Sequence[Completion]) -> list[Offer]:
    """Return completions as rows."""
    return [Offer(one.label, kind_name(one.kind), completion=one) for one in completions]


def of_history(queries: Sequence[str]) -> list[Offer]:
    """Return what was searched for as rows, and one that forgets it."""
    rows = [Offer(query, icon="history", query=query) for query in queries]
    if rows:
        rows.append(Offer(translate("Offers", "Clear these"), icon="close", clears=True))
    return rows


def kind_name(kind: str) -> str:
    """Return what kind of thing a completion is, in words."""
    return {
        "operator": translate("Offers", "narrows"),
        "value": translate("Offers", "choice"),
        "author": translate("Offers", "person"),
        "board": translate("Offers", "board"),
        "title": translate("Offers", "thread"),
        "tag": translate("Offers", "tag"),
    }.get(kind, "")


class OffersModel(QAbstractListModel):
    """Rows of ``Offer``."""

    def __init__(self) -> None:
        super().__init__()
        self._offers: Sequence[Offer] = ()

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """Show these."""
        self.beginResetModel()
        self._offers = offers
        self.endResetModel()

    def offer(self, row: int) -> Offer | None:
        """Return what a row offers."""
        return self._offers[row] if 0 <= row < len(self._offers) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the words, the whole record, or what is read out."""
        offer = self.offer(index.row())
        if offer is None:
            return None
        if role == Role.VALUE:
            return offer
        if role == Qt.ItemDataRole.DisplayRole:
            return wording.one_line(offer.label)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = wording.one_line(offer.label)
            return wording.listed((said, offer.hint)) if offer.hint else said
        return None
