"""Which files of a watched folder are new, and whether they are whole.

A file is known by its path below the folder, its size and when it was last written.  One that is
not known is taken when two looks, some seconds apart, find it the same: nobody writes to it then.
What is known is remembered in a small file; if that is lost, everything is looked at anew, and the
same bytes again change nothing.
"""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_log = logging.getLogger(__name__)

Mark = tuple[int, int]
"""Size in bytes, and the time of the last writing in nanoseconds."""

_DEEPEST = 40
MOST_FOLDERS = 1_000
"""So many folders are watched; what comes into others is found by the looks in between."""

# what programs call a file while they still write it, and the libraries of this one
_LEFT_OUT = (
    ".part", ".partial", ".crdownload", ".download", ".tmp", ".temp", ".opdownload", "~",
    ".beilin", ".beilin-wal", ".beilin-shm", ".beilin-journal",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What lies in a folder.

    Attributes:
        there: whether the folder is there.
        folders: it and those below it.
        files: path below the folder, and the mark of each file.
    """

    there: bool
    folders: tuple[str, ...] = ()
    files: dict[str, Mark] = field(default_factory=dict[str, Mark])


def look(folder: Path) -> Look:
    """Look at what lies in a folder and below it, without what is hidden and behind links."""
    if not folder.is_dir():
        return Look(there=False)
    found: dict[str, Mark] = {}
    folders: list[str] = []
    waiting = [(str(folder), "", 0)]
    while waiting:
        here, prefix, depth = waiting.pop()
        if len(folders) < MOST_FOLDERS:
            folders.append(here)
        try:
            entries = list(os.scandir(here))
        except OSError as error:
            _log.info("a folder below the watched one cannot be read: %s", type(error).__name__)
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name.lower().endswith(_LEFT_OUT):
                continue
            below = prefix + entry.name
            with suppress(OSError):  # gone meanwhile, or closed to us: the next look will tell
                if entry.is_dir(follow_symlinks=False):
                    if depth < _DEEPEST:
                        waiting.append((entry.path, below + "/", depth + 1))
                elif entry.is_file(follow_symlinks=False):
                    status = entry.stat(follow_symlinks=False)
                    found[below] = (status.st_size, status.st_mtime_ns)
    return Look(there=True, folders=tuple(sorted(folders)), files=found)


class Known:
    """The files of a folder that were imported before, and those that were seen once."""

    def __init__(self, folder: Path, place: Path) -> None:
        """Read what is remembered.

        Args:
            folder: the watched folder.
            place: the file it is remembered in.
        """
        self.folder = folder
        self._place = place
        self._files = _read(place, folder)
        self._seen: dict[str, Mark] = {}

    def whole(self, seen: Look) -> list[str]:
        """Return new files that are as they were at the look before, in order."""
        new = {name: mark for name, mark in seen.files.items() if self._files.get(name) != mark}
        whole = sorted(name for name, mark in new.items() if self._seen.get(name) == mark)
        self._seen = new
        return whole

    @property
    def waiting(self) -> bool:
        """Whether there are new files that may still be written."""
        return bool(self._seen)

    def take(self, names: Iterable[str]) -> None:
        """Remember that these were imported as they were last seen, and write that down."""
        for name in names:
            mark = self._seen.pop(name, None)
            if mark is not None:
                self._files[name] = mark
        self._write()

    def _write(self) -> None:
        told = {"folder": str(self.folder), "files": self._files}
        beside = self._place.with_name(self._place.name + ".new")
        try:
            self._place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(told, ensure_ascii=True), encoding="utf-8")
            beside.replace(self._place)
        except OSError as error:
            # the files are looked at again at the next start, and nothing changes by it
            _log.info("what was imported could not be remembered: %s", type(error).__name__)


def _read(place: Path, folder: Path) -> dict[str, Mark]:
    try:
        told: object = json.loads(place.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        _log.info("what was imported before cannot be read: %s", type(error).__name__)
        return {}
    if not _is_table(told) or told.get("folder") != str(folder):
        return {}
    files = told.get("files")
    if not _is_table(files):
        return {}
    marks = ((name, _mark(value)) for name, value in files.items())
    return {name: mark for name, mark in marks if mark is not None}


def _is_table(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def _mark(value: object) -> Mark | None:
    if _is_list(value) and len(value) == 2:
        size, written = value
        if isinstance(size, int) and isinstance(written, int):
            return size, written
    return None
