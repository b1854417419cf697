"""The window in its languages: all of it, and nothing of the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabWidget,
    QWidget,
)

from db import search
from db.text import is_han
from desktop import paths
from desktop.inputs import Reader
from desktop.languages import NAMES, Languages, language_of
from desktop.settings import Settings
from desktop.windows.dialogs.about import About
from desktop.windows.dialogs.aliases import EditAliases
from desktop.windows.dialogs.edit_thread import EditThread
from desktop.windows.dialogs.go_to_floor import GoToFloor
from desktop.windows.dialogs.import_files import ImportFiles
from desktop.windows.dialogs.import_reports import ImportReports
from desktop.windows.dialogs.preferences import Preferences
from desktop.windows.dialogs.shortcuts import Shortcuts
from desktop.windows.main_window import MainWindow
from tests.desktop.languages import translations
from tests.desktop.rooms import head, nameless, summary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

NAMES_OF_THINGS = re.compile(
    r"Beilin|碑林|SHA-256|MIT|English|简体中文|UTC|PySide6?|Python|Qt|SQLite|SQLAlchemy|Linux"
    r"|https://|\d[\w.-]*|Ctrl|Shift|Alt|Esc|Enter|Space|Home|End|Del|F\d+|author:|=字|[A-Z](?![a-z])"
)
"""What reads alike in both languages, keys included."""


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[Languages]:
    translations.release()
    before = QLocale()
    made = Languages(qapp)
    yield made
    made.close()
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("en", "en"),
        ("en_GB", "en"),
        ("zh_CN", "zh_CN"),
        ("zh", "zh_CN"),
        ("zh_SG", "zh_CN"),
        ("zh_TW", "zh_CN"),
        ("de_DE", "en"),
        ("nonsense", "en"),
    ],
)
def test_the_language_that_fits_best(wanted: str, language: str) -> None:
    assert language_of(wanted) == language
    assert language in NAMES


def test_every_language_has_its_file() -> None:
    for language in NAMES:
        assert (paths.translations() / f"beilin_{language}.ts").is_file()
        assert language in translations.LANGUAGES


def test_one_language_after_the_other(languages: Languages) -> None:
    def said() -> str:
        return QCoreApplication.translate("Wording", "%n reply(s)", None, 1)

    for wanted, words in (("zh_CN", "1 条回复"), ("en", "1 reply"), ("zh_CN", "1 条回复")):
        languages.speak(wanted)
        assert (languages.current, said()) == (wanted, words)
    assert QLocale().language() is QLocale.Language.Chinese


def test_nothing_stays_behind(languages: Languages) -> None:
    languages.speak("zh_CN")
    languages.close()
    assert QCoreApplication.translate("Wording", "%n reply(s)", None, 1) == "1 reply(s)"


def test_what_qt_says_itself_is_in_the_language_too(languages: Languages) -> None:
    languages.speak("zh_CN")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


@pytest.fixture
def window(languages: Languages, qtbot: QtBot, tmp_path: Path, wanted: str) -> MainWindow:
    languages.speak(wanted)
    made = MainWindow(Settings(tmp_path / "window.ini"), tmp_path / "a.beilin")
    qtbot.addWidget(made)
    return made


def dialogs(window: MainWindow) -> list[QDialog]:
    return [
        About(window, None),
        EditAliases(window, search.Aliases()),
        EditThread(window, head(summary(title="x"), captured_title="x", source_url="")),
        GoToFloor(window, lambda _label: False),
        Preferences(window, window.settings, None, window.chooser),
        ImportFiles(window, window.chooser, [], [Reader("x-text", "x", proven=False)], bool),
        ImportReports(window),
        Shortcuts(window, window.actions_by_name),
    ]


def words_of(part: QWidget) -> Iterator[str]:
    """Everything a widget says, alone."""
    yield part.toolTip()
    yield part.accessibleName()
    yield part.accessibleDescription()
    if isinstance(part, QLabel | QAbstractButton):
        yield part.text()
    if isinstance(part, QLineEdit):
        yield part.placeholderText()
    if isinstance(part, QPlainTextEdit):
        yield part.placeholderText()
    if isinstance(part, QMenu):
        yield part.title()
    if isinstance(part, QDialog):
        yield part.windowTitle()
    if isinstance(part, QTabWidget):
        yield from (part.tabText(index) for index in range(part.count()))
    if isinstance(part, QComboBox):
        yield from (part.itemText(index) for index in range(part.count()))


def everything(window: MainWindow) -> set[str]:
    window.panes.empty.show_empty_library(writable=True)
    said: set[str] = set()
    for top in (window, *dialogs(window)):
        for part in (top, *top.findChildren(QWidget)):
            if not part.objectName().startswith("qt_"):
                said.update(words_of(part))
        said.update(action.text() for action in top.findChildren(QAction))
    return {text for text in said if NAMES_OF_THINGS.sub("", text).strip()}


@pytest.mark.parametrize("wanted", ["zh_CN"])
def test_all_of_the_window_is_chinese(window: MainWindow) -> None:
    said = everything(window)
    assert len(said) > 120
    foreign = [
        text
        for text in said
        if re.search("[A-Za-z]{2}", NAMES_OF_THINGS.sub("", text))
        and not any(map(is_han, NAMES_OF_THINGS.sub("", text)))
    ]
    assert foreign == []


@pytest.mark.parametrize("wanted", ["en"])
def test_all_of_the_window_is_english(window: MainWindow) -> None:
    foreign = [
        text for text in everything(window) if any(map(is_han, NAMES_OF_THINGS.sub("", text)))
    ]
    assert foreign == []


@pytest.mark.parametrize("wanted", ["zh_CN", "en"])
def test_every_control_is_named(window: MainWindow) -> None:
    window.panes.empty.show_empty_library(writable=True)
    for top in (window, *dialogs(window)):
        assert nameless(top) == [], top.objectName()
