"""The thread of one saved page of a western forum: what such pages say of themselves alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.boards.forum_site import site_of, topic_at
from db.importing.boards.post_drafts import poster_of
from db.importing.drafts import ThreadDraft
from db.importing.markup.tree import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.importing.drafts import PostDraft
    from db.importing.markup.tree import Tree
    from db.importing.page import Page


def crumbs(tree: Tree, css: str, between: str = "") -> list[str]:
    """Return the words of the path to a page, from the board's name to the forum.

    Args:
        tree: the page.
        css: what finds the parts of the path.
        between: the signs that the page sets between them.
    """
    return [text for each in tree.all(css) if (text := words(each).strip(between))]


def forum_thread(
    page: Page,
    engine: str,
    title: str,
    posts: Sequence[PostDraft],
    *,
    otherwise: str = "",
    path: Sequence[str] = (),
    topic: str | None = None,
    shown: tuple[int | None, int | None] = (None, None),
) -> ThreadDraft:
    """Make a thread of the posts of a page; the board's name tells its topics from others'.

    Args:
        page: the page.
        engine: what the board is made with.
        title: the heading of the thread.
        posts: its posts, the opening one marked.
        otherwise: the title of a page without that heading.
        path: the forums that the thread lies in, the innermost last.
        topic: the number of the thread.
        shown: which page this is, and how many there are.
    """
    site = site_of(page, engine, title)
    return ThreadDraft(
        title=title or otherwise,
        board=path[-1] if path else None,
        outlet=page.tree.meta("og:site_name") or None,
        poster=poster_of(posts),
        site=site,
        topic_id=topic_at(site, engine, topic),
        posts=tuple(posts),
        page=shown[0],
        pages=shown[1],
    )
