"""Finding the floor that a passage under a name was copied from.

It is looked for among the floors of the author it names.  What none of them holds is a ghost,
never "the latest floor of that author": that would be wrong for every post that was deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.replies import rules
from db.replies.asked import Target
from db.replies.desk import ARTICLE
from db.replies.fits import CANDIDATES, HEAD, Fit, agreed, best, lay, lay_on

if TYPE_CHECKING:
    from db.replies.asked import Asked
    from db.replies.desk import Desk
    from db.replies.names import Named
    from db.replies.shelves import Shelf
    from db.replies.walltime import WallTime

_ALIKE = 0.6  # of short pieces shared, where words were edited
_RECENT = 50
_NEIGHBOURS = 8


def attributed(desk: Desk, asked: Asked, named: Named) -> Target | None:
    """The floor of the named author that is quoted, a ghost, or ``None`` for no quote at all."""
    shelf = desk.shelf_of(named.key)
    if not shelf.floors:
        # renamed since, or not in the capture: whoever has the words now only quotes them, too
        return _lost(desk, asked, named)
    found = by_words(desk, asked, named)
    if found is not None:
        return found
    timed = _timed(desk, asked, named)
    if timed:
        return Target(timed[-1], rules.AUTHOR_TIME)
    return _by_circumstance(desk, asked, named, shelf)


def by_words(desk: Desk, asked: Asked, named: Named) -> Target | None:
    """The floor of the named author that holds the words."""
    fit = _best_fit(desk, asked, named)
    if fit is None:
        return None
    return Target(fit.floor, _rule(desk, asked, fit), fit.runs, fit.against)


def _timed(desk: Desk, asked: Asked, named: Named) -> list[int]:
    """The floors of the named author that were written when the head says."""
    return desk.floors_at(named.key, asked.time) if asked.time is not None else []


def _rule(desk: Desk, asked: Asked, fit: Fit) -> str:
    if fit.against is not desk.own(fit.floor) and asked.inner is not None:
        return rules.NESTED_CHAIN
    if fit.timed:
        return rules.AUTHOR_TIME_TEXT
    return rules.AUTHOR_TEXT if fit.enough else rules.AUTHOR_SHORT


def _best_fit(desk: Desk, asked: Asked, named: Named) -> Fit | None:
    """The best of the floors the passage could come from; the quick ways to find them first."""
    letters = asked.words.letters
    shelf = desk.shelf_of(named.key)
    if not letters:
        return None
    likely = [*shelf.beginning(letters)[-CANDIDATES:], *_timed(desk, asked, named)]
    if not asked.closed:
        likely += shelf.shorter(letters)[-CANDIDATES:]
    if asked.inner is not None:
        likely += desk.answers.get((named.key, asked.inner), [])[-2 * CANDIDATES :]
    fits = [fit for floor in dict.fromkeys(likely) for fit in lay(desk, asked, floor)]
    _compare(desk, asked, named, fits)
    fit = best(desk, asked, fits)
    if fit is None:
        more = lay_on(desk, asked, shelf.hits(letters, None if asked.closed else HEAD))
        _compare(desk, asked, named, more)
        # those that were not good are no better now
        fit = best(desk, asked, more)
    return fit


def _compare(desk: Desk, asked: Asked, named: Named, fits: list[Fit]) -> None:
    """Note which fits have the time and the very name that the head prints."""
    for fit in fits:
        known = desk.time_of(fit.floor)
        fit.timed = asked.time is not None and known is not None and known.meets(asked.time)
        fit.same_print = desk.floors[fit.floor].author == named.printed


def _by_circumstance(desk: Desk, asked: Asked, named: Named, shelf: Shelf) -> Target | None:
    """The floor of an author whose words do not show it: by chain, times, likeness."""
    letters = asked.words.letters
    usable = desk.folding.is_enough(letters)
    chained = desk.answers.get((named.key, asked.inner), []) if asked.inner else []
    if chained and not usable:
        return Target(chained[-1], rules.NESTED_CHAIN)
    if not usable and asked.time is not None:
        bracketed = _sandwiched(desk, shelf.floors, asked.time)
        if bracketed is not None:
            return Target(bracketed, rules.TIME_SANDWICH)
    alike = shelf.alike(letters) if asked.closed else None
    if alike is not None and alike[1] >= _ALIKE and _may_be_at(desk, alike[0], asked.time):
        return Target(alike[0], rules.AUTHOR_EDITED)
    hidden = [
        floor
        for floor in shelf.floors[-_RECENT:]
        if desk.is_hidden(floor) and _may_be_at(desk, floor, asked.time)
    ]
    if hidden:
        return Target(_in_time(desk, hidden, asked.time)[-1], rules.AUTHOR_MODERATED)
    if letters:
        return _lost(desk, asked, named)
    if not any(_may_be_at(desk, floor, asked.time) for floor in shelf.floors[-_RECENT:]):
        return _lost(desk, asked, named)
    if len(shelf.floors) == 1:
        return Target(shelf.floors[0], rules.AUTHOR_ONLY)
    return None


def _lost(desk: Desk, asked: Asked, named: Named) -> Target:
    """A ghost, unless the article or a later floor of the author has the words."""
    hits = desk.article.hits(asked.words.letters, None if asked.closed else HEAD)
    fit = best(desk, asked, lay_on(desk, asked, hits))
    if fit is not None:
        return Target(ARTICLE, rules.BLOCK_TEXT, fit.runs, fit.against)
    letters = asked.words.letters
    place = desk.rank[asked.child]
    for floor in desk.all_by(named.key).beginning(letters)[-CANDIDATES:]:
        if desk.rank[floor] > place and agreed(letters, desk.folded(floor).letters, desk):
            return Target(None, rules.LATER)
    return Target(None, rules.GHOST)


def _may_be_at(desk: Desk, floor: int, time: WallTime | None) -> bool:
    """Whether nothing contradicts that ``floor`` was written at ``time``."""
    known = desk.time_of(floor)
    return known is None or time is None or known.meets(time)


def _in_time(desk: Desk, floors: list[int], time: WallTime | None) -> list[int]:
    """Those of some floors whose neighbours were not written on the wrong side of ``time``.

    All of them where that leaves none, or where no time is asked for.
    """
    if time is None or len(floors) == 1:
        return floors
    return [floor for floor in floors if _fits_between(desk, floor, time)] or floors


def _fits_between(desk: Desk, floor: int, time: WallTime) -> bool:
    low, high = _times_around(desk, floor)
    return (low is None or low[:5] <= time[:5]) and (high is None or time[:5] <= high[:5])


def _sandwiched(desk: Desk, floors: list[int], time: WallTime) -> int | None:
    """The only floor whose neighbours' times bracket ``time``, while its own is unknown."""
    if len(floors) > CANDIDATES:
        return None
    fitting = [floor for floor in floors if _brackets(desk, floor, time)]
    return fitting[0] if len(fitting) == 1 else None


def _brackets(desk: Desk, floor: int, time: WallTime) -> bool:
    if desk.time_of(floor) is not None:
        return False
    low, high = _times_around(desk, floor)
    return low is not None and high is not None and low[:5] <= time[:5] <= high[:5]


def _times_around(desk: Desk, floor: int) -> tuple[WallTime | None, WallTime | None]:
    """The nearest times known of the floors a little before and a little after a floor."""
    place, order = desk.rank[floor], desk.order
    before = reversed(order[max(0, place - _NEIGHBOURS) : place])
    after = order[place + 1 : place + 1 + _NEIGHBOURS]
    return (
        next((known for known in map(desk.time_of, before) if known is not None), None),
        next((known for known in map(desk.time_of, after) if known is not None), None),
    )
