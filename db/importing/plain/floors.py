"""Floors among the lines of a text: which ``N 楼`` begins a post, and which is only talk of one.

A post begins with its author's name on a line, perhaps a letter for a missing picture above it,
and ``N 楼`` below it.  People also write ``3 楼`` on a line of their own inside a post; numbers run
out of order, twice, with gaps, from any start.  The line above and the run of the numbers decide;
what is left as talk is reported by the reader.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from db.importing.plain.marks import blank, ends_with_stop, figure_mark, floor_label, head_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_NAME = 40
_AHEAD = 8
_NO_NAME = frozenset("。，；,;")
_RULER = frozenset("-=*_~—－＝＊ ")
_OPENINGS = ("回复:", "回复：", "回復:", "回復：", "回覆:", "回覆：", "http:", "https:", "@")


@dataclass(frozen=True, slots=True)
class FloorLine:
    """A line ``N 楼`` with the lines above it that belong to it, all as indexes."""

    line: int
    label: str
    author: int | None
    avatar: int | None
    name: str
    named: bool

    @property
    def number(self) -> int:
        """The main number: 2 for ``2-1``."""
        return int(self.label.partition("-")[0])

    @property
    def nested(self) -> bool:
        """Whether this is a floor under a floor, like ``2-1``."""
        return "-" in self.label

    @property
    def start(self) -> int:
        """The first line that belongs to the floor; a line above that is no name does not."""
        if not self.named:
            return self.line
        return next(at for at in (self.avatar, self.author, self.line) if at is not None)


@dataclass(frozen=True, slots=True)
class Floors:
    """The lines that begin posts, and those that only look so."""

    begun: tuple[FloorLine, ...]
    talk: tuple[FloorLine, ...]


def floor_lines(lines: Sequence[str], most: int | None = None) -> list[FloorLine]:
    """Return every line that is ``N 楼`` alone, in order, with its name and avatar lines.

    ``most`` stops after so many.
    """
    labels = list(
        islice(
            (
                (at, label)
                for at, line in enumerate(lines)
                if ("楼" in line or "樓" in line) and (label := floor_label(line)) is not None
            ),
            most,
        )
    )
    taken = {at for at, _ in labels}
    under_blank = sum(1 for at, _ in labels if at and blank(lines[at - 1]))
    reach = 2 if under_blank * 2 > len(labels) else 0
    return [_floor_line(lines, at, label, taken, reach) for at, label in labels]


def _floor_line(
    lines: Sequence[str], at: int, label: str, taken: set[int], reach: int
) -> FloorLine:
    author = _above(lines, at, taken, reach)
    if author is None:
        return FloorLine(at, label, None, None, "", named=False)
    name = lines[author].strip()
    avatar = _above(lines, author, taken, reach)
    if avatar is not None and not is_avatar(lines[avatar], name):
        avatar = None
    return FloorLine(at, label, author, avatar, name, is_name(lines[author]))


def _above(lines: Sequence[str], at: int, taken: set[int], reach: int) -> int | None:
    """Return the line of text above ``at``, over at most ``reach`` blank lines."""
    for above in range(at - 1, max(-1, at - 2 - reach), -1):
        if above in taken:
            return None
        if not blank(lines[above]):
            return above
    return None


def is_name(line: str) -> bool:
    """Whether a line can be a name: short, no sentence, no ruler, no link, no mark of the page."""
    name = line.strip()
    if not 0 < len(name) <= _LONGEST_NAME or not _NO_NAME.isdisjoint(name):
        return False
    if "://" in name or name.startswith(_OPENINGS) or ends_with_stop(name):
        return False
    if len(name.split()) > 5 or (len(name) >= 3 and _RULER.issuperset(name)):
        return False
    return head_mark(line) is None and figure_mark(line) is None


def first_character(text: str) -> str:
    """Return the first character as a reader sees it: with its accents, joiners and selectors."""
    end = 1
    while end < len(text):
        sign = text[end]
        joined = sign == "\u200d" or text[end - 1] == "\u200d"
        tone = "\U0001f3fb" <= sign <= "\U0001f3ff"
        if not joined and not tone and unicodedata.category(sign) not in ("Mn", "Me", "Mc"):
            break
        end += 1
    return text[:end]


def is_avatar(line: str, name: str) -> bool:
    """Whether a line is the letter drawn for a missing picture: the first character of the name."""
    letter = line.strip()
    if not letter or len(letter) > 16 or not name:
        return False
    return letter.casefold() in (first_character(name).casefold(), name[0].casefold())


def find_floors(candidates: Sequence[FloorLine]) -> Floors:
    """Decide for every candidate whether it begins a post."""
    return _Run(candidates).decide()


@dataclass(slots=True)
class _Run:
    """One walk through the candidates in file order."""

    candidates: Sequence[FloorLine]
    begun: list[FloorLine] = field(default_factory=list[FloorLine])
    talk: list[FloorLine] = field(default_factory=list[FloorLine])
    names: dict[str, set[str]] = field(default_factory=dict[str, set[str]])

    def decide(self) -> Floors:
        runs = self._run_lengths()
        for at, candidate in enumerate(self.candidates):
            if self._begins(at, candidate, runs[at]):
                self.begun.append(candidate)
                self.names.setdefault(candidate.label, set()).add(candidate.name)
            else:
                self.talk.append(candidate)
        return Floors(tuple(self.begun), tuple(self.talk))

    def _run_lengths(self) -> list[int]:
        """For each candidate, how many follow it each with the next number, itself included."""
        lengths = [1] * len(self.candidates)
        for at in range(len(lengths) - 2, -1, -1):
            if self.candidates[at + 1].number == self.candidates[at].number + 1:
                lengths[at] = lengths[at + 1] + 1
        return lengths

    def _begins(self, at: int, candidate: FloorLine, run: int) -> bool:
        last = self.begun[-1].number if self.begun else 0
        number = candidate.number
        room = not self.begun or candidate.start > self.begun[-1].line
        if not room:
            return False
        if candidate.avatar is not None and candidate.named:
            return True
        if candidate.nested:
            return candidate.named
        if number == last + 1:
            return self._next_in_order(at, candidate)
        if not candidate.named:
            return False
        if number > last:
            return self._jumps(at, candidate, run, last)
        return number == last or run >= 3 or self._goes_back(at, candidate, last)

    def _next_in_order(self, at: int, candidate: FloorLine) -> bool:
        """The expected number: taken even without a name, unless a better one follows."""
        if candidate.named:
            return True
        if any(later.named for later in self._ahead(at, candidate.number)):
            return False
        return bool(self.begun) or bool(self._ahead(at, candidate.number + 1))

    def _jumps(self, at: int, candidate: FloorLine, run: int, last: int) -> bool:
        """A higher number: floors are missing, or a writer speaks of a floor to come."""
        number = candidate.number
        if run >= 3 or not self._ahead(at, last + 1):
            return True
        if not self.begun and number == 1:
            return True
        # right below the line of a floor, which would be left without text
        if self.begun and candidate.start == self.begun[-1].line + 1:
            return False
        again = any(later.name != candidate.name for later in self._ahead(at, number))
        far = bool(self.begun) and number > last + 2 * len(self.candidates) + 10
        return not again and not far

    def _goes_back(self, at: int, candidate: FloorLine, last: int) -> bool:
        """A lower number: out of order or repeated, or a writer names an earlier floor."""
        names = self.names.get(candidate.label)
        continues = bool(self._ahead(at, last + 1))
        if names is not None:
            return candidate.name in names and not continues
        return candidate.number > self.begun[0].number or not continues

    def _ahead(self, at: int, number: int) -> list[FloorLine]:
        """The candidates of that number among the next few."""
        following = self.candidates[at + 1 : at + 1 + _AHEAD]
        return [later for later in following if later.number == number and not later.nested]
