"""Icons: every one can be drawn, in the colour asked for, sharp at both scales."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

from desktop import actions, icons, paths

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from pytestqt.qtbot import QtBot

FOLDER = paths.resources() / "icons"
NAMES = sorted(file.stem for file in FOLDER.glob("*.svg") if file.stem != "beilin")

pytestmark = pytest.mark.usefixtures("qapp")


def colours(drawn: QPixmap) -> set[str]:
    image = drawn.toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_in_its_colour(name: str) -> None:
    drawn = icons.pixmap(name, "#A8342A", 20, 2.0)
    assert (drawn.width(), drawn.height(), drawn.devicePixelRatio()) == (40, 40, 2.0)
    assert QColor("#A8342A").name() in colours(drawn)


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_takes_its_colours_from_the_theme(name: str) -> None:
    source = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert "currentColor" in source
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b", source)
    assert "href" not in source


def test_every_action_has_the_icon_it_names() -> None:
    assert {spec.icon for spec in actions.specs() if spec.icon} <= set(NAMES)


def test_what_cannot_be_done_looks_so(qtbot: QtBot) -> None:
    assert qtbot is not None
    made = icons.icon("note", "#24211D", "#A29B8F")
    size = QSize(20, 20)
    assert QColor("#24211D").name() in colours(made.pixmap(size, QIcon.Mode.Normal))
    assert QColor("#A29B8F").name() in colours(made.pixmap(size, QIcon.Mode.Disabled))


def test_the_mark_of_the_program() -> None:
    made = icons.application_icon()
    assert {size.width() for size in made.availableSizes()} == {16, 32, 64, 128}
    assert len(colours(made.pixmap(128, 128))) > 1
