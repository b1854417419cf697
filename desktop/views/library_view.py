"""The left pane while nothing is searched: which threads, in which order, and the list."""

from __future__ import annotations

from array import array
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop import icons
from desktop.delegates.library_delegate import LibraryDelegate, row_height
from desktop.views.parts import label, tool

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from db.records import ThreadId
    from desktop.models.library_model import LibraryModel
    from desktop.theme import Tokens
    from desktop.views.saved_view import SavedView

translate = QCoreApplication.translate


class LibraryView(QWidget):
    """Sections, order and list of threads."""

    section_changed = Signal(str)
    """Name of the chosen section, as ``db.threads`` calls its views."""
    order_changed = Signal(str, bool)
    """Name of the order, and whether it runs upwards."""
    thread_chosen = Signal(object)
    """A ``ThreadId`` to be opened."""
    thread_entered = Signal(object)
    """A ``ThreadId`` to be opened and read now: Enter or a double click."""
    context_requested = Signal(QPoint)

    def __init__(self, model: LibraryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._choosing = True
        self._tokens: Tokens | None = None
        self.saved: SavedView | None = None
        """Saved searches, below the sections; there when there are some."""
        self._sections: dict[str, QPushButton] = {}
        self._count = label(role="muted")
        self._nothing = label(role="muted", wrap=True)
        self._sort = tool(translate("LibraryView", "Order of the list"))
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._orders = QMenu(self)
        self._order_group = QActionGroup(self)
        self._ascending = QAction(translate("LibraryView", "Upwards"), self)
        self._fill_orders()
        self.table = QTableView()
        self._delegate = LibraryDelegate(self)
        self._build()

    def _build(self) -> None:
        self.table.setModel(self._model)
        self.table.setItemDelegate(self._delegate)
        self.table.setAccessibleName(translate("LibraryView", "Threads"))
        self.table.setObjectName("threads")
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setMouseTracking(True)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_context)
        self.table.horizontalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.table.activated.connect(self._on_activated)
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 8, 4)
        head.addWidget(self._count)
        head.addStretch()
        head.addWidget(self._sort)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._places = self._section_buttons()
        layout.addLayout(self._places)
        layout.addLayout(head)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(24, 40, 24, 0)
        self._nothing.hide()
        layout.addWidget(self._nothing, 1)
        layout.addWidget(self.table, 1)

    def _section_buttons(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setContentsMargins(8, 2, 8, 4)
        rows.setSpacing(1)
        group = QButtonGroup(self)
        for name, icon, text in (
            ("all", "flat", translate("LibraryView", "All threads")),
            ("notes", "note", translate("LibraryView", "With notes")),
            ("missing_images", "image", translate("LibraryView", "Missing images")),
            ("trash", "trash", translate("LibraryView", "Trash")),
        ):
            made = QPushButton(text)
            made.setProperty("role", "section")
            made.setProperty("icon_name", icon)
            made.setAccessibleName(text)
            made.setCheckable(True)
            made.setFlat(True)
            made.clicked.connect(partial(self._on_section, name))
            group.addButton(made)
            self._sections[name] = made
            rows.addWidget(made)
        self._sections["all"].setChecked(True)
        return rows

    def _fill_orders(self) -> None:
        for name, text in (
            ("imported", translate("LibraryView", "Last imported")),
            ("latest", translate("LibraryView", "Latest reply")),
            ("title", translate("LibraryView", "Title")),
            ("place", translate("LibraryView", "Site or board")),
            ("posts", translate("LibraryView", "Number of replies")),
            ("notes", translate("LibraryView", "Number of notes")),
        ):
            action = self._orders.addAction(text)
            action.setCheckable(True)
            action.setData(name)
            self._order_group.addAction(action)
            action.triggered.connect(self._on_order)
        self._orders.addSeparator()
        self._ascending.setCheckable(True)
        self._ascending.triggered.connect(self._on_order)
        self._orders.addAction(self._ascending)
        self._sort.setMenu(self._orders)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self._tokens = tokens
        self._delegate.set_tokens(tokens)
        if self.saved is not None:
            self.saved.set_tokens(tokens)
        self._sort.setIcon(icons.icon("sort", tokens.muted))
        for made in self._sections.values():
            made.setIcon(icons.icon(str(made.property("icon_name")), tokens.muted))

    def add_saved(self) -> SavedView:
        """Make the list of saved searches, and return it."""
        from desktop.views.saved_view import SavedView  # noqa: PLC0415 - many have none

        made = SavedView()
        if self._tokens is not None:
            made.set_tokens(self._tokens)
        self._places.addWidget(made)
        self.setTabOrder(self._sections["trash"], made)
        self.saved = made
        return made

    def set_order(self, name: str, *, ascending: bool) -> None:
        """Show which order stands."""
        for action in self._order_group.actions():
            action.setChecked(action.data() == name)
        self._ascending.setChecked(ascending)

    def set_section(self, name: str) -> None:
        """Show which section stands."""
        self._sections[name].setChecked(True)

    def section(self) -> str:
        """Return the name of the chosen section."""
        return next(name for name, made in self._sections.items() if made.isChecked())

    def show_ids(self, ids: array[int], keep: ThreadId | None) -> None:
        """Show these threads; ``keep`` stays chosen if it is among them."""
        position = self.table.verticalScrollBar().value()
        self._choosing = False
        try:
            self._model.set_ids(ids)
            self._count.setText(translate("LibraryView", "%n thread(s)", None, len(ids)))
            self._nothing.setText(self._nothing_here())
            self._nothing.setVisible(not ids)
            self.table.setVisible(bool(ids))
            self.table.verticalScrollBar().setValue(position)
            if keep is not None:
                self.choose(keep, scroll=False)
        finally:
            self._choosing = True

    def clear(self) -> None:
        """Show no list: no library is open."""
        self._model.set_ids(array("q"))
        self._count.clear()
        self._nothing.hide()
        self.table.show()

    def choose(self, thread: ThreadId | None, *, scroll: bool = True) -> None:
        """Mark the thread that is open, without opening it."""
        before, self._choosing = self._choosing, False
        try:
            row = None if thread is None else self._model.row_of(thread)
            if row is None:
                self.table.clearSelection()
                return
            index = self._model.index(row, 0)
            self.table.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            if scroll:
                self.table.scrollTo(index)
        finally:
            self._choosing = before

    def chosen(self) -> ThreadId | None:
        """Return the marked thread."""
        rows = self.table.selectionModel().selectedRows()
        return self._model.thread_at(rows[0].row()) if rows else None

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Keep rows that fit the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()

    def _nothing_here(self) -> str:
        return {
            "all": translate("LibraryView", "No thread is here yet."),
            "notes": translate("LibraryView", "No thread has notes yet."),
            "missing_images": translate("LibraryView", "No thread has lost an image."),
            "trash": translate("LibraryView", "The trash is empty."),
        }[self.section()]

    def _fit_rows(self) -> None:
        self.table.verticalHeader().setMinimumSectionSize(1)
        self.table.verticalHeader().setDefaultSectionSize(row_height(self.table.font()))

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        thread = self._model.thread_at(current.row())
        if self._choosing and thread is not None:
            self.thread_chosen.emit(thread)

    def _on_activated(self, index: QModelIndex) -> None:
        thread = self._model.thread_at(index.row())
        if thread is not None:
            self.thread_entered.emit(thread)

    def _on_context(self, point: QPoint) -> None:
        if self.table.indexAt(point).isValid():
            self.context_requested.emit(self.table.viewport().mapToGlobal(point))

    def _on_section(self, name: str, _checked: bool = True) -> None:
        self.section_changed.emit(name)

    def _on_order(self) -> None:
        chosen = self._order_group.checkedAction()
        if chosen is not None:  # pyright: ignore[reportUnnecessaryComparison] - null while none is on
            self.order_changed.emit(str(chosen.data()), self._ascending.isChecked())
