"""Small parts, and the veil that is laid over the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QWidget

from desktop.theme import DARK
from desktop.views.drop_veil import DropVeil
from desktop.views.parts import action_tool, button, label, restyle, rule, tool
from tests.desktop.rooms import MARKUP

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_label_shows_markup_as_text(qtbot: QtBot) -> None:
    made = label(MARKUP, "muted", wrap=True, chosen=True)
    qtbot.addWidget(made)
    assert made.textFormat() is Qt.TextFormat.PlainText
    assert made.text() == MARKUP
    made.setText(MARKUP * 2)
    assert made.textFormat() is Qt.TextFormat.PlainText
    links = Qt.TextInteractionFlag.LinksAccessibleByMouse
    assert not made.textInteractionFlags() & links


def test_a_label_that_wraps_does_not_widen_its_pane(qtbot: QtBot) -> None:
    made = label("长" * 500, wrap=True)
    qtbot.addWidget(made)
    assert made.minimumWidth() <= 40
    assert made.heightForWidth(100) > made.heightForWidth(300)


def test_a_button_is_called_by_its_words(qtbot: QtBot) -> None:
    made = button("&Save…", "primary")
    qtbot.addWidget(made)
    assert made.accessibleName() == "Save…"
    assert not made.autoDefault()


def test_a_tool_says_what_it_does(qtbot: QtBot) -> None:
    for made in (tool("Close"), tool("Sort", "by date")):
        qtbot.addWidget(made)
        assert made.accessibleName() == made.toolTip()
        assert made.focusPolicy() is Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize("text", ["&Open Files…", "打开文件(&O)…"])
def test_a_tool_of_an_action(qtbot: QtBot, text: str) -> None:
    action = QAction(text)
    made = action_tool(action)
    qtbot.addWidget(made)
    assert "&" not in made.accessibleName()
    assert "(" not in made.accessibleName()
    pressed: list[str] = []
    action.triggered.connect(lambda: pressed.append(text))
    made.click()
    assert pressed == [text]


def test_a_hairline(qtbot: QtBot) -> None:
    made = rule()
    qtbot.addWidget(made)
    assert made.height() == 1
    restyle(made)


def test_the_veil_covers_its_window_and_lets_the_mouse_through(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    veil = DropVeil(window)
    assert veil.isHidden()
    veil.set_tokens(DARK)
    window.show()
    veil.cover()
    assert veil.geometry() == QRect(0, 0, 400, 300)
    assert veil.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert veil.accessibleName() == "Drop to import"
    image = veil.grab().toImage()
    accent = QColor(DARK.accent)
    assert any(abs(image.pixelColor(x, 24).red() - accent.red()) < 40 for x in range(60, 340))
