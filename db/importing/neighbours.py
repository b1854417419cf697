"""A page saved "complete", and the folder of its pictures beside it: ``NAME.html``, ``NAME_files``.

Browsers name the folder after the page: ``NAME_files`` (Chrome, Firefox, Edge) or ``NAME.files``
(older ones).  What lies in it belongs to the page: its pictures are asked for by the names that the
page calls them, its frames and scripts are no pages of their own.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from db.importing.kinds import IMAGES, kind_of_bytes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

PAGES = frozenset((".htm", ".html", ".xhtml", ".xht", ".shtml"))
PICTURES = frozenset((
    ".png", ".apng", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".webp", ".bmp", ".avif", ".svg",
    ".ico", ".heic", ".tif", ".tiff",
))  # fmt: skip
UNWANTED = frozenset((
    ".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".swf", ".mp4",
    ".webm", ".m4v", ".m4a", ".mp3", ".ogg", ".flv", ".avi", ".mov", ".mkv", ".wasm",
))  # fmt: skip
"""What pages bring along that is neither words nor pictures."""
_ENDINGS = ("_files", ".files")
_MOST = 20_000
_MOST_BYTES = 32 << 20
_DEEPEST = 8
_MAGIC = 512


def stem_of_folder(name: str) -> str:
    """Return the name of the page, without its ending, that a folder belongs to; else empty."""
    for ending in _ENDINGS:
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return ""


def belongs(folder: str, beside: Collection[str]) -> bool:
    """Tell whether a folder belongs to one of the pages beside it.

    Args:
        folder: its name.
        beside: the names of pages in the same place, without their endings.
    """
    stem = stem_of_folder(folder)
    return bool(stem) and stem in beside


def stems(names: Iterable[str]) -> set[str]:
    """Return the names of those files that are pages, without their endings."""
    found: set[str] = set()
    for name in names:
        stem, ending = os.path.splitext(name)  # noqa: PTH122 - these are names, not paths
        if ending.lower() in PAGES:
            found.add(stem)
    return found


def page_folders(names: Iterable[str]) -> set[str]:
    """Return the folders in an archive that belong to pages in it, each with its slash."""
    return {f"{stem}{ending}/" for stem in stems(names) for ending in _ENDINGS}


def above(name: str) -> Iterator[str]:
    """Yield the folders that a name in an archive lies in, the outermost first, with their slashes.

    The place of everything is the empty name; at most 32 are told.
    """
    at = -1
    for _ in range(32):
        yield name[: at + 1]
        at = name.find("/", at + 1)
        if at < 0:
            return


def picture_names(name: str, places: Collection[str]) -> tuple[str, ...]:
    """Return what pages in some places call a picture.

    Args:
        name: its name in an archive, or below the folder of its page.
        places: the folders that pages lie in, each with its slash, or empty.
    """
    found = [name]
    for place in above(name):
        if place in places:
            found += spellings(name[len(place) :])
    return tuple(dict.fromkeys(found))


def spellings(path: str) -> list[str]:
    """Return how a page may write a path relative to itself."""
    written = quote(path, errors="replace")
    return [path, f"./{path}", written, f"./{written}"]


def find_beside(page: Path) -> dict[str, Path]:
    """Return the pictures that were saved beside a page, by all names it may call them.

    None of them is read but for its first bytes.  Links are not followed, so that nothing outside
    of the folder is found; what cannot be looked at is left out, for a page is worth reading
    without its pictures.
    """
    found: dict[str, Path] = {}
    if page.suffix.lower() not in PAGES:
        return found
    for ending in _ENDINGS:
        folder = page.with_name(page.stem + ending)
        if folder.is_symlink() or not folder.is_dir():
            continue
        for inside in _files(folder):
            if len(found) >= 4 * _MOST:
                return found
            if _is_picture(inside):
                name = PurePosixPath(*inside.relative_to(page.parent).parts)
                for each in spellings(str(name)):
                    found[each] = inside
    return found


def _files(top: Path) -> Iterator[Path]:
    """Yield the ordinary files below a folder."""
    seen = 0
    waiting = [(top, 0)]
    while waiting:
        folder, depth = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            seen += 1
            if seen > _MOST:
                return
            if entry.is_symlink():
                continue
            if entry.is_dir(follow_symlinks=False):
                if depth < _DEEPEST:
                    waiting.append((Path(entry.path), depth + 1))
            elif entry.is_file(follow_symlinks=False):
                yield Path(entry.path)


def _is_picture(path: Path) -> bool:
    if path.suffix.lower() in UNWANTED | PAGES:
        return False
    try:
        if not 0 < path.stat().st_size <= _MOST_BYTES:
            return False
        if path.suffix.lower() in PICTURES:
            return True
        # browsers keep the name of the address, which may end in anything
        with path.open("rb") as file:
            return kind_of_bytes(file.read(_MAGIC)) in IMAGES
    except OSError:
        return False
