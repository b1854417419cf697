"""Quotes invented in ten styles, with noise: what a board prints that keeps no structure."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from db.evaluation.flat import TOPIC, Flat, Shown, flat, numbers, wall
from db.evaluation.labelled import NOBODY
from db.evaluation.noise import noisy
from db.replies.floors import Floor

if TYPE_CHECKING:
    from db.evaluation.labelled import LabelledPost, LabelledThread

MIX = "mix"
SHARES = {
    "wxc_full": 0.22,
    "wxc_trunc": 0.22,
    "trail": 0.14,
    "nested": 0.12,
    "inline": 0.08,
    "at": 0.05,
    "floor": 0.05,
    "email": 0.04,
    "ptt": 0.03,
    "none": 0.05,
}
"""How often each style is drawn."""
PLAIN = "topic"
"""The style of floors that answer none, and of which nothing should be claimed."""
_SPACELESS = frozenset({"zh", "ja", "ko"})
_LENGTHS = {True: (12, 20, 30, 50, 80), False: (30, 60, 100, 160)}  # spaceless; spaced
_NUMBERED = {True: ("{}楼 ", "回{}楼 ", "回复 {}楼 "), False: ("#{} ",)}
_LONGEST = 1200
_NESTED = 600
_LEAST_TRAIL = 40


def mixed(source: LabelledThread) -> Flat:
    """Drop the real quotes, and quote every known parent in a style that is drawn by share.

    The same thread always comes out the same: its id is the seed.
    """
    chance = Random(source.name)
    spaceless = source.language in _SPACELESS
    number = numbers(source)
    floors: list[Floor] = []
    parents: list[int | None] = []
    styles: list[str] = []
    shown: list[Shown] = []
    for index, post in enumerate(source.posts):
        text, style = post.own, ""
        label = TOPIC if post.parent == NOBODY else None
        if label is not None:
            style = PLAIN
        parent = number.get(post.parent, -1) if post.parent else -1
        if 0 <= parent < index and floors[parent].text.strip() and source.posts[parent].own:
            style = chance.choices(list(SHARES), list(SHARES.values()))[0]
            there = source.posts[parent]
            writing = _Writing(post, there, floors[parent].text, chance, spaceless=spaceless)
            before, words, after = writing.write(style)
            text = before + words + after
            if words:
                shown.append(Shown(index, len(before), len(before) + len(words), parent))
            label = parent
        floors.append(Floor(text, post.author, str(post.number)))
        parents.append(label)
        styles.append(style)
    return flat(source, MIX, floors, parents, styles, shown)


class _Writing:
    """A reply about to be written with a quote of its parent."""

    def __init__(
        self,
        post: LabelledPost,
        parent: LabelledPost,
        flat_parent: str,
        chance: Random,
        *,
        spaceless: bool,
    ) -> None:
        """``flat_parent`` is the parent as already flattened, so that quotes hold quotes."""
        self._own = post.own
        self._flat = flat_parent
        self._chance = chance
        self._floor = parent.number
        self._author = parent.author or "-"
        stamp = (wall(parent.time) or "2020-01-01T10:00")[:16].replace("T", " ")
        self._stamp = f"{stamp}:{chance.randrange(60):02}"
        self._said = parent.own[:_LONGEST]
        self._size = chance.choice(_LENGTHS[spaceless])
        self._forms = _NUMBERED[spaceless]
        self._equals = "=" * chance.choice((6, 16, 30))
        self._dashes = "-" * chance.choice((5, 6, 21, 60, 80))

    def write(self, style: str) -> tuple[str, str, str]:
        """What stands before the quoted words, the words as they stand there, and the rest."""
        own, head = self._own, f"{self._author} 发表评论于 {self._stamp}"
        match style:
            case "wxc_full" | "nested":
                said = self._said if style == "wxc_full" else self._flat[:_NESTED]
                return f"回复:‘{head} ", noisy(said, self._chance), f"’ **{self._equals}** {own}"
            case "wxc_trunc":
                words, dots = self._beginning(self._size, "......")
                return f"{head}\n", words, f"{dots}\n{self._dashes}\n{own}"
            case "trail":
                words, dots = self._beginning(max(_LEAST_TRAIL, self._size), "...")
                return f"{own}\n{self._dashes}\n", words, dots
            case "email" | "ptt":
                return self._marked(style)
            case "inline":
                return "“", self._beginning(self._size, "")[0], f"”{own}"
            case "at":
                return f"@{self._author} ", "", own
            case "floor":
                return self._chance.choice(self._forms).format(self._floor), "", own
            case _:
                return "", "", own

    def _beginning(self, size: int, dots: str) -> tuple[str, str]:
        """The first words of the parent, and the dots where something was cut off."""
        return noisy(self._said[:size], self._chance), dots if len(self._said) > size else ""

    def _marked(self, style: str) -> tuple[str, str, str]:
        mark, head = "> ", f"{self._author} wrote:"
        if style == "ptt":
            mark, head = ": ", f"※ 引述《{self._author}》之銘言："
        quoted = noisy(self._said, self._chance)
        words = "\n".join(mark + line for line in quoted.split("\n"))
        return f"{head}\n", words, f"\n\n{self._own}"
