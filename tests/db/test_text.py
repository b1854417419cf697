from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.text import (
    HIDDEN_MARK,
    display_width,
    fold,
    fold_all,
    fold_apart,
    fold_with_map,
    has_hidden,
    is_han,
    starts_whole,
    unfolded,
    visible,
)

ANY = st.text(st.characters(exclude_categories=()), max_size=60)
TRICKY = st.text(
    st.sampled_from("aÀe\u0301\u0308か\u3099國国…㎏ﬃßİＡ１，、 \u3000\n蔴😂\ufe0f\ud800"),
    max_size=30,
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("共產黨", "共产党"),
        ("ＤｅｅｐＳｅｅｋ", "deepseek"),
        ("！，：（）", "!,:()"),
        ("Straße", "STRASSE"),
        ("e\u0301", "é"),
        ("か\u3099", "が"),
        ("ﾊﾞ", "バ"),
        ("㎏", "kg"),
        ("…", "..."),
        ("乾幹", "干干"),
        ("\u3000\u00a0", "  "),
        ("𝐀𝟙", "a1"),
    ],
)
def test_meets(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(("left", "right"), [("著", "着"), ("国", "囯"), ("a", "à"), ("e", "é")])
def test_stays_apart(left: str, right: str) -> None:
    assert fold(left) != fold(right)


def test_every_code_point_folds_once_and_to_something() -> None:
    for code in range(0x110000):
        folded = fold(chr(code))
        assert folded, hex(code)
        assert fold(folded) == folded, hex(code)


def test_a_long_text_folds_as_its_characters() -> None:
    for start in range(0, 0x110000, 64):
        every = [chr(code) for code in range(start, start + 64)]
        # a combining mark alone would join the full stop before it
        plain = [character for character in every if fold_apart([character]) is not None]
        assert fold("。".join(plain)) == "。".join(map(fold, plain))


def test_many_different_characters_that_grow_are_found_in_their_places() -> None:
    grown = "㎏㎜㎝㎞㎎㎡㏄㏎㏑…ﬃﬁ"
    text = "甲".join(grown) + "乙…"
    folded, origin = fold_with_map(text)
    assert folded == fold(text)
    for at, part in enumerate(text):
        assert "".join(folded[to] for to in range(len(folded)) if origin[to] == at) == fold(part)


def test_an_empty_range_of_the_folded_text_is_empty_in_the_saved_one() -> None:
    _, origin = fold_with_map("㎏乙")
    assert unfolded(origin, 2, 2) == (1, 1)
    assert unfolded(origin, 0, 1) == (0, 1)


@given(ANY | TRICKY, st.integers(0, 60))
def test_a_text_folds_apart_where_a_character_starts_whole(text: str, place: int) -> None:
    if starts_whole(text, place):
        assert fold(text[:place]) + fold(text[place:]) == fold(text)
    assert starts_whole(text, 0)
    assert starts_whole(text, len(text))


@given(st.lists(ANY | TRICKY | st.just("\x1e"), max_size=5))
def test_texts_fold_together_as_alone(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]
    assert fold_all([*texts, "國" * 300_000]) == [*map(fold, texts), "国" * 300_000]


@given(ANY | TRICKY)
def test_map_leads_back(text: str) -> None:
    folded, origin = fold_with_map(text)
    assert folded == fold(text)
    assert len(origin) == len(folded) + 1
    assert origin[-1] == len(text)
    assert list(origin) == sorted(origin)
    for place in range(len(folded)):
        start, end = unfolded(origin, place, place + 1)
        assert 0 <= start < end <= len(text)
        assert folded[place] in fold(text[start:end])


@given(TRICKY, TRICKY, TRICKY)
def test_a_found_range_folds_to_what_was_looked_for(before: str, word: str, after: str) -> None:
    folded, origin = fold_with_map(before + word + after)
    wanted = fold(word)
    at = folded.find(wanted)
    if at < 0 or not wanted:  # a mark of the surroundings joined the word's first or last letter
        return
    start, end = unfolded(origin, at, at + len(wanted))
    assert wanted in fold((before + word + after)[start:end])


@given(st.text(st.characters(max_codepoint=0x24F) | st.sampled_from("がぎパ"), max_size=20))
def test_composed_and_decomposed_meet(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


def test_hostile_marks() -> None:
    text = "a" + "\u0301\u0316" * 100_000
    folded, origin = fold_with_map(text)
    assert len(origin) == len(folded) + 1


def test_han() -> None:
    assert is_han("国")
    assert is_han("𠮷")
    assert not is_han("a")
    assert not is_han("か")


def test_width() -> None:
    assert display_width("abc") == 3
    assert display_width("国a") == 3
    assert display_width("ＡＢ") == 4
    assert display_width("😂") == 2
    assert display_width("") == 0


@pytest.mark.parametrize(
    "code",
    [
        *(0, 8, 0x0B, 0x1B, 0x7F, 0x85, 0x9F, 0xAD, 0x061C, 0x180E, 0x200B, 0x200C, 0x200D),
        *(0x200E, 0x200F, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xFEFF, 0xD800, 0xDFFF),
        *(0xE0001, 0xE0041),
    ],
)
def test_deceiving_characters_are_marked(code: int) -> None:
    shown = visible(f"西{chr(code)}门")
    assert shown == f"西{HIDDEN_MARK}门"
    assert has_hidden(f"西{chr(code)}门")


@pytest.mark.parametrize("text", ["一\n二\t三", "👩\u200d💻", "❤\ufe0f\u200d🔥", "国家 ok!", ""])
def test_honest_characters_stay(text: str) -> None:
    assert visible(text) == text
    assert not has_hidden(text)


@given(ANY)
def test_visible_keeps_offsets(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert visible(shown) == shown
    for before, after in zip(text, shown, strict=True):
        assert after in {before, HIDDEN_MARK}
