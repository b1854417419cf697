"""Words of the article and of its title that floors take up: badges, no edges.

Who quotes the article answers nobody, so this says nothing about parents.  Every floor of every
thread is asked, so that it has to cost next to nothing: the words of a floor are compared where
they are sampled anyway (``anchors.py``), and the few parts of a title are simply looked for.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from db.records import Span
from db.replies.align import Run
from db.replies.desk import ARTICLE
from db.replies.echoes import around, without_addresses
from db.replies.evidence import evidence
from db.replies.floors import FoundCitation
from db.replies.folding import Words, is_letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from db.records import Evidence
    from db.replies.asked import Passage
    from db.replies.desk import Desk
    from db.replies.edges import Reading

OF_ARTICLE, OF_TITLE = "article", "title"
_TITLE = -2
_OF = {ARTICLE: OF_ARTICLE, _TITLE: OF_TITLE}
_PLACES = 4  # of a piece in the article that are looked at
_SEARCHED = 64  # pieces that are searched for, before all are put into an index
_MOST = 6  # citations of a floor that are told
_LONGEST_TITLE = 400
_LONGEST = 100_000  # letters of an article, and of a floor, that are compared
_PART = 0.45  # of what is enough: two such parts of a title are not met by chance
_ALONE = 0.75  # a title that is one part is cited by so much of it
_FEW = 3  # floors that may hold a part of the title, and
# the subject line of a quoted letter repeats the title without meaning it
_SUBJECT = re.compile(r"(?:[Ss]ubject|主题|主題|标题|標題)\s{0,2}[:：][^\n]{0,16}$")
_BEFORE = 32
_OFTEN = 20  # one in so many: what more of them say is no citation but the talk of the thread


class _Part(NamedTuple):
    """A part of the title between its marks: as it is printed, and its letters."""

    printed: str
    letters: str
    at: int  # in the letters of the title


class Citing:
    """Collects the citations of a thread, floor by floor."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._parts = _parts(desk)
        alone = _ALONE * desk.folding.enough
        only = self._parts[0] if len(self._parts) == 1 else None
        self._needed = 1 if only and desk.folding.weight(only.letters) >= alone else 2
        self._pieces: frozenset[str] | None = None  # of the article and of the title
        self._sources: dict[str, list[tuple[int, int]]] = {}  # where the first that were met stand
        self._index: dict[str, list[tuple[int, int]]] = {}  # and all, once there were many
        self._opening = -1
        if desk.order and not desk.article.floors:
            self._opening = desk.order[0]
        self._found: list[FoundCitation] = []
        self._held: dict[int, list[_Part]] = {}  # parts of the title by floor

    def look(self, reading: Reading) -> None:
        """Note what a floor cites; its quotes are known."""
        desk, floor = self._desk, reading.floor
        for passage in reading.passages:
            if passage.target is not None and passage.target.floor == ARTICLE:
                self._found.append(_quoted(floor, passage))
        if floor == self._opening:
            return
        if reading.stated is not None and self._opening >= 0:
            text = desk.floors[floor].text
            if not any(part.printed in text for part in self._parts):
                return  # not worth folding a text that nobody else asks for
        letters = desk.own_letters(floor)
        if self._pieces is None:
            self._pieces = frozenset(
                piece for _source, text in self._texts() for piece in desk.sample(text)
            )
        if not self._pieces.isdisjoint(desk.sampled(floor)):
            self._repeated(reading, letters)
        for part in self._parts:
            if part.letters in letters:
                self._held.setdefault(floor, []).append(part)

    def found(self) -> tuple[FoundCitation, ...]:
        """All citations, in the order of the floors and of their texts."""
        counts = Counter(part for held in self._held.values() for part in held)
        most = max(_FEW, len(self._desk.floors) // _OFTEN)
        for floor, held in self._held.items():
            rare = [part for part in held if counts[part] <= most]
            if len(rare) >= self._needed:
                self._titled(floor, rare)
        told: Counter[int] = Counter()
        few: list[FoundCitation] = []
        for each in sorted(self._found, key=_place):
            last = few[-1] if few and few[-1].floor == each.floor else None
            within = last is not None and each.span.start < last.span.end
            if not within and told[each.floor] < _MOST:
                told[each.floor] += 1
                few.append(each)
        return tuple(few)

    def _texts(self) -> list[tuple[int, str]]:
        """The letters of the title, and of the article where it is no floor."""
        texts = [(_TITLE, self._desk.title.letters[:_LONGEST_TITLE])]
        if self._opening < 0:
            texts.append((ARTICLE, self._desk.own_letters(ARTICLE)[:_LONGEST]))
        return texts

    def _where(self, piece: str) -> list[tuple[int, int]]:
        """Where a piece of the title or the article stands first in them.

        The first few are searched for one by one: most threads take up less than that.
        """
        places = self._sources.get(piece)
        if places is None and len(self._sources) < _SEARCHED:
            found = (
                (source, at)
                for source, text in self._texts()
                for at in self._desk.places_of(piece, text)
            )
            places = self._sources[piece] = list(islice(found, _PLACES))
        return places if places is not None else self._indexed()[piece]

    def _indexed(self) -> dict[str, list[tuple[int, int]]]:
        """Where all pieces stand first."""
        if not self._index:
            for source, letters in self._texts():
                for at, piece in self._desk.places(letters):
                    places = self._index.setdefault(piece, [])
                    if len(places) < _PLACES:
                        places.append((source, at))
        return self._index

    def _repeated(self, reading: Reading, letters: str) -> None:
        """Note the passages of the article or the title that a floor repeats."""
        desk, floor, pieces = self._desk, reading.floor, self._pieces or frozenset()
        words = desk.own(floor)
        if "http" in letters or "www" in letters:
            letters = without_addresses(words)
        end = 0
        for at, piece in desk.places(letters[:_LONGEST]):
            if at < end or piece not in pieces:
                continue
            run, source = max(
                (around(letters, self._source(source).letters, at, there), source)
                for source, there in self._where(piece)
            )
            end = run.child + run.length
            if desk.folding.is_enough(letters[run.child : end]):
                shown = _shown(words, self._source(source), [run])
                self._tell(reading.passages, floor, _OF[source], shown)

    def _source(self, source: int) -> Words:
        return self._desk.own(ARTICLE) if source == ARTICLE else Words.whole(self._desk.title)

    def _titled(self, floor: int, held: Iterable[_Part]) -> None:
        """Note the parts of the title that a floor holds."""
        words, title = self._desk.own(floor), Words.whole(self._desk.title)
        for part in held:
            at = words.letters.find(part.letters)
            run = Run(at, part.at, len(part.letters))
            self._tell((), floor, OF_TITLE, _shown(words, title, [run]))

    def _tell(
        self, passages: Iterable[Passage], floor: int, of: str, shown: Iterable[Evidence]
    ) -> None:
        text = self._desk.floors[floor].text
        for each in shown:
            start = each.child.start
            if of == OF_TITLE and _SUBJECT.search(text, max(0, start - _BEFORE), start):
                continue
            # a quote that nothing closes is still among the floor's own words
            if not any(part.start <= start < part.end for part in passages):
                self._found.append(FoundCitation(floor, of, each.child, each.parent))


def _place(citation: FoundCitation) -> tuple[int, int, int]:
    return citation.floor, citation.span.start, -citation.span.end


def _shown(words: Words, theirs: Words, runs: Sequence[Run]) -> tuple[Evidence, ...]:
    return evidence(runs, words, theirs, (0, len(words.source.text)))


def _quoted(floor: int, passage: Passage) -> FoundCitation:
    """A quote of the article, as one passage."""
    target, source = passage.target, None
    if target is not None and target.against is not None:
        found = evidence(target.runs, passage.asked.words, target.against, passage.words)
        there = [each.parent for each in found if each.parent is not None]
        if there:
            source = Span(min(each.start for each in there), max(each.end for each in there))
    return FoundCitation(floor, OF_ARTICLE, Span(*passage.words), source)


def _parts(desk: Desk) -> list[_Part]:
    """The parts of the title that are long enough to be known again."""
    text, folding = desk.title.text[:_LONGEST_TITLE], desk.folding
    least = _PART * folding.enough
    parts: list[_Part] = []
    for start, end in _between_marks(text, spaced=folding.spaced):
        letters = folding.letters(text[start:end])
        if folding.weight(letters) >= least:
            at = desk.title.letters.find(letters)
            parts.append(_Part(text[start:end], letters, at))
    return [part for part in dict.fromkeys(parts) if part.at >= 0]


def _between_marks(text: str, *, spaced: bool) -> Iterator[tuple[int, int]]:
    """The ranges of a title between its marks; words of one part may be apart in spaced scripts."""
    start = -1
    for at, char in enumerate(text):
        if is_letter(char):
            start = at if start < 0 else start
        elif start >= 0 and not (spaced and (char.isspace() or char in "'’-")):
            yield start, at
            start = -1
    if start >= 0:
        yield start, len(text)
