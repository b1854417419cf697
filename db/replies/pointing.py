"""Words that point at a floor and are too weak to be an edge: 楼上, 楼主, a name in the prose.

They are plural as often as not (楼上几位), hearsay, or a storey; the name of an author is often a
word.  So they only suggest.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from db.labels import numbered
from db.replies import rules
from db.replies.likeness import LONGEST, Window
from db.replies.mentions import Mention, has_mention, mentions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.replies.desk import Desk
    from db.replies.likeness import Terms

_ABOVE = re.compile(
    r"(?<![家住在到去从從跑搬一二三])[楼樓](?P<up>上(?:[楼樓]?上){0,3})"
    r"(?!几|幾|各|们|們|诸|諸|的?[窗房邻鄰住户戶]|的[几幾各人])"
    r"|(?<![A-Za-z])[Ll][Ss](?![A-Za-z])"
)
_FIRST = re.compile(
    r"(?<![一二三几幾高层層])[楼樓]主(?![义義席])|(?<![A-Za-z])[Ll][Zz](?![A-Za-z])"
)
_FIRST_SPACED = re.compile(r"(?<![A-Za-z])(?:OP|lz)(?![A-Za-z])")
_OPENS = 6  # code points, none a letter, that may stand before the first word
_LATIN = re.compile(r"(?<![a-z])[a-z]{4,20}(?![a-z])")
_SHORTEST_WIDE, _SHORTEST = 2, 4  # letters of a name that is looked for
_OFTEN = 5  # a word that one in so many near floors holds is no name
_MOST = 40


class Near:
    """The floors shortly before one, with the authors who wrote them."""

    def __init__(self, desk: Desk) -> None:
        self.window = Window(spaced=desk.folding.spaced)
        self.authors: dict[str, int] = {}  # their keys, with the number of their floors
        self._keys = desk.keys

    def add(self, floor: int, held: Terms) -> None:
        """Put the next floor in."""
        gone = self.window.add(floor, held)
        key = self._keys[floor]
        self.authors[key] = self.authors.get(key, 0) + 1
        if gone is not None:
            left = self._keys[gone]
            self.authors[left] -= 1
            if not self.authors[left]:
                del self.authors[left]


def pointed(desk: Desk, floor: int, letters: str, near: Near) -> Iterator[Mention]:
    """The floors that the words of a floor point at, by whatever rule; quotes are known.

    Args:
        desk: what is known of the thread before the floor.
        floor: the floor.
        letters: its own words, folded.
        near: the floors shortly before it.
    """
    text = desk.floors[floor].text
    ranges = desk.own_ranges(floor)
    found = [*_above(desk, floor, text, ranges), *_first(desk, floor, text)]
    if has_mention(text):
        found += mentions(desk, floor)
    for mention in found:
        if any(start <= mention.start < end for start, end in ranges):
            yield mention
    yield from _named(desk, floor, letters, near)


def _above(
    desk: Desk, floor: int, text: str, ranges: Sequence[tuple[int, int]]
) -> Iterator[Mention]:
    """楼上 and ls: the floor before, or so many floors before, whoever wrote this one left out."""
    match = _ABOVE.search(text) if not desk.folding.spaced else None
    if match is None:
        return
    first = ranges[0][0] if ranges else 0
    before = text[first : match.start()]
    opens = len(before) <= _OPENS and not any(map(str.isalnum, before))
    if match["up"] is None and not opens:
        return
    target = before_others(desk, floor, match["up"].count("上") if match["up"] else 1)
    if target is not None:
        rule = rules.ABOVE if opens else rules.ABOVE_INSIDE
        yield Mention(match.start(), match.end(), target, rule)


def before_others(desk: Desk, floor: int, back: int = 1) -> int | None:
    """The floor that stands ``back`` floors before one, those of its own author left out."""
    place = desk.rank[floor]
    for other in reversed(desk.order[max(0, place - _MOST) : place]):
        if not desk.keys[floor] or desk.keys[other] != desk.keys[floor]:
            back -= 1
            if back == 0:
                return other
    return None


def _first(desk: Desk, floor: int, text: str) -> Iterator[Mention]:
    """楼主, lz, OP: the first post, where it is there and no article apart from the floors."""
    match = (_FIRST_SPACED if desk.folding.spaced else _FIRST).search(text)
    if match is None or desk.article.floors:
        return
    first = desk.order[0]
    label = numbered(desk.floors[first].label)
    if label is None or label[0] <= 1:
        yield Mention(match.start(), match.end(), first, rules.FIRST_POST)


def _named(desk: Desk, floor: int, letters: str, near: Near) -> Iterator[Mention]:
    """The latest floors of authors whose name, or a part of it, is said without any sign."""
    letters = letters[:LONGEST]
    own = desk.keys[floor]
    said = [
        (_said(letters, key), key)
        for key in near.authors
        if key in letters and key not in ("", own)
    ]
    for at, key in sorted(said):  # in the order of the text, whoever wrote last
        if at >= 0 and _is_rare(desk, key, near.window):
            yield _mention(desk, floor, at, len(key), desk.shelf_of(key).floors, rules.NAME_SAID)
    if desk.folding.spaced or _LATIN.search(letters) is None:
        return
    words = desk.own(floor)
    others = [key for key in near.authors if key not in ("", own)]
    for match in islice(_LATIN.finditer(letters), _MOST):
        part, (start, end) = match.group(), match.span()
        glued = not letters[start - 1 : start].isascii() or not letters[end : end + 1].isascii()
        alike = [key for key in others if part != key and _is_part(part, key)]
        # somebody else says it, too: a word
        if glued and len(alike) == 1 and not near.window.holders(part):
            there = desk.shelf_of(alike[0]).floors
            yield _mention(desk, floor, words.letters.find(part), len(part), there, rules.NAME_LIKE)


def _mention(
    desk: Desk, floor: int, at: int, size: int, there: Sequence[int], rule: str
) -> Mention:
    words = desk.own(floor)
    start, end = words.origin(at), words.origin(at + size - 1) + 1
    return Mention(start, end, there[-1], rule)


def _said(letters: str, key: str) -> int:
    """Where a name stands in letters as a word of its own; -1 if it does not."""
    if len(key) < (_SHORTEST if key.isascii() else _SHORTEST_WIDE):
        return -1
    at = -1
    for _ in range(_MOST):
        at = letters.find(key, at + 1)
        if at < 0:
            break
        end = at + len(key)
        before, after = letters[at - 1 : at] if at else "", letters[end : end + 1]
        if not (_same_word(before, key[0]) or _same_word(key[-1], after)):
            return at
    return -1


def _same_word(one: str, two: str) -> bool:
    return one.isalnum() and two.isalnum() and one < "\u2e80" and two < "\u2e80"


def _is_rare(desk: Desk, key: str, near: Window) -> bool:
    """Whether a name is no word of the article and none that the floors around often say."""
    if key in desk.title.letters or any(key in each for each in desk.article_letters()):
        return False
    floors = near.floors
    return _OFTEN * sum(key in desk.own_letters(each) for each in floors) <= max(len(floors), 10)


def _is_part(part: str, key: str) -> bool:
    """Whether a name begins or ends with some letters, numbers left out."""
    bare = key.strip("0123456789_ ")
    return len(part) < len(bare) and (bare.startswith(part) or bare.endswith(part))
