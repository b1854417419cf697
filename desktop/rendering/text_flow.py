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
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextCharFormat, QTextLayout, QTextLine

from db.text import display_width, visible
from desktop.models.offsets import points, units
from desktop.rendering.prefix_sums import PrefixSums
from desktop.rendering.text_cuts import cut, cut_around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter, QTextOption

    from db.records import Span
    from desktop.rendering.typography import Style

KEPT_PARTS = 10
KEPT_SHORT_PARTS = 96
"""Parts that are kept laid out where things stand between them: more than any screen shows."""
_SAMPLE = 4_000
_LINE_SEPARATOR = "\u2028"


class Mark(NamedTuple):
    """Characters that are drawn in a format of their own."""

    start: int
    end: int
    format: QTextCharFormat


class Gap(NamedTuple):
    """Room between two lines for something that stands before the character at ``at``.

    With ``end``, it stands instead of the characters up to there, which are not laid out.
    """

    at: int
    height: int
    end: int = -1

    @property
    def range(self) -> tuple[int, int]:
        """The characters instead of which it stands; none where it stands between two."""
        return self.at, max(self.at, self.end)


Marks = Callable[[int, int], "list[Mark]"]
"""Returns the marks of a piece of a text, the later drawn over the earlier."""


@dataclass(slots=True, eq=False, repr=False)
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
        marked: Sequence[Mark] = (),
        *,
        gaps: Sequence[Gap] = (),
        composed: bool = False,
    ) -> None:
        """Set a text.

        Args:
            text: as it was saved.
            style: font and distance of lines.
            option: how lines break.
            width: of the lines.
            marked: characters in a format of their own, whatever is chosen or found.
            gaps: things between the lines, in the order of the text.
            composed: whether the text is ours, so that nothing in it could deceive.
        """
        self.text = text
        self.width = width
        self._style = style
        self._option = option
        self._marked = marked
        self._composed = composed
        self._gaps: array[int] | None = None
        self._folds: list[tuple[Gap, int, int]] = []
        self.gap_places: list[tuple[int, int]] = []
        """Of each gap: the part it stands above, and where in that part it begins."""
        if gaps:
            self.starts, self.ends = self._cut_around(gaps)
        else:
            self.starts, self.ends = cut(text)
        self._laid: OrderedDict[int, _Laid] = OrderedDict()
        self._exact = bytearray(len(self.starts))
        self._heights = PrefixSums(self._estimates())

    def _cut_around(self, gaps: Sequence[Gap]) -> tuple[array[int], array[int]]:
        starts, ends, above = cut_around(self.text, [gap.range for gap in gaps])
        self._gaps = array("i", bytes(4 * len(starts)))
        for gap, part in zip(gaps, above, strict=True):
            self.gap_places.append((part, self._gaps[part]))
            if gap.end > gap.at:
                self._folds.append((gap, part, self._gaps[part]))
            self._gaps[part] += gap.height
        return starts, ends

    def _above(self, part: int) -> int:
        """Return how high the gaps above a part are."""
        return self._gaps[part] if self._gaps is not None else 0

    def _is_blank(self, part: int) -> bool:
        """Tell whether a part is nothing but gaps."""
        return self._gaps is not None and self.starts[part] == self.ends[part]

    def _fold_with(self, position: int) -> int | None:
        """Return where the thing begins that stands instead of a position."""
        for gap, part, y in self._folds:
            if gap.at <= position < gap.end:
                return self.top(part) + y
        return None

    def _fold_at(self, part: int, inside: float) -> tuple[Gap, bool] | None:
        """Return what stands instead of characters at a height, and whether in its upper half."""
        for gap, above, y in self._folds:
            if above == part and y <= inside < y + gap.height:
                return gap, inside < y + gap.height / 2
        return None

    def text_top(self, part: int) -> int:
        """Return where the first line of a part begins."""
        return self.top(part) + self._above(part)

    @property
    def parts(self) -> int:
        """How many parts there are; at least one."""
        return len(self.starts)

    @property
    def height(self) -> int:
        """The height of all lines, as far as it is known."""
        return self._heights.total

    @property
    def natural_width(self) -> float:
        """How wide the first line is; it is laid out."""
        layout = self._part(0).layout
        return layout.lineAt(0).naturalTextWidth() if layout.lineCount() else 0.0

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
        return QPointF(found[0], self.text_top(part) + line.lineNumber() * self._style.line)

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
        fold = self._fold_at(part, y - self.top(part))
        if fold is not None:
            return fold[0].at if fold[1] else fold[0].end
        if not laid.lines:
            return self.starts[part]
        number = int((y - self.text_top(part)) // self._style.line)
        line = laid.layout.lineAt(min(max(number, 0), laid.lines - 1))
        found: int = line.xToCursor(x)
        return self.starts[part] + points(laid.text, found)

    def character_at(self, x: float, y: float) -> int | None:
        """Return the position of the character at a point; ``None`` where none is."""
        part = self.part_at(int(y))
        laid = self._part(part)
        number = int((y - self.text_top(part)) // self._style.line)
        if not 0 <= number < laid.lines:
            return None
        line = laid.layout.lineAt(number)
        if not 0 <= x <= line.naturalTextWidth():
            return None
        found: int = line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
        return self.starts[part] + points(laid.text, found)

    def line_at(self, y: float) -> int:
        """Return the position at which the line at a height begins."""
        part = self.part_at(int(y))
        laid = self._part(part)
        fold = self._fold_at(part, y - self.top(part))
        if fold is not None:
            return fold[0].at
        if not laid.lines:
            return self.starts[part]
        number = int((y - self.text_top(part)) // self._style.line)
        line = laid.layout.lineAt(min(max(number, 0), laid.lines - 1))
        return self.starts[part] + points(laid.text, line.textStart())

    def line_top(self, position: int) -> int:
        """Return where the line with a position begins; its part is laid out."""
        fold = self._fold_with(position)
        if fold is not None:
            return fold
        part = self.part_of(position)
        laid = self._part(part)
        return self.text_top(part) + self._line_in(laid, position - self.starts[part])

    def laid_line_top(self, position: int) -> int | None:
        """Return where the line with a position begins, if its part is laid out already."""
        known = self.part_of(position) in self._laid or self._fold_with(position) is not None
        return self.line_top(position) if known else None

    def _line_in(self, laid: _Laid, position: int) -> int:
        if not laid.lines:
            return 0
        line = laid.layout.lineForTextPosition(units(laid.text, max(0, position)))
        return (line.lineNumber() if line.isValid() else laid.lines - 1) * self._style.line

    def bars(self, span: Span) -> list[tuple[int, int]]:
        """Return heights from and to which the lines of a range reach, where they are laid out."""
        found: list[tuple[int, int]] = []
        for part in sorted(self._laid):
            start = max(span.start, self.starts[part])
            end = min(span.end, self.ends[part])
            if start < end:
                laid, top = self._laid[part], self.text_top(part)
                first = self._line_in(laid, start - self.starts[part])
                last = self._line_in(laid, end - 1 - self.starts[part])
                found.append((top + first, top + last + self._style.line))
        return found

    def draw(self, painter: QPainter, origin: QPointF, clip: QRectF, marks: Marks) -> None:
        """Draw what lies inside ``clip``, as far as it is laid out."""
        for part, laid in self._laid.items():
            top = origin.y() + self.text_top(part)
            if top > clip.bottom() or top + laid.lines * self._style.line < clip.top():
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
            return array("i", [self._above(0) + (0 if self._is_blank(0) else lines * line)])
        sample = self.text[:_SAMPLE]
        cell = display_width(sample) / max(1, len(sample)) * self._style.font.pixelSize() / 2
        heights = array("i")
        for part, (start, end) in enumerate(zip(self.starts, self.ends, strict=True)):
            breaks = self.text.count("\n", start, end)
            lines = max(breaks + 1, ceil((end - start - breaks) * cell / self.width))
            heights.append(self._above(part) + (0 if self._is_blank(part) else lines * line))
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
            self._heights.set(part, self._above(part) + laid.lines * self._style.line)
        kept = KEPT_PARTS if self._gaps is None else KEPT_SHORT_PARTS
        while len(self._laid) > kept:
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
        if self._marked:
            start = self.starts[part]
            pieces = (_range(text, start, one) for one in self._marked)
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
        return _Laid(text, layout, 0 if self._is_blank(part) else max(1, lines))


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
