"""What is laid over the window while files are dragged across it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.delegates.painting import scaled
from desktop.theme import LIGHT

if TYPE_CHECKING:
    from desktop.theme import Tokens

translate = QCoreApplication.translate


class DropVeil(QWidget):
    """A frame and a word: let go here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tokens = LIGHT
        self._under = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(translate("DropVeil", "Drop to import"))
        self.hide()

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self._tokens = tokens

    def cover(self) -> None:
        """Lie over the whole of the parent."""
        self.setGeometry(self._under.rect())
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Paint the veil."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(self._tokens.paper)
        ground.setAlpha(225)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(QColor(self._tokens.accent), 2, Qt.PenStyle.DashLine))
        frame = QRectF(self.rect()).adjusted(24, 24, -24, -24)
        painter.drawRoundedRect(frame, 14, 14)
        painter.setFont(scaled(self.font(), 1.6, bold=True))
        painter.setPen(QColor(self._tokens.ink))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self.accessibleName())
        painter.end()
