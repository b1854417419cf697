"""Where the words of a quote begin and end: marks of omission, closing marks, tails of programs.

Every loop here is bounded or moves on with each step: hostile posts hold a million of each mark.
"""

from __future__ import annotations

import re
from itertools import islice

# ---- sent from my telephone: a tail of the reading program, no frame of a quote
_TAIL = re.compile(
    r"[\[\s]{0,4}(?:(?:——|--|—|-{3,6})\s{0,2}(?:来自|來自|发送自|發送自|发自|發自|from\s)"
    r"|发自我的|發自我的|Sent from my )"
)
# every branch begins with a letter of its own, so that the search skips what is none of them
_TAIL_GATE = re.compile(r"来自|來自|送自|发自|發自|-from\s| from\s|—from\s|Sent from")
_LONGEST_TAIL = 200
_PLACEHOLDER = re.compile(
    r"被禁止或删除|自动屏蔽|管理员或版主屏蔽|已被删除|评论已删除|内容已删除|post deleted by author"
    r"|comment removed"
)
_LONGEST_PLACEHOLDER = 120
_CUT = re.compile(r"\.\.\.+|……*|。。。+")
_PARTNERS = {"’": "‘", "”": "“", "」": "「", "』": "『", "'": "'", '"': '"'}
_MOST_MARKS = 4
_MOST_DOTS = 64


def tail_start(text: str, start: int = 0, end: int | None = None, *, lone: bool = True) -> int:
    """Where the tail begins by which a reading program signs a range; its end without one.

    ``lone`` asks for a line of its own; a copied floor often has the tail glued to its words.
    """
    end = len(text) if end is None else end
    low = max(start, end - _LONGEST_TAIL)
    if not _TAIL_GATE.search(text, low, end):
        return end
    if lone:
        low = max(low, text.rfind("\n", low, low + len(text[low:end].rstrip())) + 1)
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
    return len(text) < _LONGEST_PLACEHOLDER and _PLACEHOLDER.search(text) is not None


def after_cut(text: str, start: int, end: int) -> int | None:
    """Where the first mark of omission (``......``, ``…``) in a range ends, if there is one."""
    match = _CUT.search(text, start, end)
    return match.end() if match else None


def cuts(text: str, start: int, end: int, most: int) -> list[int]:
    """Where the first marks of omission in a range begin."""
    return [match.start() for match in islice(_CUT.finditer(text, start, end), most)]


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
        elif last in _PARTNERS and marks < _MOST_MARKS and _lacks_partner(text, start, end):
            end -= 1
            marks += 1
        elif last in ".…。":
            bare = len(text[max(start, end - _MOST_DOTS) : end].rstrip(last))
            dots = min(_MOST_DOTS, end - start) - bare
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
