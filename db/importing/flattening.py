"""Posts as the inference of replies sees them, with what pages state of parents and quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.replies.floors import FlatThread, Floor, LostParent, StatedQuote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.importing.drafts import QuoteDraft, ThreadDraft
    from db.importing.prepared import ShownPost


def flat_thread(draft: ThreadDraft, posts: Sequence[ShownPost], article: str) -> FlatThread:
    """Return a thread for the inference: ids of the site become places in ``posts``.

    Args:
        draft: the head that is shown.
        posts: the posts in order.
        article: the article's text.
    """
    places = {post.site_id: place for place, post in enumerate(posts) if post.site_id is not None}
    floors = tuple(_floor(post, draft.topic_id, places) for post in posts)
    return FlatThread(draft.title, article, floors, draft.timezone)


def _floor(post: ShownPost, topic: str | None, places: Mapping[str, int]) -> Floor:
    if post.parent is None and not post.quotes:
        return Floor(post.text, post.author, post.label, post.posted_at)
    parent = places.get(post.parent) if post.parent is not None else None
    lost = None
    if post.parent is not None and parent is None and post.parent != topic:
        time = post.parent_time
        lost = LostParent(
            post.parent,
            post.parent_author,
            time.iso if time is not None else None,
            time.text if time is not None else None,
        )
    quotes = tuple(_quote(quote, places) for quote in post.quotes)
    return Floor(post.text, post.author, post.label, post.posted_at, parent, quotes, lost)


def _quote(quote: QuoteDraft, places: Mapping[str, int]) -> StatedQuote:
    source = places.get(quote.source) if quote.source is not None else None
    time = quote.time
    return StatedQuote(
        quote.start,
        quote.end,
        quote.words_start,
        quote.words_end,
        quote.author,
        time.iso if time is not None else None,
        time.text if time is not None else None,
        source,
        quote.source if source is None else None,
        quote.elsewhere,
        quote.level,
    )
