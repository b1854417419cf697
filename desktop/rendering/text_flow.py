"""A text set in lines of one width, in parts: only the parts that are seen are laid out.

Nearly every post is one part.  A post of ten million characters is thousands of them; each has an
estimated height until it is seen.  Offsets outside are code points of the saved text; Qt's UTF-16
units stay inside.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextCharFormat, QTextLayout

from db.text import display_width, visible
from desktop.models.offsets import points, units
from desktop.rendering.prefix_sums import PrefixSums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter, QTextOption

    from db.records import Span
    from desktop.rendering.typography import Style

WHOLE = 10_000
"""Up to so many characters a text is laid out at once."""
PART = 4_000
PART_LINES = 160
LOOK_BACK = 240
KEPT_PARTS = 10
_SAMPLE = 4_000
_LINE_SEPARATOR = "\u2028"
_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters that are drawn in a format of their own."""

    start: int
    end: int
    format: QTextCharFormat


Marks = Callable[[int, int], "list[Mark]"]
"""Returns the marks of a piece of a text, the later drawn over the earlier."""


@dataclass(slots=True)
class _Laid:
    """A part that is laid out: its text as it is drawn, and its lines."""

    text: str
    layout: QTextLayout
    lines: int


class TextFlow:
    """A text in lines of one width."""

    def __init__(
        self,
        text: str,
        style: Style,
        option: QTextOption,
        width: float,
        muted: Sequence[Span] = (),
        muted_format: QTextCharFormat | None = None,
        *,
        composed: bool = False,
    ) -> None:
        self.text = text
        self.width = width
        self._style = style
        self._option = option
        self._muted = muted
        self._muted_format = muted_format
        self._composed = composed
        self.starts, self.ends = cut(text)
        self._laid: OrderedDict[int, _Laid] = OrderedDict()
        self._exact = bytearray(len(self.starts))
        self._heights = PrefixSums(self._estimates())

    @property
    def parts(self) -> int:
        """How many parts there are; at least one."""
        return len(self.starts)

    @property
    def height(self) -> int:
        """The height of all lines, as far as it is known."""
        return self._heights.total

    @property
    def laid(self) -> int:
        """How many parts are laid out at this moment."""
        return len(self._laid)

    def drawn(self, part: int) -> str:
        """Return the text of a part as it is drawn; it is laid out."""
        return self._part(part).text

    def point_of(self, position: int) -> QPointF:
        """Return the left edge of a character, at the top of its line; its part is laid out."""
        part = self.part_of(position)
        laid = self._part(part)
        offset = units(laid.text, position - self.starts[part])
        line = laid.layout.lineForTextPosition(offset)
        found: Any = line.cursorToX(offset)  # the stubs say object: a pair
        return QPointF(found[0], self.top(part) + line.lineNumber() * self._style.line)

    def lay(self, part: int) -> int:
        """Lay a part out and return its height."""
        self._part(part)
        return self._heights.values[part]

    def top(self, part: int) -> int:
        """Return where a part begins."""
        return self._heights.top(part)

    def part_at(self, y: int) -> int:
        """Return the part at a height."""
        return self._heights.find(y)[0]

    def part_of(self, position: int) -> int:
        """Return the part a position lies in."""
        low, high = 0, len(self.starts)
        while high - low > 1:
            middle = (low + high) // 2
            if self.starts[middle] <= position:
                low = middle
            else:
                high = middle
        return low

    def position_at(self, x: float, y: float) -> int:
        """Return the position nearest to a point; the part there is laid out."""
        part = self.part_at(int(y))
        laid = self._part(part)
        number = int((y - self.top(part)) // self._style.line)
        line = laid.layout.lineAt(min(max(number, 0), laid.lines - 1))
        found: int = line.xToCursor(x)
        return self.starts[part] + points(laid.text, found)

    def line_at(self, y: float) -> int:
        """Return the position at which the line at a height begins."""
        part = self.part_at(int(y))
        laid = self._part(part)
        number = int((y - self.top(part)) // self._style.line)
        line = laid.layout.lineAt(min(max(number, 0), laid.lines - 1))
        return self.starts[part] + points(laid.text, line.textStart())

    def line_top(self, position: int) -> int:
        """Return where the line with a position begins; its part is laid out."""
        part = self.part_of(position)
        laid = self._part(part)
        return self.top(part) + self._line_in(laid, position - self.starts[part])

    def laid_line_top(self, position: int) -> int | None:
        """Return where the line with a position begins, if its part is laid out already."""
        return self.line_top(position) if self.part_of(position) in self._laid else None

    def _line_in(self, laid: _Laid, position: int) -> int:
        line = laid.layout.lineForTextPosition(units(laid.text, max(0, position)))
        return (line.lineNumber() if line.isValid() else laid.lines - 1) * self._style.line

    def bars(self, span: Span) -> list[tuple[int, int]]:
        """Return heights from and to which the lines of a range reach, where they are laid out."""
        found: list[tuple[int, int]] = []
        for part in sorted(self._laid):
            start = max(span.start, self.starts[part])
            end = min(span.end, self.ends[part])
            if start < end:
                laid, top = self._laid[part], self.top(part)
                first = self._line_in(laid, start - self.starts[part])
                last = self._line_in(laid, end - 1 - self.starts[part])
                found.append((top + first, top + last + self._style.line))
        return found

    def draw(self, painter: QPainter, origin: QPointF, clip: QRectF, marks: Marks) -> None:
        """Draw what lies inside ``clip``, as far as it is laid out."""
        for part, laid in self._laid.items():
            top = origin.y() + self.top(part)
            if top > clip.bottom() or top + self._heights.values[part] < clip.top():
                continue
            ranges: list[QTextLayout.FormatRange] = []
            for mark in marks(self.starts[part], self.ends[part]):
                piece = _range(laid.text, self.starts[part], mark)
                if piece is not None:
                    ranges.append(piece)
            laid.layout.draw(painter, QPointF(origin.x(), top), ranges, clip)

    # layout

    def _estimates(self) -> array[int]:
        line = self._style.line
        if len(self.starts) == 1:
            lines = estimated_lines(self.text, 2 * self.width / self._style.font.pixelSize())
            return array("i", [lines * line])
        sample = self.text[:_SAMPLE]
        cell = display_width(sample) / len(sample) * self._style.font.pixelSize() / 2
        heights = array("i")
        for start, end in zip(self.starts, self.ends, strict=True):
            breaks = self.text.count("\n", start, end)
            lines = max(breaks + 1, ceil((end - start - breaks) * cell / self.width))
            heights.append(lines * line)
        return heights

    def _part(self, part: int) -> _Laid:
        laid = self._laid.get(part)
        if laid is not None:
            if len(self._laid) > 1:
                self._laid.move_to_end(part)
            return laid
        laid = self._laid[part] = self._lay_out(part)
        if not self._exact[part]:
            self._exact[part] = 1
            self._heights.set(part, laid.lines * self._style.line)
        while len(self._laid) > KEPT_PARTS:
            self._laid.popitem(last=False)
        return laid

    def _lay_out(self, part: int) -> _Laid:
        style = self._style
        text = self.text[self.starts[part] : self.ends[part]]
        if not self._composed:
            text = visible(text)
        layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), style.font)
        layout.setTextOption(self._option)
        layout.setCacheEnabled(True)
        if self._muted and self._muted_format is not None:
            start = self.starts[part]
            pieces = (
                _range(text, start, Mark(one.start, one.end, self._muted_format))
                for one in self._muted
            )
            layout.setFormats([piece for piece in pieces if piece is not None])
        baseline = style.baseline
        lines = 0
        layout.beginLayout()
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(self.width)
            line.setPosition(QPointF(0, lines * style.line + baseline - line.ascent()))
            lines += 1
        layout.endLayout()
        return _Laid(text, layout, max(1, lines))


def estimated_lines(text: str, room: float) -> int:
    """Return about how many lines of so many half-width cells a text takes."""
    return sum(max(1, ceil(display_width(line) / room)) for line in text.split("\n"))


def _range(text: str, start: int, mark: Mark) -> QTextLayout.FormatRange | None:
    """Return a mark as Qt wants it in a part that begins at ``start``."""
    first, last = max(0, mark.start - start), min(len(text), mark.end - start)
    if first >= last:
        return None
    piece = QTextLayout.FormatRange()
    piece.start = units(text, first)
    piece.length = units(text, last) - piece.start
    piece.format = mark.format
    return piece


def cut(text: str) -> tuple[array[int], array[int]]:
    """Return where the parts of a text begin and end.

    Parts end at line feeds, which belong to none; a line that is too long is cut where a word
    ends, so that its parts meet without a gap.
    """
    starts, ends = array("i"), array("i")
    at = 0
    while len(text) - at > (WHOLE if not starts else PART + LOOK_BACK):
        limit = at + PART
        end = text.rfind("\n", at, limit)
        crowded = _nth_break(text, at, limit)
        if crowded >= 0:
            end = crowded
        starts.append(at)
        if end > at:
            ends.append(end)
            at = end + 1
        else:
            end = _word_end(text, limit)
            ends.append(end)
            at = end
    starts.append(at)
    ends.append(len(text))
    return starts, ends


def _nth_break(text: str, start: int, end: int) -> int:
    """Return where the last line feed of a crowded part lies; -1 if it holds few."""
    if text.count("\n", start, end) <= PART_LINES:
        return -1
    at = start
    for _ in range(PART_LINES):
        at = text.find("\n", at, end) + 1
    return at - 1


def _word_end(text: str, limit: int) -> int:
    for at in range(limit, limit - LOOK_BACK, -1):
        before = text[at - 1]
        if before.isspace() or before in "，。、；：！？,.;:!?":
            return at
    at = limit
    while text[at - 1] == _JOINER or text[at] == _JOINER or _joins(text[at]):
        at -= 1
        if at <= limit - LOOK_BACK:
            return limit
    return at


def _joins(character: str) -> bool:
    """Tell whether a character belongs to the one before it: a mark, or a shade of an emoji."""
    code = ord(character)
    return 0x300 <= code <= 0x36F or 0xFE00 <= code <= 0xFE0F or 0x1F3FB <= code <= 0x1F3FF
