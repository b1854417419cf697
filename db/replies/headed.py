"""Reading quotes that a head opens and that no bracket closes.

A ruler may close the quote, or belong to what follows; where nothing closes it, it ends where the
quoted floor ends or where the texts part.  So the floor that was found decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.replies import cues, rules, trimming
from db.replies.align import Run, common_prefix, end_in_parent
from db.replies.asked import Passage
from db.replies.attributed import attributed, by_words
from db.replies.openings import filled_from, nesting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.replies.asked import Asked, Target
    from db.replies.cues import Ruler
    from db.replies.frames import Framed
    from db.replies.openings import Opening
    from db.replies.page import Page

_LOOK = 8000  # code points after a head in which an open-ended quote is looked for
_LOOSE = 0.25  # of a closed quote that may stand after the end of the floor it quotes
_MUCH = 1.5  # times the letters of an edited floor are no quote of it alone
_MARKS = 8
_REST = 12  # letters before a ruler that nested quotes leave over
_SAME_REST = 40  # letters between two rulers that are looked up in the quoted floor
_MOST_CUTS = 8
_LONGEST_TAIL = 200
_LEAST_TAIL = 3
_CLOSING = " \t\r\n\xa0’'\"”」』*"


def read_heads(page: Page, heads: list[Opening], rulers: list[Ruler], lines: list[Framed]) -> None:
    """Read the quotes that heads open outside of brackets and marked lines."""
    taken = page.taken() + [(frame.start, frame.end) for frame in lines]
    at = 0
    for index, opening in enumerate(heads):
        if opening.start < at or not opening.may_head:
            continue
        if any(start <= opening.start < end for start, end in taken):
            continue
        if any(opening.is_directly_before(frame.start) for frame in lines):
            continue
        passage = _Headed(page, heads[index:], rulers).read()
        if passage is not None:
            page.passages.append(passage)
            at = passage.end


class _Headed:
    """One head, the heads after it, and the rulers ahead."""

    def __init__(self, page: Page, heads: list[Opening], rulers: list[Ruler]) -> None:
        self._page = page
        self._text = page.text
        self._head = heads[0]
        self._rulers = [ruler for ruler in rulers if ruler.start >= self._head.end]
        self._depth, self._inner = nesting(page.text, heads)
        self._following = heads[self._depth] if self._depth < len(heads) else None

    def read(self) -> Passage | None:
        """The quote that the head opens, if it opens one."""
        head = self._head
        asked = self._asked()
        target = attributed(self._page.desk, asked, head.named)
        if asked.closed and self._may_end_before_its_ruler(asked, target):
            loose = self._page.asked([self._range(self._rulers[0].start)], head, closed=False)
            again = by_words(self._page.desk, loose, head.named)
            if again is not None:
                asked, target = loose, again
        if target is not None and not asked.closed:
            target = self._up_to_its_cut(asked, target)
        if target is None or (not head.strong and (target.floor is None or not target.runs)):
            return None
        if head.named.glued and not target.runs:
            return None
        stop, last = self._extent(asked, target)
        words = trimming.trim(self._text, head.end, stop)
        open_ended = stop == last and not target.runs
        return Passage(head.start, last, words, asked, target, head.time, open_ended)

    def _asked(self) -> Asked:
        start, end = self._range(len(self._text))
        closed = self._depth == 1 and bool(self._rulers)
        if closed:
            end = self._rulers[0].start
        if self._depth == 1 and self._following is not None and self._following.start < end:
            closed, end = False, self._following.start
        return self._page.asked([(start, end)], self._head, closed=closed, inner=self._inner)

    def _may_end_before_its_ruler(self, asked: Asked, target: Target | None) -> bool:
        """Whether the first ruler rather belongs to what follows: there is too much before it."""
        if target is None or target.rule == rules.GHOST:
            return True
        if target.floor is None or target.rule != rules.AUTHOR_EDITED:
            return False
        edited = self._page.desk.own_letters(target.floor)
        return len(asked.words.letters) > _MUCH * len(edited)

    def _range(self, end: int) -> tuple[int, int]:
        """What follows the head, as far as a quote is looked for that nothing closes."""
        return self._head.end, min(end, self._head.end + _LOOK)

    def _extent(self, asked: Asked, target: Target) -> tuple[int, int]:
        """Where the words of the quote end, and where its frame does."""
        if not target.runs or target.against is None:
            return self._extent_unfound(closed=asked.closed)
        text, page = self._text, self._page
        reached = asked.words.origin(target.end - 1) + 1
        if asked.closed:
            weight, enough = page.desk.folding.weight, page.desk.folding.enough
            exhausted = end_in_parent(target.runs) == len(target.against.letters)
            stop = page.desk.tail_start(text, reached, self._rulers[0].start, lone=False)
            left = weight(page.letters(reached, stop))
            if not exhausted or left <= max(enough, _LOOSE * weight(asked.words.letters)):
                return self._last_of_nested(target)
        reached += self._same_marks(asked, target, reached)
        reached = trimming.skip_closing(text, reached, len(text))
        reached = trimming.skip_tail(text, self._copied_tail(target, reached), len(text))
        ruler = next((ruler for ruler in self._rulers if ruler.start >= reached), None)
        if ruler is not None:
            bare = not text[reached : ruler.start].strip(_CLOSING)
            if bare or (self._depth > 1 and len(page.letters(reached, ruler.start)) <= _REST):
                return ruler.start, ruler.end
        return reached, reached

    def _same_marks(self, asked: Asked, target: Target, reached: int) -> int:
        """How many signs after the last equal letter are those of the source, too."""
        assert target.against is not None  # noqa: S101
        text, source = self._text, target.against.source.text
        last = target.runs[-1]
        there = target.against.origin(last.parent + last.length - 1) + 1
        count = 0
        most = min(_MARKS, len(text) - reached, len(source) - there)
        while count < most and text[reached + count] == source[there + count]:
            if source[there + count].isalnum() or source[there + count].isspace():
                break
            count += 1
        return count

    def _last_of_nested(self, target: Target) -> tuple[int, int]:
        """The end at the first ruler, or at a later one where the quoted floor holds rulers too."""
        chosen, page = self._rulers[0], self._page
        if target.floor is None or target.floor < 0 or not page.desk.has_quotes(target.floor):
            return chosen.start, chosen.end
        inner = len(cues.rulers(page.desk.floors[target.floor].text))
        source = page.desk.folded(target.floor).letters
        for ruler in self._rulers[1 : inner + 1]:
            rest = page.letters(chosen.end, ruler.start)[:_SAME_REST]
            if not rest or rest not in source:
                break
            chosen = ruler
        return chosen.start, chosen.end

    def _up_to_its_cut(self, asked: Asked, target: Target) -> Target:
        """A quote without what follows the mark of omission that ends it.

        A reply may begin with words that follow in the source, too.
        """
        if target.against is None or not target.runs:
            return target
        reached = asked.words.origin(target.end - 1)
        start = self._head.end
        for cut in trimming.cuts(self._text, start, reached, _MOST_CUTS):
            first, last = self._page.folded.between(start, cut)
            runs = _until(target.runs, last - first)
            if not runs:
                continue
            there = target.against.origin(end_in_parent(runs) - 1) + 1
            source = target.against.source.text
            if trimming.after_cut(source, there, there + _MARKS) is None:
                return target._replace(runs=runs)
        return target

    def _copied_tail(self, target: Target, reached: int) -> int:
        """Where a quote ends that goes on with the tail of the reading program of its source."""
        if target.against is None or target.floor is None or target.floor < 0:
            return reached
        last = end_in_parent(target.runs)
        if last < len(target.against.letters):
            return reached
        source = self._page.desk.folded(target.floor)
        after, _end = source.between(target.against.origin(last - 1) + 1, len(source.text))
        folded = self._page.folded
        first, end = folded.between(reached, min(len(self._text), reached + _LONGEST_TAIL))
        same = common_prefix(folded.letters[:end], first, source.letters, after)
        return folded.origins[first + same - 1] + 1 if same >= _LEAST_TAIL else reached

    def _extent_unfound(self, *, closed: bool) -> tuple[int, int]:
        """The end of a quote whose words are in no floor: by its frame alone."""
        text, depth, rulers = self._text, self._depth, self._rulers
        start = self._head.end
        if rulers and (closed or depth > 1):
            ruler = rulers[min(depth, len(rulers)) - 1]
            return ruler.start, ruler.end
        line = text.find("\n", filled_from(text, start))
        stop = line if line >= 0 else len(text)
        cut = trimming.after_cut(text, start, stop)
        return (cut, cut) if cut is not None else (stop, stop)


def _until(runs: Sequence[Run], end: int) -> list[Run]:
    """Runs as far as they lie before letter ``end`` of the quote."""
    return [
        Run(run.child, run.parent, min(run.length, end - run.child))
        for run in runs
        if run.child < end
    ]
