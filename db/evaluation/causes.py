"""Why an edge is wrong or missing, as far as the thread shows it: for sorting errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.evaluation.flat import ABSENT, TOPIC
from db.replies.folding import Folding
from db.replies.trimming import is_placeholder

if TYPE_CHECKING:
    from db.evaluation.flat import Flat

CAUSES: dict[str, str] = {
    "claimed of the topic": "an edge, where the writer answered no floor",
    "absent, wrong floor": "an edge, where the parent is not in the capture",
    "same words elsewhere": "an edge to another floor that holds the quoted words",
    "same author": "an edge to another floor of the author who is answered",
    "another quote": "an edge to another floor that is quoted in the same reply",
    "no cue, wrong floor": "an edge, where the reply shows nothing of its parent",
    "wrong floor": "an edge to another floor, for no reason that is seen here",
    "parent hidden": "no edge: of the parent only a moderator's line is left",
    "parent changed": "no edge: the quoted words are not in the parent as it stands now",
    "few words": "no edge: too few words are quoted",
    "no cue": "no edge: the reply shows nothing of its parent",
    "taken for lost": "no edge: the parent was said not to be there",
    "not found": "no edge, for no reason that is seen here",
    "absent, no edge": "no edge, and the lost parent is not shown",
}
"""The causes, and what they mean: first those of wrong edges, then those of missing ones."""
_FEW = 8
_HEAD = 8  # letters from the beginning and from the end of a quote by which it is looked for
_FOLDING = Folding(spaced=False)


def cause_of(flat: Flat, child: int, label: int, parent: int | None, *, ghost: bool) -> str:
    """The cause of an error; empty where what was said is right.

    ``parent`` is the floor that was claimed, ``ghost`` that a lost parent was claimed.
    """
    if label == parent or (label == TOPIC and parent is None):
        return ""
    if label == TOPIC:
        return "claimed of the topic"
    if label == ABSENT:
        missed = "" if ghost else "absent, no edge"
        return missed if parent is None else "absent, wrong floor"
    words = _quoted(flat, child, label)
    if parent is not None:
        return _wrong(flat, child, label, parent, words)
    return _missing(flat, label, words, ghost=ghost)


def _missing(flat: Flat, label: int, words: str, *, ghost: bool) -> str:
    if is_placeholder(_around_quotes(flat, label)):
        return "parent hidden"
    if not words:
        return "no cue"
    if len(words) < _FEW:
        return "few words"
    if not _holds(flat, label, words):
        return "parent changed"
    return "taken for lost" if ghost else "not found"


def _wrong(flat: Flat, child: int, label: int, parent: int, words: str) -> str:
    floors = flat.thread.floors
    if words and _holds(flat, parent, words):
        return "same words elsewhere"
    if any(each.floor == child and each.source == parent for each in flat.shown):
        return "another quote"
    if floors[parent].author is not None and floors[parent].author == floors[label].author:
        return "same author"
    return "wrong floor" if words else "no cue, wrong floor"


def _quoted(flat: Flat, child: int, label: int) -> str:
    """The letters that a floor quotes of its parent."""
    text = flat.thread.floors[child].text
    for each in flat.shown:
        if each.floor == child and each.source == label:
            return _FOLDING.letters(text[each.start : each.end])
    return ""


def _around_quotes(flat: Flat, floor: int) -> str:
    """What a floor says around its quotes."""
    text, at = flat.thread.floors[floor].text, 0
    parts: list[str] = []
    for each in flat.shown:
        if each.floor == floor:
            parts.append(text[at : each.start])
            at = each.end
    return "".join([*parts, text[at:]])


def _holds(flat: Flat, floor: int, words: str) -> bool:
    letters = _FOLDING.letters(flat.thread.floors[floor].text)
    return words[:_HEAD] in letters or words[-_HEAD:] in letters
