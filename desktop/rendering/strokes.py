"""Hairlines, whole, dashed or dotted, as rectangles.

A dashed pen begins its pattern anew where the painter is clipped, so that the strip which comes
into sight while scrolling would not meet what is there already.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QTransform

from db.records import LinkState

_PATTERNS = {LinkState.DASHED: (4, 3), LinkState.GHOST: (1, 2)}


def down(x: int, top: int, bottom: int, state: LinkState) -> list[QRect]:
    """Return a line from ``top`` to just above ``bottom``, as sure as ``state``."""
    return [QRect(x, y, 1, length) for y, length in _pieces(top, bottom, state)]


def across(left: int, right: int, y: int, state: LinkState) -> list[QRect]:
    """Return a line from ``left`` to just before ``right``, as sure as ``state``."""
    return [QRect(x, y, length, 1) for x, length in _pieces(left, right, state)]


def _pieces(start: int, end: int, state: LinkState) -> list[tuple[int, int]]:
    if end <= start:
        return []
    pattern = _PATTERNS.get(state)
    if pattern is None:
        return [(start, end - start)]
    drawn, left_out = pattern
    return [(at, min(drawn, end - at)) for at in range(start, end, drawn + left_out)]


@lru_cache(maxsize=64)
def left_end(height: int, colour: str, scale: float) -> QPixmap:
    """Return the left half of a ring of this height, as a picture: a curve is not cut exactly."""
    made = QPixmap(round(height // 2 * scale), round(height * scale))
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(colour))
    painter.drawEllipse(QRectF(0.5, 0.5, height - 1, height - 1))
    painter.end()
    return made


@lru_cache(maxsize=64)
def right_end(height: int, colour: str, scale: float) -> QPixmap:
    """Return the right half of a ring of this height."""
    return left_end(height, colour, scale).transformed(QTransform().scale(-1, 1))
