"""One battery for every reader: cases of text with what must be read of them, in every encoding.

``tests/data/formats/<format>/<case>.txt`` with ``<case>.expected.json`` beside it.  Run with
``BEILIN_UPDATE_GOLDENS=1`` to write what is read now, and look at the difference before keeping it.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from db.importing.claims import sample_of
from db.importing.decoding import decode
from db.importing.kinds import kind_of_text
from db.importing.pipeline import prepare_bytes
from db.importing.registry import FORMATS, choose

FOLDER = Path(__file__).resolve().parents[2] / "data" / "formats"
CASES = sorted(FOLDER.glob("*/*.txt"))
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030")
UPDATE = "BEILIN_UPDATE_GOLDENS"

case = pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")


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


def read(path: Path, text: str) -> Any:
    (format_,) = [each for each in FORMATS if each.name == path.parent.name]
    draft = asdict(format_.read(text))
    for finding in draft["findings"]:
        finding["values"] = dict(finding["values"])
    return short(draft)


def test_there_are_cases_for_every_format() -> None:
    assert {path.parent.name for path in CASES} == {each.name for each in FORMATS}


@case
def test_what_is_read(path: Path) -> None:
    expected = path.with_suffix(".expected.json")
    found = read(path, path.read_text(encoding="utf-8"))
    if os.environ.get(UPDATE):
        words = json.dumps(found, ensure_ascii=False, indent=1)
        expected.write_text(words + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


@case
def test_the_reader_knows_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert kind_of_text(text) is None
    best, scored = choose(sample_of(text, path.name))
    assert best is not None, scored
    assert best.name == path.parent.name


@case
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_encoding_gives_the_same_text(path: Path, encoding: str, end: str) -> None:
    text = path.read_text(encoding="utf-8")
    decoded = decode(text.replace("\n", end).encode(encoding))
    assert decoded.text == text
    assert decoded.reason


@case
def test_the_whole_way_to_a_prepared_capture(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    (thread,) = prepare_bytes(path.read_bytes(), path.name).threads
    expected = read(path, text)
    assert sorted(post.text for post in thread.draft.posts) == sorted(
        post.get("text", "") for post in expected.get("posts", [])
    )
    codes = [finding.code for finding in thread.findings]
    assert codes[: len(expected.get("findings", []))] == [
        finding["code"] for finding in expected.get("findings", [])
    ]
