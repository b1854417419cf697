"""Dumps of Reddit: submissions or comments, one on every line, of many threads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards import record_lines
from db.importing.boards.json_values import NOTHING, name, text
from db.importing.boards.reddit import of_comments
from db.importing.claims import NOT_MINE, RecordFormat, Score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import BinaryIO

    from db.importing.claims import Record
    from db.importing.drafts import ThreadDraft
    from db.importing.page import Origin

VERSION = "1"
_SUBMISSION = ("title", "subreddit", "author")


def claims(head: bytes, _name: str) -> Score:
    """Look at the fields of the first line."""
    given = record_lines.first_record(head)
    if text(given.get("link_id")).startswith("t3_") and "parent_id" in given:
        return Score(0.9, ("link_id and parent_id on a line",))
    if all(each in given for each in _SUBMISSION) and ("selftext" in given or "is_self" in given):
        return Score(0.85, ("title, subreddit and selftext on a line",))
    return NOT_MINE


def index(file: BinaryIO) -> Iterator[Record]:
    """Tell where the records lie, and of which submission they are."""
    return record_lines.index(file, _words)


def _words(given: Mapping[str, object]) -> tuple[str, ...]:
    number = _submission(given)
    return (number,) if number else ()


def _submission(given: Mapping[str, object]) -> str | None:
    link = text(given.get("link_id"))
    if link:
        return link.removeprefix("t3_")
    return name(given.get("id")) if "title" in given else None


def read(records: Sequence[bytes], origin: Origin) -> ThreadDraft:
    """Read a submission and its comments, in the order of the file."""
    given, findings = record_lines.read_lines(records)
    submission: Mapping[str, object] = next((each for each in given if "title" in each), NOTHING)
    comments = [each for each in given if "title" not in each]
    number = next((found for each in given if (found := _submission(each))), None)
    draft = of_comments(comments, submission, number, findings)
    return replace(draft, source_url=origin.url or draft.source_url)


FORMAT = RecordFormat(
    name="reddit-dump",
    version=VERSION,
    title="Reddit: dumps of submissions or comments, one on a line (ndjson)",
    keys=("link_id and parent_id", "subreddit", "a record on every line"),
    proven=False,
    claims=claims,
    index=index,
    read=read,
)
