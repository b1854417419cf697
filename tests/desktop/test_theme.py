"""Colours: legible on every ground they are used on, and the same names in both themes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QLabel

from desktop import theme
from desktop.theme import DARK, LIGHT, Tokens
from tests.desktop.ratios import contrast

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("qapp")

BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
TEXTS = {
    "ink": ("paper", "panel", "raised", "chip", "selection", "evidence", "hit", "hit_current"),
    "muted": ("paper", "panel", "raised", "chip"),
    "quote": ("paper", "panel", "raised", "chip"),
    "warning": ("paper", "panel", "raised"),
    "accent": ("paper", "panel", "raised", "chip"),
    "note": ("paper", "panel", "raised", "chip"),
    "on_accent": ("accent", "accent_hover"),
}
"""Texts and the grounds they stand on; disabled text is exempt (WCAG 2.2, 1.4.3)."""
SIGNS = {"rail_strong": ("paper", "panel", "raised", "chip"), "accent": ("paper", "panel")}
"""Lines that mean something: solid reply edges, the frame of what has the focus (1.4.11)."""


def colours(tokens: Tokens) -> dict[str, str]:
    return {**tokens._asdict(), "accent_hover": theme.mixed(tokens.accent, tokens.ink, 0.18)}


@BOTH
@pytest.mark.parametrize(("text", "ground"), [(a, b) for a in TEXTS for b in TEXTS[a]])
def test_text_can_be_read(tokens: Tokens, text: str, ground: str) -> None:
    found = colours(tokens)
    assert contrast(found[text], found[ground]) >= 4.5


@BOTH
@pytest.mark.parametrize(("sign", "ground"), [(a, b) for a in SIGNS for b in SIGNS[a]])
def test_a_sign_can_be_seen(tokens: Tokens, sign: str, ground: str) -> None:
    found = colours(tokens)
    assert contrast(found[sign], found[ground]) >= 3.0


@BOTH
def test_disabled_text_is_fainter_but_there(tokens: Tokens) -> None:
    assert 1.9 < contrast(tokens.faint, tokens.raised) < contrast(tokens.muted, tokens.raised)


@BOTH
def test_every_token_is_a_colour(tokens: Tokens) -> None:
    for name, value in tokens._asdict().items():
        if name != "name":
            assert re.fullmatch("#[0-9A-F]{6}", value), name


@BOTH
def test_grounds_that_mean_something_differ(tokens: Tokens) -> None:
    grounds = [tokens.paper, tokens.hit, tokens.hit_current, tokens.selection, tokens.evidence]
    assert len(set(grounds)) == len(grounds)


@BOTH
def test_the_style_sheet_is_filled_and_understood(tokens: Tokens, qtbot: QtBot) -> None:
    sheet = theme.style_sheet(tokens)
    assert "@" not in re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert sheet.count("{") == sheet.count("}")
    for file in re.findall(r'url\("([^"]+)"\)', sheet):
        assert Path(file).is_file()
    label = QLabel("x")
    qtbot.addWidget(label)
    label.setProperty("role", "muted")
    label.setStyleSheet(sheet)  # one that is not understood makes Qt warn, and a warning fails
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(tokens.muted)


@BOTH
def test_the_palette_speaks_for_what_the_sheet_does_not_reach(tokens: Tokens) -> None:
    palette = theme.palette(tokens)
    roles = QPalette.ColorRole
    for text, ground in (
        (roles.WindowText, roles.Window),
        (roles.Text, roles.Base),
        (roles.ButtonText, roles.Button),
        (roles.HighlightedText, roles.Highlight),
        (roles.ToolTipText, roles.ToolTipBase),
        (roles.PlaceholderText, roles.Base),
        (roles.Link, roles.Base),
    ):
        assert contrast(palette.color(text).name(), palette.color(ground).name()) >= 4.5


def test_the_theme_follows_the_choice() -> None:
    assert theme.tokens_of("light") is LIGHT
    assert theme.tokens_of("dark") is DARK
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert theme.tokens_of("system") is (DARK if dark else LIGHT)


def test_mixing() -> None:
    assert theme.mixed("#000000", "#ffffff", 0.0) == "#000000"
    assert theme.mixed("#000000", "#ffffff", 0.5) == "#808080"
    assert theme.mixed("#000000", "#ffffff", 1.0) == "#ffffff"


@pytest.mark.parametrize(
    ("locale", "script"),
    [("zh_CN", "SC"), ("en_US", "SC"), ("zh_TW", "TC"), ("zh_HK", "TC"), ("ja_JP", "SC")],
)
def test_han_shapes_follow_the_locale(locale: str, script: str) -> None:
    assert theme.sans_families(locale)[0].endswith(script)


def test_han_text_is_large_enough() -> None:
    small = QFont()
    small.setPixelSize(9)
    font = theme.interface_font(small, "zh_CN")
    assert font.pixelSize() == theme.SMALLEST_INTERFACE_TEXT
    large = QFont()
    large.setPixelSize(19)
    assert QFontInfo(theme.interface_font(large, "zh_CN")).pixelSize() == 19
