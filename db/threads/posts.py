"""Posts as the thread view and the commands show them, a window at a time.

A window of 48 floors is read while the reader scrolls, so every table is asked once, by a
statement that takes the ids as one JSON value and is prepared once for any number of them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from db.records import (
    NO_LINK,
    Aside,
    Citation,
    Decision,
    Evidence,
    Figure,
    FigureId,
    GhostId,
    Link,
    LinkState,
    Parent,
    PictureId,
    Post,
    PostId,
    Quote,
    ReplyLink,
    Span,
    ThreadId,
    TimeOrigin,
    Verdict,
)
from db.threads.marked import unpack
from db.threads.preserved import preserved_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from db.records import Preserved

CHUNK = 1000
"""So many posts are assembled at once where all of a thread are asked for."""

_POSTS = """
    SELECT p.id, p.thread_id, p.ordinal, v.floor, p.opening, v.author, v.text, v.posted_at,
           v.posted_at_text, v.posted_at_from, v.edited, v.deleted,
           (SELECT count(*) FROM note AS n WHERE n.post_id = p.id AND n.trashed_at IS NULL),
           v.marked, p.site_id
    FROM json_each(?) AS j
    CROSS JOIN post AS p ON p.id = j.value
    CROSS JOIN post_version AS v ON v.id = p.version_id
"""
_QUOTES = """
    SELECT q.post_id, q.start, q."end", q.words_start, q.words_end, q.author, q.posted_at,
           q.posted_at_text, q.source_post_id, v.floor, q.ghost_id
    FROM json_each(?) AS j
    CROSS JOIN quote AS q ON q.post_id = j.value
    LEFT JOIN post AS p ON p.id = q.source_post_id
    LEFT JOIN post_version AS v ON v.id = p.version_id
    ORDER BY q.post_id, q.ordinal
"""
_CITATIONS = """
    SELECT c.post_id, c.cited, c.start, c."end", c.source_start, c.source_end
    FROM json_each(?) AS j
    CROSS JOIN citation AS c ON c.post_id = j.value
    ORDER BY c.post_id, c.ordinal
"""
_FIGURES = """
    SELECT p.id, f.id, f.at, f.alt, f.src, f.caption, f.credit, f.image, f.picture_id,
           c.width, c.height
    FROM json_each(?) AS j
    CROSS JOIN post AS p ON p.id = j.value
    CROSS JOIN post_figure AS f ON f.version_id = p.version_id
    LEFT JOIN picture AS c ON c.id = f.picture_id
    ORDER BY p.id, f.ordinal
"""
_LINKS = """
    SELECT l.post_id, l.id, l.ordinal, l.state, l.parent_post_id, l.parent_kind, v.floor,
           l.ghost_id, l.rule, l.confidence, l.decided_by,
           e.child_start, e.child_end, e.parent_start, e.parent_end
    FROM json_each(?) AS j
    CROSS JOIN reply_link AS l ON l.post_id = j.value
    LEFT JOIN post AS p ON p.id = l.parent_post_id
    LEFT JOIN post_version AS v ON v.id = p.version_id
    LEFT JOIN reply_evidence AS e ON e.link_id = l.id
    ORDER BY l.post_id, l.ordinal, l.id, e.id
"""
_DECISIONS = """
    SELECT d.id, d.post_id, d.verdict, d.parent_kind, d.parent_post_id, d.ghost_id, d.decided_at,
           d.reason
    FROM json_each(?) AS j
    CROSS JOIN reply_decision AS d ON d.post_id = j.value
    ORDER BY d.id
"""

ARTICLE = "article"
"""``parent_kind`` of an edge to the article; the others are ``post`` and ``ghost``."""

NOT_A_REPLY = ReplyLink(LinkState.NONE, decided_by="reader")
"""The edge that is not there because the reader said so."""


def read_posts(
    connection: Connection, ids: Sequence[int], depths: Mapping[int, int] | None = None
) -> list[Post]:
    """Return posts in the order of ``ids``; ids that are not there are left out."""
    wanted = json.dumps(list(ids))
    rows = {row[0]: row for row in connection.exec_driver_sql(_POSTS, (wanted,)).fetchall()}
    if not rows:
        return []
    texts = {post: row[6] for post, row in rows.items()}
    quotes = _quotes(connection, wanted, texts)
    links = _links(connection, wanted)
    figures = _figures(connection, wanted)
    citations = _citations(connection, wanted)
    decisions: dict[int, list[Decision]] = {}
    for row in connection.exec_driver_sql(_DECISIONS, (wanted,)).fetchall():
        decisions.setdefault(row[1], []).append(decision_of(row))
    deleted = [post for post, row in rows.items() if row[11]]
    preserved = preserved_words(connection, texts, deleted)
    depth_of: Mapping[int, int] = depths if depths is not None else dict[int, int]()
    return [
        _post(
            rows[post],
            depth_of.get(post, 0),
            quotes.get(post, ()),
            links.get(post, ()),
            tuple(figures.get(post, ())),
            tuple(citations.get(post, ())),
            tuple(decisions.get(post, ())),
            preserved.get(post, ()),
        )
        for post in ids
        if post in rows
    ]


def _post(
    row: Any,  # noqa: ANN401 - a row holds whatever its columns hold
    depth: int,
    quotes: Sequence[Quote],
    links: Sequence[tuple[int, ReplyLink]],
    figures: tuple[Figure, ...],
    citations: tuple[Citation, ...],
    decisions: tuple[Decision, ...],
    preserved: tuple[Preserved, ...],
) -> Post:
    marked = unpack(row[13])
    primary = next((link for ordinal, link in links if ordinal == 0), NO_LINK)
    if any(each.verdict is Verdict.NOT_A_REPLY for each in decisions):
        primary = NOT_A_REPLY
    return Post(
        id=PostId(row[0]),
        thread=ThreadId(row[1]),
        ordinal=row[2],
        floor=row[3],
        opening=bool(row[4]),
        author=row[5],
        text=row[6],
        posted_at=row[7],
        posted_at_text=row[8],
        posted_at_from=TimeOrigin(row[9]) if row[9] is not None else None,
        depth=depth,
        quotes=tuple(quotes),
        reply_to=primary,
        also_replies_to=tuple(link for ordinal, link in links if ordinal > 0),
        notes=row[12],
        edited=row[10],
        deleted=bool(row[11]),
        kind=marked.kind,
        asides=tuple(Aside(kind, text) for kind, text in marked.asides),
        links=tuple(Link(Span(start, end), href) for start, end, href in marked.links),
        figures=figures,
        site_id=row[14],
        citations=citations,
        decisions=decisions,
        set_aside=tuple(link for ordinal, link in links if ordinal < 0),
        preserved=preserved,
    )


def decision_of(row: Any) -> Decision:  # noqa: ANN401 - a row holds whatever its columns hold
    """Return a row of ``reply_decision``: the columns in their order, without the thread."""
    number, post, verdict, kind, parent, ghost, at, reason = row
    return Decision(
        number,
        PostId(post),
        Verdict(verdict),
        Parent(
            PostId(parent) if parent is not None else None,
            GhostId(ghost) if ghost is not None else None,
            article=kind == ARTICLE,
        )
        if kind is not None
        else None,
        at,
        reason,
    )


def _figures(connection: Connection, wanted: str) -> dict[int, list[Figure]]:
    found: dict[int, list[Figure]] = {}
    for row in connection.exec_driver_sql(_FIGURES, (wanted,)).fetchall():
        found.setdefault(row[0], []).append(
            Figure(
                FigureId(row[1]),
                row[2],
                row[3],
                row[4],
                row[5],
                row[6],
                row[7],
                PictureId(row[8]) if row[8] is not None else None,
                row[9],
                row[10],
            )
        )
    return found


def _citations(connection: Connection, wanted: str) -> dict[int, list[Citation]]:
    found: dict[int, list[Citation]] = {}
    for row in connection.exec_driver_sql(_CITATIONS, (wanted,)).fetchall():
        source = Span(row[4], row[5]) if row[4] is not None else None
        found.setdefault(row[0], []).append(Citation(row[1], Span(row[2], row[3]), source))
    return found


def _quotes(
    connection: Connection, wanted: str, texts: Mapping[int, str]
) -> dict[int, list[Quote]]:
    found: dict[int, list[Quote]] = {}
    for row in connection.exec_driver_sql(_QUOTES, (wanted,)).fetchall():
        words = Span(row[3], row[4])
        found.setdefault(row[0], []).append(
            Quote(
                span=Span(row[1], row[2]),
                words=words,
                text=texts.get(row[0], "")[words.start : words.end],
                author=row[5],
                posted_at=row[6],
                posted_at_text=row[7],
                source_post=PostId(row[8]) if row[8] is not None else None,
                source_floor=row[9],
                ghost=GhostId(row[10]) if row[10] is not None else None,
            )
        )
    return found


def _links(connection: Connection, wanted: str) -> dict[int, list[tuple[int, ReplyLink]]]:
    """Return the edges of each post with their ordinals; one row an evidence, none counts too."""
    edges: dict[int, Any] = {}
    evidence: dict[int, list[Evidence]] = {}
    for row in connection.exec_driver_sql(_LINKS, (wanted,)).fetchall():
        edges.setdefault(row[1], row)
        if row[11] is not None:
            parent = Span(row[13], row[14]) if row[13] is not None else None
            evidence.setdefault(row[1], []).append(Evidence(Span(row[11], row[12]), parent))
    found: dict[int, list[tuple[int, ReplyLink]]] = {}
    for link, row in edges.items():
        edge = ReplyLink(
            state=LinkState(row[3]),
            post=PostId(row[4]) if row[4] is not None else None,
            to_article=row[5] == ARTICLE,
            floor=row[6],
            ghost=GhostId(row[7]) if row[7] is not None else None,
            rule=row[8],
            confidence=row[9],
            decided_by=row[10],
            evidence=tuple(evidence.get(link, ())),
        )
        found.setdefault(row[0], []).append((row[2], edge))
    return found
