"""The bodies of HTTP answers as archives keep them: chunks and packing undone (RFC 9112, 9110).

Many archives keep the head of an answer as it was and the body already unpacked; so whatever does
not look packed is taken as it is.
"""

from __future__ import annotations

import re
import zlib

from db.importing.containers.reading import FREELY

_CHUNK = re.compile(rb"[ \t]{0,9}([0-9A-Fa-f]{1,8})[ \t]{0,9}(?:;[^\r\n]{0,4096})?\r?\n")
_PACKED = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS}
_NOT_PACKED = frozenset(("", "identity", "none"))


class UnknownPacking(Exception):
    """A body is packed in a way that is not read here (Brotli, Zstandard)."""


def unchunked(data: bytes) -> tuple[bytes, bool]:
    """Undo ``Transfer-Encoding: chunked``; tell whether it ends as it should.

    A body that does not begin like a chunk is none, and is returned as it is.
    """
    at = 0
    pieces: list[bytes] = []
    while (found := _CHUNK.match(data, at)) is not None:
        size = int(found[1], 16)
        if size == 0:
            return b"".join(pieces), True
        at = found.end()
        pieces.append(data[at : at + size])
        if at + size > len(data):
            return b"".join(pieces), False
        at += size
        if data.startswith(b"\r\n", at):
            at += 2
        elif data.startswith(b"\n", at):
            at += 1
    if not pieces:
        return data, True
    return b"".join(pieces), False


def unpacked(data: bytes, encoding: str, most: int, ratio: int) -> tuple[bytes | None, bool]:
    """Undo ``Content-Encoding``; tell whether it ends as it should.

    Args:
        data: the body, without chunks.
        encoding: the value of the field; several encodings are divided by commas.
        most: how many bytes may come out.
        ratio: how many may come out of one byte.

    Returns:
        The bytes, or none if they are too many.

    Raises:
        UnknownPacking: it is packed in a way that is not read.
    """
    sound = True
    found: bytes | None = data
    for each in reversed([one.strip().lower() for one in encoding.split(",")][:3]):
        if found is None or each in _NOT_PACKED:
            continue
        allowed = min(most, FREELY + ratio * len(found))
        if each in _PACKED:
            if found.startswith(b"\x1f\x8b"):
                found, whole = _inflated(found, _PACKED[each], allowed)
                sound = sound and whole
        elif each == "deflate":
            found, whole = _deflated(found, allowed)
            sound = sound and whole
        elif not _is_words(found):
            raise UnknownPacking(each)
    return found, sound


def _inflated(data: bytes, bits: int, most: int) -> tuple[bytes | None, bool]:
    inflate = zlib.decompressobj(bits)
    pieces: list[bytes] = []
    size = 0
    try:
        # in pieces, so that what is sound before a damage is had
        for start in range(0, len(data), 16_384):
            piece = inflate.decompress(data[start : start + 16_384], most + 1 - size)
            pieces.append(piece)
            size += len(piece)
            if size > most:
                return None, True
            if inflate.eof:
                break
    except zlib.error:
        return b"".join(pieces), False
    return b"".join(pieces), inflate.eof


def _deflated(data: bytes, most: int) -> tuple[bytes | None, bool]:
    """Undo ``deflate``, which some servers send without the head it should have."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        found, sound = _inflated(data, bits, most)
        if found is None or found or sound:
            return found, sound
    return data, True


def _is_words(data: bytes) -> bool:
    """Whether bytes look like text, and were unpacked before they were kept."""
    head = data[:4_096]
    controls = sum(1 for byte in head if byte < 32 and byte not in (9, 10, 13, 27))
    return controls * 50 <= len(head)
