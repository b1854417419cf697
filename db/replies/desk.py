"""What is known of a thread while its floors are read in order.

Everything costly is made when first asked: a thread in which nothing is quoted is not even
folded.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from db.labels import numbered
from db.replies import trimming
from db.replies.align import Patience, common_prefix
from db.replies.anchors import Anchors
from db.replies.folding import SEAM, FoldedText, Folding, Words, folding_for
from db.replies.names import NameBook
from db.replies.shelves import Shelf
from db.replies.signatures import last_line, signatures
from db.replies.walltime import WallTime, wall_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.replies.floors import FlatThread, Floor

ARTICLE = -1
_PATIENCE = 30_000  # differences between copies that a thread may have, and
_PATIENCE_A_FLOOR = 10  # so many more for each of its floors
_WORDY = 160  # letters of a part that is longer than quotes are cut to
_TIMED = 12  # floors of one author and time that are looked at


def reading_order(floors: Sequence[Floor]) -> list[int]:
    """Indexes of ``floors`` in the order they were written, as ``order_of_labels``."""
    return order_of_labels([floor.label for floor in floors])


def order_of_labels(labels: Sequence[str | None]) -> list[int]:
    """Indexes of floors in the order they were written, by the labels they bear.

    Captures hold pages in the wrong place, so labels are believed before the order of the file,
    where every floor has one and hardly any is given twice.
    """
    order = list(range(len(labels)))
    found = [number for number in map(numbered, labels) if number is not None]
    if len(found) < len(labels) or len(set(found)) < 0.95 * len(found):
        return order
    if all(one <= two for one, two in pairwise(found)):
        return order
    order.sort(key=lambda index: (found[index], index))
    return order


class Desk:
    """The floors read so far, their own words, their authors, times and parents."""

    def __init__(self, thread: FlatThread) -> None:
        self.floors = thread.floors
        self.order = reading_order(thread.floors)
        self.rank = [0] * len(self.order)
        for place, index in enumerate(self.order):
            self.rank[index] = place
        samples = [floor.text[:120] for floor in thread.floors[:80]]
        self.folding: Folding = folding_for([*samples, thread.article[:400]])
        self.names = NameBook((floor.author for floor in thread.floors), self.folding)
        self.keys = [self.names.key(floor.author) for floor in thread.floors]
        self.patience = Patience(_PATIENCE + _PATIENCE_A_FLOOR * len(self.order))
        self.parents: dict[int, int] = {}
        self.answers: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._article = thread.article
        self.title = FoldedText(thread.title, self.folding)
        self._by_number: defaultdict[int, list[int]] | None = None
        self._folded: dict[int, FoldedText] = {}
        self._evens: dict[int, str] = {}
        self._own: dict[int, Words] = {}
        self._letters: dict[int, str] = {}
        self._quoted: dict[int, list[tuple[int, int]]] = {}
        self._signatures: frozenset[str] | None = None
        self._hidden: dict[int, bool] = {}
        self._times: dict[int, WallTime | None] = {}
        self._learned: dict[int, WallTime] = {}
        self._clock: defaultdict[tuple[str, tuple[int, ...]], list[int]] = defaultdict(list)
        self._clocked = 0
        self._everyone: Shelf | None = None
        self._anchors: Anchors | None = None
        self._sampler = Anchors(self.folding, self.own_letters)  # holds nothing
        self._article_shelf: Shelf | None = None
        self._authors: dict[str, Shelf] = {}
        self._later: dict[str, Shelf] = {}
        self._nobody = Shelf(self.folding, self.own_letters)
        self._read: list[int] = []
        self._unsettled: dict[int, tuple[str, str]] = {}

    def folded(self, floor: int) -> FoldedText:
        """The whole text of a floor, quotes included, folded once."""
        folded = self._folded.get(floor)
        if folded is None:
            even = self._evens.pop(floor, None)
            folded = self._folded[floor] = FoldedText(self._text(floor), self.folding, even)
        return folded

    def _text(self, floor: int) -> str:
        return self._article if floor == ARTICLE else self.floors[floor].text

    def own(self, floor: int) -> Words:
        """The words of a floor that are its writer's own."""
        words = self._own.get(floor)
        if words is None:
            folded = self.folded(floor)
            free = self._free(floor, folded.text)
            if free == [(0, len(folded.text))]:
                words = Words.whole(folded)
            else:
                words = Words(folded, free, SEAM)
            self._own[floor] = words
        return words

    def own_ranges(self, floor: int) -> list[tuple[int, int]]:
        """The ranges of a floor's text that are its writer's own words."""
        return self._free(floor, self._text(floor))

    def article_letters(self) -> list[str]:
        """The letters of the article, where it is no floor itself."""
        return [self.own_letters(ARTICLE)] if self.article.floors else []

    def _free(self, floor: int, text: str) -> list[tuple[int, int]]:
        """The ranges of a floor around its quotes, without the tail of a reading program."""
        quoted = self._quoted.get(floor)
        if quoted is None:
            if not text or trimming.is_placeholder(text):
                return []
            return [(0, self.tail_start(text, 0, len(text)))]
        free = between(quoted, len(text))
        if free and not _is_placeholder(text, free):
            start, end = free[-1]
            return [*free[:-1], (start, self.tail_start(text, start, end))]
        return []

    def tail_start(self, text: str, start: int, end: int, *, lone: bool = True) -> int:
        """Where the tail of a reading program or a signature begins in a range; else its end."""
        if self._signatures is None:
            self._signatures = signatures([floor.text for floor in self.floors])
        if self._signatures:
            line, stop = last_line(text, start, end)
            if text[line:stop] in self._signatures:
                end = line
        return trimming.tail_start(text, start, end, lone=lone)

    def is_hidden(self, floor: int) -> bool:
        """Whether a moderator's line stands in place of the words of a floor."""
        hidden = self._hidden.get(floor)
        if hidden is None:
            text = self.floors[floor].text
            free = between(self._quoted.get(floor, []), len(text))
            hidden = self._hidden[floor] = _is_placeholder(text, free)
        return hidden

    def own_letters(self, floor: int) -> str:
        """The folded letters of ``own``: all that is asked of most floors."""
        letters = self._letters.get(floor)
        if letters is None:
            letters = self._letters[floor] = self._folded_own(floor)
        return letters

    def _folded_own(self, floor: int) -> str:
        if floor not in self._quoted and floor not in self._folded:
            text = self._text(floor)
            if self._free(floor, text) == [(0, len(text))]:
                even = self._evens[floor] = self.folding.evenly(text)
                return self.folding.joined(even)
        return self.own(floor).letters

    def has_quotes(self, floor: int) -> bool:
        """Whether quotes were found in a floor that was read."""
        return floor in self._quoted

    def shelf_of(self, key: str) -> Shelf:
        """The floors by one author that were read so far."""
        return self._authors.get(key, self._nobody)

    def _beginnings(self, floor: int) -> tuple[str, ...]:
        """What a copy of a floor may begin with: its own words, or the quote before them."""
        own = self.own_letters(floor)
        if not self.has_quotes(floor):
            return (own,)
        every = self.folded(floor).letters
        return (own,) if every[:4] == own[:4] else (own, every)

    def all_by(self, key: str) -> Shelf:
        """All floors by one author, read or not, with all their words."""
        if not self._later:
            for floor in self.order:
                name = self.keys[floor]
                if name not in self._later:
                    self._later[name] = Shelf(self.folding, self._all_letters)
                self._later[name].add(floor)
        return self._later.get(key, self._nobody)

    def _all_letters(self, floor: int) -> str:
        return self.folded(floor).letters

    @property
    def everyone(self) -> Shelf:
        """All floors read so far, after the article where it is no floor itself."""
        if self._everyone is None:
            self._everyone = Shelf(self.folding, self.own_letters)
            for floor in (*self.article.floors, *self._read):
                self._everyone.add(floor)
        return self._everyone

    @property
    def anchors(self) -> Anchors:
        """What all floors read so far may have in common with another, the article included."""
        if self._anchors is None:
            self._anchors = Anchors(self.folding, self.own_letters)
            for floor in (*self.article.floors, *self._read):
                self._anchors.add(floor)
        return self._anchors

    def sample(self, letters: str) -> list[str]:
        """The pieces by which letters are sampled."""
        return self._sampler.sample(letters)

    def places(self, letters: str) -> Iterable[tuple[int, str]]:
        """The pieces by which letters are sampled, and where they begin."""
        return self._sampler.places(letters)

    def places_of(self, piece: str, letters: str) -> Iterable[int]:
        """Where one such piece begins."""
        return self._sampler.places_of(piece, letters)

    def sampled(self, floor: int) -> list[str]:
        """The pieces by which the own words of a floor are sampled."""
        sampler = self._sampler if self._anchors is None else self._anchors
        return sampler.pieces(floor, self.own_letters(floor))

    @property
    def article(self) -> Shelf:
        """The article alone, where it is no floor itself."""
        if self._article_shelf is None:
            self._article_shelf = Shelf(self.folding, self.own_letters)
            if self._article and not self._article_is_a_floor():
                self._article_shelf.add(ARTICLE)
        return self._article_shelf

    def _article_is_a_floor(self) -> bool:
        """Whether the opening post is both: shown as the article and counted as a floor."""
        beginning = self.folded(self.order[0]).letters[:200] if self.order else ""
        return bool(beginning) and self.folded(ARTICLE).letters.startswith(beginning)

    def is_title(self, letters: str) -> bool:
        """Whether letters are words of the title, or it stands whole among them."""
        title = self.title.letters
        return letters in title or (self.folding.is_enough(title) and title in letters)

    def numbered(self, number: int, floor: int) -> int | None:
        """The latest floor of a number that stands before another floor."""
        if self._by_number is None:
            self._by_number = defaultdict(list)
            for each in self.order:
                label = numbered(self.floors[each].label)
                if label is not None and not label[1]:
                    self._by_number[label[0]].append(each)
        there = [each for each in self._by_number.get(number, ())[-_TIMED:] if each != floor]
        before = [each for each in there if self.rank[each] < self.rank[floor]]
        return before[-1] if before else None

    def time_of(self, floor: int) -> WallTime | None:
        """The time the page prints at a floor, else the one a quote told."""
        if floor not in self._times:
            self._times[floor] = wall_time(self.floors[floor].posted_at)
        return self._times[floor] or self._learned.get(floor)

    def learn(self, floor: int, time: WallTime) -> None:
        """Remember the time a quote told of a floor that was read; the first one holds."""
        self._follow_clock()
        if self.time_of(floor) is None:
            self._learned[floor] = time
            self._put_in_time(floor, time)

    def _follow_clock(self) -> None:
        for floor in self._read[self._clocked :]:
            time = self.time_of(floor)
            if time is not None and self.keys[floor]:
                self._put_in_time(floor, time)
        self._clocked = len(self._read)

    def _put_in_time(self, floor: int, time: WallTime) -> None:
        insort(self._clock[self.keys[floor], time[:5]], floor, key=self.rank.__getitem__)

    def floors_at(self, key: str, time: WallTime) -> list[int]:
        """The latest floors of an author, in order, that were written at a time."""
        self._follow_clock()
        there = self._clock.get((key, time[:5]), [])[-4 * _TIMED :]
        fitting: list[int] = []
        for floor in there:
            known = self.time_of(floor)
            if known is not None and known.meets(time):
                fitting.append(floor)
        return fitting[-_TIMED:]

    def leave_unsettled(self, floor: int, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Note the parts of a floor before its first and after its last ruler.

        No earlier floor has either, so nothing says which of them, if one, is a quote.
        """
        folded = self.folded(floor)
        one, two = (folded.between(*part) for part in (first, last))
        self._unsettled[floor] = folded.letters[slice(*one)], folded.letters[slice(*two)]

    def shares_part(self, floor: int, letters: str, *, first: bool) -> bool:
        """Whether ``letters`` are such a part of ``floor``: both may quote the same lost post."""
        parts = self._unsettled.get(floor)
        if parts is None:
            return False
        part = parts[0] if first else parts[1]
        if len(part) > max(_WORDY, 2 * len(letters)):
            return False  # so much is rather the writer's own, of which the beginning is quoted
        size = min(len(part), len(letters))
        return size > 0 and common_prefix(part, 0, letters, 0) >= 0.9 * size

    def put(
        self, floor: int, taken: list[tuple[int, int]], parent: int | None, *, quoted: bool
    ) -> None:
        """Lay a floor that was read on the shelves; ``taken`` are ranges that are not its own.

        ``quoted`` says that the parent is known by a quote or by the page, not only likely.
        """
        if taken:
            self._quoted[floor] = taken
            # what was thought to be all its own
            self._own.pop(floor, None)
            self._letters.pop(floor, None)
        key = self.keys[floor]
        if key:
            if key not in self._authors:
                self._authors[key] = Shelf(self.folding, self.own_letters, self._beginnings)
            self._authors[key].add(floor)
        self._read.append(floor)
        if self._everyone is not None:
            self._everyone.add(floor)
        if self._anchors is not None:
            self._anchors.add(floor, anew=bool(taken))
        if parent is not None:
            self.parents[floor] = parent
            if quoted:
                self.answers[key, self.keys[parent]].append(floor)


def _is_placeholder(text: str, free: list[tuple[int, int]]) -> bool:
    return trimming.is_placeholder("".join([text[start:end] for start, end in free]))


def between(taken: list[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """The ranges up to ``end`` that ``taken`` (ascending) leaves free."""
    free: list[tuple[int, int]] = []
    at = 0
    for start, stop in taken:
        if at < min(start, end):
            free.append((at, min(start, end)))
        at = max(at, stop)
    if at < end:
        free.append((at, end))
    return free
