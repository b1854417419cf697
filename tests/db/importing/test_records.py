"""Files of records are run over one record at a time, and damaged records hide no others."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from db.importing.boards.discourse import site_and_topic
from db.importing.boards.reddit import plain
from db.importing.formats import (
    discourse_records,
    mbox_records,
    reddit_records,
    stackexchange_records,
)
from db.importing.page import Origin
from db.importing.streams import groups, take

if TYPE_CHECKING:
    from db.importing.claims import RecordFormat
    from db.importing.drafts import ThreadDraft

COUNT = 2_000
POST = {"post_number": 1, "topic_id": 1, "cooked": "<p>words</p>" * 20}
COMMENT = {"link_id": "t3_a", "parent_id": "t3_a", "body": "words " * 40, "id": "c"}
FILES = [
    (discourse_records.FORMAT, (json.dumps(POST) + "\n").encode()),
    (reddit_records.FORMAT, (json.dumps(COMMENT) + "\n").encode()),
    (
        stackexchange_records.FORMAT,
        b'  <row Id="1" PostTypeId="1" Title="t" Body="' + b"words " * 40 + b'" />\n',
    ),
    (
        mbox_records.FORMAT,
        b"From r@x Sat Apr  1 10:00:00 2023\nFrom: r@x\nSubject: s\n\n" + b"words\n" * 40 + b"\n",
    ),
]
KINDS = pytest.mark.parametrize(("format_", "record"), FILES, ids=lambda each: str(each)[:12])


class Watched(io.BytesIO):
    """A file that must not be read at once."""

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert 0 <= size <= 1_000
        return super().read(size)

    def readlines(self, hint: int | None = -1, /) -> list[bytes]:
        raise AssertionError(hint)


def drafts(format_: RecordFormat, data: bytes) -> list[ThreadDraft]:
    file = io.BytesIO(data)
    return [format_.read(take(file, each), Origin("x")) for each in groups(format_.index(file))]


@KINDS
def test_the_first_record_is_told_before_the_file_is_read(
    format_: RecordFormat, record: bytes
) -> None:
    file = Watched(record * COUNT)
    found = format_.index(file)
    first = next(found)
    assert file.tell() < 10 * len(record)
    assert first.start == 0
    assert sum(1 for _ in found) == COUNT - 1


@KINDS
def test_every_record_is_read(format_: RecordFormat, record: bytes) -> None:
    assert sum(len(draft.posts) or len(draft.blocks) for draft in drafts(format_, record * 5)) == 5


def test_damaged_lines_are_read_as_far_as_they_go_and_told() -> None:
    whole = json.dumps({"topic_id": 7, "post_number": 1, "cooked": "whole words"})
    words = "words that stand before the cut"
    cut = json.dumps({"topic_id": 7, "post_number": 2, "cooked": f"{words}, and more"})[:-12]
    data = "\n".join(["no record at all", whole, cut, "[1, 2]", ""]).encode()
    (draft,) = drafts(discourse_records.FORMAT, data)
    assert [post.text for post in draft.posts] == ["whole words", words]
    (told,) = draft.findings
    assert (told.code, dict(told.values)["count"]) == ("records-damaged", "3")


def test_a_file_without_any_record_is_not_lost() -> None:
    (draft,) = drafts(discourse_records.FORMAT, b"no record at all\n")
    assert not draft.posts
    assert "no record at all" in draft.findings[0].message


@pytest.mark.parametrize(
    ("url", "topic", "slug", "key"),
    [
        ("https://www.forum.example/t/pier/7.json", "7", "pier", ("forum.example", "7")),
        ("", "7", "pier", ("discourse", "7-pier")),
        ("", "7", None, ("discourse", None)),
        ("https://forum.example/", None, None, (None, None)),
        ("https://[bad/", "7", "pier", ("discourse", "7-pier")),
    ],
)
def test_two_forums_without_a_name_are_not_taken_for_one(
    url: str, topic: str | None, slug: str | None, key: tuple[str | None, str | None]
) -> None:
    assert site_and_topic(url, topic, slug) == key


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("&gt; quoted\n\nAT&amp;T &lt;3", "> quoted\n\nAT&T <3"),
        ("> quoted, and &gt; as it was typed", "> quoted, and &gt; as it was typed"),
        ("a & b &amp; c", "a & b &amp; c"),
        ("&amp;gt;", "&gt;"),
        ("plain", "plain"),
    ],
)
def test_entities_that_the_transport_put_are_undone(markdown: str, text: str) -> None:
    assert plain(markdown) == text
