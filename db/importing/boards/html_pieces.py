"""Posts that are kept as pieces of HTML: their words, quotations, images and links."""

from __future__ import annotations

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
