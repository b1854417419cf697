"""A few words around the first match of a text, with marks that fit."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.records import Span
from db.text import is_han, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

LENGTH = 80
_BEFORE = 24
_ELLIPSIS = "…"
_REACH = 12
# what begins with the first of these, or joins two of them, is one thing to a reader
_JOINERS = "\u200d\ufe0e\ufe0f"
_SPACE = re.compile(r"\s")
_SKIN_TONES = range(0x1F3FB, 0x1F400)


@dataclass(frozen=True, slots=True)
class Snippet:
    """``marks`` are offsets in ``text``."""

    text: str
    marks: tuple[Span, ...]


def snippet(text: str, matches: Sequence[Span]) -> Snippet:
    """Return about ``LENGTH`` characters of ``text`` around its first match.

    Neither a word nor a character of several code points is cut where a border is near; line
    feeds and tabs become spaces, and characters that could deceive become visible.  A match that
    is longer than the snippet is marked as far as it is shown.
    """
    first = matches[0].start if matches else 0
    start = _back(text, max(0, first - _BEFORE))
    if first and start < _BEFORE // 3:
        start = 0
    end = _forth(text, min(len(text), start + LENGTH))
    if len(text) - end < _REACH:
        end = len(text)
    shown = _SPACE.sub(" ", visible(text[start:end]))
    before = _ELLIPSIS if start else ""
    after = _ELLIPSIS if end < len(text) else ""
    shift = len(before) - start
    last = bisect_left(matches, end, key=lambda match: match.start)
    marks = tuple(
        Span(match.start + shift, min(match.end, end) + shift)
        for match in matches[:last]
        if match.start < end
    )
    return Snippet(before + shown + after, marks)


def _back(text: str, place: int) -> int:
    """Return a place at or a little before ``place`` where a word or a character begins."""
    for at in range(place, max(0, place - _REACH), -1):
        if not _inside(text, at):
            return at
    return 0 if place <= _REACH else place


def _forth(text: str, place: int) -> int:
    """Return a place at or a little behind ``place`` where a word or a character ends."""
    for at in range(place, min(len(text), place + _REACH) + 1):
        if not _inside(text, at):
            return at
    return place


def _inside(text: str, place: int) -> bool:
    """Tell whether ``place`` parts what belongs together."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if "\u4e00" <= after <= "\u9fff":  # nearly all places, and the rest takes its time
        return before == _JOINERS[0]
    if (
        after in _JOINERS
        or before == _JOINERS[0]
        or ord(after) in _SKIN_TONES
        or unicodedata.category(after).startswith("M")
    ):
        return True
    return _in_word(before) and _in_word(after)


def _in_word(character: str) -> bool:
    return character.isalnum() and not is_han(character) and not _is_kana_or_hangul(character)


def _is_kana_or_hangul(character: str) -> bool:
    return "\u3040" <= character <= "\u31ff" or "\uac00" <= character <= "\ud7ff"
