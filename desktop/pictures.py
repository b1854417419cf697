"""Pictures of threads as jobs: decoding in another process, painting copies, attaching, saving.

Qt decodes nothing but the copies that we made ourselves.  What came with a capture or from a file
is decoded by ``db.importing.workers``, in a process that may die of it.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from db.errors import Cancelled, FileUnreadable, KnownError
from db.importing.workers import Workers
from db.pictures import MOST_BYTES, NotAPicture
from db.threads import pictures
from db.threads.pictures import NOTHING, Attached, FigureKey, PictureInfo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from db.changes import Done
    from db.pictures import Shown
    from db.records import PictureId
    from db.store import Store
    from desktop.jobs import Job, Jobs, Ticket

translate = QCoreApplication.translate

Standing = tuple[Attached, Attached]

_UNKEPT_BYTES = 32 << 20
"""Of copies that are not in the library: it can only be read, or they are being written."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A picture that was looked at: its original bytes, and what is shown of it."""

    data: bytes
    shown: Shown


class Pictures:
    """The pictures of one library."""

    def __init__(
        self,
        store: Store,
        jobs: Jobs,
        write: Callable[
            [Callable[[], Done[Standing]], Callable[[Done[Standing]], None]], Job[Done[Standing]]
        ],
        push: Callable[[str, Callable[[], None], Callable[[], None]], None],
        again: Callable[[Callable[[], Done[Standing]]], None],
    ) -> None:
        """Make no process yet: it begins with the first picture.

        Args:
            store: the library.
            jobs: the pools.
            write: makes a job of a write and of what is done when it was done.
            push: takes a step that can be undone: its words, undoing it, doing it again.
            again: does what undoing or redoing a step is.
        """
        self._store = store
        self._jobs = jobs
        self._write = write
        self._push = push
        self._again = again
        self._workers = Workers(1)
        self._closed = False
        self._unkept: OrderedDict[PictureId, bytes] = OrderedDict()

    def interrupt(self) -> None:
        """Decode no more; whatever waits for a picture ends."""
        self._closed = True
        self._workers.interrupt()

    def close(self) -> None:
        """End the process; nothing waits for a picture any more."""
        self._closed = True
        self._workers.__exit__(None, None, None)

    # what is shown

    def image(self, picture: PictureId, size: QSize) -> Job[QImage | None]:
        """Ask for a picture in a size in pixels; ``None`` where no copy of it is kept."""

        def work(_ticket: Ticket) -> QImage | None:
            data = self._unkept.get(picture) or pictures.scaled(self._store, picture)
            return drawn(data, size) if data is not None else None

        return self._jobs.read(work)

    def decode(self, picture: PictureId, known: Callable[[int, int], None]) -> Job[Shown | None]:
        """Decode a picture that came with a capture, and keep the copy that is shown.

        ``known`` is told the size of its original in pixels, 0 where it cannot be decoded.
        """

        def work(_ticket: Ticket) -> Shown | None:
            data = pictures.original(self._store, picture)
            try:
                return self._look(data, "", whole=False)
            except NotAPicture:
                return None

        def keep(shown: Shown | None) -> None:
            if shown is not None:
                self._hold(picture, shown.scaled)
            known(shown.width if shown is not None else 0, shown.height if shown is not None else 0)
            if not self._store.read_only:
                self._jobs.write(
                    lambda _ticket: pictures.keep_scaled(self._store, picture, shown)
                ).on_success(lambda _done: self._let_go(picture)).on_failure(_kept_later).start()

        return self._jobs.read(work).on_success(keep)

    def whole(self, picture: PictureId, name: str) -> Job[QImage]:
        """Ask for a picture in its own size, decoded anew in the other process."""

        def work(_ticket: Ticket) -> QImage:
            data = pictures.original(self._store, picture)
            return drawn(self._look(data, name, whole=True).scaled, None)

        return self._jobs.read(work)

    def info(self, picture: PictureId) -> Job[PictureInfo]:
        """Ask what is known of a picture."""
        return self._jobs.read(lambda _ticket: pictures.info(self._store, picture))

    def _look(self, data: bytes, name: str, *, whole: bool) -> Shown:
        try:
            return self._workers.look_at(data, name, whole=whole)
        except NotAPicture as error:
            if self._closed:  # it did not die of the picture
                raise Cancelled from error
            raise

    def _hold(self, picture: PictureId, data: bytes) -> None:
        self._unkept[picture] = data
        while len(self._unkept) > 1 and sum(map(len, self._unkept.values())) > _UNKEPT_BYTES:
            self._unkept.popitem(last=False)

    def _let_go(self, picture: PictureId) -> None:
        self._unkept.pop(picture, None)

    # what is attached

    def look(self, source: Path | bytes, name: str) -> Job[Looked]:
        """Look at a file or at bytes before they are attached; an error says why they are not."""

        def work(_ticket: Ticket) -> Looked:
            data = source if isinstance(source, bytes) else _bytes_of(source, name)
            return Looked(data, self._look(data, name, whole=False))

        return self._jobs.read(work)

    def attach(self, figure: FigureKey, looked: Looked, origin: str) -> Job[Done[Standing]]:
        """Put a picture into a place where an image stood."""

        def record(done: Done[Standing]) -> None:
            before, _ = done.value
            words = (
                translate("Operations", "attach image")
                if before.picture is None
                else translate("Operations", "replace image")
            )
            self._record(words, figure, done)

        return self._write(
            lambda: pictures.attach(self._store, figure, looked.data, looked.shown, origin), record
        )

    def detach(self, figure: FigureKey) -> Job[Done[Standing]]:
        """Take the picture away that stands in a place; its bytes stay until the trash goes."""
        return self._write(
            lambda: pictures.put(self._store, figure, NOTHING),
            lambda done: self._record(translate("Operations", "detach image"), figure, done),
        )

    def _record(self, words: str, figure: FigureKey, done: Done[Standing]) -> None:
        before, after = done.value
        self._push(
            words,
            lambda: self._again(lambda: pictures.put(self._store, figure, before)),
            lambda: self._again(lambda: pictures.put(self._store, figure, after)),
        )

    def save(self, picture: PictureId, path: Path) -> Job[int]:
        """Write the original bytes of a picture to a file; tell how many they are."""
        return self._jobs.work(lambda _ticket: pictures.save_original(self._store, picture, path))


def drawn(data: bytes, size: QSize | None) -> QImage:
    """Return one of our own copies, in a size in pixels or in its own, as it is painted."""
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # nothing but what we write ourselves, whatever the bytes say they are
    reader = QImageReader(buffer, QByteArray(b"png" if data.startswith(b"\x89PNG") else b"jpg"))
    reader.setAutoDetectImageFormat(False)
    image = reader.read()
    if size is not None and image.size() != size:
        image = image.scaled(
            size,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    formats = QImage.Format
    clear = image.hasAlphaChannel()
    return image.convertToFormat(
        formats.Format_ARGB32_Premultiplied if clear else formats.Format_RGB32
    )


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise FileUnreadable(
            "{name} could not be read; nothing was changed.",
            "Look whether the file is there and may be read.",
            str(error),
            name=name,
        ) from error


def _kept_later(error: Exception) -> None:
    """Let a copy that could not be kept be made anew another time; anything else is a bug."""
    if not isinstance(error, KnownError):
        raise error
