"""Numbers that a board page prints: of pages, posts and views, and in the names of its parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


# Page 1 of 242 · Seite 2 von 3 · Página 1 de 4 · Pagina 1 di 2 · Страница 1 из 9
_PAGER = re.compile(
    r"(?:\bpage|\bseite|\bpágina|\bpagina|\bstrona|\bsivu|\bsida|страница|第|页|頁)\s{0,3}"
    r"(\d{1,7})\s{0,3}(?:of|von|sur|de|di|do|van|av|z|из|/|页\s?/?\s?共|頁\s?/?\s?共)\s{0,3}"
    r"(\d{1,7})",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\d{1,3}(?:[,.'\u00a0\u202f]\d{3}){1,3}(?!\d)|\d{1,9}")
_SHORT_COUNT = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?)\s?([kKmM])\b")
_NUMBER = re.compile(r"(?<![\d.])(\d{1,3}(?:[,，]\d{3}){1,4}|\d{1,12})(?![\d.]?[\d万萬亿億kKwW])")
_DIGITS = re.compile(r"\d{1,9}")


def pager(text: str) -> tuple[int | None, int | None]:
    """Return which page this is and how many there are, from words like ``Page 1 of 242``."""
    match = _PAGER.search(text)
    if match is None:
        return None, None
    page, pages = int(match[1]), int(match[2])
    return (page, pages) if 0 < page <= pages else (None, None)


def pages_of(here: str, others: Iterable[str]) -> tuple[int | None, int | None]:
    """Return which page this is and how many there are, from the words of a pager.

    Args:
        here: the words of the page that is shown.
        others: the words of the links to other pages, and of a count of all pages.
    """
    page = int(found) if (found := first_digits(here)) else None
    numbers = [int(found) for each in others if (found := first_digits(each))]
    if page is not None:
        numbers.append(page)
    last = max(numbers, default=None)
    return page, last


def count(text: str) -> int | None:
    """Return the first number of some words, which may group its digits or say ``1.2k``."""
    short = _SHORT_COUNT.search(text)
    if short is not None:
        return round(float(short[1].replace(",", ".")) * (1e3 if short[2] in "kK" else 1e6))
    match = _COUNT.search(text)
    return int(re.sub(r"\D", "", match[0])) if match is not None else None


def first_number(words: str) -> int | None:
    """Return the first whole number of some words (``1,436``); ``None`` where it is rounded."""
    match = _NUMBER.search(words[:200])
    if match is None:
        return None
    return int(match[1].replace(",", "").replace("，", ""))


def first_digits(words: str) -> str:
    """Return the first digits of some words as they stand; empty without any."""
    match = _DIGITS.search(words[:200])
    return match[0] if match is not None else ""


def whole_number(text: str, before: str = "") -> str | None:
    """Return the number that follows ``before`` at the beginning of a text and ends it."""
    rest = text.removeprefix(before)
    plain = rest.isascii() and rest.isdigit() and len(rest) <= 20
    return rest if plain and (not before or rest != text) else None
