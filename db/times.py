"""Times as forum pages print them, in Chinese or in figures, made ISO 8601 where that is certain.

A time that is not certain stays words: a label that may mean two zones, an hour that the clock
passed twice or never, a day without a year.  Nothing is added that was not printed: no seconds,
no minutes.  Source of the output form: ISO 8601-1:2019, extended format with offset.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

FIRST_YEAR = 1900
LAST_YEAR = 2999
_LONGEST = 80

# CST is left out on purpose: on these pages it is China's time as often as Chicago's.  BST and IST
# have three meanings each.
_ZONES = {
    "America/Los_Angeles": "PT PST PDT 太平洋 美西 美国西部 美国太平洋 西岸 西海岸 美西部 洛杉矶",
    "America/Denver": "MT MST MDT 山地 美国山地 山区",
    "America/Chicago": "CT CDT 美中 美国中部 芝加哥",
    "America/New_York": "ET EST EDT 美东 美国东部 东岸 东海岸 美东部 纽约",
    "Asia/Shanghai": "北京 中国 中国标准 上海 大陆",
    "Asia/Taipei": "台北 台湾 臺北 臺灣",
    "Asia/Hong_Kong": "HKT 香港",
    "Asia/Singapore": "SGT 新加坡",
    "Asia/Tokyo": "JST 东京 日本",
    "Asia/Seoul": "KST 首尔 韩国",
    "Europe/London": "伦敦 英国",
    "Europe/Paris": "CET CEST 巴黎",
    "UTC": "UTC GMT Z 世界协调 协调世界 格林威治 格林尼治 格林威治标准",
}
_BY_LABEL = {label: zone for zone, labels in _ZONES.items() for label in labels.split()}
# The first letters of a label that says which half of the year it means; hours east of UTC.
_FIXED = {
    "PST": -8,
    "PDT": -7,
    "MST": -7,
    "MDT": -6,
    "CDT": -5,
    "EST": -5,
    "EDT": -4,
    "CET": 1,
    "CEST": 2,
}
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_IANA = re.compile(r"[A-Za-z]{2,20}(?:/[A-Za-z0-9_+-]{1,30}){1,2}")

_SIMPLER = str.maketrans("時間點號國東陸灣臺韓爾倫敦標準調", "时间点号国东陆湾台韩尔伦敦标准调")
_FIGURES = {"〇": 0, "零": 0, "○": 0} | {
    figure: i for i, figure in enumerate("一二三四五六七八九", 1)
}
_HAN_NUMBER = re.compile(r"[〇零○一二三四五六七八九十]{1,4}(?=\s?[年月日号点时分秒])")

_DATE = r"(?P<year>\d{4})\s?(?:年|[-/.])\s?(?P<month>\d{1,2})\s?(?:月|[-/.])\s?(?P<day>\d{1,2})"
_DAY_END = r"\s?[日号]?,?\s?"
_WEEKDAY = r"(?:\(?(?:星期|周|礼拜)[一二三四五六日天]\)?\s?)?"
_PART = r"(?P<part>上午|下午|早上|早晨|清晨|凌晨|中午|傍晚|晚上|夜里|深夜|AM|PM)?\s?"
_SECOND = r"(?:\s?[分:]\s?(?P<second>\d{1,2})(?P<fraction>\.\d{1,6})?\s?秒?|\s?分)?"
_CLOCK = (
    r"T?(?P<hour>\d{1,2})(?:\s?[点时:]\s?(?P<minute>\d{1,2})"
    + _SECOND
    + r"|\s?[点时](?P<half>半|整)?)"
)
_AFTER = r"\s?(?P<ampm>AM|PM)?\s?"
_TIME = re.compile(
    _DATE + _DAY_END + _WEEKDAY + _PART + _CLOCK + _AFTER + r"(?P<zone>[^\d\s:.].{0,31})?",
    re.IGNORECASE,
)
_USUAL = re.compile(r"\d{4}-\d\d-\d\d ([01]\d|2[0-3]):\d\d:\d\d", re.ASCII)
"""What by far the most pages print: read at once, with the same result."""

_MORNING = frozenset(("上午", "早上", "早晨", "清晨", "凌晨", "AM"))


class _Stamp(NamedTuple):
    """A moment on a wall, and how much of it was printed."""

    when: datetime
    precision: str
    zone: str


def zone_named(label: str) -> str | None:
    """Return the IANA name of the zone a page's label means, or ``None`` if not certain.

    Takes labels (PT, 美西时间, 北京时间, UTC+8) and IANA names.  ``CST`` alone is not certain.
    """
    return _zone_named(label) if len(label) <= _LONGEST else None


@lru_cache(maxsize=64)  # a page has one label, or few
def _zone_named(label: str) -> str | None:
    plain = _plain(label).strip(" ()[]:,")
    if _IANA.fullmatch(plain):
        return plain if _zone(plain) is not None else None
    word = plain.upper()
    if word not in _BY_LABEL:
        word = word.removesuffix("当地时间").removesuffix("时间").removesuffix("标准").strip()
    if word in _BY_LABEL:
        return _BY_LABEL[word]
    offset = _OFFSET.fullmatch(plain)
    if offset is None or int(offset[2]) > 14 or int(offset[3] or 0):
        return None
    hours = int(offset[2])
    # The signs of Etc/ zones are those of POSIX: the other way round.
    sign = "-" if offset[1] == "+" else "+"
    return f"Etc/GMT{sign}{hours}" if hours and _zone(f"Etc/GMT{sign}{hours}") else "UTC"


def parse_time(text: str, zone: str | None) -> str | None:
    """Return a printed time as ISO 8601 with offset, at the precision it was printed with.

    Args:
        text: the time as printed, year first, with or without a zone behind it
            (``2025年1月28日 18点42分 PT``, ``2025-01-28 09:59:57``).
        zone: label or IANA name of the page's zone; a zone in ``text`` goes before it.

    Returns:
        e.g. ``2025-01-28T18:42-08:00``; ``None`` if the zone is not known, the date does not
        exist, or the time is not certain.  Never raises on any text.
    """
    stamp = _stamp(text) if len(text) <= _LONGEST else None
    if stamp is None:
        return None
    label = stamp.zone or (zone or "")
    offset = _offset_at(stamp.when, label)
    if offset is None:
        return None
    return f"{_clock(stamp)}{_offset_text(offset)}"


def zone_printed(text: str) -> str | None:
    """Return the IANA name of the zone that stands behind a printed time, if it is certain."""
    if len(text) > _LONGEST:
        return None
    stamp = _stamp(text)
    label = stamp.zone if stamp is not None else _plain(text).rpartition(" ")[2]
    return zone_named(label) if label else None


def _plain(text: str) -> str:
    """Fold width, spaces and the few Traditional characters of dates."""
    if text.isascii():
        return " ".join(text.split())
    folded = unicodedata.normalize("NFKC", text).translate(_SIMPLER)
    return " ".join(folded.split())


def _figures(match: re.Match[str]) -> str:
    """Write a Chinese number below 100, or the figures of a year, as digits."""
    word = match[0]
    if "十" not in word:
        return "".join(str(_FIGURES[figure]) for figure in word)
    tens, _, ones = word.partition("十")
    if "十" in ones or len(tens) > 1 or len(ones) > 1:
        return word
    return str(10 * (_FIGURES[tens] if tens else 1) + (_FIGURES[ones] if ones else 0))


def _stamp(text: str) -> _Stamp | None:
    if _USUAL.fullmatch(text):
        try:
            when = datetime.fromisoformat(text)
        except ValueError:
            return None
        return _Stamp(when, "second", "") if FIRST_YEAR <= when.year <= LAST_YEAR else None
    plain = _plain(text)
    match = _TIME.fullmatch(plain if plain.isascii() else _HAN_NUMBER.sub(_figures, plain))
    if match is None:
        return None
    hour = _hour(int(match["hour"]), (match["part"] or match["ampm"] or "").upper())
    year = int(match["year"])
    if hour is None or not FIRST_YEAR <= year <= LAST_YEAR or (match["part"] and match["ampm"]):
        return None
    minute = 30 if match["half"] == "半" else int(match["minute"] or 0)
    fraction = (match["fraction"] or "")[1:]
    try:
        # a wall clock; the zone comes after
        when = datetime(
            year,
            int(match["month"]),
            int(match["day"]),
            hour,
            minute,
            int(match["second"] or 0),
            int(fraction.ljust(6, "0") or 0),
        )
    except ValueError:
        return None
    if fraction:
        precision = f"fraction{len(fraction)}"
    elif match["second"]:
        precision = "second"
    else:
        precision = "minute" if match["minute"] or match["half"] else "hour"
    return _Stamp(when, precision, (match["zone"] or "").strip(" ()[],"))


def _hour(hour: int, part: str) -> int | None:
    """Return the hour of 24, or ``None`` where the words and the figure do not fit."""
    if not part or hour > 12:
        return hour if hour < 24 and not (hour > 12 and part in _MORNING) else None
    if part in _MORNING:
        return hour % 12
    if part == "中午":
        return hour if hour in (11, 12) else hour + 12 if hour in (1, 2) else None
    if part in ("下午", "PM"):
        return hour % 12 + 12
    # 晚上 12 点 and 夜里 1 点 belong to this day or the next: not certain.
    return hour + 12 if part in ("傍晚", "晚上") and 5 <= hour < 12 else None


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of the data is an OSError
        return None


@lru_cache(maxsize=64)  # a page has one label, or few
def _place_of(label: str) -> tuple[tzinfo, timedelta | None] | None:
    """Return what a label names: a zone, and the offset that it must have then, if it says one."""
    plain = _plain(label)
    numbers = _OFFSET.fullmatch(plain)
    if numbers is not None:
        hours, minutes = int(numbers[2]), int(numbers[3] or 0)
        if hours > 14 or minutes > 59:
            return None
        sign = 1 if numbers[1] == "+" else -1
        return timezone(sign * timedelta(hours=hours, minutes=minutes)), None
    name = zone_named(label)
    place = _zone(name) if name is not None else None
    if place is None:
        return None
    fixed = _FIXED.get(plain.upper())
    return place, timedelta(hours=fixed) if fixed is not None else None


def _offset_at(when: datetime, label: str) -> timedelta | None:
    """Return the offset from UTC of a wall clock, or ``None`` if there is not exactly one."""
    named = _place_of(label) if len(label) <= _LONGEST else None
    if named is None:
        return None
    place, fixed = named
    first = when.replace(tzinfo=place).utcoffset()
    if isinstance(place, timezone):
        return first
    second = when.replace(tzinfo=place, fold=1).utcoffset()
    if first is None or first != second or first.seconds % 60:
        return None
    if fixed is not None and first != fixed:
        return None
    # An hour that the clock skipped comes back from UTC as another one.
    there = when.replace(tzinfo=timezone(first)).astimezone(UTC).astimezone(place)
    return first if there.replace(tzinfo=None) == when else None


def _clock(stamp: _Stamp) -> str:
    if stamp.precision.startswith("fraction"):
        digits = int(stamp.precision.removeprefix("fraction"))
        return f"{stamp.when:%Y-%m-%dT%H:%M:%S}.{stamp.when.microsecond:06d}"[: 20 + digits]
    if stamp.precision == "second":
        return stamp.when.isoformat()
    form = {"hour": "%Y-%m-%dT%H", "minute": "%Y-%m-%dT%H:%M"}
    return stamp.when.strftime(form[stamp.precision])


def _offset_text(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
