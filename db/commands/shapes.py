"""The shapes of the JSON contract: records as scripts see them.

Stable: a field may be added, none is renamed or removed.  Fields that have no meaning yet are
there as null or an empty list.  Offsets count Unicode code points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.integrity import CheckReport
    from db.records import (
        Block,
        Capture,
        Citation,
        Decision,
        Evidence,
        Figure,
        Finding,
        Ghost,
        ImportOutcome,
        LinkCounts,
        Note,
        Post,
        Quote,
        ReplyLink,
        SearchHit,
        Span,
        Suggestion,
        ThreadHead,
        ThreadSummary,
    )
    from db.search import SearchPage

Shape = dict[str, Any]


def thread_row(summary: ThreadSummary) -> Shape:
    """A row of ``list``."""
    return {
        "id": summary.id,
        "title": summary.title,
        "board": summary.board,
        "outlet": summary.outlet,
        "source": summary.source,
        "poster": summary.poster,
        "posts": summary.posts,
        "claimed_posts": summary.claimed_posts,
        "latest_post_at": summary.latest_post_at,
        "imported_at": summary.imported_at,
        "notes": summary.notes,
        "missing_images": summary.missing_images,
    }


def thread_head(head: ThreadHead) -> Shape:
    """The thread of ``show``."""
    return {
        **thread_row(head.summary),
        "views": head.views,
        "source_url": head.source_url,
        "timezone": head.timezone,
        "site": head.site,
        "topic_id": head.topic_id,
        "captures": [capture(each) for each in head.captures],
    }


def capture(each: Capture) -> Shape:
    """A capture of a thread."""
    return {
        "id": each.id,
        "sha256": each.sha256,
        "bytes": each.bytes,
        "format": each.format,
        "captured_at": each.captured_at,
        "imported_at": each.imported_at,
        "file_name": each.file_name,
    }


def article(head: ThreadHead) -> Shape:
    """The article of ``show``."""
    return {
        "author": head.article_author,
        "published_at": head.published_at,
        "text": head.article_text,
        "blocks": [block(each) for each in head.blocks],
    }


def block(each: Block) -> Shape:
    """A block of an article."""
    return {
        "type": each.type.value,
        "start": each.start,
        "text": each.text,
        "credit": each.credit,
        "caption": each.caption,
        "alt": each.alt,
        "src": each.src,
        "image": each.image,
    }


def post(each: Post, notes: Sequence[Note], suggested: Sequence[Suggestion] = ()) -> Shape:
    """A post of ``show``, with the notes on it, and with what it may answer if that is wanted."""
    return {
        "id": each.id,
        "site_id": each.site_id,
        "floor": each.floor,
        "opening": each.opening,
        "author": each.author,
        "posted_at": each.posted_at,
        "posted_at_text": each.posted_at_text,
        "posted_at_from": each.posted_at_from.value if each.posted_at_from else None,
        "depth": each.depth,
        "text": each.text,
        "blocks": [],
        "quotes": [quote(found) for found in each.quotes],
        "reply_to": link(each.reply_to),
        "also_replies_to": [link(found) for found in each.also_replies_to],
        "set_aside": [link(found) for found in each.set_aside],
        "decisions": [decision(found) for found in each.decisions],
        "suggestions": [suggestion(found) for found in suggested],
        "cites": [citation(found) for found in each.citations],
        "edited": each.edited,
        "deleted_in_capture": each.deleted,
        "kind": each.kind,
        "asides": [{"kind": found.kind, "text": found.text} for found in each.asides],
        "links": [
            {"start": found.span.start, "end": found.span.end, "href": found.href}
            for found in each.links
        ],
        "figures": [figure(found) for found in each.figures],
        "notes": [note(found) for found in notes],
    }


def figure(each: Figure) -> Shape:
    """A place in a post where an image stood."""
    return {
        "at": each.at,
        "credit": each.credit,
        "caption": each.caption,
        "alt": each.alt,
        "src": each.src,
        "image": each.image,
    }


def quote(each: Quote) -> Shape:
    """A quoted passage; ``text`` is its words, ``start`` and ``end`` include head and ruler."""
    return {
        "text": each.text,
        "author": each.author,
        "posted_at": each.posted_at,
        "source_post": each.source_post,
        "start": each.span.start,
        "end": each.span.end,
    }


def citation(each: Citation) -> Shape:
    """Words of the article or of the title; ``source`` counts in the one that is cited."""
    return {
        "of": each.of,
        "start": each.span.start,
        "end": each.span.end,
        "source": span(each.source) if each.source else None,
    }


def suggestion(each: Suggestion) -> Shape:
    """A post that another may answer: never an edge."""
    return {
        "post": each.post,
        "floor": each.floor,
        "author": each.author,
        "rule": each.rule,
        "confidence": each.confidence,
        "evidence": _evidence(each.evidence),
    }


def counts(each: LinkCounts) -> Shape:
    """How many floors bear which kind of reply mark."""
    return {
        "floors": each.floors,
        "stated": each.stated,
        "solid": each.solid,
        "dashed": each.dashed,
        "ghost": each.ghost,
        "none": each.none,
    }


def link(each: ReplyLink) -> Shape:
    """A reply edge, also the one that is not there."""
    return {
        "post": "article" if each.to_article else each.post,
        "floor": each.floor,
        "state": each.state.value,
        "rule": each.rule,
        "confidence": each.confidence,
        "decided_by": each.decided_by,
        "evidence": _evidence(each.evidence),
    }


def _evidence(every: Sequence[Evidence]) -> list[Shape]:
    return [
        {"child": span(found.child), "parent": span(found.parent) if found.parent else None}
        for found in every
    ]


def decision(each: Decision) -> Shape:
    """What the reader decided of whom a post answers."""
    parent = each.parent
    return {
        "id": each.id,
        "verdict": each.verdict.value,
        "post": None if parent is None else "article" if parent.article else parent.post,
        "ghost": parent.ghost if parent is not None else None,
        "decided_at": each.decided_at,
        "reason": each.reason,
    }


def span(each: Span) -> list[int]:
    """A range as ``[start, end]``."""
    return [each.start, each.end]


def ghost(each: Ghost) -> Shape:
    """A quoted post that is not there."""
    return {
        "id": each.id,
        "author": each.author,
        "posted_at": each.posted_at,
        "text": each.text,
        "known_from": [
            {"post": found, "start": where.start, "end": where.end}
            for found, where in each.known_from
        ],
        "resolved_to": each.resolved_to,
    }


def note(each: Note) -> Shape:
    """A note."""
    target = each.target
    return {
        "id": each.id,
        "thread": each.thread,
        "post": each.post,
        "target": None
        if target is None
        else {
            "exact": target.exact,
            "prefix": target.prefix,
            "suffix": target.suffix,
            "start": target.span.start,
            "end": target.span.end,
        },
        "state": each.state.value,
        "body": each.body,
        "tags": list(each.tags),
        "color": each.color,
        "created_at": each.created_at,
        "modified_at": each.modified_at,
    }


def finding(each: Finding) -> Shape:
    """A finding of an import or a check."""
    return {
        "code": each.code,
        "severity": each.severity.value,
        "place": each.place,
        "message": each.message,
    }


def check(each: CheckReport) -> Shape:
    """The answer of ``check``."""
    return {
        "ok": each.ok,
        "findings": [finding(found) for found in each.findings],
        "originals": {
            "verified": each.originals.verified,
            "bytes": each.originals.bytes,
            "damaged": each.originals.damaged,
        },
        "index": {
            "posts": each.index.posts,
            "indexed": each.index.indexed,
            "stale": each.index.stale,
        },
    }


def outcome(each: ImportOutcome) -> Shape:
    """A line of ``import``."""
    return {
        "path": each.path,
        "status": each.status.value,
        "capture_id": each.capture,
        "thread_id": each.thread,
        "title": each.title,
        "format": each.format,
        "posts": each.posts,
        "findings": [finding(found) for found in each.findings],
        "error": each.error,
    }


def page(each: SearchPage) -> Shape:
    """The answer of ``search``."""
    return {
        "total": each.total,
        "exact": each.exact,
        "counts": each.counts,
        "took_ms": round(each.took_ms, 3),
        "hits": [hit(found) for found in each.hits],
    }


def hit(each: SearchHit) -> Shape:
    """A hit of ``search``; ``marks`` are ranges of ``snippet``."""
    return {
        "thread": each.thread,
        "post": each.post,
        "floor": each.floor,
        "field": each.field,
        "snippet": each.snippet,
        "marks": [span(mark) for mark in each.marks],
        "score": each.score,
    }
