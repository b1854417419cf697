"""Making rows: the words of a floor's meta line, and where everything of a row lies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QTextCharFormat

from db.records import LinkState, TimeOrigin
from desktop.models import wording
from desktop.models.figures import image_of, images_of
from desktop.models.thread_head import HeadRow, Kind, isolated
from desktop.models.thread_rows import MOST_ANSWERS
from desktop.rendering.asides import put_below, put_preserved
from desktop.rendering.figures import Framed, framed, put, put_above
from desktop.rendering.quotes import QuoteFolds, boxes_of, gaps_of, long_quotes
from desktop.rendering.rows import Piece, PieceKind, RowItem
from desktop.rendering.text_flow import Mark, TextFlow

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetricsF

    from db.records import Post, ReplyLink
    from desktop.models.thread_rows import ThreadDocument
    from desktop.rendering.typography import Style, Typography
    from desktop.theme import Tokens

translate = QCoreApplication.translate

_NAME_SHARE = 0.45
_KIND_SHARE = 0.25
"""Part of the line an author's name, and what kind a post is, may take."""


class Composer:
    """Makes the rows of one thread for one width."""

    def __init__(
        self,
        document: ThreadDocument,
        typography: Typography,
        tokens: Tokens,
        width: int,
        room: int = 0,
        folds: QuoteFolds | None = None,
    ) -> None:
        """Make rows for a width; pictures are at most ``room`` pixels high."""
        self.document = document
        self.typography = typography
        self.left, self.column = typography.column_in(width)
        self.deepest = typography.deepest_in(self.column)
        self.room = room
        self._folds = folds or QuoteFolds(folded=False)
        self._quoted = QTextCharFormat()
        self._quoted.setForeground(QColor(tokens.quote))
        self._linked = QTextCharFormat()
        self._linked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        self._linked.setUnderlineColor(QColor(tokens.rail_strong))

    def head(self, row: HeadRow, *, unfolded: bool = False) -> RowItem:
        """Return a row above the floors; ``unfolded`` as for one of them."""
        typography = self.typography
        style = typography.styles[row.kind]
        item = RowItem(row.kind, self.left, self.column)
        if row.kind is Kind.RULE:
            item.blank = style.above + style.line + style.below
            return item
        item.text_x = self.left + style.indent
        item.text_y = style.above
        if row.post is not None:
            item.below = style.below
            self._fill(item, row.post, style, self.column, unfolded=unfolded)
            return item
        if row.kind is Kind.FIGURE:
            image = image_of(row.block)
            item.text_y += (
                put_above(item, self.document.sized(image), typography, self.room)
                if image is not None
                else typography.figure
            )
            if not row.text:
                item.blank = item.text_y + style.below
                return item
        item.below = style.below
        item.flow = TextFlow(
            row.text,
            style,
            typography.option,
            self.column - 2 * style.indent,
            composed=row.kind in (Kind.BYLINE, Kind.REPLIES),
        )
        return item

    def blank_floor(self, floor: int, level: int, height: int) -> RowItem:
        """Return a floor whose post could not be read."""
        x, width = self._place(level)
        gutter = self.typography.gutter
        item = RowItem(
            Kind.FLOOR, x, width, text_x=x + gutter, blank=height, floor=floor, level=level
        )
        self._lead(item)
        return item

    def floor(self, floor: int, level: int, post: Post, *, unfolded: bool = False) -> RowItem:
        """Return a floor; ``unfolded`` shows all of what stands below its text."""
        typography = self.typography
        style = typography.styles[Kind.FLOOR]
        x, width = self._place(level)
        item = RowItem(
            Kind.FLOOR,
            x,
            width,
            text_x=x + typography.gutter,
            text_y=style.above + typography.meta_height,
            below=style.below,
            floor=floor,
            level=level,
        )
        self._lead(item)
        item.text_y += item.lead
        self._fill(item, post, style, width - typography.gutter, unfolded=unfolded)
        self._compose_meta(item, post)
        return item

    def _lead(self, item: RowItem) -> None:
        """Leave room above a floor to say which are missing before it."""
        gap = self.document.gap_before(item.floor)
        if gap is not None:
            item.lead = self.typography.gap
            item.gap = wording.gap(gap.first, gap.last)

    def _fill(self, item: RowItem, post: Post, style: Style, width: int, *, unfolded: bool) -> None:
        """Put the text of a post into a row, with all that stands in it and below it."""
        item.post = post
        item.quotes = tuple((quote.span, quote.source_post) for quote in post.quotes)
        marked = [Mark(span.start, span.end, self._quoted) for span, _ in item.quotes]
        marked += [Mark(link.span.start, link.span.end, self._linked) for link in post.links]
        quotes = long_quotes(post)
        folded = [
            self._folds.is_folded(post.id, quote.span.start, opening=post.opening)
            for quote in quotes
        ]
        heads = gaps_of(quotes, folded, style.line)
        frames: list[Framed] = []
        if post.figures:
            images = [
                self.document.sized(image)
                for image in images_of(post)
                if not any(gap.at <= image.at < gap.end for gap in heads)
            ]
            frames = framed(images, self.typography, width, self.room)
        gaps = sorted(
            [*enumerate(heads), *enumerate((frame.gap for frame in frames), len(heads))],
            key=lambda each: (each[1].at, each[0]),
        )
        item.flow = TextFlow(
            post.text,
            style,
            self.typography.option,
            width,
            marked,
            gaps=[gap for _, gap in gaps],
        )
        if gaps:
            places = dict(zip((number for number, _ in gaps), item.flow.gap_places, strict=True))
            ordered = [places[number] for number in range(len(gaps))]
            put(item, frames, ordered[len(heads) :])
            item.heads = boxes_of(
                post, quotes, heads, ordered[: len(heads)], self.document, self.typography, width
            )
        if post.preserved:
            put_preserved(item, post.preserved, self.typography, width)
        if post.asides:
            put_below(item, post.asides, self.typography, width, unfolded=unfolded)

    def _place(self, level: int) -> tuple[int, int]:
        indent = level * self.typography.step
        return self.left + indent, self.column - indent

    # the meta line

    def _compose_meta(self, item: RowItem, post: Post) -> None:
        line = _Line(item, self.typography)
        name = wording.author(post.author)
        line.add(PieceKind.AUTHOR, name, self.typography.author_metrics, share=_NAME_SHARE)
        if post.floor:  # where the site numbers none, to say so of each would tell nothing
            line.add(PieceKind.FLOOR, wording.floor(post.floor))
        if post.kind and post.kind.strip():
            line.tag(kind_of(post.kind))
        depth = self.document.skeleton.depths[item.floor]
        if post.reply_to.decided_by == "reader":
            # before the link, which is cut where the line is short
            words = translate("ThreadRows", "✓ yours")
            if post.reply_to.state is LinkState.NONE:
                words = translate("ThreadRows", "✓ yours: no reply")
            line.add(PieceKind.REMARK, words)
        self._add_link(line, post.reply_to)
        for link in post.also_replies_to:
            self._add_link(line, link)
        for words in cites_of(post):
            line.add(PieceKind.REMARK, words)
        answers = self.document.answers(item.floor)
        said = answers_of(answers) if answers else ""
        # the number of answers is a way to them: the time makes room for it, not the other way
        kept = line.room_for(said) if said else 0.0
        line.width -= kept
        time = time_of(post)
        if time:
            line.add(PieceKind.TIME, time)
        if depth > self.deepest and item.level:
            line.add(
                PieceKind.REMARK,
                translate("ThreadRows", "level {depth}").format(depth=wording.number(depth + 1)),
            )
        if post.edited:
            line.add(PieceKind.REMARK, translate("ThreadRows", "edited"))
        if post.deleted:
            line.add(PieceKind.REMARK, translate("ThreadRows", "deleted on the page"))
        line.width += kept
        if said:
            fits = line.x + kept <= line.width + self.typography.px(0.75)
            line.add(PieceKind.ANSWERS, said if fits else wording.number(answers))
        item.end = line.x

    def _add_link(self, line: _Line, link: ReplyLink) -> None:
        if link.state is LinkState.NONE:
            return
        line.chip(self._words_of(link), link)

    def _words_of(self, link: ReplyLink) -> str:
        if link.state is LinkState.GHOST:
            author = self.document.ghost_author(link.ghost)
            if not author:
                return translate("ThreadRows", "answers a post that is not in this capture")
            return translate(
                "ThreadRows", "answers a post by {author} that is not in this capture"
            ).format(author=isolated(wording.author(author)))
        if link.to_article:
            target = translate("ThreadRows", "the article")
        else:
            parent = self._author_of(link)
            named = isolated(wording.author(parent)) if parent else ""
            number = wording.floor(link.floor) if link.floor or not named else ""
            target = f"{number} {named}".strip()
        if link.state is LinkState.DASHED:
            return translate("ThreadRows", "likely → {target}").format(target=target)
        return translate("ThreadRows", "→ {target}").format(target=target)

    def _author_of(self, link: ReplyLink) -> str | None:
        if link.post is None:
            return None
        post = self.document.known(link.post)
        return post.author if post is not None else None


class _Line:
    """Puts words side by side until the line is full."""

    def __init__(self, item: RowItem, typography: Typography) -> None:
        self.item = item
        self.typography = typography
        self.x = 0.0
        self.y = float(item.lead + typography.styles[Kind.FLOOR].above)
        self.width = float(item.width - typography.gutter)

    def room_for(self, text: str) -> float:
        """Return the room that words take, and the space before them."""
        return self.typography.meta_metrics.horizontalAdvance(text) + self.typography.px(0.75)

    def add(
        self,
        kind: PieceKind,
        text: str,
        metrics: QFontMetricsF | None = None,
        share: float = 1.0,
    ) -> Piece | None:
        """Add words; what does not fit is cut, and left out where hardly anything fits."""
        metrics = metrics or self.typography.meta_metrics
        room = min(self.width - self.x, self.width * share)
        width = metrics.horizontalAdvance(text)
        if width > room:
            if room < 2 * self.typography.size:
                return None
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            width = metrics.horizontalAdvance(text)
        height = self.typography.meta_height
        piece = Piece(kind, text, QRectF(self.x, self.y, width + 1, height))
        self.item.pieces.append(piece)
        self.x += width + self.typography.px(0.75)
        return piece

    def tag(self, text: str) -> None:
        """Add what kind of post it is, on a ground of its own."""
        pad = self.typography.px(0.3)
        self.x += pad
        piece = self.add(PieceKind.KIND, text, share=_KIND_SHARE)
        if piece is None:
            self.x -= pad
            return
        piece.box.adjust(-pad, 0, pad, 0)
        self.x += pad / 2

    def chip(self, text: str, link: ReplyLink) -> None:
        """Add a link in a frame."""
        pad = self.typography.px(0.4)
        start = self.x
        self.x += pad
        self.width -= pad
        piece = self.add(PieceKind.LINK, text)
        self.width += pad
        if piece is None:
            self.x = start
            return
        piece.box.adjust(-pad, 0, pad, 0)
        piece.state = link.state
        piece.target = link.post
        piece.to_article = link.to_article
        piece.ghost = link.ghost
        self.x += pad


def answers_of(count: int) -> str:
    """Return how many floors answer one."""
    if count < MOST_ANSWERS:
        return translate("ThreadRows", "%n answer(s)", None, count)
    return translate("ThreadRows", "{count} or more answers").format(
        count=wording.number(MOST_ANSWERS)
    )


def cites_of(post: Post) -> list[str]:
    """Say what of the article a post takes up: a badge, which leads to no floor."""
    if not post.citations:
        return []
    cited = {each.of for each in post.citations}
    words = (
        ("article", translate("ThreadRows", "cites the article")),
        ("title", translate("ThreadRows", "cites the title")),
    )
    return [said for of, said in words if of in cited]


def kind_of(kind: str) -> str:
    """Return what a site calls a post beside a floor, in the reader's language if it is known."""
    return {
        "answer": translate("ThreadRows", "answer"),
        "comment": translate("ThreadRows", "comment"),
        "question": translate("ThreadRows", "question"),
    }.get(kind, wording.one_line(kind))


def time_of(post: Post) -> str:
    """Return when a floor was written, and how that is known if the page did not say it here."""
    when = _clock(post.posted_at or "") or wording.one_line(post.posted_at_text or "")
    if not when:
        return ""
    if post.posted_at_from is TimeOrigin.QUOTE:
        return translate("ThreadRows", "{time}, seen in a quote").format(time=when)
    if post.posted_at_from is TimeOrigin.INFERRED:
        return translate("ThreadRows", "{time}, inferred").format(time=when)
    return when


def _clock(iso: str) -> str:
    """Return day and time of day at the printed precision; the byline tells the zone."""
    day, _, rest = iso.partition("T")
    clock = re.split(r"[-+Z]", rest, maxsplit=1)[0]
    return f"{day} {clock}".strip()
