"""What was read, as the rows that leave the inference: quotes, links, ghosts, times."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from db.records import Span
from db.replies import rules
from db.replies.evidence import evidence
from db.replies.floors import FoundLink, FoundQuote, LearnedTime
from db.replies.ghosts import Ghosts, Sighting
from db.replies.walltime import wall_time
from db.times import parse_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.records import Evidence
    from db.replies.asked import Passage
    from db.replies.desk import Desk
    from db.replies.edges import Edge, Reading
    from db.replies.floors import FlatThread, FoundGhost, LostParent
    from db.replies.walltime import WallTime


class Telling:
    """Collects the rows of a thread, floor by floor."""

    def __init__(self, thread: FlatThread, desk: Desk) -> None:
        self._zone = thread.timezone
        self._desk = desk
        self._ghosts = Ghosts()
        self._times: dict[str, str | None] = {}
        self.quotes: list[FoundQuote] = []
        self.links: list[FoundLink] = []

    @property
    def ghosts(self) -> tuple[FoundGhost, ...]:
        """The lost posts seen in the quotes told so far."""
        return self._ghosts.found()

    def tell(self, reading: Reading) -> None:
        """Add the quotes and links of one floor."""
        lost = [self._quote(reading.floor, passage) for passage in reading.passages]
        ghosts_linked: set[int] = set()
        for number, edge in enumerate(reading.edges):
            ghost = lost[edge.passages[0]] if edge.rule == rules.GHOST else None
            if edge.rule == rules.STATED_LOST and reading.lost is not None:
                ghost = self._stated_lost(reading.lost)
            if ghost is not None:
                if ghost in ghosts_linked:
                    continue
                ghosts_linked.add(ghost)
            self._link(reading, edge, ghost, primary=number == 0)

    def _quote(self, floor: int, passage: Passage) -> int | None:
        """Add a quote; returns the number of the lost post it shows, if it shows one."""
        asked, target = passage.asked, passage.target
        posted_at = self.posted_at(passage.time) if passage.time else None
        author = asked.named.printed if asked.named else None
        source = ghost = None
        if target is not None and target.floor is not None and target.floor >= 0:
            source = target.floor
        elif target is not None and target.rule == rules.GHOST:
            start, end = passage.words
            sighting = Sighting(
                asked.named.key if asked.named else "",
                author,
                asked.time,
                posted_at,
                passage.time,
                asked.words.letters,
                self._desk.floors[floor].text[start:end],
                passage.lost_id,
            )
            ghost = self._ghosts.see(sighting, len(self.quotes))
        self.quotes.append(
            FoundQuote(
                floor,
                Span(passage.start, passage.end),
                Span(*passage.words),
                author,
                posted_at,
                passage.time,
                source,
                ghost,
            )
        )
        return ghost

    def _stated_lost(self, lost: LostParent) -> int:
        """The number of a lost post that the page names as answered."""
        named = self._desk.names.key(lost.author)
        time = wall_time(lost.posted_at or lost.posted_at_text)
        said = (lost.posted_at, lost.posted_at_text)
        return self._ghosts.see(
            Sighting(named, lost.author, time, *said, "", "", lost.site_id), None
        )

    def posted_at(self, printed: str) -> str | None:
        """A printed time as ISO 8601; many quotes print the same."""
        if printed not in self._times:
            self._times[printed] = parse_time(printed, self._zone)
        return self._times[printed]

    def _link(self, reading: Reading, edge: Edge, ghost: int | None, *, primary: bool) -> None:
        spaced = self._desk.folding.spaced
        found: list[Evidence] = list(edge.shown)
        for number in edge.passages:
            passage = reading.passages[number]
            target = passage.target
            if target is not None and target.against is not None and target.floor == edge.parent:
                found += evidence(target.runs, passage.asked.words, target.against, passage.words)
        self.links.append(
            FoundLink(
                reading.floor,
                edge.parent,
                ghost,
                rules.state(edge.rule, spaced=spaced),
                edge.rule,
                rules.confidence(edge.rule, spaced=spaced),
                tuple(sorted(found, key=lambda each: each.child.start)),
                primary,
            )
        )


def is_dating(passage: Passage) -> bool:
    """Whether a quote tells when its source was written: by its words and author, surely."""
    target = passage.target
    return (
        passage.asked.time is not None
        and target is not None
        and target.floor is not None
        and target.floor >= 0
        and target.rule in rules.DATING
    )


def learned_times(
    seen: dict[int, list[tuple[WallTime, str, int]]], posted_at: Callable[[str], str | None]
) -> tuple[LearnedTime, ...]:
    """The times that quotes tell of floors whose page tells none; ``posted_at`` reads them.

    Where quotes disagree the minute that most of them print is taken, and none where no minute
    has more than half.
    """
    learned: list[LearnedTime] = []
    for floor, sightings in sorted(seen.items()):
        fitting = sightings
        if len(sightings) > 1:
            minutes = Counter(time[:5] for time, _printed, _seen_in in sightings)
            minute, count = minutes.most_common(1)[0]
            if 2 * count <= len(sightings):
                continue
            fitting = [each for each in sightings if each[0][:5] == minute]
        _time, printed, seen_in = min(fitting, key=lambda each: (each[0].second < 0, each[2]))
        learned.append(LearnedTime(floor, posted_at(printed), printed, seen_in))
    return tuple(learned)
