"""The words a command may have; every one explains itself with ``--help``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from db.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# the ways of db/evaluation and the styles of its mix; help need not wait for those modules
_STYLES = (
    "full", "notime", "run", "textonly", "delimonly", "mix", "mail",
    "wxc_full", "wxc_trunc", "trail", "nested", "inline", "at", "floor", "email", "ptt", "none",
)  # fmt: skip
_LARGEST = 2**63 - 1
_STATUSES = (
    "exit status: 0 all well, 1 some input failed or a check found damage, 2 usage or a wrong query"
)


class HelpWanted(Exception):
    """Help was asked for; ``text`` is to be printed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class _Help(argparse.Action):
    """``--help`` that leaves printing to whoever asked."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        raise HelpWanted(parser.format_help())


class _Version(argparse.Action):
    """``--version`` of the program and of the SQLite it brings."""

    def __call__(self, *_: object) -> NoReturn:
        from db import driver, store  # noqa: PLC0415 - other commands need not wait for it

        sqlite = ".".join(map(str, driver.sqlite_version()))
        raise HelpWanted(f"beilin {store.program_version()} (SQLite {sqlite})\n")


class Parser(argparse.ArgumentParser):
    """A parser that neither prints nor ends the process."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - those of argparse
        super().__init__(**options, epilog=_STATUSES, allow_abbrev=False, add_help=False)
        self.add_argument(
            "-h", "--help", action=_Help, nargs=0, help="explain this command and do nothing else"
        )

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words."""
        raise UsageError(
            "The command was not understood: {reason}.",
            "“{program} --help” explains it.",
            reason=message.rstrip("."),
            program=self.prog,
        )


class Commands(Protocol):
    """What argparse returns for commands of a command."""

    def add_parser(self, name: str, **options: Any) -> Parser:  # noqa: ANN401 - those of argparse
        """Add a command."""
        ...


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the options of a command line.

    Raises:
        UsageError: it cannot be understood.
        HelpWanted: help was asked for.
    """
    return _parser().parse_args(argv)


def _parser() -> Parser:
    parser = Parser(
        prog="beilin",
        description="A desktop archive for saved discussion threads.  Without a command, the"
        " window opens, with the files that are named.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="name the version")
    commands: Commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for add in (
        _import,
        _imports,
        _reread,
        _formats,
        _list,
        _show,
        _replies,
        _search,
        _aliases,
        _note,
        _check,
        _eval,
        _backup,
        _reindex,
        _trash,
        _original,
        _library,
    ):
        add(commands)
    return parser


def _command(commands: Commands, name: str, summary: str, more: str = "") -> Parser:
    """Add a command that works on a library."""
    parser = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.  {more}".strip(),
    )
    parser.add_argument(
        "--library",
        metavar="FILE",
        type=_path,
        help="use this library instead of the configured one",
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON, for scripts")
    return parser


def _group(commands: Commands, name: str, summary: str) -> Commands:
    """Add a command that has commands of its own."""
    parser = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
    )
    actions: Commands = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    return actions


def _import(commands: Commands) -> None:
    parser = _command(
        commands,
        "import",
        "import saved threads",
        "Folders are imported with everything in them.  The same bytes again change nothing."
        "  A library that --library names and that is not there is made.",
    )
    parser.add_argument("paths", metavar="PATH", nargs="*", type=_path, help="a file or a folder")
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would become of them, and write nothing"
    )
    _wishes(parser)
    parser.add_argument(
        "--resume",
        type=_id("import"),
        metavar="IMPORT",
        help="go on with an import that was cut off, as “beilin imports” shows it",
    )
    parser.add_argument(
        "--retry",
        type=_id("import"),
        metavar="IMPORT",
        help="try again what failed or was refused in an import",
    )


def _imports(commands: Commands) -> None:
    parser = _command(commands, "imports", "list past imports, and what became of each file")
    parser.add_argument(
        "run", metavar="IMPORT", nargs="?", type=_id("import"), help="the report of this import"
    )
    parser.add_argument(
        "--status",
        choices=("added", "updated", "unchanged", "refused", "failed"),
        help="only files of which this became",
    )


def _formats(commands: Commands) -> None:
    _command(
        commands,
        "formats",
        "list the kinds of saved threads that are read, and how they are recognised",
        "Of each it says whether it was proven on real captures or built from a described shape.",
    )


def _reread(commands: Commands) -> None:
    parser = _command(
        commands,
        "reread",
        "read the saved bytes of a thread anew, by the present readers",
        "Notes and pictures stay where they are; what was misread before goes.",
    )
    _thread(parser)
    parser.add_argument(
        "--capture",
        type=_id("capture"),
        metavar="ID",
        help="which of the captures of the thread; else the one that is shown",
    )
    _wishes(parser)


def _wishes(parser: Parser) -> None:
    parser.add_argument(
        "--as",
        dest="format",
        metavar="FORMAT",
        default="",
        help="with this reader, as “beilin formats” names it",
    )
    parser.add_argument(
        "--encoding", metavar="NAME", default="", help="encoded so, whatever the bytes say"
    )


def _list(commands: Commands) -> None:
    parser = _command(commands, "list", "list the threads of the library")
    parser.add_argument(
        "--view",
        choices=("all", "notes", "missing_images"),
        default="all",
        help="which threads: all, those with notes, or those with missing images",
    )
    parser.add_argument(
        "--order",
        choices=("imported", "latest", "title", "place", "posts", "notes"),
        default="imported",
        help="by what they are put in order (imported: the last one first)",
    )
    parser.add_argument("--ascending", action="store_true", help="turn the order round")


def _show(commands: Commands) -> None:
    parser = _command(commands, "show", "show a thread: its article and its replies as a tree")
    _thread(parser)
    parser.add_argument("--flat", action="store_true", help="show replies in floor order")
    parser.add_argument(
        "--suggestions",
        action="store_true",
        help="say of each floor what else it may answer; guesses, and no part of the tree",
    )


def _replies(commands: Commands) -> None:
    parser = _command(
        commands,
        "replies",
        "show who answers whom in a thread, how sure that is, and why",
        "Floors that bear no mark are only counted.",
    )
    _thread(parser)
    parser.add_argument(
        "--explain",
        metavar="FLOOR",
        help="explain the floor with this printed label: the words in both floors, what else it may"
        " answer, or why nothing was found",
    )


def _search(commands: Commands) -> None:
    parser = _command(
        commands,
        "search",
        "search the library",
        'Words must all be there; "words in quotes" are one phrase; OR, -not, parentheses;'
        " =word looks in this script and case only; author:NAME title: board: thread: tag:"
        " floor:10..20 date:2025-01..2025-03 has:note|image|reply|quote"
        " in:post|quote|article|title|caption|author|note is:unread|deleted|edited|ghost.  Put --"
        " before a query that begins with a minus.",
    )
    parser.add_argument("query", metavar="QUERY", nargs="*", help="what to look for")
    parser.add_argument(
        "--saved", metavar="NAME", help="look for what is saved under this name in the window"
    )
    parser.add_argument(
        "--list-saved", action="store_true", help="list the saved searches, and look for nothing"
    )
    parser.add_argument(
        "--limit", type=_number, default=50, metavar="N", help="show at most N hits (50)"
    )
    parser.add_argument(
        "--offset", type=_number, default=0, metavar="N", help="leave out the first N hits"
    )
    parser.add_argument(
        "--sort",
        choices=("relevance", "newest", "floor"),
        default="relevance",
        help="the best first, the latest threads first, or those in reading order",
    )
    parser.add_argument(
        "--count", action="store_true", help="say how many hits there are, show none"
    )
    parser.add_argument("--thread", type=_id("thread"), metavar="THREAD", help="only this thread")


def _aliases(commands: Commands) -> None:
    actions = _group(commands, "aliases", "show, write and switch the words that mean the same")
    listing = _command(actions, "list", "list the words that are taken for each other")
    listing.add_argument(
        "--suggested", action="store_true", help="list well-known pairs that could be added instead"
    )
    setting = _command(
        actions,
        "set",
        "write the list anew",
        "It stays switched on or off.  Words marked by = in a search are never widened.",
    )
    setting.add_argument(
        "groups", metavar="GROUP", nargs="*", help="words with = between them: 芯片=晶片"
    )
    setting.add_argument(
        "--suggested", action="store_true", help="behind these, add the well-known pairs"
    )
    setting.add_argument("--none", action="store_true", help="leave the list empty")
    _command(actions, "on", "look for them in each other's place from now on")
    _command(actions, "off", "look for words as they were typed only")


def _note(commands: Commands) -> None:
    actions = _group(commands, "note", "write, list, change and remove private notes")
    add = _command(
        actions,
        "add",
        "write a note on a floor or on the article",
        "Without --floor and --post the note is on the article.  Write --body=TEXT if the text"
        " begins with a minus.",
    )
    _thread(add)
    target = add.add_mutually_exclusive_group()
    target.add_argument("--floor", metavar="LABEL", help="the floor with this printed label")
    target.add_argument("--post", type=_id("post"), metavar="ID", help="the post with this id")
    target.add_argument("--article", action="store_true", help="the article")
    add.add_argument("--quote", metavar="WORDS", help="the words of it that the note is about")
    _tags(add, "a tag; may be given several times")
    add.add_argument("--body", metavar="TEXT", required=True, help="what the note says")

    listing = _command(actions, "list", "list notes in reading order")
    listing.add_argument("--thread", type=_id("thread"), metavar="THREAD", help="only this thread")

    edit = _command(actions, "edit", "give a note other words or tags")
    _note_id(edit)
    edit.add_argument("--body", metavar="TEXT", help="what the note says from now on")
    _tags(edit, "a tag instead of those it had; may be given several times")

    remove = _command(
        actions,
        "rm",
        "put a note into the trash",
        "With --erase no trace of it is left in the library; backups made before still hold it.",
    )
    _note_id(remove)
    remove.add_argument("--erase", action="store_true", help="erase it for good")


def _check(commands: Commands) -> None:
    _command(
        commands,
        "check",
        "check the library: the file, the saved bytes, the posts and the index",
        "Nothing is changed.",
    )


def _eval(commands: Commands) -> None:
    parser = _command(
        commands,
        "eval",
        "score the reply links on threads whose parents are known",
        "The file holds one thread a line, as db/evaluation/README.md describes it.  Each is made"
        " flat in several ways, and what the rules find is held against what is known.  No library"
        " is needed.",
    )
    parser.add_argument("file", metavar="FILE", type=_path, help="a file of labelled threads")
    parser.add_argument(
        "--style",
        action="append",
        default=[],
        metavar="STYLE",
        choices=_STYLES,
        help="only this way of writing quotes; may be given several times: " + ", ".join(_STYLES),
    )
    parser.add_argument(
        "--thread",
        action="append",
        default=[],
        metavar="ID",
        help="only the thread with this id; may be given several times",
    )
    parser.add_argument(
        "--half",
        choices=("all", "tune", "judge"),
        default="all",
        help="the threads that confidences were tuned on, or the others",
    )
    parser.add_argument(
        "--errors", action="store_true", help="list what is wrong or missing, sorted by cause"
    )
    parser.add_argument(
        "--no-baselines",
        dest="baselines",
        action="store_false",
        help="leave out what simple means reach; quicker",
    )


def _backup(commands: Commands) -> None:
    parser = _command(
        commands,
        "backup",
        "copy the library to another file, and verify the copy",
        "An existing file is never overwritten.",
    )
    _output(parser)


def _reindex(commands: Commands) -> None:
    _command(commands, "reindex", "build the index, and reply links and trees, anew")


def _trash(commands: Commands) -> None:
    actions = _group(commands, "trash", "look into the trash, use it, empty it")
    _command(actions, "list", "list the threads and notes in the trash")
    add = _command(actions, "add", "put threads into the trash; their notes are hidden with them")
    add.add_argument("threads", metavar="THREAD", nargs="+", type=_id("thread"), help=_THREAD)
    restore = _command(actions, "restore", "take threads and notes out of the trash")
    restore.add_argument("threads", metavar="THREAD", nargs="*", type=_id("thread"), help=_THREAD)
    restore.add_argument(
        "--note",
        dest="notes",
        action="append",
        default=[],
        metavar="NOTE",
        type=_id("note"),
        help="a note; may be given several times",
    )
    _command(
        actions,
        "empty",
        "erase what is in the trash, for good",
        "No trace of it is left in the library; backups made before still hold it.",
    )


def _original(commands: Commands) -> None:
    parser = _command(
        commands,
        "original",
        "save the original bytes of a thread back out",
        "They are verified by their digest.  An existing file is never overwritten.",
    )
    _thread(parser)
    parser.add_argument(
        "--capture",
        type=_id("capture"),
        metavar="ID",
        help="which of the captures of the thread; else the one that is shown",
    )
    _output(parser)


def _library(commands: Commands) -> None:
    parser = _command(commands, "library", "show or choose where the library lies")
    parser.add_argument(
        "--set", metavar="FILE", type=_path, help="use this library from now on, in the window too"
    )
    parser.add_argument(
        "--create", action="store_true", help="with --set: make a new, empty library there"
    )


_THREAD = "the number of a thread, as “beilin list” shows it"


def _thread(parser: Parser) -> None:
    parser.add_argument("thread", metavar="THREAD", type=_id("thread"), help=_THREAD)


def _note_id(parser: Parser) -> None:
    parser.add_argument(
        "note",
        metavar="NOTE",
        type=_id("note"),
        help="the number of a note, as “beilin note list” shows it",
    )


def _tags(parser: Parser, words: str) -> None:
    parser.add_argument(
        "--tag", dest="tags", action="append", default=[], metavar="TAG", help=words
    )


def _output(parser: Parser) -> None:
    parser.add_argument(
        "--output", metavar="PATH", type=_path, required=True, help="the file to write"
    )


def _path(word: str) -> Path:
    if not word or "\0" in word:
        raise argparse.ArgumentTypeError("a path is missing")
    return Path(word)


def _id(what: str) -> Callable[[str], int]:
    """Return a reader of ids: ``3`` or ``#3``."""

    def read(word: str) -> int:
        digits = word.removeprefix("#")
        # the length first: Python refuses to read thousands of digits
        if not digits.isdecimal() or len(digits) > 19 or not 0 < int(digits) <= _LARGEST:
            raise argparse.ArgumentTypeError(f"“{word[:40]}” is no number of a {what}")
        return int(digits)

    return read


def _number(word: str) -> int:
    if not word.isdecimal() or len(word) > 9:
        raise argparse.ArgumentTypeError(f"“{word[:40]}” is no number from 0 to 999999999")
    return int(word)
