"""All widgets of the main window and how they lie; what they do is said elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.models.answers_model import AnswersModel
from desktop.models.library_model import LibraryModel
from desktop.models.notes_model import NotesModel
from desktop.models.report_model import ReportModel
from desktop.models.search_model import SearchModel
from desktop.views.answers_panel import AnswersPanel
from desktop.views.capture_panel import CapturePanel
from desktop.views.drop_veil import DropVeil
from desktop.views.empty_state import EmptyState
from desktop.views.find_bar import FindBar
from desktop.views.import_bar import ImportBar
from desktop.views.library_view import LibraryView
from desktop.views.message_bar import MessageBar
from desktop.views.notes_panel import NotesPanel
from desktop.views.parts import action_tool, label
from desktop.views.person_bar import PersonBar
from desktop.views.reply_panel import ReplyPanel
from desktop.views.results_view import ResultsView
from desktop.views.search_bar import SearchBar
from desktop.views.thread_view import ThreadView

if TYPE_CHECKING:
    from desktop.actions import Actions
    from desktop.theme import Tokens

translate = QCoreApplication.translate

NOTES_TAB, REPLY_TAB, ANSWERS_TAB, CAPTURE_TAB = range(4)

LEFT_WIDTH, RIGHT_WIDTH = 300, 320


class Panes(QWidget):
    """Library, reading column and inspector side by side; bars above and below."""

    inspector_opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.library_model = LibraryModel(self)
        self.search_model = SearchModel(self)
        self.notes_model = NotesModel(self)
        self.report_model = ReportModel(self)

        self.search = SearchBar()
        self.library = LibraryView(self.library_model)
        self.results = ResultsView(self.search_model)
        self.finder = FindBar()
        self.person = PersonBar()
        self.empty = EmptyState()
        self.column = ThreadView()
        self.notes = NotesPanel(self.notes_model)
        self.reply = ReplyPanel()
        self.answers_model = AnswersModel(self)
        self.answers = AnswersPanel(self.answers_model)
        self.capture = CapturePanel()
        self.imports = ImportBar(self.report_model)
        self.messages = MessageBar()
        self.banner = QFrame()
        self.banner_text = label(wrap=True, chosen=True)

        self.left = QFrame()
        self.lists = QStackedWidget()
        self.centre = QFrame()
        self.pages = QStackedWidget()
        self.inspector = QTabWidget()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._build()
        self.veil = DropVeil(self)

    def _build(self) -> None:
        self.left.setObjectName("library")
        left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        self.lists.addWidget(self.library)
        self.lists.addWidget(self.results)
        left.addWidget(self.search)
        left.addWidget(self.lists, 1)

        self.centre.setObjectName("centre")
        centre = QVBoxLayout(self.centre)
        centre.setContentsMargins(0, 0, 0, 0)
        centre.setSpacing(0)
        self.column.setObjectName("thread")
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self.column)
        centre.addWidget(self.finder)
        centre.addWidget(self.person)
        centre.addWidget(self.pages, 1)
        self.finder.hide()
        self.person.hide()

        self.inspector.setObjectName("inspector")
        self.inspector.setAccessibleName(translate("Panes", "Inspector"))
        self.inspector.setDocumentMode(True)
        self.inspector.addTab(self.notes, translate("Panes", "Notes"))
        self.inspector.addTab(self.reply, translate("Panes", "Reply"))
        self.inspector.addTab(self.answers, translate("Panes", "Answers"))
        self.inspector.addTab(self.capture, translate("Panes", "Capture"))

        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane in (self.left, self.centre, self.inspector):
            self.splitter.addWidget(pane)
        self.left.setMinimumWidth(220)
        self.centre.setMinimumWidth(420)
        self.inspector.setMinimumWidth(240)
        for index, stretch in enumerate((0, 1, 0)):
            self.splitter.setStretchFactor(index, stretch)

        self.banner.setObjectName("banner")
        banner = QHBoxLayout(self.banner)
        banner.setContentsMargins(16, 6, 16, 6)
        banner.addWidget(self.banner_text)
        self.banner.hide()

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.imports)
        layout.addWidget(self.messages)

    def place_default(self, width: int) -> None:
        """Give the panes the widths they have in a new window."""
        middle = max(420, width - LEFT_WIDTH - RIGHT_WIDTH)
        self.splitter.setSizes([LEFT_WIDTH, middle, RIGHT_WIDTH])

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw everything in these colours."""
        for part in (
            self.search,
            self.library,
            self.results,
            self.finder,
            self.empty,
            self.column,
            self.notes,
            self.answers,
            self.capture,
            self.imports,
            self.messages,
            self.veil,
        ):
            part.set_tokens(tokens)

    def set_banner(self, text: str) -> None:
        """Say something that stays true while the library is open; empty is nothing."""
        self.banner_text.setText(text)
        self.banner.setVisible(bool(text))

    def show_thread_page(self, *, shown: bool) -> None:
        """Show the reading column, or what stands there while no thread is open."""
        self.pages.setCurrentWidget(self.column if shown else self.empty)

    def show_results(self, *, shown: bool) -> None:
        """Show search results, or the list of threads."""
        self.lists.setCurrentWidget(self.results if shown else self.library)

    def show_tab(self, tab: int) -> None:
        """Open a tab of the inspector, and the inspector if it is closed."""
        self.inspector.show()
        self.inspector.setCurrentIndex(tab)
        self.inspector_opened.emit()


def corner(actions: Actions) -> QWidget:
    """Return the few buttons at the end of the menu bar."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 1, 8, 1)
    row.setSpacing(2)
    for name in ("open_files", "new_note", "find", "flat", "show_library", "show_inspector"):
        row.addWidget(action_tool(actions[name]))
    return box
