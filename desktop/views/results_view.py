"""The left pane while a query stands: how many hits, in which order, and the hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.text import visible
from desktop import icons
from desktop.delegates.hit_delegate import HitDelegate
from desktop.views.parts import label, tool

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtCore import QModelIndex

    from db.records import SearchHit
    from db.search import Facets
    from desktop.models.search_model import SearchModel
    from desktop.theme import Tokens
    from desktop.views.facets_view import FacetsView

translate = QCoreApplication.translate


class ResultsView(QWidget):
    """Hits grouped by thread."""

    hit_chosen = Signal(object)
    """A ``SearchHit`` to be shown in its place."""
    hit_entered = Signal(object)
    """A ``SearchHit`` to be shown, and reading goes on there."""
    order_changed = Signal(str)
    facets_toggled = Signal(bool)
    """Whether what the hits have in common is to be shown."""
    facet_chosen = Signal(str)
    """The term of a value that is to narrow the query, or no more."""
    save_requested = Signal()
    """The query is to be kept, or no more."""

    def __init__(self, model: SearchModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._count = label(role="muted", wrap=True)
        self._tokens: Tokens | None = None
        self._kept = False
        self._narrow = tool(translate("ResultsView", "Narrow by people, boards, years, notes"))
        self._save = tool("")
        self.facets: FacetsView | None = None
        self._facets_shown = False
        self._sort = tool(translate("ResultsView", "Order of the hits"))
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._orders = QMenu(self)
        self._group = QActionGroup(self)
        for name, text in (
            ("relevance", translate("ResultsView", "Best first")),
            ("newest", translate("ResultsView", "Newest first")),
            ("floor", translate("ResultsView", "As they are read")),
        ):
            action = self._orders.addAction(text)
            action.setCheckable(True)
            action.setData(name)
            self._group.addAction(action)
            action.triggered.connect(
                lambda _checked=False, name=name: self.order_changed.emit(name)
            )
        self._sort.setMenu(self._orders)
        self.list = QListView()
        self._delegate = HitDelegate(self)
        self._nothing = label(role="muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(24, 40, 24, 0)
        self._build()

    def _build(self) -> None:
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self.list.setObjectName("hits")
        self.list.setAccessibleName(translate("ResultsView", "Search results"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._on_clicked)
        self.list.activated.connect(self._on_activated)
        head = QHBoxLayout()
        head.setContentsMargins(16, 2, 8, 4)
        head.setSpacing(0)
        head.addWidget(self._count, 1)
        for part in (self._narrow, self._save, self._sort):
            head.addWidget(part)
        self._narrow.setCheckable(True)
        self._narrow.toggled.connect(self._on_narrow)
        self._save.clicked.connect(self.save_requested)
        self.show_kept(kept=False, possible=False)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._nothing)
        layout.addWidget(self.list, 1)
        self._nothing.hide()

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self._tokens = tokens
        self._delegate.set_tokens(tokens)
        self._sort.setIcon(icons.icon("sort", tokens.muted))
        self._narrow.setIcon(icons.icon("filter", tokens.muted))
        self._show_mark()

    # narrowing and keeping

    def show_facets(self, *, shown: bool) -> None:
        """Show what the hits have in common, or hide it."""
        with QSignalBlocker(self._narrow):
            self._narrow.setChecked(shown)
        self._facets_shown = shown
        if self.facets is not None:
            self.facets.setVisible(shown)

    def set_facets(self, facets: Facets, terms: Collection[str]) -> None:
        """Take what the hits have in common, and which of it stands in the query."""
        view = self.make_facets()
        view.show_facets(facets, terms)
        view.setVisible(self._facets_shown)

    def warm(self) -> None:
        """Have at hand what the first answer will be painted with."""
        self._delegate.warm(self.list.font())

    def make_facets(self) -> FacetsView:
        """Return the lines above the hits, and make them where they are not there."""
        if self.facets is None:
            from desktop.views.facets_view import FacetsView  # noqa: PLC0415 - no start waits for it

            self.facets = FacetsView()
            self.facets.hide()
            self.facets.toggled.connect(self.facet_chosen)
            self._layout.insertWidget(1, self.facets)
            self.setTabOrder(self._sort, self.facets)
        return self.facets

    def clear_facets(self) -> None:
        """Show that nothing is counted."""
        if self.facets is not None:
            self.facets.clear()

    def show_kept(self, *, kept: bool, possible: bool) -> None:
        """Show whether the query is a saved search, and whether that can be changed."""
        self._kept = kept
        words = (
            translate("ResultsView", "Remove from the saved searches")
            if kept
            else translate("ResultsView", "Save this search")
        )
        self._save.setAccessibleName(words)
        self._save.setToolTip(words)
        self._save.setEnabled(possible)
        self._show_mark()

    def _show_mark(self) -> None:
        if self._tokens is not None:
            name, ink = (
                ("bookmarked", self._tokens.accent)
                if self._kept
                else ("bookmark", self._tokens.muted)
            )
            self._save.setIcon(icons.icon(name, ink, self._tokens.faint))

    def _on_narrow(self, shown: bool) -> None:
        self.show_facets(shown=shown)
        self.facets_toggled.emit(shown)

    def set_order(self, name: str) -> None:
        """Show which order stands."""
        for action in self._group.actions():
            action.setChecked(action.data() == name)

    def set_total(self, total: int | None, loaded: int, *, exact: bool, earlier: str = "") -> None:
        """Say how many hits there are, as far as it is known.

        ``earlier`` is the query that they answer where it is no longer the one in the field.
        """
        if total is None:
            text = translate("ResultsView", "at least %n hit(s)", None, loaded)
        else:
            text = translate("ResultsView", "%n hit(s)", None, total)
        if not exact:
            text += " · " + translate("ResultsView", "the index is being rebuilt")
        if earlier:
            text += " · " + translate("ResultsView", "still those of “{query}”").format(
                query=visible(earlier)
            )
        self._count.setText(text)
        nothing = total == 0 or (total is None and loaded == 0)
        self._nothing.setText(
            translate(
                "ResultsView",
                "Nothing found. Words are looked for as parts of a text,"
                " in both scripts; fewer of them find more.",
            )
            if nothing
            else ""
        )
        self._nothing.setVisible(nothing)
        self.list.setVisible(not nothing)

    def set_waiting(self) -> None:
        """Say that a search is under way; what was found before stays."""
        self._count.setText(translate("ResultsView", "Searching…"))

    def show_nothing(self) -> None:
        """Show that nothing is searched."""
        self._count.clear()
        self._nothing.hide()
        self.list.show()

    def step(self, by: int) -> bool:
        """Go to the next or previous hit of the list and show it; say whether there is one."""
        row = self._model.step(self.list.currentIndex().row(), by)
        hit = self._model.hit_at(row) if row is not None else None
        if row is None or hit is None:
            return False
        self._choose(row)
        self.hit_chosen.emit(hit)
        return True

    def current(self) -> SearchHit | None:
        """Return the hit that is marked."""
        return self._model.hit_at(self.list.currentIndex().row())

    def choose_hit(self, hit: SearchHit) -> None:
        """Mark the hit that stands where another one stood, after the list was read anew."""
        row = self._model.row_like(hit)
        if row is not None:
            self._choose(row)

    def chosen(self) -> SearchHit | None:
        """Return the hit that is marked, or the first if none is."""
        row = self.list.currentIndex().row()
        hit = self._model.hit_at(row)
        if hit is None:
            first = self._model.step(-1, 1)
            if first is not None:
                self._choose(first)
                hit = self._model.hit_at(first)
        return hit

    def describe(self) -> str:
        """Return the line that says how many hits there are."""
        return self._count.text()

    def _choose(self, row: int) -> None:
        index = self._model.index(row)
        self.list.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.list.scrollTo(index)

    def _on_clicked(self, index: QModelIndex) -> None:
        hit = self._model.hit_at(index.row())
        if hit is not None:
            self.hit_chosen.emit(hit)

    def _on_activated(self, index: QModelIndex) -> None:
        hit = self._model.hit_at(index.row())
        if hit is not None:
            self.hit_entered.emit(hit)
