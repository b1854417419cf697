"""Questions of eighteen kinds, drawn from the texts that are searched, and the plain answers."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from db.search import write
from db.search.query import All, Not, Words
from db.text import fold, traditional

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.search.query import Query

ASKED = 23
"""So many questions of a kind: 414 in all."""

_SAMPLED = 20_000
_POOL = 46
_HAN = re.compile("[\u4e00-\u9fff]+")
_WORD = re.compile("[a-z]{2,}")
_MIXED = re.compile("[\u4e00-\u9fff]{1,2} ?[a-z]{3,}|[a-z]{3,} ?[\u4e00-\u9fff]{1,2}")
_PUNCTUATED = re.compile("[\u4e00-\u9fff]{1,2}[,.!?;:、。\n][\u4e00-\u9fff]{1,2}")

TRAP = "trap: common, absent"
FRAGMENT = "Latin, 1-2 letters"
REPORTED = (TRAP, FRAGMENT)
"""The kinds that no bar is set for."""


@dataclass(frozen=True)
class Question:
    """Words as they are typed that must all be there, and words of which none may be."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...] = ()

    @cached_property
    def tree(self) -> Query:
        """The question as a query."""
        parts: list[Query] = [*map(Words, self.wanted), *(Not(Words(no)) for no in self.unwanted)]
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    @property
    def query(self) -> str:
        """The question as it is typed."""
        return write(self.tree)

    @cached_property
    def folded(self) -> Question:
        """The question in folded words."""
        return Question(tuple(map(fold, self.wanted)), tuple(map(fold, self.unwanted)))

    def scan(self, folded: Sequence[str]) -> int:
        """The baseline: how many texts it holds in, by looking at each."""
        words = self.folded.wanted[0]
        if len(self.wanted) == 1 and not self.unwanted:
            return sum(words in text for text in folded)
        if self.unwanted:
            no = self.folded.unwanted[0]
            return sum(words in text and no not in text for text in folded)
        also = self.folded.wanted[1]
        return sum(words in text and also in text for text in folded)

    def holds(self, folded: str) -> bool:
        """Tell whether it holds in one folded text."""
        question = self.folded
        return all(words in folded for words in question.wanted) and not any(
            words in folded for words in question.unwanted
        )


class Drawer:
    """Draws questions from a part of the texts."""

    def __init__(self, folded: Sequence[str], seed: int) -> None:
        self.chance = random.Random(seed)
        self.sample = folded[:: max(1, len(folded) // _SAMPLED)]

    def parts(self, length: int) -> Counter[str]:
        """Return the pieces of Chinese text of this length, and in how many texts they stand."""
        found: Counter[str] = Counter()
        for text in self.sample:
            found.update(
                {
                    row[at : at + length]
                    for row in _HAN.findall(text)
                    for at in range(len(row) - length + 1)
                }
            )
        return found

    def common(self, found: Counter[str]) -> list[str]:
        """Return some of the commonest."""
        ranked = sorted(found, key=lambda part: (-found[part], part))
        return self.chance.sample(ranked[:_POOL], ASKED)

    def rare(self, found: Counter[str]) -> list[str]:
        """Return some of those that stand in one or two texts of the sample, or in fewest."""
        ranked = sorted(found, key=lambda part: (found[part], part))
        few = [part for part in ranked if found[part] <= 2]
        return self.chance.sample(max(few, ranked[:_POOL], key=len), ASKED)

    def matches(self, pattern: re.Pattern[str]) -> list[str]:
        """Return some pieces of a shape."""
        found = {piece for text in self.sample for piece in pattern.findall(text)}
        return self.chance.sample(sorted(found), ASKED)

    def words(self) -> list[str]:
        """Return Latin words of six letters and more, the commonest first."""
        found = Counter(word for text in self.sample for word in _WORD.findall(text))
        return [word for word, _ in found.most_common() if len(word) >= 6][:ASKED]


def draw(folded: Sequence[str], needles: Sequence[str], seed: int = 7) -> dict[str, list[Question]]:
    """Return the questions by kind."""
    drawer = Drawer(folded, seed)
    chance = drawer.chance
    ones, twos, threes, fours, eights = map(drawer.parts, (1, 2, 3, 4, 8))
    words = drawer.words()
    top, pairs = drawer.common(ones), drawer.common(twos)
    others = pairs[1:] + pairs[:1]
    other_script = _other_script()
    written = [part for part in sorted(twos) if part != part.translate(other_script)]
    plain: dict[str, Iterable[str]] = {
        "1 character, common": top,
        "1 character, rare": drawer.rare(ones),
        "2 characters, common": pairs,
        "2 characters, rare": drawer.rare(twos),
        "3-4 characters, common": [*drawer.common(threes)[:12], *drawer.common(fours)[:11]],
        "3-4 characters, rare": [*drawer.rare(threes)[:12], *drawer.rare(fours)[:11]],
        "8 characters": [*drawer.rare(eights)[:15], *chance.sample(needles, 8)],
        "Latin word": words,
        "Latin prefix": [word[:4] for word in words],
        "Latin infix": [word[1:5] for word in words],
        "Latin suffix": [word[-4:] for word in words],
        FRAGMENT: [*(word[1:3] for word in words[:15]), *"aeksz157"],
        "mixed": drawer.matches(_MIXED),
        "with punctuation": drawer.matches(_PUNCTUATED),
        "other script or width": [
            *(part.translate(other_script) for part in chance.sample(written, 15)),
            *(_wide(word) for word in words[:8]),
        ],
        TRAP: ["".join(chance.sample(top, 4)) for _ in range(ASKED)],
    }
    asked = {name: [Question((each,)) for each in some] for name, some in plain.items()}
    asked["one and another"] = [Question(both) for both in zip(pairs, others, strict=True)]
    asked["one without another"] = [
        Question((one,), (no,)) for one, no in zip([*pairs[:12], *top[:11]], others, strict=True)
    ]
    return asked


def _other_script() -> dict[int, str]:
    return {ord(fold(character)): character for character in reversed(traditional())}


def _wide(word: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in word)


def pieces(
    texts: Sequence[str], number: int, chance: random.Random, longest: int = 12
) -> list[Question]:
    """Return random pieces of texts as saved, each as a question."""
    found: list[Question] = []
    while len(found) < number:
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        piece = text[start : start + chance.randint(1, longest)]
        if fold(piece):
            found.append(Question((piece,)))
    return found
