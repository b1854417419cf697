"""Words of mail: which encoding they really are in, fields that carry encoded words, parameters.

Labels lie: bytes that are valid UTF-8 are UTF-8 whatever they are called.  Sources: RFC 5322
(fields), RFC 2047 (encoded words), RFC 2231 (parameters).
"""

from __future__ import annotations

import binascii
import codecs
import quopri
import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

LONGEST_HEAD = 65_536
"""Bytes of the fields of one mail that are looked at."""

LONGEST_FIELD = 4_000
"""Characters of one field that are looked at for encoded words and parameters."""

_KNOWN = re.compile(
    r"(?:utf-?(?:7|8|16|32)(?:-?[bl]e)?|us-ascii|ascii|ansi_x3\.4-1968|iso-?8859-?\d{1,2}|latin-?\d"
    r"|windows-\d{3,4}|cp-?\d{3,5}|x-cp\d{3,5}|gb2312|gbk|gb18030|x-gbk|hz(?:-gb-2312)?|big5"
    r"|big5-hkscs|x-big5|euc-(?:cn|jp|kr|tw)|iso-2022-[a-z]{2}(?:-\d)?|shift[_-]jis|x-sjis|sjis"
    r"|ks_c_5601-1987|koi8-[ru]|tis-620|macintosh|viscii)"
)
_ALIASES = {
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "euc-cn": "gb18030",
    "hz-gb-2312": "hz", "big5": "cp950", "x-big5": "cp950", "big5-hkscs": "big5hkscs",
    "x-sjis": "cp932", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "macintosh": "mac-roman",
    "iso-8859-1": "cp1252", "us-ascii": "ascii", "ansi_x3.4-1968": "ascii",
}  # fmt: skip
# they write everything with ASCII bytes, so that the bytes alone tell nothing
_SEVEN_BITS = ("iso2022", "hz", "utf-7", "utf-16", "utf-32")
_HIGH = re.compile(rb"[\x80-\xff]+")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\n]{0,2000})\?=")
_PARAMETER = re.compile(
    r";\s*([A-Za-z0-9!#$%&'*+^_`|~.-]{1,80})\s*=\s*(?:\"((?:[^\"\\]|\\.)*+)\"|([^;\s]*))"
)
_CONTINUED = re.compile(r"(.+?)\*(?:(\d{1,3})(\*)?)?\Z")


@dataclass(frozen=True, slots=True)
class Words:
    """Decoded words; ``lied`` says that the encoding they named was not theirs."""

    text: str
    encoding: str
    lied: bool = False


def readable(data: bytes, declared: str = "") -> Words:
    """Decode words that name their encoding, rightly or not; always gives something.

    The order is: encodings of seven bits as declared, strict UTF-8, what is declared, GB18030 where
    the bytes beyond ASCII come in pairs, Windows-1252.  Zeros become U+FFFD.
    """
    name = _codec(declared)
    if name is not None and name.startswith(_SEVEN_BITS):
        found = _strict(data, name)
        if found is not None:
            return Words(found.replace("\0", "\ufffd"), name)
    text = _strict(data, "utf-8")
    if text is not None:
        lied = not text.isascii() and bool(declared) and name not in ("utf-8", "utf8")
        return Words(text.replace("\0", "\ufffd"), "utf-8", lied)
    for encoding in _candidates(data, name):
        text = _strict(data, encoding)
        if text is not None:
            lied = bool(declared) and not (
                encoding == name or name is None or _akin(encoding, name)
            )
            return Words(text.replace("\0", "\ufffd"), encoding, lied or name is None)
    return Words(data.decode("cp1252", "replace").replace("\0", "\ufffd"), "cp1252", lied=True)


def _codec(declared: str) -> str | None:
    """Return the codec of a label that names a character set, ``None`` for any other word."""
    label = declared.strip().strip("\"'").lower()
    if not _KNOWN.fullmatch(label):
        return None
    name = _ALIASES.get(label, label.removeprefix("x-"))
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _candidates(data: bytes, name: str | None) -> list[str]:
    first = [name] if name is not None and name not in ("utf-8", "ascii") else []
    if name == "cp950":
        first.append("big5hkscs")
    # in running Chinese the bytes of GB 2312 are all beyond ASCII and stand in pairs
    paired = all(len(run) % 2 == 0 for run in _HIGH.findall(data))
    return [*first, *(["gb18030"] if paired else []), "cp1252", "latin-1"]


def _akin(one: str, other: str) -> bool:
    """Whether one of two encodings holds the other."""
    families = ({"cp950", "big5hkscs", "big5"}, {"cp1252", "latin-1", "iso8859-1", "iso8859-15"})
    return any({one, other} <= family for family in families)


def field_words(raw: bytes) -> Words:
    """Return a field as it is read by people: encoded words decoded, folds undone."""
    plain = readable(raw)
    folded = " ".join(plain.text.split())
    if "=?" not in folded:
        return Words(folded, plain.encoding)
    return _decode_words(folded)


def _decode_words(folded: str) -> Words:
    """Decode the encoded words of a field; those that follow one another may share a character."""
    shown, rest = folded[:LONGEST_FIELD], folded[LONGEST_FIELD:]
    parts: list[str] = []
    waiting, charset, lied = b"", "", False
    at = 0
    for match in _WORD.finditer(shown):
        between = shown[at : match.start()]
        label = match[1].partition("*")[0].lower()
        if waiting and (between.strip() or label != charset):
            words = readable(waiting, charset)
            parts.append(words.text)
            lied, waiting = lied or words.lied, b""
        if between.strip() or not (parts or waiting):
            parts.append(between)
        waiting += _bytes_of(match[2], match[3])
        charset = label
        at = match.end()
    if waiting:
        words = readable(waiting, charset)
        parts.append(words.text)
        lied = lied or words.lied
    text = "".join((*parts, shown[at:], rest))
    return Words(" ".join(text.split()), charset, lied)


def _bytes_of(way: str, encoded: str) -> bytes:
    data = encoded.encode("utf-8")
    if way in "qQ":
        return binascii.a2b_qp(data, header=True)
    return base64(data)


def base64(data: bytes) -> bytes:
    """Decode base64 as far as it is sound; signs that do not belong are passed over."""
    kept = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    whole = len(kept) - (len(kept) % 4 == 1)
    return binascii.a2b_base64(kept[:whole] + b"=" * (-whole % 4))


def transferred(data: bytes, way: str) -> bytes:
    """Undo a transfer encoding; one that is not known changes nothing."""
    if way == "base64":
        return base64(data)
    return quopri.decodestring(data) if way == "quoted-printable" else data


def parameters(field: str) -> dict[str, str]:
    """Return the parameters behind the first word of a field, names in lower case."""
    found: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for name, quoted, bare in _PARAMETER.findall(field[:LONGEST_FIELD]):
        value = re.sub(r"\\(.)", r"\1", quoted) if quoted else bare
        continued = _CONTINUED.match(name.lower())
        if continued is None:
            found.setdefault(name.lower(), value)
        else:
            escaped = continued[2] is None or continued[3] is not None
            pieces.setdefault(continued[1], []).append((int(continued[2] or 0), escaped, value))
    for name, parts in pieces.items():
        found[name] = _continued(sorted(parts))
    return found


def _continued(parts: list[tuple[int, bool, str]]) -> str:
    """Join the pieces of a parameter; the first names the character set, if it is escaped."""
    charset = ""
    data = b""
    for place, (_, escaped, piece) in enumerate(parts):
        value = piece
        if place == 0 and escaped and piece.count("'") >= 2:
            charset, _, value = piece.split("'", 2)
        data += unquote_to_bytes(value) if escaped else value.encode("utf-8")
    return readable(data, charset).text
