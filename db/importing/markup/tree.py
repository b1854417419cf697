"""HTML parsed by Lexbor, with what makes it safe to ask: a bound on depth, and short questions.

Lexbor takes time that grows with the square of the depth of nesting (40,000 open ``div``: 3 s), so
the depth is estimated first, and a document that nests deeper than any page is not parsed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode as Node

MOST_DEPTH = 4_000

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})\b")
# they are closed by what follows, or never have anything inside
_SHALLOW = frozenset((
    "p", "li", "dt", "dd", "tr", "td", "th", "option", "br", "hr", "img", "input", "meta", "link",
    "area", "base", "col", "embed", "source", "track", "wbr", "param", "script", "style", "title",
))  # fmt: skip
_SPACE = re.compile(r"[ \t\n\r\f]+")


class Tree:
    """A parsed document.  ``too_deep`` says that it was not parsed, for it nests too deeply."""

    def __init__(self, html: str, *, too_deep: bool = False) -> None:
        self.too_deep = too_deep
        self._parser = LexborHTMLParser("" if too_deep else html)

    def all(self, css: str) -> list[Node]:
        """Return all nodes that a CSS selector finds, each once, in the order of the document."""
        found = self._parser.css(css)
        # Lexbor gives a node once for each part of a list of selectors that fits it
        return list({node.mem_id: node for node in found}.values()) if "," in css else found

    def first(self, css: str) -> Node | None:
        """Return the first node that a CSS selector finds."""
        return self._parser.css_first(css)

    def has(self, css: str) -> bool:
        """Tell whether a CSS selector finds anything."""
        return self._parser.css_first(css) is not None

    def words(self, css: str) -> str:
        """Return the words of the first node that a CSS selector finds; empty without one."""
        return words(self.first(css))

    @property
    def root(self) -> Node | None:
        """The topmost node."""
        return self._parser.root

    @property
    def body(self) -> Node | None:
        """The body of the page."""
        return self._parser.body

    def meta(self, name: str) -> str:
        """Return the content of a ``meta`` by its name, property or itemprop; else empty."""
        for node in self.all("meta"):
            given = node.attributes
            if name in (given.get("name"), given.get("property"), given.get("itemprop")):
                return (given.get("content") or "").strip()
        return ""

    @property
    def generator(self) -> str:
        """What the page says made it, in lower case."""
        return self.meta("generator").lower()


def parse(html: str) -> Tree:
    """Parse a document of any kind; never raises, and takes time in proportion to its length."""
    return Tree(html, too_deep=depth(html) > MOST_DEPTH)


def depth(html: str) -> int:
    """Estimate how deeply the elements of a document nest, without parsing it."""
    open_ = deepest = 0
    for close, name in _TAG.findall(html):
        if name.lower() in _SHALLOW:
            continue
        if close:
            open_ = max(0, open_ - 1)
        else:
            open_ += 1
            deepest = max(deepest, open_)
    return deepest


def words(node: Node | None) -> str:
    """Return the words of a node in one line, its spaces as one; empty for no node.

    No-break spaces stay; scripts and styles are no words.
    """
    if node is None:
        return ""
    parts = [each.text_content or "" for each in texts(node)]
    return _SPACE.sub(" ", "".join(parts)).strip()


def texts(node: Node) -> Iterator[Node]:
    """Yield the text nodes below a node in order, without those of scripts and styles."""
    for each in node.traverse(include_text=True):
        parent = each.parent
        if each.is_text_node and (parent is None or parent.tag not in ("script", "style")):
            yield each


def own_words(node: Node | None) -> str:
    """Return the words that stand in a node itself, not in the elements inside of it."""
    if node is None:
        return ""
    parts = [each.text_content or "" for each in node.iter(include_text=True) if each.is_text_node]
    return _SPACE.sub(" ", "".join(parts)).strip()


def attribute(node: Node | None, name: str) -> str:
    """Return an attribute of a node; empty without one."""
    return ((node.attributes.get(name) or "") if node is not None else "").strip()


def classes(node: Node | None) -> frozenset[str]:
    """Return the classes of a node."""
    return frozenset(attribute(node, "class").split())


def element_before(node: Node) -> Node | None:
    """Return the element before a node in the same element."""
    at = node.prev
    while at is not None and not at.is_element_node:
        at = at.prev
    return at


def element_behind(node: Node) -> Node | None:
    """Return the element behind a node in the same element."""
    at = node.next
    while at is not None and not at.is_element_node:
        at = at.next
    return at


def inside(node: Node, css: str) -> Node | None:
    """Return the first node below another that a CSS selector finds."""
    return node.css_first(css)


def above(node: Node, tag: str, of_class: str = "") -> Node | None:
    """Return the nearest node above that has a tag (any, if empty) and a class (any, if empty)."""
    at = node.parent
    while at is not None:
        if (not tag or at.tag == tag) and (not of_class or of_class in classes(at)):
            return at
        at = at.parent
    return None
