from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.times import parse_time, zone_named, zone_printed

PACIFIC = "America/Los_Angeles"


@pytest.mark.parametrize(
    ("label", "zone"),
    [
        ("PT", PACIFIC),
        ("pst", PACIFIC),
        ("ＰＴ", PACIFIC),
        ("(PT)", PACIFIC),
        ("美西", PACIFIC),
        ("美西时间", PACIFIC),
        ("太平洋标准时间", PACIFIC),
        ("太平洋時間", PACIFIC),
        ("ET", "America/New_York"),
        ("美东", "America/New_York"),
        ("美国东部时间", "America/New_York"),
        ("北京时间", "Asia/Shanghai"),
        ("台北時間", "Asia/Taipei"),
        ("UTC", "UTC"),
        ("UTC+8", "Etc/GMT-8"),
        ("GMT-7", "Etc/GMT+7"),
        ("America/Los_Angeles", PACIFIC),
    ],
)
def test_labels_name_a_zone(label: str, zone: str) -> None:
    assert zone_named(label) == zone


@pytest.mark.parametrize(
    "label",
    [
        "",
        "CST",
        "IST",
        "火星时间",
        "America",
        "Nowhere/City",
        "../../etc/passwd",
        "UTC+25",
        "P" * 500,
    ],
)
def test_a_label_that_is_not_certain_names_none(label: str) -> None:
    assert zone_named(label) is None


@pytest.mark.parametrize(
    ("text", "zone", "iso"),
    [
        ("2025年1月28日 18点42分 PT", None, "2025-01-28T18:42-08:00"),
        ("2025年7月28日18點42分 PT", None, "2025-07-28T18:42-07:00"),
        ("２０２５年１月２８日　１８：４２", "PT", "2025-01-28T18:42-08:00"),
        ("2025\u00a0年\u00a01\u00a0月\u00a028\u00a0日\u00a018:42", "PT", "2025-01-28T18:42-08:00"),
        ("2025-01-28 09:59:57", PACIFIC, "2025-01-28T09:59:57-08:00"),
        ("2025-1-5 9:05", PACIFIC, "2025-01-05T09:05-08:00"),
        ("2025/01/28 09：59：57", "美东", "2025-01-28T09:59:57-05:00"),
        ("2025-01-28T09:59:57Z", None, "2025-01-28T09:59:57+00:00"),
        ("2025-01-28T09:59:57.120+08:00", PACIFIC, "2025-01-28T09:59:57.120+08:00"),
        ("2025-01-28 09:59 +0530", None, "2025-01-28T09:59+05:30"),
        ("2025年1月28日(星期二) 下午6点半", "北京时间", "2025-01-28T18:30+08:00"),
        ("2025年1月28日 上午12点05分", "北京时间", "2025-01-28T00:05+08:00"),
        ("2025-01-28 9:05 PM", "ET", "2025-01-28T21:05-05:00"),
        ("2025-01-28 18点", "PT", "2025-01-28T18-08:00"),
        ("2025-01-28 18点整", "PT", "2025-01-28T18:00-08:00"),
        ("二〇二五年一月二十八日 十八点四十二分", "北京时间", "2025-01-28T18:42+08:00"),
    ],
)
def test_a_printed_time_keeps_its_precision(text: str, zone: str | None, iso: str) -> None:
    assert parse_time(text, zone) == iso


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2025年1月28日 18点42分", None),
        ("2025年1月28日 18点42分 CST", None),
        ("2025年1月28日 18点42分 CST", "PT"),
        ("2025年1月28日 18点42分", "火星时间"),
        ("2025-01-28", "PT"),
        ("1月28日 18:42", "PT"),
        ("01/28/2025 18:42", "PT"),
        ("昨天 23:57", "PT"),
        ("3 天前", "PT"),
        ("2025-02-29 10:00", "PT"),
        ("2025-13-01 10:00", "PT"),
        ("2025-01-28 24:00", "PT"),
        ("2025-01-28 10:60", "PT"),
        ("2025-01-28 上午 18:42", "PT"),
        ("2025-01-28 晚上12点", "PT"),
        ("0000-00-00 00:00:00", "PT"),
        ("1899-12-31 10:00", "PT"),
        ("9999-12-31 23:59:59", "PT"),
        ("", "PT"),
        ("2" * 100_000, "PT"),
    ],
)
def test_what_is_not_certain_stays_words(text: str, zone: str | None) -> None:
    assert parse_time(text, zone) is None


@pytest.mark.parametrize("text", ["2024-11-03 01:30", "2024-03-10 02:30"])
def test_an_hour_passed_twice_or_never_is_not_certain(text: str) -> None:
    assert parse_time(text, "PT") is None
    assert parse_time(text, "北京时间") is not None


def test_a_label_of_the_other_half_of_the_year_is_not_certain() -> None:
    assert parse_time("2025-07-01 10:00 PST", None) is None
    assert parse_time("2025-07-01 10:00 PDT", None) == "2025-07-01T10:00-07:00"


def test_an_offset_with_seconds_is_not_certain() -> None:
    assert parse_time("1900-06-01 10:00", "Asia/Shanghai") is None


@given(st.text(max_size=60), st.none() | st.text(max_size=20))
def test_no_text_raises(text: str, zone: str | None) -> None:
    parse_time(text, zone)
    zone_named(text)


@given(
    st.text(alphabet="0123456789-/:.年月日点分秒 上午下十二三半PTAM+", max_size=40),
    st.sampled_from(["PT", "北京时间", "UTC", None]),
)
def test_what_comes_out_is_a_time_with_an_offset(text: str, zone: str | None) -> None:
    iso = parse_time(text, zone)
    if iso is not None:
        assert datetime.fromisoformat(iso).tzinfo is not None


@given(
    st.datetimes(datetime(1970, 1, 1), datetime(2099, 12, 31)),
    st.sampled_from(["PT", "美东", "北京时间", "UTC"]),
)
def test_the_wall_clock_is_kept(when: datetime, zone: str) -> None:
    iso = parse_time(when.strftime("%Y-%m-%d %H:%M:%S"), zone)
    if iso is not None:
        assert datetime.fromisoformat(iso).replace(tzinfo=None) == when.replace(microsecond=0)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2025年1月28日 18点42分 PT", PACIFIC),
        ("2025-01-28 18:42 北京时间", "Asia/Shanghai"),
        ("昨天下午 PT", PACIFIC),
        ("2025-01-28 18:42", None),
        ("2025-01-28 18:42 CST", None),
        ("PT", PACIFIC),
        ("", None),
        ("昨天下午 " + "很长" * 60 + " PT", None),
    ],
)
def test_the_zone_behind_a_printed_time(text: str, zone: str | None) -> None:
    assert zone_printed(text) == zone


@pytest.mark.parametrize(
    "text",
    [
        "2025年十十月1日 18:42",
        "2025年一二十月1日 18:42",
        "2025年1月28日 中午5点",
        "2025年1月28日 晚上12点",
        "2025-01-28 18:42 +15:00",
        "2025-01-28 18:42 +08:75",
    ],
)
def test_a_time_that_no_clock_shows_stays_words(text: str) -> None:
    assert parse_time(text, PACIFIC) is None
