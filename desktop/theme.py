"""Colours as tokens, light and dark; everything painted takes its colour from here.

Tokens make a palette and fill the style sheet in ``resources/styles``; delegates and the thread
view paint with them.  Fonts are named for the script, because a generic family may answer Chinese
text with Japanese shapes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette

from desktop import paths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


class Tokens(NamedTuple):
    """Named colours (``#RRGGBB``) of one theme."""

    name: str
    paper: str  # reading column
    panel: str  # side panes
    raised: str  # fields and cards on a panel
    ink: str  # text
    muted: str  # secondary text
    faint: str  # disabled text, hints
    rule: str  # hairlines
    rail: str  # tree lines of dashed and unmarked edges
    rail_strong: str  # tree lines of solid edges, fold boxes
    accent: str  # the one accent: seal red
    on_accent: str
    hit: str
    hit_current: str
    selection: str
    evidence: str
    note: str
    chip: str
    quote: str  # quoted words
    warning: str


LIGHT = Tokens(
    name="light", paper="#FBFAF6", panel="#F2EFE8", raised="#FFFFFF", ink="#24211D",
    muted="#6F685E", faint="#A29B8F", rule="#E3DED3", rail="#CFC8BA", rail_strong="#8E8577",
    accent="#A8342A", on_accent="#FFFFFF", hit="#FFE694", hit_current="#FFB84D",
    selection="#CBDDF2", evidence="#DDF0D2", note="#A8342A", chip="#F1EDE4", quote="#6E675D",
    warning="#8A5A00",
)  # fmt: skip
DARK = Tokens(
    name="dark", paper="#1B1A18", panel="#232220", raised="#2C2A27", ink="#DDD8CE",
    muted="#A09A8F", faint="#6F6A62", rule="#35322E", rail="#4A463F", rail_strong="#8A8376",
    accent="#E0766A", on_accent="#1B1A18", hit="#6B5510", hit_current="#9A4708",
    selection="#2F4A66", evidence="#2F4A2A", note="#E0766A", chip="#2A2825", quote="#A8A196",
    warning="#E0B15A",
)  # fmt: skip

_SANS = {
    "SC": ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei UI",
           "WenQuanYi Micro Hei"),
    "TC": ("Noto Sans CJK TC", "Source Han Sans TC", "PingFang TC", "Microsoft JhengHei UI",
           "WenQuanYi Micro Hei"),
}  # fmt: skip
SMALLEST_INTERFACE_TEXT = 13
"""Pixels; Han characters below this size are hard to tell apart."""


def tokens_of(choice: str) -> Tokens:
    """Return the colours of a choice: ``light``, ``dark``, or ``system`` where it tells."""
    if choice == "dark":
        return DARK
    if choice == "light":
        return LIGHT
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def palette(tokens: Tokens) -> QPalette:
    """Return the palette for everything the style sheet does not reach."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, name in (
        (roles.Window, tokens.panel),
        (roles.WindowText, tokens.ink),
        (roles.Base, tokens.raised),
        (roles.AlternateBase, tokens.panel),
        (roles.Text, tokens.ink),
        (roles.Button, tokens.raised),
        (roles.ButtonText, tokens.ink),
        (roles.BrightText, tokens.on_accent),
        (roles.Highlight, tokens.selection),
        (roles.HighlightedText, tokens.ink),
        (roles.Link, tokens.accent),
        (roles.LinkVisited, tokens.accent),
        (roles.PlaceholderText, tokens.muted),
        (roles.ToolTipBase, tokens.raised),
        (roles.ToolTipText, tokens.ink),
        (roles.Light, tokens.raised),
        (roles.Midlight, tokens.panel),
        (roles.Mid, tokens.rule),
        (roles.Dark, tokens.rail_strong),
        (roles.Shadow, tokens.rail_strong),
        (roles.Accent, tokens.accent),
    ):
        made.setColor(role, QColor(name))
    for role in (roles.Text, roles.ButtonText, roles.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.faint))
    return made


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour between two: ``share`` of the other."""
    first, second = QColor(one), QColor(other)
    return QColor(
        round(first.red() + (second.red() - first.red()) * share),
        round(first.green() + (second.green() - first.green()) * share),
        round(first.blue() + (second.blue() - first.blue()) * share),
    ).name()


def style_sheet(tokens: Tokens) -> str:
    """Return the style sheet of the window in these colours."""
    template = (paths.resources() / "styles" / "beilin.qss").read_text(encoding="utf-8")
    values = {
        **tokens._asdict(),
        "accent_hover": mixed(tokens.accent, tokens.ink, 0.18),
        "icons": (paths.resources() / "icons" / tokens.name).as_posix(),
    }
    return re.sub(r"@([a-z_]+)", lambda found: values[found.group(1)], template)


def sans_families(locale: str) -> list[str]:
    """Return families with the Han shapes of a locale, the likeliest first."""
    traditional = locale.startswith("zh") and locale.endswith(("TW", "HK", "MO"))
    return list(_SANS["TC" if traditional else "SC"])


def interface_font(base: QFont, locale: str) -> QFont:
    """Return the font of menus, lists and panels: the system's own, large enough for Han."""
    font = QFont(base)
    font.setFamilies([base.family(), *sans_families(locale)])
    if QFontInfo(font).pixelSize() < SMALLEST_INTERFACE_TEXT:
        font.setPixelSize(SMALLEST_INTERFACE_TEXT)
    return font


def apply(application: QApplication, tokens: Tokens) -> None:
    """Dress the whole program in these colours."""
    application.setPalette(palette(tokens))
    application.setStyleSheet(style_sheet(tokens))
