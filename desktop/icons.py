"""Icons from ``resources/icons``, drawn in a colour of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImageReader, QPainter, QPixmap

from desktop import paths

_SIZE = 20


def icon(name: str, colour: str, disabled: str = "") -> QIcon:
    """Return a line icon in a colour (``#RRGGBB``), sharp on every screen there is.

    Args:
        name: file name without suffix.
        colour: of its lines.
        disabled: of its lines where what it stands for cannot be done now.
    """
    made = QIcon()
    for scale in _scales():
        made.addPixmap(pixmap(name, colour, _SIZE, scale), QIcon.Mode.Normal)
        if disabled:
            made.addPixmap(pixmap(name, disabled, _SIZE, scale), QIcon.Mode.Disabled)
    return made


def _scales() -> list[float]:
    return sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()})


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, scale: float) -> QPixmap:
    """Return an icon as a pixmap of ``size`` logical pixels at a device scale."""
    tinted = QPixmap(_shape(name, size, scale))
    painter = QPainter(tinted)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(tinted.rect(), QColor(colour))
    painter.end()
    return tinted


@lru_cache(maxsize=256)
def _shape(name: str, size: int, scale: float) -> QPixmap:
    """Return the lines of an icon in no colour in particular: reading them takes longest."""
    source = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return _drawn(source.replace("currentColor", "#000000"), size, scale)


@lru_cache(maxsize=1)
def application_icon() -> QIcon:
    """Return the mark of the program."""
    made = QIcon()
    source = (paths.resources() / "icons" / "beilin.svg").read_text(encoding="utf-8")
    for size in (16, 32, 64, 128):
        made.addPixmap(_drawn(source, size, 1.0))
    return made


def _drawn(source: str, size: int, scale: float) -> QPixmap:
    data = QByteArray(source.encode("utf-8"))
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    pixels = round(size * scale)
    reader.setScaledSize(QSize(pixels, pixels))
    drawn = QPixmap.fromImage(reader.read())
    drawn.setDevicePixelRatio(scale)
    return drawn
