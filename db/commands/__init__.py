"""The command line: argparse, ``--json``, exit statuses; it never needs a display.

This module knows the words alone, so that the window can tell a command from a file name without
loading what commands need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

COMMANDS = frozenset(
    {
        "aliases",
        "backup",
        "check",
        "eval",
        "formats",
        "import",
        "imports",
        "library",
        "list",
        "note",
        "original",
        "reindex",
        "replies",
        "reread",
        "search",
        "show",
        "trash",
    }
)


def main(argv: list[str], out: TextIO, err: TextIO) -> int:
    """Run one command and return its exit status.

    Args:
        argv: the words behind the name of the program; the first is the command.
        out: where the answer goes.
        err: where errors go, in the same words as in the window.

    Returns:
        0 all well, 1 some input failed or a check found damage, 2 usage or a wrong query.
    """
    from db.commands import line  # noqa: PLC0415 - the window asks for the words alone

    return line.main(argv, out, err)
