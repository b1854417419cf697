"""From bytes to text: which encoding, why, and what could not be read.

The order is: byte order mark, zero bytes (UTF-16 and UTF-32 without a mark, or no text at all),
strict UTF-8, UTF-8 with little damage, then GB18030 and Big5 by strict decoding and by how
ordinary the characters are, and a detector last.  What the file itself declares is not asked: a
copied text declares nothing, and labels lie.

The only alteration of the text is its line ends: CRLF, CR and CR CR LF become LF.  Bytes that
belong to no character become U+FFFD, each with a finding; the original bytes stay in the library.
"""

from __future__ import annotations

import codecs
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from db.records import Finding, Severity, finding

if TYPE_CHECKING:
    from collections.abc import Iterable

REPLACEMENT = "\ufffd"
_SAMPLE = 65_536
_BEARABLE = 100
_BINARY = "binary"
_UNDECODABLE = "undecodable"

# UTF-32 before UTF-16: its little-endian mark begins with the other's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
# cp950 reads what plain big5 does not and keeps the full-width tilde; hkscs has Hong Kong's signs.
_DOUBLE_BYTE = ("gb18030", "cp950", "big5hkscs")
_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "big5": "cp950",
    "big5_hkscs": "big5hkscs",
    "ascii": "utf-8",
    "utf_8": "utf-8",
}
# The commonest characters of running Chinese, in both scripts: about four in ten of any text.
_FREQUENT = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可"
    "她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三"
    "已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女"
    "這來國個說們為時會過對裡後麼沒還發當無開見經頭從動兩長樣現將與進實點聲話兒問機電幾關應業產樓"
    "，。、：；！？（）“”「」《》—…"
)
_MARGIN = 0.02


class NotText(Exception):
    """The bytes are no text: ``reason`` is ``binary`` or ``undecodable``, ``position`` a byte."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(f"{reason} at byte {position}")
        self.reason = reason
        self.position = position


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with LF line ends, the encoding it was read in, and why that one."""

    text: str
    encoding: str
    reason: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, declared: str = "", wished: str = "") -> Decoded:
    """Decode the bytes of a text file.

    Raises:
        NotText: the bytes are binary, or no encoding reads them without losing much.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, len(mark))
    zeros = data.count(b"\0")
    if zeros:
        wide = _wide_encoding(data)
        if wide is not None:
            text, lost = _replacing(data, wide)
            if not _little(text, lost):
                raise NotText(_UNDECODABLE, lost.first)
            return _decoded(text, wide, "the pattern of its zero bytes", lost)
        if zeros * 1000 > len(data):
            raise NotText(_BINARY, data.index(b"\0"))
    return _unmarked(data)


def _marked(data: bytes, encoding: str, skipped: int) -> Decoded:
    text, lost = _replacing(data, encoding)
    if not _little(text, lost):
        raise NotText(_UNDECODABLE, skipped + lost.first)
    return _decoded(text, encoding, "its byte order mark", lost.moved(skipped))


def _unmarked(data: bytes) -> Decoded:
    if data.isascii():
        return _decoded(data.decode("ascii"), "utf-8", "only ASCII characters", _NOTHING)
    try:
        return _decoded(data.decode("utf-8"), "utf-8", "every byte is valid UTF-8", _NOTHING)
    except UnicodeDecodeError as error:
        lost = _Lost(error.start, 1)
    if not _hopeless(data, "utf-8"):
        text, lost = _replacing(data, "utf-8")
        if _bearable(text, lost):
            return _decoded(text, "utf-8", "nearly every byte is valid UTF-8", lost)
    found = _double_byte(data) or _detected(data)
    if found is None:
        raise NotText(_BINARY if _controls(data) else _UNDECODABLE, lost.first)
    return found


@dataclass(frozen=True, slots=True)
class _Lost:
    """Where decoding failed first, and how often."""

    first: int
    count: int

    def __len__(self) -> int:
        return self.count

    def moved(self, by: int) -> _Lost:
        return _Lost(self.first + by, self.count)


_NOTHING = _Lost(0, 0)


def _replacing(data: bytes, encoding: str) -> tuple[str, _Lost]:
    """Decode, with U+FFFD for what is no character, and say how much that was."""
    try:
        return data.decode(encoding), _NOTHING
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        kept = data.decode(encoding, "ignore").count(REPLACEMENT)
        return text, _Lost(error.start, text.count(REPLACEMENT) - kept)


def _little(text: str, lost: _Lost) -> bool:
    """Whether an encoding that is known from elsewhere reads nearly all of the bytes."""
    return len(lost) <= 1 + len(text) // 100


def _bearable(text: str, lost: _Lost) -> bool:
    """Whether so little is damaged that the encoding itself stands beyond doubt."""
    if len(lost) > _BEARABLE:
        return False
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return beyond_ascii - len(lost) >= 20 * len(lost)


def _hopeless(data: bytes, encoding: str) -> bool:
    """Whether the beginning alone is too damaged, so that the whole need not be tried."""
    return len(_replacing(data[:_SAMPLE], encoding)[1]) > _BEARABLE + 1


def _beyond_ascii(text: str) -> Iterable[str]:
    return (character for character in text if character > "\x7f")


def _decoded(text: str, encoding: str, reason: str, lost: _Lost) -> Decoded:
    findings: list[Finding] = []
    if len(lost):
        findings.append(
            finding(
                "undecodable-bytes",
                Severity.WARNING,
                "Some bytes are no {encoding}: {count} in all, the first at byte {byte}. Each is "
                "shown as \ufffd; the original bytes are kept.",
                f"byte {lost.first}",
                count=len(lost),
                encoding=encoding,
                byte=lost.first,
            )
        )
    zeros = text.count("\0")
    if zeros:
        findings.append(
            finding(
                "zero-characters",
                Severity.WARNING,
                "Zero characters stand in the text: {count} in all. Each is shown as \ufffd; the "
                "original bytes are kept.",
                f"character {text.index(chr(0))}",
                count=zeros,
            )
        )
        text = text.replace("\0", REPLACEMENT)
    if _controls(text[:_SAMPLE].encode("utf-8", "replace")):
        raise NotText(_BINARY, 0)
    return Decoded(_line_ends(text), encoding, reason, tuple(findings))


def _line_ends(text: str) -> str:
    if "\r" not in text:
        return text
    return text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")


def _controls(data: bytes) -> bool:
    """Whether control characters are so many that this is no text; escapes are terminal colour."""
    sample = data[:_SAMPLE]
    rest = sample.translate(None, bytes([*range(9), 11, *range(14, 27), *range(28, 32), 127]))
    return (len(sample) - len(rest)) * 50 > len(sample)


def _ordinary(text: str) -> tuple[float, float, int]:
    """Judge the characters beyond ASCII: share that is common, share very frequent, and count."""
    counts = Counter(_beyond_ascii(text))
    total = sum(counts.values())
    if not total:
        return 0.0, 0.0, 0
    common = sum(count for sign, count in counts.items() if _is_common(sign))
    frequent = sum(count for sign, count in counts.items() if sign in _FREQUENT)
    return common / total, frequent / total, total


@lru_cache(maxsize=16_384)
def _is_common(sign: str) -> bool:
    """Whether a character is of the first level of GB 2312 or Big5, or is CJK punctuation."""
    gb = sign.encode("gb2312", "ignore")
    big5 = sign.encode("big5", "ignore")
    return (
        (len(gb) == 2 and (gb[0] <= 0xA3 or 0xB0 <= gb[0] <= 0xD7))
        or (len(big5) == 2 and (big5[0] <= 0xA3 or 0xA4 <= big5[0] <= 0xC6))
        or sign in "\u00a0\u3000\u200b\ufeff"
    )


def _wide_encoding(data: bytes) -> str | None:
    """Name the two- or four-byte encoding that makes an ordinary text of these bytes, if any."""
    best, name = 0.0, None
    for encoding in _WIDE:
        sample = data[: _SAMPLE if len(data) > _SAMPLE else len(data) - len(data) % 4 or None]
        text, lost = _replacing(sample, encoding)
        if not text or len(lost) > 1:
            continue
        plain = sum(1 for sign in text if "\x20" <= sign <= "\x7e" or sign in "\t\n\r")
        common, _, beyond = _ordinary(text)
        share = (plain + common * beyond) / len(text)
        if share > best:
            best, name = share, encoding
    return name if best >= 0.8 else None


def _double_byte(data: bytes) -> Decoded | None:
    """Choose between GB18030 and Big5: the one that decodes, and gives ordinary Chinese."""
    best: tuple[float, str, str, _Lost] | None = None
    for encoding in _DOUBLE_BYTE:
        if _hopeless(data, encoding):
            continue
        text, lost = _replacing(data, encoding)
        if len(lost) and not _bearable(text, lost):
            continue
        sample = text[:_SAMPLE]
        common, frequent, total = _ordinary(sample)
        # A few accents in a Latin text make a Han character each: that is no Chinese text.
        if common < 0.75 or (total >= 40 and frequent < 0.08) or total * 30 < len(sample):
            continue
        score = common + frequent - (0.5 if lost else 0.0)
        if best is None or score > best[0] + _MARGIN:
            best = (score, encoding, text, lost)
    if best is None:
        return None
    _, encoding, text, lost = best
    reason = (
        "nearly every byte is valid and gives the commonest Chinese characters"
        if lost
        else "every byte is valid and gives the commonest Chinese characters"
    )
    return _decoded(text, encoding, reason, lost)


def _detected(data: bytes) -> Decoded | None:
    """Ask the detector, on a part of the bytes; the whole must then decode."""
    # Imported here: it takes longer to load than everything else the reading of a file needs.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    match = from_bytes(data[:_SAMPLE]).best()
    if match is None:
        return None
    encoding = _ALIASES.get(match.encoding, match.encoding)
    text, lost = _replacing(data, encoding)
    if len(lost) and not _bearable(text, lost):
        return None
    decoded = _decoded(text, encoding, "the detector's guess", lost)
    guess = finding(
        "encoding-guessed",
        Severity.WARNING,
        "The encoding {encoding} is a guess; some characters may be wrong. The original bytes are "
        "kept.",
        encoding=encoding,
    )
    return Decoded(decoded.text, encoding, decoded.reason, (*decoded.findings, guess))
