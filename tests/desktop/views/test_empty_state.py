"""What stands in the middle while no thread is open: always something to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from db.errors import LibraryMissing
from desktop.theme import DARK
from desktop.views.empty_state import EmptyState
from tests.desktop.rooms import MARKUP, marked_up, nameless

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ERROR = LibraryMissing("The library {path} is not there.", "Choose it.", path=MARKUP)


@pytest.fixture
def state(qtbot: QtBot) -> EmptyState:
    made = EmptyState()
    qtbot.addWidget(made)
    made.show()
    return made


def offered(state: EmptyState) -> list[str]:
    return [part.text() for part in state.findChildren(QPushButton) if not part.isHidden()]


def test_an_opening_library_offers_nothing(state: EmptyState) -> None:
    assert (state.text(), offered(state)) == ("", [])


def test_an_empty_library_says_how_threads_come_in(state: EmptyState) -> None:
    state.show_empty_library(writable=True)
    assert state.text().startswith("Drop saved threads here")
    assert offered(state) == ["Open files…", "Try the sample"]
    state.show_empty_library(writable=False)
    assert "only be read" in state.text()
    assert offered(state) == []


def test_no_thread_chosen(state: EmptyState) -> None:
    state.show_nothing_chosen()
    assert state.text().startswith("Choose a thread")
    assert offered(state) == []


def test_a_library_that_cannot_be_opened(state: EmptyState) -> None:
    state.show_problem(ERROR, missing=False)
    assert state.text() == f"The library {MARKUP} is not there. Choose it."
    assert offered(state) == ["Try again", "Choose where it is…", "Create a new library…"]
    state.show_problem(ERROR, missing=True)
    assert "Quit" in offered(state)
    assert marked_up(state) == []
    state.show_opening()
    assert (state.text(), offered(state)) == ("", [])


def test_buttons_do_what_they_are_called(state: EmptyState) -> None:
    said: list[str] = []
    state.open_requested.connect(lambda: said.append("Open files…"))
    state.sample_requested.connect(lambda: said.append("Try the sample"))
    state.retry_requested.connect(lambda: said.append("Try again"))
    state.locate_requested.connect(lambda: said.append("Choose where it is…"))
    state.create_requested.connect(lambda: said.append("Create a new library…"))
    state.quit_requested.connect(lambda: said.append("Quit"))
    buttons = state.findChildren(QPushButton)
    for button in buttons:
        button.click()
    assert said == [button.text() for button in buttons]


def test_it_is_named(state: EmptyState) -> None:
    state.set_tokens(DARK)
    state.show_problem(ERROR, missing=True)
    assert nameless(state) == []


def test_an_opening_that_takes_long_says_so(state: EmptyState) -> None:
    state.say_opening()
    assert state.text() == "Opening the library…"
    state.show_nothing_chosen()
    state.say_opening()
    assert state.text().startswith("Choose a thread")
    state.show_problem(ERROR, missing=False)
    state.say_opening()
    assert state.problem_shown
