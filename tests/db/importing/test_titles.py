"""Which line above the latest reply is the title; what dates a thread that has no such line."""

from __future__ import annotations

import pytest

from db.importing.drafts import PostDraft, ThreadDraft, TimeDraft
from db.importing.plain.page_head import read_head
from db.importing.prepared import dated
from db.records import TimeOrigin

REST = ["", "地方新闻", "Hebian", "最新回复：2024年5月1日 8点05分 PT", "120 阅读", "2 评论", "本报"]


@pytest.mark.parametrize(
    "title",
    [
        "河边的石头",
        "阿兰·图灵与约翰·冯·诺依曼下棋",
        "一个<b>标题</b><img src=x>",
        "甲 > 乙？",
    ],
)
def test_a_title_is_a_title(title: str) -> None:
    head = read_head([title, *REST], len(REST) + 1)
    assert (head.title, head.board, head.poster) == (title, "地方新闻", "Hebian")


@pytest.mark.parametrize(
    "links", ["首页 > 新闻 > 正文", "首页|论坛|登录", "首页 · 论坛 · 登录", "看帖"]
)
def test_a_row_of_links_is_none(links: str) -> None:
    head = read_head([links, "河边的石头", *REST], len(REST) + 2)
    assert (head.title, head.board, head.poster) == ("河边的石头", "地方新闻", "Hebian")
    assert [found.code for found in head.findings] == ["line-not-understood"]


def test_the_latest_post_dates_a_thread_whose_page_prints_no_latest_reply() -> None:
    early = TimeDraft("x", "2024-05-01T08:05+08:00")
    late = TimeDraft("y", "2024-05-01T01:05:00+00:00")
    inferred = TimeDraft("z", "2024-04-01T01:05+00:00", TimeOrigin.INFERRED)
    day = TimeDraft("d", "2025-05-01")
    posts = tuple(PostDraft("a", time=time) for time in (early, late, inferred, day, None))
    assert dated(ThreadDraft("t", posts=posts)).latest_post == late
    assert dated(ThreadDraft("t", posts=posts, latest_post=early)).latest_post == early
    assert dated(ThreadDraft("t", posts=posts[2:])).latest_post == inferred
    assert dated(ThreadDraft("t", posts=posts[3:])).latest_post is None
