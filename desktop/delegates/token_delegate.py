"""What paints rows in the colours of a theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStyledItemDelegate

from desktop.theme import LIGHT

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from desktop.theme import Tokens


class TokenDelegate(QStyledItemDelegate):
    """A delegate that knows the colours it paints in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tokens = LIGHT

    def set_tokens(self, tokens: Tokens) -> None:
        """Paint in these colours from now on."""
        self._tokens = tokens
