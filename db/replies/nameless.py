"""Finding the floor that a passage without a name was copied from.

It is looked for everywhere, the article included, and most of it must be found; of several floors
that hold it the latest is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.replies import cues, rules
from db.replies.align import Run
from db.replies.asked import Target
from db.replies.desk import ARTICLE
from db.replies.fits import CANDIDATES, SHORT, Fit, lay_on, longest

if TYPE_CHECKING:
    from db.replies.asked import Asked
    from db.replies.desk import Desk

_NEEDED = 0.55  # of a passage that must be found
_SHARED_BY_MANY = 3  # floors that hold a few words: they are nobody's
_WORTH = 4  # weight of a few words that mean somebody


def nameless(desk: Desk, asked: Asked, *, certain: bool = True) -> Target | None:
    """The floor a passage without a name comes from.

    ``certain`` says that the passage is a quote in any case (brackets); between rulers it is
    one only if an earlier floor holds it.
    """
    letters = asked.words.letters
    if len(letters) < 2:
        return None
    shelf = desk.everyone
    wholes = shelf.whole(letters) if len(letters) <= SHORT else []
    if wholes and wholes[-1] != ARTICLE:
        return _whole(desk, asked, wholes, certain=certain)
    fits = lay_on(desk, asked, shelf.hits(letters))
    needed = _NEEDED * len(letters)
    good = [
        fit
        for fit in fits
        if fit.enough and fit.size >= needed and not _is_twin(desk, fit.floor, asked.child)
    ]
    return _of_several(desk, asked, good) if good else None


def _is_twin(desk: Desk, floor: int, child: int) -> bool:
    """Whether a floor is the same post sent twice: neither quotes the other.

    A post that has more rulers than the other quotes it, and answers by a picture or by nothing.
    """
    if floor == ARTICLE or desk.folded(floor).letters != desk.folded(child).letters:
        return False
    one, two = desk.floors[floor].text, desk.floors[child].text
    return len(cues.rulers(one)) == len(cues.rulers(two))


def _whole(desk: Desk, asked: Asked, wholes: list[int], *, certain: bool) -> Target | None:
    """A few words that are all of one floor or of several."""
    letters = asked.words.letters
    recent = [floor for floor in wholes[-CANDIDATES:] if floor != ARTICLE]
    others = [floor for floor in recent if not _is_twin(desk, floor, asked.child)]
    if not others:
        return None
    worth = desk.folding.weight(letters) >= _WORTH
    sure = len(others) == 1 and (desk.folding.is_enough(letters) or (certain and worth))
    if not sure and not certain and (not worth or len(others) >= _SHARED_BY_MANY):
        return None
    rule = rules.BLOCK_WHOLE if sure else rules.BLOCK_SHORT
    floor = others[-1]
    return Target(floor, rule, [Run(0, 0, len(letters))], desk.own(floor))


def _of_several(desk: Desk, asked: Asked, good: list[Fit]) -> Target | None:
    """Choose among floors that hold a passage; none where it is common property."""
    short = len(asked.words.letters) <= SHORT
    top = longest(good)
    article = next((fit for fit in top if fit.floor == ARTICLE), None)
    if article is not None:
        return Target(ARTICLE, rules.BLOCK_TEXT, article.runs, article.against)
    if short and len(top) >= _SHARED_BY_MANY:
        return None
    me = desk.keys[asked.child]
    top = [
        fit
        for fit in top
        # one's own words again are rather a signature under a ruler than a quote
        if not me or desk.keys[fit.floor] != me or fit.is_most_of_floor
    ]
    if not top:
        return None
    chosen = max(top, key=lambda fit: (desk.rank[fit.floor], fit.size))
    rule = rules.BLOCK_SHORT if short else rules.BLOCK_TEXT
    return Target(chosen.floor, rule, chosen.runs, chosen.against)
