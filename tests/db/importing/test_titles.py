"""Which line above the latest reply is the title, and which is a row of links."""

from __future__ import annotations

import pytest

from db.importing.plain.head import read_head

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
