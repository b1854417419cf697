"""Rows of a capture and its thread, written by a few ``executemany`` calls.

Every function runs inside the caller's transaction, which is the only writer, and gives numbers to
what it writes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from db.digests import block_digest, post_digest
from db.engine import raw
from db.importing.marking import marks_of
from db.importing.numbering import Numbers, new_id
from db.records import BlockType, LinkState, TimeOrigin
from db.threads.pictures import BY_CAPTURE, keep

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from db.importing.drafts import PostDraft, ThreadDraft
    from db.importing.picturing import PreparedPicture
    from db.importing.prepared import Prepared
    from db.records import Finding
    from db.replies.floors import Inference, LearnedTime

_CAPTURE = (
    "INSERT INTO capture(id, sha256, bytes, file_name, captured_at, captured_at_from,"
    " imported_at, encoding, encoding_reason, format, reader_version, complete, url)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_CHUNK = "INSERT INTO capture_chunk(capture_id, ordinal, data) VALUES (?, ?, ?)"
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
    "INSERT INTO figure(id, block_id, thread_id, credit, caption, alt, src, image, picture_id,"
    " attached_by, attached_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_POST = (
    "INSERT INTO post(id, thread_id, version_id, ordinal, site_id, opening)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
_VERSION = (
    "INSERT INTO post_version(id, post_id, capture_id, floor, author, text, posted_at,"
    " posted_at_text, posted_at_from, edited, deleted, digest, marked)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_POST_FIGURE = (
    "INSERT INTO post_figure(id, thread_id, version_id, ordinal, at, credit, caption, alt, src,"
    " image, picture_id, attached_by, attached_from)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
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
_CITATION = (
    'INSERT INTO citation(id, thread_id, post_id, ordinal, cited, start, "end", source_start,'
    " source_end) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_LINK = (
    "INSERT INTO reply_link(id, thread_id, post_id, ordinal, parent_kind, parent_post_id,"
    " ghost_id, state, rule, confidence, decided_by, engine_version, engine_ordinal, engine_state)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?4, ?8)"
)
_EVIDENCE = (
    "INSERT INTO reply_evidence(id, link_id, child_start, child_end, parent_start, parent_end)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)

Time = tuple[str | None, str | None, str | None]
"""ISO 8601, the words, and how it is known."""


class Writer:
    """Writes the rows of one import.

    It speaks to the driver: of the small statements of an import Core took a third.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.numbers = Numbers(connection)
        self._raw = raw(connection)
        self._pictures: dict[str, int] = {}

    def many(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Run a statement for each row."""
        self._raw.executemany(statement, rows)

    def capture(self, prepared: Prepared, at: str, *, complete: bool = True) -> int:
        """Write the original bytes with what is known of them, and the findings of reading them.

        Args:
            prepared: the capture.
            at: when this is.
            complete: whether all its threads are written in this transaction.

        Raises:
            FileUnreadable: the bytes are not any more what was read.
        """
        capture = new_id(self.connection, "capture")
        row = (
            capture,
            prepared.sha256,
            prepared.original.size,
            prepared.file_name,
            prepared.captured_at,
            prepared.captured_at_from,
            at,
            prepared.encoding,
            prepared.encoding_reason,
            prepared.format,
            prepared.reader_version,
            int(complete),
            prepared.url,
        )
        self._raw.execute(_CAPTURE, row)
        for ordinal, data in enumerate(prepared.original.chunks()):
            self._raw.execute(_CHUNK, (capture, ordinal, data))
        self.findings(capture, None, prepared.findings)
        return capture

    def findings(self, capture: int, thread: int | None, findings: Sequence[Finding]) -> None:
        """Write the findings of a capture, or of one thread in it."""
        numbers = self.numbers.take("finding", len(findings))
        self.many(
            _FINDING,
            [
                (
                    number,
                    capture,
                    thread,
                    found.code,
                    found.severity.value,
                    found.place,
                    found.message,
                    found.template,
                    json.dumps(dict(found.values), ensure_ascii=False),
                )
                for number, found in zip(numbers, findings, strict=True)
            ],
        )

    def pictures(self, pictures: Iterable[PreparedPicture]) -> None:
        """Keep the pictures of the thread that is written next, by their addresses."""
        self._pictures = {
            each.src: keep(self.connection, each.data, each.media_type, None) for each in pictures
        }

    def _attached(self, src: str | None) -> tuple[str, int | None, str | None, str | None]:
        """Return what stands where an image stood: the picture of its address, or none."""
        picture = self._pictures.get(src) if src is not None else None
        if picture is None:
            return ("missing", None, None, None)
        return ("attached", picture, BY_CAPTURE, src)

    def head(self, capture: int, thread: int, draft: ThreadDraft) -> None:
        """Write what a capture prints above the floors: the head, the article, its figures."""
        latest, published = draft.latest_post, draft.published
        row = (
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
        )
        self._raw.execute(_HEAD, row)
        self._article(capture, thread, draft)

    def _article(self, capture: int, thread: int, draft: ThreadDraft) -> None:
        blocks: list[tuple[object, ...]] = []
        figures: list[tuple[object, ...]] = []
        start = 0
        numbers = self.numbers.take("article_block", len(draft.blocks))
        for ordinal, (number, block) in enumerate(zip(numbers, draft.blocks, strict=True)):
            kind = block.type.value
            digest = block_digest(kind, block.text)
            blocks.append((number, thread, capture, ordinal, kind, start, block.text, digest))
            start += len(block.text) + 1
            if block.type is BlockType.FIGURE:
                (figure,) = self.numbers.take("figure", 1)
                what = (block.credit, block.caption, block.alt, block.src)
                figures.append((figure, number, thread, *what, *self._attached(block.src)))
        self.many(_BLOCK, blocks)
        self.many(_FIGURE, figures)

    def posts(self, thread: int, posts: Iterable[tuple[int, int, int, PostDraft]]) -> None:
        """Write new posts: number, number of the version shown, place in the thread, draft."""
        self.many(
            _POST,
            [
                (number, thread, version, ordinal, draft.site_id, int(draft.opening))
                for number, version, ordinal, draft in posts
            ],
        )

    def versions(
        self,
        thread: int,
        capture: int,
        posts: Iterable[tuple[int, int, PostDraft]],
        learned: Mapping[int, LearnedTime],
    ) -> None:
        """Write what a capture prints of its posts.

        Args:
            thread: the thread.
            capture: the capture.
            posts: the number of the version, that of the post, and the draft.
            learned: times that only quotes tell, by the number of the version.
        """
        listed = list(posts)
        self.many(
            _VERSION,
            [
                (
                    version,
                    post,
                    capture,
                    draft.floor,
                    draft.author,
                    draft.text,
                    *time_of(draft, learned.get(version)),
                    draft.edited,
                    int(draft.deleted),
                    post_digest(draft.author, draft.text),
                    marks_of(draft),
                )
                for version, post, draft in listed
            ],
        )
        self._post_figures(thread, listed)

    def _post_figures(self, thread: int, posts: Sequence[tuple[int, int, PostDraft]]) -> None:
        """Write the places where images stood in posts."""
        found = [
            (
                *(thread, version, ordinal, figure.at),
                *(figure.credit, figure.caption, figure.alt, figure.src),
                *self._attached(figure.src),
            )
            for version, _, draft in posts
            if draft.figures
            for ordinal, figure in enumerate(draft.figures)
        ]
        numbers = self.numbers.take("post_figure", len(found))
        self.many(
            _POST_FIGURE, [(number, *row) for number, row in zip(numbers, found, strict=True)]
        )

    def ghosts(self, thread: int, inference: Inference, known: Mapping[int, int]) -> Sequence[int]:
        """Return the numbers of the lost posts, writing those that have none in ``known``."""
        ids: list[int] = []
        rows: list[tuple[object, ...]] = []
        for place, ghost in enumerate(inference.ghosts):
            if place in known:
                ids.append(known[place])
                continue
            (number,) = self.numbers.take("ghost", 1)
            ids.append(number)
            what = (ghost.author, ghost.posted_at, ghost.posted_at_text, ghost.text)
            rows.append((number, thread, *what))
        self.many(_GHOST, rows)
        return ids

    def replies(
        self, thread: int, inference: Inference, posts: Sequence[int], ghosts: Sequence[int]
    ) -> None:
        """Write quotes, citations, reply links and their evidence.

        Args:
            thread: the thread.
            inference: what was found, by places of posts and lost posts.
            posts: the numbers of the posts, in order.
            ghosts: the numbers of the lost posts, in order.
        """
        quotes = inference.quotes
        ordinals = _counted(quote.floor for quote in quotes)
        self.many(
            _QUOTE,
            [
                (
                    number,
                    thread,
                    posts[quote.floor],
                    ordinal,
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
                for number, ordinal, quote in zip(
                    self.numbers.take("quote", len(quotes)), ordinals, quotes, strict=True
                )
            ],
        )
        self._citations(thread, inference, posts)
        self._links(thread, inference, posts, ghosts)

    def _citations(self, thread: int, inference: Inference, posts: Sequence[int]) -> None:
        found = inference.citations
        numbers = self.numbers.take("citation", len(found))
        ordinals = _counted(each.floor for each in found)
        self.many(
            _CITATION,
            [
                (
                    *(number, thread, posts[each.floor], ordinal, each.of),
                    *(each.span.start, each.span.end),
                    *((each.source.start, each.source.end) if each.source else (None, None)),
                )
                for number, ordinal, each in zip(numbers, ordinals, found, strict=True)
            ],
        )

    def _links(
        self, thread: int, inference: Inference, posts: Sequence[int], ghosts: Sequence[int]
    ) -> None:
        # the primary edge of a post is its first: by it the tree is drawn
        ordered = sorted(inference.links, key=lambda link: (link.child, not link.primary))
        numbers = self.numbers.take("reply_link", len(ordered))
        ordinals = _counted(link.child for link in ordered)
        links: list[tuple[object, ...]] = []
        evidence: list[tuple[object, ...]] = []
        for number, ordinal, link in zip(numbers, ordinals, ordered, strict=True):
            links.append(
                (
                    number,
                    thread,
                    posts[link.child],
                    ordinal,
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
                (proof,) = self.numbers.take("reply_evidence", 1)
                above = (found.parent.start, found.parent.end) if found.parent else (None, None)
                evidence.append((proof, number, found.child.start, found.child.end, *above))
        self.many(_LINK, links)
        self.many(_EVIDENCE, evidence)


def time_of(draft: PostDraft, learned: LearnedTime | None) -> Time:
    """Return when a post was written, in which words, and how that is known."""
    if draft.time is not None:
        return draft.time.iso, draft.time.text, draft.time.origin.value
    if learned is not None:
        return learned.posted_at, learned.posted_at_text, TimeOrigin.QUOTE.value
    return None, None, None


def _number(numbers: Sequence[int], place: int | None) -> int | None:
    return None if place is None else numbers[place]


def _counted(keys: Iterable[int]) -> list[int]:
    """Return for each key how many of the same came before it."""
    seen: dict[int, int] = {}
    counts: list[int] = []
    for key in keys:
        counts.append(seen.get(key, 0))
        seen[key] = counts[-1] + 1
    return counts
