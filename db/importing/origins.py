"""What a saved page says of where and when it was saved, and the pictures that lie within it.

The surest first: what its container says, the comment of SingleFile, that of "save page as", the
address the page calls its own (``canonical``, ``og:url``), which may be that of its first page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urldefrag, urljoin

from db.importing.containers.parts import Picture
from db.importing.containers.reading import part_damaged
from db.importing.containers.transfer import unbase64
from db.importing.markup.pictures import held_name, is_held, written_address
from db.importing.markup.tree import attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.importing.page import Origin, Page
    from db.records import Finding

_HEAD = 16_384
_SINGLEFILE = re.compile(
    r"<!--\s{0,9}(?:Page saved with|Archive processed by) SingleFile\b(.{0,8000}?)-->", re.S
)
_URL = re.compile(r"(?:^|\n)[ \t]{0,9}url:[ \t]{0,9}(\S{1,4000})")
_DATE = re.compile(r"(?:^|\n)[ \t]{0,9}saved date:[ \t]{0,9}([^\n]{1,200})")
# how JavaScript writes a time (ECMA-262, Date.prototype.toString)
_WRITTEN = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT([+-]\d{4})"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SAVED_FROM = re.compile(r"<!--\s{0,9}saved from url=\((\d{4})\)([^\n]{1,5000}?)\s{0,9}-->")
_ADDRESS = re.compile(r"https?://[^\s/?#]{1,300}(?:[/?#]\S{0,8000})?", re.I)
# the mark that lets a page run scripts on a local disk; it names nothing
_NOWHERE = "http://internet.e-mail"
_PROPERTY = re.compile(r"(--sf-img-\d{1,9})\s{0,9}:\s{0,9}url\([\"']?(data:[^\"')]+)")
# a time that a file system keeps is that of a copy as often as that of the saving
_WEAK = (None, "mtime", "paste")


def origin_of(page: Page) -> Origin:
    """Return where a page of HTML came from: what is known of it already, and what itself says."""
    origin = page.origin
    head = page.text[:_HEAD]
    single = _SINGLEFILE.search(head)
    if single is not None:
        at = _moment(_first(_DATE, single[1]))
        if at is not None and origin.captured_from in _WEAK:
            origin = replace(origin, captured_at=at, captured_from="singlefile")
    if origin.url is None:
        said = (
            _first(_URL, single[1]) if single is not None else "",
            _saved_from(head),
            attribute(page.tree.first("link[rel=canonical]"), "href"),
            page.tree.meta("og:url"),
        )
        origin = replace(origin, url=next((each for each in said if _is_address(each)), None))
    return origin


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1].strip() if found is not None else ""


def _saved_from(head: str) -> str:
    """Return the address of Chromium's comment, whose length it tells in brackets."""
    found = _SAVED_FROM.search(head)
    if found is None:
        return ""
    length, rest = int(found[1]), found[2]
    return rest[:length] if 0 < length <= len(rest) else rest


def _is_address(text: str) -> bool:
    return _ADDRESS.fullmatch(text) is not None and not text.startswith(_NOWHERE)


def _moment(text: str) -> str | None:
    found = _WRITTEN.match(text)
    if found is not None and found[1] in _MONTHS:
        month = _MONTHS.index(found[1]) + 1
        zone = f"{found[5][:3]}:{found[5][3:]}"
        text = f"{found[3]}-{month:02}-{int(found[2]):02}T{found[4]}{zone}"
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at.isoformat(timespec="seconds") if at.tzinfo is not None else None


def names_of(src: str, url: str | None) -> tuple[str, ...]:
    """Return under which names the picture of a place in a page may have been kept.

    Args:
        src: what the page calls it (``FigureDraft.src``).
        url: the address of the page, where it is known.
    """
    if is_held(src) or src.startswith("--sf-img-"):
        return (src,)
    found = [src]
    try:
        if url is not None:
            whole = urljoin(url, src)
            found += [whole, urldefrag(whole).url]
        plain = urldefrag(src).url
        found += [plain, plain.partition("?")[0].removeprefix("./")]
    except ValueError:
        # an address that is none: brackets, letters of no host
        return (src,)
    return tuple(dict.fromkeys(each for each in found if each))


def pictures_in(page: Page, most: int = 32 << 20) -> Iterator[Picture | Finding]:
    """Yield the pictures that lie in a page itself, each once, named as ``address_of`` names them.

    Args:
        page: the page.
        most: bytes of one picture; larger ones are left out.
    """
    seen: set[str] = set()
    for name, address in _held(page):
        if name in seen or len(address) > 4 * most:
            continue
        seen.add(name)
        kind, data, broken = _unheld(address)
        if broken:
            yield part_damaged(page.name, name)
        if data and len(data) <= most:
            yield Picture(data, (name,), kind)


def _held(page: Page) -> Iterator[tuple[str, str]]:
    for node in page.tree.all("img"):
        address = written_address(node)
        if is_held(address):
            yield held_name(address), address
    if "--sf-img-" in page.text:
        for style in page.tree.all("style"):
            for found in _PROPERTY.finditer(style.text()):
                yield found[1], found[2]


def _unheld(address: str) -> tuple[str, bytes, bool]:
    """Return the kind and the bytes of an address that holds them; tell whether it is broken."""
    about, comma, written = address.partition(",")
    kind, *parameters = about[len("data:") :].split(";")
    data = unquote_to_bytes(written.encode("utf-8", "replace"))
    broken = not comma
    if parameters and parameters[-1].strip().lower() == "base64":
        data, torn = unbase64(data)
        broken = broken or (torn and len(written) % 4 != 0)
    return kind.strip().lower(), data, broken
