"""One picture in its own size: fitted to the window, or pixel by pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from db.errors import KnownError
from desktop import messages
from desktop.views.parts import button, label
from desktop.windows.dialogs.frame import Dialog

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

translate = QCoreApplication.translate

_STEP = 1.25
_LEAST, _MOST = 0.05, 8.0
_SHARE = 0.86
"""Part of the window that the dialog takes."""


class _Sheet(QWidget):
    """The picture, scaled; only what is seen of it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.pixmap = QPixmap()
        self.scale = 1.0
        self.setAccessibleName(translate("PictureViewer", "Picture"))

    def set_scale(self, scale: float) -> None:
        """Show each pixel as so many of the screen's logical ones."""
        self.scale = scale
        size = self.pixmap.size()
        self.setFixedSize(max(1, round(size.width() * scale)), max(1, round(size.height() * scale)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Paint what is seen."""
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        # pixel by pixel where they are large enough to be looked at
        smooth = self.scale * self.devicePixelRatioF() < 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=smooth)
        painter.drawPixmap(self.rect(), self.pixmap)
        painter.end()


class _Desk(QScrollArea):
    """Where the sheet lies: the wheel with Ctrl makes it larger, a drag moves it."""

    zoomed = Signal(float, QPointF)
    resized = Signal()

    def __init__(self, sheet: _Sheet) -> None:
        super().__init__()
        self.setWidget(sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(translate("PictureViewer", "Picture"))
        self._held: QPoint | None = None

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's own name
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turns = event.angleDelta().y() / 120
            self.zoomed.emit(_STEP**turns, event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Tell that there is other room."""
        super().resizeEvent(event)
        self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Take hold of the sheet."""
        self._held = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Move the sheet."""
        if self._held is not None:
            now = event.position().toPoint()
            by, self._held = now - self._held, now
            for bar, way in (
                (self.horizontalScrollBar(), by.x()),
                (self.verticalScrollBar(), by.y()),
            ):
                bar.setValue(bar.value() - way)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Let go of the sheet."""
        self._held = None


class PictureViewer(Dialog):
    """Shows one picture."""

    save_requested = Signal()

    def __init__(self, parent: QWidget, title: str) -> None:
        room = parent.size() * _SHARE
        super().__init__(parent, title, "pictureViewer", room.width(), room.height())
        self.setSizeGripEnabled(True)
        self.body.setContentsMargins(12, 12, 12, 12)
        self._sheet = _Sheet()
        self._desk = _Desk(self._sheet)
        self._desk.zoomed.connect(self.zoom)
        self._desk.resized.connect(self._on_resized)
        self._fitted = True
        self._told = label(translate("PictureViewer", "Decoding the picture…"), "muted")
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(self._desk, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.fit_button = button(translate("PictureViewer", "Fit"))
        self.fit_button.clicked.connect(self.fit)
        self.whole_button = button(translate("PictureViewer", "100 %"))
        self.whole_button.clicked.connect(self.show_whole)
        save = button(translate("PictureViewer", "Save Picture As…"))
        save.clicked.connect(self.save_requested)
        close = button(translate("PictureViewer", "Close"))
        close.clicked.connect(self.reject)
        row.addWidget(self.fit_button)
        row.addWidget(self.whole_button)
        row.addWidget(self._told, 1)
        row.addWidget(save)
        row.addWidget(close)
        self.body.addLayout(row)
        self._enable(on=False)
        self._desk.setFocus()

    @property
    def scale(self) -> float:
        """How large each pixel is shown."""
        return self._sheet.scale

    def _enable(self, *, on: bool) -> None:
        self.fit_button.setEnabled(on)
        self.whole_button.setEnabled(on)

    def show_image(self, image: QImage) -> None:
        """Show the picture, as large as there is room."""
        self._sheet.pixmap = QPixmap.fromImage(image)
        self._enable(on=True)
        self.fit()

    def fail(self, error: Exception) -> None:
        """Say why the picture cannot be shown."""
        if not isinstance(error, KnownError):
            raise error
        self._told.setText(messages.headline(error))

    def fit(self) -> None:
        """Show all of it, never larger than it is."""
        self._fitted = True
        size: QSize = self._sheet.pixmap.size()
        room = self._desk.maximumViewportSize()
        if size.isEmpty():
            return
        self._set(min(1.0, room.width() / size.width(), room.height() / size.height()))

    def show_whole(self) -> None:
        """Show each pixel as one of the screen's own."""
        self._fitted = False
        self._set(1.0 / self.devicePixelRatioF())

    def zoom(self, by: float, at: QPointF | None = None) -> None:
        """Show it larger or smaller; what is at a point of the desk stays there."""
        if self._sheet.pixmap.isNull():
            return
        self._fitted = False
        before = self._sheet.scale
        after = min(_MOST, max(_LEAST, before * by))
        bars = (self._desk.horizontalScrollBar(), self._desk.verticalScrollBar())
        point = at if at is not None else QPointF(self._desk.viewport().rect().center())
        ends = [
            (bar.value() + place) * after / before - place
            for bar, place in zip(bars, (point.x(), point.y()), strict=True)
        ]
        self._set(after)
        for bar, end in zip(bars, ends, strict=True):
            bar.setValue(round(end))

    def _set(self, scale: float) -> None:
        self._sheet.set_scale(scale)
        size = self._sheet.pixmap.size()
        self._told.setText(
            translate("PictureViewer", "{width} × {height} pixels, {percent} %").format(
                width=size.width(),
                height=size.height(),
                percent=round(scale * self.devicePixelRatioF() * 100),
            )
        )

    def _on_resized(self) -> None:
        if self._fitted:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Zoom by the keyboard."""
        keys = {Qt.Key.Key_Plus: _STEP, Qt.Key.Key_Equal: _STEP, Qt.Key.Key_Minus: 1 / _STEP}
        key = Qt.Key(event.key())
        if key in keys:
            self.zoom(keys[key])
        elif key == Qt.Key.Key_0:
            self.show_whole()
        elif key == Qt.Key.Key_F:
            self.fit()
        else:
            super().keyPressEvent(event)
