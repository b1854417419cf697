"""The article of a page as blocks: paragraphs, headings, quotations, code, lists, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.boards.nesting import Nest, outermost
from db.importing.drafts import BlockDraft
from db.importing.markup.body import PLAIN, body_of
from db.importing.markup.tree import words
from db.records import BlockType

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import FigureDraft
    from db.importing.markup.body import Body, Rules


def blocks_of(node: Node | None, rules: Rules = PLAIN) -> tuple[BlockDraft, ...]:
    """Return the blocks of an article; no word of it is lost, each line is in one block.

    The kind of a block is that of the element its words are the whole of.
    """
    if node is None:
        return ()
    body = body_of(node, rules)
    kinds: dict[str, BlockType] = {}
    for css, kind in (
        ("li", BlockType.LIST),
        ("h1, h2, h3, h4, h5, h6", BlockType.HEADING),
    ):
        listed = node.css(css)
        nest = Nest(listed)
        holders = {nest.above(each) for each in listed}
        for each in listed:
            # what holds others of its kind would be read again for each of them
            if each.mem_id not in holders:
                kinds.setdefault(words(each), kind)
    captions = {words(each) for each in outermost(node.css("figcaption, .wp-caption-text"))}
    return tuple(_pieces(body, _spans(node, body), kinds, captions))


def _spans(node: Node, body: Body) -> list[tuple[int, int, BlockType]]:
    """Return the stretches that are one block each, although they have several lines."""
    found = [(quote.start, quote.end, BlockType.QUOTE) for quote in body.quotes if quote.level == 0]
    at = 0
    for each in outermost(node.css("pre")):
        text = body_of(each).text
        start = body.text.find(text, at) if text else -1
        if start >= 0:
            at = start + len(text)
            if not any(first <= start < last for first, last, _ in found):
                found.append((start, at, BlockType.CODE))
    return sorted(found)


def _pieces(
    body: Body,
    spans: list[tuple[int, int, BlockType]],
    kinds: dict[str, BlockType],
    captions: set[str],
) -> list[BlockDraft]:
    """Cut the text into blocks, and set the figures where they stood."""
    cuts: list[tuple[int, BlockDraft]] = []
    at = 0
    for start, end, kind in [*spans, (len(body.text), len(body.text), BlockType.PARAGRAPH)]:
        for line_at, line in _lines(body.text, at, start):
            cuts.append((line_at, BlockDraft(_kind(line, kinds, captions), line)))
        if end > start >= at:
            cuts.append((start, BlockDraft(kind, body.text[start:end].strip("\n"))))
        at = max(at, end)
    cuts += [(figure.at, _figure(figure)) for figure in body.figures]
    cuts.sort(key=lambda cut: (cut[0], cut[1].type is not BlockType.FIGURE))
    return _captioned([block for _, block in cuts], captions)


def _lines(text: str, start: int, end: int) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    at = start
    for line in text[start:end].split("\n"):
        if line.strip():
            found.append((at, line))
        at += len(line) + 1
    return found


def _kind(line: str, kinds: dict[str, BlockType], captions: set[str]) -> BlockType:
    if line in captions:
        return BlockType.PARAGRAPH
    return kinds.get(line, BlockType.PARAGRAPH)


def _figure(figure: FigureDraft) -> BlockDraft:
    return BlockDraft(BlockType.FIGURE, "", alt=figure.alt, src=figure.src)


def _captioned(blocks: list[BlockDraft], captions: set[str]) -> list[BlockDraft]:
    """Give figures the caption that stands in the line behind them."""
    found: list[BlockDraft] = []
    for block in blocks:
        before = found[-1] if found else None
        if (
            block.text in captions
            and before is not None
            and before.type is BlockType.FIGURE
            and before.caption is None
        ):
            found[-1] = BlockDraft(
                BlockType.FIGURE, block.text, caption=block.text, alt=before.alt, src=before.src
            )
        else:
            found.append(block)
    return found
