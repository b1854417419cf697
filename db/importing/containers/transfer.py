"""Bytes written as letters, for ways that carry letters alone (RFC 2045 §6), read leniently."""

from __future__ import annotations

import binascii
import re

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NO_BASE64 = bytes(byte for byte in range(256) if byte not in _BASE64 + b"=")
_BROKEN_QUOTED = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]{0,99}\r?\n|\Z)")


def undone(data: bytes | bytearray, encoding: str) -> tuple[bytes, bool]:
    """Undo a ``Content-Transfer-Encoding``; tell whether the data was broken."""
    encoding = encoding.strip().lower()
    if encoding == "quoted-printable":
        return binascii.a2b_qp(data), _BROKEN_QUOTED.search(data) is not None
    if encoding == "base64":
        return unbase64(data)
    return bytes(data), False


def unbase64(data: bytes | bytearray) -> tuple[bytes, bool]:
    """Undo Base64; what is no letter of it is passed over; tell whether the data was broken."""
    letters = data.translate(None, _NO_BASE64)
    strange = len(data.translate(None, _BASE64 + b"= \t\r\n"))
    pieces: list[bytes] = []
    broken = strange > 0 or len(letters) % 4 > 0
    padded = [each for each in re.split(rb"=+", letters) if each]
    for piece in padded:
        usable = piece[:-1] if len(piece) % 4 == 1 else piece
        broken = broken or usable is not piece
        pieces.append(binascii.a2b_base64(usable + b"=" * (-len(usable) % 4)))
    return b"".join(pieces), broken or len(padded) > 1
