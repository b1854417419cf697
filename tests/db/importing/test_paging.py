"""Pages of a thread that come as files of their own, in any order."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from db import integrity, store
from db.importing.committing import commit
from db.importing.drafts import PostDraft, ThreadDraft, TimeDraft
from db.importing.joining import join
from db.importing.originals import Held
from db.importing.prepared import Prepared
from db.importing.preparing import prepared_thread
from db.records import ThreadId
from db.threads import reading, skeleton
from tests.builders import make_capture, read_text

if TYPE_CHECKING:
    from pathlib import Path

THREAD = ThreadId(1)
_WORDS = [post.text for post in read_text(make_capture(5, 9).decode()).posts]
KEY = "site:example.org/7"


def post(number: int, *, ids: bool, times: bool) -> PostDraft:
    # as in mail, each in the zone of its writer
    told = datetime(2024, 5, 1, number, tzinfo=UTC).astimezone(
        timezone(timedelta(hours=8 - number))
    )
    return PostDraft(
        _WORDS[number],
        f"网友{number % 3}",
        site_id=str(100 + number) if ids else None,
        time=TimeDraft("t", told.isoformat()) if times else None,
        opening=number == 0,
    )


def pages(*, ids: bool, times: bool) -> list[ThreadDraft]:
    posts = [post(number, ids=ids, times=times) for number in range(9)]
    return [
        ThreadDraft(
            "河水", site="example.org", topic_id="7", page=page, pages=3, claimed_posts=8,
            posts=tuple(posts[3 * (page - 1) : 3 * page]),
        )
        for page in (1, 2, 3)
    ]  # fmt: skip


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize(("ids", "times"), [(True, False), (False, True)])
def test_pages_in_any_order_are_one_thread_in_its_order(
    tmp_path: Path, order: tuple[int, ...], ids: bool, times: bool
) -> None:
    findings: list[str] = []
    drafts = [draft for page in pages(ids=ids, times=times) for _, draft in join([(KEY, page)])]
    with closing(store.create(tmp_path / "a.beilin")) as library:
        for number in order:
            data = str(number).encode()
            capture = Prepared(
                f"{number}", f"{number}", Held(data), sha256(data).hexdigest(), "utf-8", "", "t",
                "1", (), (prepared_thread(drafts[number], KEY),),
                captured_at=f"2025-01-0{1 + order.index(number)}T00:00:00+00:00",
            )  # fmt: skip
            (outcome,) = commit(library, capture)
            assert outcome.thread == THREAD
            findings = [each.code for each in outcome.findings]
        found = reading.thread_posts(library, THREAD)
        assert [each.text for each in found] == [
            each.text for draft in drafts for each in draft.posts
        ]
        assert found[0].opening
        assert reading.head(library, THREAD).summary.posts == 8
        assert integrity.check(library).ok
    assert "another-page" in findings
    assert "claimed-count-differs" not in findings


def test_the_gap_between_pages_closes_when_the_page_between_comes(tmp_path: Path) -> None:
    drafts = [
        replace(page, posts=tuple(replace(each, floor=f"#{_number(each)}") for each in page.posts))
        for page in pages(ids=True, times=True)
    ]
    seen: list[tuple[tuple[int, int], ...]] = []
    with closing(store.create(tmp_path / "a.beilin")) as library:
        for number in (2, 0, 1):
            data = str(number).encode()
            capture = Prepared(
                f"{number}", f"{number}", Held(data), sha256(data).hexdigest(), "utf-8", "", "t",
                "1", (), (prepared_thread(drafts[number], KEY),),
            )  # fmt: skip
            commit(library, capture)
            tree = skeleton.load(library, THREAD)
            seen.append(tuple((gap.first, gap.last) for gap in tree.gaps))
    assert seen == [((1, 6),), ((4, 6),), ()]


def _number(post: PostDraft) -> int:
    return int(post.site_id or 0) - 99


def test_pages_of_one_file_are_joined_and_gaps_are_said() -> None:
    first, second, third = pages(ids=True, times=False)
    ((_, whole),) = join([(KEY, third), (KEY, first), (KEY, second)])
    assert [each.site_id for each in whole.posts] == [str(100 + number) for number in range(9)]
    assert whole.findings == ()
    ((_, partly),) = join([(KEY, third), (KEY, first)])
    (missing,) = partly.findings
    assert (missing.code, dict(missing.values)["missing"]) == ("pages-missing", "2")
    ((_, alone),) = join([(KEY, second)])
    assert dict(alone.findings[0].values)["missing"] == "1, 3"
    ((_, other),) = join([(KEY, replace(second, pages=None, page=None))])
    assert other.findings == ()


def test_a_post_on_two_pages_is_kept_once_with_its_longer_words() -> None:
    first, second, _ = pages(ids=True, times=False)
    cut = replace(first.posts[2], text="第2楼")
    second = replace(second, posts=(cut, *second.posts))
    ((_, whole),) = join([(KEY, second), (KEY, first)])
    assert [each.text for each in whole.posts[:3]] == [each.text for each in first.posts]
    assert len(whole.posts) == 6
    assert "posts-on-several-pages" in [each.code for each in whole.findings]


def test_drafts_of_other_keys_are_other_threads() -> None:
    first, second, _ = pages(ids=True, times=False)
    assert [key for key, _ in join([("a", first), ("b", second)])] == ["a", "b"]


def test_letters_of_one_archive_stand_in_the_order_of_their_times() -> None:
    first, second, third = (
        replace(page, page=None, pages=None) for page in pages(ids=False, times=True)
    )
    ((_, whole),) = join([(KEY, third), (KEY, replace(first, title="Root")), (KEY, second)])
    assert [each.text for each in whole.posts] == _WORDS[:9]
    assert whole.title == "Root"
    turned = replace(second, posts=second.posts[::-1])
    ((_, kept),) = join([(KEY, third), (KEY, turned)])
    assert kept.posts == third.posts + turned.posts


def test_what_one_page_shows_twice_was_said_twice() -> None:
    first, second, _ = pages(ids=False, times=False)
    bump = PostDraft("顶", "网友1")
    first = replace(first, posts=(*first.posts, bump, bump))
    second = replace(second, posts=(bump, *second.posts))
    ((_, whole),) = join([(KEY, first), (KEY, second)])
    assert [each.text for each in whole.posts].count("顶") == 2
    later = replace(bump, time=TimeDraft("5-2 10:00", "2024-05-02T10:00:00+08:00"))
    ((_, whole),) = join([(KEY, first), (KEY, replace(second, posts=(later,)))])
    assert [each.text for each in whole.posts].count("顶") == 3
