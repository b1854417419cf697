"""Pictures: showing them in the thread, looking at one closely, attaching, detaching, saving."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QObject, QSize, Signal
from PySide6.QtGui import QGuiApplication, QImage

from db.errors import KnownError
from db.text import visible
from desktop import messages
from desktop.models import wording
from desktop.models.figures import Image, Standing

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData, QPointF

    from db.records import PictureId, PostId
    from db.threads.pictures import FigureKey, PictureInfo
    from desktop.operations import Operations
    from desktop.pictures import Looked
    from desktop.views.thread_figures import FigureAt
    from desktop.windows.choosing import Chooser
    from desktop.windows.panes import Panes

translate = QCoreApplication.translate

_KINDS = ("image/png", "image/jpeg", "image/webp", "image/gif")
"""Of which a clipboard or a drop may hold the bytes."""
_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp", "image/gif": ".gif"}
_NAMED = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif"})


class Picturing(QObject):
    """Drives the images of the thread view."""

    failed = Signal(object)
    changed = Signal()
    """Another image is chosen, or can be acted on."""

    def __init__(self, panes: Panes, chooser: Chooser, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panes = panes
        self._chooser = chooser
        self._operations: Operations | None = None
        self._waiting: list[PictureId] = []
        self._decoding = False
        view = panes.column
        view.pictures.wanted.connect(self._on_wanted)
        view.pictures.undecoded.connect(self._on_undecoded)
        view.figure_changed.connect(self.changed)
        view.current_changed.connect(self._on_current)
        view.figure_opened.connect(self.open)
        view.attach_requested.connect(self.attach)

    def attach_to(self, operations: Operations | None) -> None:
        """Work on this library from now on."""
        self._operations = operations
        self._waiting.clear()
        self._decoding = False
        self._panes.column.pictures.clear()
        self._panes.column.set_attachable(operations is not None and not operations.read_only)
        self._panes.column.viewport().update()

    def _on_current(self, _post: PostId | None) -> None:
        self.changed.emit()

    # showing

    def _on_wanted(self, picture: PictureId, size: QSize) -> None:
        cache, operations = self._panes.column.pictures, self._operations
        if operations is None:
            cache.put(picture, size, None)
            return

        def fail(error: Exception) -> None:
            cache.put(picture, size, None)
            self.failed.emit(error)

        operations.pictures.image(picture, size).on_success(
            lambda image: self._on_image(picture, size, image)
        ).on_failure(fail).start()

    def _on_image(self, picture: PictureId, size: QSize, image: QImage | None) -> None:
        self._panes.column.pictures.put(picture, size, image)
        if image is None:  # its copy is gone, and is made anew
            self._panes.column.pictures.look_at(picture)

    def _on_undecoded(self, picture: PictureId) -> None:
        self._waiting.append(picture)
        self._decode_next()

    def _decode_next(self) -> None:
        """Decode what came in sight last first, one at a time."""
        operations = self._operations
        if operations is None or self._decoding or not self._waiting:
            return
        picture = self._waiting.pop()
        self._decoding = True

        def known(width: int, height: int) -> None:
            if self._operations is operations:
                self._panes.column.picture_known(picture, width, height)

        def settled() -> None:
            if self._operations is operations:
                self._decoding = False
                self._decode_next()

        operations.pictures.decode(picture, known).on_failure(self.failed.emit).on_settled(
            settled
        ).start()

    # what is chosen

    @property
    def writable(self) -> bool:
        """Whether pictures can be attached at all."""
        return self._operations is not None and not self._operations.read_only

    def chosen(self) -> Image | None:
        """Return the image that actions are about."""
        figure = self._panes.column.figure()
        return figure.image if figure is not None else None

    # looking at one

    # ruff: noqa: PLC0415 - a dialog is loaded when it is asked for; no start waits for it
    def open(self, image: Image | None = None) -> None:
        """Show a picture in its own size; where none is, ask for one."""
        image = image or self.chosen()
        operations = self._operations
        if image is None or operations is None:
            return
        picture = image.picture
        if picture is None:
            self.attach(image)
            return
        if image.standing is not Standing.SHOWN:
            return
        from desktop.windows.dialogs.picture_viewer import PictureViewer

        viewer = PictureViewer(self._panes.window(), _title(image))
        viewer.save_requested.connect(lambda: self.save(image))
        job = operations.pictures.whole(picture, _title(image))
        ticket = job.on_success(viewer.show_image).on_failure(viewer.fail).start()
        # a viewer that was closed meanwhile hears of nothing
        viewer.finished.connect(ticket.cancel)
        viewer.open()

    def save(self, image: Image | None = None) -> None:
        """Ask where to, and write the original bytes of a picture there."""
        image = image or self.chosen()
        operations = self._operations
        if image is None or image.picture is None or operations is None:
            return
        picture = image.picture

        def ask(info: PictureInfo) -> None:
            self._chooser.save_file(
                translate("Picturing", "Save Picture"),
                _file_name(image, info),
                lambda path: self._save_to(picture, path),
            )

        operations.pictures.info(picture).on_success(ask).on_failure(self.failed.emit).start()

    def _save_to(self, picture: PictureId, path: Path) -> None:
        operations = self._operations
        if operations is None:
            return

        def done(size: int) -> None:
            self._panes.messages.show_news(
                translate("Picturing", "Saved {path} ({size}), the picture as it was kept.").format(
                    path=visible(str(path)), size=wording.size(size)
                )
            )

        operations.pictures.save(picture, path).on_success(done).on_failure(
            self.failed.emit
        ).start()

    # attaching

    def attach(self, image: Image | None = None) -> None:
        """Let a file be chosen, and attach it."""
        image = image or self.chosen()
        if image is None or image.figure is None or not self.writable:
            return
        self._chooser.open_picture(
            translate("Picturing", "Attach Image"),
            lambda path: self._attach(image, path, path.name, path.name),
        )

    def detach(self, image: Image | None = None) -> None:
        """Take the picture away that stands in a place; it can be undone."""
        image = image or self.chosen()
        key = _key(image)
        if self._operations is None or image is None or image.picture is None or key is None:
            return
        self._operations.pictures.detach(key).on_failure(self.failed.emit).start()

    def paste(self) -> bool:
        """Attach the picture on the clipboard to the chosen image; say whether there is one."""
        view = self._panes.column
        figure = view.figure() if view.figure_chosen else None
        if figure is None or not self.writable:
            return False
        held = QGuiApplication.clipboard().mimeData()
        source = source_of(held)
        if source is None:
            return False
        self._take(figure.image, source, translate("Picturing", "The pasted picture"), "paste")
        return True

    def _take(self, image: Image, source: Path | bytes, name: str, origin: str) -> None:
        if isinstance(source, Path):
            self._attach(image, source, source.name, source.name)
        else:
            self._attach(image, source, name, origin)

    def _attach(self, image: Image, source: Path | bytes, name: str, origin: str) -> None:
        operations, key = self._operations, _key(image)
        if operations is None or key is None:
            return

        def put(looked: Looked) -> None:
            if self._operations is operations:
                operations.pictures.attach(key, looked, origin).on_failure(self.failed.emit).start()

        operations.pictures.look(source, visible(name)).on_success(put).on_failure(
            self._refuse
        ).start()

    def _refuse(self, error: Exception) -> None:
        """Say why something was not attached, and that nothing came of it."""
        if not isinstance(error, KnownError):
            self.failed.emit(error)
            return
        self._panes.messages.show_news(
            translate("Picturing", "{reason} Nothing was attached.").format(
                reason=messages.headline(error)
            ),
            messages.advice(error),
            warning=True,
        )

    # dropping

    def drag(self, held: QMimeData, point: QPointF) -> bool:
        """Show which image something would fall into; say whether it would."""
        figure = self._target(held, point)
        self._panes.column.show_drop(figure)
        return figure is not None

    def leave(self) -> None:
        """Nothing is dragged any more."""
        self._panes.column.show_drop(None)

    def drop(self, held: QMimeData, point: QPointF) -> bool:
        """Attach what was dropped on an image; say whether it was."""
        self.leave()
        figure = self._target(held, point)
        source = source_of(held) if figure is not None else None
        if figure is None or source is None:
            return False
        self._take(figure.image, source, translate("Picturing", "The dropped picture"), "drop")
        return True

    def _target(self, held: QMimeData, point: QPointF) -> FigureAt | None:
        if not self.writable or not is_picture(held):
            return None
        return self._panes.column.figure_under(point)


def is_picture(held: QMimeData) -> bool:
    """Tell by its name or kind whether something dropped or copied may be one picture."""
    urls = held.urls()
    if urls:
        local = len(urls) == 1 and urls[0].isLocalFile()
        return local and Path(urls[0].toLocalFile()).suffix.lower() in _NAMED
    return held.hasImage() or any(held.hasFormat(kind) for kind in _KINDS)


def source_of(held: QMimeData | None) -> Path | bytes | None:
    """Return the file, or else the bytes, of a picture that was dropped or copied."""
    if held is None or not is_picture(held):
        return None
    if held.urls():
        return Path(held.urls()[0].toLocalFile())
    for kind in _KINDS:  # the bytes as they are: they are decoded elsewhere
        if held.hasFormat(kind):
            return bytes(held.data(kind).data())
    image = held.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return None
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _key(image: Image | None) -> FigureKey | None:
    from db.threads.pictures import FigureKey

    if image is None or image.figure is None:
        return None
    return FigureKey(article=image.article, id=image.figure)


def _title(image: Image) -> str:
    """Return what to call a picture: its caption, or the name it had on the page."""
    said = image.caption or image.alt or _name_in(image.src)
    return wording.short(said) if said else translate("Picturing", "Picture")


def _name_in(src: str | None) -> str:
    if not src or src.startswith("data:"):
        return ""
    try:
        path = urlsplit(src).path
    except ValueError:
        return ""
    return unquote(PurePosixPath(path).name)


def _file_name(image: Image, info: PictureInfo) -> str:
    """Return a name for a file that tells what it is."""
    suffix = _SUFFIXES.get(info.media_type, "")
    name = _name_in(image.src) or wording.one_line(image.caption or image.alt or "")[:60]
    bare = name.rsplit(".", 1)[0] if Path(name).suffix.lower() in _NAMED else name
    return f"{bare or 'picture'}{suffix}"
