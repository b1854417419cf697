"""An article in Markdown as blocks; source of the marks: CommonMark 0.31."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.importing.drafts import BlockDraft
from db.importing.plain.marks import blank
from db.records import BlockType

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]{1,9}(?P<text>.*?)[ \t#]*")
_FIGURE = re.compile(
    r"\s{0,3}!\[(?P<alt>[^\[\]\n]{0,400})\]"
    r"\((?P<src>[^\s()<>]{1,2000})(?: \"[^\"\n]{0,400}\")?\)\s{0,9}"
)
_LIST = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)]) {1,4}\S")
_FENCE = re.compile(r" {0,3}(`{3,9}|~{3,9})")


def markdown_blocks(lines: Sequence[str], start: int, stop: int) -> list[BlockDraft]:
    """Turn the lines ``start`` to ``stop`` into blocks; each line that is not blank is in one.

    The text of a block is as it was written, but for the signs before a heading and what makes a
    picture one.
    """
    blocks: list[BlockDraft] = []
    held: list[str] = []
    first = start
    kind = BlockType.PARAGRAPH
    fence = ""

    def close() -> None:
        if held:
            blocks.append(BlockDraft(kind, "\n".join(held), first + 1))
            held.clear()

    for at in range(start, stop):
        line = lines[at]
        opened = _FENCE.match(line)
        if fence:
            held.append(line)
            if opened is not None and opened[1].startswith(fence):
                close()
                fence = ""
            continue
        if opened is not None:
            close()
            held, first, kind, fence = [line], at, BlockType.CODE, opened[1]
            continue
        if blank(line):
            close()
            continue
        alone = _alone(line, at)
        if alone is not None:
            close()
            blocks.append(alone)
            continue
        now = _kind(line, kind if held else None)
        if held and now is not kind:
            close()
        if not held:
            first, kind = at, now
        held.append(line)
    close()
    return blocks


def _alone(line: str, at: int) -> BlockDraft | None:
    """Return the block of a line that is one by itself."""
    if len(line) > 2_800:
        return None
    figure = _FIGURE.fullmatch(line)
    if figure is not None:
        alt = figure["alt"].strip() or None
        return BlockDraft(BlockType.FIGURE, line.strip(), at + 1, alt=alt, src=figure["src"])
    heading = _HEADING.fullmatch(line)
    if heading is not None and heading["text"].strip():
        return BlockDraft(BlockType.HEADING, heading["text"].strip(), at + 1)
    return None


def _kind(line: str, before: BlockType | None) -> BlockType:
    if line.lstrip().startswith(">"):
        return BlockType.QUOTE
    if _LIST.match(line):
        return BlockType.LIST
    if before is BlockType.LIST or before is BlockType.QUOTE:  # lines that go on without a mark
        return before
    return BlockType.PARAGRAPH
