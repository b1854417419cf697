"""Words of an earlier floor that a floor repeats: in quotation marks, or without any sign.

People take up each other's words, so that this is likely and never sure.  What several hold is
nobody's: sayings, titles, words of the article.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from db.replies import rules, trimming
from db.replies.align import Run, align, common_prefix, common_suffix, end_in_child, matched
from db.replies.asked import Target
from db.replies.desk import ARTICLE
from db.replies.folding import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.replies.desk import Desk
    from db.replies.shelves import Hit

_MOST_MARKS = 40  # passages in quotation marks that are looked at in a post
_LONGEST = 600  # code points between quotation marks
_PAIRS = {"”": "“", "」": "「", "』": "『"}
_MARK = re.compile("[“”「」『』]")
_ANY_MARK = re.compile('[”」』"]')
_UPRIGHT = re.compile(rf'"([^"\n]{{4,{_LONGEST}}})"')
_ADDRESS = re.compile(r"https?://\S{1,300}|www\.\S{1,300}")
_MOST_HITS = 4000
_NEEDED = 0.6  # of words in quotation marks that must be found
_AS_MUCH = 0.8  # of the most: who holds so much may as well be meant
_FEW = 0.5  # of what is enough, where a floor begins with them
_MOST_ALIKE = 200
_LONG, _MIDDLE = 2.0, 1.25  # times what is enough: 16 and 10 letters of Chinese


class Echo(NamedTuple):
    """Repeated words: ``start`` to ``end`` in the floor, and where they come from."""

    start: int
    end: int
    words: Words
    target: Target


def in_marks(desk: Desk, floor: int) -> list[Echo]:
    """The words between quotation marks that one earlier floor holds."""
    text = desk.floors[floor].text
    found: list[Echo] = []
    if _ANY_MARK.search(text) is None:
        return found
    folded = desk.folded(floor)
    for start, end in islice(_marked(folded.text), _MOST_MARKS):
        stop = desk.tail_start(folded.text, start, end, lone=False)
        words = Words(folded, [(start, stop)], desk.folding.joint)
        if trimming.is_placeholder(folded.text[start:stop]):
            continue
        hits = desk.everyone.hits(words.letters)
        source = _source(desk, floor, words.letters, hits, exact=False)
        if source is None or matched(source[1]) < _NEEDED * len(words.letters):
            source = _beginning(desk, floor, words.letters)
        if source is not None:
            target = Target(source[0], rules.WORDS_IN_MARKS, source[1], desk.own(source[0]))
            found.append(Echo(start, end, words, target))
    return found


def _beginning(desk: Desk, floor: int, letters: str) -> tuple[int, list[Run]] | None:
    """The one earlier floor that is or begins with some words, too few to be found by."""
    if desk.folding.weight(letters) < _FEW * desk.folding.enough or desk.is_title(letters):
        return None
    there = desk.everyone.beginning(letters)[-_MOST_ALIKE:]
    same = [each for each in there if desk.own_letters(each).startswith(letters)]
    if len(same) != 1 or same[0] == ARTICLE or desk.keys[same[0]] == desk.keys[floor]:
        return None
    return same[0], [Run(0, 0, len(letters))]


def _marked(text: str) -> Iterator[tuple[int, int]]:
    """The ranges between quotation marks, of those inside each other the outermost.

    One that nothing closes reaches as far as the last mark that closes anything: the copy of a
    text may hold half a pair.
    """
    opened: list[tuple[str, int]] = []
    last = -1
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        opening = _PAIRS.get(mark)
        if opening is None:
            if opened and at - opened[0][1] > _LONGEST:
                if last > 0:
                    yield opened[0][1] + 1, last
                opened, last = [], -1
            opened.append((mark, at))
            continue
        last = at if opened else -1
        while opened:
            before = opened.pop()
            if before[0] == opening:
                if not opened and at - before[1] <= _LONGEST:
                    yield before[1] + 1, at
                break
        if not opened:
            last = -1
    if opened and 0 < last - opened[0][1] <= _LONGEST:
        yield opened[0][1] + 1, last
    for match in _UPRIGHT.finditer(text):
        yield match.span(1)


def plain(desk: Desk, floor: int) -> Echo | None:
    """The longest passage that a floor repeats of one other without any sign."""
    letters = desk.own_letters(floor)
    hits = desk.anchors.hits(floor, letters) if len(letters) >= desk.folding.enough else []
    if not hits:
        return None
    if "http" in letters or "www" in letters:
        letters = without_addresses(desk.own(floor))
    found = _source(desk, floor, letters, hits, exact=True)
    if found is None:
        return None
    source, runs = found
    theirs = desk.own_letters(source)
    runs = [run for run in runs if not _is_formula(run, letters, theirs)]
    if not runs:
        return None
    longest = max(runs, key=lambda run: run.length)
    size = desk.folding.weight(letters[longest.child : longest.child + longest.length])
    enough = desk.folding.enough
    rule = rules.ECHO_SHORT
    if size >= _LONG * enough:
        rule = rules.ECHO_LONG
    elif size >= _MIDDLE * enough:
        rule = rules.ECHO
    words = desk.own(floor)
    start = words.origin(longest.child)
    end = words.origin(longest.child + longest.length - 1) + 1
    return Echo(start, end, words, Target(source, rule, [longest], desk.own(source)))


def _is_formula(run: Run, one: str, two: str) -> bool:
    """Whether both floors begin or both end with the same words: a form, a habit, a post again."""
    ends = run.child + run.length == len(one) and run.parent + run.length == len(two)
    return ends or (run.child == 0 and run.parent == 0)


def without_addresses(words: Words) -> str:
    """The letters of a floor, with those of addresses made into what stands nowhere."""
    letters = words.letters
    text = words.source.text
    covered = [
        words.source.between(*match.span())
        for match in islice(_ADDRESS.finditer(text), _MOST_MARKS)
    ]
    source = words.source.letters
    for first, last in covered:
        part = source[first:last]
        at = letters.find(part) if part else -1
        if at >= 0:
            letters = letters[:at] + "\0" * len(part) + letters[at + len(part) :]
    return letters


def _source(
    desk: Desk, floor: int, letters: str, hits: Sequence[Hit], *, exact: bool
) -> tuple[int, list[Run]] | None:
    """The one earlier floor that holds enough of some letters, and where.

    ``exact`` asks for enough of them without any difference.
    """
    held: dict[int, list[Run]] = {}
    seen: dict[int, int] = {}  # how far the letters were laid on a floor, whatever came of it
    for other, at, there in hits[:_MOST_HITS]:
        end = seen.get(other, 0)
        if at < end:
            continue
        theirs = desk.own_letters(other)
        new = [around(letters, theirs, at, there)]
        if not exact:
            new = align(letters, theirs, desk.patience, at, there, end)
        seen[other] = end_in_child(new)
        same = "".join(letters[run.child : run.child + run.length] for run in new)
        if desk.folding.is_enough(same) and not desk.is_title(same):
            held.setdefault(other, []).extend(new)
    sizes = {other: matched(runs) for other, runs in held.items()}
    if not sizes or sizes.get(ARTICLE, 0) >= desk.folding.enough:
        return None
    most = max(sizes.values())
    top = [other for other, size in sizes.items() if size >= _AS_MUCH * most]
    if len(top) > 1 or desk.keys[top[0]] == desk.keys[floor]:
        return None
    return top[0], held[top[0]]


def around(one: str, two: str, at: int, there: int) -> Run:
    """The longest run of equal letters around a place that two texts have in common."""
    back = common_suffix(one, at, two, there, at)
    return Run(at - back, there - back, back + common_prefix(one, at, two, there))
