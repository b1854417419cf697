"""Roles by which models hand whole values to delegates and views."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt


class Role(IntEnum):
    """What ``data`` can be asked for beside the usual."""

    VALUE = Qt.ItemDataRole.UserRole + 1
    """The frozen record of a row, or ``None`` while it is not there yet."""

    KIND = Qt.ItemDataRole.UserRole + 2
    """What kind of row it is, where a list mixes them."""

    COUNT = Qt.ItemDataRole.UserRole + 3
    """How many there are of what a row stands for."""
