"""The window of import reports: past imports at the left, the chosen one at the right.

It stands beside the main window and blocks nothing, so that threads can be opened from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QListView,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.delegates.import_delegate import ImportDelegate
from desktop.models.past_imports import PastImports
from desktop.views.report_panel import ReportPanel
from desktop.windows.dialogs.frame import Dialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from desktop.models.past_imports import PastImport
    from desktop.theme import Tokens

translate = QCoreApplication.translate

WIDTH, HEIGHT = 1040, 660
LEFT = 250


class ImportReports(Dialog):
    """Lists imports, and shows the report of one."""

    chosen = Signal(object)
    """The ``PastImport`` whose report is wanted, or ``None``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            translate("ImportReports", "Import Reports"),
            "importReports",
            WIDTH,
            HEIGHT,
        )
        self.setWindowFlags(Qt.WindowType.Window)
        self.past = PastImports(self)
        self._listing = False
        self.list = QListView()
        self.list.setObjectName("pastImports")
        self.list.setAccessibleName(translate("ImportReports", "Past imports, the newest first"))
        self.list.setModel(self.past)
        self._delegate = ImportDelegate(self)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMouseTracking(True)
        self.panel = ReportPanel()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(self.list)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 24, 16)
        column.setSpacing(10)
        column.addWidget(self.panel, 1)
        column.addWidget(self.buttons)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LEFT, WIDTH - LEFT])
        self.list.setMinimumWidth(180)
        right.setMinimumWidth(540)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(splitter, 1)
        close = self.add_button(
            translate("ImportReports", "Close"), QDialogButtonBox.ButtonRole.RejectRole
        )
        # Enter in the table opens a thread
        close.setAutoDefault(False)
        self.list.selectionModel().currentRowChanged.connect(self._on_row)

    def show_beside(self) -> None:
        """Show it, or bring it to the front."""
        if not self.isVisible():
            self._fit()
            self.show()
        self.raise_()
        self.activateWindow()
        if not self.list.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self._delegate.set_tokens(tokens)
        self.panel.set_tokens(tokens)
        self.list.viewport().update()

    def show_imports(self, rows: Sequence[PastImport], wanted: int | None) -> None:
        """List these imports.

        Args:
            rows: the newest first.
            wanted: number of the one to choose; ``None`` keeps the choice, or takes the newest.
        """
        before = self.current()
        number = wanted if wanted is not None else before.id if before is not None else None
        self._listing = True
        self.past.show(rows)
        row = self.past.row_of(number) if number is not None else None
        self.list.setCurrentIndex(self.past.index(row or 0) if rows else QModelIndex())
        self._listing = False
        self.chosen.emit(self.current())

    def current(self) -> PastImport | None:
        """Return the chosen import."""
        return self.past.at(self.list.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Let Enter be for what has the focus, and for no other button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._listing:
            self.chosen.emit(self.past.at(current.row()))
