"""A capture that was read, before it meets the store: plain values that another process could make.

Everything that costs time is done here, outside any transaction: reading, checks, reply links,
tokens of the index, the packed tree.  Posts are known by their place; ids come with the writing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from db.importing.flattening import flat_thread
from db.records import STATE_CODES, Finding, LinkState
from db.replies import infer
from db.replies.desk import order_of_labels
from db.search import PostText, prepare_units
from db.threads import skeleton
from db.threads.gaps import gaps_of
from db.threads.quoted import size_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.importing.drafts import PostDraft, QuoteDraft, ThreadDraft, TimeDraft
    from db.importing.originals import Original
    from db.importing.picturing import PreparedPicture
    from db.records import Span
    from db.replies.floors import Inference
    from db.search import ThreadUnits
    from db.threads.skeleton import Skeleton

_LONGEST_TITLE = 200


class ShownPost(NamedTuple):
    """A post as it is shown after the import, from whichever capture."""

    text: str
    author: str | None
    label: str | None
    posted_at: str | None
    opening: bool
    site_id: str | None = None
    parent: str | None = None
    parent_author: str | None = None
    parent_time: TimeDraft | None = None
    quotes: tuple[QuoteDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """What is made of the shown posts of a thread; posts and ghosts are known by their place."""

    inference: Inference
    units: ThreadUnits
    tree: Skeleton


@dataclass(frozen=True, slots=True)
class PreparedThread:
    """One thread of a capture, its posts in their order, with what is made of them alone."""

    draft: ThreadDraft
    key: str
    findings: tuple[Finding, ...]
    derived: Derived
    pictures: tuple[PreparedPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """One capture, ready to be written.

    Attributes:
        path: where it came from, as it is told to the user.
        file_name: the name it is kept under.
        original: its bytes.
        threads: the threads in it; none yet where they follow one by one.
        url: the address it was saved from, where that is known.
    """

    path: str
    file_name: str
    original: Original
    sha256: str
    encoding: str
    encoding_reason: str
    format: str
    reader_version: str
    findings: tuple[Finding, ...]
    threads: tuple[PreparedThread, ...]
    captured_at: str | None = None
    captured_at_from: str | None = None
    url: str | None = None


def in_order(draft: ThreadDraft) -> ThreadDraft:
    """Put the posts of a draft in the order they were written, as far as their numbers tell."""
    order = order_of_labels([post.floor for post in draft.posts])
    if order == list(range(len(order))):
        return draft
    return replace(draft, posts=tuple(draft.posts[place] for place in order))


def titled(draft: ThreadDraft, file_name: str) -> ThreadDraft:
    """Give a thread without a title the name of its file."""
    if draft.title:
        return draft
    return replace(draft, title=PurePath(file_name).stem[:_LONGEST_TITLE] or file_name)


def dated(draft: ThreadDraft) -> ThreadDraft:
    """Give a thread whose page prints no time of the latest reply that of its latest post."""
    if draft.latest_post is not None:
        return draft
    times = [post.time for post in draft.posts if post.time is not None and _has_clock(post.time)]
    latest = max(times, key=lambda time: datetime.fromisoformat(time.iso or ""), default=None)
    return replace(draft, latest_post=latest) if latest is not None else draft


def _has_clock(time: TimeDraft) -> bool:
    """Whether a time is known, or inferred, with its clock and its zone."""
    iso = time.iso or ""
    return "T" in iso and iso[-6:-5] in ("+", "-")


def shown(post: PostDraft) -> ShownPost:
    """Return a post as its own capture shows it."""
    posted_at = post.time.iso if post.time is not None else None
    return ShownPost(
        post.text,
        post.author,
        post.floor,
        posted_at,
        post.opening,
        post.site_id,
        post.parent,
        post.parent_author,
        post.parent_time,
        post.quotes,
    )


def derive(draft: ThreadDraft, title: str, posts: Sequence[ShownPost]) -> Derived:
    """Infer the replies, cut the texts into tokens and arrange the tree.

    Args:
        draft: the head and the article that are shown.
        title: the title that is shown.
        posts: the posts in order.
    """
    blocks = [block.text for block in draft.blocks]
    inference = infer(flat_thread(draft, posts, "\n".join(blocks)))
    quotes: dict[int, list[Span]] = {}
    for quote in inference.quotes:
        quotes.setdefault(quote.floor, []).append(quote.span)
    units = prepare_units(
        title,
        authors=(draft.article_author, draft.poster),
        blocks=blocks,
        captions=[(place, block.caption) for place, block in enumerate(draft.blocks)],
        posts=[
            PostText(post.text, post.author, tuple(quotes.get(place, ())))
            for place, post in enumerate(posts)
        ],
    )
    return Derived(inference, units, _tree(inference, posts, quotes))


def _tree(
    inference: Inference, posts: Sequence[ShownPost], quotes: dict[int, list[Span]]
) -> Skeleton:
    """Arrange the floors by their primary links; the opening post is none of them."""
    rows = [place for place, post in enumerate(posts) if not post.opening]
    openings = [post.label for post in posts if post.opening]
    primary = [link for link in inference.links if link.primary]
    stated = {link.child for link in primary if link.state is LinkState.STATED}
    gaps = gaps_of(
        [posts[place].label for place in rows],
        openings,
        hung={at for at, place in enumerate(rows) if place in stated},
    )
    return skeleton.build(
        rows,
        {link.child: link.parent for link in primary if link.parent is not None},
        {
            link.child: STATE_CODES[link.state]
            for link in primary
            if link.state is not LinkState.NONE
        },
        [size_of(posts[place].text, quotes.get(place, ())) for place in rows],
        gaps,
    )
