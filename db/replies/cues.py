"""Marks in a text that may frame a quote: heads, rulers, ``[quote]`` brackets, ``>`` lines.

Nothing here knows the thread: these are the marks alone, found in one pass over the text each.
No pattern nests quantifiers, every repetition is bounded or followed by what it cannot match, and
at most ``MOST_CUES`` marks of a kind are looked at in a post: hostile posts hold a million.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CUES = 120

_TIME = (
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ \xa0T]{0,2}(?:[上下]午\s?)?"
    r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[AaPp][Mm]\b)?"
)
# 发表评论于 TIME, 于 TIME 发表, 写于 TIME …: the verb, the time, what may follow
_TIMED = re.compile(
    r"(?:[发發]表(?:[评評][论論])?[于於]|[发發][布佈][于於]|[写寫][于於]|[于於])"
    rf"\s{{0,3}}(?P<time>{_TIME})"
    r"(?:\s{0,2}(?:[发發]表的?|写道|寫道|说道|說道))?\s{0,3}[:：]?"
)
# A (TIME): of boards that print the name first
_BRACED = re.compile(rf"[(（](?P<time>{_TIME})[)）][:：]")
_UNTIMED = re.compile(
    r"(?:写道|寫道|说道|說道|的发言|的發言|的评论|的評論|的帖子)\s{0,2}[:：]"
    r"|》之銘言[:：]?|》之铭言[:：]?|》?的大作(?:中提到)?\s?[:：]"
    r"|\b(?:wrote|said|writes|posted)\s{0,3}[:：]"
)
_PREFIX = re.compile(
    r"(?:(?:回复|回復|回覆|引用(?:第\s?\d{1,6}\s?[楼樓])?|原帖由|最初由|[Qq]uote|[Rr]e)\s{0,2}[:：]?\s{0,2}"
    r"|※\s{0,2}引述\s{0,2}|【\s{0,2}在\s{0,2})?[‘'\"“「『\[【《@（(]{0,3}\s{0,2}$"
)
_STRONG = re.compile(r"回复|回復|回覆|引用|引述|原帖由|最初由|【\s{0,2}在")
_RULER = re.compile(
    r"(?:\*\*)?(?:={4,}|-{4,}|—{3,}|_{5,}|\*{6,}|~{8,}|─{3,}|━{3,}|－{4,}|＝{4,}|﹍{3,})(?:\*\*)?"
)
# ---- sent from my telephone: a tail of the reading program, no frame of a quote
_PROGRAM = re.compile(r"\s{0,2}(?:来自|來自|发送自|發送自|发自|發自|[Ss]ent from|[Ff]rom my )")
_TAIL = re.compile(
    r"[\[\s]{0,4}(?:(?:——|--|—|-{3,6})\s{0,2}(?:来自|來自|发送自|發送自|发自|發自|from\s)"
    r"|发自我的|發自我的|Sent from my )"
)
_TAIL_GATE = re.compile(r"来自|來自|送自|发自|發自|[- —]from\s|Sent from")
_LONGEST_TAIL = 200
_BRACKET = re.compile(
    r"\[quote(?:=(?P<name>[^\[\]\n]{0,200})| author=(?P<smf>[^\[\]\n]{0,200}))?\]|\[/quote\]",
    re.IGNORECASE,
)
_MARKER = re.compile(r"[ \xa0]{0,3}(?:(?P<angle>(?:> ?){1,40})|(?P<colon>(?:: ){1,20}))")
# every branch begins with a letter of its own, so that the search skips what is none of them
_CUE = re.compile(
    r"于\s{0,3}\d{4}|於\s{0,3}\d{4}|写道|寫道|说道|說道|的发言|的發言|的评论|的評論|的帖子|之銘|之铭|的大作"
    r"|wrote|said|writes|posted|\(\d{4}[-/.]|（\d{4}[-/.]"
    r"|----|====|———|_____|\*\*\*\*\*\*|~~~~~~~~|───|━━━|－－－－|＝＝＝＝|﹍﹍﹍"
    r"|\[[Qq][Uu][Oo]|\n[ \xa0]{0,3}>|\n[ \xa0]{0,3}: "
)
_PLACEHOLDER = re.compile(
    r"被禁止或删除|自动屏蔽|管理员或版主屏蔽|已被删除|评论已删除|内容已删除|post deleted by author"
    r"|comment removed"
)
_CUT = re.compile(r"(?:\.{3,}|…+|。{3,})")
_PARTNERS = {"’": "‘", "”": "“", "」": "「", "』": "『", "'": "'", '"': '"'}
MOST_MARKS = 4
MOST_DOTS = 64


@dataclass(frozen=True, slots=True)
class Head:
    """A verb that may name who is quoted: ``verb`` to ``end``, with the time beside it."""

    verb: int
    end: int
    time: str | None


@dataclass(frozen=True, slots=True)
class Ruler:
    """A run of ruling characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Framed:
    """A quote whose frame is certain: brackets or marked lines, with the pieces of its words."""

    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]
    name: str | None = None


def has_cue(text: str) -> bool:
    """Whether anything in ``text`` could frame a quote; quick, for the floors that have nothing."""
    return _CUE.search(text) is not None or text.startswith((">", " >", ": "))


def heads(text: str) -> list[Head]:
    """Verbs and times that may head a quote, in order, at most ``MOST_CUES``."""
    found: dict[int, Head] = {}
    for pattern in (_TIMED, _BRACED, _UNTIMED):
        for match in islice(pattern.finditer(text), MOST_CUES):
            time = match["time"] if pattern is not _UNTIMED else None
            found.setdefault(match.end(), Head(match.start(), match.end(), time))
    ordered = sorted(found.values(), key=lambda head: (head.verb, -head.end))
    kept: list[Head] = []
    for head in ordered[:MOST_CUES]:
        if not kept or head.verb >= kept[-1].end:
            kept.append(head)
    return kept


def prefix_start(text: str, name_start: int) -> int:
    """Where a head begins whose name begins at ``name_start``: at 回复:‘ or the like before it."""
    low = max(0, name_start - 24)
    match = _PREFIX.search(text[low:name_start])
    start = low + match.start() if match else name_start
    while start < name_start and text[start].isspace():
        start += 1
    return start


def is_strong_prefix(prefix: str) -> bool:
    """Whether the words before a name say that something is quoted."""
    return _STRONG.search(prefix) is not None


def rulers(text: str) -> list[Ruler]:
    """Runs of ruling characters, without tables and without tails of reading programs."""
    found: list[Ruler] = []
    for match in islice(_RULER.finditer(text), MOST_CUES):
        start, end = match.span()
        if text[start - 1 : start] in {"|", "+"} or text[end : end + 1] in {"|", "+"}:
            continue
        if not _PROGRAM.match(text, end):
            found.append(Ruler(start, end))
    return found


def brackets(text: str) -> list[Framed]:
    """Outermost ``[quote]…[/quote]`` blocks; what inner blocks hold is cut out of their pieces."""
    if "[/" not in text:
        return []
    found: list[Framed] = []
    depth = start = since = 0
    name: str | None = None
    pieces: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(text):
        if text[match.start() + 1] != "/":
            if depth == 0:
                start, since, name = match.start(), match.end(), match["name"] or match["smf"]
                pieces = []
            elif depth == 1:
                pieces.append((since, match.start()))
            depth += 1
        elif depth:
            depth -= 1
            if depth == 1:
                since = match.end()
            elif depth == 0:
                pieces.append((since, match.start()))
                found.append(Framed(start, match.end(), tuple(pieces), _bare_name(name)))
                if len(found) == MOST_CUES:
                    break
    return found


def _bare_name(name: str | None) -> str | None:
    """The author in ``[quote="bob, post:3, topic:9"]`` or ``[quote=bob;12]``."""
    if name is None:
        return None
    bare = re.split(r", (?:post|username|full):|;| link=| date=", name, maxsplit=1)[0]
    return bare.strip(" \t\xa0\"'“”") or None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every line of ``text``."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        yield start, end
        start = end + 1


def marked_lines(text: str) -> list[Framed]:
    """Blocks of lines marked with ``>`` or ``: ``; lines marked deeper are cut out."""
    found: list[Framed] = []
    block: list[tuple[int, int, int]] = []  # depth, start of words, end

    def close() -> None:
        if block:
            least = min(depth for depth, _start, _end in block)
            pieces = tuple((start, end) for depth, start, end in block if depth == least)
            found.append(Framed(opened, block[-1][2], pieces))
            block.clear()

    opened = 0
    for start, end in _lines(text):
        match = _MARKER.match(text, start, end)
        if match is None:
            if text[start:end].strip():
                close()
                if len(found) == MOST_CUES:
                    break
            continue
        if not block:
            opened = start
        depth = match.group().count(">") or match.group().count(": ")
        block.append((depth, match.end(), end))
    close()
    return found


def tail_start(text: str, start: int = 0, end: int | None = None, *, lone: bool = True) -> int:
    """Where the tail begins by which a reading program signs a range; its end without one.

    ``lone`` asks for a line of its own; a copied floor often has the tail glued to its words.
    """
    end = len(text) if end is None else end
    low = max(start, end - _LONGEST_TAIL)
    if not _TAIL_GATE.search(text, low, end):
        return end
    if lone:
        low = max(low, text.rfind("\n", low, len(text[:end].rstrip())) + 1)
        match = _TAIL.match(text, low, end)
        return match.start() if match else end
    found = end
    for match in _TAIL.finditer(text, low, end):
        found = match.start()
    return found


def skip_tail(text: str, start: int, end: int) -> int:
    """Go on over the tail of a reading program that a mark of omission closes."""
    match = _TAIL.match(text, start, end)
    cut = _CUT.search(text, match.end(), min(end, match.end() + _LONGEST_TAIL)) if match else None
    return cut.end() if cut else start


def is_placeholder(text: str) -> bool:
    """Whether a floor holds only a moderator's line in place of its words."""
    return len(text) < 120 and _PLACEHOLDER.search(text) is not None


def after_cut(text: str, start: int, end: int) -> int | None:
    """Where the first mark of omission (``......``, ``…``) in a range ends, if there is one."""
    match = _CUT.search(text, start, end)
    return match.end() if match else None


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a range of words by white space, omission marks and the marks that close a quote.

    A quotation mark goes only when its partner is not among the words.
    """
    marks = 0
    while start < end and (text[start].isspace() or text[start] in ":：*"):
        start += 1
    while end > start:
        last = text[end - 1]
        if last.isspace() or last == "*":
            end -= 1
        elif last in _PARTNERS and marks < MOST_MARKS and _lacks_partner(text, start, end):
            end -= 1
            marks += 1
        elif last in ".…。":
            bare = len(text[max(start, end - MOST_DOTS) : end].rstrip(last))
            dots = min(MOST_DOTS, end - start) - bare
            if last != "…" and dots < 3:
                break
            end -= dots
        else:
            break
    return start, end


def _lacks_partner(text: str, start: int, end: int) -> bool:
    """Whether the closing mark at ``end - 1`` closes something that began before ``start``."""
    closing = text[end - 1]
    opening = _PARTNERS[closing]
    if opening == closing:
        return text.count(closing, start, end) % 2 == 1
    return text.count(opening, start, end) < text.count(closing, start, end)


def skip_closing(text: str, start: int, end: int) -> int:
    """Go on over omission marks and closing quotation marks, but not over white space after."""
    at = start
    while at < end:
        match = _CUT.match(text, at, end)
        if match:
            at = match.end()
        elif text[at] in _PARTNERS or (text[at] in " \xa0" and _CUT.match(text, at + 1, end)):
            at += 1
        else:
            break
    return at
