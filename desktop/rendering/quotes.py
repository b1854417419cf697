"""Long quotes of a post: one line that says whose words they are, or that line above the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from db.threads.quoted import folding
from desktop.models import wording
from desktop.models.thread_head import isolated
from desktop.rendering.text_flow import Gap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.records import GhostId, Post, PostId, Quote, Span
    from desktop.models.thread_rows import ThreadDocument
    from desktop.rendering.typography import Typography

translate = QCoreApplication.translate

_FIRST_WORDS = 200
"""Characters of a quote from which its line is filled."""
_NAME_SHARE = 0.5
"""Part of the line that says whose words they are."""


class QuoteFolds:
    """Which quotes are folded: all, or none, but for those the reader turned over."""

    def __init__(self, *, folded: bool) -> None:
        self.folded = folded
        self._turned: set[tuple[PostId, int]] = set()

    def is_folded(self, post: PostId, quote: int, *, opening: bool = False) -> bool:
        """Tell whether a quote is folded; it is known by where it begins.

        What the post that began the thread quotes is what the thread is about, and stays open.
        """
        return (self.folded and not opening) != ((post, quote) in self._turned)

    def turn(self, post: PostId, quote: int) -> None:
        """Fold a quote, or unfold it."""
        self._turned ^= {(post, quote)}

    def set_all(self, *, folded: bool) -> None:
        """Fold all quotes, or unfold all."""
        self.folded = folded
        self._turned.clear()


@dataclass(slots=True, eq=False, repr=False)
class QuoteBox:
    """Where the head of a long quote lies in its row.

    Attributes:
        span: the whole quote in the text of the post.
        source: the post its words are from.
        ghost: the post, if it is not in the capture.
        folded: whether the head stands instead of the words.
        part: the part of the text above which it stands.
        y: its top, from that of the part.
        height: its height.
        label: whose words they are.
        label_x: left edge of that, from that of the text.
        label_width: its width.
        words: the first words, while it is folded.
        room: width that is left for those.
    """

    span: Span
    source: PostId | None
    ghost: GhostId | None
    folded: bool
    part: int
    y: int
    height: int
    label: str
    label_x: int
    label_width: int
    words: str
    room: int

    @property
    def words_x(self) -> int:
        """Left edge of the first words, from that of the text."""
        return self.label_x + self.label_width


def long_quotes(post: Post) -> list[Quote]:
    """Return the quotes of a post that can be folded, in order."""
    if not post.quotes:
        return []
    by_span = {quote.span: quote for quote in reversed(post.quotes)}
    return [by_span[span] for span in folding(post.text, by_span)]


def gaps_of(quotes: Sequence[Quote], folded: Sequence[bool], height: int) -> list[Gap]:
    """Return the room that the heads of quotes take in the text of a post."""
    return [
        Gap(quote.span.start, height, quote.span.end if shut else -1)
        for quote, shut in zip(quotes, folded, strict=True)
    ]


def boxes_of(
    post: Post,
    quotes: Sequence[Quote],
    gaps: Sequence[Gap],
    places: Sequence[tuple[int, int]],
    document: ThreadDocument,
    typography: Typography,
    width: int,
) -> list[QuoteBox]:
    """Return the heads of quotes, each where the text left the room for it."""
    made: list[QuoteBox] = []
    metrics = typography.meta_metrics
    label_x = typography.px(1.0)
    for quote, gap, (part, y) in zip(quotes, gaps, places, strict=True):
        folded = gap.end >= 0
        room = (width - label_x) * (_NAME_SHARE if folded else 1)
        label = metrics.elidedText(source_of(quote, document), Qt.TextElideMode.ElideRight, room)
        label_width = round(metrics.horizontalAdvance(label))
        left = width - label_x - label_width
        words = ""
        if folded:
            start = quote.words.start
            piece = post.text[start : min(quote.words.end, start + _FIRST_WORDS)]
            words = wording.one_line(piece)
            if quote.words.end - start > _FIRST_WORDS:
                words += " …"
            words = translate("ThreadRows", ": {words}").format(words=words)
        made.append(
            QuoteBox(
                quote.span, quote.source_post, quote.ghost, folded, part, y, gap.height,
                label, label_x, label_width,
                metrics.elidedText(words, Qt.TextElideMode.ElideRight, left), left,
            )
        )  # fmt: skip
    return made


def source_of(quote: Quote, document: ThreadDocument) -> str:
    """Return whose words a quote has, as far as it is known."""
    author = quote.author
    opening = document.head.opening
    if quote.source_post is not None:
        source = document.known(quote.source_post)
        author = (source.author if source is not None else None) or author
        if opening is not None and opening.id == quote.source_post:
            place = translate("ThreadRows", "the opening post")
        else:
            place = wording.floor(quote.source_floor) if quote.source_floor else ""
        name = isolated(wording.author(author)) if author else ""
        said = " · ".join(one for one in (place, name) if one)
        return said or wording.floor(None)
    if quote.ghost is not None:
        author = document.ghost_author(quote.ghost) or author
        if author:
            return translate("ThreadRows", "{author}, not in this capture").format(
                author=isolated(wording.author(author))
            )
        return translate("ThreadRows", "a post that is not in this capture")
    return isolated(wording.author(author)) if author else translate("ThreadRows", "quoted words")
