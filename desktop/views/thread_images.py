"""What a thread view does with images and links: choosing them, offering, showing pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Signal
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from db.text import visible
from desktop.models import wording
from desktop.rendering.picture_cache import PictureCache
from desktop.views.thread_canvas import ThreadCanvas
from desktop.views.thread_figures import FigureAt, figure_at, figure_of, link_at

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.records import PictureId, ThreadHead

_FAR = 300
"""Rows in which the next image is looked for."""
_LONGEST_TIP = 2_000
"""Characters of an address that a tooltip tells."""


class ThreadImages(ThreadCanvas):
    """A canvas whose rows hold images and links."""

    figure_changed = Signal()
    """Another image is chosen, or none."""
    figure_opened = Signal(object)
    """An ``Image`` was double-clicked, or Enter was pressed on it."""
    attach_requested = Signal(object)
    """An ``Image`` is to be attached."""
    link_activated = Signal(str)
    """The address behind words that were clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen_place: tuple[int, int] | None = None
        self.hovered_place: tuple[int, int] | None = None
        self.dropped_place: tuple[int, int] | None = None
        self.attachable = False
        self.pictures = PictureCache(self)
        self.pictures.arrived.connect(self.viewport().update)

    @property
    def current_floor(self) -> int:
        """The chosen floor, in tree order; -1 is none."""
        raise NotImplementedError

    def choose_floor(self, floor: int) -> None:
        """Choose a floor, or with -1 none."""
        raise NotImplementedError

    def forget_images(self) -> None:
        """Let go of all pictures: another thread is shown."""
        self.pictures.clear()
        self.forget_places()

    def forget_places(self) -> None:
        """Choose no image: rows are others now."""
        self.chosen_place = self.hovered_place = self.dropped_place = None

    def set_attachable(self, attachable: bool) -> None:
        """Offer to attach images, or do not."""
        self.attachable = attachable
        self.viewport().update()

    def figure(self) -> FigureAt | None:
        """Return the chosen image, if it is in sight; else the first one of the chosen floor."""
        column = self.column
        if column is None:
            return None
        if self.chosen_place is not None:
            return figure_of(column, *self.chosen_place)
        if self.current_floor >= 0:
            return figure_of(column, column.row_of(self.current_floor), 0)
        return None

    @property
    def figure_chosen(self) -> bool:
        """Whether an image is chosen itself, and not only its floor."""
        return self.chosen_place is not None

    def choose_figure(self, figure: FigureAt | None) -> None:
        """Choose an image, or none."""
        place = figure.place if figure is not None else None
        if place != self.chosen_place:
            self.chosen_place = place
            self.viewport().update()
            self.figure_changed.emit()

    def step_image(self, by: int) -> None:
        """Choose the next image, or with -1 the one before, if there is one not far away."""
        column = self.column
        if column is None:
            return
        at: int | None
        at, number = self.chosen_place or (column.first, -1 if by > 0 else _FAR)
        for _ in range(_FAR):
            count = len(column.item(at).figures)
            number = min(number, count) + by
            if 0 <= number < count:
                self._go_to_image(at, number)
                return
            at = column.after(at) if by > 0 else column.before(at)
            if at is None:
                return
            number = -1 if by > 0 else _FAR

    def _go_to_image(self, row: int, number: int) -> None:
        column = self.column
        if column is None:
            return
        self.choose_floor(column.floor_of(row))
        self.bring_into_sight(row)
        found = figure_of(column, row, number)
        if found is not None and not 0 <= found.box.top() <= found.box.bottom() < column.height:
            self.scroll_by(found.box.top() - column.height // 6)
        self.choose_figure(figure_of(column, row, number))

    def hover_figure(self, figure: FigureAt | None) -> None:
        """Offer what can be done with the image under the pointer."""
        place = figure.place if figure is not None else None
        if place != self.hovered_place:
            self.hovered_place = place
            self.viewport().update()

    def show_drop(self, figure: FigureAt | None) -> None:
        """Show into which image something would fall that is dragged over it."""
        place = figure.place if figure is not None else None
        if place != self.dropped_place:
            self.dropped_place = place
            self.viewport().update()

    def figure_under(self, point: QPointF) -> FigureAt | None:
        """Return the image at a point of the screen."""
        if self.column is None or not self.isVisible():
            return None
        return figure_at(self.column, self.viewport().mapFromGlobal(point), words=True)

    def picture_known(self, picture: PictureId, width: int, height: int) -> None:
        """Show a picture that was decoded, or with 0 that it cannot be."""
        column = self.column
        if column is None:
            return
        column.document.sizes[picture] = (width, height)
        column.renew(lambda item: any(each.image.picture == picture for each in item.figures))
        self.refresh()

    def renew_figures(self, head: ThreadHead) -> None:
        """Show images as they are now; what is read stays where it is."""
        column = self.column
        if column is None or column.document.head.summary.id != head.summary.id:
            return
        column.document.renew_figures(head)
        column.renew(lambda item: bool(item.figures))
        self.refresh()
        self.figure_changed.emit()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Tell the address behind words."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            address = self.link_under(QPointF(event.pos()))
            if address is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), wording.tip(visible(address[:_LONGEST_TIP])))
            return True
        return super().viewportEvent(event)

    def link_under(self, point: QPointF) -> str | None:
        """Return the address behind the words at a point of the viewport."""
        return link_at(self.column, point) if self.column is not None else None
