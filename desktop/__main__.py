"""The command ``beilin``: a command for scripts, or the window with the files that are named.

Commands never load Qt.  Before the window loads it, what Qt needs of the system is looked for, so
that a missing library is named with the package that holds it, and nothing crashes.
"""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from db import commands

_ASKING = frozenset({"-h", "--help", "--version"})
_LIBRARY = "--library"


class _UsageError(Exception):
    """Words that are neither a command nor files; the message says which."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a window is asked to show.

    Attributes:
        files: files and folders to open.
        library: the library to use for this once; ``None`` for the configured one.
    """

    files: tuple[Path, ...]
    library: Path | None


def main(argv: list[str] | None = None) -> int:
    """Run the program and return its exit status.

    Args:
        argv: the words behind the name of the program; those of the process if not given.
    """
    # whatever is made from here on is for this user alone
    os.umask(0o077)
    words = sys.argv[1:] if argv is None else argv
    if words and (words[0] in commands.COMMANDS or words[0] in _ASKING):
        return commands.main(words, sys.stdout, sys.stderr)
    try:
        wanted = window_wanted(words)
    except _UsageError as error:
        _complain(f"{error} “beilin --help” names the commands.")
        return 2
    return _open_window(wanted)


def window_wanted(words: list[str]) -> Wanted:
    """Return what the window is asked for.

    Raises:
        _UsageError: an option is not known, or a file is not there.
    """
    files: list[Path] = []
    library: Path | None = None
    rest = iter(words)
    for word in rest:
        if word == "--":
            files.extend(_existing(name) for name in rest)
        elif word == _LIBRARY:
            library = _named_library(next(rest, ""))
        elif word.startswith(_LIBRARY + "="):
            library = _named_library(word.partition("=")[2])
        elif word.startswith("-") and word != "-":
            raise _UsageError(f"There is no option {word}.")
        else:
            files.append(_existing(word))
    return Wanted(tuple(files), library)


def _named_library(name: str) -> Path:
    if not name:
        raise _UsageError(f"{_LIBRARY} needs the name of a library file behind it.")
    return Path(name).expanduser().absolute()


def _existing(name: str) -> Path:
    path = Path(name)
    if not path.exists():
        if name in commands.COMMANDS:
            raise _UsageError(f"“{name}” is a command, so it comes first: beilin {name}.")
        raise _UsageError(f"“{name}” is neither a file that is there nor a command.")
    return path.absolute()


def _open_window(wanted: Wanted) -> int:
    from desktop import ground, unswitched  # noqa: PLC0415 - a command looks for nothing of Qt

    # all that a start makes stays: looking through it for garbage again and again finds none
    gc.disable()
    problem = ground.problem(os.environ)
    if problem:
        _complain(problem)
        return 1
    try:
        unswitched.spare_the_search()
        from desktop import app  # noqa: PLC0415 - loads Qt
    except ImportError as error:
        if error.name is None or not error.name.startswith(("PySide6", "shiboken6")):
            raise
        _complain(f"Qt could not be loaded: {error}. {ground.ADVICE}")
        return 1
    return app.run(wanted.files, wanted.library)


def _complain(sentence: str) -> None:
    """Say something where there is somebody to hear it: a program without console has none."""
    if sys.stderr is not None:  # pyright: ignore[reportUnnecessaryComparison] - None under pythonw
        sys.stderr.write(f"beilin: {sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
