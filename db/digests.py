"""Digests of what the tables hold, so that damage below the notice of SQLite is seen.

SQLite's own check does not look at the bytes of a text; these digests do.  BLAKE2b with 128 bits,
over the UTF-8 of the parts with a zero byte between them: no stored text holds a zero character.
"""

from __future__ import annotations

from hashlib import blake2b

_SIZE = 16


def post_digest(author: str | None, text: str) -> bytes:
    """Return the digest of a version of a post: its author as printed, and its text."""
    return blake2b(f"{author or ''}\0{text}".encode(), digest_size=_SIZE).digest()


def block_digest(kind: str, text: str) -> bytes:
    """Return the digest of a block of an article: the word for its type, and its text."""
    return blake2b(f"{kind}\0{text}".encode(), digest_size=_SIZE).digest()
