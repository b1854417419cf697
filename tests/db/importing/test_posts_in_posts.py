"""Posts that lie in each other, since an end is lost, do not hold each other's words.

Else the work on a page would grow with the square of its length.
"""

from __future__ import annotations

import pytest

from db.importing.page import Medium, Origin, Page
from db.importing.registry import FORMATS

POSTS = 200
READERS = {each.name: each for each in FORMATS}
# what opens a post, and is never closed
OPEN = {
    "discuz-html": '<div id="post_{n}"><div class="pcb"><div class="t_f" id="postmessage_{n}">',
    "discuz7-html": '<div id="post_{n}"><div class="postauthor">x<div id="postmessage_{n}">',
    "discuznt-html": '<div class="postauthor">x<div id="message{n}">',
    "discuz-touch-html": '<div class="plc" id="pid{n}"><div class="message">',
    "discuz-wap-html": '<div class="detailcon" id="pid{n}">',
    "v2ex-html": '<div id="r_{n}"><div class="reply_content">',
    "bangumi-html": '<div id="post_{n}" class="row_reply"><div class="reply_content">',
    "tieba-html": '<div class="l_post" data-pid="{n}"><div id="post_content_{n}">',
    "tianya-html": '<div class="atl-item" replyid="{n}"><div class="bbs-content">',
    "douban-html": '<ul><li data-cid="{n}"><div class="reply-doc">',
    "nga-html": '<table class="postbox"><tr><td><div id="postcontent{n}">',
    "ptt-html": '<div id="main-content"><div class="push"><b class="push-content">',
    "huaren-html": '<div class="post-list"><div class="post-item"><div class="post-content">',
    "guozaoke-html": '<div class="reply-item"><div class="content">',
    "wenxuecity-news-html": '<div class="reply"><div class="summary">',
    "mitbbs-html": '<table><tr><td class="jiawenzhang-type"><p>',
}


@pytest.mark.parametrize("name", OPEN)
def test_posts_in_posts_keep_their_own_words(name: str) -> None:
    html = "".join(OPEN[name].replace("{n}", str(n)) + f"字第{n}号" for n in range(POSTS))
    page = Page(html, Origin("a.html"), Medium.HTML)
    assert not page.tree.too_deep
    drafts = READERS[name].read(page)
    words = sum(
        len(post.text) + sum(len(each.text) for each in post.asides)
        for draft in drafts
        for post in draft.posts
    )
    found = sum(len(finding.message) for draft in drafts for finding in draft.findings)
    assert 0 < words + found <= 2 * len(html)
