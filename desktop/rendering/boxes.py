"""Where the small things of a row are, for painting and for the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from desktop.models.thread_head import Kind

if TYPE_CHECKING:
    from desktop.rendering.column import Column, Shown
    from desktop.rendering.quotes import QuoteBox
    from desktop.rendering.rows import Annex, FigureBox, Piece


def rail_x(column: Column, level: int) -> int:
    """Return where the line down from a floor of a level is."""
    typography = column.typography
    return column.left + level * typography.step + typography.px(0.36)


def knee_y(column: Column, shown: Shown) -> int:
    """Return the height of the line that leads to a floor."""
    typography = column.typography
    return (
        shown.y
        + shown.item.lead
        + typography.styles[Kind.FLOOR].above
        + typography.meta_height // 2
    )


def fold_box(column: Column, shown: Shown) -> QRect:
    """Return where the box is that folds the answers to a floor."""
    half = column.typography.px(0.36)
    middle_x = rail_x(column, shown.item.level)
    middle_y = knee_y(column, shown)
    return QRect(middle_x - half, middle_y - half, 2 * half + 1, 2 * half + 1)


def note_box(column: Column, shown: Shown) -> QRect:
    """Return where the note mark of a floor, or of the article, is."""
    typography = column.typography
    size = typography.px(1.0)
    x = column.left + column.breadth + typography.px(0.5)
    style = typography.styles[shown.item.kind]
    height = typography.meta_height if shown.item.kind is Kind.FLOOR else style.line
    top = shown.y + shown.item.lead + style.above + (height - size) // 2
    return QRect(x, top, size, size)


def quote_bar(column: Column, shown: Shown, top: int, bottom: int) -> QRect:
    """Return where the bar beside lines of a quoted passage is."""
    x = shown.item.text_x - column.typography.px(0.5)
    return QRect(x, shown.y + shown.item.text_y + top + 2, 2, bottom - top - 4)


def chip_box(column: Column, shown: Shown, piece: Piece) -> QRect:
    """Return where the frame of a link is."""
    height = column.typography.px(1.3)
    box = piece.box
    left = shown.item.text_x + round(box.left())
    right = shown.item.text_x + round(box.right())
    middle = shown.y + round(box.center().y())
    return QRect(left, middle - height // 2, right - left, height)


def figure_box(shown: Shown, figure: FigureBox) -> QRect:
    """Return where an image is, or the frame that stands for it."""
    item = shown.item
    top = shown.y + item.offset(figure.part, figure.y)
    return QRect(item.text_x, top, figure.width, figure.height)


def annex_box(shown: Shown, annex: Annex) -> QRect:
    """Return where words beside the text of a row are."""
    item = shown.item
    top = shown.y + item.offset(annex.part, annex.y)
    return QRect(item.text_x + annex.x, top, round(annex.flow.width), annex.flow.height)


def band(column: Column, shown: Shown) -> QRect:
    """Return the ground of the chosen floor: the column and a part of its margins."""
    typography = column.typography
    before, behind = typography.px(0.9), typography.px(2.0)
    width = before + column.breadth + behind
    lead = shown.item.lead
    return QRect(column.left - before, shown.y + lead + 1, width, shown.item.height - lead - 2)


def head_box(shown: Shown, box: QuoteBox) -> QRect:
    """Return where the head of a long quote is."""
    item = shown.item
    top = shown.y + item.offset(box.part, box.y)
    width = item.width - (item.text_x - item.x)
    return QRect(item.text_x, top, width, box.height)


def source_box(shown: Shown, box: QuoteBox) -> QRect:
    """Return where the head of a quote says whose words they are."""
    area = head_box(shown, box)
    return QRect(area.left() + box.label_x, area.top(), box.label_width, box.height)
