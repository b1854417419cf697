"""Readers of text lose no words of a page that ends early or whose lines are mixed up or lost.

What a reader leaves out of the whole page is its furniture: marks, labels, rulers.  Of a damaged
page nothing else may be missing.
"""

from __future__ import annotations

import random
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from db.importing.containers.parts import Document
from db.importing.documents import page_of
from db.importing.page import Medium, Origin, Page
from db.importing.registry import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.importing.claims import Format

FOLDER = Path(__file__).resolve().parents[2] / "data" / "formats"
WORD = re.compile(r"[^\W_]{2,}")
# what makes Markdown and its HTML, and words that stand for a figure
MARKUP = frozenset(WORD.findall(
    "aside alt amp blank blockquote br class com data div emoji findpost gif goto h4 href "
    "httphttps https id img jpg li mod no nofollow php pid png post ptid quote redirect referrer "
    "referrerpolicy rel span src strong target title topic username www lt gt"
))  # fmt: skip
# marks that whole pages have in other places, too
MARKS = frozenset(WORD.findall(
    "Post UTC 发表于 發表於 回复 时间 時間 标题 查看 楼主 tags date 点评 评分 引用 返回列表"
))  # fmt: skip
# a tag or an address that ends the page shows no words; ids stand without their mark
OPEN = re.compile(r"(?:<[^<>]*>?|\]\([^()]*|<span id=[^\n]*)\Z|\bpid(?=\d)")
TEXTS = pytest.mark.parametrize(
    "format_",
    [each for each in FORMATS if each.medium is Medium.TEXT],
    ids=lambda format_: format_.name,
)


def cases(format_: Format) -> list[Page]:
    return [
        page_of(Document(path.read_bytes(), Origin(path.name)))[0]
        for path in sorted((FOLDER / format_.name).glob("*"))
        if not path.name.endswith((".expected.json", ".origin.json"))
    ]


def said(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, int):
        yield str(value)
    elif isinstance(value, dict):
        for each in cast("dict[str, Any]", value).values():
            yield from said(each)
    elif isinstance(value, list | tuple):
        for each in cast("list[Any]", value):
            yield from said(each)


def kept(format_: Format, page: Page) -> str:
    return "\n".join(said([asdict(draft) for draft in format_.read(page)]))


def missing(format_: Format, page: Page) -> set[str]:
    """Return the words of a page that are nowhere in what was read of it."""
    words = kept(format_, page)
    return {word for word in WORD.findall(OPEN.sub("", page.text)) if word not in words} - MARKUP


def damaged(text: str, seed: int) -> Iterator[str]:
    """Yield a text that ends early, one without some lines, one whose lines changed places."""
    chance = random.Random(seed)
    yield text[: chance.randrange(len(text))]
    lines = text.split("\n")
    yield "\n".join(line for line in lines if chance.random() > 0.1)
    for _ in range(chance.randrange(1, 6)):
        one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[two] = lines[two], lines[one]
    yield "\n".join(lines)


@TEXTS
def test_a_damaged_text_loses_no_words(format_: Format) -> None:
    pages = cases(format_)
    furniture = MARKS.union(*(missing(format_, page) for page in pages))
    for page in pages:
        for seed in range(60):
            for text in damaged(page.text, seed):
                lost = missing(format_, Page(text, page.origin, page.medium)) - furniture
                # what a cut left of a mark is no word
                lost = {word for word in lost if not any(word in mark for mark in furniture)}
                assert not lost, (page.name, seed, lost, text)
