"""Where the window that has a library open listens; told without loading what listening needs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desktop import paths

_LONGEST_SOCKET_PATH = 100
_PREFIX = "beilin-"
_LONGEST_NAME = len(_PREFIX) + 17


def door(library: Path) -> str:
    """Return the name of the socket for this library."""
    import hashlib  # noqa: PLC0415 - slow to load, and most starts need not knock

    digest = hashlib.sha256(str(library.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    name = f"{_PREFIX}{digest[:16]}"
    if sys.platform == "win32":
        return name
    folder = paths.state_folder()
    place = folder / name
    if len(str(place)) > _LONGEST_SOCKET_PATH:
        return str(_own_temporary_folder() / name)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return str(place)


def may_be_open(library: Path) -> bool:
    """Return whether there may be a window that has this library open: it is worth a knock."""
    folder = paths.state_folder()
    if sys.platform == "win32" or len(str(folder)) + _LONGEST_NAME > _LONGEST_SOCKET_PATH:
        return True
    try:
        doors = any(name.startswith(_PREFIX) for name in os.listdir(folder))  # noqa: PTH208 - many
    except OSError:
        return False
    return doors and os.path.lexists(door(library))


def _own_temporary_folder() -> Path:
    """Return a folder that only this user can enter; the path of a socket must be short."""
    import tempfile  # noqa: PLC0415 - slow to load, and seldom wanted

    folder = Path(tempfile.gettempdir()) / f"beilin-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    if status.st_uid != os.getuid() or status.st_mode & 0o077:
        return Path(tempfile.mkdtemp(prefix="beilin-"))
    return folder
