"""Digests of what the tables hold, so that damage below the notice of SQLite is seen.

SQLite's own check does not look at the bytes of a text; these digests do.  BLAKE2b with 128 bits,
over the UTF-8 of the parts with a zero byte between them: no stored text holds a zero character.
Who compares gives the bytes as they are found, for damaged ones may be no text any more.
"""

from __future__ import annotations

from hashlib import blake2b

_SIZE = 16


def post_digest(author: str | bytes | None, text: str | bytes) -> bytes:
    """Return the digest of a version of a post: its author as printed, and its text."""
    return _digest(author or "", text)


def block_digest(kind: str | bytes, text: str | bytes) -> bytes:
    """Return the digest of a block of an article: the word for its type, and its text."""
    return _digest(kind, text)


def _digest(first: str | bytes, second: str | bytes) -> bytes:
    one = first if isinstance(first, bytes) else first.encode()
    other = second if isinstance(second, bytes) else second.encode()
    return blake2b(one + b"\0" + other, digest_size=_SIZE).digest()
