"""Quotations that the page marks: by the id of the quoted post, by its author, or not at all."""

from __future__ import annotations

from typing import Any

from db.records import LinkState, Span
from db.replies import infer
from db.replies.floors import FlatThread, Floor, Inference, LostParent, StatedQuote
from tests.db.replies.threads import BRIDGE, FERRY, OWN, STONE, TEA


def quoting(words: str, head: str = "", **said: Any) -> tuple[str, StatedQuote]:
    """A text that begins with a marked quotation, and the mark."""
    start = len(head)
    end = start + len(words)
    return f"{head}{words}\n{OWN}", StatedQuote(0, end, start, end, **said)


def floor(text: str, author: str, *quotes: StatedQuote, **said: Any) -> Floor:
    return Floor(text, author, quotes=quotes, **said)


def read(*floors: Floor) -> Inference:
    return infer(FlatThread("题", "", floors))


def test_a_quote_that_names_a_post_by_its_id_is_believed_whatever_it_says() -> None:
    text, mark = quoting("完全改过的话", author="沙洲", source=1)
    inference = read(floor(FERRY, "沙洲"), floor(STONE, "沙洲"), floor(text, "白鹭", mark))
    (link,) = inference.links
    assert (link.child, link.parent, link.rule) == (2, 1, "quote-stated")
    assert link.state is LinkState.SOLID
    (quote,) = inference.quotes
    assert (quote.source, quote.author, quote.words) == (1, "沙洲", Span(0, 6))


def test_equal_words_are_its_evidence() -> None:
    text, mark = quoting(FERRY, head="沙洲 写道:\n", author="沙洲", source=0)
    inference = read(floor(FERRY, "沙洲"), floor(text, "白鹭", mark))
    (link,) = inference.links
    (evidence,) = link.evidence
    assert evidence.parent is not None
    assert text[evidence.child.start : evidence.child.end].rstrip("。") in FERRY
    assert FERRY[evidence.parent.start : evidence.parent.end].rstrip("。") in FERRY


def test_a_quote_of_a_post_that_is_not_there_is_a_ghost_once() -> None:
    one, first = quoting(FERRY, author="走失的人", source_id="77")
    two, second = quoting("别的词", author="改了名", source_id="77")
    other, third = quoting(FERRY, author="走失的人", source_id="78")
    inference = read(
        floor(one, "白鹭", first), floor(two, "青石", second), floor(other, "橘子", third)
    )
    assert [ghost.author for ghost in inference.ghosts] == ["走失的人", "走失的人"]
    assert [ghost.known_from for ghost in inference.ghosts] == [(0, 1), (2,)]
    assert {link.state for link in inference.links} == {LinkState.GHOST}


def test_without_an_id_the_author_and_the_words_are_looked_for() -> None:
    text, mark = quoting(BRIDGE, author="沙洲")
    inference = read(
        floor(FERRY, "沙洲"),
        floor(BRIDGE, "沙洲"),
        floor(BRIDGE, "别人"),
        floor(text, "白鹭", mark),
    )
    assert [(link.child, link.parent, link.rule) for link in inference.links] == [
        (3, 1, "author-text")
    ]


def test_without_a_name_the_words_alone_are_looked_for() -> None:
    text, mark = quoting(TEA)
    inference = read(floor(FERRY, "沙洲"), floor(TEA, "青石"), floor(text, "白鹭", mark))
    assert [(link.child, link.parent) for link in inference.links] == [(2, 1)]


def test_a_quote_from_another_thread_or_from_later_is_no_edge_and_no_ghost() -> None:
    away, mark = quoting(FERRY, author="沙洲", elsewhere=True, source_id="9")
    later, forward = quoting(BRIDGE, author="青石", source=2)
    itself, own = quoting(STONE, author="橘子", source=2)
    inference = read(
        floor(away, "白鹭", mark), floor(later, "竹巷", forward), floor(itself, "橘子", own)
    )
    assert inference.links == ()
    assert inference.ghosts == ()
    assert len(inference.quotes) == 3


def test_only_the_outer_of_nested_quotes_is_a_passage() -> None:
    inner = FERRY
    text = f"{inner}\n{BRIDGE}\n{OWN}"
    outer_end = len(inner) + 1 + len(BRIDGE)
    marks = (
        StatedQuote(0, outer_end, 0, outer_end, author="青石", source=1),
        StatedQuote(0, len(inner), 0, len(inner), author="沙洲", source=0, level=1),
    )
    inference = read(floor(FERRY, "沙洲"), floor(BRIDGE, "青石"), floor(text, "白鹭", *marks))
    assert [(link.child, link.parent) for link in inference.links] == [(2, 1)]
    assert len(inference.quotes) == 1


def test_several_quotes_are_several_parents_the_first_is_the_primary() -> None:
    one, first = quoting(BRIDGE, source=1, author="青石")
    start = len(one) + 1
    text = f"{one}\n{FERRY}\n{OWN}"
    second = StatedQuote(start, start + len(FERRY), start, start + len(FERRY), "沙洲", source=0)
    inference = read(
        floor(FERRY, "沙洲"), floor(BRIDGE, "青石"), floor(text, "白鹭", first, second)
    )
    assert [(link.parent, link.primary) for link in inference.links] == [(1, True), (0, False)]


def test_a_stated_parent_that_is_not_there_is_a_ghost_without_words() -> None:
    lost = LostParent("101", "走失的人", None, "3月1日")
    inference = read(
        floor(FERRY, "沙洲", lost_parent=lost), floor(BRIDGE, "青石", lost_parent=lost)
    )
    (ghost,) = inference.ghosts
    assert (ghost.author, ghost.text, ghost.known_from) == ("走失的人", "", ())
    assert [(link.rule, link.state, link.ghost) for link in inference.links] == [
        ("stated-lost", LinkState.GHOST, 0)
    ] * 2


def test_quoted_words_are_not_the_floors_own() -> None:
    """A third floor that quotes them without a name means the first writer."""
    text, mark = quoting(FERRY, author="沙洲", source=0)
    again, nameless = quoting(FERRY)
    inference = read(
        floor(FERRY, "沙洲"), floor(text, "白鹭", mark), floor(again, "青石", nameless)
    )
    assert [(link.child, link.parent) for link in inference.links] == [(1, 0), (2, 0)]
