"""The rules by name, how far each is to be trusted, and how its edges are drawn.

The figures are precisions on threads with known parents (see
docs/decisions/0004-reply-links-first-rules.md); a rule, not a single find, has a confidence.  It is
the one of ``table.py``, which draws what was measured here towards the prior that stands below.
Spaceless scripts and spaced ones differ, because boards in them quote differently.
"""

from __future__ import annotations

from typing import NamedTuple

from db.records import LinkState
from db.replies import table

SOLID_FROM = 0.95
DASHED_FROM = 0.5
SUGGESTED_UP_TO = 0.49


class Rule(NamedTuple):
    """Prior of a rule in spaceless and in spaced scripts, and what it means in words.

    The prior is the precision that the study before this program saw on other threads.
    The words end the sentence "This floor {words}." beside "Answers floor 4", and are translated.
    """

    wide: float
    spaced: float
    words: str


STATED = "stated"
STATED_LOST = "stated-lost"
QUOTE_STATED = "quote-stated"
AUTHOR_TIME_TEXT = "author-time-text"
AUTHOR_TEXT = "author-text"
AUTHOR_TIME = "author-time"
AUTHOR_SHORT = "author-short"
AUTHOR_ONLY = "author-only"
AUTHOR_EDITED = "author-edited"
AUTHOR_MODERATED = "author-moderated"
NESTED_CHAIN = "nested-chain"
TIME_SANDWICH = "time-sandwich"
BLOCK_TEXT = "block-text"
BLOCK_WHOLE = "block-whole"
BLOCK_SHORT = "block-short"
FLOOR_NAMED = "floor-named"
AUTHOR_CALLED = "author-called"
AUTHOR_CALLED_OFTEN = "author-called-often"
WORDS_IN_MARKS = "words-in-marks"
ECHO_LONG = "echo-long"
ECHO = "echo"
ECHO_SHORT = "echo-short"
ABOVE = "above"
ABOVE_INSIDE = "above-inside"
FIRST_POST = "first-post"
NAME_SAID = "name-said"
NAME_LIKE = "name-like"
RARE_TERM = "rare-term"
MOST_ALIKE = "most-alike"
ALIKE = "alike"
BEFORE = "before"
GHOST = "ghost"
# the words stand in a later floor: a quote, but no edge and no lost post
LATER = "later"
# rules that are sure enough to date the quoted floor by the time the quote prints
DATING = frozenset({QUOTE_STATED, AUTHOR_TEXT, AUTHOR_TIME_TEXT, AUTHOR_SHORT, NESTED_CHAIN})

# what the page says is not measured, nor is what is not there
CERTAIN = frozenset({STATED, STATED_LOST, QUOTE_STATED, GHOST})

RULES: dict[str, Rule] = {
    STATED: Rule(1.0, 1.0, "is marked by the page as an answer to that floor"),
    STATED_LOST: Rule(
        1.0, 1.0, "is marked by the page as an answer to a post that is not in this capture"
    ),
    QUOTE_STATED: Rule(0.999, 0.999, "quotes that floor by a mark of the page that names it"),
    AUTHOR_TIME_TEXT: Rule(
        0.999, 0.99, "names the author and the time of that floor and quotes its words"
    ),
    AUTHOR_TEXT: Rule(0.992, 0.978, "names the author of that floor and quotes its words"),
    AUTHOR_TIME: Rule(0.98, 0.93, "names the author and the time of that floor"),
    AUTHOR_SHORT: Rule(0.975, 0.9, "names the author of that floor and quotes a few of its words"),
    AUTHOR_ONLY: Rule(0.9, 0.9, "names the author of that floor, who wrote no other before"),
    AUTHOR_EDITED: Rule(0.9, 0.9, "names the author of that floor and quotes words much like it"),
    AUTHOR_MODERATED: Rule(0.68, 0.68, "names the author of that floor, which was hidden since"),
    NESTED_CHAIN: Rule(
        0.974, 0.98, "names the author of that floor and quotes what was quoted there"
    ),
    TIME_SANDWICH: Rule(
        0.96, 0.96, "names the author of that floor and a time that fits only there"
    ),
    BLOCK_TEXT: Rule(0.982, 0.849, "quotes the words of that floor without naming anybody"),
    BLOCK_WHOLE: Rule(0.96, 0.96, "quotes the whole of that floor without naming anybody"),
    BLOCK_SHORT: Rule(0.866, 0.8, "quotes a few words of that floor without naming anybody"),
    FLOOR_NAMED: Rule(0.8, 0.94, "names the number of that floor"),
    AUTHOR_CALLED: Rule(
        0.85, 0.45, "calls the author of that floor by name, who wrote no other before"
    ),
    AUTHOR_CALLED_OFTEN: Rule(
        0.67, 0.32, "calls the author of that floor by name, and it is the latest of several"
    ),
    WORDS_IN_MARKS: Rule(0.75, 0.78, "repeats words of that floor in quotation marks"),
    ECHO_LONG: Rule(0.7, 0.78, "repeats a long passage that only that floor holds"),
    ECHO: Rule(0.65, 0.81, "repeats words that only that floor holds"),
    ECHO_SHORT: Rule(0.55, 0.76, "repeats a few words that only that floor holds"),
    # what follows only suggests
    ABOVE: Rule(0.35, 0.35, "begins by speaking of the floor above"),
    ABOVE_INSIDE: Rule(0.25, 0.25, "speaks of the floor above in passing"),
    FIRST_POST: Rule(0.3, 0.15, "speaks of the one who began the thread"),
    NAME_SAID: Rule(0.35, 0.2, "mentions the author of that floor by name"),
    NAME_LIKE: Rule(0.4, 0.4, "mentions a name that shares letters with the author of that floor"),
    RARE_TERM: Rule(0.4, 0.38, "shares words with that floor that no other near it holds"),
    MOST_ALIKE: Rule(0.31, 0.35, "has more in common with that floor than with others near it"),
    ALIKE: Rule(0.1, 0.1, "shares words with that floor"),
    BEFORE: Rule(0.15, 0.3, "stands directly after that floor"),
    GHOST: Rule(0.95, 0.95, "quotes a post that is not in this capture"),
}


def confidence(rule: str, *, spaced: bool) -> float:
    """The measured precision of ``rule`` for the script of the thread; without cases its prior."""
    known = (table.SPACED if spaced else table.WIDE).get(rule)
    if known is not None:
        return known.confidence
    return RULES[rule].spaced if spaced else RULES[rule].wide


def suggested(rule: str, *, spaced: bool) -> float:
    """The confidence of ``rule`` where it only suggests: below that of any edge."""
    return min(confidence(rule, spaced=spaced), SUGGESTED_UP_TO)


def state(rule: str, *, spaced: bool) -> LinkState:
    """How an edge of ``rule`` is drawn; ``NONE`` where it is too weak to be an edge."""
    if rule == STATED:
        return LinkState.STATED
    if rule in (GHOST, STATED_LOST):
        return LinkState.GHOST
    sure = confidence(rule, spaced=spaced)
    if sure >= SOLID_FROM:
        return LinkState.SOLID
    return LinkState.DASHED if sure >= DASHED_FROM else LinkState.NONE
