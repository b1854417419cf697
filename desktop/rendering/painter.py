"""Painting the rows in sight."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from math import floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from db.records import LinkState
from desktop import icons
from desktop.models import wording
from desktop.models.thread_head import Kind
from desktop.rendering.boxes import band, chip_box, fold_box, head_box, note_box, quote_bar
from desktop.rendering.figure_painter import FigurePainter
from desktop.rendering.quote_painter import NOTHING, Held, QuotePainter
from desktop.rendering.rails import Rails
from desktop.rendering.rows import Piece, PieceKind
from desktop.rendering.strokes import across, down, left_end, right_end

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.records import PostId, Span
    from desktop.rendering.column import Column, Shown
    from desktop.rendering.picture_cache import PictureCache
    from desktop.rendering.text_flow import Mark
    from desktop.theme import Tokens

translate = QCoreApplication.translate

_INKS = {
    Kind.TITLE: "ink",
    Kind.BYLINE: "muted",
    Kind.FIGURE: "quote",
    Kind.QUOTE: "quote",
    Kind.REPLIES: "muted",
}


def holds_nothing(_row: int, _post: PostId, _span: Span) -> Held:
    """Return what a folded quote holds where nothing is found, noted or chosen."""
    return NOTHING


def no_marks(_row: int, _annex: int, _start: int, _end: int) -> list[Mark]:
    """Return the marks of words beside the texts where nothing is chosen."""
    return []


@dataclass(slots=True, eq=False, repr=False)
class Scene:
    """What is painted beside the rows themselves.

    Attributes:
        marks: the formats in a piece of a row's text.
        notes: how many notes a floor has; ``None`` is the article.
        current: the chosen floor, in tree order; -1 is none.
        hovered: the floor under the pointer.
        focused: whether the view has the keyboard.
        named: rows whose meta line is a hit, and whether it is the present one.
        annex_marks: the formats in a piece of an annex of a row.
        pictures: where pictures are had from.
        chosen_figure: row and number of the chosen image.
        hovered_figure: of the one under the pointer.
        dropped_on: of the one something is dragged over.
        attachable: whether pictures can be attached.
        picking: whether the floor under the pointer is to be shown as one that can be picked.
        held: what a folded quote of a row holds.
        hovered_quote: row and beginning of the quote whose source the pointer is on.
    """

    marks: Callable[[int, int, int], list[Mark]]
    notes: dict[PostId | None, int]
    current: int = -1
    hovered: int = -1
    focused: bool = False
    named: dict[int, bool] = field(default_factory=dict[int, bool])
    annex_marks: Callable[[int, int, int, int], list[Mark]] = no_marks
    pictures: PictureCache | None = None
    chosen_figure: tuple[int, int] | None = None
    hovered_figure: tuple[int, int] | None = None
    dropped_on: tuple[int, int] | None = None
    attachable: bool = False
    picking: bool = False
    held: Callable[[int, PostId, Span], Held] = holds_nothing
    hovered_quote: tuple[int, int] | None = None


class Painter:
    """Paints a column in the colours of a theme."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._colours = {
            name: QColor(getattr(tokens, name))
            for name in (
                "paper", "ink", "muted", "faint", "rule", "rail", "rail_strong", "accent", "note",
                "chip", "quote", "hit", "hit_current",
            )
        }  # fmt: skip
        self._pens = {name: QPen(colour) for name, colour in self._colours.items()}
        self._figures = FigurePainter(tokens)
        self._heads = QuotePainter(tokens)
        self._edges = dict.fromkeys(LinkState, self._colours["rail_strong"])
        self._edges[LinkState.NONE] = self._colours["rail"]

    def paint(self, painter: QPainter, area: QRect, column: Column, scene: Scene) -> None:
        """Paint everything inside an area of the viewport."""
        painter.fillRect(area, self._colours["paper"])
        seen = [
            shown
            for shown in column.shown
            if shown.y <= area.bottom() and shown.y + shown.item.height >= area.top()
        ]
        for shown in seen:
            if shown.item.floor >= 0 and shown.item.floor == scene.current:
                self._paint_ground(painter, column, shown, scene)
            elif scene.picking and shown.item.floor >= 0 and shown.item.floor == scene.hovered:
                self._paint_frame(painter, column, shown)
        for state, lines in Rails(column).lines(area.top(), area.bottom()).items():
            self._fill(painter, lines, self._edges[state])
        clip = QRectF(area)
        for shown in seen:
            if shown.item.kind is Kind.FLOOR:
                self._paint_floor(painter, clip, column, shown, scene)
            else:
                self._paint_head(painter, clip, column, shown, scene)

    # above the floors

    def _paint_head(
        self, painter: QPainter, clip: QRectF, column: Column, shown: Shown, scene: Scene
    ) -> None:
        item, y = shown.item, shown.y
        typography = column.typography
        style = typography.styles[item.kind]
        if item.kind is Kind.RULE:
            middle = item.x + item.width / 2
            painter.fillRect(
                QRectF(middle - typography.px(3), y + style.above, typography.px(6), 1),
                self._colours["rail"],
            )
            return
        if item.figures:
            self._figures.paint(painter, clip, column, shown, scene)
        elif item.kind is Kind.REPLIES:
            line = y + typography.px(1.0)
            painter.fillRect(QRectF(item.x, line, item.width, 1), self._colours["rule"])
        elif item.kind in (Kind.CODE, Kind.TABLE):
            box = QRectF(item.x, y, item.width, item.height - style.below + style.above)
            painter.fillRect(box, self._colours["chip"])
        elif item.kind is Kind.QUOTE:
            height = item.height - style.below
            painter.fillRect(QRectF(item.x, y, 3, height), self._colours["rail"])
        if item.quotes:
            self._paint_quotes(painter, column, shown, clip, scene)
        if item.flow is not None:
            painter.setPen(self._pens[_INKS.get(item.kind, "ink")])
            origin = QPointF(item.text_x, y + item.text_y)
            item.flow.draw(painter, origin, clip, partial(scene.marks, shown.row))
        if item.annexes:
            self._figures.paint_words(painter, clip, column, shown, scene)
        if item.kind is Kind.TITLE:
            self._paint_note(painter, column, shown, scene.notes.get(None, 0), offered=False)

    # floors

    def _paint_ground(self, painter: QPainter, column: Column, shown: Shown, scene: Scene) -> None:
        """Paint what is behind the chosen floor."""
        box = band(column, shown)
        painter.fillRect(box, self._colours["chip"])
        colour = self._colours["accent" if scene.focused else "rail_strong"]
        painter.fillRect(QRect(box.left(), box.top(), 2, box.height()), colour)

    def _paint_frame(self, painter: QPainter, column: Column, shown: Shown) -> None:
        """Paint a frame around a floor that would be picked."""
        painter.setPen(self._pens["accent"])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(band(column, shown).adjusted(0, 0, -1, -1))

    def _paint_floor(
        self, painter: QPainter, clip: QRectF, column: Column, shown: Shown, scene: Scene
    ) -> None:
        item, y = shown.item, shown.y
        typography = column.typography
        if item.gap:
            self._paint_gap(painter, column, shown)
        if item.post is None or item.flow is None:
            painter.setPen(self._pens["faint"])
            painter.setFont(typography.meta)
            style = typography.styles[Kind.FLOOR]
            base = (
                y
                + item.lead
                + style.above
                + typography.meta_height / 2
                + typography.meta_metrics.ascent() / 2
            )
            painter.drawText(
                QPointF(item.text_x, base), translate("ThreadView", "This floor could not be read.")
            )
            return
        if y + item.text_y >= clip.top():
            self._paint_meta(painter, column, shown, scene)
        self._paint_quotes(painter, column, shown, clip, scene)
        beside = column.document.is_beside(item.floor)
        painter.setPen(self._pens["muted" if beside else "ink"])
        item.flow.draw(
            painter, QPointF(item.text_x, y + item.text_y), clip, partial(scene.marks, shown.row)
        )
        if item.figures:
            self._figures.paint(painter, clip, column, shown, scene)
        if item.annexes:
            self._figures.paint_words(painter, clip, column, shown, scene)
        offered = item.floor in (scene.current, scene.hovered)
        self._paint_note(painter, column, shown, scene.notes.get(item.post.id, 0), offered=offered)

    def _paint_gap(self, painter: QPainter, column: Column, shown: Shown) -> None:
        """Draw that floors are missing before this one: words on a dotted line."""
        item, typography = shown.item, column.typography
        metrics = typography.meta_metrics
        middle = shown.y + item.lead - typography.meta_height // 2
        words = metrics.elidedText(
            item.gap, Qt.TextElideMode.ElideRight, item.width - typography.gutter
        )
        painter.setFont(typography.meta)
        painter.setPen(self._pens["muted"])
        base = middle + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(item.text_x, round(base)), words)
        start = item.text_x + round(metrics.horizontalAdvance(words)) + typography.px(0.75)
        line = across(start, item.x + item.width, middle, LinkState.GHOST)
        self._fill(painter, line, self._colours["rail_strong"])

    def _paint_meta(self, painter: QPainter, column: Column, shown: Shown, scene: Scene) -> None:
        item, y = shown.item, shown.y
        typography = column.typography
        base = (
            y
            + item.lead
            + typography.styles[Kind.FLOOR].above
            + typography.meta_height / 2
            + (typography.author_metrics.ascent() - typography.author_metrics.descent()) / 2
        )
        base = round(base)
        beside = column.document.is_beside(item.floor)
        self._paint_fold_box(painter, column, shown)
        for piece in item.pieces:
            x = item.text_x + piece.box.left()
            named = piece.kind is PieceKind.AUTHOR
            if named and shown.row in scene.named:
                colour = "hit_current" if scene.named[shown.row] else "hit"
                height = typography.author_metrics.height()
                top = y + piece.box.center().y() - height / 2
                painter.fillRect(QRectF(x, top, piece.box.width(), height), self._colours[colour])
            elif piece.kind is PieceKind.LINK:
                self._paint_chip(painter, column, shown, piece)
                x += typography.px(0.4)
            elif piece.kind is PieceKind.KIND:
                height = typography.px(1.2)
                ground = QRectF(x, y + piece.box.center().y() - height / 2, piece.box.width(), 0)
                ground.setHeight(height)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._colours["rule"])
                painter.drawRoundedRect(ground, 3, 3)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
                x += typography.px(0.3)
            elif piece.kind is PieceKind.ANSWERS:
                under = across(
                    round(x), round(x + piece.box.width()) - 1, base + 3, LinkState.SOLID
                )
                self._fill(painter, under, self._colours["rail"])
            painter.setFont(typography.author if named else typography.meta)
            painter.setPen(self._pens["ink" if named and not beside else "muted"])
            painter.drawText(QPointF(x, base), piece.text)
        if column.folds.is_folded(item.floor) and not column.flat:
            count = column.document.skeleton.sizes[item.floor] - 1
            words = translate("ThreadView", "+{count} folded").format(count=wording.number(count))
            painter.setFont(typography.meta)
            painter.setPen(self._pens["accent"])
            painter.drawText(QPointF(item.text_x + item.end, base), words)

    def _paint_chip(self, painter: QPainter, column: Column, shown: Shown, piece: Piece) -> None:
        """Draw the frame of a link, whose long sides are as sure as the edge is."""
        box = chip_box(column, shown, piece)
        state = piece.state or LinkState.NONE
        sure = state not in (LinkState.DASHED, LinkState.GHOST)
        name = "rail" if sure else "rail_strong"
        scale = painter.device().devicePixelRatioF()
        ends = [
            end(box.height(), getattr(self.tokens, name), scale) for end in (left_end, right_end)
        ]
        half = box.height() // 2
        left, right = box.left() + half, box.right() + 1 - half
        for x, end in zip((box.left(), right), ends, strict=True):
            # between two pixels of the screen a picture is placed as the clip has it
            place = QPointF(floor(x * scale + 0.5), floor(box.top() * scale + 0.5)) / scale
            painter.drawPixmap(place, end)
        for y in (box.top(), box.bottom()):
            self._fill(painter, across(left, right, y, state), self._colours[name])

    def _paint_fold_box(self, painter: QPainter, column: Column, shown: Shown) -> None:
        item = shown.item
        colour = self._colours["rail_strong"]
        box = fold_box(column, shown)
        middle = box.center()
        lost = item.post is not None and item.post.reply_to.state is LinkState.GHOST
        answered = not column.flat and column.document.skeleton.sizes[item.floor] > 1
        if lost:
            # an edge that comes from nowhere
            end = box.top() if answered else middle.y()
            strokes = down(middle.x(), shown.y + item.lead + 2, end, LinkState.GHOST)
            if not answered:
                strokes += across(middle.x(), item.text_x - 4, middle.y(), LinkState.GHOST)
            self._fill(painter, strokes, colour)
        if not answered:
            return
        left, top, right, bottom = box.left(), box.top(), box.right() + 1, box.bottom() + 1
        sure = LinkState.SOLID
        strokes = across(left, right, top, sure) + across(left, right, bottom - 1, sure)
        strokes += down(left, top, bottom, sure) + down(right - 1, top, bottom, sure)
        strokes += across(left + 3, right - 3, middle.y(), sure)
        if column.folds.is_folded(item.floor):
            strokes += down(middle.x(), top + 3, bottom - 3, sure)
        self._fill(painter, strokes, colour)

    def _fill(self, painter: QPainter, strokes: list[QRect], colour: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRects(strokes)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_quotes(
        self, painter: QPainter, column: Column, shown: Shown, clip: QRectF, scene: Scene
    ) -> None:
        item = shown.item
        if item.flow is None:
            return
        for box in item.heads if item.post is not None else ():
            area = head_box(shown, box)
            if item.post is not None and clip.intersects(QRectF(area)):
                held = NOTHING
                if box.folded:
                    held = scene.held(shown.row, item.post.id, box.span)
                on = scene.hovered_quote == (shown.row, box.span.start)
                self._heads.paint(painter, column, shown, box, held, on=on)
        for span, _ in item.quotes:
            for top, bottom in item.flow.bars(span):
                bar = quote_bar(column, shown, top, bottom)
                if clip.intersects(QRectF(bar)):
                    painter.fillRect(bar, self._colours["rail"])

    def _paint_note(
        self, painter: QPainter, column: Column, shown: Shown, count: int, *, offered: bool
    ) -> None:
        if not count and not offered:
            return
        box = note_box(column, shown)
        scale = painter.device().devicePixelRatioF()
        colour = self.tokens.note if count else self.tokens.faint
        pixmap = icons.pixmap("note", colour, box.width(), scale)
        painter.drawPixmap(box.topLeft(), pixmap)
        if count > 1:
            painter.setFont(column.typography.meta)
            painter.setPen(self._pens["note"])
            base = box.center().y() + column.typography.meta_metrics.ascent() / 2 - 1
            painter.drawText(QPointF(box.right() + 2, base), wording.number(count))
