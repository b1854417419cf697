"""Images of a page: which are pictures, which are words drawn small, and where they came from."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from db.importing.drafts import FigureDraft
from db.importing.markup.tree import attribute

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

# pages that load images late keep the address elsewhere, and a blank one in src
_LATE = ("data-original", "data-src", "data-lazy-src", "data-url", "data-orig", "original")
# boards keep that of a larger picture beside it; src is blank until the picture was seen
_ELSEWHERE = ("zoomfile", "file", "data")
_BLANK = re.compile(r"(?:^|/)(?:none|blank|spacer|clear|pixel|transparent)\.(?:gif|png)", re.I)
_SMALL = re.compile(r"emoji|hkgmoji|smil(?:ey|ie|es)|emotic|\bfaces?\b|sticker-inline", re.I)
_MEDIA = frozenset(("iframe", "video", "audio", "embed", "object"))
_DATA = "data:"
# an address that holds its picture and is as short as this holds a pixel, or an empty drawing
_DATA_BLANK = 160
_DATA_DRAFT = 4_096
_BESIDE = re.compile(r"(?![a-z]{2,9}:)[^?#]{1,300}[_.]files/", re.I)
_DATA_KIND = re.compile(r"data:[a-z0-9.+/-]{0,64}", re.I)
# SingleFile keeps a picture that a page shows several times once, as a property of its style sheet
_SINGLEFILE = re.compile(r"var\(\s{0,9}(--sf-img-\d{1,9})")


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
    """Return where a picture was; one that lies in the page itself is named by ``held_name``."""
    written = written_address(node)
    return held_name(written) if is_held(written) else written


def written_address(node: Node) -> str:
    """Return where a picture was as the page writes it; one within the page is written out whole.

    The name of a property (``--sf-img-1``) stands for what a style sheet of SingleFile holds.
    """
    style = attribute(node, "style")
    if "--sf-img-" in style:
        found = _SINGLEFILE.search(style)
        if found is not None:
            return found[1]
    shown = _unblank(attribute(node, "src"))
    if _is_saved(shown):
        return shown
    late = next((each for each in (_unblank(attribute(node, name)) for name in _LATE) if each), "")
    if late or shown:
        return late or shown
    others = (_unblank(attribute(node, name)) for name in _ELSEWHERE)
    return next((each for each in others if each), "")


def _unblank(address: str) -> str:
    """Return an address, unless it is that of a picture which shows nothing."""
    if _BLANK.search(address[-99:]) or (is_held(address) and len(address) <= _DATA_BLANK):
        return ""
    return address


def _is_saved(address: str) -> bool:
    """Tell whether an address is that of a picture which was saved along with the page."""
    if is_held(address):
        # one that is short is drawn until the picture comes
        return len(address) > _DATA_DRAFT
    return address.startswith("cid:") or _BESIDE.match(address) is not None


def is_held(address: str) -> bool:
    """Tell whether an address holds the picture itself (RFC 2397)."""
    return address[: len(_DATA)].lower() == _DATA


def held_name(address: str) -> str:
    """Return a short name for an address that holds its picture: its kind, and its digest."""
    kind = _DATA_KIND.match(address)
    digest = hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()
    return f"{kind[0].lower() if kind is not None else _DATA};sha256={digest}"


def figure_of(node: Node, at: int) -> FigureDraft | None:
    """Return the place of a picture; ``None`` for those that only lay out or count visits."""
    size = (attribute(node, "width"), attribute(node, "height"))
    if node.tag == "img" and any(each in ("0", "1") for each in size):
        return None
    src, alt = address_of(node), attribute(node, "alt") or attribute(node, "title")
    if not src and not alt:
        return None
    return FigureDraft(at, alt or None, src or None)
