"""Whether the file under an open library is still the one that was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import errors, files

if TYPE_CHECKING:
    from os import stat_result
    from pathlib import Path


class Watch:
    """Remembers which file a library was when it was opened.

    A new file in its place, beside the log of the old one, would be read and written as a mixture
    of both; and what is written into a file that has lost its name is lost.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        self._opened = place.stat()

    def same(self) -> None:
        """Make sure that it is the same file.

        Raises:
            LibraryReplaced: it was moved, deleted or replaced.
        """
        status = self._look()
        if (status.st_dev, status.st_ino) != (self._opened.st_dev, self._opened.st_ino):
            raise errors.LibraryReplaced(
                "The file {path} was replaced by another one while it was open;"
                " nothing was changed.",
                "Open the library again.",
                path=self.place,
            )

    def unchanged(self) -> None:
        """Make sure that nobody writes into a file that we read without locks.

        Raises:
            LibraryReplaced: it was moved, replaced or changed.
        """
        self.same()
        status = self._look()
        before = (self._opened.st_size, self._opened.st_mtime_ns)
        if (status.st_size, status.st_mtime_ns) != before or has_log(self.place):
            raise errors.LibraryReplaced(
                "The library {path} was changed by another program while it was open for reading.",
                "Open the library again.",
                path=self.place,
            )

    def _look(self) -> stat_result:
        try:
            return self.place.stat()
        except OSError as error:
            left = logs(self.place) if isinstance(error, FileNotFoundError) else ()
            raise errors.LibraryReplaced(
                "The library {path} was moved or deleted while it was open; nothing was changed.",
                # at its new place the file is without what is in the log
                "Put the file back there: what was last written to it is in {log} and missing"
                " anywhere else."
                if left
                else "Put the file back, or open the library from its new place.",
                str(error),
                path=self.place,
                log=left[0].name if left else "",
            ) from error


def logs(place: Path) -> tuple[Path, ...]:
    """Return the files beside a library that hold a part of it: its log, or a journal.

    A journal is written only where there can be no log; it says how to take back what was begun.
    """
    log, _, journal = files.reserved(place)
    return tuple(file for file in (log, journal) if _size(file) > 0)


def has_log(place: Path) -> bool:
    """Tell whether a part of a library lies beside it, so that its file is not all there is."""
    return bool(logs(place))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0
