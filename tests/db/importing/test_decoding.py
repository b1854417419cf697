"""Bytes become text in the encoding they are in, with a reason; what cannot be read is counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import KnownError
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


def html(words: str, label: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html><head><meta http-equiv="Content-Type" content="text/html; '
        f'charset={label}"></head>\n<body><p>{words}</p></body></html>'
    )


@pytest.mark.parametrize(
    ("words", "real", "label", "read"),
    [
        ("渡船明天不开", "gb18030", "gb2312", "gb18030"),
        ("渡船明天不开", "gb18030", "GBK", "gb18030"),
        ("渡船明天不开", "gb18030", "x-gbk", "gb18030"),
        ("渡船㐀", "gb18030", "gb_2312-80", "gb18030"),
        ("渡船～", "cp950", "big5", "cp950"),
        ("佢哋喺度嘅", "big5hkscs", "Big5", "big5hkscs"),
        ("café au lait", "cp1252", "iso-8859-1", "cp1252"),
        ("“café”", "cp1252", "latin1", "cp1252"),
        ("caf\xe9 \x81", "latin-1", "iso-8559-1", "iso-8859-1"),
        ("渡し船は明日", "cp932", "Shift_JIS", "cp932"),
        ("나룻배", "cp949", "euc-kr", "cp949"),
        ("Паром", "koi8-r", "koi8-r", "koi8-r"),
        ("渡船 ascii", "hz", "hz-gb-2312", "hz"),
    ],
)
def test_a_page_that_labels_itself(words: str, real: str, label: str, read: str) -> None:
    page = html(words, label)
    decoded = decode(page.encode(real))
    assert (decoded.text, decoded.encoding) == (page, read)
    assert decoded.findings == ()
    assert decoded.reason in ("its label says so", "only ASCII characters")


@pytest.mark.parametrize(
    ("text", "real", "label", "read"),
    [
        (CHINESE, "utf-8", "gb2312", "utf-8"),
        (CHINESE, "utf-8", "iso-8859-1", "utf-8"),
        (CHINESE, "utf-8-sig", "iso-8559-1", "utf-8"),
        (CHINESE, "gb18030", "iso-8859-1", "gb18030"),
        (CHINESE, "gb18030", "utf-8", "gb18030"),
        (CHINESE, "gb18030", "x-made-up", "gb18030"),
        (TRADITIONAL * 3, "cp950", "gb2312", "cp950"),
        (CHINESE, "gb18030", "big5", "gb18030"),
    ],
)
def test_labels_that_lie(text: str, real: str, label: str, read: str) -> None:
    page = html(text, label)
    decoded = decode(page.encode(real))
    assert (decoded.text, decoded.encoding) == (page, read)
    (told,) = decoded.findings
    assert told.code == "label-not-followed"
    assert dict(told.values) == {"label": label, "encoding": read}


def test_what_a_server_says_goes_before_what_the_page_says() -> None:
    page = html("渡し船は明日から休みます", "euc-jp")
    assert decode(page.encode("cp932"), "shift_jis").encoding == "cp932"
    assert decode(page.encode("euc-jp"), '"EUC-JP"').text == page


def test_a_western_label_of_a_server_is_the_last_to_be_believed() -> None:
    page = html("渡" + "ferry " * 100, "gb2312")
    assert decode(page.encode("gbk"), "ISO-8859-1").text == page


def test_a_few_rare_characters_are_what_their_label_says() -> None:
    page = html("氹氹转" + "ferry " * 10, "gb2312")
    assert decode(page.encode("gbk")).text == page


def test_the_head_of_xml_is_a_label() -> None:
    page = '<?xml version="1.0" encoding="koi8-r"?>\n<html>Паром'
    assert decode(page.encode("koi8-r")).text == page


def test_only_pages_of_markup_label_themselves() -> None:
    text = 'He wrote <meta charset="koi8-r">: ' + TRADITIONAL
    assert decode(text.encode("cp950")).encoding == "cp950"


def test_a_page_of_little_chinese_among_much_script() -> None:
    page = "<html><script>" + "<b a='1'></b>\n" * 4_000 + "</script><p>" + TRADITIONAL
    assert decode(page.encode("cp950")).text == page


def test_colour_inside_of_characters() -> None:
    data = TRADITIONAL.encode("cp950")
    torn = data[:11] + b"\x1b[1;31m" + data[11:40] + b"\x1b[m" + data[40:]
    decoded = decode(torn)
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, "cp950")
    (told,) = decoded.findings
    assert (told.code, told.place) == ("terminal-codes", "byte 11")
    assert decode(torn, wished="big5").text == TRADITIONAL
    damaged = torn[:60] + b"\xff" + torn[60:]
    (lost, _) = decode(damaged * 1, wished="cp950").findings
    assert lost.place == "byte 60"


def test_colour_stays_where_it_tears_nothing() -> None:
    text = "\x1b[31m渡船\x1b[m"
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    ("wish", "real"),
    [("gbk", "gb18030"), ("UTF-8", "utf-8-sig"), ("utf-16", "utf-16"), ("UTF-16BE", "utf-16-be")],
)
def test_the_owner_says(wish: str, real: str) -> None:
    decoded = decode(CHINESE.encode(real), "koi8-r", wish)
    assert (decoded.text, decoded.reason) == (CHINESE, "the owner says so")
    assert decoded.findings == ()


def test_the_owner_is_wrong() -> None:
    decoded = decode(CHINESE.encode("gb18030"), wished="utf-8")
    assert decoded.encoding == "utf-8"
    assert [finding.code for finding in decoded.findings] == ["undecodable-bytes"]


@pytest.mark.parametrize("name", ["klingon", "hex", "rot13", "a\0b", "unicode_escape", "文"])
def test_the_owner_says_what_nobody_knows(name: str) -> None:
    with pytest.raises(KnownError) as refusal:
        decode(b"x", wished=name)
    assert name in refusal.value.headline


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "gb2312", "big5", "utf-8", "hz", "iso-2022-jp", "utf-7", "x", "cp037"]),
    st.sampled_from(["", "gbk", "big5", "utf-16", "utf-32", "utf-7", "cp037", "iso-2022-kr"]),
)
def test_any_bytes_under_any_label(data: bytes, label: str, wish: str) -> None:
    try:
        decoded = decode(b"<html>" + data, label, wish)
    except NotText:
        return
    assert "\0" not in decoded.text
    decoded.text.encode("utf-8", "surrogatepass")


CAPTURES = Path(__file__).resolve().parents[4] / "shared" / "captures"


@pytest.mark.skipif(not CAPTURES.exists(), reason="the real captures are not beside the project")
@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("ptt-bbs/temp1.raw", "cp950"),
        ("ptt-bbs/temp10.raw", "cp950"),
        ("ptt-bbs/M.1607202239.A.30D", "cp950"),
        ("ptt-bbs/M.1644506386.A.ED0.utf8", "utf-8"),
        ("mitbbs-html/Beijing_31955425.html", "utf-8"),
        ("vbulletin-html/terraforums_sarracenia_p2_vb4.html", "cp1252"),
    ],
)
def test_real_captures(name: str, encoding: str) -> None:
    decoded = decode((CAPTURES / name).read_bytes())
    assert decoded.encoding == encoding
    assert REPLACEMENT not in decoded.text
    assert "∼" not in decoded.text
