"""Lines that end in time, and marks behind the right words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from db.records import Span
from desktop.delegates.painting import LONGEST, draw_line, draw_lines, flat, scaled
from tests.desktop.rooms import EXTREMES

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.usefixtures("qapp")

INK, MARK, PAPER = "#000000", "#ff0000", "#ffffff"


class Canvas:
    def __init__(self, width: int = 300, height: int = 80) -> None:
        self.image = QImage(width, height, QImage.Format.Format_RGB32)
        self.image.fill(QColor(PAPER))
        self.painter = QPainter(self.image)
        self.box = QRectF(0, 0, width, height)

    def columns(self, colour: str) -> list[int]:
        """Columns in which this very colour stands."""
        self.painter.end()
        wanted = QColor(colour)
        return [
            x
            for x in range(self.image.width())
            if any(self.image.pixelColor(x, y) == wanted for y in range(self.image.height()))
        ]


@pytest.fixture
def canvas() -> Iterator[Canvas]:
    made = Canvas()
    yield made
    if made.painter.isActive():
        made.painter.end()


@pytest.fixture
def font() -> QFont:
    made = QFont("Noto Sans CJK SC")
    made.setPixelSize(16)
    return made


def test_one_line_of_the_same_length() -> None:
    assert flat("a\nb\r\tc") == "a b  c"


def test_fonts_grow_and_shrink(font: QFont) -> None:
    assert scaled(font, 1.5).pixelSize() == 24
    assert scaled(font, 0.001).pixelSize() == 1
    assert scaled(font, 1.0, bold=True).weight() == QFont.Weight.DemiBold
    assert font.weight() == QFont.Weight.Normal
    points = QFont("Noto Sans CJK SC", 10)
    assert scaled(points, 1.2).pointSizeF() == pytest.approx(12.0)


def test_a_line_that_fits(canvas: Canvas, font: QFont) -> None:
    width = draw_line(canvas.painter, canvas.box, "石头", font, INK)
    assert width == QFontMetricsF(font).horizontalAdvance("石头")
    assert max(canvas.columns(INK)) <= width


def test_a_line_at_the_right(canvas: Canvas, font: QFont) -> None:
    width = draw_line(canvas.painter, canvas.box, "石头", font, INK, right=True)
    assert min(canvas.columns(INK)) >= canvas.box.right() - width - 1


def test_a_long_line_ends_at_the_edge(canvas: Canvas, font: QFont) -> None:
    box = canvas.box.adjusted(0, 0, -200, 0)
    assert draw_line(canvas.painter, box, "石头" * 400, font, INK) <= box.width()
    assert max(canvas.columns(INK)) <= box.right()


def test_marks_lie_behind_their_words(canvas: Canvas, font: QFont) -> None:
    text = "😀河边的石头在这里"
    start = text.index("石头")
    draw_lines(canvas.painter, canvas.box, text, font, INK, 2, (Span(start, start + 2),), MARK)
    marked = canvas.columns(MARK)
    metrics = QFontMetricsF(font)
    left = metrics.horizontalAdvance(text[:start])
    right = metrics.horizontalAdvance(text[: start + 2])
    assert min(marked) == pytest.approx(left, abs=3)
    assert max(marked) == pytest.approx(right, abs=3)


def test_marks_beyond_what_is_laid_out_are_left_out(canvas: Canvas, font: QFont) -> None:
    text = "字" * (LONGEST + 50)
    spans = (Span(LONGEST + 1, LONGEST + 5), Span(3, 3))
    draw_lines(canvas.painter, canvas.box, text, font, INK, 2, spans, MARK)
    assert canvas.columns(MARK) == []


def test_no_more_lines_than_asked_for(canvas: Canvas, font: QFont) -> None:
    one = draw_lines(canvas.painter, canvas.box, "石头", font, INK, 3)
    three = draw_lines(canvas.painter, canvas.box, "石头" * 300, font, INK, 3)
    assert three == pytest.approx(3 * one)
    assert draw_lines(canvas.painter, canvas.box, "", font, INK, 3) == pytest.approx(one)


def test_line_feeds_make_no_lines(canvas: Canvas, font: QFont) -> None:
    one = draw_lines(canvas.painter, canvas.box, "石头", font, INK, 3)
    assert draw_lines(canvas.painter, canvas.box, "石\n头", font, INK, 3) == pytest.approx(one)


@pytest.mark.parametrize("text", EXTREMES, ids=range(len(EXTREMES)))
@pytest.mark.parametrize("width", [0.0, 1.0, 300.0])
def test_any_text_in_any_width(canvas: Canvas, font: QFont, text: str, width: float) -> None:
    box = QRectF(0, 0, width, 60)
    draw_line(canvas.painter, box, text, font, INK)
    height = draw_lines(canvas.painter, box, text, font, INK, 2, (Span(0, len(text)),), MARK)
    assert height <= 4 * QFontMetricsF(font).lineSpacing() + 20
