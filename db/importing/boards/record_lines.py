"""Files with a record on every line: where the records lie, and which lines are none.

A line that is damaged is read as far as it is sound.  One that does not tell its thread is kept
with the thread of the line before it, so that it becomes a finding there and no thread of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.boards.json_values import NOTHING, mapping
from db.importing.boards.tolerant_json import loads, read_json
from db.importing.claims import Record
from db.records import Severity, finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from db.records import Finding

LONGEST = 16 << 20
"""Bytes of a line; what is longer is no record of anybody's words."""

_MARK = b"\xef\xbb\xbf"
_SHOWN = 200
_LINES_ASKED = 5


def lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file with their places, blank ones left out; holds one at a time."""
    file.seek(0)
    at = 0
    while True:
        line = file.readline(LONGEST)
        if not line:
            return
        if line.strip():
            yield at, line
        at += len(line)


def index(
    file: BinaryIO, words: Callable[[Mapping[str, object]], tuple[str, ...]]
) -> Iterator[Record]:
    """Tell where the records of a file lie; a line that is none belongs to the one before it.

    Args:
        file: the file.
        words: what ties a record to others; nothing for an object that is no record.
    """
    waiting: list[Record] = []
    last: tuple[str, ...] = ()
    for at, line in lines(file):
        found = words(record(line))
        if not found and not last:
            waiting.append(Record(at, len(line), ()))
            continue
        last = found or last
        for each in waiting:
            yield Record(each.start, each.size, last)
        waiting.clear()
        yield Record(at, len(line), last)
    yield from waiting


def record(line: bytes) -> Mapping[str, object]:
    """Return the object of a line, as far as it is sound; an empty one where it is none."""
    return _read(line)[0]


def _read(line: bytes) -> tuple[Mapping[str, object], bool]:
    """Return the object of a line, and whether the line is sound."""
    text = line.removeprefix(_MARK).decode("utf-8", "replace")
    found = mapping(loads(text))
    if found is not NOTHING:
        return found, True
    return mapping(read_json(text).value), False


def first_record(head: bytes) -> Mapping[str, object]:
    """Return the object of the first line of a file that is one, as far as ``head`` holds it.

    The line must be an object by itself: a document over several lines begins otherwise.
    """
    lines = head.removeprefix(_MARK).lstrip().split(b"\n", _LINES_ASKED)[:_LINES_ASKED]
    for line in lines if lines[0].startswith(b"{") else ():
        found = mapping(loads(line.decode("utf-8", "replace")))
        if found:
            return found
    alone = len(lines) == 1 and lines[0].startswith(b"{")
    return mapping(read_json(lines[0].decode("utf-8", "replace")).value) if alone else NOTHING


def read_lines(records: Sequence[bytes]) -> tuple[list[Mapping[str, object]], list[Finding]]:
    """Return the objects of lines, and a finding for the lines that are damaged or none."""
    found: list[Mapping[str, object]] = []
    bad: list[bytes] = []
    for line in records:
        given, sound = _read(line)
        if given:
            found.append(given)
        if not sound:
            bad.append(line)
    return found, damaged(bad)


def damaged(bad: Sequence[bytes]) -> list[Finding]:
    """Tell of lines that are no sound records."""
    if not bad:
        return []
    return [
        finding(
            "records-damaged",
            Severity.WARNING,
            "Lines that are no sound record: {count} in all, the first is “{text}”. What could be "
            "read of them is kept.",
            count=len(bad),
            text=bad[0].decode("utf-8", "replace").strip()[:_SHOWN],
        )
    ]
