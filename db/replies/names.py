"""Who is meant by a name before a verb: the authors of a thread under their folded names.

One author in two scripts or widths is one key.  A name without letters (``-_-||``) is its own
key, as printed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from db.replies import cues
from db.replies.folding import FoldedText, is_letter, last_seen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.replies.folding import Folding

_WINDOW = 80
_UNKNOWN = 40
# what may stand between a name and its verb
_AFTER_NAME = " \t\r\n\xa0\u3000’'\"”」』】)）》,，:：*"
_NOTE = re.compile(r"\s{0,3}(?:<[^<>\n]{0,60}>|\([^()\n]{0,60}\)|（[^（）\n]{0,60}）)$")
_TOKEN = re.compile(r"[^\s，。！？,;；:：‘“\"'「『《【*=]{1,40}$")
_STOPS = re.compile(r"[，。！？；、,;!?：:‘’“”「『《【]|\*\*|[-=—_]{3}")


class Named(NamedTuple):
    """A name found in a text: its author key, where it begins and ends, how it is printed.

    ``known`` says that an author of the thread bears it; ``glued`` that letters stand directly
    before it, so that it may be the tail of a longer name.
    """

    key: str
    start: int
    end: int
    printed: str
    known: bool
    glued: bool


class NameBook:
    """The authors of a thread by key."""

    def __init__(self, authors: Iterable[str | None], folding: Folding) -> None:
        self._folding = folding
        self._keys: dict[str, str] = {}
        for author in authors:
            if author is not None and author not in self._keys:
                self._keys[author] = self.key(author)
        self._known = {key for key in self._keys.values() if key}
        odd = {key[1:] for key in self._known if key.startswith("\0")}
        self._lengths = _lengths(key for key in self._known if not key.startswith("\0"))
        self._odd_lengths = _lengths(odd)

    def key(self, author: str | None) -> str:
        """The key of an author; empty for none."""
        if author is None:
            return ""
        known = self._keys.get(author)
        if known is not None:
            return known
        bare = author.strip()
        folded = self._folding.letters(bare)
        return folded or (f"\0{bare}" if bare else "")

    def is_known(self, key: str) -> bool:
        """Whether somebody in the thread bears the key."""
        return key in self._known

    def printed_alone(self, name: str) -> Named:
        """A name that a frame prints alone, as in ``[quote=name]``."""
        key = self.key(name)
        return Named(key, 0, 0, name, self.is_known(key), glued=False)

    def before(self, text: str, end: int) -> Named | None:
        """The name that ends where a verb begins: the longest author known, else one word."""
        low = max(0, end - _WINDOW)
        window = text[low:end].rstrip(_AFTER_NAME)
        if not window:
            return None
        bare = _without_note(text[low:end].rstrip(" \t\r\n\xa0*：:")).rstrip(_AFTER_NAME)
        for candidate in (window, bare) if bare != window else (window,):
            named = self._known_at_end(text, low, candidate, end)
            if named is not None:
                return named
        return self._unknown(text, low, bare or window)

    def _known_at_end(self, text: str, low: int, window: str, end: int) -> Named | None:
        for length in self._odd_lengths:
            raw = text[max(low, end - length - 3) : end].strip()
            if len(raw) >= length and f"\0{raw[-length:]}" in self._known:
                start = text.rfind(raw[-length:], low, end)
                return Named(
                    f"\0{raw[-length:]}", start, start + length, raw[-length:], True, False
                )
        folded = FoldedText(window, self._folding)
        letters = folded.letters
        for length in self._lengths:
            if length > len(letters) or letters[-length:] not in self._known:
                continue
            at = len(letters) - length
            if self._folding.spaced and at and letters[at - 1] != " ":
                continue
            if folded.splits_a_letter(at):
                continue
            start = folded.origin(at)
            stop = self._name_end(window, folded.origin(len(letters) - 1) + 1)
            before = last_seen(window, start)
            if before and _same_word(before, window[start]):
                continue
            glued = bool(before) and is_letter(before)
            return Named(
                letters[-length:], low + start, low + stop, window[start:stop], True, glued
            )
        return None

    def after(self, text: str, start: int) -> Named | None:
        """The longest author known whose name begins at a place, as behind ``@``."""
        for length in self._odd_lengths:
            raw = text[start : start + length]
            if f"\0{raw}" in self._known:
                return Named(f"\0{raw}", start, start + length, raw, known=True, glued=False)
        window = text[start : start + _UNKNOWN]
        folded = FoldedText(window, self._folding)
        letters = folded.letters
        if not letters or folded.origin(0) != 0:
            return None
        for length in self._lengths:
            if length > len(letters) or letters[:length] not in self._known:
                continue
            if folded.splits_a_letter(length):
                continue
            end = folded.origin(length - 1) + 1
            following = window[end : end + 1]
            if following and _same_word(window[end - 1], following):
                continue
            return Named(
                letters[:length], start, start + end, window[:end], known=True, glued=False
            )
        return None

    @staticmethod
    def _name_end(window: str, end: int) -> int:
        """Where a name ends that may close with signs which fold to nothing."""
        while end < len(window) and not window[end].isspace():
            end += 1
        return end

    def _unknown(self, text: str, low: int, window: str) -> Named | None:
        line = text.rfind("\n", low, low + len(window)) + 1
        start = max(line, low)
        words = text[start : low + len(window)]
        lead = len(words) - len(words.lstrip(" \t\xa0\u3000"))
        lead += cues.without_lead(words[lead:])
        whole = words[lead:]
        at_line = line > low or low == 0
        if not (at_line and 0 < len(whole) <= 30 and len(whole.split()) <= 3) or _STOPS.search(
            whole
        ):
            match = _TOKEN.search(window)
            if match is None:
                return None
            start, whole, lead = low + match.start(), match.group(), 0
        name = whole.strip("‘’'\"“”「」『』《》【】@[]()（）")
        if not name or len(name) > _UNKNOWN:
            return None
        begin = text.find(name, start + lead)
        key = self.key(name)
        return Named(key, begin, begin + len(name), name, self.is_known(key), glued=False)


def _without_note(text: str) -> str:
    """``text`` without the address or the note in brackets that closes it."""
    return _NOTE.sub("", text) if text.endswith((">", ")", "）")) else text


def _lengths(names: Iterable[str]) -> list[int]:
    """The lengths of names that a window can hold, the longest first."""
    return sorted({len(name) for name in names if len(name) <= _WINDOW}, reverse=True)


def _same_word(one: str, two: str) -> bool:
    """Whether two neighbours are letters or digits of one Latin word."""
    return one < "\u2e80" and two < "\u2e80" and is_letter(one) and is_letter(two)
