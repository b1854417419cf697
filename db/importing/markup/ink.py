"""Words laid down one after another as a browser would show them, with places in them.

White space follows CSS 2.1 §16.6.1 (normal): runs become one space, those at the ends of lines
fall away; a block begins a line, a paragraph leaves a blank one before it.
"""

from __future__ import annotations

import re

_SPACE = re.compile(r"[ \t\n\r\f]+")
_LINE = 1
_BLANK_LINE = 2


class Mark:
    """A stretch of the text: from the first words after it was set to where it was ended."""

    __slots__ = ("end", "start")

    def __init__(self) -> None:
        self.start = -1
        self.end = -1

    @property
    def empty(self) -> bool:
        """Whether no words were written in it."""
        return self.start < 0 or self.end <= self.start


class Ink:
    """A text that grows."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0
        self._space = False
        self._breaks = 0
        self._waiting: list[Mark] = []

    def mark(self) -> Mark:
        """Set a mark before whatever is written next."""
        mark = Mark()
        self._waiting.append(mark)
        return mark

    def end(self, mark: Mark) -> None:
        """End a mark behind what was written last."""
        mark.end = self.length
        if mark.start < 0:
            self._waiting = [each for each in self._waiting if each is not mark]

    def line(self) -> None:
        """Begin a line, unless one has just begun."""
        self._breaks = max(self._breaks, _LINE)
        self._space = False

    def paragraph(self) -> None:
        """Begin a line with a blank one before it."""
        self._breaks = max(self._breaks, _BLANK_LINE)
        self._space = False

    def newline(self) -> None:
        """End a line in any case, as ``br`` does."""
        if self.length or self._parts:
            self._breaks += 1
        self._space = False

    def words(self, text: str) -> None:
        """Write words, their white space folded into single spaces."""
        folded = _SPACE.sub(" ", text)
        if folded.startswith(" "):
            self._space = True
            folded = folded[1:]
        if not folded:
            return
        after = folded.endswith(" ")
        self._put(folded[:-1] if after else folded)
        self._space = after

    def verbatim(self, text: str) -> None:
        """Write text with its own spaces and lines; those at its end wait for what follows."""
        kept = text.rstrip("\n")
        if kept:
            self._put(kept)
            self._space = False
        self._breaks += len(text) - len(kept) if self.length else 0

    def _put(self, text: str) -> None:
        if self._breaks:
            if self.length:
                self._append("\n" * self._breaks)
            self._breaks = 0
        elif self._space and self.length and not self._ends_in_line():
            self._append(" ")
        for mark in self._waiting:
            mark.start = self.length
        self._waiting.clear()
        self._append(text)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)

    def _ends_in_line(self) -> bool:
        return self._parts[-1].endswith("\n")

    def text(self) -> str:
        """Return what was written; white space at its end was never written."""
        return "".join(self._parts)
