"""Running a command: from words to an exit status, whatever happens."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

from db.commands.arguments import HelpWanted, parse
from db.commands.desk import AnswerLost, Desk
from db.errors import KnownError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from typing import TextIO


def main(argv: list[str], out: TextIO, err: TextIO) -> int:
    """Run one command and return its exit status; see ``db.commands.main``."""
    for stream in (out, err):
        if isinstance(stream, io.TextIOWrapper):
            # a lone surrogate, out of the name of a file, becomes its escape, in JSON as well
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    desk = Desk(out, err, as_json="--json" in argv)
    try:
        status = _told(argv, desk)
        desk.flush()
    except BrokenPipeError:
        _silence(out)
        return 1
    except AnswerLost as lost:
        _silence(out)
        return desk.fail(lost)
    return status


def _told(argv: list[str], desk: Desk) -> int:
    """Run a command; tell what it cannot do."""
    try:
        options = parse(argv)
        return _runner(options.command)(options, desk)
    except HelpWanted as wanted:
        desk.put(wanted.text)
        return 0
    except AnswerLost:
        raise
    except KnownError as error:
        return desk.fail(error)
    except KeyboardInterrupt:
        desk.complain("Stopped; what was finished is kept.")
        return 1


def _silence(stream: TextIO) -> None:
    """Send what is still buffered to nowhere: the interpreter writes it once more at its end."""
    try:
        number = stream.fileno()
    except (OSError, ValueError):
        return  # not a stream of the system: nothing is buffered below it
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)


# ruff: noqa: C901, PLC0415, PLR0912 - each command loads what it needs, so that `beilin list` need not wait for
# the readers of all formats
def _runner(command: str) -> Callable[[Namespace, Desk], int]:
    match command:
        case "import":
            from db.commands.import_ import run
        case "imports":
            from db.commands.imports import run
        case "reread":
            from db.commands.reread import run
        case "formats":
            from db.commands.formats import run
        case "list":
            from db.commands.list_ import run
        case "show":
            from db.commands.show import run
        case "replies":
            from db.commands.replies import run
        case "search":
            from db.commands.search import run
        case "aliases":
            from db.commands.aliases import run
        case "note":
            from db.commands.note import run
        case "check":
            from db.commands.check import run
        case "eval":
            from db.commands.eval_ import run
        case "backup":
            from db.commands.backup import run
        case "reindex":
            from db.commands.reindex import run
        case "trash":
            from db.commands.trash import run
        case "original":
            from db.commands.original import run
        case _:
            from db.commands.library import run
    return run
