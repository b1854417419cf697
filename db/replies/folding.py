"""Folding for matching: letters and digits alone, one script, one width, one case.

``db.text.fold`` makes scripts, widths and cases meet; matching goes further and drops marks,
punctuation and white space, because copied words lose those first.  Threads in Latin script keep
one space between words, so that shingles can begin at a word.  Where each folded letter came from
is worked out only when somebody asks: most floors are never asked.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from db.text import fold, traditional

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_GAP = " "
# stands for a dropped mark, so that one code point stays one code point while folding
_MARK = "\x01"
_RUNS = re.compile(f"[^{_GAP}{_MARK}]+")
_MOST_COUNTED = 2048
_COUNTED = array("I", range(_MOST_COUNTED))
_NARROW = 0.35  # of an ideograph: what a Latin letter tells in a spaceless thread
_NARROW_LETTERS = re.compile("[^\u2e80-\U0010ffff]")
_WIDE_SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+")
# a floor's own words may be parted by quotes; nothing folds to this, so no match spans the part
SEAM = "\x00"


class _Table(dict[int, str]):
    """Code point → its letters and digits, or a gap; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        marks = 0
        letters: list[str] = []
        for char in unicodedata.normalize("NFD", fold(chr(code))):
            if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
                marks += 1
            else:
                letters.append(char if char.isalnum() else _GAP)
        if not letters:
            folded = _MARK if marks else _GAP
        else:
            folded = _GAP if set(letters) == {_GAP} else "".join(letters)
        self[code] = folded
        return folded


_TABLE = _Table()


class _Characters(dict[str, str]):
    """As ``_TABLE``, by character."""

    def __missing__(self, character: str) -> str:
        folded = self[character] = _TABLE[ord(character)]
        return folded


_CHARACTERS = _Characters()
# as in ``db.text``: short texts do without the pattern, parts of very long ones take much memory
_WORTH_PARTING = range(32, 8192)


@lru_cache(maxsize=1)
def _changing() -> re.Pattern[str]:
    """Match one character that may not stay as it is: all but ``a`` to ``z``, digits, ideographs.

    Of these the Traditional ones change, too.
    """
    return re.compile(f"([\x00-/:-`{{-\u4dff\ua000-\U0010ffff{traditional()}])")


def is_letter(char: str) -> bool:
    """Whether ``char`` counts in matching: it folds to at least one letter or digit."""
    return _TABLE[ord(char)] not in {_GAP, _MARK}


def last_seen(text: str, end: int) -> str:
    """The last character before ``end`` that is no mark, as an accent or a joiner is."""
    while end > 0 and _TABLE[ord(text[end - 1])] == _MARK:
        end -= 1
    return text[end - 1 : end]


class Folding:
    """How the texts of one thread are folded: with or without spaces between words.

    ``shingle`` is the length of the pieces that are looked up, ``stride`` the distance between
    the pieces that are stored, ``enough`` the folded letters that make a match worth believing.
    The sizes are those of the reply-tree study: every copied passage of ``enough`` letters is
    then seen.
    """

    def __init__(self, *, spaced: bool) -> None:
        self.spaced = spaced
        self.joint = _GAP if spaced else ""
        self.shingle = 18 if spaced else 6
        self.stride = 3
        self.enough = 24.0 if spaced else 8.0
        self.gram = 4 if spaced else 2

    def letters(self, text: str) -> str:
        """Fold ``text`` to the letters that matter."""
        return self.joined(self.evenly(text))

    def evenly(self, text: str) -> str:
        """Fold ``text`` with gaps and marks still in their places."""
        if self.spaced or len(text) not in _WORTH_PARTING:
            return text.translate(_TABLE)
        parts = _changing().split(text)  # of ideographs few change
        parts[1::2] = map(_CHARACTERS.__getitem__, parts[1::2])
        return "".join(parts)

    def joined(self, even: str) -> str:
        """The letters of a text that was folded ``evenly``."""
        if _MARK in even:
            even = even.replace(_MARK, "")
        return _GAP.join(even.split()) if self.spaced else even.replace(_GAP, "")

    def weight(self, letters: str) -> float:
        """Length of ``letters`` in units of ``enough``: in spaceless scripts Latin counts less."""
        if self.spaced:
            return float(len(letters))
        return len(letters) - (1 - _NARROW) * len(_NARROW_LETTERS.findall(letters))

    def is_enough(self, letters: str) -> bool:
        """Whether ``letters`` are a match worth believing; mostly told by their number alone."""
        size = len(letters)
        if size < self.enough or self.spaced:
            return size >= self.enough
        return size * _NARROW >= self.enough or self.weight(letters) >= self.enough

    def origins(self, text: str, even: str) -> array[int]:
        """For each folded letter of ``text`` the code point it came from.

        ``even`` is the text folded ``evenly``.
        """
        if len(even) != len(text):
            return self._slow_origins(text)
        if not self.spaced:
            return _wide_origins(even)
        found: array[int] = array("I")
        end = 0
        for run in _RUNS.finditer(even):
            start = run.start()
            if found and _GAP in even[end:start]:
                found.append(end)
            end = run.end()
            found.extend(range(start, end))
        return found

    def _slow_origins(self, text: str) -> array[int]:
        """As ``origins``, where some code point folds to several letters."""
        found: array[int] = array("I")
        gap = -1
        for index, char in enumerate(text):
            for letter in _TABLE[ord(char)]:
                if letter == _GAP:
                    gap = index if gap < 0 else gap
                elif letter != _MARK:
                    if gap >= 0 and self.spaced and found:
                        found.append(gap)
                    gap = -1
                    found.append(index)
        return found


def _wide_origins(even: str) -> array[int]:
    """Where the letters stand in a text that was folded evenly: all that is no gap and no mark."""
    found: array[int] = array("I")
    for run in _RUNS.finditer(even):
        start, end = run.span()
        # copying is quicker than counting; most texts are shorter
        found.extend(_COUNTED[start:end] if end <= _MOST_COUNTED else range(start, end))
    return found


def folding_for(samples: Iterable[str]) -> Folding:
    """Choose the folding by the script of ``samples``: spaced where wide letters are rare."""
    seen = wide = 0
    for sample in samples:
        seen += len(sample)
        wide += sum(map(len, _WIDE_SCRIPT.findall(sample)))
    return Folding(spaced=seen > 0 and wide < 0.15 * seen)


class FoldedText:
    """A text with its folded letters, and their origins once somebody asks."""

    __slots__ = ("_asked", "_even", "_folding", "_is_even", "_origins", "letters", "text")

    def __init__(self, text: str, folding: Folding, even: str | None = None) -> None:
        """``even`` is the text folded evenly, where it is at hand."""
        self.text = text
        self._even = folding.evenly(text) if even is None else even
        self._is_even = len(self._even) == len(text)
        self.letters = folding.joined(self._even)
        self._folding = folding
        self._origins: array[int] | None = None
        self._asked = 0

    @property
    def origins(self) -> array[int]:
        """For each folded letter its code point in ``text``, ascending."""
        if self._origins is None:
            self._origins = self._folding.origins(self.text, self._even)
            self._even = ""
        return self._origins

    def origin(self, at: int) -> int:
        """The code point in ``text`` that letter ``at`` came from."""
        if self._origins is None and self._is_even and not self._folding.spaced and self._asked < 4:
            # most texts are asked for one or two letters
            self._asked += 1
            for run in _RUNS.finditer(self._even):
                start, end = run.span()
                if at < end - start:
                    return start + at
                at -= end - start
            raise IndexError
        return self.origins[at]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The folded letters that come from code points ``start`` to ``end``, without gaps."""
        first, last = self._letters_before(start), self._letters_before(end)
        letters = self.letters
        while first < last and letters[first] == _GAP:
            first += 1
        while last > first and letters[last - 1] == _GAP:
            last -= 1
        return first, last

    def _letters_before(self, at: int) -> int:
        """How many folded letters come from code points before ``at``."""
        even = self._even
        if self._origins is None and self._is_even and not self._folding.spaced:
            # counting is quicker than finding out where every letter came from
            at = min(max(at, 0), len(even))
            return at - even.count(_GAP, 0, at) - even.count(_MARK, 0, at)
        return bisect_left(self.origins, at)

    def splits_a_letter(self, at: int) -> bool:
        """Whether folded offset ``at`` lies inside what one code point folded to."""
        if self._is_even:
            return False
        origins = self.origins
        return 0 < at < len(origins) and origins[at] == origins[at - 1]


class Words:
    """Pieces of a text read as one run of folded letters.

    A quote whose inner quotes are cut out, or the own words of a floor around its quotes.
    """

    __slots__ = ("_pieces", "letters", "source")

    def __init__(self, source: FoldedText, pieces: Sequence[tuple[int, int]], joint: str) -> None:
        """``pieces`` are ranges of the text of ``source``; ``joint`` stands between them."""
        self.source = source
        self._pieces: list[tuple[int, int, int]] = []  # here; first and last in the source
        parts: list[str] = []
        length = 0
        for start, end in pieces:
            first, last = source.between(start, end)
            if first == last:
                continue
            if parts:
                parts.append(joint)
                length += len(joint)
            self._pieces.append((length, first, last))
            parts.append(source.letters[first:last])
            length += last - first
        self.letters = "".join(parts)

    @classmethod
    def whole(cls, source: FoldedText) -> Words:
        """All of ``source``, without asking for its origins."""
        words = cls(source, (), "")
        words.letters = source.letters
        words._pieces.append((0, 0, len(source.letters)))
        return words

    def in_source(self, start: int, end: int) -> list[tuple[int, int]]:
        """The ranges of the source's letters that ``start`` to ``end`` of these letters are."""
        ranges: list[tuple[int, int]] = []
        for here, first, last in self._pieces:
            low, high = max(start, here), min(end, here + last - first)
            if low < high:
                ranges.append((first + low - here, first + high - here))
        return ranges

    def origin(self, at: int) -> int:
        """The code point in the source's text that letter ``at`` came from."""
        ((first, _last),) = self.in_source(at, at + 1) or [(0, 0)]
        return self.source.origin(first)
