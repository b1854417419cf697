"""Where the library lies: one small configuration file, read alike by window and commands.

The place that was chosen is kept apart from the window's settings, so that an update or another
desktop never looks in another folder and shows an empty archive.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

import platformdirs

from db.errors import FileUnreadable

APPLICATION = "beilin"
FILE_NAME = "library.beilin"


def config_file() -> Path:
    """Return the file that tells the place; it may not be there yet."""
    return platformdirs.user_config_path(APPLICATION, appauthor=False) / "library.json"


def default_place() -> Path:
    """Return where a library is made if nobody chose a place."""
    return platformdirs.user_data_path(APPLICATION, appauthor=False) / FILE_NAME


def is_configured() -> bool:
    """Return whether a place was chosen or used before.

    Raises:
        FileUnreadable: the configuration file cannot be understood.
    """
    return _read() is not None


def configured() -> Path:
    """Return the place that was chosen, or the default one.

    Raises:
        FileUnreadable: the configuration file cannot be understood.
    """
    return _read() or default_place()


def configure(place: Path) -> None:
    """Remember where the library lies, from now on and for all programs of this user.

    Raises:
        FileUnreadable: the configuration file cannot be written.
    """
    import secrets  # noqa: PLC0415 - slow to load, and every start reads this module

    file = config_file()
    text = json.dumps({"library": str(place.absolute())}, indent=2) + "\n"
    temporary = file.with_name(f".{file.name}.{secrets.token_hex(6)}.part")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with temporary.open("x", encoding="ascii") as writing:
                writing.write(text)
                writing.flush()
                os.fsync(writing.fileno())
            temporary.replace(file)
        finally:
            with contextlib.suppress(FileNotFoundError):
                temporary.unlink()
    except OSError as error:
        raise FileUnreadable(
            "The place of the library could not be remembered in {path}: {reason}.",
            "Check that you may write to that folder.",
            str(error),
            path=file,
            reason=error.strerror,
        ) from error


def _read() -> Path | None:
    file = config_file()
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(file, str(error)) from error
    try:
        found: Any = json.loads(text)
        place = found["library"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _wrong(file, repr(error)) from error
    if not isinstance(place, str) or not Path(place).is_absolute():
        raise _wrong(file, f"no absolute path: {place!r}")
    return Path(place)


def _wrong(file: Path, detail: str) -> FileUnreadable:
    return FileUnreadable(
        "The file {path}, which tells where the library lies, could not be read;"
        " no library was opened or created.",
        "Correct it, or remove it and choose the library again.",
        detail,
        path=file,
    )
