"""One line for what the reader should know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QToolButton

from db.errors import DiskFull
from desktop.theme import DARK, LIGHT
from desktop.views import message_bar
from desktop.views.message_bar import MessageBar
from tests.desktop.rooms import MARKUP, labels, marked_up, nameless

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ERROR = DiskFull("The disk is full; {name} was not stored.", "Free some.", "errno 28", name=MARKUP)


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    made = MessageBar()
    qtbot.addWidget(made)
    made.set_tokens(LIGHT)
    return made


def button(bar: MessageBar, name: str) -> QPushButton | QToolButton:
    parts: list[QPushButton | QToolButton] = [
        *bar.findChildren(QPushButton),
        *bar.findChildren(QToolButton),
    ]
    return next(part for part in parts if part.accessibleName() == name)


def test_an_error_is_said_as_text_with_what_to_do(bar: MessageBar) -> None:
    assert bar.isHidden()
    bar.show_error(ERROR)
    assert not bar.isHidden()
    assert bar.text() == f"The disk is full; {MARKUP} was not stored. Free some."
    assert bar.accessibleName() == bar.text()
    assert marked_up(bar) == []


def test_details_on_demand(bar: MessageBar) -> None:
    detail = bar.findChildren(QPlainTextEdit)[0]
    bar.show_error(ERROR)
    assert detail.isHidden()
    button(bar, "Details").click()
    assert not detail.isHidden()
    assert detail.toPlainText() == "errno 28"
    button(bar, "Details").click()
    assert detail.isHidden()
    bar.show_error(DiskFull("Full."))
    assert button(bar, "Details").isHidden()


def test_an_error_can_be_copied_whole(bar: MessageBar) -> None:
    bar.show_error(ERROR)
    button(bar, "Copy").click()
    assert QGuiApplication.clipboard().text() == (
        f"The disk is full; {MARKUP} was not stored.\nFree some.\nerrno 28"
    )


def test_news_passes_and_warnings_stay(
    bar: MessageBar, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_bar, "PASSING", 30)
    bar.show_news("Copied.")
    qtbot.waitUntil(bar.isHidden, timeout=5_000)
    for warning in (True, False):
        bar.show_news("Look.", warning=warning, lasting=not warning)
        qtbot.wait(80)
        assert not bar.isHidden()


def test_an_error_that_follows_news_stays(
    bar: MessageBar, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_bar, "PASSING", 30)
    bar.show_news("Copied.")
    bar.show_error(ERROR)
    qtbot.wait(80)
    assert not bar.isHidden()


def test_one_thing_to_do_about_it(bar: MessageBar) -> None:
    done: list[bool] = []
    bar.show_news("Moved to the trash.", do="Undo", action=lambda: done.append(True))
    button(bar, "Undo").click()
    assert done == [True]
    assert bar.isHidden()
    bar.show_news("Copied.")
    hidden = [part.text() for part in bar.findChildren(QPushButton) if part.isHidden()]
    assert "" in hidden


def test_it_can_be_dismissed(bar: MessageBar) -> None:
    bar.show_error(ERROR)
    button(bar, "Dismiss this message").click()
    assert bar.isHidden()


def test_the_sign_tells_the_kind_apart_without_colour(bar: MessageBar) -> None:
    def sign() -> int:
        (part,) = [one for one in bar.findChildren(QLabel) if not one.pixmap().isNull()]
        return part.pixmap().toImage().cacheKey()

    signs: set[int] = set()
    bar.show_error(ERROR)
    signs.add(sign())
    bar.show_news("x", warning=True)
    signs.add(sign())
    bar.show_news("x")
    signs.add(sign())
    assert len(signs) == 3
    bar.set_tokens(DARK)
    assert sign() not in signs


def test_named(bar: MessageBar) -> None:
    bar.show_error(ERROR)
    assert nameless(bar) == []
    assert len(labels(bar)) == 2
