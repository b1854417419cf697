"""Laying a passage on floors it could come from, and judging how well it lies there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.replies.align import Run, align, end_in_child, end_in_parent, matched
from db.replies.folding import SEAM, Words, is_letter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.replies.asked import Asked
    from db.replies.desk import Desk
    from db.replies.shelves import Hit

CANDIDATES = 12  # floors a passage is laid beside, at most, per way of finding them
HEAD = 64  # an open-ended quote begins within these letters
SHORT = 40  # letters of a passage that is only believed exactly
_PIECES = 6  # passages copied from one floor with something cut out between them
_MOSTLY = 0.5  # of a closed quote that must be found in a floor
_NEARLY_MOST = 0.9  # of the longest fit: fits this long are told apart by other signs


@dataclass(slots=True)
class Fit:
    """How well a passage lies on a floor: ``size`` equal letters, ``enough`` to be believed."""

    floor: int
    against: Words
    runs: list[Run]
    size: int
    enough: bool
    timed: bool = False
    same_print: bool = False

    @property
    def is_whole_floor(self) -> bool:
        """Whether the passage begins and ends with the floor."""
        return self.runs[0].parent == 0 and end_in_parent(self.runs) == len(self.against.letters)

    @property
    def is_most_of_floor(self) -> bool:
        """Whether nearly all of the floor is in the passage."""
        return self.size >= 0.9 * len(self.against.letters.replace(SEAM, ""))


def lay(desk: Desk, asked: Asked, floor: int) -> list[Fit]:
    """The passage beside a floor from its beginning: its own words, and all where it quotes."""
    letters = asked.words.letters
    own = desk.own(floor)
    fits = [_fit(desk, letters, floor, own, align(letters, own.letters, desk.patience))]
    if desk.has_quotes(floor):
        every = Words.whole(desk.folded(floor))
        start = max(0, every.letters.find(letters[:SHORT]))
        runs = align(letters, every.letters, desk.patience, 0, start)
        fits.append(_fit(desk, letters, floor, every, runs))
    return fits


def lay_on(desk: Desk, asked: Asked, hits: list[Hit]) -> list[Fit]:
    """The passage on the own words of the floors that were hit most, one fit for each."""
    letters = asked.words.letters
    fits: list[Fit] = []
    known: dict[str, Fit] = {}
    for own_hits in _leaders(hits):
        floor = own_hits[0][0]
        own = desk.own(floor)
        same = known.get(own.letters)
        if same is None:
            runs = _around(desk, letters, own.letters, own_hits)
            same = known[own.letters] = _fit(desk, letters, floor, own, runs)
            fits.append(same)
        else:
            fits.append(Fit(floor, own, same.runs, same.size, same.enough))
    return fits


def _around(desk: Desk, letters: str, own: str, hits: Sequence[Hit]) -> list[Run]:
    """Equal runs around the places that a passage shares with a floor."""
    runs: list[Run] = []
    end, pieces = 0, 0
    for _floor, at, there in hits:
        if at >= end and pieces < _PIECES:
            runs += align(letters, own, desk.patience, at, there, end)
            end = end_in_child(runs)
            pieces += 1
    return runs


def _fit(desk: Desk, letters: str, floor: int, against: Words, runs: list[Run]) -> Fit:
    text = "".join([letters[run.child : run.child + run.length] for run in runs])
    return Fit(floor, against, runs, len(text), desk.folding.is_enough(text))


def _leaders(hits: list[Hit]) -> list[list[Hit]]:
    """The hits of each of the few floors that were hit most, the latest first among equals."""
    by_floor: dict[int, list[Hit]] = {}
    for hit in hits:
        by_floor.setdefault(hit[0], []).append(hit)
    ranked = sorted(by_floor, key=lambda floor: (-len(by_floor[floor]), -floor))
    return [by_floor[floor] for floor in ranked[:CANDIDATES]]


def longest(fits: list[Fit]) -> list[Fit]:
    """Those of some fits, of at least one, that are nearly as long as the longest."""
    most = max(fit.size for fit in fits)
    return [fit for fit in fits if fit.size >= _NEARLY_MOST * most]


def best(desk: Desk, asked: Asked, fits: list[Fit]) -> Fit | None:
    """The fit to believe: nearly the most words, then time, the name as printed, the latest."""
    good = [fit for fit in fits if _is_good(asked, fit)]
    if not good:
        return None
    return max(
        longest(good),
        key=lambda fit: (fit.timed, fit.same_print, desk.rank[fit.floor], fit.size),
    )


def _is_good(asked: Asked, fit: Fit) -> bool:
    """Whether enough of the passage was found in the floor."""
    if not fit.runs:
        return False
    size = len(asked.words.letters)
    if asked.closed:
        whole = fit.size == size and (size > 3 or asked.cut or fit.is_whole_floor)
        return whole or (fit.enough and fit.size >= _MOSTLY * size)
    if fit.runs[0].child > HEAD // 4:
        return False
    return fit.enough or (fit.is_whole_floor and fit.size > 1 and _ends_a_word(asked, fit))


def _ends_a_word(asked: Asked, fit: Fit) -> bool:
    """Whether no letter follows the passage in the text: a few letters begin much else."""
    text = asked.words.source.text
    at = asked.words.origin(end_in_child(fit.runs) - 1) + 1
    return at >= len(text) or not is_letter(text[at])


def agreed(letters: str, floor_letters: str, desk: Desk) -> bool:
    """Whether a floor begins with a passage, or with enough of it."""
    runs = align(letters, floor_letters, desk.patience)
    return matched(runs) >= min(len(letters), desk.folding.enough)
