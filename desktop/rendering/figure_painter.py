"""Painting the images of rows: pictures, and quiet frames for those that were not saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop import icons
from desktop.models import figures
from desktop.models.figures import Standing
from desktop.rendering.boxes import annex_box, figure_box
from desktop.rendering.rows import TOP

if TYPE_CHECKING:
    from desktop.rendering.column import Column, Shown
    from desktop.rendering.painter import Scene
    from desktop.rendering.rows import FigureBox
    from desktop.theme import Tokens

translate = QCoreApplication.translate


_DARK = 0.5


class FigurePainter:
    """Paints images in the colours of a theme."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._muted = QPen(QColor(tokens.muted))
        self._under = QColor(tokens.rail_strong)
        self._rule = QPen(QColor(tokens.rule))
        self._accent = QPen(QColor(tokens.accent))
        self._chip = QColor(tokens.chip)
        self._paper = QColor(tokens.paper)
        dark = self._paper.lightnessF() < _DARK
        self._plate = QColor(tokens.ink) if dark else None

    def paint(
        self, painter: QPainter, clip: QRectF, column: Column, shown: Shown, scene: Scene
    ) -> None:
        """Paint the images of a row."""
        for number, figure in enumerate(shown.item.figures):
            box = figure_box(shown, figure)
            if not clip.intersects(QRectF(box)):
                continue
            place = (shown.row, number)
            if figure.image.standing is Standing.SHOWN:
                self._paint_picture(painter, box, figure, scene)
            else:
                self._paint_frame(painter, box, column, figure, scene, place)
            if place in (scene.chosen_figure, scene.dropped_on):
                self._outline(painter, box, scene, place)

    def _paint_picture(
        self, painter: QPainter, box: QRect, figure: FigureBox, scene: Scene
    ) -> None:
        picture = figure.image.picture
        if picture is None or scene.pictures is None:
            return
        scale = painter.device().devicePixelRatioF()
        width, height = round(box.width() * scale), round(box.height() * scale)
        pixmap = scene.pictures.pixmap(picture, max(1, width), max(1, height))
        if pixmap is None:
            painter.fillRect(box, self._chip)
            return
        if self._plate is not None and pixmap.hasAlphaChannel():
            # most drawings without a ground are dark lines, which would not be seen
            painter.fillRect(box, self._plate)
        painter.drawPixmap(box, pixmap)

    def _paint_frame(
        self,
        painter: QPainter,
        box: QRect,
        column: Column,
        figure: FigureBox,
        scene: Scene,
        place: tuple[int, int],
    ) -> None:
        typography = column.typography
        image = figure.image
        if image.standing is Standing.WAITING and scene.pictures is not None and image.picture:
            scene.pictures.look_at(image.picture)
        frame = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._rule)
        # on the ground of the chosen floor it would else not be seen
        painter.setBrush(self._paper if shown_on_ground(column, scene, place[0]) else self._chip)
        painter.drawRoundedRect(frame, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        scale = painter.device().devicePixelRatioF()
        said = figures.sentence(image)
        offered = (
            scene.attachable
            and image.standing is Standing.MISSING
            and place in (scene.hovered_figure, scene.chosen_figure)
        )
        metrics = typography.meta_metrics
        if figure.part == TOP:
            size = typography.px(1.75)
            gap = typography.px(0.5)
            height = size + gap + metrics.height()
            if offered:
                height += gap / 2 + metrics.height()
            top = frame.center().y() - height / 2
            pixmap = icons.pixmap("image", self.tokens.faint, size, scale)
            painter.drawPixmap(QPointF(round(frame.center().x() - size / 2), round(top)), pixmap)
            base = top + size + gap + metrics.ascent()
            self._say(painter, column, said, frame.center().x(), base)
        else:
            size = typography.px(1.2)
            x = box.left() + typography.px(0.8)
            middle = box.top() + typography.px(0.45) + typography.px(1.4) / 2
            pixmap = icons.pixmap("image", self.tokens.faint, size, scale)
            painter.drawPixmap(QPointF(x, round(middle - size / 2)), pixmap)
            painter.setFont(typography.meta)
            painter.setPen(self._muted)
            base = round(middle + (metrics.ascent() - metrics.descent()) / 2)
            room = box.width() - typography.px(2.7) - typography.px(0.8)
            if offered:
                room -= offer_box(column, box, figure).width()
            words = metrics.elidedText(said, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(box.left() + typography.px(2.7), base), words)
        if offered:
            offer = offer_box(column, box, figure)
            painter.setFont(typography.meta)
            painter.setPen(self._accent)
            painter.drawText(offer, Qt.AlignmentFlag.AlignCenter, offer_words())

    def _say(self, painter: QPainter, column: Column, words: str, middle: float, y: float) -> None:
        typography = column.typography
        painter.setFont(typography.meta)
        painter.setPen(self._muted)
        width = typography.meta_metrics.horizontalAdvance(words)
        painter.drawText(QPointF(middle - width / 2, y), words)

    def _outline(self, painter: QPainter, box: QRect, scene: Scene, place: tuple[int, int]) -> None:
        strong = scene.focused or place == scene.dropped_on
        pen = QPen(QColor(self.tokens.accent if strong else self.tokens.rail_strong))
        pen.setWidth(2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def paint_words(
        self, painter: QPainter, clip: QRectF, column: Column, shown: Shown, scene: Scene
    ) -> None:
        """Paint the words beside the text of a row: those of images, and asides."""
        typography = column.typography
        for number, annex in enumerate(shown.item.annexes):
            box = annex_box(shown, annex)
            if box.top() > clip.bottom() or box.bottom() < clip.top():
                continue
            if annex.label:
                painter.setFont(typography.aside.font)
                painter.setPen(QPen(QColor(self.tokens.faint)))
                base = box.top() + typography.aside.baseline
                painter.drawText(QPointF(shown.item.text_x, base), annex.label)
            painter.setPen(self._muted)
            if annex.target is not None:
                end = box.left() + round(annex.flow.natural_width)
                painter.fillRect(box.left(), box.bottom() - 1, end - box.left(), 1, self._under)
            marks = partial(scene.annex_marks, shown.row, number)
            annex.flow.draw(painter, QPointF(box.topLeft()), clip, marks)


def shown_on_ground(column: Column, scene: Scene, row: int) -> bool:
    """Tell whether a row is that of the chosen floor."""
    return scene.current >= 0 and column.floor_of(row) == scene.current


def offer_words() -> str:
    """Return the words of the button that lies in a frame."""
    return translate("ThreadView", "Attach Image…")


def offer_box(column: Column, box: QRect, figure: FigureBox) -> QRect:
    """Return where the button lies in a frame that offers to attach an image."""
    typography = column.typography
    metrics = typography.meta_metrics
    width = round(metrics.horizontalAdvance(offer_words())) + 2 * typography.px(0.6)
    height = typography.px(1.5)
    if figure.part == TOP:
        total = typography.px(1.75) + typography.px(0.5) * 1.5 + 2 * metrics.height()
        top = round(box.center().y() - total / 2 + total - metrics.height())
        return QRect(box.center().x() - width // 2, top - 2, width, height)
    top = box.top() + typography.px(0.45) + (typography.px(1.4) - height) // 2
    return QRect(box.right() - width - typography.px(0.3), top, width, height)
