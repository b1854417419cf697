"""Bytes become text in the encoding they are in, with a reason; what cannot be read is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.importing.decoding import REPLACEMENT, NotText, decode
from tests.builders import make_capture

CHINESE = make_capture(3, 6).decode()
TRADITIONAL = (
    "渡船在這條河上開了八十年，下個月就要停了。船工說，最後幾天不收錢。從前兩岸的人趕集，都要在天亮"
    "以前過河。現在只有學生和釣魚的人，他們說這裡的水比從前清楚。"
)


def codes(data: bytes) -> list[str]:
    return [finding.code for finding in decode(data).findings]


@pytest.mark.parametrize(
    ("encoding", "reason"),
    [
        ("utf-8", "every byte is valid UTF-8"),
        ("utf-8-sig", "its byte order mark"),
        ("utf-16", "its byte order mark"),
        ("utf-32", "its byte order mark"),
        ("utf-16-le", "the pattern of its zero bytes"),
        ("utf-16-be", "the pattern of its zero bytes"),
        ("utf-32-le", "the pattern of its zero bytes"),
        ("utf-32-be", "the pattern of its zero bytes"),
        ("gb18030", "every byte is valid and gives the commonest Chinese characters"),
    ],
)
def test_encodings_of_chinese(encoding: str, reason: str) -> None:
    decoded = decode(CHINESE.encode(encoding))
    assert decoded.text == CHINESE
    assert decoded.encoding == encoding.removesuffix("-sig").replace("utf-16", "utf-16-le").replace(
        "utf-32", "utf-32-le"
    ).replace("-le-le", "-le").replace("-le-be", "-be")
    assert decoded.reason == reason
    assert decoded.findings == ()


def test_big5_and_its_relatives() -> None:
    decoded = decode(TRADITIONAL.encode("big5"))
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, "cp950")
    tilde = TRADITIONAL + "～"
    assert decode(tilde.encode("cp950")).text == tilde
    hong_kong = TRADITIONAL + "佢哋喺度嘅"
    decoded = decode(hong_kong.encode("big5hkscs"))
    assert (decoded.text, decoded.encoding) == (hong_kong, "big5hkscs")


def test_a_mark_of_gb18030() -> None:
    decoded = decode(b"\x84\x31\x95\x33" + CHINESE.encode("gb18030"))
    assert (decoded.text, decoded.encoding) == (CHINESE, "gb18030")


def test_ascii() -> None:
    decoded = decode(b"1 2 3\n")
    assert (decoded.text, decoded.encoding) == ("1 2 3\n", "utf-8")


@pytest.mark.parametrize(
    ("saved", "text"),
    [
        ("甲\r\n乙\r\n", "甲\n乙\n"),
        ("甲\r乙\r", "甲\n乙\n"),
        ("甲\r\r\n乙", "甲\n乙"),
        ("甲\n乙\r\n丙\r丁", "甲\n乙\n丙\n丁"),
        ("石" * 40 + "甲\u2028乙\x85丙\x0b丁", "石" * 40 + "甲\u2028乙\x85丙\x0b丁"),
    ],
)
def test_only_line_ends_are_altered(saved: str, text: str) -> None:
    assert decode(saved.encode()).text == text


def test_a_file_cut_inside_a_character() -> None:
    data = CHINESE.encode()[:-1]
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.text == CHINESE[:-1] + REPLACEMENT
    (finding,) = decoded.findings
    assert finding.code == "undecodable-bytes"
    assert dict(finding.values)["count"] == "1"
    assert finding.place == f"byte {len(data) - 2}"


def test_wrong_bytes_in_gb18030() -> None:
    data = CHINESE.encode("gb18030").replace("河".encode("gb18030"), b"\xff\xff", 1)
    decoded = decode(data)
    assert decoded.encoding == "gb18030"
    assert decoded.reason.startswith("nearly every byte")
    assert codes(data) == ["undecodable-bytes"]


def test_wrong_bytes_in_utf_16() -> None:
    data = CHINESE.encode("utf-16-le")
    lone = data[:40] + b"\x00\xd8" + data[40:]
    assert decode(b"\xff\xfe" + lone).encoding == "utf-16-le"
    assert codes(b"\xff\xfe" + lone) == ["undecodable-bytes"]


def test_zero_characters_are_shown_and_told() -> None:
    data = CHINESE.encode().replace("河".encode(), b"\0", 1)
    decoded = decode(data)
    assert "\0" not in decoded.text
    assert decoded.text.count(REPLACEMENT) == 1
    assert [finding.code for finding in decoded.findings] == ["zero-characters"]


def test_western_text_is_a_guess_and_says_so() -> None:
    text = "Le café du pont était fermé. " * 20 + "Déjà vu, à côté de l'hôtel élégant. " * 20
    decoded = decode(text.encode("cp1252"))
    assert decoded.text.encode("ascii", "ignore") == text.encode("ascii", "ignore")
    assert [finding.code for finding in decoded.findings] == ["encoding-guessed"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bytes(range(256)) * 64, "binary"),
        (b"\x00\x01\x02", "binary"),
        (b"\x01\x02\x03\x04" * 500, "binary"),
        (b"\xef\xbb\xbf" + b"\xff" * 900, "undecodable"),
        (b"\x81\x7f\xfe\xff" * 4_000, "binary"),
        (b"\xff\xfe" + b"\x00\xd8" * 900, "undecodable"),
    ],
)
def test_what_is_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(NotText) as refusal:
        decode(data)
    assert refusal.value.reason == reason
    assert 0 <= refusal.value.position < len(data)


def test_a_label_in_the_text_is_not_believed() -> None:
    text = '<meta charset="gb2312">\n' + CHINESE
    assert decode(text.encode()).encoding == "utf-8"


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_not(data: bytes) -> None:
    try:
        decoded = decode(data)
    except NotText:
        return
    assert "\0" not in decoded.text
    assert "\r" not in decoded.text
    decoded.text.encode()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_in_utf_8_comes_back(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()).text == text
