"""Offsets in code points, as the archive counts, and in UTF-16 units, as Qt counts."""

from __future__ import annotations


def units(text: str, offset: int) -> int:
    """Return an offset in code points as one in UTF-16 units."""
    head = text[:offset]
    return len(head) if head.isascii() else len(head.encode("utf-16-le", "surrogatepass")) // 2


def points(text: str, offset: int) -> int:
    """Return an offset in UTF-16 units as one in code points."""
    if text.isascii():
        return min(offset, len(text))
    encoded = text.encode("utf-16-le", "surrogatepass")
    if len(encoded) == 2 * len(text):
        return min(offset, len(text))
    return len(encoded[: 2 * offset].decode("utf-16-le", "surrogatepass"))
