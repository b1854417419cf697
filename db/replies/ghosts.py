"""Posts that only quotes know: gathered from the quotes, one ghost for each lost post."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.replies.floors import FoundGhost

if TYPE_CHECKING:
    from db.replies.walltime import WallTime

_SAME = 12  # letters from the beginning by which two quotes are known to be of one post
_LEAST = 8  # so many will do where one of the two has no more
_MOST = 20_000  # code points of a lost post that are kept


@dataclass(slots=True)
class _Lost:
    author: str | None
    letters: str
    text: str
    time: WallTime | None
    posted_at: str | None
    posted_at_text: str | None
    known_from: list[int] = field(default_factory=list[int])


@dataclass(frozen=True, slots=True)
class Sighting:
    """A quote of a lost post: by whom and when its head says, and the words that survive."""

    key: str
    author: str | None
    time: WallTime | None
    posted_at: str | None
    posted_at_text: str | None
    letters: str
    text: str
    lost_id: str | None = None


class Ghosts:
    """Collects sightings and merges those that show the same lost post."""

    def __init__(self) -> None:
        self._lost: list[_Lost] = []
        self._timed: dict[tuple[str, WallTime], list[int]] = {}
        self._worded: dict[tuple[str, str], int] = {}
        self._by_id: dict[str, int] = {}

    def see(self, sighting: Sighting, quote: int | None) -> int:
        """Note that a quote shows a lost post, or that only a mark of the page names it.

        Returns the number of the ghost.
        """
        number = self._same(sighting)
        if number is None:
            number = len(self._lost)
            self._lost.append(
                _Lost(
                    sighting.author,
                    sighting.letters,
                    sighting.text[:_MOST],
                    sighting.time,
                    sighting.posted_at,
                    sighting.posted_at_text,
                )
            )
        lost = self._lost[number]
        if len(sighting.letters) > len(lost.letters):
            lost.letters, lost.text = sighting.letters, sighting.text[:_MOST]
        if lost.time is None and sighting.time is not None:
            lost.time = sighting.time
            lost.posted_at, lost.posted_at_text = sighting.posted_at, sighting.posted_at_text
        if quote is not None:
            lost.known_from.append(quote)
        self._remember(sighting, number)
        return number

    def _remember(self, sighting: Sighting, number: int) -> None:
        if sighting.lost_id is not None:
            self._by_id.setdefault(sighting.lost_id, number)
        if sighting.time is not None:
            key = (sighting.key, _minute(sighting.time))
            self._timed.setdefault(key, []).append(number)
        for start in _starts(sighting.letters):
            self._worded.setdefault((sighting.key, start), number)

    def _same(self, sighting: Sighting) -> int | None:
        """The ghost a sighting belongs to: same id, or same author and minute or first words."""
        if sighting.lost_id is not None:
            return self._by_id.get(sighting.lost_id)
        if sighting.time is not None:
            for number in self._timed.get((sighting.key, _minute(sighting.time)), ())[-4:]:
                lost = self._lost[number]
                together = lost.time is None or lost.time.meets(sighting.time)
                if together and _agree(lost.letters, sighting.letters):
                    return number
        for start in _starts(sighting.letters):
            number = self._worded.get((sighting.key, start), -1)
            if number >= 0 and self._fits(self._lost[number], sighting):
                return number
        return None

    @staticmethod
    def _fits(lost: _Lost, sighting: Sighting) -> bool:
        if lost.time is not None and sighting.time is not None:
            return lost.time.meets(sighting.time)
        return _agree(lost.letters, sighting.letters)

    def found(self) -> tuple[FoundGhost, ...]:
        """All ghosts, in the order they were first seen."""
        return tuple(
            FoundGhost(
                lost.author, lost.posted_at, lost.posted_at_text, lost.text, tuple(lost.known_from)
            )
            for lost in self._lost
        )


def _starts(letters: str) -> list[str]:
    """The beginnings of a quote under which its post is remembered, the longest first."""
    longest = min(len(letters), _SAME)
    return [letters[:size] for size in range(longest, min(_LEAST, longest) - 1, -1) if size]


def _minute(time: WallTime) -> WallTime:
    return time._replace(second=-1)


def _agree(one: str, two: str) -> bool:
    """Whether two quotes may be of one post: alike from the beginning, or one without words."""
    size = min(len(one), len(two), _SAME)
    return one[:size] == two[:size]
