"""Pictures as they are painted, of which only so many bytes stay in memory.

A picture that is wanted and not there is asked for once the paint is over, the last painted first,
one at a time; what was scrolled past meanwhile is not asked for any more.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QPixmap

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from db.records import PictureId

KEPT_BYTES = 32 << 20
"""Of pixels that stay in memory beside those of the picture that came last."""
_MOST_WANTED = 24

Key = tuple["PictureId", int, int]


class PictureCache(QObject):
    """The pictures of one view, each in the size in which it is painted."""

    wanted = Signal(object, QSize)
    """A ``PictureId`` and the pixels it is to have; answered by ``put``."""
    undecoded = Signal(object)
    """A ``PictureId`` in sight that was never decoded."""
    arrived = Signal()
    """Something can be painted that could not before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[Key, QPixmap | None] = OrderedDict()
        self._bytes = 0
        self._wanted: OrderedDict[Key, None] = OrderedDict()
        self._asked: Key | None = None
        self._looked_at: set[PictureId] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._ask)

    @property
    def bytes(self) -> int:
        """How many bytes of pixels are in memory."""
        return self._bytes

    def clear(self) -> None:
        """Forget everything; what was asked for is not waited for."""
        self._kept.clear()
        self._wanted.clear()
        self._looked_at.clear()
        self._bytes = 0
        self._asked = None

    def pixmap(self, picture: PictureId, width: int, height: int) -> QPixmap | None:
        """Return a picture of this many pixels; ``None`` where it is not there, or not yet."""
        key = (picture, width, height)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self._wanted[key] = None
        self._wanted.move_to_end(key)
        while len(self._wanted) > _MOST_WANTED:
            self._wanted.popitem(last=False)
        self._timer.start()
        return None

    def look_at(self, picture: PictureId) -> None:
        """Have a picture decoded that never was; asked once only."""
        if picture not in self._looked_at:
            self._looked_at.add(picture)
            self.undecoded.emit(picture)

    def put(self, picture: PictureId, size: QSize, image: QImage | None) -> None:
        """Take a picture that was asked for; ``None`` where there is none."""
        key = (picture, size.width(), size.height())
        if key != self._asked:
            return
        self._asked = None
        self._wanted.pop(key, None)
        self._kept[key] = QPixmap.fromImage(image) if image is not None else None
        self._bytes += _bytes(key) if image is not None else 0
        while self._bytes > KEPT_BYTES and len(self._kept) > 1:
            old, gone = self._kept.popitem(last=False)
            self._bytes -= _bytes(old) if gone is not None else 0
        self.arrived.emit()
        if self._wanted:
            self._timer.start()

    def _ask(self) -> None:
        if self._asked is not None or not self._wanted:
            return
        key, _ = self._wanted.popitem()
        self._asked = key
        self.wanted.emit(key[0], QSize(key[1], key[2]))


def _bytes(key: Key) -> int:
    return key[1] * key[2] * 4
