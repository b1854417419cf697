"""Addresses in posts: copying one, and opening one elsewhere after a question that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from db.text import visible

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate

_OPENED = frozenset({"http", "https"})
_LONGEST = 2_000
"""Characters of an address that a question shows; a longer one is only copied."""


def copy_address(address: str) -> None:
    """Put an address on the clipboard, as text."""
    QGuiApplication.clipboard().setText(address)


def can_be_opened(address: str) -> bool:
    """Tell whether an address is one of the web, all of which can be shown before it is opened."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    return (
        len(address) <= _LONGEST
        and url.isValid()
        and url.scheme().lower() in _OPENED
        and bool(url.host())
    )


def ask_to_follow(window: QWidget, address: str) -> None:
    """Show the whole address behind words that were clicked, and ask what to do with it."""
    # loaded when it is asked for; no start waits for it
    from desktop.windows.dialogs.link import LinkDialog  # noqa: PLC0415

    dialog = LinkDialog(window, visible(address[:_LONGEST]), can_open=can_be_opened(address))
    dialog.copied.connect(lambda: copy_address(address))
    dialog.opened.connect(
        lambda: QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))
    )
    dialog.open()
