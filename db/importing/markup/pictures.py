"""Images of a page: which are pictures, which are words drawn small, and where they came from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.importing.drafts import FigureDraft
from db.importing.markup.tree import attribute

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

# pages that load images late keep the address elsewhere, and a blank one in src
_ADDRESSES = (
    "zoomfile",
    "file",
    "data-original",
    "data-src",
    "data-lazy-src",
    "data-url",
    "src",
    "data",
)
_BLANK = re.compile(r"(?:^|/)(?:none|blank|spacer|clear|pixel|transparent)\.(?:gif|png)", re.I)
_SMALL = re.compile(r"emoji|smil(?:ey|ie|es)|emotic|\bface\b|sticker-inline", re.I)
_MEDIA = frozenset(("iframe", "video", "audio", "embed", "object"))
_DATA_SHOWN = 64


def is_media(tag: str | None) -> bool:
    """Tell whether an element stands for something that is played or framed in."""
    return tag in _MEDIA


def inline_words(node: Node) -> str:
    """Return the words that a small picture stands for (a smiley); empty for any other."""
    words = attribute(node, "alt") or attribute(node, "title") or attribute(node, "data-shortname")
    if node.tag != "img" or not words or len(words) > 40:
        return ""
    about = f"{attribute(node, 'class')} {attribute(node, 'src')} {attribute(node, 'smilieid')}"
    return words if _SMALL.search(about) or "smilieid" in node.attributes else ""


def address_of(node: Node) -> str:
    """Return where a picture was; a picture within the page itself is named only by its kind."""
    for name in _ADDRESSES:
        address = attribute(node, name)
        if address and not _BLANK.search(address):
            return address[:_DATA_SHOWN] if address.startswith("data:") else address
    return ""


def figure_of(node: Node, at: int) -> FigureDraft | None:
    """Return the place of a picture; ``None`` for those that only lay out or count visits."""
    size = (attribute(node, "width"), attribute(node, "height"))
    if node.tag == "img" and any(each in ("0", "1") for each in size):
        return None
    src, alt = address_of(node), attribute(node, "alt") or attribute(node, "title")
    if not src and not alt:
        return None
    return FigureDraft(at, alt or None, src or None)
