"""Times as sites of any language print them, absolute or seen from when the page was saved.

An absolute time means what ``db.times`` makes of it in the site's zone.  A relative one (昨天,
3 天前, ``200 days ago``, ``MM/DD HH:MM``) means something only against the time of the capture;
it is then marked as inferred, and never more precise than it was printed.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from db.importing.drafts import TimeDraft
from db.records import TimeOrigin
from db.times import FIRST_YEAR, LAST_YEAR, parse_time, zone_named

_LONGEST = 80
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar januari janvier enero gennaio",
            "february feb februar februari février fev febrero febbraio",
            "march mar märz mär maart mars marzo",
            "april apr avril avr abril aprile",
            "may mai mei mayo maggio",
            "june jun juni juin junio giugno",
            "july jul juli juillet julio luglio",
            "august aug augustus août aout agosto",
            "september sep sept septembre septiembre settembre",
            "october oct oktober okt octobre octubre ottobre",
            "november nov novembre noviembre",
            "december dec dezember dez december déc décembre dic diciembre dicembre",
        ),
        1,
    )
    for name in names.split()
}
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?\s?(?P<half>[ap]\.?m\.?)?"
_MONTH = r"(?P<name>[A-Za-zÀ-ÿ]{3,12})\.?"
_BETWEEN = r"[\s,]{0,3}(?:at|um|à|a las|alle|-)?\s{0,2}"
_ZONE = r"\s?(?P<zone>[A-Za-z+(-][A-Za-z0-9+:/_() -]{0,31})?"
_WEEKDAY = r"(?:[A-Za-zÀ-ÿ]{2,10}\.?,?\s)?"
# Sep 27, 2018 at 2:51 PM · September 27th, 2018, 14:51
_MONTH_FIRST = (
    rf"{_WEEKDAY}{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})"
    rf"{_BETWEEN}{_CLOCK}{_ZONE}"
)
# 27 Sep 2018 14:51 · 27. September 2018 um 14:51 · Thu, 27 Sep 2018 14:51:09 +0200
_DAY_FIRST = (
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s(?:de\s)?{_MONTH},?\s(?:de\s)?"
    rf"(?P<year>\d{{4}}){_BETWEEN}{_CLOCK}{_ZONE}"
)
# as ctime writes it: Thu Feb 13 01:46:44 2020
_YEAR_LAST = (
    rf"[A-Za-z]{{3}}\s{_MONTH}\s(?P<day>\d{{1,2}})\s{_CLOCK}\s(?:(?P<zone>[A-Z]{{3,4}})\s)?"
    r"(?P<year>\d{4})"
)
_NAMED = tuple(
    re.compile(pattern, re.IGNORECASE) for pattern in (_MONTH_FIRST, _DAY_FIRST, _YEAR_LAST)
)
_FIGURES = re.compile(
    rf"(?P<one>\d{{1,2}})(?P<mark>[./-])(?P<two>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}|\d{{2}})"
    rf"{_BETWEEN}{_CLOCK}{_ZONE}",
    re.IGNORECASE,
)
_WITHOUT_YEAR = re.compile(
    rf"(?P<month>\d{{1,2}})(?:[/-]|月)(?P<day>\d{{1,2}})日?\s{{0,2}}{_CLOCK}", re.IGNORECASE
)
_DAYS = {"今天": 0, "today": 0, "heute": 0, "昨天": 1, "yesterday": 1, "gestern": 1, "前天": 2}
_DAY = re.compile(
    rf"(?P<day>今天|昨天|前天|today|yesterday|heute|gestern){_BETWEEN}(?:{_CLOCK})?", re.IGNORECASE
)
_UNITS = {
    "秒": "second", "秒钟": "second", "second": "second", "sec": "second",
    "分钟": "minute", "分": "minute", "minute": "minute", "min": "minute",
    "小时": "hour", "个小时": "hour", "hour": "hour", "hr": "hour", "h": "hour", "m": "minute",
    "天": "day", "day": "day", "d": "day",
    "周": "week", "个星期": "week", "星期": "week", "week": "week",
    "个月": "month", "月": "month", "month": "month", "mo": "month",
    "年": "year", "year": "year", "yr": "year", "y": "year",
}  # fmt: skip
_SPANS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_AGO = re.compile(
    r"(?P<count>\d{1,6}|半|an?|one|half an?)\s?(?P<unit>[^\W\d_]{1,7}?)s?\s?(?:前|以前|之前|ago)",
    re.IGNORECASE,
)
# 2 小时 5 分钟前 · 1 hour 20 minutes ago
_AGO_IN_TWO = re.compile(
    r"(?P<count>\d{1,6})\s?(?P<unit>[^\W\d_]{1,7}?)s?,?\s(?P<rest>\d{1,6}\s?[^\W\d_]{1,7}\s?(?:前|ago))",
    re.IGNORECASE,
)
_NOW = frozenset(("刚刚", "刚才", "just now", "moments ago", "a moment ago"))
_SIMPLER = str.maketrans("鐘時個週剛纔", "钟时个周刚才")


def moment(
    text: str, zone: str | None = None, captured_at: str | None = None, order: str = "dmy"
) -> TimeDraft | None:
    """Return a printed time with what it means, ``None`` for no words at all.

    Args:
        text: the time as printed.
        zone: label or IANA name of the site's zone, where known; without one an absolute time
            stays words.
        captured_at: when the page was saved (ISO 8601 with offset), for relative times.
        order: how the site writes dates in figures that do not begin with the year: ``dmy`` or
            ``mdy``.
    """
    words = text.strip()
    if not words:
        return None
    if len(words) > _LONGEST:
        return TimeDraft(words)
    iso = parse_time(words, zone) or _western(words, zone, order)
    if iso is not None:
        return TimeDraft(words, iso)
    inferred = relative(words, zone, captured_at)
    return TimeDraft(words, inferred, TimeOrigin.INFERRED if inferred else TimeOrigin.PAGE)


def stated(text: str, machine: str, zone: str | None = None) -> TimeDraft | None:
    """Return a time that the page also gives for machines (``datetime``, ``title``).

    Args:
        text: what the page shows; where empty, ``machine`` stands for it.
        machine: ISO 8601, with or without offset, or another absolute time.
        zone: the site's zone, for machine times without an offset.
    """
    shown = text.strip() or machine.strip()
    if not shown:
        return None
    return TimeDraft(shown, iso_of(machine.strip()) or parse_time(machine.strip(), zone))


def iso_of(machine: str) -> str | None:
    """Return an ISO 8601 time with offset in the form that the library keeps, else ``None``."""
    if not 16 <= len(machine) <= 40:
        return None
    try:
        when = datetime.fromisoformat(machine)
    except ValueError:
        return None
    if when.tzinfo is None or not FIRST_YEAR <= when.year <= LAST_YEAR:
        return None
    if when.microsecond:
        return when.isoformat(timespec="milliseconds")
    return when.isoformat()


def epoch(seconds: object) -> TimeDraft | None:
    """Return the time of a number of seconds since 1970 (milliseconds where beyond year 5000)."""
    if isinstance(seconds, str):
        try:
            seconds = float(seconds) if len(seconds) <= 20 else None
        except ValueError:
            return None
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    words = f"{seconds:.0f}" if isinstance(seconds, float) else str(seconds)[:_LONGEST]
    if abs(seconds) > 1e11:
        seconds = seconds / 1000
    try:
        when = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return TimeDraft(words)
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        return TimeDraft(words)
    return TimeDraft(words, when.isoformat())


def _western(words: str, zone: str | None, order: str) -> str | None:
    """Read a date that does not begin with its year, by writing it year first."""
    plain = " ".join(words.replace("\u202f", " ").split())
    for pattern in _NAMED:
        match = pattern.fullmatch(plain)
        if match is not None:
            month = _MONTHS.get(match["name"].lower())
            if month is None:
                return None
            return _year_first(match, int(match["year"]), month, int(match["day"]), zone)
    match = _FIGURES.fullmatch(plain)
    if match is None:
        return None
    one, two = int(match["one"]), int(match["two"])
    day, month = (two, one) if order == "mdy" and match["mark"] != "." else (one, two)
    year = int(match["year"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    return _year_first(match, year, month, day, zone)


def _year_first(
    match: re.Match[str], year: int, month: int, day: int, zone: str | None
) -> str | None:
    clock = f"{match['hour']}:{match['minute']}"
    if match["second"]:
        clock += f":{match['second']}"
    half = (match["half"] or "").replace(".", "").upper()
    label = (match["zone"] or "").strip()
    text = f"{year}-{month}-{day} {clock} {half}".strip()
    return parse_time(f"{text} {label}".strip(), zone) or (
        parse_time(text, zone) if label else None
    )


def relative(words: str, zone: str | None, captured_at: str | None) -> str | None:
    """Return what a relative time meant when the page was saved; ``None`` if that is unknown.

    Minutes ago are given to the minute, hours to the hour, days and weeks as a day, months and
    years as a month: nothing is more precise than what was printed.
    """
    if captured_at is None:
        return None
    try:
        now = datetime.fromisoformat(captured_at)
    except ValueError:
        return None
    if now.tzinfo is None:
        return None
    place = _place(zone)
    if place is not None:
        now = now.astimezone(place)
    plain = " ".join(unicodedata.normalize("NFKC", words).translate(_SIMPLER).split())
    if plain.lower() in _NOW:
        return now.isoformat(timespec="minutes")
    return _ago(plain, now) or _some_day(plain, now) or _without_year(plain, now)


def _place(zone: str | None) -> ZoneInfo | None:
    name = zone_named(zone) if zone else None
    return _loaded(name) if name is not None else None


@lru_cache(maxsize=64)
def _loaded(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _ago(plain: str, now: datetime) -> str | None:
    two = _AGO_IN_TWO.fullmatch(plain)
    if two is not None:
        span = _SPANS.get(_UNITS.get(two["unit"].lower(), ""))
        if span is None:
            return None
        try:
            return _ago(two["rest"], now - timedelta(seconds=int(two["count"]) * span))
        except OverflowError:
            return None
    match = _AGO.fullmatch(plain)
    unit = _UNITS.get(match["unit"].lower()) if match is not None else None
    if match is None or unit is None:
        return None
    count = match["count"].lower()
    number = float(count) if count.isdigit() else 0.5 if count in ("半", "half a", "half an") else 1
    seconds = number * _SPANS.get(unit, 30.44 * 86_400 if unit == "month" else 365.25 * 86_400)
    try:
        when = now - timedelta(seconds=seconds)
    except OverflowError:
        return None
    if unit in ("second", "minute"):
        return when.isoformat(timespec="minutes")
    if unit == "hour":
        return when.isoformat(timespec="hours")
    return when.strftime("%Y-%m-%d") if unit in ("day", "week") else when.strftime("%Y-%m")


def _some_day(plain: str, now: datetime) -> str | None:
    match = _DAY.fullmatch(plain)
    if match is None:
        return None
    day = now - timedelta(days=_DAYS[match["day"].lower()])
    if match["hour"] is None:
        return day.strftime("%Y-%m-%d")
    return _at(day, match)


def _without_year(plain: str, now: datetime) -> str | None:
    """Read month, day and clock: of the year that makes it the last such day before the capture."""
    match = _WITHOUT_YEAR.fullmatch(plain)
    if match is None:
        return None
    for year in (now.year, now.year - 1, now.year - 2, now.year - 3, now.year - 4):
        try:
            day = now.replace(year=year, month=int(match["month"]), day=int(match["day"]))
        except ValueError:
            continue
        found = _at(day, match)
        if found is not None and datetime.fromisoformat(found) <= now + timedelta(days=1):
            return found
    return None


def _at(day: datetime, match: re.Match[str]) -> str | None:
    half = (match["half"] or "").replace(".", "").lower()
    hour = int(match["hour"])
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        when = day.replace(
            hour=hour, minute=int(match["minute"]), second=int(match["second"] or 0), microsecond=0
        )
    except ValueError:
        return None
    return when.isoformat(timespec="seconds" if match["second"] else "minutes")
