"""Quotes whose frame is certain: ``[quote]`` brackets and lines marked with ``>`` or ``: ``.

Found in one pass over the text each; no pattern nests quantifiers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from db.replies.cues import MOST_CUES

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACKET = re.compile(
    r"\[quote(?:=(?P<name>[^\[\]\n]{0,200})| author=(?P<smf>[^\[\]\n]{0,200}))?\]|\[/quote\]",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(r", (?:post|username|full):|;| link=| date=")
_MARKER = re.compile(r"[ \xa0]{0,3}(?:(?:[>＞] ?){1,40}|(?:: ){1,20})")
_Line = tuple[int, int, int]  # depth, start of the words, end


class Framed(NamedTuple):
    """A quote whose frame is certain: brackets or marked lines, with the pieces of its words."""

    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]
    name: str | None = None


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
    return _AFTER_NAME.split(name, maxsplit=1)[0].strip(" \t\xa0\"'“”") or None


def marked_lines(text: str) -> list[Framed]:
    """Blocks of lines marked with ``>`` or ``: ``; lines marked deeper are cut out.

    Marks are no letters, so lines of one depth that follow each other are one piece.
    """
    found: list[Framed] = []
    block: list[_Line] = []
    opened = 0
    for start, end in _lines(text):
        match = _MARKER.match(text, start, end)
        if match is None:
            if block and text[start:end].strip():
                found.append(_block(opened, block))
                block = []
                if len(found) == MOST_CUES:
                    break
            continue
        if not block:
            opened = start
        mark = match.group()
        depth = mark.count(">") + mark.count("＞") or mark.count(": ")
        if block and block[-1][0] == depth:
            block[-1] = (depth, block[-1][1], end)
        else:
            block.append((depth, match.end(), end))
    if block:
        found.append(_block(opened, block))
    return found


def _block(opened: int, lines: list[_Line]) -> Framed:
    least = min(depth for depth, _start, _end in lines)
    pieces = tuple((start, end) for depth, start, end in lines if depth == least)
    return Framed(opened, lines[-1][2], pieces)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every line of ``text``."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        yield start, end
        start = end + 1
