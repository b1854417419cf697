"""What copying does to a quoted text: scripts, white space, widths, typing errors."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from db.text import fold

if TYPE_CHECKING:
    from random import Random

_TO_ASCII = str.maketrans("，：！？（）；", ",:!?();")
_TO_WIDE = str.maketrans(",:!?();", "，：！？（）；")
_ERRORS = 0.015  # of the characters of a text that has some, at least one


def noisy(text: str, chance: Random) -> str:
    """A quoted text as it may come out of copying; each change independent of the others."""
    if chance.random() < 0.35:
        text = text.translate(traditional()) if chance.random() < 0.7 else fold(text)
    if chance.random() < 0.35:
        text = " ".join(text.split())
    if chance.random() < 0.30:
        text = text.translate(_TO_ASCII if chance.random() < 0.5 else _TO_WIDE)
    if chance.random() < 0.25 and text:
        text = _mistyped(text, chance)
    return text


def _mistyped(text: str, chance: Random) -> str:
    """Characters replaced, left out and put in, out of the text's own."""
    letters = list(text)
    for _ in range(max(1, round(len(text) * _ERRORS))):
        at = chance.randrange(len(letters))
        kind = chance.random()
        if kind < 0.4:
            letters[at] = chance.choice(text)
        elif kind < 0.7:
            letters[at] = ""
        else:
            letters[at] += chance.choice(text)
    return "".join(letters)


@lru_cache(maxsize=1)
def traditional() -> dict[int, str]:
    """Simplified to Traditional by character: the commonest of those that fold to it."""
    table: dict[int, tuple[bytes, str]] = {}
    for code in range(0x4E00, 0x9FA6):
        simple = fold(chr(code))
        if simple == chr(code) or len(simple) != 1 or _in_big5(simple):
            continue
        rank = _in_big5(chr(code))
        if rank:
            table[ord(simple)] = min(table.get(ord(simple), (rank, chr(code))), (rank, chr(code)))
    return {code: char for code, (_rank, char) in table.items()}


def _in_big5(char: str) -> bytes:
    """The place of a character in Big5, where the common ones come first; empty if not there."""
    return char.encode("big5", errors="ignore")
