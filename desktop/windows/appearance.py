"""How the window looks: theme, size of the text, panes, full screen; and that it is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication

from desktop.settings import DEFAULT_TEXT_SIZE, TEXT_SIZES, ThemeChoice
from desktop.windows.panes import CAPTURE_TAB, NOTES_TAB

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from desktop.actions import Actions
    from desktop.settings import Settings
    from desktop.windows.panes import Panes

WIDTH, HEIGHT = 1320, 860
NARROW = 1_000
"""Pixels of screen width below which the inspector of a new window stays closed."""


class Appearance(QObject):
    """Keeps the look of one window and its settings in step."""

    theme_chosen = Signal(str)

    def __init__(
        self,
        window: QMainWindow,
        panes: Panes,
        actions: Actions,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._panes = panes
        self._actions = actions
        self._settings = settings
        for name, step in (("larger", 1), ("smaller", -1), ("normal_size", 0)):
            actions[name].triggered.connect(lambda _on=False, step=step: self.step_text(step))
        self.show_theme()
        for choice in ThemeChoice:
            action = actions[f"theme_{choice.value}"]
            action.triggered.connect(
                lambda _on=False, choice=choice: self.theme_chosen.emit(choice.value)
            )
        actions["flat"].setChecked(settings.flat)
        actions["flat"].toggled.connect(self._on_flat)
        actions["fold_quotes"].setChecked(settings.quotes_folded)
        actions["fold_quotes"].toggled.connect(self._on_fold_quotes)
        actions["show_library"].toggled.connect(self._on_library)
        actions["show_inspector"].toggled.connect(self._on_inspector)
        actions["full_screen"].toggled.connect(self.set_full_screen)
        for tab, name in enumerate(("show_notes", "show_reply", "show_answers", "show_capture")):
            actions[name].triggered.connect(lambda _on=False, tab=tab: self.show_tab(tab))
        panes.inspector_opened.connect(lambda: actions["show_inspector"].setChecked(True))
        panes.column.set_text_size(settings.text_size)
        panes.column.set_flat(settings.flat)
        panes.column.set_quotes_folded(folded=settings.quotes_folded)

    # restoring and remembering

    def restore(self) -> None:
        """Give the window the place, size and panes that it had."""
        settings, panes = self._settings, self._panes
        # before the window gets its size: what is shown says how small it can be
        shown = settings.inspector_shown and self._fits_inspector()
        for name, pane, wanted in (
            ("show_library", panes.left, settings.library_shown),
            ("show_inspector", panes.inspector, shown),
        ):
            self._actions[name].setChecked(wanted)
            pane.setVisible(wanted)
        if settings.geometry.isEmpty() or not self._window.restoreGeometry(settings.geometry):
            self._place_new()
        if settings.splitter.isEmpty() or not panes.splitter.restoreState(settings.splitter):
            panes.place_default(self._window.width())
        panes.notes.restore_panes(settings.notes_splitter)
        panes.inspector.setCurrentIndex(min(max(settings.inspector_tab, NOTES_TAB), CAPTURE_TAB))

    def remember(self) -> None:
        """Write the state of the window into the settings."""
        settings, panes = self._settings, self._panes
        if not self._window.isFullScreen():
            settings.geometry = self._window.saveGeometry()
        settings.splitter = panes.splitter.saveState()
        settings.notes_splitter = panes.notes.save_panes()
        settings.inspector_tab = panes.inspector.currentIndex()
        settings.inspector_shown = self._actions["show_inspector"].isChecked()
        settings.library_shown = self._actions["show_library"].isChecked()

    def _fits_inspector(self) -> bool:
        """Whether a new window has room for it; one that was used before keeps what it had."""
        return not self._settings.geometry.isEmpty() or self._room().width() >= NARROW

    def _room(self) -> QRect:
        screen = self._window.screen() or QGuiApplication.primaryScreen()
        return screen.availableGeometry()

    def _place_new(self) -> None:
        room = self._room()
        width, height = min(WIDTH, room.width() - 40), min(HEIGHT, room.height() - 60)
        self._window.resize(width, height)
        self._window.move(
            room.left() + (room.width() - width) // 2, room.top() + (room.height() - height) // 3
        )

    # choices

    def show_theme(self) -> None:
        """Mark the theme that is chosen."""
        self._actions[f"theme_{self._settings.theme.value}"].setChecked(True)

    def step_text(self, step: int) -> None:
        """Make the text larger or smaller by a step; 0 is the usual size."""
        sizes = TEXT_SIZES
        now = self._settings.text_size
        if step == 0:
            self.set_text_size(DEFAULT_TEXT_SIZE)
        elif step > 0:
            self.set_text_size(next((size for size in sizes if size > now), sizes[-1]))
        else:
            self.set_text_size(next((size for size in reversed(sizes) if size < now), sizes[0]))

    def set_text_size(self, size: int) -> None:
        """Show what is read in this size."""
        self._settings.text_size = size
        self._panes.column.set_text_size(size)

    def show_tab(self, tab: int) -> None:
        """Open a tab of the inspector and go into it."""
        self._panes.show_tab(tab)
        page = self._panes.inspector.currentWidget()
        if page is self._panes.notes:
            self._panes.notes.focus()
        else:
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_full_screen(self, full: bool) -> None:
        """Fill the screen, or stop doing so."""
        if full == self._window.isFullScreen():
            return
        if full:
            self._settings.geometry = self._window.saveGeometry()
            self._window.showFullScreen()
        else:
            self._window.showNormal()
            self._window.restoreGeometry(self._settings.geometry)

    def _on_flat(self, flat: bool) -> None:
        self._settings.flat = flat
        if self._panes.column.is_flat() != flat:
            self._panes.column.set_flat(flat)

    def _on_fold_quotes(self, folded: bool) -> None:
        self._settings.quotes_folded = folded
        self._panes.column.set_quotes_folded(folded=folded)

    def _on_library(self, shown: bool) -> None:
        self._panes.left.setVisible(shown)

    def _on_inspector(self, shown: bool) -> None:
        self._panes.inspector.setVisible(shown)
