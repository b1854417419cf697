"""No damage to a page breaks the reader that knows it, and a page that ends early loses no words.

The pages are the cases of all readers.  Damage: the page ends early, lines are gone, changed about
or repeated, characters are others.  Of a page that ends early every word of its posts that can
still be seen is in a field, a block, a post or a finding.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.importing.containers.parts import Document
from db.importing.documents import page_of
from db.importing.markup.body import body_of
from db.importing.page import Medium, Origin, Page
from db.importing.registry import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.importing.claims import Format

FOLDER = Path(__file__).resolve().parents[2] / "data" / "formats"
WORD = re.compile(r"\w{2,}")
OTHER = "\x00<>\"'&]{}[;：\u200b\ud7ff\U0001f600 \n"


def cases(format_: Format) -> list[Page]:
    """Return the pages that the cases of a reader hold."""
    found: list[Page] = []
    for path in sorted((FOLDER / format_.name).glob("*")):
        if path.name.endswith((".expected.json", ".origin.json")) or path.name == "README.md":
            continue
        beside = path.with_name(f"{path.stem}.origin.json")
        said: dict[str, str] = {}
        if beside.exists():
            said = json.loads(beside.read_text(encoding="utf-8"))
        found.append(page_of(Document(path.read_bytes(), Origin(path.name, **said)))[0])
    return found


every_reader = pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)


def again(page: Page, text: str) -> Page:
    """Return a page with another text."""
    return Page(text, page.origin, page.medium, text.encode(errors="surrogatepass"))


def end_early(text: str, draw: st.DataObject) -> str:
    return text[: draw.draw(st.integers(0, len(text)))]


def lose_lines(text: str, draw: st.DataObject) -> str:
    lines = text.split("\n")
    lost = draw.draw(st.sets(st.integers(0, len(lines) - 1), max_size=8))
    return "\n".join(line for at, line in enumerate(lines) if at not in lost)


def change_lines(text: str, draw: st.DataObject) -> str:
    lines = text.split("\n")
    for _ in range(draw.draw(st.integers(1, 6))):
        one, two = (draw.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        lines[one], lines[two] = lines[two], lines[one]
    return "\n".join(lines)


def repeat_a_part(text: str, draw: st.DataObject) -> str:
    start = draw.draw(st.integers(0, len(text)))
    end = draw.draw(st.integers(start, len(text)))
    return text[:end] + text[start:end] * draw.draw(st.integers(1, 3)) + text[end:]


def change_characters(text: str, draw: st.DataObject) -> str:
    signs = list(text)
    for _ in range(draw.draw(st.integers(1, 20)) if signs else 0):
        signs[draw.draw(st.integers(0, len(signs) - 1))] = draw.draw(st.sampled_from(OTHER))
    return "".join(signs)


def lose_brackets(text: str, draw: st.DataObject) -> str:
    places = [at for at, sign in enumerate(text) if sign in "<>\"'"]
    lost = draw.draw(st.sets(st.sampled_from(places), max_size=10)) if places else set[int]()
    return "".join(sign for at, sign in enumerate(text) if at not in lost)


DAMAGE: tuple[Callable[[str, st.DataObject], str], ...] = (
    end_early,
    lose_lines,
    change_lines,
    repeat_a_part,
    change_characters,
    lose_brackets,
)


@every_reader
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_no_damage_breaks_a_reader(format_: Format, data: st.DataObject) -> None:
    page = data.draw(st.sampled_from(cases(format_)))
    text = page.text
    for damage in data.draw(st.lists(st.sampled_from(DAMAGE), min_size=1, max_size=3)):
        text = damage(text, data)
    damaged = again(page, text)
    score = format_.claims(damaged)
    assert 0 <= score.value <= 1
    for draft in format_.read(damaged):
        for post in draft.posts:
            length = len(post.text)
            for quote in post.quotes:
                assert 0 <= quote.start <= quote.words_start <= quote.words_end <= quote.end
                assert quote.end <= length
            assert all(0 <= figure.at <= length for figure in post.figures)
            assert all(0 <= link.start <= link.end <= length for link in post.links)


def seen(page: Page) -> Counter[str]:
    """Count the words that can be seen on a page."""
    text = body_of(page.tree.body).text if page.medium is Medium.HTML else page.text
    return Counter(WORD.findall(text))


def said(value: object) -> str:
    """Return all words of a draft."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "\n".join(said(each) for each in cast("dict[str, object]", value).values())
    if isinstance(value, list | tuple):
        return "\n".join(said(each) for each in cast("list[object]", value))
    return ""


@pytest.mark.parametrize(
    "format_",
    [each for each in FORMATS if each.medium is Medium.HTML],
    ids=lambda format_: format_.name,
)
def test_a_page_that_ends_early_loses_no_words(format_: Format) -> None:
    for page in cases(format_):
        once = {word for word, count in seen(page).items() if count == 1}
        posts = "\n".join(post.text for draft in format_.read(page) for post in draft.posts)
        wanted = once & set(WORD.findall(posts))
        for end in range(0, len(page.text), max(1, len(page.text) // 150)):
            cut = again(page, page.text[:end])
            kept = said([asdict(draft) for draft in format_.read(cut)])
            lost = {word for word in wanted & set(seen(cut)) if word not in kept}
            assert not lost, (page.name, end, page.text[max(0, end - 60) : end])
