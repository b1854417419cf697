from __future__ import annotations

import io
import json
from typing import Any

import pytest

from db.evaluation import LabelledThread, Refused, read
from db.evaluation import labelled as module
from tests.db.evaluation.labelled import own, post, quote, record, threads


def read_lines(*lines: bytes) -> list[LabelledThread | Refused]:
    return list(read(io.BytesIO(b"\n".join(lines) + b"\n")))


def as_line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def test_the_invented_threads_are_read_in_floor_order() -> None:
    found = threads()
    ferry = found["ferry-1"]
    assert [each.number for each in ferry.posts] == list(range(1, 13))
    assert (ferry.language, found["kite-1"].language) == ("zh", "en")
    assert [each.mail for each in found.values()] == [False, False, True]
    assert ferry.posts[11].parent == module.OUTSIDE


GOOD = record(post(1, "甲", None, own("一")))
POST = post(1, "甲", None, own("一"))
WRONG: list[tuple[bytes, str]] = [
    (b"{", "not JSON"),
    (b"\xff{}", "not UTF-8"),
    (b"[" * 100_000, "nested too deeply"),
    (b"3", "the record is no object"),
    (b"{}", "“id” is no text"),
    (as_line({"id": "b"}), "“posts” is no list"),
    (as_line({"id": "b", "posts": []}), "it has no posts"),
    (as_line({**GOOD, "id": "b", "posts": [3]}), "post 1 is no object"),
    (as_line({**GOOD, "id": "b", "posts": [{**POST, "n": "1"}]}), "no number of a floor"),
    (as_line({**GOOD, "id": "b", "posts": [{**POST, "n": True}]}), "no number of a floor"),
    (as_line({**GOOD, "id": "b", "posts": [{**POST, "parent": -2}]}), "neither a floor"),
    (as_line({**GOOD, "id": "b", "posts": [{**POST, "parent": 7}]}), "floor 7, which is not there"),
    (as_line({**GOOD, "id": "b", "posts": [{**POST, "parent": 1}]}), "answers itself"),
    (as_line({**GOOD, "id": "b", "posts": [POST, POST]}), "floor 1 is there 2 times"),
    (as_line({**GOOD, "id": "b", "posts": [{**POST, "segs": None}]}), "“segs” is no list"),
    (as_line({**GOOD, "id": "b", "posts": [{**POST, "segs": [{"t": "x"}]}]}), "neither “own”"),
    (as_line({**GOOD, "id": "b", "title": 3}), "“title” is no text"),
    (as_line(GOOD), "“a” was on line 1 already"),
    (b'{"id": "b", "posts": [{"n": ' + b"9" * 5000 + b"}]}", "no number of a floor"),
]


@pytest.mark.parametrize(("line", "reason"), WRONG, ids=[reason for _line, reason in WRONG])
def test_a_line_that_does_not_fit_is_told_and_the_rest_goes_on(line: bytes, reason: str) -> None:
    last = as_line({**GOOD, "id": "c"})
    first, refused, third = read_lines(as_line(GOOD), line, last)
    assert isinstance(first, LabelledThread)
    assert isinstance(third, LabelledThread)
    assert isinstance(refused, Refused)
    assert refused.line == 2
    assert reason in refused.reason


def test_a_line_that_is_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 2000)
    monkeypatch.setattr(module, "_STEP", 64)
    long = as_line(record(post(1, "甲", None, own("长" * 3000)), name="long"))
    first, second = read_lines(long, as_line(GOOD))
    assert isinstance(first, Refused)
    assert (first.line, first.reason.startswith("longer")) == (1, True)
    assert isinstance(second, LabelledThread)


def test_brackets_in_texts_are_no_depth() -> None:
    (found,) = read_lines(as_line(record(post(1, "甲", None, own('[{"\\' * 200)))))
    assert isinstance(found, LabelledThread)


def test_a_quote_keeps_what_its_head_said() -> None:
    (found,) = read_lines(
        as_line(record(post(1, "甲", None, quote("旧船", "乙", "2024-3-1 08:00", None), own("新"))))
    )
    assert isinstance(found, LabelledThread)
    (here,) = found.posts[0].quotes
    assert (here.text, here.author, here.time, here.source) == (
        "旧船",
        "乙",
        "2024-3-1 08:00",
        None,
    )
    assert found.posts[0].own == "新"
