from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from db.records import Span
from db.search.matching import find, join_quotes, terms
from db.search.query import Words, parse
from db.search.snippets import LENGTH, snippet
from db.text import HIDDEN_MARK, fold, visible

LONG_TEXT = st.text(
    st.sampled_from("中国的aBcé ，\n\t…㎏👩\u200d💻\u0301\u202e\ufe0f"), max_size=400
)


@given(LONG_TEXT, st.data())
def test_marks_fit(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, max(0, len(text) - 1)))
    words = text[place : place + data.draw(st.integers(1, 6))]
    if not words:
        return
    wanted = terms(Words(words))
    found = find(wanted, text)
    shown = snippet(text, found.spans)
    assert len(shown.text) <= LENGTH + 2 * 12 + 2
    if fold(words) not in fold(text):  # a mark joined what stands before it
        return
    assert found.spans
    assert shown.marks
    first = shown.marks[0]
    spaced = "".join(" " if letter.isspace() else letter for letter in visible(text))
    span = found.spans[0]
    assert spaced[span.start : span.end].startswith(shown.text[first.start : first.end])
    for mark in shown.marks:
        assert 0 <= mark.start < mark.end <= len(shown.text)


def test_whole_words_and_characters() -> None:
    text = "alpha " * 20 + "needle " + "omega " * 30
    found = find(terms(Words("needle")), text)
    shown = snippet(text, found.spans)
    assert shown.text.startswith("…alpha ")
    assert shown.text.rstrip("…").endswith(("omega", "omega "))
    mark = shown.marks[0]
    assert shown.text[mark.start : mark.end] == "needle"


def test_deceiving_characters_are_shown() -> None:
    text = "中\u202e国\n芯片"
    shown = snippet(text, find(terms(Words("芯片")), text).spans)
    assert shown.text == f"中{HIDDEN_MARK}国 芯片"
    assert shown.marks == (Span(4, 6),)


def test_matches_in_the_saved_text() -> None:
    text = "㎏與ＫＧ……國國國"
    assert find(terms(parse("kg")), text).spans == (Span(0, 1), Span(2, 4))
    assert find(terms(parse('"国国"')), text).spans == (Span(6, 9),)
    assert find(terms(parse("=國國")), text).spans == (Span(6, 9),)
    assert find(terms(parse("=国")), text).spans == ()
    assert find(terms(parse("国 -kg")), text).spans == (Span(6, 7), Span(7, 8), Span(8, 9))


def test_quoted_means_nothing_of_ones_own() -> None:
    text = "他说中国。我说中国"
    assert not find(terms(parse("中国")), text, [Span(0, 5)]).quoted
    assert find(terms(parse("他说")), text, [Span(0, 5)]).quoted
    assert not find(terms(parse('"国。我"')), text, [Span(0, 5)]).quoted
    assert not find(terms(parse("无")), text, [Span(0, 5)]).quoted
    # two quotes that meet are one
    assert find(terms(parse("他说中国")), text, [Span(0, 2), Span(2, 5)]).quoted
    assert join_quotes([Span(4, 9), Span(0, 2), Span(1, 3), Span(7, 7), Span(8, 99)], 12) == [
        (0, 3),
        (4, 12),
    ]
