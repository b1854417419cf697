"""Where a board page came from, and what its own addresses say: topics, posts, pages, counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from db.importing.markup.tree import attribute

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborNode as Node

    from db.importing.page import Page

_LONGEST = 2_000
_NUMBER = re.compile(r"(?<![\d.])(\d{1,3}(?:[,，]\d{3}){1,4}|\d{1,12})(?![\d.]?[\d万萬亿億kKwW])")
_DIGITS = re.compile(r"\d{1,9}")


def address_of(page: Page) -> str:
    """Return the address a page was saved from, or that it names as its own; empty if neither."""
    if page.url:
        return page.url
    tree = page.tree
    named = attribute(tree.first('link[rel="canonical"]'), "href") or tree.meta("og:url")
    return named if host_of(named) else ""


def host_of(address: str) -> str:
    """Return the site of an address without ``www.``; empty where it is no whole address."""
    if len(address) > _LONGEST:
        return ""
    if address.startswith("//"):
        address = f"https:{address}"
    if not address.startswith(("http://", "https://")):
        return ""
    try:
        named = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return named.lower().removeprefix("www.")


def first_host(addresses: Iterable[str]) -> str:
    """Return the site of the first whole address."""
    return next((host for each in addresses if (host := host_of(each))), "")


def is_at(host: str, *sites: str) -> bool:
    """Tell whether a host is one of these sites or below one of them."""
    return any(host == site or host.endswith(f".{site}") for site in sites)


def parameter(address: str, name: str) -> str:
    """Return a field of the query of an address, or of what stands behind its ``#``."""
    if len(address) > _LONGEST:
        return ""
    match = re.search(rf"(?:[?&;#]|^){re.escape(name)}=([^&;#\s]{{0,200}})", address)
    return unquote(match[1]) if match is not None else ""


def number(words: str) -> int | None:
    """Return the first whole number of some words (``1,436``); ``None`` where it is rounded."""
    match = _NUMBER.search(words[:200])
    if match is None:
        return None
    return int(match[1].replace(",", "").replace("，", ""))


def digits(words: str) -> str:
    """Return the first digits of some words as they stand; empty without any."""
    match = _DIGITS.search(words[:200])
    return match[0] if match is not None else ""


def pages_of(here: str, others: Iterable[str]) -> tuple[int | None, int | None]:
    """Return which page this is and how many there are, from the words of a pager.

    Args:
        here: the words of the page that is shown.
        others: the words of the links to other pages, and of a count of all pages.
    """
    page = int(found) if (found := digits(here)) else None
    numbers = [int(found) for each in others if (found := digits(each))]
    if page is not None:
        numbers.append(page)
    last = max(numbers, default=None)
    return page, last


def hrefs(nodes: Iterable[Node]) -> list[str]:
    """Return the addresses that links lead to."""
    return [href for each in nodes if (href := attribute(each, "href"))]
