"""From bytes to text: which encoding, why, and what could not be read.

The order is: what the owner says, byte order mark, zero bytes (UTF-16 and UTF-32 without a mark, or
no text at all), strict UTF-8, UTF-8 with little damage, what the document or its container says
(``labels``), then GB18030 and Big5 by strict decoding and by how ordinary the characters are, and a
detector last.  Labels lie: one that gives no ordinary Chinese yields to an encoding that does.

What is altered of the text: line ends CRLF, CR and CR CR LF become LF; colour codes of a terminal
are taken out of double-byte text, where they stand inside of characters.  Bytes that belong to no
character become U+FFFD.  The two latter give findings; the original bytes stay in the library.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.errors import KnownError
from db.importing.labels import SEVEN_BITS, WESTERN, labels, meant
from db.importing.ordinary import SAMPLE, is_chinese, ordinary, sample
from db.importing.terminal import Plain
from db.records import Finding, Severity, finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.importing.labels import Label

REPLACEMENT = "\ufffd"
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
_DOUBLE_BYTE = ("gb18030", "cp950", "big5hkscs")
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
    """Decode the bytes of a document.

    Args:
        data: the bytes.
        declared: the character set that its container or its server says; may be empty.  What the
            document says of itself is found here.
        wished: the encoding its owner says; it goes before everything else.

    Raises:
        NotText: the bytes are binary, or no encoding reads them without losing much.
        KnownError: nobody knows an encoding of the name in ``wished``.
    """
    if wished:
        return _wished(data, wished)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            return _beside(_marked(rest, encoding, len(mark)), labels(rest, declared))
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
    given = labels(data, declared)
    return _beside(_unmarked(data, given), given)


def _wished(data: bytes, name: str) -> Decoded:
    """Decode as the owner says, however much of it is none of that encoding."""
    encodings = meant(name)
    if not encodings:
        raise KnownError(
            "There is no encoding named {encoding}.",
            "Names are, for example, utf-8, gb18030, big5, utf-16-le, cp1252.",
            encoding=name,
        )
    if name.lower().replace("_", "-").startswith("utf-16"):
        backwards = name.lower().endswith("be") or data.startswith(codecs.BOM_UTF16_BE)
        encodings = ("utf-16-be" if backwards else "utf-16-le",)
    marks = (mark for mark, encoding in _MARKS if encoding == encodings[0])
    skipped = next((len(mark) for mark in marks if data.startswith(mark)), 0)
    strip = encodings[0] in _DOUBLE_BYTE
    plain = Plain(data[skipped:]) if strip else Plain(data[skipped:], codes=False)
    text, lost, encoding = _best(plain.data, encodings)
    decoded = _decoded(text, encoding, "the owner says so", _placed(plain, lost).moved(skipped))
    return _told(decoded, plain)


def _marked(data: bytes, encoding: str, skipped: int) -> Decoded:
    text, lost = _replacing(data, encoding)
    if not _little(text, lost):
        raise NotText(_UNDECODABLE, skipped + lost.first)
    return _decoded(text, encoding, "its byte order mark", lost.moved(skipped))


def _unmarked(data: bytes, given: Sequence[Label]) -> Decoded:
    if data.isascii():
        for label in given:
            if label.encodings and label.encodings[0] in SEVEN_BITS:
                return _labelled(Plain(data, codes=False), [label]) or _ascii(data)
        return _ascii(data)
    try:
        return _decoded(data.decode("utf-8"), "utf-8", "every byte is valid UTF-8", _NOTHING)
    except UnicodeDecodeError as error:
        lost = _Lost(error.start, 1)
    if not _hopeless(data, "utf-8"):
        text, lost = _replacing(data, "utf-8")
        if _bearable(text, lost):
            return _decoded(text, "utf-8", "nearly every byte is valid UTF-8", lost)
    plain = Plain(data)
    found = _labelled(plain, given) or _double_byte(plain) or _detected(plain)
    if found is None:
        raise NotText(_BINARY if _controls(data) else _UNDECODABLE, lost.first)
    return _told(found, plain)


def _ascii(data: bytes) -> Decoded:
    return _decoded(data.decode("ascii"), "utf-8", "only ASCII characters", _NOTHING)


def _labelled(plain: Plain, given: Sequence[Label]) -> Decoded | None:
    """Decode as the labels say, unless the bytes are plainly something else."""
    # a Western label is what servers say when they were told nothing
    for label in sorted(given, key=lambda each: WESTERN.issuperset(each.encodings)):
        if not label.encodings:
            continue
        text, lost, encoding = _best(plain.data, label.encodings)
        if not _little(text, lost) or (encoding == "utf-8" and not _mostly(text, lost)):
            continue
        # any byte is a Western character, and nearly any two are one of the other Chinese encoding
        doubtful = encoding in WESTERN or (
            encoding in _DOUBLE_BYTE and (len(lost) > 0 or _is_strange(text))
        )
        rival = _double_byte(plain) if doubtful else None
        if rival is not None and rival.encoding not in label.encodings:
            return rival
        return _decoded(text, encoding, "its label says so", _placed(plain, lost))
    return None


def _best(data: bytes, encodings: Sequence[str]) -> tuple[str, _Lost, str]:
    """Decode in the first of some encodings that loses nothing, else in that which loses least."""
    text, lost = _replacing(data, encodings[0])
    best = (text, lost, encodings[0])
    for encoding in encodings[1:]:
        if not len(best[1]):
            break
        text, lost = _replacing(data, encoding)
        if len(lost) < len(best[1]):
            best = (text, lost, encoding)
    return best


def _told(decoded: Decoded, plain: Plain) -> Decoded:
    """Tell of the codes of a terminal that were left out."""
    told = plain.told()
    return decoded if told is None else replace(decoded, findings=(*decoded.findings, told))


def _placed(plain: Plain, lost: _Lost) -> _Lost:
    """Return what was lost with its place in the bytes as they were saved."""
    return _Lost(plain.place(lost.first), lost.count)


def _beside(decoded: Decoded, given: Iterable[Label]) -> Decoded:
    """Tell of labels that were not followed."""
    wrong = [label.text for label in given if decoded.encoding not in label.encodings]
    if not wrong or (decoded.text.isascii() and decoded.encoding == "utf-8"):
        return decoded
    told = finding(
        "label-not-followed",
        Severity.INFO,
        "The page says that it is {label}, but its bytes are {encoding}.",
        label=", ".join(wrong),
        encoding=decoded.encoding,
    )
    return replace(decoded, findings=(*decoded.findings, told))


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


def _is_strange(text: str) -> bool:
    """Whether there is enough Chinese to tell, and it is of no ordinary kind."""
    found = ordinary(sample(text))
    return found[2] >= 40 and not is_chinese(*found)


def _mostly(text: str, lost: _Lost) -> bool:
    """Whether more characters beyond ASCII were read than lost."""
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return beyond_ascii - len(lost) >= 4 * len(lost)


def _hopeless(data: bytes, encoding: str) -> bool:
    """Whether the beginning alone is too damaged, so that the whole need not be tried."""
    return len(_replacing(data[:SAMPLE], encoding)[1]) > _BEARABLE + 1


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
    if _controls(text[:SAMPLE].encode("utf-8", "replace")):
        raise NotText(_BINARY, 0)
    return Decoded(_line_ends(text), encoding, reason, tuple(findings))


def _line_ends(text: str) -> str:
    if "\r" not in text:
        return text
    return text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")


def _controls(data: bytes) -> bool:
    """Whether control characters are so many that this is no text; escapes are terminal colour."""
    sample = data[:SAMPLE]
    rest = sample.translate(None, bytes([*range(9), 11, *range(14, 27), *range(28, 32), 127]))
    return (len(sample) - len(rest)) * 50 > len(sample)


def _wide_encoding(data: bytes) -> str | None:
    """Name the two- or four-byte encoding that makes an ordinary text of these bytes, if any."""
    best, name = 0.0, None
    for encoding in _WIDE:
        head = data[: SAMPLE if len(data) > SAMPLE else len(data) - len(data) % 4 or None]
        text, lost = _replacing(head, encoding)
        if not text or len(lost) > 1:
            continue
        plain = sum(1 for sign in text if "\x20" <= sign <= "\x7e" or sign in "\t\n\r")
        common, _, beyond = ordinary(text)
        share = (plain + common * beyond) / len(text)
        if share > best:
            best, name = share, encoding
    return name if best >= 0.8 else None


def _double_byte(plain: Plain) -> Decoded | None:
    """Choose between GB18030 and Big5: the one that decodes, and gives ordinary Chinese."""
    data = plain.data
    best: tuple[float, str, str, _Lost] | None = None
    for encoding in _DOUBLE_BYTE:
        if _hopeless(data, encoding):
            continue
        text, lost = _replacing(data, encoding)
        if len(lost) and not _bearable(text, lost):
            continue
        judged = sample(text)
        common, frequent, total = ordinary(judged)
        # A few accents in a Latin text make a Han character each: that is no Chinese text.
        if not is_chinese(common, frequent, total) or total * 30 < len(judged):
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
    return _decoded(text, encoding, reason, _placed(plain, lost))


def _detected(plain: Plain) -> Decoded | None:
    """Ask the detector, on a part of the bytes; the whole must then decode."""
    # Imported here: it takes longer to load than everything else the reading of a file needs.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    data = plain.data
    match = from_bytes(data[:SAMPLE]).best()
    if match is None:
        return None
    # it calls what is of GB 18030 by the name of a part of it, and of Big5 likewise
    text, lost, encoding = _best(data, meant(match.encoding) or (match.encoding,))
    if len(lost) and not _bearable(text, lost):
        return None
    decoded = _decoded(text, encoding, "the detector's guess", _placed(plain, lost))
    guess = finding(
        "encoding-guessed",
        Severity.WARNING,
        "The encoding {encoding} is a guess; some characters may be wrong. The original bytes are "
        "kept.",
        encoding=encoding,
    )
    return Decoded(decoded.text, encoding, decoded.reason, (*decoded.findings, guess))
