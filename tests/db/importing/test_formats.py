"""One battery for every reader: cases of pages with what must be read of them, in every encoding.

``tests/data/formats/<format>/<case>.<ending>`` with ``<case>.expected.json`` beside it.  Run with
``BEILIN_UPDATE_GOLDENS=1`` to write what is read now, and look at the difference before keeping it.
Beside a case may lie ``<case>.origin.json`` with ``url``, ``captured_at``, ``captured_from``.
"""

from __future__ import annotations

import io
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from db.importing.claims import Format, RecordFormat
from db.importing.containers.parts import Document
from db.importing.decoding import decode
from db.importing.documents import page_of
from db.importing.page import Medium, Origin, Page
from db.importing.preparing import prepare_bytes
from db.importing.registry import ALL, choose, choose_records, named
from db.importing.streams import groups

if TYPE_CHECKING:
    from db.importing.drafts import PostDraft, ThreadDraft

FOLDER = Path(__file__).resolve().parents[2] / "data" / "formats"
CASES = sorted(
    path
    for path in FOLDER.glob("*/*")
    if not path.name.endswith((".expected.json", ".origin.json")) and path.name != "README.md"
)
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030")
UPDATE = "BEILIN_UPDATE_GOLDENS"


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


case = pytest.mark.parametrize("path", CASES, ids=name_of)
TEXTS = [
    path
    for path in CASES
    if isinstance(format_ := named(path.parent.name), Format) and format_.medium is Medium.TEXT
]


def is_a(value: object, *kinds: type[Any]) -> bool:
    return type(value) in kinds


def short(value: Any) -> Any:
    """Leave out what is not said, so that a case shows what it is about."""
    if is_a(value, dict):
        return {
            name: short(each)
            for name, each in value.items()
            if each not in (None, "", (), [], False) and name not in ("message", "template")
        }
    if is_a(value, list, tuple):
        return [short(each) for each in value]
    return value


def origin_of(path: Path) -> Origin:
    beside = path.with_name(f"{path.stem}.origin.json")
    said: dict[str, str] = {}
    if beside.exists():
        said = json.loads(beside.read_text(encoding="utf-8"))
    return Origin(path.name, **said)


def page(path: Path) -> Page:
    return page_of(Document(path.read_bytes(), origin_of(path)))[0]


def drafts(path: Path) -> list[ThreadDraft]:
    format_ = named(path.parent.name)
    if isinstance(format_, RecordFormat):
        data = path.read_bytes()
        origin = origin_of(path)
        return [
            format_.read([data[record.start :][: record.size] for record in group], origin)
            for group in groups(format_.index(io.BytesIO(data)))
        ]
    assert format_ is not None
    return list(format_.read(page(path)))


def read(path: Path) -> Any:
    found: list[Any] = []
    for draft in drafts(path):
        shown = asdict(draft)
        for finding in shown["findings"]:
            finding["values"] = dict(finding["values"])
        found.append(short(shown))
    return found[0] if len(found) == 1 else found


def test_there_are_cases_for_every_format() -> None:
    assert {path.parent.name for path in CASES} == {each.name for each in ALL}


def test_names_are_unique_and_everything_is_said_of_a_format() -> None:
    names = [each.name for each in ALL]
    assert len(names) == len(set(names))
    for each in ALL:
        assert each.title
        assert each.keys
        assert each.version


@case
def test_what_is_read(path: Path) -> None:
    expected = path.with_name(f"{path.stem}.expected.json")
    found = read(path)
    if os.environ.get(UPDATE):
        words = json.dumps(found, ensure_ascii=False, indent=1)
        expected.write_text(words + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


@case
def test_places_lie_in_the_text(path: Path) -> None:
    for draft in drafts(path):
        for post in draft.posts:
            within(post)


def within(post: PostDraft) -> None:
    length = len(post.text)
    for quote in post.quotes:
        assert 0 <= quote.start <= quote.words_start <= quote.words_end <= quote.end <= length
        assert quote.start < quote.end
    for figure in post.figures:
        assert 0 <= figure.at <= length
    for link in post.links:
        assert 0 <= link.start < link.end <= length


@case
def test_the_reader_knows_its_own(path: Path) -> None:
    expected = named(path.parent.name)
    if isinstance(expected, RecordFormat):
        assert choose_records(path.read_bytes()[:65_536], path.name) is expected
        return
    best, scored = choose(page(path))
    assert best is not None, scored
    assert best.name == path.parent.name, [(each.name, score) for each, score in scored]


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_encoding_gives_the_same_text(path: Path, encoding: str, end: str) -> None:
    text = path.read_text(encoding="utf-8")
    decoded = decode(text.replace("\n", end).encode(encoding))
    assert decoded.text == text
    assert decoded.reason


@case
def test_the_whole_way_to_a_prepared_capture(path: Path) -> None:
    origin = origin_of(path)
    prepared = prepare_bytes(
        path.read_bytes(),
        path.name,
        captured_at=origin.captured_at,
        captured_from=origin.captured_from,
    )
    found = [post.text for thread in prepared.threads for post in thread.draft.posts]
    if origin.url is None:  # else what is read may hang on the address, which bytes do not tell
        assert sorted(found) == sorted(post.text for draft in drafts(path) for post in draft.posts)
    assert prepared.format == path.parent.name
