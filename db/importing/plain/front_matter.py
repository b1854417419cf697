"""The head between two lines of ``---`` that archives in Markdown carry: the YAML they need.

Keys with plain, quoted, folded and literal values, lists of values, and lists of mappings (YAML
1.2.2, §7.3, §8.1 and §8.2).  Anchors, tags and flow collections are not read: such values stay
words.  Nothing raises; lines that fit nowhere are handed back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEY = re.compile(
    r"(?P<dash>- {0,9})?(?P<key>[A-Za-z_][\w-]{0,60}):(?:\s{1,9}(?P<value>.*))?", re.S
)
_BLOCK = re.compile(r"(?P<style>[|>])(?P<chomp>[+-]?)\d?[+-]?\s*")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "e": "\x1b", "/": "/"}
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.S)


@dataclass(frozen=True, slots=True)
class Item:
    """One mapping of a list; ``line`` is the index of its first line."""

    line: int
    fields: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(slots=True)
class FrontMatter:
    """What stands between the lines; ``end`` is the index of the first line below them."""

    end: int
    fields: dict[str, str] = field(default_factory=dict[str, str])
    values: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    items: dict[str, list[Item]] = field(default_factory=dict[str, list[Item]])
    spare: list[str] = field(default_factory=list[str])


def has_front_matter(lines: Sequence[str]) -> bool:
    """Whether a text begins with the line that opens a head."""
    return bool(lines) and lines[0].strip("\ufeff \t") == "---"


def front_matter(lines: Sequence[str]) -> FrontMatter:
    """Read the head of a text; where there is none, an empty one that ends at line 0.

    A head that is never closed reaches to the end of the text.
    """
    if not has_front_matter(lines):
        return FrontMatter(0)
    end = next((at for at in range(1, len(lines)) if lines[at].rstrip() == "---"), len(lines))
    found = FrontMatter(min(end + 1, len(lines)))
    _Reader(lines, end, found).run()
    return found


class _Reader:
    """One walk over the lines of a head."""

    def __init__(self, lines: Sequence[str], end: int, found: FrontMatter) -> None:
        self._lines = lines
        self._end = end
        self._found = found
        self._name = ""

    def run(self) -> None:
        at = 1
        while at < self._end:
            line = self._lines[at]
            text = line.strip()
            if not text:
                at += 1
                continue
            deep = len(line) - len(line.lstrip(" "))
            match = _KEY.fullmatch(text)
            if text == "-":
                self._found.items.setdefault(self._name, []).append(Item(at))
                at += 1
            elif match is not None:
                at = self._field(at, deep, match)
            elif text.startswith("- "):
                value, at = self._scalar(at, deep, text[2:].strip())
                self._found.values.setdefault(self._name, []).append(value)
            else:
                self._found.spare.append(text)
                at += 1

    def _field(self, at: int, deep: int, match: re.Match[str]) -> int:
        key, given = match["key"], (match["value"] or "").strip()
        inside = deep + len(match["dash"] or "")
        value, after = self._scalar(at, inside, given)
        items = self._found.items.setdefault(self._name, []) if inside else []
        if match["dash"]:
            items.append(Item(at))
        if inside == 0:
            self._name = key
            if value or key not in self._found.fields:
                self._found.fields[key] = value
        elif items and key not in items[-1].fields:
            items[-1].fields[key] = value
        else:
            self._found.spare.append(f"{key}: {value}")
        return after

    def _scalar(self, at: int, deep: int, given: str) -> tuple[str, int]:
        """Return a value that begins on line ``at``, and the line that follows it."""
        block = _BLOCK.fullmatch(given)
        after = at + 1
        quote = given[:1] if given[:1] in ("'", '"') else ""
        while after < self._end:
            line = self._lines[after]
            if line.strip():
                if len(line) - len(line.lstrip(" ")) <= deep:
                    break
                if not block and not quote and (not given or line.lstrip().startswith("- ")):
                    break
            after += 1
        below = list(self._lines[at + 1 : after])
        if block:
            return _block(below, block["style"]), after
        if not given:
            return "", at + 1
        while below and not below[-1].strip():
            below.pop()
        if quote:
            return _quoted(_folded([given, *(line.strip() for line in below)]), quote), after
        return _folded([given, *(line.strip() for line in below)]), after


def _block(lines: list[str], style: str) -> str:
    """Return the text of a folded or literal block."""
    while lines and not lines[-1].strip():
        lines.pop()
    deep = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    plain = [line[deep:] for line in lines]
    return "\n".join(plain) if style == "|" else _folded(plain)


def _folded(lines: Sequence[str]) -> str:
    """Join lines as YAML folds them: one end of line is a space, a blank line an end of line."""
    parts: list[str] = []
    blank = 0
    for line in lines:
        if not line.strip():
            blank += 1
            continue
        if parts:
            deeper = line.startswith(" ") or parts[-1].startswith(" ")
            parts.append("\n" * blank if blank else "\n" if deeper else " ")
        parts.append(line)
        blank = 0
    return "".join(parts)


def _quoted(text: str, quote: str) -> str:
    """Return the words in quotation marks; of a value that is cut, all of it."""
    if len(text) < 2 or not text.endswith(quote):
        return text[1:]
    if quote == "'":
        return text[1:-1].replace("''", "'")
    return _ESCAPE.sub(_unescaped, text[1:-1])


def _unescaped(match: re.Match[str]) -> str:
    number = match[1] or match[2] or match[3]
    if number:
        code = int(number, 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else match[0]
    return _ESCAPES.get(match[4], match[4])
