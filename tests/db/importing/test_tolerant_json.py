"""JSON that is cut, damaged or made to be slow is read as far as it is sound, and says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.importing.boards.json_values import items, mapping
from db.importing.boards.tolerant_json import loads, read_json
from db.importing.containers.parts import Document
from db.importing.documents import page_of
from db.importing.page import Medium, Origin

if TYPE_CHECKING:
    from db.importing.boards.tolerant_json import Reading

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", max_size=3), inner),
    max_leaves=20,
)
LONG = "石碑上的字已经看不清了,但是还有人记得它们原来的样子,一直记到今天。"


def codes(reading: Reading) -> list[str]:
    return [each.code for each in reading.findings]


@given(VALUES, st.booleans())
def test_sound_json_is_what_the_library_reads(value: object, ascii_only: bool) -> None:
    reading = read_json(json.dumps(value, ensure_ascii=ascii_only))
    assert reading.value == value
    assert not reading.findings


@given(st.lists(VALUES, min_size=1, max_size=5), st.data())
def test_what_stands_before_a_cut_is_kept(values: list[object], data: st.DataObject) -> None:
    text = json.dumps(values, ensure_ascii=False)
    ends = [len(json.dumps(values[:count], ensure_ascii=False)) for count in range(len(values))]
    cut = data.draw(st.integers(0, len(text) - 1))
    reading = read_json(text[:cut])
    assert codes(reading) == ["json-cut"]
    whole = max((count for count, end in enumerate(ends) if 1 <= end <= cut), default=0)
    assert list(items(reading.value))[:whole] == values[:whole]


CASES: list[tuple[str, object, list[str]]] = [
    ('{"a": [1, 2, {"b": "x', {"a": [1, 2, {}]}, ["json-cut"]),
    ('{"a": 1, "b": 12', {"a": 1}, ["json-cut"]),
    ('{"a": 1, "b": 1.', {"a": 1}, ["json-cut"]),
    ('{"a": 1, "b": 1e-', {"a": 1}, ["json-cut"]),
    ("[1., 1e, 2]", ["1.", "1e", 2], []),
    ('{"a": 1, "b": tr', {"a": 1}, ["json-cut"]),
    ('{"a": "' + LONG, {"a": LONG}, ["json-cut"]),
    ('{"body": "渡', {"body": "渡"}, ["json-cut"]),
    ('{"a": "' + LONG + "\\u4e", {"a": LONG}, ["json-cut"]),
    ('["a\\qb", "c"]', ["a\\qb", "c"], ["json-escapes"]),
    ('["a"}, "c"]', ["a"], ["json-broken"]),
    ('{"a": 1} {"b": 2}', {"a": 1}, ["json-broken"]),
    ("[1, 2,]", [1, 2], []),
    ('["\\ud800", "\\u0000", "\\ud83d\\ude42", "\\\\ud800"]',
     ["\ufffd", "\ufffd", "🙂", "\\ud800"], ["no-characters"]),
    ("[" + "7" * 5_000 + "]", ["7" * 5_000], []),
    ("[0." + "7" * 5_000 + "]", ["0." + "7" * 5_000], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "found"), CASES)
def test_cut_damaged_and_odd_documents(text: str, value: object, found: list[str]) -> None:
    reading = read_json(text)
    assert reading.value == value
    assert codes(reading) == found


def test_the_finding_names_the_place_and_the_words_of_the_cut() -> None:
    (found,) = read_json('{"a": 1,\n "b": "short').findings
    assert found.place == "line 2"
    assert "short" in found.message


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "]" * 100_000], ids=len
)
def test_any_nesting_is_read(text: str) -> None:
    value, depth = read_json(text).value, 0
    while value:
        value = next(iter(items(value)), None) or mapping(value).get("a")
        depth += 1
    assert depth == 99_999


@pytest.mark.parametrize(
    ("above", "url"),
    [
        ("\ufeff", None),
        ("// https://example.org/t/1.json\n", "https://example.org/t/1.json"),
        ("// 20240102030405\n// https://example.org/t/1.json\n\n", "https://example.org/t/1.json"),
    ],
)
def test_what_stands_above_a_document(above: str, url: str | None) -> None:
    page, decoded = page_of(Document(f'{above}{{"a": 1}}'.encode(), Origin("x.json")))
    assert page.medium is Medium.JSON
    assert page.fields == {"a": 1}
    assert page.origin.url == url
    assert not decoded.findings


def test_a_document_that_is_cut_is_still_json_and_its_file_says_so() -> None:
    page, decoded = page_of(Document(b'{"a": 1, "b": [', Origin("x.json")))
    assert page.medium is Medium.JSON
    assert page.fields == {"a": 1, "b": []}
    assert [each.code for each in decoded.findings] == ["json-cut"]


def test_lines_of_records() -> None:
    assert loads('{"a": "\\ud800"}') == {"a": "\ufffd"}
    assert loads('{"a": ') is None
    assert loads("[" * 100_000) is None
