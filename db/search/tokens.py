"""Folded text into tokens, so that a phrase of tokens is the same as a piece of text.

Every code point of a folded text belongs to exactly one token:

* a Han character, kana, hangul or other CJK letter is a token, and so is a symbol or an emoji;
* a run of other word characters (a Latin word, a number) is one token;
* a run of anything else (spaces, punctuation, line feeds) is one token, and stands for itself: a
  break that were the same token for every run could not tell 的，可 from 的。可.

A text therefore holds a folded query exactly where it holds the query's tokens in a row, of which
only the first and the last may be parts of longer runs; ``db.search.vocabulary`` knows the runs.

Tokens are handed to SQLite joined by ``SEPARATOR``, the only ASCII character that its tokenizer
is told to take for a border.  A few code points that texts hardly use serve as marks; a text that
holds one of them all the same, or a run longer than ``LONGEST_RUN``, gets the token ``LONG`` in its
place, and is compared by its words whenever runs matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from db.text import CJK_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RULES_VERSION = "1"
"""Changes with the rules of this module; an index made under another version is rebuilt."""

SEPARATOR = "\x1f"
LONGEST_RUN = 128
_SHORT = 16
"""Longer pieces between two rows of single characters hardly ever come again."""

LONG = "\ufdd0"
"""Stands for a run that is too long, or holds a mark, to be kept as it is."""

BORDER = "\ufdd1"
"""Stands between a poster's own words where a quote was cut out: no phrase crosses it."""

SOFT = "\ufdd2"
"""Says that a quote of this post touches its own words without a break between them."""

OWN = "\x1e"
"""Begins each token of a poster's own words, which follow those of the whole post if it quotes."""

NOWHERE = "\ufdd4"
"""Stands in no text: a text that holds this mark has ``LONG`` in its place."""

_GLUE = "\x1d"
"""Stands between texts that are cut up together."""

AUTHOR = "\ufdd3"
"""Begins the token of an author's name."""

# Arrows, mathematics, box drawing, dingbats, radicals, currency, pictographs: tokens one by one.
_SYMBOLS = "\u20a0-\u20cf\u2190-\u2bff\u2e80-\u2fdf\u3012\u3013\u3020\U0001f000-\U0001faff"
_SINGLE = f"{CJK_LETTERS}{_SYMBOLS}"


@dataclass(frozen=True, slots=True)
class _Patterns:
    token: re.Pattern[str]
    singles: re.Pattern[str]
    run: re.Pattern[str]
    space: re.Pattern[str]
    alone: re.Pattern[str]
    odd: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Compile them at first use: ten milliseconds that a start has no need of."""
    return _Patterns(
        token=re.compile(f"[{_SINGLE}]|[^\\W_{_SINGLE}]+|(?:[^\\w{_SINGLE}]|_)+"),
        singles=re.compile(f"([{_SINGLE}]+)"),
        run=re.compile("[^\\W_]+|[\\W_]+"),
        space=re.compile(f"[^\\w{_SINGLE}]|_"),
        alone=re.compile(f"[{_SINGLE}]"),
        odd=re.compile("[\x00\x1e\x1f\ufdd0-\ufdef\ud800-\udfff]"),
    )


class Kind(IntEnum):
    """What a unit is; the first four have entries in one table, and rows in ``search_unit``."""

    TITLE = 1
    ARTICLE = 2
    CAPTION = 3
    AUTHOR = 4
    POST = 5
    NOTE = 6


def split(folded: str) -> list[str]:
    """Return the tokens of a folded text, in order; joined they are the text again.

    Only a run that cannot be kept is not itself but ``LONG``.
    """
    return _kept(folded, _patterns().token.findall(folded))


def _kept(text: str, tokens: list[str]) -> list[str]:
    """Return the tokens of a text with ``LONG`` for those that cannot be kept."""
    if _patterns().odd.search(text) or (
        len(text) > LONGEST_RUN and len(max(tokens, key=len)) > LONGEST_RUN
    ):
        return [LONG if _unkeepable(token) else token for token in tokens]
    return tokens


class Cutter:
    """Cuts many texts, several times as fast as ``join(split(text))``, and keeps their runs.

    Characters that are tokens by themselves stand in rows and need only be parted; what stands
    between two rows is cut up once for all the texts: mostly it is one of a few marks.
    """

    def __init__(self) -> None:
        self.runs: set[str] = set()
        """The distinct runs of all texts so far, ``LONG`` for those that could not be kept."""
        self._between = _Between(self.runs)
        self._glued = _Glued(self.runs)

    def all_joined(self, folded: Sequence[str]) -> list[str]:
        """Return ``joined`` of many texts; cheaper than one by one."""
        together = _GLUE.join(folded)
        if together.count(_GLUE) != len(folded) - 1:
            return [self.joined(text) for text in folded]
        return [text.strip(SEPARATOR) for text in self._cut(together, self._glued).split(_GLUE)]

    def joined(self, folded: str) -> str:
        """Return the tokens of a folded text as the full-text tables take them."""
        return self._cut(folded, self._between).strip(SEPARATOR)

    @staticmethod
    def _cut(folded: str, between: _Between) -> str:
        pieces = _patterns().singles.split(folded)
        # puts a separator before, between and behind all the characters of a row
        pieces[1::2] = [row.replace("", SEPARATOR) for row in pieces[1::2]]
        pieces[::2] = map(between.__getitem__, pieces[::2])
        return "".join(pieces)


class _Between(dict[str, str]):
    """What stands between two rows of single characters → its runs, joined."""

    def __init__(self, runs: set[str]) -> None:
        super().__init__()
        self._runs = runs

    def __missing__(self, piece: str) -> str:
        if len(piece) > _SHORT:
            runs = _kept(piece, _patterns().run.findall(piece))
            self._runs.update(runs)
            return SEPARATOR.join(runs)
        self[piece], known = _cut_short(piece)
        self._runs.update(known)
        return self[piece]


class _Glued(_Between):
    """As ``_Between``, where the end of one text and the start of the next may be in a piece."""

    def __missing__(self, piece: str) -> str:
        if _GLUE in piece:
            return _GLUE.join([self[part] for part in piece.split(_GLUE)])
        return super().__missing__(piece)


@lru_cache(maxsize=1 << 15)
def _cut_short(piece: str) -> tuple[str, tuple[str, ...]]:
    """Cut up what stands in thread after thread."""
    runs = tuple(_kept(piece, _patterns().run.findall(piece)))
    return SEPARATOR.join(runs), runs


def _unkeepable(token: str) -> bool:
    return len(token) > LONGEST_RUN or _patterns().odd.search(token) is not None


def is_run(token: str) -> bool:
    """Tell whether a token of a query may be part of a longer one of a text."""
    return _patterns().alone.match(token) is None


def is_break(character: str) -> bool:
    """Tell whether a character belongs to a run of spaces or punctuation."""
    return _patterns().space.match(character) is not None


def is_letter(character: str) -> bool:
    """Tell whether a character is part of Latin words and numbers, not a word by itself."""
    return is_run(character) and not is_break(character)


def author_token(folded_name: str) -> str:
    """Return the one token that stands for an author's folded name."""
    return LONG if _unkeepable(folded_name) else AUTHOR + folded_name


def kind_token(kind: Kind) -> str:
    """Return the token that says what kind of unit an entry is, by which kinds are counted."""
    return chr(0xFDE0 + kind)


def join(tokens: Iterable[str]) -> str:
    """Return tokens as the full-text tables take them."""
    return SEPARATOR.join(tokens)
