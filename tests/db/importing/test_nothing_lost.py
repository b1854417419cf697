"""Whatever a page looks like, each of its lines is in the thread, in a finding, or known furniture.

The lines are counted here by themselves: a line that is missing from what was read must be the
number of a floor, the letter above a name, or one of the marks of a head, each no more than once.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from db.errors import NotAThread
from db.importing.pipeline import prepare_bytes
from db.importing.plain.floors import is_avatar
from db.importing.plain.marks import floor_label, head_mark
from tests.builders import read_text
from tests.strategies import damaged, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.importing.drafts import ThreadDraft

UNSEEN = " \t\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"
KEEPING = ("line-not-understood", "foot-of-page", "letters-above-names", "head-repeated")


def bare(line: str) -> str:
    return line.strip().strip(UNSEEN)


def lines_of(text: str) -> Counter[str]:
    return Counter(line for each in text.split("\n") if (line := bare(each)))


def kept(draft: ThreadDraft) -> Iterator[str]:
    yield from (draft.title, draft.board or "", draft.poster or "", draft.source or "")
    yield from (block.text for block in draft.blocks)
    for post in draft.posts:
        yield from (post.author or "", post.text)
    for finding in draft.findings:
        if finding.code in KEEPING:
            yield dict(finding.values)["text"]


def assert_nothing_lost(text: str, draft: ThreadDraft) -> None:
    found: Counter[str] = Counter()
    for each in kept(draft):
        found += lines_of(each)
    missing = lines_of(text) - found
    names = [post.author for post in draft.posts if post.author] + [
        draft.poster or "",
        draft.board or "",
    ]
    labels = Counter(post.floor for post in draft.posts)
    kinds: Counter[str] = Counter()
    letters = 0
    twice = any(finding.code == "head-repeated" for finding in draft.findings)
    printed = lines_of(text)
    for line, count in missing.items():
        label = floor_label(line)
        mark = head_mark(line)
        if label is not None:
            labels[label] -= count
        elif twice and (count < printed[line] or (mark is not None and printed[line] > 1)):
            continue  # read once; it stands again below the title that stands again
        elif mark is not None:
            kinds[mark.kind] += count
        else:
            assert any(is_avatar(line, name) for name in names), (line, count)
            letters += count
    assert all(count == 0 or (twice and count < 0) for count in labels.values()), labels
    assert all(count == 1 for count in kinds.values()), kinds
    assert letters <= len(draft.posts) + 2
    invented = found - lines_of(text)
    fields = {draft.source, draft.board, draft.poster}
    assert set(invented) <= fields, invented


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages())
def test_each_line_is_somewhere(text: str) -> None:
    draft = read_text(text)
    assert_nothing_lost(text, draft)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages())
def test_posts_stand_in_the_order_of_the_page(text: str) -> None:
    at = 0
    for post in read_text(text).posts:
        found = text.find(post.text, at)
        assert found >= 0
        at = found + len(post.text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_damaged_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        prepared = prepare_bytes(data, "damaged.txt")
    except NotAThread:
        return
    (thread,) = prepared.threads
    assert len(thread.derived.tree) == len(thread.draft.posts)
    assert thread.draft.title


@pytest.mark.parametrize("text", ["", "\n", " \n\n", "x", "1 楼", "甲\n1 楼", "1 楼\n1 楼\n1 楼"])
def test_the_least_of_texts(text: str) -> None:
    assert_nothing_lost(text, read_text(text))
