"""What simple means reach on the same floors: the figures to compare with.

- the previous floor, always;
- the latest earlier floor that holds the quoted words, exactly as they stand; these are told to it,
  so that it need not find the quote;
- the earlier floor that is most alike (TF-IDF over words, of Chinese over pairs of characters;
  cosine; Salton and Buckley 1988).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from db.evaluation.flat import TOPIC
from db.evaluation.measures import Links
from db.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from db.evaluation.flat import Flat

_LEAST = 2  # characters of a quote that are looked for
_WORDS = re.compile(r"[a-z0-9_]{2,40}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_WIDE = "\u3040"
_MOST_FLOORS = 400  # terms that more floors hold than this tell nothing and cost much


def previous(flat: Flat) -> list[int | None]:
    """The floor before each."""
    return [index - 1 if index else None for index in range(len(flat.parents))]


def exact(flat: Flat) -> list[int | None]:
    """The latest earlier floor that holds the first quote of each, character by character."""
    quote: dict[int, str] = {}
    for each in flat.shown:
        text = flat.thread.floors[each.floor].text[each.start : each.end].strip()
        quote.setdefault(each.floor, text)
    found: list[int | None] = []
    starts: list[int] = []
    length = 0
    everything = "\0".join(floor.text.replace("\0", " ") for floor in flat.thread.floors)
    for index, floor in enumerate(flat.thread.floors):
        words, target = quote.get(index, ""), None
        if len(words) >= _LEAST:
            at = everything.rfind(words, 0, max(0, length - 1))
            target = _floor_at(starts, at) if at >= 0 else None
        found.append(target)
        starts.append(length)
        length += len(floor.text) + 1
    return found


def _floor_at(starts: list[int], at: int) -> int:
    low, high = 0, len(starts)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if starts[middle] <= at else (low, middle)
    return low


def alike(flat: Flat) -> list[int | None]:
    """The earlier floor with the most similar words."""
    bags = [Counter(_terms(floor.text)) for floor in flat.thread.floors]
    held = Counter(term for bag in bags for term in bag)
    weight = {term: math.log(len(bags) / count) for term, count in held.items()}
    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    found: list[int | None] = []
    for index, bag in enumerate(bags):
        values = {term: (1 + math.log(count)) * weight[term] for term, count in bag.items()}
        norm = math.sqrt(sum(value * value for value in values.values())) or 1.0
        scores: defaultdict[int, float] = defaultdict(float)
        for term, value in values.items():
            for other, theirs in postings[term]:
                scores[other] += value * theirs
        best = max(scores.items(), key=lambda item: (item[1], item[0]), default=(0, 0.0))
        found.append(best[0] if best[1] > 0 else None)
        for term, value in values.items():
            if held[term] <= _MOST_FLOORS:
                postings[term].append((index, value / norm))
    return found


def _terms(text: str) -> Iterable[str]:
    for run in _WORDS.findall(fold(text)):
        if run[0] < _WIDE or len(run) == 1:
            yield run
        else:
            yield from (run[at : at + 2] for at in range(len(run) - 1))


BASELINES: dict[str, Callable[[Flat], list[int | None]]] = {
    "previous floor": previous,
    "exact quote": exact,
    "TF-IDF": alike,
}


def compared(flats: Iterable[Flat]) -> dict[str, Links]:
    """What each baseline reaches on the floors that are judged."""
    counts = {name: [0, 0, 0] for name in BASELINES}
    for flat in flats:
        for name, guess in BASELINES.items():
            claims, here = guess(flat), counts[name]
            for child, label in enumerate(flat.parents):
                if label is None or child == 0:
                    continue
                claim = None if label == TOPIC and claims[child] == 0 else claims[child]
                here[0] += label >= 0
                here[1] += claim is not None
                here[2] += claim is not None and claim == label
    return {name: Links(*here) for name, here in counts.items()}
