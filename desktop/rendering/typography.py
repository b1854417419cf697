"""Fonts, line heights and spaces of the reading column; everything follows the text size."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF, QTextOption

from desktop.models.thread_head import Kind
from desktop.theme import sans_families

_SERIF = {
    "SC": ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun"),
    "TC": ("Noto Serif CJK TC", "Source Han Serif TC", "Songti TC", "PMingLiU", "MingLiU"),
}
_MONO = ("Noto Sans Mono CJK SC", "Sarasa Mono SC", "monospace")
_DEEPEST = 12
"""Levels that are indented at most; further ones stand under one another and say their level."""
_TEXT_SHARE = 0.62
"""Part of the column that the deepest text keeps."""

# Subpixel glyph positions (PreferNoHinting) triple the cost of drawing Han text.
_HINTING = QFont.HintingPreference.PreferVerticalHinting


def serif_families(locale: str) -> list[str]:
    """Return serif families with the Han shapes of a locale, the likeliest first."""
    traditional = locale.startswith("zh") and locale.endswith(("TW", "HK", "MO"))
    return list(_SERIF["TC" if traditional else "SC"])


class Style(NamedTuple):
    """How the text of a kind of row is set.

    Attributes:
        font: its font.
        line: distance of the base lines.
        above: space above the text.
        below: space below the text.
        indent: space on the left.
    """

    font: QFont
    line: int
    above: int
    below: int
    indent: int = 0

    @property
    def baseline(self) -> float:
        """How far below the top of a line its base line is."""
        metrics = QFontMetricsF(self.font)
        return (self.line - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()


class Typography:
    """All sizes for one text size and one locale."""

    def __init__(self, size: int, locale: str) -> None:
        self.size = size
        self.locale = locale
        sans, serif = sans_families(locale), serif_families(locale)
        bold, demi = QFont.Weight.Bold, QFont.Weight.DemiBold
        px = self.px
        article = _font(serif, size * 1.16)
        self.styles = {
            Kind.TITLE: Style(_font(serif, size * 1.85, bold), px(2.55), px(2.4), px(0.5)),
            Kind.BYLINE: Style(_font(sans, size * 0.82), px(1.42), 0, px(1.9)),
            Kind.OPENING: Style(article, px(2.0), 0, px(1.0)),
            Kind.HEADING: Style(_font(serif, size * 1.3, bold), px(2.1), px(1.0), px(0.7)),
            Kind.PARAGRAPH: Style(article, px(2.0), 0, px(1.0)),
            Kind.FIGURE: Style(_font(sans, size * 0.86), px(1.45), px(0.7), px(1.7)),
            Kind.QUOTE: Style(article, px(2.0), 0, px(1.0), px(1.6)),
            Kind.LIST: Style(article, px(2.0), 0, px(1.0), px(1.2)),
            Kind.CODE: Style(_font(list(_MONO), size * 0.9), px(1.5), px(0.4), px(1.2), px(1.0)),
            Kind.TABLE: Style(_font(list(_MONO), size * 0.9), px(1.5), px(0.4), px(1.2), px(1.0)),
            Kind.RULE: Style(article, px(0.1), px(0.8), px(1.6)),
            Kind.REPLIES: Style(_font(sans, size * 0.9, demi), px(1.5), px(1.9), px(0.7)),
            Kind.FLOOR: Style(_font(sans, size), px(1.62), px(0.75), px(0.75)),
        }
        self.caption = Style(_font(sans, size * 0.84), px(1.35), 0, 0)
        self.aside = Style(_font(sans, size * 0.78), px(1.3), 0, 0)
        self.author = _font(sans, size * 0.9, QFont.Weight.Medium)
        self.meta = _font(sans, size * 0.82)
        self.author_metrics = QFontMetricsF(self.author)
        self.meta_metrics = QFontMetricsF(self.meta)
        self.aside_metrics = QFontMetricsF(self.aside.font)
        self.em = QFontMetricsF(self.styles[Kind.FLOOR].font).horizontalAdvance("国")
        self.meta_height = px(1.6)
        self.gap = px(2.0)
        self.step = px(1.2)
        self.gutter = px(1.25)
        self.figure = px(7.5)
        self.margin = px(2.0)
        self.column = round(47.5 * size)
        self.option = QTextOption()
        self.option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.option.setTabStopDistance(4 * self.em)

    def px(self, share: float) -> int:
        """Return a length as a share of the text size."""
        return max(1, round(self.size * share))

    def column_in(self, width: int) -> tuple[int, int]:
        """Return left edge and width of the column in a viewport of this width."""
        column = max(self.px(8), min(self.column, width - 2 * self.margin))
        return max(self.margin, (width - column) // 2), column

    def deepest_in(self, column: int) -> int:
        """Return how many levels are indented in a column of this width."""
        room = int(column * (1 - _TEXT_SHARE)) - self.gutter
        return max(1, min(_DEEPEST, room // self.step))


def _font(families: list[str], size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont()
    font.setFamilies(families)
    font.setPixelSize(max(1, round(size)))
    font.setWeight(weight)
    font.setHintingPreference(_HINTING)
    return font
