"""What the clipboard or a drop holds: files, a copied page in one form or two, or neither."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.inputs import Pasted

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

translate = QCoreApplication.translate

PREFIX = "pasted-"
"""How the names begin under which pasted pages are kept."""


def inputs_of(held: QMimeData) -> list[Path | Pasted]:
    """Return what can be imported of something dropped or copied: files first, else its page.

    A page that was copied from a browser comes as HTML and as text.  The HTML is read where a
    reader knows it; else the text.
    """
    files = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
    if files or held.hasUrls():
        return list(files)
    text, html = held.text(), held.html() if held.hasHtml() else ""
    if not text.strip() and (not html.strip() or held.hasImage()):
        return []  # a picture alone comes with HTML that names it
    name = f"{PREFIX}{datetime.now().astimezone():%Y-%m-%d-%H%M%S}"
    plain = Pasted(f"{name}.txt", _bytes(text)) if text.strip() else None
    if not html.strip():
        return [plain] if plain is not None else []
    return [Pasted(f"{name}.html", _bytes(html), plain)]


def _bytes(text: str) -> bytes:
    """Return text as UTF-8; half a character can come out of a clipboard, and is none in any."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def answer(held: QMimeData | None) -> tuple[str, str]:
    """Return what to say of something that cannot be imported: what it is, and what to do."""
    if held is not None and held.hasUrls():
        return (
            translate("Importing", "Beilin fetches no address; nothing was imported."),
            translate(
                "Importing",
                "Save the page and drop the file here, or copy the page and paste it.",
            ),
        )
    if held is not None and held.hasImage():
        return (
            translate("Importing", "This is a picture alone; nothing was imported."),
            translate(
                "Importing",
                "To put it where an image is missing, choose that place in the thread first."
                " To bring a thread in, copy its page.",
            ),
        )
    return (
        translate("Importing", "The clipboard holds no text and no files."),
        translate(
            "Importing",
            "Choose everything on the page of the thread, copy it, and paste it here.",
        ),
    )
