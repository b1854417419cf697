"""Lines of an article into blocks: paragraphs, headings, and figures in the places of images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.drafts import BlockDraft
from db.importing.plain.marks import FigureMark, blank, ends_with_stop, figure_mark
from db.records import BlockType

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_HEADING = 40
_LONGEST_NEXT = 200
_LIST_SIGNS = "—–-•·●○◆■□▪*＊#0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨"


def read_article(lines: Sequence[str], start: int, stop: int) -> list[BlockDraft]:
    """Turn the lines ``start`` to ``stop`` into blocks; each line that is not blank is in one.

    A line is a paragraph, since copied pages do not wrap.  A heading is marked by nothing: it is a
    short line without a closing stop, alone between blank lines, with text after it.  The text of
    a block is its line as saved; of a figure, its line or lines.
    """
    blocks: list[BlockDraft] = []
    at = start
    while at < stop:
        if blank(lines[at]):
            at += 1
            continue
        mark = figure_mark(lines[at])
        if mark is not None:
            block, at = _figure(lines, at, stop, mark)
        else:
            kind = BlockType.HEADING if _stands_alone(lines, at, start, stop) else None
            block = BlockDraft(kind or BlockType.PARAGRAPH, lines[at], at + 1)
            at += 1
        blocks.append(block)
    return _without_false_headings(blocks)


def _figure(lines: Sequence[str], at: int, stop: int, mark: FigureMark) -> tuple[BlockDraft, int]:
    """Read a figure of one line, or a credit line and the caption line that belongs to it."""
    used = [lines[at]]
    credit, caption = mark.credit, mark.caption
    after = at + 1
    if mark.empty:
        words, after = _announced(lines, after, stop)
        if words is not None:
            used.append(words)
            credit, caption = (
                (words.strip(), None) if mark.kind == "credit" else (None, words.strip())
            )
    if mark.kind == "credit" and caption is None:
        below = _next(lines, after, stop)
        second = figure_mark(lines[below]) if below is not None else None
        if below is not None and second is not None and second.kind == "caption":
            used.append(lines[below])
            caption, after = second.caption, below + 1
            if second.empty:
                words, after = _announced(lines, after, stop)
                if words is not None:
                    used.append(words)
                    caption = words.strip()
    figure = BlockDraft(
        BlockType.FIGURE, "\n".join(used), at + 1, credit=credit, caption=caption, src=mark.src
    )
    return figure, after


def _next(lines: Sequence[str], at: int, stop: int) -> int | None:
    """Return the next line that is not blank, over at most two blank ones."""
    return next((near for near in range(at, min(stop, at + 3)) if not blank(lines[near])), None)


def _announced(lines: Sequence[str], at: int, stop: int) -> tuple[str | None, int]:
    """Return the words that an empty mark announces on the next line, and where to go on."""
    near = _next(lines, at, stop)
    if near is None or len(lines[near]) > _LONGEST_NEXT or figure_mark(lines[near]) is not None:
        return None, at
    return lines[near], near + 1


def _stands_alone(lines: Sequence[str], at: int, start: int, stop: int) -> bool:
    text = lines[at].strip() if len(lines[at]) <= 4 * _LONGEST_HEADING else ""
    if not 0 < len(text) <= _LONGEST_HEADING or ends_with_stop(text) or text[0] in _LIST_SIGNS:
        return False
    above = at == start or blank(lines[at - 1])
    below = at + 1 < stop and blank(lines[at + 1])
    return above and below


def _without_false_headings(blocks: list[BlockDraft]) -> list[BlockDraft]:
    """Make paragraphs of headings with no text after them, and of three and more in a row."""
    result = list(blocks)
    row: list[int] = []
    for at, block in enumerate([*blocks, None]):
        if block is not None and block.type is BlockType.HEADING:
            row.append(at)
        elif block is None or block.type is BlockType.PARAGRAPH:
            if block is None or len(row) > 2:
                for false in row:
                    old = result[false]
                    result[false] = BlockDraft(BlockType.PARAGRAPH, old.text, old.line)
            row = []
    return result
