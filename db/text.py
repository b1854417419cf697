"""Folding for search and matching, widths for layout, and making hidden characters visible.

Stored text stays as it was saved; folding happens only to compare.  It works per code point
(casefold, NFKC, casefold, then Traditional to Simplified one character at a time), so that a
place in the folded text always leads back to a place in the saved one.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FOLD_VERSION = "1"
"""Changes with the rules or the table; an index made under another version is rebuilt."""

CJK_LETTERS = (
    "\u1100-\u11ff\u3005\u3007\u3021-\u3029\u3031-\u3035\u3040-\u3098\u309b-\u30ff\u3100-\u312f"
    "\u3130-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Inside of a regular expression class: letters that are words by themselves."""

HIDDEN_MARK = "\ufffd"
"""What stands, one for one, in the place of a character that could deceive."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
)
_MARK = re.compile(f"[{_MARKS}]")
# Marks are put in order while composing, at a cost that grows with the square of their number: a
# base takes at most so many, what follows stays as it is.
_CLUSTER = re.compile(f"[^{_MARKS}][{_MARKS}]{{1,16}}")
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_UNIFIED = re.compile("[\u4e00-\u9fff]")
_ZERO_WIDTH_JOINER = "\u200d"
_FEW = 8
"""So many different characters of a text are found sooner one by one than by looking at all."""


# compiled at first use: their large classes take longer than all the rest of this module
@lru_cache(maxsize=1)
def _han() -> re.Pattern[str]:
    return re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@lru_cache(maxsize=1)
def _wide() -> re.Pattern[str]:
    return re.compile(
        "[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c"
        "\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u201c\u201d\u2018\u2019"
        "\u2026\u2014\U0001f300-\U0001faff\U00020000-\U0003ffff]+"
    )


@lru_cache(maxsize=1)
def _simplified() -> dict[str, str]:
    table = (Path(__file__).parent / "data" / "t2s.txt").read_text(encoding="utf-8")
    pairs = {line[0]: line[1] for line in table.split("\n")[1:] if line}
    # 蔴 leads to 麻 by way of another variant: follow it, so that folding twice changes nothing
    return {before: pairs.get(after, after) for before, after in pairs.items()}


def traditional() -> str:
    """Return the unified ideographs that fold to others, in a row."""
    return "".join(filter(_UNIFIED.match, _simplified()))


@lru_cache(maxsize=1)
def _variable() -> re.Pattern[str]:
    """Match one character that may fold to something else than itself.

    All but most of ASCII, the commonest marks, and the ideographs that are not Traditional.
    """
    marks = "\x80-\u2013\u2015-\u2017\u201a\u201b\u201e-\u3000\u3003-\u4dff"  # — ‘ ’ “ ” 、 。 stay
    return re.compile(f"([A-Z{marks}\ua000-\U0010ffff{traditional()}])")


class _FoldTable(dict[int, str]):
    """A translation table that learns each code point when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = unicodedata.normalize("NFKC", character.casefold()).casefold()
        folded = unicodedata.normalize("NFKC", folded)
        simplified = _simplified()
        folded = "".join(simplified.get(part, part) for part in folded)
        if len(folded) > 1:
            _GROWING.add(character)  # first, for another thread may look it up right after
        self[code] = folded
        return folded


_GROWING: set[str] = set()
"""The characters met so far that fold to several."""

_TABLE = _FoldTable()


class _FoldedCharacters(dict[str, str]):
    """As ``_TABLE``, by character."""

    def __missing__(self, character: str) -> str:
        folded = self[character] = _TABLE[ord(character)]
        return folded


_CHARACTERS = _FoldedCharacters()
_GLUE = "\x1e"
"""Stands between texts that are folded together: nothing else folds to it."""

_LONGEST_TOGETHER = 1 << 18
# queries and names do without the pattern; in very long texts the parts would take much memory
_WORTH_PARTING = range(32, 8192)


def _each_folded(text: str) -> str:
    """Return ``text`` with each code point folded; the same object if no character may change.

    In most texts few change: they are cut out, which is faster than looking each one up.
    """
    if len(text) not in _WORTH_PARTING:
        return text.translate(_TABLE)
    parts = _variable().split(text)
    if len(parts) == 1:
        return text
    parts[1::2] = map(_CHARACTERS.__getitem__, parts[1::2])
    return "".join(parts)


def fold(text: str) -> str:
    """Return ``text`` as it is compared: case, width, script and composition made equal.

    Source of the mapping: Unicode NFKC and default case folding; OpenCC t2s by character.
    """
    return fold_evenly(text)[0]


def fold_evenly(text: str) -> tuple[str, bool]:
    """Return the folded text, and whether each of its code points is where it was in ``text``."""
    folded = _each_folded(text)
    if folded is text or folded.isascii() or not _MARK.search(folded):
        return folded, len(folded) == len(text)  # no code point folds to nothing
    return _CLUSTER.sub(_compose, folded), False


def fold_all(texts: Sequence[str]) -> list[str]:
    """Return many texts folded one by one; of short ones, at half the cost of ``fold`` for each."""
    together = _GLUE.join(texts)
    if len(together) <= _LONGEST_TOGETHER:
        parts = _variable().split(together)
        parts[1::2] = map(_CHARACTERS.__getitem__, parts[1::2])
        together = "".join(parts)
        folded = together.split(_GLUE)
        if len(folded) == len(texts) and not _MARK.search(together):
            return folded
    return [fold(text) for text in texts]


def _compose(cluster: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", cluster.group())


def starts_whole(text: str, place: int) -> bool:
    """Tell whether ``place`` is between two characters of a reader, not before a mark of one.

    Folded apart there, the parts of a text are the whole; elsewhere a letter and its mark are one.
    """
    return not 0 < place < len(text) or not _MARK.match(_TABLE[ord(text[place])])


def fold_apart(texts: Iterable[str]) -> list[str] | None:
    """Fold the parts of a text one by one, or return ``None`` if that might not be the whole.

    Only a combining mark makes a difference: at the start of a part it could belong to the letter
    before it.
    """
    folded = [_each_folded(text) for text in texts]
    return None if any(_MARK.search(part) for part in folded) else folded


def fold_with_map(text: str) -> tuple[str, array[int]]:
    """Fold ``text`` and tell where each folded code point came from.

    Returns:
        The folded text and, for each of its code points, the index in ``text`` it stems from,
        with ``len(text)`` as a last entry.
    """
    folded = _each_folded(text)
    marked = not folded.isascii() and _MARK.search(folded) is not None
    if len(folded) == len(text) and not marked:  # no code point folds to nothing
        return folded, array("i", range(len(text) + 1))
    origin = array("i")
    done = 0
    for index, length in _grown(text):
        origin.extend(range(done, index))
        origin.extend([index] * length)
        done = index + 1
    origin.extend(range(done, len(text)))
    if marked:
        folded, origin = _compose_with_map(folded, origin)
    origin.append(len(text))
    return folded, origin


def _grown(text: str) -> list[tuple[int, int]]:
    """Return, in order, where code points of a text that was folded grow, and to how many."""
    wide = _GROWING.intersection(text)
    if len(wide) > _FEW:
        return [(index, len(_TABLE[ord(part)])) for index, part in enumerate(text) if part in wide]
    found: list[tuple[int, int]] = []
    for part in wide:
        length = len(_TABLE[ord(part)])
        at = text.find(part)
        while at >= 0:
            found.append((at, length))
            at = text.find(part, at + 1)
    return sorted(found)


def _compose_with_map(folded: str, origin: array[int]) -> tuple[str, array[int]]:
    parts: list[str] = []
    moved = array("i")
    done = 0
    for cluster in _CLUSTER.finditer(folded):
        start, end = cluster.span()
        composed = _compose(cluster)
        parts += (folded[done:start], composed)
        moved.extend(origin[done:start])
        # which mark went where is not told: each part of what came out stands for them all
        moved.extend([origin[start]] * len(composed))
        done = end
    parts.append(folded[done:])
    moved.extend(origin[done:])
    return "".join(parts), moved


def unfolded(origin: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Return the range of the saved text that folded range ``[start, end)`` covers.

    A match that ends inside a character that folded to several covers that character whole.
    """
    if end <= start:
        return origin[start], origin[start]
    last = origin[end - 1]
    while end < len(origin) - 1 and origin[end] <= last:
        end += 1
    return origin[start], max(origin[end], last + 1)


def is_han(character: str) -> bool:
    """Tell whether ``character`` is a Han ideograph."""
    return _han().match(character) is not None


def display_width(text: str) -> int:
    """Return the width of ``text`` in half-width cells: 2 for wide characters, else 1."""
    if text.isascii():
        return len(text)
    return len(text) + len("".join(_wide().findall(text)))


def has_hidden(text: str) -> bool:
    """Tell whether ``text`` holds characters that ``visible`` would mark."""
    return visible(text) != text


def visible(text: str) -> str:
    """Replace every character that could deceive a reader by one visible mark.

    Controls, bidirectional controls, zero-width characters, tags and lone surrogates are
    replaced one for one, so that offsets stay; line feeds, tabs and the joiners inside emoji
    sequences are left.
    """
    if not _HIDDEN.search(text):
        return text
    if _ZERO_WIDTH_JOINER not in text:
        return _HIDDEN.sub(HIDDEN_MARK, text)

    def mark(found: re.Match[str]) -> str:
        if found.group() == _ZERO_WIDTH_JOINER and _joins_emoji(text, found.start()):
            return _ZERO_WIDTH_JOINER
        return HIDDEN_MARK

    return _HIDDEN.sub(mark, text)


def _joins_emoji(text: str, index: int) -> bool:
    before = text[index - 1 : index] if index else ""
    if before == "\ufe0f" and index >= 2:
        before = text[index - 2]
    after = text[index + 1 : index + 2]
    return _is_pictograph(before) and _is_pictograph(after)


def _is_pictograph(character: str) -> bool:
    return bool(character) and unicodedata.category(character) in {"So", "Sk"}
