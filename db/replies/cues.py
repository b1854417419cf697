"""Marks in a text that may frame a quote: heads that name somebody, and rulers.

Nothing here knows the thread: these are the marks alone, found in one pass over the text each.
No pattern nests quantifiers, every repetition is bounded or followed by what it cannot match, and
at most ``MOST_CUES`` marks of a kind are looked at in a post: hostile posts hold a million.

Most texts hold none of them.  So a pattern that is searched for begins with a class of its first
letters, over which the search skips quickly, and looks back at that letter where it matters.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

MOST_CUES = 120

# taken as a whole: a time that is followed by its seconds is never read without them
_TIME = (
    r"(?>(?P<time>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ \xa0T]{0,2}(?:[上下]午\s?)?"
    r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[AaPp][Mm]\b)?))"
)
# prose goes on right after a date: it was published on 2025-01-28 10:00, and …
_NO_PROSE = r"(?![，。、,;；的])"
# 发表评论于 TIME, 发布于 TIME, 写于 TIME
_TIMED = re.compile(
    r"[发發写寫于於](?:"
    r"(?:(?<=[发發])(?:表(?P<comment>[评評][论論])?|[布佈])|(?<=[写寫]))"
    rf"[于於]\s{{0,3}}{_TIME}{_NO_PROSE}(?:\s{{0,2}}(?:写道|寫道|说道|說道))?\s{{0,3}}[:：]?"
    # 于 TIME 发表; the bare 于 before a time is mostly prose
    rf"|(?<=[于於])\s{{0,3}}{_TIME.replace('time', 'at')}"
    rf"\s{{0,2}}(?:[发發]表的?|写道|寫道|说道|說道){_NO_PROSE}\s{{0,3}}[:：]?)"
)
# A (TIME): of boards that print the name first
_BRACED = re.compile(rf"[(（]{_TIME}[)）][:：]")
_UNTIMED = re.compile(
    r"[写寫说說的》wsp](?:"
    r"(?:(?<=[写寫说說])道|(?<=的)(?:发言|發言|评论|評論|帖子))\s{0,2}[:：]"
    r"|(?<=》)之[銘铭]言[:：]?"
    r"|(?:(?<=》)的大作|(?<=的)大作)(?:中提到)?\s?[:：]"
    r"|(?P<latin>(?<=w)rote|(?<=s)aid|(?<=w)rites|(?<=p)osted)\s{0,3}[:：])"
)
_LEAD = (
    r"(?:回复|回復|回覆|引用(?:第\s?\d{1,6}\s?[楼樓])?|原帖由|最初由|(?<![A-Za-z])(?:[Qq]uote|[Rr]e))\s{0,2}[:：]?\s{0,2}"
    r"|※\s{0,2}引述\s{0,2}|【\s{0,2}在\s{0,2}"
)
_LEADING = re.compile(_LEAD)
_PREFIX = re.compile(rf"(?:{_LEAD})?[‘'\"“「『\[【《@（(]{{0,3}}\s{{0,2}}$")
_STRONG = re.compile(r"回复|回復|回覆|引用|引述|原帖由|最初由|【\s{0,2}在")
# runs are found quickly, by their first letter, and then looked at closely
_RUN = re.compile(r"[-=—_*~─━－＝﹍][-=—_*~─━－＝﹍]{2,}")
_RULER = re.compile(
    r"(?:\*\*)?(?:={4,}|-{4,}|—{3,}|_{5,}|\*{6,}|~{8,}|─{3,}|━{3,}|－{4,}|＝{4,}|﹍{3,})(?:\*\*)?"
)
# ---- sent from my telephone
_CELLS = frozenset("|+")
_PROGRAM = re.compile(r"\s{0,2}(?:来自|來自|发送自|發送自|发自|發自|[Ss]ent from|[Ff]rom my )")
# every branch begins with a letter of its own, so that the search skips what is none of them
_CUE = re.compile(
    r"于\s{0,3}\d{4}|於\s{0,3}\d{4}|写道|寫道|说道|說道|的发言|的發言|的评论|的評論|的帖子|之銘|之铭|的大作"
    r"|wrote|said|writes|posted|\(\d{4}[-/.年]|（\d{4}[-/.年]"
    r"|----|====|———|_____|\*\*\*\*\*\*|~~~~~~~~|───|━━━|－－－－|＝＝＝＝|﹍﹍﹍"
    r"|\[[Qq][Uu][Oo]|\n[ \xa0]{0,3}[>＞]|\n[ \xa0]{0,3}: "
)
_CUE_AT_START = re.compile(r"[ \xa0]{0,3}(?:[>＞]|: )")


class Head(NamedTuple):
    """A verb that may name who is quoted: ``verb`` to ``end``, with the time beside it.

    ``comment`` says that the verb is one of boards alone, 发表评论于, and never of prose.
    """

    verb: int
    end: int
    time: str | None
    comment: bool = False


class Ruler(NamedTuple):
    """A run of ruling characters."""

    start: int
    end: int


def has_cue(text: str) -> bool:
    """Whether anything in ``text`` could frame a quote; quick, for the floors that have nothing."""
    return _CUE.search(text) is not None or _CUE_AT_START.match(text) is not None


def heads(text: str) -> list[Head]:
    """Verbs and times that may head a quote, in order, at most ``MOST_CUES``."""
    found: dict[int, Head] = {}
    for match in islice(_TIMED.finditer(text), MOST_CUES):
        time, comment = match["time"] or match["at"], match["comment"] is not None
        found[match.end()] = Head(match.start(), match.end(), time, comment)
    for match in islice(_BRACED.finditer(text), MOST_CUES):
        found.setdefault(match.end(), Head(match.start(), match.end(), match["time"]))
    for match in islice(_UNTIMED.finditer(text), MOST_CUES):
        start, end = match.span()
        if match["latin"] is None or not text[start - 1 : start].isalnum():
            found.setdefault(end, Head(start, end, None))
    return sorted(found.values())[:MOST_CUES]


def prefix_start(text: str, name_start: int) -> int:
    """Where a head begins whose name begins at ``name_start``: at 回复:‘ or the like before it."""
    low = max(0, name_start - 24)
    match = _PREFIX.search(text[low:name_start])
    start = low + match.start() if match else name_start
    while start < name_start and text[start].isspace():
        start += 1
    return start


def without_lead(name: str) -> int:
    """Where a name begins in words that may begin with 引用 or the like."""
    match = _LEADING.match(name)
    if match is None or match.end() == len(name):
        return 0
    lead = match.group()
    # Rebecca begins with no Re
    return match.end() if not lead.isascii() or not lead[-1].isalnum() else 0


def is_strong_prefix(prefix: str) -> bool:
    """Whether the words before a name say that something is quoted."""
    return _STRONG.search(prefix) is not None


def rulers(text: str) -> list[Ruler]:
    """Runs of ruling characters, without tables and without tails of reading programs."""
    found: list[Ruler] = []
    seen = 0
    for run in _RUN.finditer(text):
        for match in _RULER.finditer(text, run.start(), run.end()):
            start, end = match.span()
            seen += 1
            table = text[start - 1 : start] in _CELLS or text[end : end + 1] in _CELLS
            if not table and not _PROGRAM.match(text, end):
                found.append(Ruler(start, end))
        if seen >= MOST_CUES:
            break
    return found[:MOST_CUES]
