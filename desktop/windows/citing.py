"""Citing a floor: its words, who wrote them, where and when, and what was saved of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.models import wording

if TYPE_CHECKING:
    from db.records import Post, ThreadHead

translate = QCoreApplication.translate

DIGITS = 12
"""Hexadecimal digits of the digest that stand in a citation."""


def cited(head: ThreadHead, post: Post | None, words: str, *, whole: bool = False) -> str:
    """Return words with their source.

    Args:
        head: the thread.
        post: the floor they stand in; ``None`` for the article.
        words: as they were copied.
        whole: whether they stand in several floors, so that they are nobody's alone.
    """
    parts: list[str] = []
    if post is None:
        if not whole and head.article_author:
            parts.append(wording.author(head.article_author))
    else:
        parts.append(wording.author(post.author))
        parts.append(wording.floor(post.floor))
    parts.append(f"《{wording.one_line(head.summary.title)}》")
    place = head.summary.outlet or head.summary.board or head.summary.source
    if place:
        parts.append(wording.one_line(place))
    when = post.posted_at if post is not None else head.published_at
    latest = wording.moment(head.summary.latest_post_at)
    if day := wording.moment(when):
        parts.append(day)
    elif latest:
        parts.append(translate("Citing", "latest reply {time}").format(time=latest))
    if head.source_url:
        parts.append(wording.one_line(head.source_url))
    if head.captures:
        digest = head.captures[-1].sha256[:DIGITS]
        parts.append(translate("Citing", "capture {digest}").format(digest=digest))
    return f"{words}\n— {wording.listed(parts)}"
