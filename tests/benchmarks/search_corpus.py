"""Invented threads like those that are archived, the same on every run and machine.

Words are made of common characters and drawn by Zipf's law; some follow each other more often than
by chance, and each thread has words of its own topic.  Eight of a hundred are Latin words or
numbers, of which some are full-width; fifteen of a hundred replies are in Traditional script.  A
reply is as long as a log-normal law says, with a median of 45 characters.  A few rare phrases are
planted.  Each thread is made from its number alone.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from db.records import Span
from db.text import fold, is_han, traditional

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEED = 20_250_128
REPLIES = 200
"""So many replies has a thread."""

NEEDLES = 200
_PLANTED = 25
"""One thread of so many holds a needle."""

_WORDS = 60_000
_LATIN = 25_000
_AUTHORS = 50_000
_LETTERS_A_WORD = 2.35
_SPREAD = 0.87
_LONGEST = 4000

_SYLLABLES = [
    "an",
    "ar",
    "be",
    "ca",
    "co",
    "de",
    "di",
    "el",
    "en",
    "er",
    "es",
    "fi",
    "ga",
    "go",
    "ha",
    "in",
    "is",
    "ka",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "ni",
    "no",
    "on",
    "or",
    "pa",
    "pe",
    "po",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "shi",
    "si",
    "so",
    "st",
    "ta",
    "te",
    "th",
    "ti",
    "to",
    "tra",
    "tu",
    "un",
    "ur",
    "va",
    "ver",
    "vi",
    "wa",
    "we",
    "xi",
    "yo",
    "zh",
]
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_MARKS = "，，，，，。。。！？、；：…"


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply; ``quotes`` are the passages of its text that are another's words."""

    text: str
    author: str
    quotes: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Discussion:
    """A thread: its title, when its latest reply was written, and its replies."""

    title: str
    latest: str
    replies: tuple[Reply, ...]


class Corpus:
    """As many threads as are asked for.

    Attributes:
        quoting: the share of the replies that begin with a quote of the one before.
    """

    def __init__(self, seed: int = SEED, quoting: float = 0.0) -> None:
        self.quoting = quoting
        self._seed = seed
        chance = random.Random(seed)
        self._characters = _characters()
        chance.shuffle(self._characters)
        self._weights = _zipf(len(self._characters), 15)
        self._words = [self._word(chance, rank) for rank in range(_WORDS)]
        self._drawn = _zipf(_WORDS, 8)
        self._latin = [_latin(chance, rank) for rank in range(_LATIN)]
        self._latin_drawn = _zipf(_LATIN, 3)
        self._authors = [self._author(chance, number) for number in range(_AUTHORS)]
        self._authors_drawn = _zipf(_AUTHORS, 10)
        numbers = range(_WORDS)
        self._followers = [
            chance.choices(numbers, cum_weights=self._drawn, k=3) for _ in range(_WORDS)
        ]
        self._other_script = _other_script()

    def threads(self, replies: int) -> Iterator[Discussion]:
        """Yield threads with so many replies in all."""
        for number in range(replies // REPLIES):
            yield self.thread(number)

    def thread(self, number: int) -> Discussion:
        """Return a thread by its number."""
        chance = random.Random(f"{self._seed}/{number}")
        topic = [int(_WORDS ** chance.uniform(0.45, 1)) - 1 for _ in range(24)]
        texts = [self._text(chance, topic) for _ in range(REPLIES)]
        if number % _PLANTED == 0:
            place = chance.randrange(REPLIES)
            texts[place] += self.needles[number // _PLANTED % NEEDLES]
        authors = chance.choices(self._authors, cum_weights=self._authors_drawn, k=REPLIES)
        title = self._text(chance, topic)[: chance.randint(8, 24)].replace("\n", " ")
        latest = date(2005, 1, 1) + timedelta(days=chance.randrange(7500))
        replies: list[Reply] = []
        for text, author in zip(texts, authors, strict=True):
            head = ""
            if replies and chance.random() < self.quoting:
                before = replies[-1]
                words = before.text[-80:].strip() or "…"
                head = f"{before.author} 发表于 {latest} 12:34\n{words}\n"
            quotes = (Span(0, len(head)),) if head else ()
            replies.append(Reply(head + text, author, quotes))
        return Discussion(title, f"{latest}T12:34:00+00:00", tuple(replies))

    @cached_property
    def needles(self) -> list[str]:
        """Phrases that stand in a few replies of a million: rare characters, and common ones."""
        chance = random.Random(self._seed + 1)
        rare = [chr(code) for code in range(0x9F00, 0x9FA5)]
        return [
            "".join(chance.choices(rare, k=2))
            + "".join(chance.choices(self._characters[:300], k=4))
            if number % 2
            else "".join(chance.choices(self._characters[:300], k=8))
            for number in range(NEEDLES)
        ]

    def _text(self, chance: random.Random, topic: Sequence[int]) -> str:
        count = int(chance.lognormvariate(3.807, _SPREAD) / _LETTERS_A_WORD) + 1
        count = min(count, _LONGEST)
        numbers = chance.choices(range(_WORDS), cum_weights=self._drawn, k=count)
        latin = chance.choices(self._latin, cum_weights=self._latin_drawn, k=count // 12 + 1)
        parts: list[str] = []
        draw = chance.random
        until_mark = 4
        before = numbers[0]
        for number in numbers:
            if draw() < 0.08:
                after_word = bool(parts) and parts[-1][-1].isalnum() and not is_han(parts[-1][-1])
                parts.append(_set(latin[len(parts) % len(latin)], draw(), after_word=after_word))
            else:
                luck = draw()
                if luck < 0.2:
                    number = self._followers[before][int(luck * 15)]  # noqa: PLW2901
                elif luck < 0.32:
                    number = topic[int((luck - 0.2) * 200)]  # noqa: PLW2901
                before = number
                parts.append(self._words[number])
            until_mark -= 1
            if not until_mark:
                luck = draw()
                until_mark = 3 + int(luck * 9)
                parts.append("\n" if luck > 0.96 else _MARKS[int(luck * 14.5) % len(_MARKS)])
        text = "".join(parts)
        return text.translate(self._other_script) if draw() < 0.15 else text

    def _word(self, chance: random.Random, rank: int) -> str:
        if rank < 150:
            return self._characters[rank]
        length = chance.choices((1, 2, 3, 4), weights=(4, 70, 16, 10))[0]
        return "".join(chance.choices(self._characters, cum_weights=self._weights, k=length))

    def _author(self, chance: random.Random, number: int) -> str:
        kind = number % 4
        if kind == 0:
            return f"{_latin(chance, 5)}{chance.randrange(10_000)}"
        name = "".join(chance.choices(self._characters, k=chance.randint(2, 4)))
        return f"{name}{chance.randrange(1000)}" if kind == 1 else name


def _characters() -> list[str]:
    """Return the common characters of GB 2312, its first level."""
    codes = (
        bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)
    )  # the last five are not used
    return [code.decode("gb2312") for code in codes if not (code[0] == 0xD7 and code[1] > 0xF9)]


def _other_script() -> dict[int, str]:
    """Return the fold table inverted: a Traditional form of each character that has some."""
    return {ord(fold(character)): character for character in reversed(traditional())}


def _zipf(count: int, flat: float) -> list[float]:
    return list(accumulate(1 / (rank + flat) for rank in range(count)))


def _latin(chance: random.Random, rank: int) -> str:
    if rank % 6 == 5:
        return str(chance.randrange(10 ** chance.randint(1, 5)))
    word = "".join(chance.choices(_SYLLABLES, k=chance.choices((1, 2, 3, 4), (2, 5, 4, 1))[0]))
    luck = chance.random()
    return word.upper() if luck < 0.1 else word.capitalize() if luck < 0.4 else word


def _set(word: str, luck: float, *, after_word: bool) -> str:
    """Set a Latin word between Chinese ones: glued, between spaces, or full-width."""
    if luck < 0.02:
        word = word.translate(_FULL_WIDTH)
    return f" {word}" if after_word else word if luck < 0.6 else f" {word} "
