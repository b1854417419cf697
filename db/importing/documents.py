"""From the bytes of a document to a page that readers can be asked about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.errors import NotAThread
from db.importing import decoding, kinds
from db.importing.origins import origin_of
from db.importing.page import Medium, Page

if TYPE_CHECKING:
    from db.importing.containers.parts import Document
    from db.importing.decoding import Decoded

_MEDIA = {"HTML": Medium.HTML, "JSON": Medium.JSON, "EML": Medium.MAIL}
# where the text itself does not tell, its container may
_SAID = {"text/html": Medium.HTML, "application/xhtml+xml": Medium.HTML}


def page_of(document: Document, encoding: str = "") -> tuple[Page, Decoded]:
    """Decode a document and tell what it is made of.

    Args:
        document: the bytes, with what its container says of them.
        encoding: what the owner says it is encoded in; goes before everything else.

    Raises:
        NotAThread: it is empty, no text, or of a kind that is not read.
    """
    name = document.origin.name
    if kinds.is_mail(document.data):
        return _mail(document)
    decoded = _decode(document, name, encoding)
    kind = kinds.kind_of_text(decoded.text)
    medium = _MEDIA.get(kind or "") or _SAID.get(document.media_type)
    if medium is None and kind is not None:
        raise other_kind(name, kind)
    medium = medium or Medium.TEXT
    page = Page(decoded.text, document.origin, medium, document.data)
    if medium is Medium.JSON:
        return _with_address(page), replace(
            decoded, findings=(*decoded.findings, *page.reading.findings)
        )
    if medium is Medium.HTML:
        page.origin = origin_of(page)
    return page, decoded


def _mail(document: Document) -> tuple[Page, Decoded]:
    """Return a page of a mail, whose parts each have an encoding of their own."""
    text = document.data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    page = Page(text, document.origin, Medium.MAIL, document.data)
    return page, decoding.Decoded(text, "utf-8", "each part of the mail by itself")


def _with_address(page: Page) -> Page:
    """Give a page of JSON the address that is written above it, unless its container names one."""
    url = page.reading.url
    if url is not None and page.origin.url is None:
        page.origin = replace(page.origin, url=url)
    return page


def _decode(document: Document, name: str, encoding: str) -> Decoded:
    data = document.data
    if not data:
        raise NotAThread("{name} is empty; nothing was stored.", "Save the page again.", name=name)
    kind = kinds.kind_of_bytes(data)
    if kind is not None:
        raise other_kind(name, kind)
    try:
        decoded = decoding.decode(data, document.charset, encoding)
    except decoding.NotText as error:
        if error.reason == "undecodable":
            raise NotAThread(
                "{name} could not be read as text in any encoding that is known; nothing was "
                "stored.",
                "Save the page again as UTF-8 text.",
                str(error),
                name=name,
            ) from error
        raise NotAThread(
            "{name} is no text; nothing was stored.",
            "Save the page as text, or copy it and paste it into the library.",
            str(error),
            name=name,
        ) from error
    if not decoded.text or decoded.text.isspace():
        raise NotAThread(
            "{name} holds nothing but blank lines; nothing was stored.",
            "Save the page again.",
            name=name,
        )
    return decoded


def other_kind(name: str, kind: str) -> NotAThread:
    """Return the refusal of a file of a kind that is named but not read."""
    return NotAThread(
        "{name} is a file of a kind ({kind}) that Beilin does not read yet; nothing was stored.",
        "Keep the file for a later version; copy the page and paste it as text until then.",
        name=name,
        kind=kind,
    )
