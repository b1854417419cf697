"""Which board a page is of, and the zone that the board says its times are in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.importing.boards.addresses import host_of, known_addresses
from db.importing.markup.tree import attribute

if TYPE_CHECKING:
    from db.importing.page import Page


_SHORTEST_NAME = 2
_TITLE_FURNITURE = re.compile(
    r"\s[-–—|•:»]\s|^\s*[-–—|•:»]|[-–—|•:»]\s*$|View topic|Thema anzeigen|Voir le sujet|"
    r"\b(?:Page|Seite)\s\d{1,7}\b|查看主题|檢視主題"
)
_ZONE = re.compile(
    r"(?:times|zeiten|angaben|heures|horaire|horas|horario|orari|tijden|时间|時間)\b[^.<>\n]{0,40}?"
    r"(?:<[^<>]{0,120}>\s{0,3})?\b(?:UTC|GMT|WEZ)\b\s{0,3}([+-−]\s{0,3}\d{1,2}(?::\d{2})?)?"
    r"(?P<after>[^.<\n]{0,40})",
    re.IGNORECASE,
)


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
    known = [*known_addresses(page), attribute(tree.first("base[href]"), "href")]
    found = next((name for each in known if (name := host_of(each))), "")
    if found:
        return found
    window = tree.words("title")
    name = _TITLE_FURNITURE.sub(" ", window.replace(title, " ", 1)) if title in window else ""
    name = " ".join(name.split())
    return f"{engine}: {name}" if engine and title and len(name) > _SHORTEST_NAME else engine


def topic_at(site: str, engine: str, topic: str | None) -> str | None:
    """Return the number of a topic where the board it belongs to is known, else ``None``."""
    return topic if site != engine else None


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
