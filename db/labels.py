"""The numbers that sites print for floors.  A label is a string: it may repeat, and skip."""

from __future__ import annotations

import re

_DIGITS = 9
_LABEL = re.compile(rf"\D{{0,3}}(\d{{1,{_DIGITS}}})(?:-(\d{{1,{_DIGITS}}}))?\D{{0,3}}")
_THOUSANDS = re.compile(r"#?\d{1,3}(?:,\d{3}){1,2}")
# what boards of Discuz! call the first floors
_WORDS = {"楼主": 1, "樓主": 1, "沙发": 2, "沙發": 2, "板凳": 3, "地板": 4}


def numbered(label: str | None) -> tuple[int, int] | None:
    """Return the number of a floor, and of an answer below it (``12-3``), which is mostly 0.

    Returns ``None`` where the label holds no number, or there is none.
    """
    if not label:
        return None
    if len(label) <= _DIGITS and label.isdecimal():
        return int(label), 0
    if _THOUSANDS.fullmatch(label):
        return int(label.lstrip("#").replace(",", "")), 0
    if label in _WORDS:
        return _WORDS[label], 0
    match = _LABEL.fullmatch(label)
    return (int(match[1]), int(match[2] or 0)) if match else None
