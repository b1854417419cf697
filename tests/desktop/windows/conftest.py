"""A house for each test of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale

from tests.desktop.windows.house import House

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def house(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[House]:
    """The program, not started yet; a fault of it fails the test."""
    locale, font, palette = QLocale(), qapp.font(), qapp.palette()
    made = House(qtbot, qapp, tmp_path)
    yield made
    made.kill()
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(palette)
    QLocale.setDefault(locale)
    assert made.bugs == []
