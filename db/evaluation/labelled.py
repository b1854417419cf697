"""Labelled discussions: threads whose reply parents are known, one JSON record a line.

The records are described in README.md beside this file.  They come from other people: a line that
does not fit is told with its number and the reason, and the others are read.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

OUTSIDE = -1
"""A parent or a quoted floor that is named and not in the file."""
NOBODY = 0
"""The writer answered no floor, but the topic."""
MOST_BYTES = 64 * 2**20  # of a line: larger ones are passed over unread
_STEP = 2**20
_DEEPEST = 40  # brackets in brackets; Python's own limit is an exception without a place
_MAIL = frozenset({"in-reply-to", "root"})


class RecordWrong(ValueError):
    """A record does not fit; the message says what and where in it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The writer's own text, or a quote with what its head said and the floor it comes from."""

    quoted: bool
    text: str
    author: str | None = None
    time: str | None = None
    source: int | None = None


@dataclass(frozen=True, slots=True)
class LabelledPost:
    """One post; ``parent`` is a floor, ``NOBODY``, ``OUTSIDE``, or ``None`` where it is unknown."""

    number: int
    author: str | None
    time: str | None
    parent: int | None
    segments: tuple[Segment, ...]

    @property
    def own(self) -> str:
        """The writer's own words."""
        return "\n".join(each.text for each in self.segments if not each.quoted).strip()

    @property
    def quotes(self) -> tuple[Segment, ...]:
        """The quotes, in the order of the text."""
        return tuple(each for each in self.segments if each.quoted)


@dataclass(frozen=True, slots=True)
class LabelledThread:
    """One thread, its posts in floor order; ``mail`` has its quotes inside of the texts."""

    name: str
    language: str
    title: str
    posts: tuple[LabelledPost, ...]
    mail: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not taken: its number in the file, and why."""

    line: int
    reason: str


Read: TypeAlias = LabelledThread | Refused


def read(file: BinaryIO) -> Iterator[Read]:
    """The threads of a file, and in their place the lines that do not fit.

    Raises:
        OSError: the file cannot be read.
    """
    names: dict[str, int] = {}
    for number, line in _lines(file):
        if line is None:
            yield Refused(number, f"longer than {MOST_BYTES // 2**20} MB")
            continue
        if not line.strip():
            continue
        try:
            thread = thread_of(_json(line))
        except RecordWrong as wrong:
            yield Refused(number, str(wrong))
            continue
        if thread.name in names:
            yield Refused(number, f"“{thread.name}” was on line {names[thread.name]} already")
            continue
        names[thread.name] = number
        yield thread


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines by number; ``None`` for one that is too long."""
    number = 0
    while line := file.readline(MOST_BYTES + 1):
        number += 1
        if len(line) <= MOST_BYTES or line.endswith(b"\n"):
            yield number, line
            continue
        yield number, None
        while (rest := file.readline(_STEP)) and not rest.endswith(b"\n"):
            pass


def _json(line: bytes) -> object:
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RecordWrong(f"not UTF-8 (byte {error.start + 1})") from error
    if _depth(text) > _DEEPEST:
        raise RecordWrong("brackets nested too deeply")
    try:
        return json.loads(text, parse_int=_number)
    except json.JSONDecodeError as error:
        raise RecordWrong(f"not JSON ({error.msg}, character {error.pos + 1})") from error


def _depth(text: str) -> int:
    """How deep brackets lie in each other, those in texts counted too: an upper bound."""
    depth = deepest = 0
    for mark in re.findall(r'"(?:[^"\\]|\\.)*"|[\[{\]}]', text, re.DOTALL):
        if mark in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in "]}":
            depth -= 1
    return deepest


def _number(digits: str) -> int | float:
    """A whole number; Python refuses thousands of digits, which are no floor anyhow."""
    return int(digits) if len(digits) < 12 else float("inf")


def thread_of(record: object) -> LabelledThread:
    """Make a thread of a record, with its posts in floor order.

    Raises:
        RecordWrong: something is missing, of another type, or contradicts itself.
    """
    fields = _fields(record, "the record")
    name = _text(fields, "id", "the record")
    posts = [_post(each, f"post {place}") for place, each in enumerate(_list(fields, "posts"), 1)]
    if not posts:
        raise RecordWrong("it has no posts")
    counts = Counter(post.number for post in posts)
    floor, times = counts.most_common(1)[0]
    if times > 1:
        raise RecordWrong(f"floor {floor} is there {times} times")
    for post in posts:
        if post.parent is not None and post.parent > 0 and post.parent not in counts:
            raise RecordWrong(
                f"floor {post.number} answers floor {post.parent}, which is not there"
            )
        if post.parent == post.number:
            raise RecordWrong(f"floor {post.number} answers itself")
    kinds = {_optional(_fields(each, ""), "parent_src", "a post") for each in fields["posts"]}
    quoted = any(each.quoted for post in posts for each in post.segments)
    language = (_optional(fields, "lang", "the record") or "").partition("-")[0].lower()
    return LabelledThread(
        name,
        language or "?",
        _optional(fields, "title", "the record") or "",
        tuple(sorted(posts, key=lambda post: post.number)),
        mail=not quoted and bool(kinds) and kinds <= _MAIL,
    )


def _post(value: object, where: str) -> LabelledPost:
    fields = _fields(value, where)
    number, parent = fields.get("n"), fields.get("parent")
    if not _is_number(number) or number < 0:
        raise RecordWrong(f"{where}: “n” is no number of a floor")
    if parent is not None and not (_is_number(parent) and parent >= OUTSIDE):
        raise RecordWrong(f"{where}: “parent” is neither a floor, 0, -1 nor null")
    segments = [_segment(each, where) for each in _list(fields, "segs", where)]
    author, time = (_optional(fields, key, where) for key in ("author", "time"))
    return LabelledPost(number, author, time, parent, tuple(segments))


def _segment(value: object, where: str) -> Segment:
    fields = _fields(value, f"{where}, a segment")
    kind = fields.get("t")
    if kind not in ("own", "quote"):
        raise RecordWrong(f"{where}: a segment is neither “own” nor “quote”")
    source = fields.get("post")
    if source is not None and not _is_number(source):
        raise RecordWrong(f"{where}: “post” of a quote is no number of a floor")
    return Segment(
        kind == "quote",
        _text(fields, "s", f"{where}, a segment"),
        _optional(fields, "author", where),
        _optional(fields, "time", where),
        source,
    )


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _fields(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise RecordWrong(f"{where} is no object")
    return value  # pyright: ignore[reportUnknownVariableType] - keys of JSON are texts


def _list(fields: dict[str, Any], name: str, where: str = "the record") -> list[Any]:
    value = fields.get(name)
    if not isinstance(value, list):
        raise RecordWrong(f"{where}: “{name}” is no list")
    return value  # pyright: ignore[reportUnknownVariableType] - each is looked at


def _text(fields: dict[str, Any], name: str, where: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise RecordWrong(f"{where}: “{name}” is no text")
    return value


def _optional(fields: dict[str, Any], name: str, where: str) -> str | None:
    return None if fields.get(name) is None else _text(fields, name, where)
