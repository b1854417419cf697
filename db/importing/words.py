"""The letters of a text, by which it is recognised in another capture."""

from __future__ import annotations

from db.text import fold


def letters_of(text: str) -> str:
    """Return the folded letters and digits of a text."""
    return "".join(filter(str.isalnum, fold(text)))


def words_of(text: str) -> str:
    """Return the folded letters and digits of a text, or its marks where it has none."""
    return letters_of(text) or "".join(fold(text).split())
