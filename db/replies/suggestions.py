"""Floors that a floor may answer, too uncertain for an edge: at most three, when asked for.

A reader who looks into a floor without a mark gets a place to begin; the tree does not change.
What the floor answers already, its writer's own floors and floors that answer it are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from db.records import Evidence, Span
from db.replies import rules
from db.replies.align import Run
from db.replies.desk import Desk
from db.replies.echoes import around
from db.replies.evidence import evidence
from db.replies.folding import SEAM
from db.replies.likeness import NEAR, terms
from db.replies.pointing import Near, before_others, pointed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from db.replies.floors import FlatThread, Inference
    from db.replies.likeness import Shared, Terms

MOST = 3
_LOOKED_AT = 4  # of the rarest terms that two floors share
_RARE = 4.0  # weight of letters in a row that only two floors hold, in spaceless scripts
_RARE_WORD = 7  # letters of a word, or of words in a row, in spaced ones
_MOST_STEPS = 2000
# whom else a floor names that answers somebody surely: one in fourteen was answered, too
_BESIDE = 0.1
_BY_WORDS = frozenset({rules.RARE_TERM, rules.MOST_ALIKE, rules.ALIKE})
_NAMING = frozenset({rules.FLOOR_NAMED, rules.AUTHOR_CALLED, rules.AUTHOR_CALLED_OFTEN})


@dataclass(frozen=True, slots=True)
class Known:
    """What was found or decided of a thread: parts that are quotes, and parents, by floor.

    ``declined`` are floors that the reader said a floor does not answer.
    """

    quoted: Mapping[int, Sequence[tuple[int, int]]]
    parents: Mapping[int, Sequence[int]]
    declined: Mapping[int, set[int]] = field(default_factory=dict[int, set[int]])


@dataclass(frozen=True, slots=True)
class FoundSuggestion:
    """A floor that another may answer: by which rule, how sure, and the words in both."""

    parent: int
    rule: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()


def known_of(inference: Inference) -> Known:
    """What an inference found."""
    quoted: dict[int, list[tuple[int, int]]] = {}
    parents: dict[int, list[int]] = {}
    for quote in inference.quotes:
        quoted.setdefault(quote.floor, []).append((quote.span.start, quote.span.end))
    for link in sorted(inference.links, key=lambda link: not link.primary):
        if link.parent is not None:
            parents.setdefault(link.child, []).append(link.parent)
    return Known(quoted, parents)


def suggest(
    thread: FlatThread, known: Known, floors: Iterable[int]
) -> dict[int, tuple[FoundSuggestion, ...]]:
    """Return what each of some floors may answer, the likeliest first; pure and deterministic.

    Args:
        thread: the thread.
        known: what its floors quote and answer.
        floors: the floors that are asked for, by their places.
    """
    asked = set(floors)
    desk = Desk(thread)
    suggester = _Suggester(desk, known)
    compared = _near(desk, asked)
    found: dict[int, tuple[FoundSuggestion, ...]] = {}
    for floor in desk.order[: max((desk.rank[each] + 1 for each in asked), default=0)]:
        parents = known.parents.get(floor, ())
        desk.put(
            floor,
            _disjoint(known.quoted.get(floor, ())),
            parents[0] if parents else None,
            quoted=True,
        )
        if floor in compared:
            held = terms(desk.own_letters(floor), spaced=desk.folding.spaced)
            if floor in asked:
                found[floor] = suggester.suggest(floor, held)
            suggester.near.add(floor, held)
    return found


def _near(desk: Desk, asked: Iterable[int]) -> set[int]:
    """The floors whose words are needed: those asked for, and those shortly before them."""
    wanted: set[int] = set()
    done = 0
    for place in sorted(desk.rank[floor] for floor in asked):
        wanted.update(desk.order[max(done, place - NEAR) : place + 1])
        done = place + 1
    return wanted


def _disjoint(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order, without what lies in an earlier one: quotes may stand inside quotes."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        first = max(start, kept[-1][1]) if kept else start
        if first < end:
            kept.append((first, end))
    return kept


class _Suggester:
    """Suggests for one floor after the other, in reading order."""

    def __init__(self, desk: Desk, known: Known) -> None:
        self._desk = desk
        self._parents = known.parents
        self._declined = known.declined
        self._spaced = desk.folding.spaced
        self.near = Near(desk)
        self._window = self.near.window
        self._shared: dict[int, Shared] = {}  # what the floor that is asked for shares with others

    def suggest(self, floor: int, held: Terms) -> tuple[FoundSuggestion, ...]:
        """What a floor may answer; nothing where none of its words are its own."""
        letters = self._desk.own_letters(floor)
        if not letters:
            return ()
        self._shared.clear()
        without = self._excluded(floor)
        found: dict[int, FoundSuggestion] = {}
        for each in (
            *self._pointed(floor, letters),
            *self._alike(floor, held, without),
            *self._before(floor),
        ):
            if each.parent in without or self._answers(each.parent, floor):
                continue
            known = found.get(each.parent)
            if known is None or known.confidence < each.confidence:
                found[each.parent] = each
        likeliest = sorted(found.values(), key=lambda each: -each.confidence)
        return tuple(self._shown(floor, each) for each in likeliest[:MOST])

    def _excluded(self, floor: int) -> set[int]:
        """What a floor answers or was denied, and the floors of its own writer, if known."""
        keys = self._desk.keys
        own = {each for each in self._window.floors if keys[floor] and keys[each] == keys[floor]}
        declined = self._declined.get(floor, ())
        return own.union(self._parents.get(floor, ()), declined, (floor,))

    def _answers(self, parent: int, floor: int) -> bool:
        """Whether a floor is answered by what it may answer, at whatever distance."""
        at = parent
        for _ in range(_MOST_STEPS):
            above = self._parents.get(at)
            if not above:
                return False
            if floor in above:
                return True
            at = above[0]
        return True

    def _made(self, parent: int, rule: str, shown: tuple[Evidence, ...] = ()) -> FoundSuggestion:
        return FoundSuggestion(parent, rule, rules.suggested(rule, spaced=self._spaced), shown)

    def _pointed(self, floor: int, letters: str) -> list[FoundSuggestion]:
        found: list[FoundSuggestion] = []
        for each in pointed(self._desk, floor, letters, self.near):
            shown = (Evidence(Span(each.start, each.end), None),)
            made = self._made(each.floor, each.rule, shown)
            if each.rule in _NAMING and self._parents.get(floor):
                made = replace(made, confidence=_BESIDE)
            found.append(made)
        return found

    def _before(self, floor: int) -> list[FoundSuggestion]:
        before = before_others(self._desk, floor)
        return [] if before is None else [self._made(before, rules.BEFORE)]

    def _alike(self, floor: int, held: Terms, without: set[int]) -> list[FoundSuggestion]:
        found: list[FoundSuggestion] = []
        for place, shared in enumerate(self._window.alike(held, without, MOST)):
            rule = rules.ALIKE
            if place == 0:
                rare = self._is_rare(floor, shared)
                rule = rules.RARE_TERM if rare else rules.MOST_ALIKE
            self._shared[shared.floor] = shared
            found.append(self._made(shared.floor, rule))
        return found

    def _shown(self, floor: int, found: FoundSuggestion) -> FoundSuggestion:
        """A suggestion with the words that it rests on, which are looked for at last."""
        if found.rule not in _BY_WORDS:
            return found
        desk, runs = self._desk, self._runs(floor, self._shared[found.parent])
        words = desk.own(floor)
        limits = (0, len(words.source.text))
        return replace(found, evidence=evidence(runs, words, desk.own(found.parent), limits))

    def _runs(self, floor: int, shared: Shared) -> list[Run]:
        """The rarest letters that two floors have in common, each as far as it goes."""
        ours, theirs = self._desk.own_letters(floor), self._desk.own_letters(shared.floor)
        runs: list[Run] = []
        for term in shared.terms[:_LOOKED_AT]:
            if self._spaced:
                run = around(ours, theirs, _word(ours, term), _word(theirs, term))
                run = _whole_words(run, ours, theirs)
            else:
                run = around(ours, theirs, ours.find(term), theirs.find(term))
            run = _in_one_part(run, ours)
            end = run.child + run.length
            apart = all(end <= each.child or each.child + each.length <= run.child for each in runs)
            if run.length > 0 and apart:
                runs.append(run)
        return sorted(runs)

    def _is_rare(self, floor: int, shared: Shared) -> bool:
        """Whether two floors share a term that no floor between, article or title holds."""
        desk = self._desk
        letters = desk.own_letters(floor)
        least = _RARE_WORD if self._spaced else _RARE
        sources = [desk.title.letters, *desk.article_letters()]
        for run in self._runs(floor, shared):
            term = letters[run.child : run.child + run.length]
            if desk.folding.weight(term) < least or any(term in each for each in sources):
                continue
            if all(
                each == shared.floor or term not in desk.own_letters(each)
                for each in self._window.floors
            ):
                return True
        return False


def _word(letters: str, word: str) -> int:
    """Where a word stands first."""
    return f" {letters} ".replace(SEAM, " ").find(f" {word} ")


def _in_one_part(run: Run, letters: str) -> Run:
    """The longest part of a run that no quote parts: both floors may quote at the same place."""
    child, parent, length = run
    text = letters[child : child + length]
    if SEAM not in text:
        return run
    longest = max(text.split(SEAM), key=len)
    skip = text.find(longest)
    return Run(child + skip, parent + skip, len(longest))


def _whole_words(run: Run, one: str, two: str) -> Run:
    """A run without the parts of words at its ends that are not the whole word in both texts."""
    child, parent, length = run
    if not (_is_edge(one, child) and _is_edge(two, parent)):
        skip = one[child : child + length].find(" ") + 1
        child, parent, length = child + skip, parent + skip, length - skip
    if not (_is_edge(one, child + length) and _is_edge(two, parent + length)):
        length = one[child : child + length].rfind(" ")
    return Run(child, parent, length)


def _is_edge(letters: str, at: int) -> bool:
    """Whether no word goes on at an offset."""
    between = f" {SEAM}"
    return at == 0 or letters[at - 1] in between or letters[at : at + 1] in between
