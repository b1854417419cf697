"""Rows of a capture and its thread, written by a few ``executemany`` calls.

Every function runs inside the caller's transaction and gives numbers to what it writes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from db.digests import block_digest, post_digest
from db.importing.numbering import new_id, next_id
from db.records import BlockType, LinkState, TimeOrigin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from db.importing.drafts import PostDraft, ThreadDraft
    from db.importing.prepared import Prepared
    from db.records import Finding
    from db.replies.floors import Inference, LearnedTime

CHUNK = 1_048_576

_CAPTURE = (
    "INSERT INTO capture(id, sha256, bytes, file_name, captured_at, captured_at_from,"
    " imported_at, encoding, encoding_reason, format, reader_version)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_HEAD = (
    "INSERT INTO capture_thread(capture_id, thread_id, title, board, outlet, source, source_url,"
    " poster, timezone, latest_post_at, latest_post_text, views, claimed_posts, found_posts,"
    " article_author, published_at, published_at_text)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_BLOCK = (
    "INSERT INTO article_block(id, thread_id, capture_id, ordinal, type, start, text, digest)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_FIGURE = (
    "INSERT INTO figure(id, block_id, thread_id, credit, caption, alt, src, image)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, 'missing')"
)
_POST = (
    "INSERT INTO post(id, thread_id, version_id, ordinal, site_id, opening)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
_VERSION = (
    "INSERT INTO post_version(id, post_id, capture_id, floor, author, text, posted_at,"
    " posted_at_text, posted_at_from, edited, deleted, digest)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_FINDING = (
    "INSERT INTO finding(id, capture_id, thread_id, code, severity, place, message, template,"
    " details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_GHOST = (
    "INSERT INTO ghost(id, thread_id, author, posted_at, posted_at_text, text)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
_QUOTE = (
    'INSERT INTO quote(id, thread_id, post_id, ordinal, start, "end", words_start, words_end,'
    " author, posted_at, posted_at_text, source_post_id, ghost_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_LINK = (
    "INSERT INTO reply_link(id, thread_id, post_id, ordinal, parent_kind, parent_post_id,"
    " ghost_id, state, rule, confidence, decided_by, engine_version)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_EVIDENCE = (
    "INSERT INTO reply_evidence(id, link_id, child_start, child_end, parent_start, parent_end)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)


def write_many(connection: Connection, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Run a statement for each row, if there are any."""
    if rows:
        connection.exec_driver_sql(statement, list(rows))


def write_capture(connection: Connection, prepared: Prepared, at: str) -> int:
    """Write the original bytes with what is known of them, and the findings of reading them."""
    capture = new_id(connection, "capture")
    data = prepared.data
    connection.exec_driver_sql(
        _CAPTURE,
        (
            capture,
            prepared.sha256,
            len(data),
            prepared.file_name,
            prepared.captured_at,
            prepared.captured_at_from,
            at,
            prepared.encoding,
            prepared.encoding_reason,
            prepared.format,
            prepared.reader_version,
        ),
    )
    view = memoryview(data)
    for ordinal, start in enumerate(range(0, len(data), CHUNK)):
        connection.exec_driver_sql(
            "INSERT INTO capture_chunk(capture_id, ordinal, data) VALUES (?, ?, ?)",
            (capture, ordinal, bytes(view[start : start + CHUNK])),
        )
    write_findings(connection, capture, None, prepared.findings)
    return capture


def write_findings(
    connection: Connection, capture: int, thread: int | None, findings: Sequence[Finding]
) -> None:
    """Write the findings of a capture, or of one thread in it."""
    if not findings:
        return
    first = next_id(connection, "finding")
    write_many(
        connection,
        _FINDING,
        [
            (
                first + place,
                capture,
                thread,
                found.code,
                found.severity.value,
                found.place,
                found.message,
                found.template,
                json.dumps(dict(found.values), ensure_ascii=False),
            )
            for place, found in enumerate(findings)
        ],
    )


def write_head(connection: Connection, capture: int, thread: int, draft: ThreadDraft) -> None:
    """Write what a capture prints above the floors: the head, the article, its figures."""
    latest, published = draft.latest_post, draft.published
    connection.exec_driver_sql(
        _HEAD,
        (
            capture,
            thread,
            draft.title,
            draft.board,
            draft.outlet,
            draft.source,
            draft.source_url,
            draft.poster,
            draft.timezone,
            latest.iso if latest else None,
            latest.text if latest else None,
            draft.views,
            draft.claimed_posts,
            sum(not post.opening for post in draft.posts),
            draft.article_author,
            published.iso if published else None,
            published.text if published else None,
        ),
    )
    block_id = next_id(connection, "article_block")
    figure_id = next_id(connection, "figure")
    blocks: list[tuple[object, ...]] = []
    figures: list[tuple[object, ...]] = []
    start = 0
    for ordinal, block in enumerate(draft.blocks):
        kind = block.type.value
        number = block_id + ordinal
        digest = block_digest(kind, block.text)
        blocks.append((number, thread, capture, ordinal, kind, start, block.text, digest))
        start += len(block.text) + 1
        if block.type is BlockType.FIGURE:
            what = (block.credit, block.caption, block.alt, block.src)
            figures.append((figure_id + len(figures), number, thread, *what))
    write_many(connection, _BLOCK, blocks)
    write_many(connection, _FIGURE, figures)


def write_posts(
    connection: Connection,
    thread: int,
    first_version: int,
    posts: Sequence[tuple[int, int, int, PostDraft]],
) -> None:
    """Write new posts.

    Args:
        connection: the writer's connection.
        thread: the thread.
        first_version: the number of the first version of the capture.
        posts: the number, the place in the thread, the place in the capture and the draft of each.
    """
    write_many(
        connection,
        _POST,
        [
            (number, thread, first_version + place, ordinal, draft.site_id, int(draft.opening))
            for number, ordinal, place, draft in posts
        ],
    )


def write_versions(
    connection: Connection,
    capture: int,
    first_version: int,
    posts: Sequence[tuple[int, PostDraft]],
    learned: Mapping[int, LearnedTime],
) -> None:
    """Write what a capture prints of its posts.

    Args:
        connection: the writer's connection.
        capture: the capture.
        first_version: the number of the first version.
        posts: the number and the draft of each post, in the order of the capture.
        learned: times that only quotes tell, by the place of the post in the capture.
    """
    rows: list[tuple[object, ...]] = []
    for place, (post, draft) in enumerate(posts):
        time = times(draft, learned.get(place))
        rows.append(
            (
                first_version + place,
                post,
                capture,
                draft.floor,
                draft.author,
                draft.text,
                *time,
                draft.edited,
                int(draft.deleted),
                post_digest(draft.author, draft.text),
            )
        )
    write_many(connection, _VERSION, rows)


def times(
    draft: PostDraft, learned: LearnedTime | None
) -> tuple[str | None, str | None, str | None]:
    """Return when a post was written, in which words, and how that is known."""
    if draft.time is not None:
        return draft.time.iso, draft.time.text, draft.time.origin.value
    if learned is not None:
        return learned.posted_at, learned.posted_at_text, TimeOrigin.QUOTE.value
    return None, None, None


def new_ghosts(
    connection: Connection, thread: int, inference: Inference, known: Mapping[int, int]
) -> list[int]:
    """Return the numbers of the lost posts, writing those that are not ``known`` by a number."""
    if not inference.ghosts:
        return []
    number = next_id(connection, "ghost")
    ids: list[int] = []
    rows: list[tuple[object, ...]] = []
    for place, ghost in enumerate(inference.ghosts):
        if place in known:
            ids.append(known[place])
            continue
        ids.append(number + len(rows))
        what = (ghost.author, ghost.posted_at, ghost.posted_at_text, ghost.text)
        rows.append((ids[-1], thread, *what))
    write_many(connection, _GHOST, rows)
    return ids


def write_replies(
    connection: Connection,
    thread: int,
    inference: Inference,
    posts: Sequence[int],
    ghosts: Sequence[int],
) -> None:
    """Write quotes, reply links and their evidence.

    Args:
        connection: the writer's connection.
        thread: the thread.
        inference: what was found, by places of posts and lost posts.
        posts: the numbers of the posts, in order.
        ghosts: the numbers of the lost posts, in order.
    """
    if inference.quotes:
        _write_quotes(connection, thread, inference, posts, ghosts)
    if inference.links:
        _write_links(connection, thread, inference, posts, ghosts)


def _number(numbers: Sequence[int], place: int | None) -> int | None:
    return None if place is None else numbers[place]


def _write_quotes(
    connection: Connection,
    thread: int,
    inference: Inference,
    posts: Sequence[int],
    ghosts: Sequence[int],
) -> None:
    first = next_id(connection, "quote")
    ordinals = _counted(quote.floor for quote in inference.quotes)
    write_many(
        connection,
        _QUOTE,
        [
            (
                first + place,
                thread,
                posts[quote.floor],
                ordinals[place],
                quote.span.start,
                quote.span.end,
                quote.words.start,
                quote.words.end,
                quote.author,
                quote.posted_at,
                quote.posted_at_text,
                _number(posts, quote.source),
                _number(ghosts, quote.ghost),
            )
            for place, quote in enumerate(inference.quotes)
        ],
    )


def _write_links(
    connection: Connection,
    thread: int,
    inference: Inference,
    posts: Sequence[int],
    ghosts: Sequence[int],
) -> None:
    first = next_id(connection, "reply_link")
    proof = next_id(connection, "reply_evidence")
    # the primary edge of a post is its first: by it the tree is drawn
    ordered = sorted(inference.links, key=lambda link: (link.child, not link.primary))
    ordinals = _counted(link.child for link in ordered)
    links: list[tuple[object, ...]] = []
    evidence: list[tuple[object, ...]] = []
    for place, link in enumerate(ordered):
        links.append(
            (
                first + place,
                thread,
                posts[link.child],
                ordinals[place],
                "post" if link.parent is not None else "ghost",
                _number(posts, link.parent),
                _number(ghosts, link.ghost),
                link.state.value,
                link.rule,
                link.confidence,
                "page" if link.state is LinkState.STATED else "rule",
                inference.version,
            )
        )
        for found in link.evidence:
            child, parent = found.child, found.parent
            above = (parent.start, parent.end) if parent is not None else (None, None)
            evidence.append((proof + len(evidence), first + place, child.start, child.end, *above))
    write_many(connection, _LINK, links)
    write_many(connection, _EVIDENCE, evidence)


def _counted(keys: Iterable[int]) -> list[int]:
    """Return for each key how many of the same came before it."""
    seen: dict[int, int] = {}
    counts: list[int] = []
    for key in keys:
        counts.append(seen.get(key, 0))
        seen[key] = counts[-1] + 1
    return counts
