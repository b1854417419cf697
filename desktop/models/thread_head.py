"""The rows above the floors of a thread: title, byline, article, the sentence about the replies."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from db.records import BlockType, Span
from db.text import visible
from db.threads.arranging import Certainty
from desktop import messages
from desktop.models import wording

if TYPE_CHECKING:
    from db.records import Block, LinkCounts, Post, ThreadHead

translate = QCoreApplication.translate


class Kind(IntEnum):
    """What a row is."""

    TITLE = 0
    BYLINE = 1
    HEADING = 2
    PARAGRAPH = 3
    FIGURE = 4
    QUOTE = 5
    LIST = 6
    CODE = 7
    TABLE = 8
    RULE = 9
    REPLIES = 10
    OPENING = 11
    FLOOR = 12


_KINDS = {
    BlockType.PARAGRAPH: Kind.PARAGRAPH,
    BlockType.HEADING: Kind.HEADING,
    BlockType.FIGURE: Kind.FIGURE,
    BlockType.QUOTE: Kind.QUOTE,
    BlockType.LIST: Kind.LIST,
    BlockType.CODE: Kind.CODE,
    BlockType.TABLE: Kind.TABLE,
    BlockType.RULE: Kind.RULE,
}
_NO_BREAK = "\u00a0"
_BETWEEN = f"{_NO_BREAK}{_NO_BREAK}·\u2002"
"""Between the parts of the byline: a line may end behind the dot, never before it."""


class Excerpt(NamedTuple):
    """Words of a block inside the text of its row: where here, where in the block, how many."""

    here: int
    there: int
    length: int


class HeadRow(NamedTuple):
    """A row above the floors.

    Attributes:
        kind: what it is.
        text: what is shown, selected and copied.
        block: the block of the article it shows.
        excerpts: which words of the row are words of the block.
        caption: where the caption of a figure begins in ``text``; -1 if it has none.
        post: the post that began the thread, whose text it shows.
    """

    kind: Kind
    text: str
    block: Block | None = None
    excerpts: tuple[Excerpt, ...] = ()
    caption: int = -1
    post: Post | None = None

    def in_block(self, offset: int) -> int | None:
        """Return the offset in the block of an offset in the row's text."""
        for piece in self.excerpts:
            if piece.here <= offset <= piece.here + piece.length:
                return piece.there + offset - piece.here
        return None

    def in_row(self, span: Span) -> tuple[Span, ...]:
        """Return which words of the row a range of the block covers."""
        found: list[Span] = []
        for piece in self.excerpts:
            start = max(span.start, piece.there)
            end = min(span.end, piece.there + piece.length)
            if start < end:
                shift = piece.here - piece.there
                found.append(Span(start + shift, end + shift))
        return tuple(found)


def head_rows(head: ThreadHead, counts: LinkCounts, remark: str = "") -> tuple[HeadRow, ...]:
    """Return everything that stands above the floors.

    Args:
        head: of the thread.
        counts: of its floors.
        remark: what is to be said beside those.
    """
    rows = [HeadRow(Kind.TITLE, head.summary.title), HeadRow(Kind.BYLINE, byline(head))]
    rows += [_of_block(block) for block in head.blocks]
    opening = head.opening
    if opening is not None and not (head.blocks and opening.text.strip() in head.article_text):
        rows.append(HeadRow(Kind.OPENING, opening.text, post=opening))
    said = [replies_sentence(counts), *missing_pages(head)]
    if remark:
        said.append(remark)
    rows.append(HeadRow(Kind.REPLIES, "\n".join(said)))
    return tuple(rows)


def _of_block(block: Block) -> HeadRow:
    if block.type is BlockType.FIGURE:
        return _of_figure(block)
    whole = (Excerpt(0, 0, len(block.text)),)
    return HeadRow(_KINDS[block.type], block.text, block, whole)


def _of_figure(block: Block) -> HeadRow:
    """Show credit and caption, and remember where in the saved lines they were printed."""
    text = ""
    excerpts: list[Excerpt] = []
    caption = -1
    if block.credit:
        before, after = translate("ThreadRows", "Image: {credit}").split("{credit}")
        text = before + block.credit + after
        _note_excerpt(excerpts, block, len(before), block.credit)
    words = block.caption or block.alt
    if words:
        text += "\n" if text else ""
        caption = len(text)
        text += words
        _note_excerpt(excerpts, block, caption, words)
    return HeadRow(Kind.FIGURE, text, block, tuple(excerpts), caption if block.caption else -1)


def _note_excerpt(excerpts: list[Excerpt], block: Block, here: int, words: str) -> None:
    there = block.text.find(words, excerpts[-1].there + excerpts[-1].length if excerpts else 0)
    if there >= 0:
        excerpts.append(Excerpt(here, there, len(words)))


def byline(head: ThreadHead) -> str:
    """Return where a thread stood, who posted it, when, and how many replies it has."""
    summary = head.summary
    parts: list[str] = []
    if summary.board:
        parts.append(wording.one_line(summary.board))
    origin = [wording.one_line(place) for place in (summary.outlet, summary.source) if place]
    if origin:
        parts.append(" → ".join(origin))
    if summary.poster:
        parts.append(
            translate("ThreadRows", "posted by {name}").format(
                name=isolated(wording.author(summary.poster))
            )
        )
    if head.article_author and head.article_author != summary.poster:
        parts.append(
            translate("ThreadRows", "written by {name}").format(
                name=isolated(wording.author(head.article_author))
            )
        )
    written = wording.moment(head.published_at) or wording.one_line(head.published_at_text or "")
    if written:
        written = written.replace(" ", _NO_BREAK)
        parts.append(translate("ThreadRows", "published {time}").format(time=written))
    latest = wording.moment(summary.latest_post_at) or wording.one_line(head.latest_post_text or "")
    if latest:
        latest = latest.replace(" ", _NO_BREAK)
        parts.append(translate("ThreadRows", "latest reply {time}").format(time=latest))
    if head.views is not None:
        views = translate("ThreadRows", "{count} views").format(count=wording.number(head.views))
        parts.append(views.replace(" ", _NO_BREAK))
    parts.append(_counted(summary.posts, summary.claimed_posts).replace(" ", _NO_BREAK))
    return _BETWEEN.join(parts)


def _counted(found: int, claimed: int | None) -> str:
    replies = wording.replies(found)
    if claimed is None or claimed == found:
        return replies
    return translate("ThreadRows", "{replies} found, the page says {claimed}").format(
        replies=replies, claimed=wording.number(claimed)
    )


def replies_sentence(counts: LinkCounts) -> str:
    """Say honestly how many floors carry which kind of reply mark."""
    if not counts.floors:
        return translate("ThreadRows", "No replies were saved")
    kinds = (
        (counts.stated, translate("ThreadRows", "%n stated by the page", None, counts.stated)),
        (counts.solid, translate("ThreadRows", "%n reply(s) by quote", None, counts.solid)),
        (counts.dashed, translate("ThreadRows", "%n likely", None, counts.dashed)),
        (
            counts.ghost,
            translate("ThreadRows", "%n to a post that is not in this capture", None, counts.ghost),
        ),
        (counts.reader, translate("ThreadRows", "%n by you", None, counts.reader)),
        (counts.none, translate("ThreadRows", "%n without a mark", None, counts.none)),
    )
    told = wording.listed(words for count, words in kinds if count)
    floors = translate("ThreadRows", "%n floor(s)", None, counts.floors)
    return translate("ThreadRows", "{floors}: {kinds}").format(floors=floors, kinds=told)


def certainty_sentence(certainty: Certainty, left_out: int) -> str:
    """Say which edges place no floor in the tree; empty where all do."""
    if not left_out or certainty is Certainty.LIKELY:
        return ""
    if certainty is Certainty.SURE:
        return translate(
            "ThreadRows",
            "Arranged by sure replies only; %n likely reply(s) stand in floor order, as if without"
            " a mark",
            None,
            left_out,
        )
    return translate(
        "ThreadRows",
        "Arranged by what the page states only; %n other reply(s) stand in floor order, as if"
        " without a mark",
        None,
        left_out,
    )


def missing_pages(head: ThreadHead) -> list[str]:
    """Say which pages of the thread were not saved.

    Of several captures each may have what another lacks; then the floors alone can tell.
    """
    if len(head.captures) != 1:
        return []
    found = [each for each in head.captures[0].findings if each.code == "pages-missing"]
    return [visible(messages.of_finding(each)) for each in found]


def isolated(name: str) -> str:
    """Return a name that cannot change the order of the words around it."""
    return f"\u2068{name}\u2069"
