"""Posts that are kept as pieces of HTML: their words, quotations, images and links."""

from __future__ import annotations

from urllib.parse import urlsplit

from db.importing.markup.body import PLAIN, Body, Rules, body_of
from db.importing.markup.tree import parse


def body(html: str, rules: Rules = PLAIN) -> Body:
    """Return the words of a piece of HTML.

    One that nests deeper than any post stays as it was saved, marks and all: no word is lost.
    """
    if "<" not in html and "&" not in html:
        return Body(html.strip())
    tree = parse(html)
    if tree.too_deep:
        return Body(html)
    return body_of(tree.body, rules)


def host(address: str) -> str:
    """Return the site of an address without ``www.``; empty where it is none."""
    if not address.startswith(("http://", "https://")) or len(address) > 2_000:
        return ""
    try:
        named = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return named.removeprefix("www.").lower()
