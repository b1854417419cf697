"""JSON, records and mail that are cut, garbled or misshapen: read as far as they are sound.

The cases of every reader are cut at many places, their values put in the place of one another,
their bytes changed.  Nothing is raised, all places lie in the text, and the words before a cut are
kept.
"""

from __future__ import annotations

import copy
import io
import json
import random
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from db.importing.page import Medium, Origin, Page
from db.importing.registry import FORMATS, RECORD_FORMATS
from db.importing.streams import groups, take

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.importing.claims import Format, RecordFormat
    from db.importing.drafts import ThreadDraft

FOLDER = Path(__file__).resolve().parents[2] / "data" / "formats"
JSON = {each.name: each for each in FORMATS if each.medium is Medium.JSON}
MAIL = {each.name: each for each in FORMATS if each.medium is Medium.MAIL}
RECORDS = {each.name: each for each in RECORD_FORMATS}
ROUNDS = 60


def cases(names: Any) -> list[Path]:
    return sorted(
        path
        for path in FOLDER.glob("*/*")
        if path.parent.name in names and not path.name.endswith((".expected.json", ".origin.json"))
    )


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def every(names: Any) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", cases(names), ids=named)


def json_page(text: str) -> Page:
    return Page(text, Origin("case.json"), Medium.JSON)


def of_json(format_: Format, page: Page) -> Sequence[ThreadDraft]:
    format_.claims(page)
    return format_.read(page)


def by_all(text: str) -> None:
    page = json_page(text)
    for format_ in JSON.values():
        sound(of_json(format_, page))


def of_mail(format_: Format, data: bytes) -> Sequence[ThreadDraft]:
    page = Page("", Origin("case.eml"), Medium.MAIL, data)
    format_.claims(page)
    return format_.read(page)


def of_records(format_: RecordFormat, data: bytes) -> list[ThreadDraft]:
    file = io.BytesIO(data)
    format_.claims(data[:65_536], "case")
    return [
        format_.read(take(file, group), Origin("case")) for group in groups(format_.index(file))
    ]


def sound(drafts: Sequence[ThreadDraft]) -> None:
    for draft in drafts:
        assert isinstance(draft.title, str)
        for post in draft.posts:
            length = len(post.text)
            for quote in post.quotes:
                assert 0 <= quote.start <= quote.words_start <= quote.words_end <= quote.end
                assert quote.start < quote.end <= length
            assert all(0 <= figure.at <= length for figure in post.figures)
            assert all(0 <= link.start < link.end <= length for link in post.links)
            assert post.author is None or isinstance(post.author, str)
            json.dumps(post.text).encode()
            (post.text + (post.author or "") + (post.site_id or "")).encode()


def words(drafts: Sequence[ThreadDraft]) -> str:
    """Return all words that are kept anywhere."""
    found: list[str] = []
    for draft in drafts:
        found += [draft.title, *(block.text for block in draft.blocks)]
        found += [each.message for each in draft.findings]
        for post in draft.posts:
            found += [post.text, *(aside.text for aside in post.asides)]
    return "\n".join(found)


def cuts(length: int) -> Iterator[int]:
    return iter(sorted({length * each // ROUNDS for each in range(ROUNDS)}))


@every(JSON)
def test_json_that_is_cut(path: Path) -> None:
    format_ = JSON[path.parent.name]
    text = path.read_text(encoding="utf-8")
    whole = of_json(format_, json_page(text))
    kept = [line for draft in whole for post in draft.posts for line in post.text.split("\n")]
    # lines that stand in the file as they are read, with the place where they end
    places = {line: text.find(line) + len(line) for line in kept if len(line) >= 6 and line in text}
    for cut in cuts(len(text)):
        page = json_page(text[:cut])
        drafts = of_json(format_, page)
        sound(drafts)
        said = words(drafts) + "\n".join(each.message for each in page.reading.findings)
        for line, end in places.items():
            # a post is known by a field that may stand behind its words
            if end < cut - 1_500 and drafts:
                assert line in said, (cut, line)


@every(JSON)
def test_json_with_other_values_in_the_place_of_its_own(path: Path) -> None:
    chance = random.Random(named(path))
    text = path.read_text(encoding="utf-8")
    document = Page(text, Origin("x"), Medium.JSON).json
    odd: list[Any] = [
        None,
        True,
        -1,
        1.5,
        "",
        "x",
        "1" * 400,
        [],
        {},
        [[]],
        {"data": {}},
        [None, 7, "x"],
    ]
    for _ in range(ROUNDS):
        changed = copy.deepcopy(document)
        for _ in range(chance.randint(1, 4)):
            inside = list(containers(changed))
            place = chance.choice(inside)
            key = chance.choice(keys(place))
            place[key] = copy.deepcopy(chance.choice([*odd, chance.choice(inside)]))
        by_all(json.dumps(changed))


def keys(place: Any) -> list[Any]:
    return list(place.keys() if hasattr(place, "keys") else range(len(place)))


def containers(value: Any) -> Iterator[Any]:
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict | list) and each:
            yield each
            waiting += each.values() if isinstance(each, dict) else each


@every(JSON)
def test_json_with_other_characters(path: Path) -> None:
    chance = random.Random(named(path))
    text = path.read_text(encoding="utf-8")
    for _ in range(ROUNDS):
        signs = list(text)
        for _ in range(chance.randint(1, 6)):
            signs[chance.randrange(len(signs))] = chance.choice('{}[]":,\\x0\u4e2d\n\ufeff/')
        by_all("".join(signs))


@every(RECORDS)
def test_records_that_are_cut_or_changed(path: Path) -> None:
    chance = random.Random(named(path))
    format_ = RECORDS[path.parent.name]
    data = path.read_bytes()
    for cut in cuts(len(data)):
        sound(of_records(format_, data[:cut]))
        changed = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            changed[chance.randrange(len(data))] = chance.randrange(256)
        for each in RECORDS.values():
            sound(of_records(each, bytes(changed)))


@every(RECORDS)
def test_no_record_is_lost_whatever_the_order(path: Path) -> None:
    format_ = RECORDS[path.parent.name]
    data = path.read_bytes()
    file = io.BytesIO(data)
    records = sorted(format_.index(file), key=lambda each: each.start)
    for one, other in pairwise(records):
        assert one.start + one.size <= other.start
    count = sum(len(draft.posts) for draft in of_records(format_, data))
    pieces = [data[each.start : each.start + each.size].rstrip(b"\n") for each in records]
    head = data[: records[0].start]
    random.Random(1).shuffle(pieces)
    gap = b"\n\n" if format_.name == "mbox" else b"\n"
    shuffled = of_records(format_, head + gap.join(pieces) + b"\n")
    assert sum(len(draft.posts) for draft in shuffled) == count


@every(MAIL)
def test_mail_that_is_cut_or_changed(path: Path) -> None:
    chance = random.Random(named(path))
    format_ = MAIL[path.parent.name]
    data = path.read_bytes()
    for cut in cuts(len(data)):
        sound(of_mail(format_, data[:cut]))
        changed = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            changed[chance.randrange(len(data))] = chance.choice(b'\0\r\n=?"<>:;-\xff\xe4A ')
        sound(of_mail(format_, bytes(changed)))


FIELDS = b"From: a@example.org\nSubject: x\nMessage-ID: <1@example.org>\n"


@pytest.mark.parametrize(
    "data",
    [
        FIELDS + b"".join(
            b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (each, each)
            for each in range(5_000)
        ) + b"\nthe innermost words",
        FIELDS + b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 20_000
        + b"the innermost words",
        FIELDS + b"Content-Type: message/rfc822\n\n" * 5_000 + b"\nthe innermost words",
        FIELDS + b"References: " + b"<" * 100_000 + b"\n\nthe innermost words",
        FIELDS + b"X: " + b"y" * 1_000_000 + b"\n\nthe innermost words",
        FIELDS + b"Content-Type: text/plain" + b'; a="' * 10_000 + b"\n\nthe innermost words",
        FIELDS + b"Content-Type: text/plain; charset=unicode_escape\n\nthe innermost words \\x41",
        FIELDS + b"Content-Type: text/plain; charset=idna\n\nthe innermost words",
        FIELDS + b"Content-Transfer-Encoding: base64\n\n!!! dGhlIGlubmVybW9zdCB3b3Jkcw",
        b"Subject: " + b"=?utf-8?q?" * 5_000 + b"\n\nthe innermost words",
        b"the innermost words",
    ],
    ids=range(11),
)  # fmt: skip
def test_mail_that_is_made_to_break_readers(data: bytes) -> None:
    for format_ in MAIL.values():
        drafts = of_mail(format_, data)
        sound(drafts)
        assert "the innermost words" in words(drafts)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"posts":' * 100_000,
        '[{"kind":"Listing","data":{"children":[{"kind":"t3","data":{}}]}},'
        + '{"kind":"Listing","data":{"children":[{"kind":"t1","data":{"id":"a","replies":' * 20_000,
        '{"type":"story","created_at_i":1,"id":1,"children":[' + '{"id":2,"children":[' * 50_000,
        '{"type":"story","by":"a","time":1,"id":1,"kids":[' + '{"id":2,"kids":[' * 50_000,
        '{"posts":[{"no":' + "9" * 1_000_000 + ',"time":1e999999,"com":"x"}]}',
        '{"post_stream":{"posts":[{"post_number":-1e5,"topic_id":NaN,"cooked":"x"}]}}',
        '{"threads":[{"thread":{"title":"t"},"article":1,"posts":[{"text":"\\ud800"}]}]}',
    ],
    ids=range(8),
)
def test_json_that_is_made_to_break_readers(text: str) -> None:
    by_all(text)


@pytest.mark.parametrize(
    "document",
    [
        {"name": "beilin", "version": "1.0", "dependencies": {}},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "id": 1}]},
        {"type": "job", "id": 5, "time": 1_680_940_000, "state": "done"},
        {"posts": [{"id": 1, "title": "no board", "body": "words"}]},
        {"data": [{"id": 1, "name": "x"}], "success": True},
        {"messages": ["a", "b"]},
        {"threads": [{"id": 1}]},
        [1, 2, 3],
        [{"a": 1}, {"a": 2}],
        "words",
        {"topic_list": {"topics": [{"id": 1, "title": "one"}]}},
        {"kind": "Listing", "data": {"children": [{"kind": "t3", "data": {"title": "one"}}] * 3}},
        {"response": {"items": [{"thread_id": "1", "title": "one"}]}},
        [{"page": 1, "threads": [{"no": 1}]}, {"page": 2, "threads": [{"no": 2}]}],
        {"hits": [{"objectID": "1", "title": "one"}, {"objectID": "2", "title": "two"}]},
    ],
    ids=range(15),
)
def test_json_that_is_no_thread_is_refused(document: Any) -> None:
    page = json_page(json.dumps(document))
    scores = {name: format_.claims(page) for name, format_ in JSON.items()}
    assert {name: score for name, score in scores.items() if score.value >= 0.5} == {}
