"""HTML as data: what is found in a tree once, and where quoted words begin and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.markup.body import QuoteHead, Rules, body_of
from db.importing.markup.tree import parse

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node


def test_a_node_that_several_selectors_fit_is_found_once_and_in_its_place() -> None:
    tree = parse('<p class="a b">1</p><p class="b">2</p><p class="a">3</p>')
    found = tree.all(".a, .b, p.a.b")
    assert [node.text() for node in found] == ["1", "2", "3"]


def cited(node: Node) -> QuoteHead | None:
    if node.tag != "blockquote":
        return None
    return QuoteHead("Wren", head=node.css_first("cite"))


def test_quoted_words_begin_behind_their_head() -> None:
    tree = parse("<blockquote><cite>Wren wrote:</cite>low <b>water</b></blockquote>high")
    body = body_of(tree.body, Rules(cited))
    (quote,) = body.quotes
    assert body.text == "Wren wrote:\nlow water\n\nhigh"
    assert body.text[quote.start : quote.words_start] == "Wren wrote:\n"
    assert body.text[quote.words_start : quote.words_end] == "low water"
    assert quote.end == quote.words_end


def test_a_head_with_nothing_behind_it_is_the_quotation() -> None:
    tree = parse("<blockquote><cite>Wren wrote:</cite></blockquote>after")
    body = body_of(tree.body, Rules(cited))
    (quote,) = body.quotes
    assert body.text[quote.words_start : quote.words_end] == "Wren wrote:"


def test_each_quotation_inside_another_has_a_head_of_its_own() -> None:
    tree = parse(
        "<blockquote><cite>Wren wrote:</cite>"
        "<blockquote><cite>Rook wrote:</cite>inner</blockquote>outer</blockquote>"
    )
    body = body_of(tree.body, Rules(cited))
    words = [body.text[quote.words_start : quote.words_end] for quote in body.quotes]
    assert words == ["Rook wrote:\ninner\n\nouter", "inner"]
    assert [quote.level for quote in body.quotes] == [0, 1]
