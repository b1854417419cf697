"""What repeats on a page of unknown make: parts that each hold a name, a time and some words.

The method follows the observation that records of a page are subtrees of like shape under like
marks (Liu, Grossman, Zhai: Mining Data Records in Web Pages, KDD 2003), here told by tag, classes
and id alone.  One walk counts the letters of every part, so that the time is linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.importing.markup.tree import attribute, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborNode as Node

MOST_NODES = 400_000
_LONGEST_TIME = 80
_DATE = re.compile(
    r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b|"
    r"\b\d{1,2}:\d{2}\b|\d{1,2}月\d{1,2}日|昨天|今天|前天|刚刚|剛剛|"
    r"\b(?:yesterday|today|just now)\b|"
    r"\d{1,3}\s?(?:秒|分钟|分鐘|小时|小時|天|周|个月|個月|月|年)前|"
    r"\b\d{1,3}\s?(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s?\s+ago\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d{1,2},?\s\d{4}\b|"
    r"\b\d{1,2}\.?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,?\s\d{4}\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"://|\w\.[a-z]{2,6}/")
_AUTHOR = re.compile(
    r"author|user-?_?name|\buser\b|nick|poster\b|creator|byline|\bfn\b|\bname\b|member|作者|writer",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"/u(?:ser|sers)?/|member|profile|author|space|people|uid=|/~|/@|userid", re.IGNORECASE
)
_VARIANTS = frozenset((
    "odd", "even", "first", "last", "alt", "row1", "row2", "bg1", "bg2", "active", "current", "new",
    "old", "op", "clearfix", "collapsed", "highlight", "thread-odd", "thread-even", "thread-alt",
))  # fmt: skip
_NO_PARTS = frozenset((
    "a", "b", "i", "em", "strong", "span", "br", "img", "p", "font", "time", "small", "script",
    "style", "option", "input", "label", "code", "pre", "td", "th", "tbody", "thead", "h1", "h2",
    "h3", "h4", "h5", "h6", "html", "body", "head", "nav", "form", "button", "svg", "path", "cite",
))  # fmt: skip
_DIGITS = re.compile(r"\d+")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "dt"))
_UNREAD = frozenset(("script", "style", "noscript", "template", "textarea", "select"))
_LONGEST_TITLE = 300
_LONGEST_NAME = 60
# parts with numbers of their own go before their neighbours of nearly the same words
_NUMBERED = 1.05
_LEAST_TITLE = 8
_LEAST_WORDS = 12
_LEAST_ALL = 80


@dataclass(slots=True)
class Part:
    """An element of a page, and what was counted in it.

    Attributes:
        letters: characters of its words that are no white space.
        linked: how many of them stand in links.
        timed: whether a time stands in it.
        named: whether something in it looks like the name of a writer.
        name: whether it is itself marked as a name.
        heading: the words of the first heading that is a link.
    """

    node: Node
    above: int
    letters: int = 0
    linked: int = 0
    timed: bool = False
    named: bool = False
    name: bool = False
    in_link: bool = False
    heading: str = ""
    longest_link: str = ""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The parts that repeat, and what they are told by.

    Attributes:
        a_list: the parts are rows of a list of threads, each with a title of its own.
    """

    mark: str
    parts: tuple[Part, ...] = ()
    a_list: bool = False


@dataclass(slots=True)
class Counted:
    """All elements of a page that were looked at, in order, and the place of each by ``mem_id``."""

    parts: list[Part] = field(default_factory=list[Part])
    places: dict[int, int] = field(default_factory=dict[int, int])

    def of(self, node: Node) -> Part | None:
        """Return what was counted in an element."""
        place = self.places.get(node.mem_id)
        return self.parts[place] if place is not None else None

    def letters(self, node: Node) -> int:
        """Return how many letters stand in an element; 0 where it was not looked at."""
        part = self.of(node)
        return part.letters if part is not None else 0


def is_time(text: str) -> bool:
    """Tell whether short words hold a date or an hour."""
    return (
        2 < len(text) <= _LONGEST_TIME
        and _DATE.search(text) is not None
        and _ADDRESS.search(text) is None
    )


def is_author(node: Node) -> bool:
    """Tell whether an element is marked as the name of a writer, or links to a profile."""
    marks = f"{attribute(node, 'class')} {attribute(node, 'itemprop')} {attribute(node, 'rel')}"
    if _AUTHOR.search(marks[:200]):
        return True
    return node.tag == "a" and _PROFILE.search(attribute(node, "href")[:300]) is not None


def find_repeat(counted: Counted) -> Repeat | None:
    """Return the parts that repeat and hold most words; ``None`` where none do."""
    best: Repeat | None = None
    worth = 0.0
    listed: Repeat | None = None
    for mark, parts in _groups(counted).items():
        if len(parts) < (3 if mark.endswith(")") else 2):
            continue
        if _is_list(parts):
            listed = listed or Repeat(mark, tuple(parts), a_list=True)
            continue
        if not _are_posts(parts):
            continue
        value = sum(part.letters - part.linked for part in parts) * (
            _NUMBERED if "#" in mark else 1
        )
        if value > worth:
            best, worth = Repeat(mark, tuple(parts)), value
    if best is not None and listed is not None:
        rows = sum(part.letters for part in listed.parts)
        if len(listed.parts) >= len(best.parts) and rows > worth:
            return listed
    return best or listed


def count(body: Node | None, most: int = MOST_NODES) -> Counted:
    """Count what stands in each element of a page.

    Args:
        body: the part of the page to look at.
        most: how many nodes are looked at.
    """
    counted = Counted()
    if body is None:
        return counted
    parts, places = counted.parts, counted.places
    skipped: set[int] = set()
    for number, node in enumerate(body.traverse(include_text=True)):
        if number >= most:
            break
        parent = node.parent
        at = places.get(parent.mem_id, -1) if parent is not None else -1
        if node.is_text_node:
            if at >= 0 and (parent is None or parent.mem_id not in skipped):
                _text(parts[at], node.text_content or "")
            continue
        if not node.is_element_node:
            continue
        places[node.mem_id] = len(parts)
        part = Part(node, at)
        part.in_link = node.tag == "a" or (at >= 0 and parts[at].in_link)
        if node.tag in _UNREAD:
            skipped.add(node.mem_id)
        elif node.tag == "time" or is_time(attribute(node, "title")):
            part.timed = True
        if node.tag != "body":
            part.name = is_author(node)
        parts.append(part)
    for part in reversed(parts):
        if part.above >= 0:
            _add(parts[part.above], part)
    return counted


def _text(part: Part, text: str) -> None:
    letters = sum(len(word) for word in text.split())
    if not letters:
        return
    part.letters += letters
    if part.in_link:
        part.linked += letters
    if not part.timed and is_time(text.strip()):
        part.timed = True


def _add(above: Part, part: Part) -> None:
    above.letters += part.letters
    above.linked += part.linked
    above.timed = above.timed or part.timed
    above.named = above.named or part.named or (part.name and 0 < part.letters <= _LONGEST_NAME)
    short = part.letters <= _LONGEST_TITLE
    if part.node.tag == "a" and not part.name and short and part.letters > len(above.longest_link):
        above.longest_link = words(part.node)[:200]
    elif len(part.longest_link) > len(above.longest_link):
        above.longest_link = part.longest_link
    if part.node.tag in _HEADINGS and short and part.linked * 2 > part.letters:
        above.heading = words(part.node)[:200]
    elif part.heading:
        above.heading = part.heading


def _groups(counted: Counted) -> dict[str, list[Part]]:
    """Group parts by tag and marks; those without marks are grouped with their neighbours alone."""
    groups: dict[str, list[Part]] = {}
    for part in counted.parts:
        if part.node.tag in _NO_PARTS or not part.letters:
            continue
        groups.setdefault(_mark(part), []).append(part)
    return groups


def _mark(part: Part) -> str:
    node = part.node
    tag = node.tag or "?"
    name = attribute(node, "id")
    if _DIGITS.search(name):
        return f"{tag}#{_DIGITS.sub('N', name[:80])}"
    kinds = sorted({_DIGITS.sub("N", each) for each in attribute(node, "class").split()[:12]})
    shown = [each for each in kinds if each.lower() not in _VARIANTS]
    return f"{tag}.{'.'.join(shown)}" if shown else f"{tag} ({part.above})"


def _share(flags: Iterable[bool], count: int) -> float:
    return sum(flags) / count


def _are_posts(parts: list[Part]) -> bool:
    """Tell whether most parts have a name, a time and words beside links, and few are links."""
    count = len(parts)
    letters = sum(part.letters for part in parts)
    linked = sum(part.linked for part in parts)
    if letters < _LEAST_ALL or linked * 2 > letters:
        return False
    spoken = _share((part.letters - part.linked > _LEAST_WORDS for part in parts), count)
    timed = _share((part.timed for part in parts), count)
    named = _share((part.named for part in parts), count)
    return spoken >= 0.6 and timed >= 0.7 and named >= 0.6


def _is_list(parts: list[Part]) -> bool:
    """Tell whether parts are rows of a list: a title of its own in each, linked, and no words."""
    count = len(parts)
    if count < 3:
        return False
    headings = {part.heading for part in parts if part.heading}
    if len(headings) >= 0.7 * count:
        return True
    titles = {part.longest_link for part in parts if len(part.longest_link) >= 4}
    if len(titles) < 0.7 * count:
        return False
    letters = sum(part.letters for part in parts)
    titled = sum(len(part.longest_link) for part in parts)
    # rows of a list say little beside their title: a name, a date, two counts
    return titled * 4 >= letters and titled >= _LEAST_TITLE * count
