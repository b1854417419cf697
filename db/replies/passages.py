"""Reading one floor: which parts of its text are quotes, and of what.

What frames a quote is ambiguous on the page: a ruler may close a quote, open one or underline a
heading; a head may be followed by a quote that nothing closes.  So the thread decides: where a
passage ends is read from the floor it was found in, and a ruler parts a quote from a reply only if
one side of it stands in an earlier floor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.replies import cues
from db.replies.align import end_in_parent
from db.replies.desk import between
from db.replies.folding import Words
from db.replies.targets import Asked, Target
from db.replies.walltime import wall_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.replies.cues import Framed, Ruler
    from db.replies.desk import Desk
    from db.replies.names import Named
    from db.replies.targets import Finder

_LOOK = 8000  # code points after a head in which an open-ended quote is looked for
_HEAD_IN_FRAME = 90
_LOOSE = 0.25  # of a closed quote that may stand after the end of the floor it quotes


@dataclass(slots=True)
class Passage:
    """A quote that was read: ``start`` to ``end`` with its frame, ``words`` alone, its source."""

    start: int
    end: int
    words: tuple[int, int]
    asked: Asked
    target: Target | None
    time: str | None = None
    open_ended: bool = False  # nothing tells where it ends and where the reply begins

    @property
    def span(self) -> tuple[int, int]:
        """Where the quote begins and ends, frame included."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class _Opening:
    """A head with the name it gives: ``start`` with what stands before the name."""

    start: int
    end: int
    named: Named
    time: str | None
    strong: bool


class PostReader:
    """Reads the quotes of one floor, in the order of the text."""

    def __init__(self, desk: Desk, finder: Finder, floor: int) -> None:
        self._desk = desk
        self._finder = finder
        self._floor = floor
        self._folded = desk.folded(floor)
        self._text = self._folded.text
        self._passages: list[Passage] = []

    def read(self) -> list[Passage]:
        """All quotes of the floor."""
        openings = self._openings()
        lines = cues.marked_lines(self._text)
        rulers = cues.rulers(self._text)
        self._read_brackets(openings)
        self._read_heads(openings, rulers, lines)
        self._read_lines(openings, lines)
        self._read_rulers(rulers)
        self._passages.sort(key=lambda passage: passage.start)
        return self._passages

    def _taken(self) -> list[tuple[int, int]]:
        return sorted(passage.span for passage in self._passages)

    def _openings(self) -> list[_Opening]:
        """Heads that name somebody, with where each begins."""
        text = self._text
        found: list[_Opening] = []
        low = 0
        for head in cues.heads(text):
            named = self._desk.names.before(text, head.verb)
            if named is None or named.start < low:
                continue
            start = max(low, cues.prefix_start(text, named.start))
            strong = head.time is not None or cues.is_strong_prefix(text[start : named.start])
            found.append(_Opening(start, head.end, named, head.time, strong))
            low = head.end
        return found

    def _words(self, pieces: Sequence[tuple[int, int]]) -> Words:
        return Words(self._folded, pieces, self._desk.folding.joint)

    def _asked(
        self,
        pieces: Sequence[tuple[int, int]],
        opening: _Opening | None,
        *,
        closed: bool = True,
        inner: str | None = None,
    ) -> Asked:
        if closed and pieces:
            start, end = pieces[-1]
            tail = cues.tail_start(self._text, start, end, lone=False)
            if self._text[start:tail].strip():
                pieces = [*pieces[:-1], (start, tail)]
        end = pieces[-1][1] if pieces else 0
        low = max(pieces[0][0], end - 16) if pieces else 0
        return Asked(
            self._floor,
            self._words(pieces),
            opening.named if opening else None,
            wall_time(opening.time) if opening else None,
            closed,
            inner,
            cues.after_cut(self._text, low, end) is not None,
        )

    # -- frames that are certain

    def _read_brackets(self, openings: list[_Opening]) -> None:
        for frame in cues.brackets(self._text):
            pieces = list(frame.pieces)
            opening = None
            if frame.name is not None:
                named = self._desk.names.printed_alone(frame.name)
                opening = _Opening(frame.start, frame.start, named, None, strong=True)
            inside = [
                one for one in openings if pieces[0][0] <= one.start and one.end <= pieces[0][1]
            ]
            if inside and inside[0].start - pieces[0][0] <= _HEAD_IN_FRAME:
                first = inside[0]
                blank = not self._text[pieces[0][0] : first.start].strip()
                if blank and (opening is None or first.time is not None):
                    opening = first
                    pieces[0] = (first.end, pieces[0][1])
            self._add_framed(frame, frame.start, pieces, opening)

    def _read_lines(self, openings: list[_Opening], lines: list[Framed]) -> None:
        text = self._text
        for frame in lines:
            if any(start < frame.end and frame.start < end for start, end in self._taken()):
                continue
            before = [one for one in openings if self._directly(one, frame.start)]
            opening = before[-1] if before else None
            start = frame.start
            if opening is not None:
                line = text.rfind("\n", 0, opening.start) + 1
                start = (
                    line if opening.start - line <= 80 and opening.time is None else opening.start
                )
            self._add_framed(frame, start, frame.pieces, opening, only_found=opening is None)

    def _add_framed(
        self,
        frame: Framed,
        start: int,
        pieces: Sequence[tuple[int, int]],
        opening: _Opening | None,
        *,
        only_found: bool = False,
    ) -> None:
        asked = self._asked(pieces, opening)
        if opening is not None and opening.named.key:
            target = self._finder.attributed(asked)
        else:
            target = self._nameless(asked, pieces[0][0], pieces[-1][1], certain=True)
        if target is None and only_found:
            return
        words = cues.trim(self._text, pieces[0][0], pieces[-1][1])
        time = opening.time if opening else None
        self._passages.append(Passage(start, frame.end, words, asked, target, time))

    def _nameless(self, asked: Asked, start: int, end: int, *, certain: bool) -> Target | None:
        """The source of words without a name; a moderator's line is nobody's words."""
        if end - start < 120 and cues.is_placeholder(self._text[start:end]):
            return None
        return self._finder.unattributed(asked, certain=certain)

    # -- heads

    def _read_heads(
        self, openings: list[_Opening], rulers: list[Ruler], lines: list[Framed]
    ) -> None:
        taken = self._taken() + [(frame.start, frame.end) for frame in lines]
        at = 0
        index = 0
        while index < len(openings):
            opening = openings[index]
            index += 1
            inside = any(start <= opening.start < end for start, end in taken)
            if opening.start < at or inside or not self._may_head(opening):
                continue
            if any(self._directly(opening, frame.start) for frame in lines):
                continue
            passage = self._read_head(openings[index - 1 :], rulers)
            if passage is not None:
                self._passages.append(passage)
                at = passage.end

    def _directly(self, opening: _Opening, start: int) -> bool:
        """Whether a head stands directly before what begins at ``start``."""
        return opening.end <= start and not self._text[opening.end : start].strip()

    @staticmethod
    def _may_head(opening: _Opening) -> bool:
        """Whether a head can open a quote by itself: prose, too, says that somebody wrote."""
        return opening.strong or (opening.named.known and not opening.named.glued)

    def _read_head(self, openings: list[_Opening], rulers: list[Ruler]) -> Passage | None:
        text, opening = self._text, openings[0]
        depth, inner = self._nesting(openings)
        ahead = [ruler for ruler in rulers if ruler.start >= opening.end]
        end = min(len(text), opening.end + _LOOK)
        following = openings[depth] if len(openings) > depth else None
        ruler = ahead[0] if ahead else None
        closed = depth == 1 and ruler is not None
        if ruler is not None and depth == 1:
            end = ruler.start
        if following is not None and following.start < end and depth == 1:
            closed, end = False, following.start
        asked = self._asked([(opening.end, end)], opening, closed=closed, inner=inner)
        target = self._finder.attributed(asked)
        if target is None or (not opening.strong and (target.floor is None or not target.runs)):
            return None
        if opening.named.glued and not target.runs:
            return None
        stop, last = self._extent(asked, target, opening, ahead, depth)
        words = cues.trim(text, opening.end, stop)
        open_ended = stop == last and not target.runs
        return Passage(opening.start, last, words, asked, target, opening.time, open_ended)

    def _nesting(self, openings: list[_Opening]) -> tuple[int, str | None]:
        """How many heads follow each other directly, and the author of the second."""
        depth = 1
        for outer, inner in zip(openings, openings[1:], strict=False):
            if self._text[outer.end : inner.start].strip(" \t\r\n\xa0‘'\"“「『>*"):
                break
            depth += 1
        return depth, openings[1].named.key if depth > 1 else None

    def _extent(
        self,
        asked: Asked,
        target: Target,
        opening: _Opening,
        rulers: list[Ruler],
        depth: int,
    ) -> tuple[int, int]:
        """Where the words of a headed quote end, and where its frame does."""
        text = self._text
        if not target.runs or target.against is None:
            return self._extent_unfound(opening, rulers, depth, closed=asked.closed)
        reached = asked.words.origin(target.end - 1) + 1
        if asked.closed:
            stop = rulers[0].start
            rest = self._folded.between(reached, stop)
            exhausted = end_in_parent(target.runs) == len(target.against.letters)
            left = self._desk.folding.weight(self._folded.letters[rest[0] : rest[1]])
            whole = self._desk.folding.weight(asked.words.letters)
            if not exhausted or left <= max(self._desk.folding.enough, _LOOSE * whole):
                return self._with_nested(target, opening, rulers)
        reached += self._same_marks(asked, target, reached)
        reached = cues.skip_tail(text, cues.skip_closing(text, reached, len(text)), len(text))
        for ruler in rulers:
            if ruler.start >= reached and not text[reached : ruler.start].strip(
                " \t\r\n\xa0’'\"”」』*"
            ):
                return ruler.start, ruler.end
            if depth > 1 and ruler.start >= reached:
                rest = self._folded.between(reached, ruler.start)
                if rest[1] - rest[0] <= 12:
                    return ruler.start, ruler.end
                break
        return reached, reached

    def _same_marks(self, asked: Asked, target: Target, reached: int) -> int:
        """How many signs after the last equal letter are those of the source, too."""
        assert target.against is not None  # noqa: S101
        last = target.runs[-1]
        source = target.against.source.text
        there = target.against.origin(last.parent + last.length - 1) + 1
        count = 0
        while (
            count < 8
            and reached + count < len(self._text)
            and there + count < len(source)
            and self._text[reached + count] == source[there + count]
            and not source[there + count].isalnum()
            and not source[there + count].isspace()
        ):
            count += 1
        return count

    def _with_nested(
        self, target: Target, opening: _Opening, rulers: list[Ruler]
    ) -> tuple[int, int]:
        """The end at the first ruler, or at a later one where the quoted floor holds rulers too."""
        first = rulers[0]
        if target.floor is None or target.floor < 0 or not self._desk.has_quotes(target.floor):
            return first.start, first.end
        inner = len(cues.rulers(self._desk.floors[target.floor].text))
        source = self._desk.folded(target.floor).letters
        chosen = first
        for ruler in rulers[1 : inner + 1]:
            rest = self._folded.between(chosen.end, ruler.start)
            if rest[0] == rest[1] or self._folded.letters[rest[0] : rest[1]][:40] not in source:
                break
            chosen = ruler
        return chosen.start, chosen.end

    def _extent_unfound(
        self, opening: _Opening, rulers: list[Ruler], depth: int, *, closed: bool
    ) -> tuple[int, int]:
        """The end of a headed quote whose words are in no floor: by its frame alone."""
        text = self._text
        if rulers and (closed or depth > 1):
            ruler = rulers[min(depth, len(rulers)) - 1]
            return ruler.start, ruler.end
        line = text.find("\n", opening.end)
        while line >= 0 and not text[opening.end : line].strip():
            line = text.find("\n", line + 1)
        stop = line if line >= 0 else len(text)
        cut = cues.after_cut(text, opening.end, stop)
        return (cut, cut) if cut is not None else (stop, stop)

    # -- rulers

    def _read_rulers(self, rulers: list[Ruler]) -> None:
        taken = self._taken()
        for start, end in between(taken, len(self._text)):
            own = [
                ruler
                for ruler in rulers
                if start <= ruler.start
                and ruler.end <= end
                and not self._opens_next(ruler, end, taken)
            ]
            if own:
                self._read_between(start, end, own)

    def _opens_next(self, ruler: Ruler, end: int, taken: list[tuple[int, int]]) -> bool:
        """Whether a ruler stands directly before a quote that was read: it opens that quote."""
        return (
            any(start == end for start, _end in taken) and not self._text[ruler.end : end].strip()
        )

    def _read_between(self, start: int, end: int, rulers: list[Ruler]) -> None:
        """Find the part between rulers that stands in an earlier floor, if one does."""
        starts = [start, *(ruler.end for ruler in rulers)]
        ends = [*(ruler.start for ruler in rulers), min(end, cues.tail_start(self._text))]
        found: list[tuple[float, int, int, Asked, Target]] = []
        live = 0
        for index, (low, high) in enumerate(zip(starts, ends, strict=True)):
            if low >= high:
                continue
            asked = self._asked([(low, high)], None)
            if not asked.words.letters:
                continue
            live += 1
            target = self._nameless(asked, low, high, certain=False)
            if target is not None and not self._both_quote(target, asked, index, len(starts)):
                share = sum(run.length for run in target.runs) / len(asked.words.letters)
                found.append((round(share, 1), len(asked.words.letters), index, asked, target))
        if not found and live > 1:
            first, last = (starts[0], ends[0]), (starts[-1], ends[-1])
            self._desk.leave_unsettled(self._floor, first, last)
        if live > 1 and len(found) == live:
            # a floor is not quotes alone: the part that is found best is the quote
            found = [max(found, key=lambda each: (each[0], each[2]))]
        for _share, _size, index, asked, target in found:
            low, high = cues.trim(self._text, starts[index], ends[index])
            first = starts[index] if index == 0 else rulers[index - 1].start
            while first < low and self._text[first].isspace():
                first += 1
            last = rulers[index].end if index < len(rulers) else high
            if index < len(rulers) and index > 0:
                first = max(first, rulers[index - 1].end if self._ruled(index, found) else first)
            self._passages.append(Passage(first, last, (low, high), asked, target))

    def _both_quote(self, target: Target, asked: Asked, index: int, count: int) -> bool:
        """Whether the floor that was found has the part in the same place beside its own ruler."""
        if target.floor is None or index not in {0, count - 1}:
            return False
        return self._desk.shares_part(target.floor, asked.words.letters, first=index == 0)

    @staticmethod
    def _ruled(index: int, found: list[tuple[float, int, int, Asked, Target]]) -> bool:
        """Whether the ruler before part ``index`` already closes the part before it."""
        return any(each[2] == index - 1 for each in found)
