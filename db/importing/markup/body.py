"""The words of a part of a page, with the quotations, images and links that stand in them.

Nothing of the mark-up itself is kept: what a browser would show as text becomes text.  The walk
does not recurse, so that no nesting is too deep for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from db.importing.drafts import AsideDraft, AsideKind, FigureDraft, LinkDraft, QuoteDraft
from db.importing.markup.ink import Ink, Mark
from db.importing.markup.pictures import figure_of, inline_words, is_media
from db.importing.markup.tree import attribute, classes

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import TimeDraft

_PARAGRAPHS = frozenset((
    "p", "blockquote", "pre", "ul", "ol", "dl", "table", "figure", "hr", "section", "article",
    "aside", "h1", "h2", "h3", "h4", "h5", "h6",
))  # fmt: skip
_LINES = frozenset((
    "div", "li", "dt", "dd", "tr", "fieldset", "legend", "center", "address", "header", "footer",
    "nav", "main", "form", "details", "summary", "figcaption", "caption", "tbody", "thead",
))  # fmt: skip
_CELLS = frozenset(("td", "th"))
_SKIPPED = frozenset((
    "script", "style", "noscript", "template", "head", "title", "button", "select", "textarea",
    "input", "option", "link", "meta", "svg",
))  # fmt: skip
_NO_ADDRESS = ("javascript:", "#", "data:", "about:")


@dataclass(frozen=True, slots=True)
class QuoteHead:
    """What an element that is a quotation says of its source.

    Attributes:
        body: the element that holds the quoted words alone, where there is one; the rest of the
            quotation is its head.
        head: the element that is the head, where the words have none of their own; it is a line of
            its own, and the words begin behind it.
    """

    author: str | None = None
    time: TimeDraft | None = None
    source: str | None = None
    elsewhere: bool = False
    body: Node | None = None
    head: Node | None = None


def plain_blockquote(node: Node) -> QuoteHead | None:
    """Take every ``blockquote`` for a quotation that names no source."""
    return QuoteHead() if node.tag == "blockquote" else None


def _no_aside(_node: Node) -> AsideKind | None:
    return None


def _nothing(_node: Node) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Rules:
    """How a site marks what is no plain word; each is asked of elements only.

    Attributes:
        quote: tells whether an element is a quotation, and of what.
        aside: tells whether an element stands apart from the words of the post, and as what.
        skip: tells whether an element is furniture of the page (buttons, counts, adverts).
    """

    quote: Callable[[Node], QuoteHead | None] = plain_blockquote
    aside: Callable[[Node], AsideKind | None] = _no_aside
    skip: Callable[[Node], bool] = _nothing


@dataclass(frozen=True, slots=True)
class Body:
    """The words of an element, and what stands in them; offsets are code points of ``text``."""

    text: str
    quotes: tuple[QuoteDraft, ...] = ()
    figures: tuple[FigureDraft, ...] = ()
    links: tuple[LinkDraft, ...] = ()
    asides: tuple[AsideDraft, ...] = ()


PLAIN = Rules()


def body_of(node: Node | None, rules: Rules = PLAIN) -> Body:
    """Return the words of an element and of all inside of it; nothing for no element.

    Hidden elements (``display: none``, ``hidden``) are no words: sites put letters there against
    copying.
    """
    if node is None:
        return Body("")
    return _Walk(rules).run(node)


class _OpenQuote:
    __slots__ = ("head", "level", "span", "words")

    def __init__(self, head: QuoteHead, span: Mark, level: int) -> None:
        self.head = head
        self.span = span
        self.level = level
        self.words: Mark | None = None


class _Walk:
    """One walk over an element."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._ink = Ink()
        self._inks: list[Ink] = []
        self._open: list[_OpenQuote] = []
        self._quotes: list[_OpenQuote] = []
        self._figures: list[FigureDraft] = []
        self._links: list[tuple[Mark, str]] = []
        self._asides: list[AsideDraft] = []
        self._verbatim = 0

    def run(self, top: Node) -> Body:
        ends: list[tuple[Node, list[Callable[[], None]]]] = []
        node: Node | None = top
        while node is not None:
            inner = self._enter(node, ends, top)
            if inner is not None:
                node = inner
                continue
            node = self._leave(node, ends, top)
        return self._body()

    def _enter(
        self, node: Node, ends: list[tuple[Node, list[Callable[[], None]]]], top: Node
    ) -> Node | None:
        """Write a node; return its first child if what is inside of it is to be written, too."""
        if node.is_text_node:
            text = node.text_content or ""
            (self._ink.verbatim if self._verbatim else self._ink.words)(text)
            return None
        if not node.is_element_node or (node is not top and self._passes(node)):
            return None
        then = self._begin(node)
        child = node.child
        if child is None:
            for each in reversed(then):
                each()
            return None
        ends.append((node, then))
        return child

    def _leave(
        self, node: Node, ends: list[tuple[Node, list[Callable[[], None]]]], top: Node
    ) -> Node | None:
        """Return the node that follows one which is done, ending those that end with it."""
        if not ends:
            return None
        at = node
        while True:
            following = at.next
            if following is not None:
                return following
            at, then = ends.pop()
            for each in reversed(then):
                each()
            if not ends:
                return None

    def _passes(self, node: Node) -> bool:
        """Write an element that stands for itself; tell whether it is done with that."""
        tag = node.tag
        if tag == "br":
            self._ink.newline()
            return True
        if tag in _SKIPPED or _hidden(node) or self._rules.skip(node):
            return True
        if tag == "img" or is_media(tag):
            words = inline_words(node)
            if words:
                self._ink.words(words)
            elif not self._inks:
                figure = figure_of(node, self._ink.length)
                if figure is not None:
                    self._figures.append(figure)
            return tag == "img"
        return False

    def _begin(self, node: Node) -> list[Callable[[], None]]:
        """Begin an element; return what is to be done at its end, the last first."""
        then: list[Callable[[], None]] = []
        aside = self._rules.aside(node)
        if aside is not None:
            self._inks.append(self._ink)
            self._ink = Ink()
            then.append(partial(self._end_aside, aside))
            return then
        tag = node.tag
        if tag in _PARAGRAPHS:
            self._ink.paragraph()
            then.append(self._ink.paragraph)
        elif tag in _LINES:
            self._ink.line()
            then.append(self._ink.line)
        elif tag in _CELLS:
            then.append(partial(self._ink.words, " "))
        if tag in ("pre", "plaintext", "xmp"):
            self._verbatim += 1
            then.append(self._end_verbatim)
        self._begin_quote(node, then)
        if tag == "a" and not self._inks:
            self._begin_link(node, then)
        return then

    def _end_verbatim(self) -> None:
        self._verbatim -= 1

    def _end_aside(self, kind: AsideKind) -> None:
        text = self._ink.text()
        self._ink = self._inks.pop()
        if text:
            self._asides.append(AsideDraft(kind, text))

    def _begin_quote(self, node: Node, then: list[Callable[[], None]]) -> None:
        if self._inks:
            return
        if self._open and self._open[-1].words is None:
            self._begin_words(self._open[-1], node, then)
        head = self._rules.quote(node)
        if head is None:
            return
        self._ink.paragraph()
        quote = _OpenQuote(head, self._ink.mark(), len(self._open))
        self._open.append(quote)
        self._quotes.append(quote)
        then.append(self._end_quote)

    def _begin_words(self, quote: _OpenQuote, node: Node, then: list[Callable[[], None]]) -> None:
        """Begin the quoted words where the element that holds them begins, or behind their head."""
        body, first = quote.head.body, quote.head.head
        if body is not None and body.mem_id == node.mem_id:
            quote.words = self._ink.mark()
            then.append(partial(self._ink.end, quote.words))
        elif first is not None and first.mem_id == node.mem_id:
            self._ink.line()
            then.append(partial(self._end_head, quote))

    def _end_head(self, quote: _OpenQuote) -> None:
        self._ink.line()
        quote.words = self._ink.mark()

    def _end_quote(self) -> None:
        quote = self._open.pop()
        self._ink.end(quote.span)
        if quote.head.head is not None and quote.words is not None:
            self._ink.end(quote.words)
        self._ink.paragraph()

    def _begin_link(self, node: Node, then: list[Callable[[], None]]) -> None:
        href = attribute(node, "href")
        if not href or href.lower().startswith(_NO_ADDRESS):
            return
        mark = self._ink.mark()
        self._links.append((mark, href))
        then.append(partial(self._ink.end, mark))

    def _body(self) -> Body:
        text = self._ink.text()
        links = (
            LinkDraft(mark.start, mark.end, href)
            for mark, href in self._links
            if not mark.empty and text[mark.start : mark.end] != href
        )
        quotes = (_quote(quote) for quote in self._quotes if not quote.span.empty)
        figures = tuple(self._figures)
        return Body(text, tuple(quotes), figures, tuple(links), tuple(self._asides))


def _quote(quote: _OpenQuote) -> QuoteDraft:
    span, head = quote.span, quote.head
    words = quote.words if quote.words is not None and not quote.words.empty else span
    return QuoteDraft(
        span.start,
        span.end,
        words.start,
        words.end,
        head.author,
        head.time,
        head.source,
        head.elsewhere,
        quote.level,
    )


def _hidden(node: Node) -> bool:
    given = node.attributes
    if "hidden" in given or "jammer" in classes(node):
        return True
    style = given.get("style")
    return style is not None and "display:none" in style.replace(" ", "").lower()
