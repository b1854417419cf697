"""What a page marks in a post, between drafts and the text that is stored beside the words."""

from __future__ import annotations

from db.importing.drafts import PostDraft, QuoteDraft, TimeDraft
from db.threads.marked import Marked, MarkedQuote, Moment, pack


def marks_of(draft: PostDraft) -> str | None:
    """Return what is stored of a post's marks; ``None`` where the page marks nothing."""
    if not (
        draft.quotes
        or draft.links
        or draft.asides
        or draft.parent
        or draft.parent_author
        or draft.kind
    ):
        return None
    return pack(
        Marked(
            draft.kind,
            draft.parent,
            draft.parent_author,
            _moment(draft.parent_time),
            tuple(_marked_quote(quote) for quote in draft.quotes),
            tuple((link.start, link.end, link.href) for link in draft.links),
            tuple((aside.kind.value, aside.text) for aside in draft.asides),
        )
    )


def _moment(time: TimeDraft | None) -> Moment | None:
    return (time.text, time.iso) if time is not None else None


def _marked_quote(quote: QuoteDraft) -> MarkedQuote:
    return MarkedQuote(
        quote.start,
        quote.end,
        quote.words_start,
        quote.words_end,
        quote.author,
        _moment(quote.time),
        quote.source,
        quote.elsewhere,
        quote.level,
    )


def quotes_of(marked: Marked) -> tuple[QuoteDraft, ...]:
    """Return the quotations of a stored post as a reader gave them."""
    return tuple(
        QuoteDraft(
            quote.start,
            quote.end,
            quote.words_start,
            quote.words_end,
            quote.author,
            time_of(quote.time),
            quote.source,
            quote.elsewhere,
            quote.level,
        )
        for quote in marked.quotes
    )


def time_of(moment: Moment | None) -> TimeDraft | None:
    """Return a stored time as a reader gave it."""
    return TimeDraft(*moment) if moment is not None else None
