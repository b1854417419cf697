"""One window a library: a second start hands its files to the first and ends.

The door is a local socket in a folder of this user alone, named after the library.  What passes
through it is one JSON document with the absolute paths of files to open; the answer is ``ok``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.door import door

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 2_000
"""Milliseconds that a second start waits for the first to answer."""

LONGEST = 1 << 20
"""Bytes of a message; a longer one is not from us."""

_ANSWER = b"ok\n"

__all__ = ["LONGEST", "PATIENCE", "Doorkeeper", "door", "hand_over"]


def hand_over(library: Path, files: list[Path]) -> bool:
    """Give files to the window that has this library open.

    A window too busy to answer in time still finds the message when it comes round to it.

    Returns:
        Whether there is such a window.
    """
    socket = QLocalSocket()
    socket.connectToServer(door(library))
    if not socket.waitForConnected(PATIENCE // 4):
        return False
    message = json.dumps({"files": [str(file.absolute()) for file in files]}) + "\n"
    socket.write(message.encode("utf-8", "surrogatepass"))
    if not socket.waitForBytesWritten(PATIENCE):
        return False
    socket.waitForReadyRead(PATIENCE)
    socket.disconnectFromServer()
    return True


class Doorkeeper(QObject):
    """Listens at the door of a library; later starts knock."""

    files_given = Signal(object)
    """List of paths (``str``) a second start hands over; empty means: come to the front."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._heard: dict[QLocalSocket, bytes] = {}

    def listen(self, library: Path) -> bool:
        """Open the door; a door left behind by a killed window is taken over."""
        name = door(library)
        if self._server.listen(name):
            return True
        QLocalServer.removeServer(name)
        return self._server.listen(name)

    def close(self) -> None:
        """Close the door."""
        self._server.close()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:  # pyright: ignore[reportUnnecessaryComparison] - null when there is none
            self._heard[socket] = b""
            socket.readyRead.connect(lambda socket=socket: self._on_words(socket))
            socket.disconnected.connect(lambda socket=socket: self._on_leave(socket))
            if socket.bytesAvailable():
                self._on_words(socket)

    def _on_words(self, socket: QLocalSocket) -> None:
        heard = self._heard.get(socket, b"") + socket.readAll().data()
        self._heard[socket] = heard
        if len(heard) > LONGEST:
            socket.abort()
        elif heard.endswith(b"\n"):
            files = _read(heard)
            if files is None:
                socket.abort()
                return
            socket.write(_ANSWER)
            socket.flush()
            self.files_given.emit(files)

    def _on_leave(self, socket: QLocalSocket) -> None:
        self._heard.pop(socket, None)
        socket.deleteLater()


def _read(message: bytes) -> list[str] | None:
    """Return the paths of a message, or ``None`` if it is not one of ours."""
    try:
        document: object = json.loads(message.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict):
        return None
    files = cast("dict[str, object]", document).get("files")
    if not isinstance(files, list):
        return None
    entries = cast("list[object]", files)
    return [entry for entry in entries if isinstance(entry, str)]
