"""Where a board page came from, and what its own addresses say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from db.importing.markup.tree import attribute

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborNode as Node

    from db.importing.page import Page


_LONGEST = 2_000
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{1,5}\)(\S{1,2000}) -->")
_SAVED_HEAD = 4_096


def address_of(page: Page) -> str:
    """Return the address a page was saved from, or that it names as its own; empty if neither."""
    if page.url:
        return page.url
    tree = page.tree
    named = attribute(tree.first('link[rel="canonical"]'), "href") or tree.meta("og:url")
    return named if host_of(named) else ""


def known_addresses(page: Page) -> list[str]:
    """Return the addresses a page is known by, the surest first: its own words, then its origin."""
    tree = page.tree
    found = [attribute(tree.first('link[rel="canonical"]'), "href"), tree.meta("og:url"), page.url]
    saved = _SAVED_FROM.search(page.text[:_SAVED_HEAD])
    if saved is not None:
        found.append(saved[1])
    base = attribute(tree.first("base[href]"), "href") or page.url
    whole = (_joined(base, each) for each in found if each and len(each) <= _LONGEST)
    return list(dict.fromkeys(each for each in whole if each))


def _joined(base: str, address: str) -> str:
    try:
        whole = urljoin(base, address)
        urlsplit(whole)
    except ValueError:
        return ""
    return whole


def in_addresses(known: Iterable[str], *patterns: str) -> str | None:
    """Return the first group of the first pattern that is found in any of some addresses."""
    listed = [each[:_LONGEST] for each in known]
    for pattern in patterns:
        shape = re.compile(pattern)
        for each in listed:
            match = shape.search(each)
            if match is not None:
                return match[1]
    return None


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


def hrefs(nodes: Iterable[Node]) -> list[str]:
    """Return the addresses that links lead to."""
    return [href for each in nodes if (href := attribute(each, "href"))]
