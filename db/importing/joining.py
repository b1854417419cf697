"""Pages of one thread, in one container or one file, made one thread.

Posts are the same where the site gives them the same id; where it gives none, where floor, author,
words and time are the same.  Pages stand in the order of their numbers where the pages tell them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.paging import ascend, moments
from db.records import Finding, Severity, finding

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from db.importing.drafts import PostDraft, ThreadDraft

_MOST_SHOWN = 8


def join(keyed: Iterable[tuple[str, ThreadDraft]]) -> list[tuple[str, ThreadDraft]]:
    """Join drafts that have the same key; the order is that of each key's first draft."""
    groups: dict[str, list[ThreadDraft]] = {}
    for key, draft in keyed:
        groups.setdefault(key, []).append(draft)
    return [(key, _joined(pages)) for key, pages in groups.items()]


def _joined(pages: list[ThreadDraft]) -> ThreadDraft:
    """Make one thread of its pages; the head is that of the first page."""
    numbered = all(page.page is not None for page in pages)
    if len(pages) > 1 and numbered:
        pages = sorted(pages, key=lambda page: page.page or 0)
    first = pages[0] if numbered else next(filter(_opens, pages), pages[0])
    findings = [*_missing(pages)]
    if len(pages) == 1:
        return replace(first, findings=(*first.findings, *findings)) if findings else first
    posts: list[PostDraft] = []
    seen: dict[tuple[Hashable, int], int] = {}
    twice = 0
    for page in pages:
        here: Counter[Hashable] = Counter()
        for post in page.posts:
            face = _face(post)
            here[face] += 1
            told = (face, here[face])  # what one page shows twice was said twice
            at = seen.get(told)
            if at is None:
                seen[told] = len(posts)
                posts.append(post)
            else:
                twice += 1
                if len(post.text) > len(posts[at].text):
                    posts[at] = post
    if twice:
        findings.append(
            finding(
                "posts-on-several-pages",
                Severity.INFO,
                "Posts that stand on more than one page: {count} in all; each is kept once.",
                count=twice,
            )
        )
    claimed = [page.claimed_posts for page in pages if page.claimed_posts is not None]
    views = [page.views for page in pages if page.views is not None]
    with_article = next((page for page in pages if page.blocks), first)
    return replace(
        first,
        blocks=with_article.blocks,
        article_author=with_article.article_author,
        published=with_article.published,
        posts=tuple(posts if numbered else _in_time(posts, pages)),
        claimed_posts=max(claimed, default=None),
        views=max(views, default=None),
        findings=(*(each for page in pages for each in page.findings), *findings),
    )


def _face(post: PostDraft) -> Hashable:
    if post.site_id:
        return post.site_id
    # words like "an hour ago" are others each time
    when = post.time.iso if post.time is not None else None
    return post.floor, post.author, post.text, when


def _opens(page: ThreadDraft) -> bool:
    return any(post.opening for post in page.posts)


def _in_time(posts: list[PostDraft], pages: Sequence[ThreadDraft]) -> list[PostDraft]:
    """Put the posts of pages without numbers in the order of their times, if all tell theirs.

    Letters that lie in one archive stand in the order of their files' names; where the posts of a
    page are not in the order of their times, it has an order of its own.
    """
    when = _moments(posts)
    sides = [_moments(page.posts) for page in pages]
    if when is None or any(side is None or not ascend(side) for side in sides):
        return posts
    return [posts[place] for place in sorted(range(len(posts)), key=when.__getitem__)]


def _moments(posts: Sequence[PostDraft]) -> list[float] | None:
    return moments([post.time.iso if post.time is not None else None for post in posts])


def _missing(pages: Sequence[ThreadDraft]) -> list[Finding]:
    """Find the pages that the thread has and the capture has not."""
    last = max((page.pages for page in pages if page.pages is not None), default=0)
    here = {page.page for page in pages if page.page is not None}
    if last <= 1 or not here:
        return []
    last = max(last, *here)
    gaps: list[str] = []
    before = 0
    count = 0
    for number in (*sorted(here), last + 1):
        if number > before + 1:
            gaps.append(str(before + 1) if number == before + 2 else f"{before + 1}–{number - 1}")
            count += number - before - 1
        before = number
    if not gaps:
        return []
    shown = ", ".join(gaps[:_MOST_SHOWN]) + (", …" if len(gaps) > _MOST_SHOWN else "")
    return [
        finding(
            "pages-missing",
            Severity.WARNING,
            "{count} of {pages} pages of the thread are not in this capture: {missing}.",
            count=count,
            pages=last,
            missing=shown,
        )
    ]
