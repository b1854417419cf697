"""What a saved forum page says of itself beside its posts: address, site, topic, pager, counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urljoin, urlsplit

from db.importing.boards.hypertext import host
from db.importing.markup.tree import attribute, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborNode as Node

    from db.importing.markup.tree import Tree
    from db.importing.page import Page

_LONGEST = 2_000
_SHORTEST_NAME = 2
_TITLE_FURNITURE = re.compile(
    r"\s[-–—|•:»]\s|^\s*[-–—|•:»]|[-–—|•:»]\s*$|View topic|Thema anzeigen|Voir le sujet|"
    r"\b(?:Page|Seite)\s\d{1,7}\b|查看主题|檢視主題"
)
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{1,5}\)(\S{1,2000}) -->")
_SAVED_HEAD = 4_096
# Page 1 of 242 · Seite 2 von 3 · Página 1 de 4 · Pagina 1 di 2 · Страница 1 из 9
_PAGER = re.compile(
    r"(?:\bpage|\bseite|\bpágina|\bpagina|\bstrona|\bsivu|\bsida|страница|第|页|頁)\s{0,3}"
    r"(\d{1,7})\s{0,3}(?:of|von|sur|de|di|do|van|av|z|из|/|页\s?/?\s?共|頁\s?/?\s?共)\s{0,3}"
    r"(\d{1,7})",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\d{1,3}(?:[,.'\u00a0\u202f]\d{3}){1,3}(?!\d)|\d{1,9}")
_SHORT_COUNT = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?)\s?([kKmM])\b")
_ZONE = re.compile(
    r"(?:times|zeiten|angaben|heures|horaire|horas|horario|orari|tijden|时间|時間)\b[^.<>\n]{0,40}?"
    r"(?:<[^<>]{0,120}>\s{0,3})?\b(?:UTC|GMT|WEZ)\b\s{0,3}([+-−]\s{0,3}\d{1,2}(?::\d{2})?)?"
    r"(?P<after>[^.<\n]{0,40})",
    re.IGNORECASE,
)


def addresses(page: Page) -> list[str]:
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


def site_of(page: Page, engine: str, title: str = "") -> str:
    """Return the host of a page without ``www.``; without one the engine and the board's name.

    The name is what the title of the window says beside the title of the thread: topics of two
    boards may have one number.

    Args:
        page: the page.
        engine: what the board is made with.
        title: the title of the thread.
    """
    tree = page.tree
    known = [*addresses(page), attribute(tree.first("base[href]"), "href")]
    found = next((name for each in known if (name := host(each))), "")
    if found:
        return found
    window = tree.words("title")
    name = _TITLE_FURNITURE.sub(" ", window.replace(title, " ", 1)) if title in window else ""
    name = " ".join(name.split())
    return f"{engine}: {name}" if engine and title and len(name) > _SHORTEST_NAME else engine


def topic_at(site: str, engine: str, topic: str | None) -> str | None:
    """Return the number of a topic where the board it belongs to is known, else ``None``."""
    return topic if site != engine else None


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


def parameter(address: str, name: str) -> str:
    """Return a parameter of an address; empty without one."""
    if len(address) > _LONGEST:
        return ""
    try:
        query = urlsplit(address).query
        return parse_qs(query, max_num_fields=64).get(name, [""])[0]
    except ValueError:
        return ""


def pager(text: str) -> tuple[int | None, int | None]:
    """Return which page this is and how many there are, from words like ``Page 1 of 242``."""
    match = _PAGER.search(text)
    if match is None:
        return None, None
    page, pages = int(match[1]), int(match[2])
    return (page, pages) if 0 < page <= pages else (None, None)


def count(text: str) -> int | None:
    """Return the first number of some words, which may group its digits or say ``1.2k``."""
    short = _SHORT_COUNT.search(text)
    if short is not None:
        return round(float(short[1].replace(",", ".")) * (1e3 if short[2] in "kK" else 1e6))
    match = _COUNT.search(text)
    return int(re.sub(r"\D", "", match[0])) if match is not None else None


def zone_label(page: Page) -> str | None:
    """Return the zone that a board says its times are in, as ``UTC+1``; ``None`` if it says none.

    Boards print the offset that holds for all times of the page; phpBB 3.0 tells summer time
    apart (``UTC + 1 hour [ DST ]``).
    """
    match = _ZONE.search(page.text)
    if match is None:
        return None
    offset = re.sub(r"\s", "", match[1] or "").replace("−", "-")
    hours, _, minutes = offset.partition(":")
    if minutes.strip("0"):
        return None
    number = int(hours or "0") + ("DST" in match["after"])
    return f"UTC{number:+d}" if number else "UTC"


def first_words(tree: Tree, *selectors: str) -> str:
    """Return the words of the first of several selectors that finds some."""
    return next((found for each in selectors if (found := tree.words(each))), "")


def inner_words(node: Node | None, *selectors: str) -> str:
    """Return the words of the first part of a node, by several selectors, that has some."""
    if node is None:
        return ""
    return next((found for each in selectors if (found := words(node.css_first(each)))), "")


def inner(node: Node, *selectors: str) -> Node | None:
    """Return the first part of a node that one of several selectors finds."""
    for each in selectors:
        found = node.css_first(each)
        if found is not None:
            return found
    return None


def digits(text: str, before: str = "") -> str | None:
    """Return the number that follows ``before`` at the beginning of a text and ends it."""
    rest = text.removeprefix(before)
    plain = rest.isascii() and rest.isdigit() and len(rest) <= 20
    return rest if plain and (not before or rest != text) else None
