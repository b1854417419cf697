"""What a document, or what it came in, says it is encoded in; and the codec that is meant.

Names are understood as browsers do (WHATWG Encoding, §4.2): ``gb2312`` means all of GB18030,
``iso-8859-1`` means Windows-1252.  Labels lie, so that they are asked only where the bytes leave a
choice.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_HEAD = 16_384
_CHINESE = ("gb18030",)
# cp950 reads what plain big5 does not and keeps the full-width tilde; hkscs has Hong Kong's signs
_TRADITIONAL = ("cp950", "big5hkscs")
# bytes that Windows-1252 leaves open are control characters in the other
_WESTERN = ("cp1252", "iso-8859-1")

_MEANT: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("gb2312", "gbk", "gb18030", "xgbk", "gb231280", "csgb2312", "gb", "chinese", "cp936",
         "windows936", "ms936", "isoir58", "euccn", "xeuccn", "csiso58gb231280", "gb180302000",
         "gb180302005", "gb180302022"),
        _CHINESE,
    ),
    **dict.fromkeys(
        ("big5", "big5hkscs", "cnbig5", "csbig5", "xxbig5", "cp950", "windows950", "ms950",
         "big5eten", "big5tw", "big5uao"),
        _TRADITIONAL,
    ),
    **dict.fromkeys(
        ("iso88591", "iso85591", "latin1", "l1", "ascii", "usascii", "cp1252", "windows1252",
         "xcp1252", "ansi", "ansix341968", "iso646us", "cp819", "ibm819"),
        _WESTERN,
    ),
    **dict.fromkeys(("utf8", "unicode11utf8", "utf8mb4", "unicode", "utf16", "utf16le", "utf16be"),
                    ("utf-8",)),
    "hzgb2312": ("hz",),
    "shiftjis": ("cp932",),
    "sjis": ("cp932",),
    "xsjis": ("cp932",),
    "euckr": ("cp949",),
    "ksc56011987": ("cp949",),
    "windows874": ("cp874",),
    "tis620": ("cp874",),
    "iso88599": ("cp1254",),
}  # fmt: skip
WESTERN = frozenset(_WESTERN)
SEVEN_BITS = frozenset(("hz", "iso2022_jp", "iso2022_kr"))

# made for other things than pages, and slow with some bytes
_NO_TEXT = frozenset(("unicode-escape", "raw-unicode-escape", "undefined", "idna", "punycode"))

_META = re.compile(
    rb"<meta\b[^>]{0,400}?\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:+-]{1,40})", re.I
)
_XML = re.compile(
    rb"\s{0,99}<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_.:+-]{1,40})", re.I
)
_OPENING = re.compile(rb"\s{0,99}<[!?a-zA-Z]")


@dataclass(frozen=True, slots=True)
class Label:
    """What something says the encoding is.

    Attributes:
        text: as it says it.
        encodings: the codecs that may be meant, the likelier one first; none for a name that
            nobody knows.
    """

    text: str
    encodings: tuple[str, ...]


def labels(data: bytes, declared: str = "") -> list[Label]:
    """Return what a document is labelled as: first by what it came in, then by itself.

    Args:
        data: its bytes.
        declared: the character set that its container, or its server, says; may be empty.
    """
    names = [declared.strip(" \t\"'")] if declared.strip(" \t\"'") else []
    head = data[:_HEAD]
    if _OPENING.match(head):
        marks = (_XML.match(head), _META.search(head))
        names += [found[1].decode("ascii") for found in marks if found is not None]
    return [Label(name, meant(name)) for name in dict.fromkeys(names)]


def meant(name: str) -> tuple[str, ...]:
    """Return the codecs that are meant by the name of an encoding; empty if nobody knows it."""
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    if plain in _MEANT:
        return _MEANT[plain]
    codec = text_codec(name)
    return (codec,) if codec else ()


def text_codec(name: str) -> str:
    """Return Python's name of a codec that makes text of bytes; empty if there is none."""
    try:
        codec = codecs.lookup(name)
        b"x".decode(name, "ignore")
    except (LookupError, ValueError):
        # also names of codecs that are none of text, and names with zero characters
        return ""
    return "" if codec.name in _NO_TEXT else codec.name
