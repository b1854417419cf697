"""Finding the floor a quoted passage was copied from.

An attributed passage is looked for among the floors of the author it names; what none of them
holds is a ghost, never "the latest floor of that author".  A passage without a name is looked for
everywhere, and must be found nearly whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.replies import cues, rules
from db.replies.align import Run, align, end_in_child, end_in_parent, matched
from db.replies.desk import ARTICLE
from db.replies.folding import SEAM, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.replies.desk import Desk
    from db.replies.names import Named
    from db.replies.shelves import Hit
    from db.replies.walltime import WallTime

_CANDIDATES = 12  # floors a passage is laid beside, at most, per way of finding them
_HEAD = 64  # an open-ended quote begins within these letters
_PIECES = 6  # passages copied from one floor with something cut out between them
_MOSTLY = 0.5  # of a closed quote that must be found in a floor
_ALIKE = 0.6  # of short pieces shared, where words were edited
_SHORT = 40
_SHARED_BY_MANY = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A passage to be found: its words, who and when its head names, and how it is framed.

    ``closed`` says that the frame tells where the quote ends; ``inner`` is the author of a quote
    that begins the passage, when quotes are nested; ``cut`` that a mark of omission ends it.
    """

    child: int
    words: Words
    named: Named | None = None
    time: WallTime | None = None
    closed: bool = True
    inner: str | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """The floor a passage comes from (``ARTICLE`` too), the rule, and the equal letters.

    ``floor`` is ``None`` for a ghost.  ``runs`` relate ``asked.words`` to ``against``.
    """

    floor: int | None
    rule: str
    runs: list[Run] = field(default_factory=list)
    against: Words | None = None

    @property
    def end(self) -> int:
        """Where the last equal letter ends in the asked words."""
        return end_in_child(self.runs)


@dataclass(slots=True)
class _Fit:
    """How well a passage lies on a floor."""

    floor: int
    against: Words
    runs: list[Run]
    size: int
    weight: float
    timed: bool = False
    same_print: bool = False


class Finder:
    """Finds sources among the floors of a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._folding = desk.folding

    # -- passages under a name

    def attributed(self, asked: Asked) -> Target | None:
        """The floor of the named author that is quoted, a ghost, or ``None`` for no quote at all."""
        named = asked.named
        assert named is not None  # noqa: S101 - callers come with a name
        shelf = self._desk.shelf_of(named.key)
        weight = self._folding.weight(asked.words.letters)
        if not shelf.floors:
            # renamed since, or not in the capture: whoever has the words now only quotes them, too
            return self._lost(asked)
        timed = self._timed(asked, shelf.floors)
        fit = self._best(asked, self._fits(asked, timed))
        if fit is not None:
            nested = fit.against.letters is not self._desk.own_letters(fit.floor)
            rule = rules.AUTHOR_TIME_TEXT if fit.timed else rules.AUTHOR_TEXT
            if nested and asked.inner is not None:
                rule = rules.NESTED_CHAIN
            elif fit.weight < self._folding.enough and not fit.timed:
                rule = rules.AUTHOR_SHORT
            return Target(fit.floor, rule, fit.runs, fit.against)
        if timed:
            return Target(timed[-1], rules.AUTHOR_TIME)
        return self._by_circumstance(asked, weight)

    def _by_circumstance(self, asked: Asked, weight: float) -> Target | None:
        """The floor of an author whose words do not show it: by chain, times, likeness."""
        desk = self._desk
        assert asked.named is not None  # noqa: S101
        shelf = desk.shelf_of(asked.named.key)
        usable = weight >= self._folding.enough
        chained = desk.answers.get((asked.named.key, asked.inner or ""), [])
        if asked.inner and chained and not usable:
            return Target(chained[-1], rules.NESTED_CHAIN)
        if not usable and asked.time is not None:
            between = self._sandwiched(shelf.floors, asked.time)
            if between is not None:
                return Target(between, rules.TIME_SANDWICH)
        alike = shelf.alike(asked.words.letters) if asked.closed else None
        if alike is not None and alike[1] >= _ALIKE and self._may_be_at(alike[0], asked.time):
            return Target(alike[0], rules.AUTHOR_EDITED)
        hidden = [
            floor
            for floor in shelf.floors[-_CANDIDATES:]
            if cues.is_placeholder(desk.floors[floor].text) and self._may_be_at(floor, asked.time)
        ]
        if hidden:
            return Target(hidden[-1], rules.AUTHOR_MODERATED)
        if usable or not any(self._may_be_at(floor, asked.time) for floor in shelf.floors[-50:]):
            return self._lost(asked)
        if len(shelf.floors) == 1 and not asked.words.letters:
            return Target(shelf.floors[0], rules.AUTHOR_ONLY)
        return self._lost(asked) if asked.words.letters else None

    def _lost(self, asked: Asked) -> Target:
        """A ghost, unless a later floor of the author has the words: then only a quote."""
        desk, letters = self._desk, asked.words.letters
        assert asked.named is not None  # noqa: S101
        place = desk.rank[asked.child]
        for floor in desk.all_by(asked.named.key).beginning(letters)[-_CANDIDATES:]:
            if desk.rank[floor] > place:
                runs = align(letters, desk.folded(floor).letters, 0, 0)
                if matched(runs) >= min(len(letters), self._folding.enough):
                    return Target(None, rules.LATER)
        return Target(None, rules.GHOST)

    def _timed(self, asked: Asked, floors: list[int]) -> list[int]:
        """The floors whose time the quote prints."""
        time = asked.time
        if time is None:
            return []
        return [floor for floor in floors if self._is_at(floor, time)]

    def _is_at(self, floor: int, time: WallTime) -> bool:
        known = self._desk.time_of(floor)
        return known is not None and known.meets(time)

    def _may_be_at(self, floor: int, time: WallTime | None) -> bool:
        """Whether nothing contradicts that ``floor`` was written at ``time``."""
        known = self._desk.time_of(floor)
        return known is None or time is None or known.meets(time)

    def _sandwiched(self, floors: list[int], time: WallTime) -> int | None:
        """The only floor whose neighbours' times bracket ``time``, while its own is unknown."""
        fitting = [floor for floor in floors[-_CANDIDATES:] if self._brackets(floor, time)]
        return fitting[0] if len(fitting) == 1 and len(floors) <= _CANDIDATES else None

    def _brackets(self, floor: int, time: WallTime) -> bool:
        desk = self._desk
        if desk.time_of(floor) is not None:
            return False
        place, order = desk.rank[floor], desk.order
        before = (desk.time_of(order[at]) for at in range(place - 1, max(-1, place - 9), -1))
        after = (desk.time_of(order[at]) for at in range(place + 1, min(len(order), place + 9)))
        low = next((known for known in before if known is not None), None)
        high = next((known for known in after if known is not None), None)
        return low is not None and high is not None and low[:5] <= time[:5] <= high[:5]

    # -- laying a passage on floors

    def _fits(self, asked: Asked, timed: list[int]) -> list[_Fit]:
        """How the passage lies on the floors it could come from, the quick ways first."""
        desk, letters = self._desk, asked.words.letters
        assert asked.named is not None  # noqa: S101
        shelf = desk.shelf_of(asked.named.key)
        if not letters:
            return []
        likely = [*shelf.beginning(letters)[-_CANDIDATES:], *timed[-_CANDIDATES:]]
        if asked.inner is not None:
            chained = desk.answers.get((asked.named.key, asked.inner), [])
            likely += chained[-2 * _CANDIDATES :]
        fits = [fit for floor in dict.fromkeys(likely) for fit in self._lay(asked, floor)]
        if self._best(asked, fits) is None:
            hits = shelf.hits(letters, None if asked.closed else _HEAD)
            for own_hits in _leaders(hits):
                fits += self._lay(asked, own_hits[0][0], own_hits)
        for fit in fits:
            fit.timed = asked.time is not None and self._is_at(fit.floor, asked.time)
            fit.same_print = desk.floors[fit.floor].author == asked.named.printed
        return fits

    def _lay(self, asked: Asked, floor: int, hits: Sequence[Hit] = ()) -> list[_Fit]:
        """The passage on the own words of a floor, and on all its words where it quotes.

        ``hits`` are places of the floor that the passage shares; without them both are laid side
        by side from their beginnings.
        """
        desk, letters = self._desk, asked.words.letters
        own = desk.own(floor)
        runs: list[Run] = [] if hits else align(letters, own.letters, 0, 0)
        end, pieces = 0, 0
        for _floor, at, there in hits:
            if at >= end and pieces < _PIECES:
                runs += align(letters, own.letters, at, there, end)
                end = end_in_child(runs)
                pieces += 1
        fits = [self._fit(asked, floor, own, runs)]
        if floor != ARTICLE and desk.has_quotes(floor) and not hits:
            every = Words.whole(desk.folded(floor))
            start = every.letters.find(asked.words.letters[:_SHORT])
            runs = align(asked.words.letters, every.letters, 0, max(start, 0))
            fits.append(self._fit(asked, floor, every, runs))
        return fits

    def _fit(self, asked: Asked, floor: int, against: Words, runs: list[Run]) -> _Fit:
        letters = asked.words.letters
        text = "".join(letters[run.child : run.child + run.length] for run in runs)
        return _Fit(floor, against, runs, matched(runs), self._folding.weight(text))

    def _best(self, asked: Asked, fits: list[_Fit]) -> _Fit | None:
        """The fit to believe: nearly the most words, then time, the name as printed, the latest."""
        good = [fit for fit in fits if self._is_good(asked, fit)]
        if not good:
            return None
        most = max(fit.size for fit in good)
        return max(
            (fit for fit in good if fit.size >= 0.9 * most),
            key=lambda fit: (fit.timed, fit.same_print, self._desk.rank[fit.floor], fit.size),
        )

    def _is_good(self, asked: Asked, fit: _Fit) -> bool:
        """Whether enough of the passage was found in the floor."""
        letters = asked.words.letters
        if not fit.runs:
            return False
        first, size = fit.runs[0], len(letters)
        all_of_floor = first.parent == 0 and end_in_parent(fit.runs) == len(fit.against.letters)
        if asked.closed:
            whole = fit.size == size and (all_of_floor or asked.cut or size > 3)
            return whole or (fit.weight >= self._folding.enough and fit.size >= _MOSTLY * size)
        if first.child > _HEAD // 4:
            return False
        return fit.weight >= self._folding.enough or (all_of_floor and fit.size > 1)

    # -- passages without a name

    def unattributed(self, asked: Asked, *, certain: bool = True) -> Target | None:
        """The floor a passage without a name comes from.

        ``certain`` says that the passage is a quote in any case (brackets); between rulers it is
        one only if an earlier floor holds it.
        """
        letters = asked.words.letters
        if len(letters) < 2:
            return None
        shelf = self._desk.everyone
        wholes = shelf.whole(letters) if len(letters) <= _SHORT else []
        wholes = [floor for floor in wholes if floor != ARTICLE]
        if wholes:
            return self._whole(asked, wholes, certain=certain)
        hits = shelf.hits(letters)
        fits = [self._lay(asked, own_hits[0][0], own_hits)[0] for own_hits in _leaders(hits)]
        needed = (0.4 if asked.cut else 0.55) * len(letters)
        good = [fit for fit in fits if fit.weight >= self._folding.enough and fit.size >= needed]
        if not good:
            return None
        return self._of_several(asked, good)

    def _whole(self, asked: Asked, wholes: list[int], *, certain: bool) -> Target | None:
        """A few words that are all of one floor or of several."""
        letters = asked.words.letters
        weight = self._folding.weight(letters)
        sure = len(wholes) == 1 and (weight >= self._folding.enough or (certain and weight >= 4))
        if not sure and not certain and (weight < 4 or len(wholes) >= _SHARED_BY_MANY):
            return None
        rule = rules.BLOCK_WHOLE if sure else rules.BLOCK_SHORT
        floor = wholes[-1]
        return Target(floor, rule, [Run(0, 0, len(letters))], self._desk.own(floor))

    def _of_several(self, asked: Asked, good: list[_Fit]) -> Target | None:
        """Choose among floors that hold a passage; none where it is common property."""
        desk, letters = self._desk, asked.words.letters
        most = max(fit.size for fit in good)
        top = [fit for fit in good if fit.size >= 0.9 * most]
        article = next((fit for fit in top if fit.floor == ARTICLE), None)
        if article is not None:
            return Target(ARTICLE, rules.BLOCK_TEXT, article.runs, article.against)
        if len(top) >= _SHARED_BY_MANY and asked.words.source.letters and len(letters) <= _SHORT:
            return None
        # one's own words again are rather a signature under a ruler than a quote
        me = desk.keys[asked.child]
        good = [fit for fit in good if desk.keys[fit.floor] != me or _is_whole(fit)]
        top = [fit for fit in top if fit in good]
        if not top:
            return None
        floors = {fit.floor for fit in good}
        # quotes within quotes: the floor that answers another floor quoted here is the one meant
        answering = [fit for fit in good if desk.parents.get(fit.floor) in floors]
        best = max(answering or top, key=lambda fit: (desk.rank[fit.floor], fit.size))
        short = len(letters) <= _SHORT
        rule = rules.BLOCK_SHORT if short else rules.BLOCK_TEXT
        return Target(best.floor, rule, best.runs, best.against)


def _is_whole(fit: _Fit) -> bool:
    """Whether a fit takes up all of the floor."""
    return fit.size >= 0.9 * len(fit.against.letters.replace(SEAM, ""))


def _leaders(hits: list[Hit]) -> list[list[Hit]]:
    """The hits of each of the few floors that were hit most, the latest first among equals."""
    by_floor: dict[int, list[Hit]] = {}
    for hit in hits:
        by_floor.setdefault(hit[0], []).append(hit)
    ranked = sorted(by_floor, key=lambda floor: (-len(by_floor[floor]), -floor))
    return [by_floor[floor] for floor in ranked[:_CANDIDATES]]
