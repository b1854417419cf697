"""Floors that a floor names without quoting them: by number (``回12楼``, ``#12``), by ``@author``.

A number or a name says less than a quote: it is an edge only where a floor quotes nothing, and a
number only where it opens a line or stands behind a word that says "to".
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from db.replies import rules

if TYPE_CHECKING:
    from db.replies.desk import Desk

_MOST = 60  # mentions of a kind that are looked at in a post
_TO = (
    r"(?:回复|回復|回覆|回應|回应|引用|同意|赞同|贊同|支持|请教|請教|致|回|答|顶|頂|引|"
    r"(?<![A-Za-z])(?:reply\sto|re|to|cc))\s{0,2}[:：]?\s{0,2}"
)
# 12楼, 第12楼, 12F; not 12楼层, 12楼梯, 12楼的窗; >>12, not the shift of bits in x >> 12
_NUMBERED = re.compile(
    rf"(?P<to>{_TO})?@?第?\s?(?P<wide>(?<![\d.:/年月-])\d{{1,7}})\s?"
    r"(?:[楼樓](?![层層梯道房顶頂盘盤上下主市价價]|的[窗房邻鄰])|[FfＦ](?![A-Za-z0-9]))"
    rf"|(?P<mark>{_TO})?(?P<sign>(?<![\w)\]])(?:>>|＞＞)|(?<![\w&/#])[#＃]\s?)(?P<spaced>\d{{1,7}})(?![\w.%])"
)
# begins with a class that is rare, over which the search skips quickly, and looks back from there
_GATE = re.compile(
    r"[楼樓FfＦ>＞#＃@＠](?:(?<=[@＠])|(?<=\d[楼樓FfＦ])|(?<=\d\s[楼樓FfＦ])|(?<=[>＞#＃])\s?\d)"
)
_AT = re.compile(r"[@＠]\s?(?=\S)")
_OPENS = re.compile(r"(?:^|\n)[\s\W]{0,6}$")


class Mention(NamedTuple):
    """Words of a floor that name an earlier one: ``start`` to ``end``, which, by which rule."""

    start: int
    end: int
    floor: int
    rule: str


def has_mention(text: str) -> bool:
    """Whether anything in ``text`` could name a floor; quick, for those that have nothing."""
    return _GATE.search(text) is not None


def mentions(desk: Desk, floor: int) -> list[Mention]:
    """The floors that a floor names, each once, in the order of its text."""
    text = desk.floors[floor].text
    found = [*_numbers(desk, floor, text), *_names(desk, floor, text)]
    first: dict[int, Mention] = {}
    for mention in sorted(found):
        first.setdefault(mention.floor, mention)
    return list(first.values())


def _numbers(desk: Desk, floor: int, text: str) -> list[Mention]:
    found: list[Mention] = []
    for match in islice(_NUMBERED.finditer(text), _MOST):
        start, end = match.span()
        addressed = match["to"] or match["mark"] or (match["sign"] or "").startswith((">", "＞"))
        if not addressed and not _OPENS.search(text, max(0, start - 8), start):
            continue  # prose counts storeys, too
        target = desk.numbered(int(match["wide"] or match["spaced"]), floor)
        if target is not None:
            found.append(Mention(start, end, target, rules.FLOOR_NAMED))
    return found


def _names(desk: Desk, floor: int, text: str) -> list[Mention]:
    found: list[Mention] = []
    for match in islice(_AT.finditer(text), _MOST):
        named = desk.names.after(text, match.end())
        if named is None or named.key == desk.keys[floor]:
            continue
        theirs = desk.shelf_of(named.key).floors
        if theirs:
            rule = rules.AUTHOR_CALLED if len(theirs) == 1 else rules.AUTHOR_CALLED_OFTEN
            waiting = _unanswered(desk, named.key, floor)
            target = theirs[-1] if waiting is None else waiting
            found.append(Mention(match.start(), named.end, target, rule))
    return found


def _unanswered(desk: Desk, key: str, floor: int) -> int | None:
    """The floor by which an author answered the caller last, if the caller wrote none since."""
    me = desk.keys[floor]
    to_me = desk.answers.get((key, me), ())
    mine = desk.shelf_of(me).floors if me else []
    if not to_me or (mine and desk.rank[mine[-1]] > desk.rank[to_me[-1]]):
        return None
    return to_me[-1]
