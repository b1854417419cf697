"""Actions: each has words, a place in a menu, and keys that no other takes from it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from desktop import actions
from desktop.actions import SEPARATOR, Actions
from desktop.theme import DARK, LIGHT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SPECS = actions.specs()


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


def test_names_are_words_of_code_and_stand_for_one_action() -> None:
    assert max(Counter(spec.name for spec in SPECS).values()) == 1
    for spec in SPECS:
        assert re.fullmatch("[a-z_]+", spec.name)


def test_every_action_has_one_place_in_the_menus() -> None:
    placed = Counter(
        entry for menu in actions.menus() for entry in menu.entries if entry != SEPARATOR
    )
    assert set(placed) == {spec.name for spec in SPECS}
    assert set(placed.values()) == {1}


def test_no_menu_begins_or_ends_with_a_line_or_has_two_together() -> None:
    for menu in actions.menus():
        assert menu.entries[0] != SEPARATOR
        assert menu.entries[-1] != SEPARATOR
        assert (SEPARATOR, SEPARATOR) not in set(zip(menu.entries, menu.entries[1:], strict=False))


def test_keys_are_understood_and_belong_to_one_action() -> None:
    """Keys that work only in one widget may be those of another widget."""
    taken: Counter[str] = Counter()
    for spec in SPECS:
        for keys in spec.keys:
            sequence = QKeySequence(keys)
            portable = sequence.toString(QKeySequence.SequenceFormat.PortableText)
            assert sequence.count() == 1, keys
            assert portable, keys
            if not spec.local:
                taken[portable] += 1
    assert [keys for keys, count in taken.items() if count > 1] == []
    local = {keys for spec in SPECS if spec.local for keys in spec.keys}
    assert local.isdisjoint({keys for spec in SPECS if not spec.local for keys in spec.keys})


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("Ctrl+O", "open_files"),
        ("Ctrl+Shift+O", "import_folder"),
        ("Ctrl+V", "paste"),
        ("Ctrl+F", "find"),
        ("F3", "find_next"),
        ("Shift+F3", "find_previous"),
        ("Ctrl+Shift+F", "search"),
        ("/", "search"),
        ("Ctrl+G", "go_to_floor"),
        ("N", "new_note"),
        ("Ctrl+N", "new_note"),
        ("Ctrl+Z", "undo"),
        ("Ctrl+Y", "redo"),
        ("Ctrl+C", "copy"),
        ("Ctrl+Shift+C", "copy_cited"),
        ("Alt+Left", "back"),
        ("Alt+Right", "forward"),
        ("J", "next_floor"),
        ("K", "previous_floor"),
        ("P", "parent_floor"),
        ("[", "previous_sibling"),
        ("]", "next_sibling"),
        ("*", "expand_all"),
        ("T", "flat"),
        ("Y", "reply_confirm"),
        ("X", "reply_reject"),
        ("Ctrl++", "larger"),
        ("Ctrl+-", "smaller"),
        ("Ctrl+0", "normal_size"),
        ("F11", "full_screen"),
        ("F1", "shortcuts"),
    ],
)
def test_keys_people_already_have(window: QMainWindow, keys: str, name: str) -> None:
    assert QKeySequence(keys) in Actions(window)[name].shortcuts()


def test_what_opens_a_dialog_or_a_field_says_so() -> None:
    dialogs = {
        "aliases",
        "open_files", "import_folder", "new_library", "open_library", "backup", "check",
        "preferences", "edit_thread", "save_original", "empty_trash", "go_to_floor", "reports",
        "attach_image", "save_picture", "reply_choose", "save_search",
    }  # fmt: skip
    assert {spec.name for spec in SPECS if spec.text.endswith("…")} == dialogs


def test_the_menu_bar_is_filled(window: QMainWindow) -> None:
    made = Actions(window)
    menus = made.fill(window.menuBar())
    assert list(menus) == ["file", "edit", "thread", "reply", "view", "help"]
    shown = [action for menu in menus.values() for action in menu.actions()]
    assert {action.objectName() for action in shown if not action.isSeparator()} == set(made)
    assert made["quit"].menuRole() is QAction.MenuRole.QuitRole
    assert made["about"].menuRole() is QAction.MenuRole.AboutRole
    assert made["preferences"].menuRole() is QAction.MenuRole.PreferencesRole


def test_one_theme_is_on_at_a_time(window: QMainWindow) -> None:
    made = Actions(window)
    made["theme_light"].setChecked(True)
    made["theme_dark"].setChecked(True)
    themes = [name for name in made if name.startswith("theme_") and made[name].isChecked()]
    assert themes == ["theme_dark"]


def test_local_keys_work_only_where_they_belong(window: QMainWindow) -> None:
    made = Actions(window)
    for spec in SPECS:
        local = made[spec.name].shortcutContext() is Qt.ShortcutContext.WidgetShortcut
        assert local == spec.local


def test_icons_follow_the_theme(window: QMainWindow) -> None:
    made = Actions(window)
    made.set_tokens(LIGHT)
    light = made["open_files"].icon().pixmap(20, 20).toImage()
    made.set_tokens(DARK)
    assert made["open_files"].icon().pixmap(20, 20).toImage() != light
    assert not made["open_files"].icon().isNull()


def test_actions_that_cannot_be_done(window: QMainWindow) -> None:
    made = Actions(window)
    made.enable(("undo", "redo"), possible=False)
    assert not made["undo"].isEnabled()
    assert made["copy"].isEnabled()
    made.enable(("undo",), possible=True)
    assert made["undo"].isEnabled()


@pytest.mark.parametrize(
    ("text", "plain"),
    [("&Open Files…", "Open Files"), ("打开文件(&O)…", "打开文件"), ("Plain", "Plain")],
)
def test_words_without_the_mark_of_their_letter(qtbot: QtBot, text: str, plain: str) -> None:
    assert qtbot is not None
    assert actions.plain_text(QAction(text)) == plain


def test_keys_as_the_system_writes_them(window: QMainWindow) -> None:
    assert actions.shown_keys(Actions(window)["redo"]) == "Ctrl+Y  Ctrl+Shift+Z"


def test_keys_that_are_no_actions_are_told_too() -> None:
    keys = [key for key, _ in actions.reading_keys()]
    assert len(keys) == len(set(keys))
    assert {"Ctrl+Enter", "Esc"} <= set(keys)
    assert all(words for _, words in actions.reading_keys())
