"""Which action of the menus does what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPlainTextEdit

from desktop.windows import enabling
from desktop.windows.aliasing import edit_aliases
from desktop.windows.following import ask_to_follow, copy_address
from desktop.windows.searching import phrases

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QPoint

    from desktop.windows.main_window import MainWindow

translate = QCoreApplication.translate


def connect_actions(window: MainWindow) -> None:
    """Connect every action, and the buttons that stand for some."""
    column, reading = window.panes.column, window.reading
    doing: dict[str, Callable[[], object]] = {
        "open_files": window.importing.choose_files,
        "import_folder": window.importing.choose_folder,
        "paste": lambda: _paste(window),
        "try_sample": window.importing.try_sample,
        "reports": window.reporting.open,
        "new_library": lambda: _new_library(window),
        "open_library": lambda: _open_library(window),
        "backup": window.keeping.back_up,
        "check": window.keeping.check,
        "preferences": lambda: show_preferences(window),
        "quit": window.close,
        "undo": lambda: _undo(window, forward=False),
        "redo": lambda: _undo(window, forward=True),
        "copy": lambda: _copy(window),
        "copy_cited": reading.copy_cited,
        "select_all": lambda: _select_all(window),
        "find": reading.finding.open,
        "find_next": lambda: reading.finding.walk(1),
        "find_previous": lambda: reading.finding.walk(-1),
        "search_chosen": lambda: _search_chosen(window),
        "save_search": window.saving.begin,
        "search": lambda: _search(window),
        "aliases": lambda: edit_aliases(window),
        "new_note": window.noting.begin,
        "delete_note": window.noting.remove_chosen,
        "view_picture": window.picturing.open,
        "save_picture": window.picturing.save,
        "attach_image": window.picturing.attach,
        "detach_image": window.picturing.detach,
        "reply_confirm": window.deciding.confirm,
        "reply_reject": window.deciding.reject,
        "reply_choose": window.deciding.open_field,
        "reply_pick": window.deciding.begin_picking,
        "reply_article": window.deciding.answers_article,
        "reply_nobody": window.deciding.not_a_reply,
        "reply_again": window.deciding.ask_again,
        "edit_thread": lambda: _edit_thread(window),
        "save_original": lambda: _save_original(window),
        "trash": window.browsing.trash,
        "restore": window.browsing.restore,
        "empty_trash": window.browsing.empty_trash,
        "back": reading.back,
        "forward": reading.forward,
        "go_to_floor": lambda: _go_to_floor(window),
        "next_floor": column.next_floor,
        "previous_floor": column.previous_floor,
        "parent_floor": column.parent_floor,
        "previous_sibling": column.previous_sibling,
        "next_sibling": column.next_sibling,
        "peek": column.peek,
        "turn_quotes": column.turn_quotes,
        "expand_all": column.expand_all,
        "collapse_all": column.collapse_all,
        "shortcuts": lambda: _show_shortcuts(window),
        "about": lambda: _show_about(window),
    }
    for name, do in doing.items():
        window.actions_by_name[name].triggered.connect(partial(_do, do))
    column.context_requested.connect(partial(_show_context, window))
    column.link_activated.connect(partial(ask_to_follow, window))
    empty = window.panes.empty
    empty.open_requested.connect(window.importing.choose_files)
    empty.sample_requested.connect(window.importing.try_sample)
    empty.locate_requested.connect(lambda: _open_library(window))
    empty.create_requested.connect(lambda: _new_library(window))


def _do(do: Callable[[], object], _checked: bool = False) -> None:
    do()


def show_undo(window: MainWindow) -> None:
    """Name what undo and redo would do, and let them if there is something."""
    operations = window.operations
    for name, words, named in (
        ("undo", translate("Wiring", "&Undo"), translate("Wiring", "&Undo: {what}")),
        ("redo", translate("Wiring", "&Redo"), translate("Wiring", "&Redo: {what}")),
    ):
        action = window.actions_by_name[name]
        stack = None if operations is None or operations.read_only else operations.undo_stack
        possible = stack is not None and (stack.canUndo() if name == "undo" else stack.canRedo())
        what = ""
        if stack is not None and possible:
            what = stack.undoText() if name == "undo" else stack.redoText()
        action.setEnabled(possible)
        action.setText(named.format(what=what) if what else words)


def _undo(window: MainWindow, *, forward: bool) -> None:
    operations = window.operations
    if operations is None:
        return

    def step() -> None:
        if window.operations is not operations:
            return
        # what it tells may be what is taken back now, and so may what it offers
        window.panes.messages.pass_news()
        if forward:
            operations.undo_stack.redo()
        else:
            operations.undo_stack.undo()

    # words typed and not saved yet are a step of their own, the last one
    window.noting.when_saved(step)


def _paste(window: MainWindow) -> None:
    if not window.picturing.paste():
        window.importing.paste()


def _copy(window: MainWindow) -> None:
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QPlainTextEdit):
        field.copy()
    elif isinstance(field, QLabel) and field.hasSelectedText():
        QApplication.clipboard().setText(field.selectedText())
    else:
        window.reading.copy()


def _select_all(window: MainWindow) -> None:
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QPlainTextEdit):
        field.selectAll()
    else:
        window.panes.column.select_all()


def _search(window: MainWindow) -> None:
    window.actions_by_name["show_library"].setChecked(True)
    window.searching.focus()


def _search_chosen(window: MainWindow) -> None:
    """Look for the chosen words in the whole library; without any, go to the field."""
    _search(window)
    query = phrases(window.panes.column.selected_text())
    if query:
        window.searching.ask(query)


def _edit_thread(window: MainWindow) -> None:
    summary = window.browsing.target()
    if summary is not None:
        window.keeping.edit_thread(summary.id)


def _save_original(window: MainWindow) -> None:
    head = window.reading.head
    if head is not None and head.captures:
        window.keeping.save_original(head.captures[-1])


def _open_library(window: MainWindow) -> None:
    def take(path: Path) -> None:
        window.library_wanted.emit(path, False)

    window.chooser.open_library(translate("Wiring", "Open Library"), take)


def _new_library(window: MainWindow) -> None:
    def take(path: Path) -> None:
        window.library_wanted.emit(path, True)

    window.chooser.save_library(translate("Wiring", "New Library"), "library.beilin", take)


# ruff: noqa: PLC0415 - a dialog is loaded when it is asked for; no start waits for it
def _go_to_floor(window: MainWindow) -> None:
    from desktop.windows.dialogs.go_to_floor import GoToFloor

    GoToFloor(window, window.reading.go_to_floor).open()


def _show_shortcuts(window: MainWindow) -> None:
    from desktop.windows.dialogs.shortcuts import Shortcuts

    Shortcuts(window, window.actions_by_name).open()


def _show_about(window: MainWindow) -> None:
    from desktop.windows.dialogs.about import About

    About(window, window.library).open()


def show_preferences(window: MainWindow) -> None:
    """Open the preferences."""
    from desktop.windows.dialogs.preferences import Preferences

    dialog = Preferences(window, window.settings, window.library, window.chooser)
    dialog.watch_chosen.connect(window.watching.set_folder)
    dialog.language_chosen.connect(window.language_chosen)
    dialog.theme_chosen.connect(window.theme_chosen)
    dialog.text_size_chosen.connect(window.appearance.set_text_size)
    dialog.history_chosen.connect(window.offering.set_history)
    dialog.history_cleared.connect(window.offering.clear_history)
    dialog.open_library_requested.connect(lambda: _open_library(window))
    dialog.new_library_requested.connect(lambda: _new_library(window))
    dialog.open()


def _show_context(window: MainWindow, point: QPoint) -> None:
    menu = context_menu(window, point)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(point)


def context_menu(window: MainWindow, point: QPoint) -> QMenu:
    """Return the menu of what is at a place of the screen, in the reading column."""
    menu = QMenu(window)
    column = window.panes.column
    address = column.link_under(QPointF(column.viewport().mapFromGlobal(point)))
    image = column.figure() if column.figure_chosen else None
    if address is not None:
        menu.addAction(translate("Wiring", "Copy &Link Address"), partial(copy_address, address))
        menu.addSeparator()
    if image is not None:
        for name in ("view_picture", "save_picture", "attach_image", "detach_image"):
            menu.addAction(window.actions_by_name[name])
        src = image.image.src
        if src:
            words = translate("Wiring", "Copy Image A&ddress")
            menu.addAction(words, partial(copy_address, src))
        menu.addSeparator()
        # the menu is there before the window looks anew which actions can act
        enabling.enable(window.actions_by_name, window.situation())
    for name in (
        "copy", "copy_cited", "search_chosen", "", "new_note", "", "parent_floor", "next_sibling",
        "show_answers", "only_person", "",
        "expand_all", "collapse_all", "flat",
    ):  # fmt: skip
        if name:
            menu.addAction(window.actions_by_name[name])
        else:
            menu.addSeparator()
    if column.current_post() is not None:
        menu.addSeparator()
        below = menu.addMenu(translate("Wiring", "Whom It Ans&wers"))
        for name in (
            "reply_confirm", "reply_reject", "", "reply_choose", "reply_pick", "reply_article",
            "reply_nobody", "", "reply_again",
        ):  # fmt: skip
            if name:
                below.addAction(window.actions_by_name[name])
            else:
                below.addSeparator()
        enabling.enable(window.actions_by_name, window.situation())
    return menu
