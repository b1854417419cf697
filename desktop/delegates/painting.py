"""What the delegates share: lines of text that end in time, marks behind words."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainterPath,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from desktop import icons
from desktop.models.offsets import units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter, QTextLine
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from db.records import Span

LONGEST = 600
"""Code points laid out in a row of a list; what is further on could not be seen."""
_NARROW = frozenset(" .,;:!'|()[]ijlftrI1")


def scaled(font: QFont, by: float, *, bold: bool = False) -> QFont:
    """Return a font larger or smaller by a factor."""
    made = QFont(font)
    if font.pixelSize() > 0:
        made.setPixelSize(max(1, round(font.pixelSize() * by)))
    else:
        made.setPointSizeF(font.pointSizeF() * by)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def option_widget(option: QStyleOptionViewItem) -> QWidget | None:
    """Return the view that is painted (a field the stubs of Qt do not name)."""
    widget: QWidget | None = getattr(option, "widget", None)
    return widget


def draw_icon(
    painter: QPainter, box: QRectF, name: str, colour: str, size: int, widget: QWidget | None
) -> None:
    """Draw an icon of ``size`` pixels at the left of a box, in the middle of its height."""
    scale = widget.devicePixelRatioF() if widget is not None else 1.0
    top = box.top() + (box.height() - size) / 2
    painter.drawPixmap(round(box.left()), round(top), icons.pixmap(name, colour, size, scale))


def flat(text: str) -> str:
    """Return a text of the same length on one line."""
    return text.replace("\n", " ").replace("\r", " ").replace("\t", " ")


def draw_line(
    painter: QPainter, box: QRectF, text: str, font: QFont, colour: str, *, right: bool = False
) -> float:
    """Draw one line, cut with an ellipsis at the edge of the box, and return its width."""
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text[:LONGEST], Qt.TextElideMode.ElideRight, box.width())
    painter.setFont(font)
    painter.setPen(QColor(colour))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(box, int(flags), shown)
    return metrics.horizontalAdvance(shown)


def count_lines(text: str, font: QFont, width: float, most: int) -> int:
    """Return how many lines ``draw_lines`` draws in a box of this width."""
    layout = QTextLayout(flat(text)[:LONGEST], font)
    options = QTextOption()
    options.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(options)
    layout.beginLayout()
    lines = 0
    while lines < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        lines += 1
    layout.endLayout()
    return max(1, lines)


def draw_lines(
    painter: QPainter,
    box: QRectF,
    text: str,
    font: QFont,
    colour: str,
    most: int,
    marks: Sequence[Span] = (),
    mark: str = "",
) -> float:
    """Draw a paragraph of at most ``most`` lines with marked words, and return its height."""
    shown = flat(text)
    cut = _seen(shown, font, box.width() * most)
    layout = QTextLayout(cut, font)
    options = QTextOption()
    options.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(options)
    formats: list[QTextLayout.FormatRange] = []
    for span in marks:
        piece = QTextLayout.FormatRange()
        piece.start = units(cut, span.start)
        piece.length = units(cut, span.end) - piece.start
        style = QTextCharFormat()
        style.setBackground(QColor(mark))
        piece.format = style
        if piece.length > 0:
            formats.append(piece)
    layout.setFormats(formats)
    height = 0.0
    clipped = len(cut) < len(shown)
    layout.beginLayout()
    shown_lines = 0
    for number in range(most + 1):
        line = layout.createLine()
        if not line.isValid():
            break
        if number == most:
            clipped = True
            line.setLineWidth(1e6)
            line.setPosition(QPointF(0, -1e6))
            break
        line.setLineWidth(box.width())
        line.setPosition(QPointF(0, height))
        height += line.height()
        shown_lines += 1
    layout.endLayout()
    painter.setPen(QColor(colour))
    painter.save()
    painter.setClipRect(box)
    if clipped and shown_lines:
        _draw_ellipsis(painter, box, font, layout.lineAt(shown_lines - 1))
    layout.draw(painter, box.topLeft())
    painter.restore()
    return height


def _seen(text: str, font: QFont, width: float) -> str:
    """Return the beginning of a text, with all that can be seen in lines of this width together.

    Characters that are new to a font take longest to lay out, and some of a list come at every
    answer of a search.
    """
    cell = QFontMetricsF(font).horizontalAdvance("中") / 2
    room = 1.3 * width / max(1.0, cell)
    for place, character in enumerate(text[:LONGEST]):
        room -= 0.5 if character in _NARROW else 2 if character > "\u2e80" else 1
        if room < 0:
            return text[:place]
    return text[:LONGEST]


def _draw_ellipsis(painter: QPainter, box: QRectF, font: QFont, line: QTextLine) -> None:
    """Draw an ellipsis behind the last line, and keep what would lie below it from being drawn."""
    metrics = QFontMetricsF(font)
    room = box.width() - metrics.horizontalAdvance("…")
    cursor = line.textStart() + line.textLength()
    end = _x(line, cursor)
    while end > room and cursor > line.textStart():
        cursor -= 1
        end = _x(line, cursor)
    top = box.top() + line.y()
    painter.setFont(font)
    painter.drawText(QPointF(box.left() + end, top + line.ascent()), "…")
    above = QRectF(box.left(), box.top(), box.width(), line.y())
    beside = QRectF(box.left(), top, end, line.height())
    shape = QPainterPath()
    shape.addRect(above)
    shape.addRect(beside)
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)


def _x(line: QTextLine, cursor: int) -> float:
    # with the cursor itself, which may have been in a cluster; the stubs call it an object
    x, _ = cast("tuple[float, int]", line.cursorToX(cursor))
    return x
