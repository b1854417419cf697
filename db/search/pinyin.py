"""How Han characters are read, and where texts are read as something that was typed.

The readings are those of the library ``pypinyin``.  Its table of single characters is read as a
file, line by line: importing the package would load its dictionary of phrases as well, in one step
that stops every other thread for a tenth of a second, and keep fifty megabytes of it.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from collections import OrderedDict
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LONGEST_TYPED = 64
"""Of what is longer than this no reading is looked for."""

_TABLE = "pinyin_dict.json"
_TYPED = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_DOUBLE = ("zh", "ch", "sh")
_LONGEST_SYLLABLE = 6
_KEPT_MASKS = 96
_BORDER = "\0"


def read_syllables(characters: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the syllables of those characters that have any, without tones, each in ASCII.

    Where a syllable has ü, it is there with v, as input methods have it, and with u.
    """
    from importlib.util import find_spec  # noqa: PLC0415 - no start waits for it

    wanted = {ord(character): character for character in characters}
    spec = find_spec("pypinyin")
    if spec is None or not spec.submodule_search_locations:
        return {}  # without readings names are still found by their characters
    found: dict[str, tuple[str, ...]] = {}
    table = Path(spec.submodule_search_locations[0], _TABLE)
    with table.open(encoding="utf-8") as lines:
        for line in lines:
            code, colon, readings = line.partition(":")
            if not colon:
                continue
            character = wanted.get(int(code.strip(' "')))
            if character is not None:
                syllables = _syllables(readings.strip(' ",\n').split(","))
                found[character] = tuple(dict.fromkeys(syllables))
    return found


def _syllables(readings: Iterable[str]) -> Iterator[str]:
    for reading in readings:
        plain = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
        syllable = "".join(each for each in plain if "a" <= each <= "z")
        if syllable:
            yield syllable
            if "v" in syllable:
                yield syllable.replace("v", "u")


def typed_parts(text: str) -> tuple[str, ...]:
    """Return what was typed, cut at spaces and apostrophes; nothing if it cannot be pinyin."""
    parts = tuple(text.replace("'", " ").replace("’", " ").split())
    letters = "".join(parts)
    if not letters or len(letters) > LONGEST_TYPED or not _TYPED.issuperset(letters):
        return ()
    return parts


class Readings:
    """Many short texts, and for every syllable and letter the places that can be read so.

    The places of all texts stand in one row, spaces and punctuation left out.  What can be read as
    a syllable is an integer with one bit a place, so that a row of syllables is found by shifting
    and intersecting a few integers, whatever a character is read as besides.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Look up how the texts are read.

        Args:
            texts: folded texts.
        """
        rows = ["".join(filter(str.isalnum, text)) for text in texts]
        self._starts = array("I", accumulate((len(row) + 1 for row in rows), initial=0))
        self._places: dict[str, array[int]] = {}
        places = self._places
        at = 0
        for row in rows:
            for character in row:
                if character not in places:
                    places[character] = array("I")
                places[character].append(at)
                at += 1
            at += 1
        self._bytes = at // 8 + 1
        self._by_syllable: dict[str, list[str]] = {}
        initials: dict[str, list[str]] = {}
        read = read_syllables(character for character in places if character > "\x7f")
        for character in places:
            syllables = read.get(character, (character,))
            for syllable in syllables:
                self._by_syllable.setdefault(syllable, []).append(character)
            for initial in dict.fromkeys(syllable[0] for syllable in syllables):
                if initial in _TYPED:
                    initials.setdefault(initial, []).append(character)
        self._initials = {
            initial: self._mask(characters) for initial, characters in initials.items()
        }
        self._beginnings = self._bits(self._starts[:-1])
        self._masks: OrderedDict[str, int] = OrderedDict()

    def find(self, parts: Sequence[str], most: int) -> tuple[list[int], list[int]]:
        """Return the numbers of at most ``most`` texts that begin with what was typed, and others.

        What was typed can be syllables, their first letters, or both mixed; the last may be begun
        only.  No syllable goes on from one part to the next.
        """
        found = self._found(parts)
        begun = found & self._beginnings
        first = list(self._texts(begun, most))
        others = self._texts(found ^ begun, most - len(first), frozenset(first))
        return first, list(others)

    def _found(self, parts: Sequence[str]) -> int:
        """Return the places where a row of characters begins that can be read as what was typed."""
        typed = "".join(parts)
        ends = list(accumulate(map(len, parts)))
        # how many letters are read → how many characters they take → where those begin
        reached: list[dict[int, int]] = [{} for _ in range(len(typed) + 1)]
        reached[0][0] = -1
        found = 0
        for at in range(len(typed)):
            if not reached[at]:
                continue
            end = ends[bisect_right(ends, at)]
            for length, mask in self._next(typed[at:end]):
                for taken, starts in reached[at].items():
                    left = starts & (mask >> taken)
                    if left:
                        there = reached[at + length]
                        there[taken + 1] = there.get(taken + 1, 0) | left
            if end == len(typed) and end - at > 1:
                mask = self._begun(typed[at:])
                for taken, starts in reached[at].items():
                    found |= starts & (mask >> taken)
        for starts in reached[-1].values():
            found |= starts
        return found

    def _next(self, typed: str) -> Iterator[tuple[int, int]]:
        """Yield how many letters one character can take of what was typed, and where such stand."""
        yield 1, self._initials.get(typed[0], 0)
        if typed[:2] in _DOUBLE:
            yield 2, self._begun(typed[:2])
        for length in range(2, min(_LONGEST_SYLLABLE, len(typed)) + 1):
            characters = self._by_syllable.get(typed[:length])
            if characters:
                yield length, self._remembered(typed[:length], partial(self._mask, characters))

    def _begun(self, letters: str) -> int:
        """Return where characters stand of which a syllable begins with these letters."""

        def make() -> int:
            syllables = [each for each in self._by_syllable if each.startswith(letters)]
            of = dict.fromkeys(each for one in syllables for each in self._by_syllable[one])
            return self._mask(of)

        return self._remembered(letters + "…", make)

    def _remembered(self, name: str, make: Callable[[], int]) -> int:
        mask = self._masks.pop(name, None)
        if mask is None:
            mask = make()
            if len(self._masks) >= _KEPT_MASKS:
                self._masks.popitem(last=False)
        self._masks[name] = mask
        return mask

    def _mask(self, characters: Iterable[str]) -> int:
        return self._bits(*(self._places[character] for character in characters))

    def _bits(self, *rows: array[int]) -> int:
        bits = bytearray(self._bytes)
        for row in rows:
            for at in row:
                bits[at >> 3] |= 1 << (at & 7)
        return int.from_bytes(bits, "little")

    def _texts(self, mask: int, most: int, known: frozenset[int] = frozenset()) -> Iterator[int]:
        """Yield at most so many texts in which places of a mask lie, but those that are known."""
        begin = 0
        while most > 0 and (rest := mask >> begin):
            place = begin + (rest & -rest).bit_length() - 1
            text = bisect_right(self._starts, place) - 1
            begin = self._starts[text + 1]
            if text not in known:
                most -= 1
                yield text
