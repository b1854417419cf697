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
from functools import cache
from typing import TYPE_CHECKING

from db.text import CJK_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable

RULES_VERSION = "1"
"""Changes with the rules of this module; an index made under another version is rebuilt."""

SEPARATOR = "\x1f"
LONGEST_RUN = 128

LONG = "\ufdd0"
"""Stands for a run that is too long, or holds a mark, to be kept as it is."""

BORDER = "\ufdd1"
"""Stands between a poster's own words where a quote was cut out: no phrase crosses it."""

SOFT = "\ufdd2"
"""Says that a quote of this post touches its own words without a break between them."""

OWN = "\x1e"
"""Begins each token of a poster's own words, which follow those of the whole post if it quotes."""

AUTHOR = "\ufdd3"
"""Begins the token of an author's name."""

# Arrows, mathematics, box drawing, dingbats, radicals, currency, pictographs: tokens one by one.
_SYMBOLS = "\u20a0-\u20cf\u2190-\u2bff\u2e80-\u2fdf\u3012\u3013\u3020\U0001f000-\U0001faff"
_SINGLE = f"{CJK_LETTERS}{_SYMBOLS}"


@dataclass(frozen=True, slots=True)
class _Patterns:
    token: re.Pattern[str]
    space: re.Pattern[str]
    alone: re.Pattern[str]
    odd: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Compile them at first use: ten milliseconds that a start has no need of."""
    return _Patterns(
        token=re.compile(f"[{_SINGLE}]|[^\\W_{_SINGLE}]+|(?:[^\\w{_SINGLE}]|_)+"),
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
    patterns = _patterns()
    tokens = patterns.token.findall(folded)
    if patterns.odd.search(folded) or (
        len(folded) > LONGEST_RUN and len(max(tokens, key=len)) > LONGEST_RUN
    ):
        return [LONG if _unkeepable(token) else token for token in tokens]
    return tokens


def _unkeepable(token: str) -> bool:
    return len(token) > LONGEST_RUN or _patterns().odd.search(token) is not None


def is_run(token: str) -> bool:
    """Tell whether a token of a query may be part of a longer one of a text."""
    return _patterns().alone.match(token) is None


def is_break(character: str) -> bool:
    """Tell whether a character belongs to a run of spaces or punctuation."""
    return _patterns().space.match(character) is not None


def author_token(folded_name: str) -> str:
    """Return the one token that stands for an author's folded name."""
    return LONG if _unkeepable(folded_name) else AUTHOR + folded_name


def kind_token(kind: Kind) -> str:
    """Return the token that says what kind of unit an entry is, by which kinds are counted."""
    return chr(0xFDE0 + kind)


def join(tokens: Iterable[str]) -> str:
    """Return tokens as the full-text tables take them."""
    return SEPARATOR.join(tokens)
