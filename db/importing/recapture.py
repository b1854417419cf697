"""A thread that is known, captured anew: posts keep their identity, nothing is overwritten.

Each capture has its own version of each of its posts; the newest is shown.  Posts that the new
capture has not stay with the version they had.  What is derived (reply links, lost posts, tree,
index) is made anew of what is shown then; notes follow their words.

``plan`` works all of that out before the transaction; ``updating`` writes it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from db.engine import raw
from db.importing import paging
from db.importing.drafts import BlockDraft, ThreadDraft
from db.importing.marking import quotes_of, time_of
from db.importing.matching import Face, match
from db.importing.prepared import Derived, ShownPost, derive, shown
from db.importing.words import letters_of, words_of
from db.records import BlockType, PostId, Span, ThreadId, TimeOrigin
from db.replies.desk import reading_order
from db.replies.floors import Floor
from db.text import fold
from db.threads.marked import unpack

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from db.importing.drafts import PostDraft
    from db.importing.prepared import Prepared, PreparedThread

_THREAD = """
    SELECT t.id, t.capture_id, t.title_edited, t.trashed_at IS NOT NULL,
           (SELECT max(capture_id) FROM capture_thread WHERE thread_id = t.id),
           c.latest_post_at, s.captured_at, c.timezone, c.title, c.article_author, c.poster,
           (SELECT max((SELECT max(v.id) FROM post_version AS v
                         WHERE v.capture_id = k.capture_id))
             FROM capture_thread AS k WHERE k.thread_id = t.id),
           t.reply_revision
    FROM thread AS t
    JOIN capture_thread AS c ON c.capture_id = t.capture_id AND c.thread_id = t.id
    JOIN capture AS s ON s.id = t.capture_id
    WHERE t."key" = ?
"""
_KEY = 'SELECT "key" FROM thread WHERE id = ?'
_POSTS = """
    SELECT p.id, p.site_id, p.opening, v.floor, v.author, v.text, v.posted_at, v.posted_at_from,
           v.id, v.digest, v.marked
    FROM post AS p JOIN post_version AS v ON v.id = p.version_id
    WHERE p.thread_id = ? ORDER BY p.ordinal, p.id
"""
_QUOTES = (
    'SELECT post_id, start, "end", words_start, words_end, ghost_id FROM quote WHERE thread_id = ?'
)


ABSENT = -1


@dataclass(frozen=True, slots=True)
class Stored:
    """A post as it is stored and shown before the import."""

    id: PostId
    version: int
    post: ShownPost
    quotes: tuple[Span, ...]
    printed_at: str | None


@dataclass(frozen=True, slots=True)
class Merged:
    """A post of the thread after the import: stored before, in the new capture, or both.

    ``place`` is where it stands in the new capture, ``ABSENT`` if it does not.
    """

    stored: Stored | None
    place: int

    @property
    def captured(self) -> bool:
        """Whether the new capture has it."""
        return self.place != ABSENT


@dataclass(frozen=True, slots=True)
class Plan:
    """What a known thread becomes.

    ``base`` is what the thread was when this was worked out; ``newest`` says that the new capture
    is to be shown, ``other_page`` that it holds other posts of the thread altogether.
    """

    thread: ThreadId
    base: tuple[object, ...]
    newest: bool
    other_page: bool
    trashed: bool
    merged: tuple[Merged, ...]
    derived: Derived
    ghosts: Mapping[int, int]
    resolved: Mapping[int, int]
    changed: int

    @property
    def added(self) -> int:
        """How many posts are new to the thread."""
        return sum(each.stored is None for each in self.merged)

    @property
    def posts(self) -> int:
        """How many floors the thread has then."""
        return len(self.derived.tree)


@dataclass(frozen=True, slots=True)
class Again:
    """A capture that is there and was read anew.

    ``without`` are posts that only its earlier reading had, and the new one has not.
    """

    capture: int
    without: frozenset[int] = frozenset()


def plan(
    connection: Connection,
    thread: PreparedThread,
    prepared: Prepared,
    again: Again | None = None,
) -> Plan | None:
    """Work out what a known thread becomes by a new capture; ``None`` if it is not known."""
    row = connection.exec_driver_sql(_THREAD, (thread.key,)).one_or_none()
    if row is None:
        return None
    number = ThreadId(row[0])
    stored, quotes = _stored(connection, number)
    if again is not None:
        stored = [each for each in stored if each.id not in again.without]
    found = match([_face(each) for each in stored], _faces(thread))
    other_page = paging.is_other_page(thread.draft, found)
    if again is not None:
        newest = row[1] == again.capture
    elif other_page:
        newest = thread.draft.page == 1
    else:
        newest = _is_newer(thread.draft, prepared.captured_at, row[5], row[6])
    merged = _merge(stored, found, thread.draft, newest=newest)
    posts = [_shown_after(each, thread.draft, newest=newest) for each in merged]
    draft = thread.draft if newest else _stored_head(connection, number, row, thread.draft)
    derived = derive(draft, row[2] or draft.title, posts)
    ghosts, resolved = _ghosts(quotes, derived, [_id(each) for each in merged])
    changed = sum(
        each.stored is not None
        and each.captured
        and each.stored.post.text != thread.draft.posts[each.place].text
        for each in merged
    )
    return Plan(
        number,
        _base(row),
        newest,
        other_page,
        bool(row[3]),
        tuple(merged),
        derived,
        ghosts,
        resolved,
        changed,
    )


def plan_links(connection: Connection, thread: ThreadId) -> Plan | None:
    """Work out the links of a thread anew, of the posts that are shown; ``None`` if it is gone."""
    key = connection.exec_driver_sql(_KEY, (thread,)).scalar_one_or_none()
    row = connection.exec_driver_sql(_THREAD, (key,)).one_or_none()
    if row is None:
        return None
    stored, quotes = _stored(connection, thread)
    draft = _stored_head(connection, thread, row, ThreadDraft(row[8], blocks=(), posts=()))
    derived = derive(draft, row[2] or draft.title, [each.post for each in stored])
    ghosts, resolved = _ghosts(quotes, derived, [each.id for each in stored])
    merged = tuple(Merged(each, ABSENT) for each in stored)
    return Plan(
        thread,
        _base(row),
        newest=False,
        other_page=False,
        trashed=bool(row[3]),
        merged=merged,
        derived=derived,
        ghosts=ghosts,
        resolved=resolved,
        changed=0,
    )


def holds_still(connection: Connection, planned: Plan) -> bool:
    """Tell whether the thread is still what it was when ``plan_links`` looked at it."""
    key = connection.exec_driver_sql(_KEY, (planned.thread,)).scalar_one_or_none()
    row = raw(connection).execute(_THREAD, (key,)).fetchone()
    return row is not None and _base(row) == planned.base


def _base(row: Any) -> tuple[object, ...]:  # noqa: ANN401 - a row of whatever columns
    # the last but one: a capture was read anew; the last: the reader decided something
    return (row[0], row[1], row[2], row[4], row[11], row[12])


def holds(connection: Connection, thread: PreparedThread, planned: Plan | None) -> bool:
    """Tell whether the thread is still what it was when ``plan`` looked at it."""
    row = raw(connection).execute(_THREAD, (thread.key,)).fetchone()
    if row is None or planned is None:
        return row is None and planned is None
    return _base(row) == planned.base


def _stored(
    connection: Connection, thread: ThreadId
) -> tuple[list[Stored], dict[tuple[int, int, int], int]]:
    """Return the posts of a thread, and the lost posts by the words of quotes that show them."""
    spans: dict[int, list[Span]] = {}
    ghosts: dict[tuple[int, int, int], int] = {}
    for post, start, end, words_start, words_end, ghost in connection.exec_driver_sql(
        _QUOTES, (thread,)
    ):
        spans.setdefault(post, []).append(Span(start, end))
        if ghost is not None:
            ghosts[post, words_start, words_end] = ghost
    posts = [
        Stored(
            PostId(row[0]),
            row[8],
            ShownPost(
                row[5],
                row[4],
                row[3],
                # what a quote told is told anew
                None if row[7] == "quote" else row[6],
                bool(row[2]),
                row[1],
                *_marks(row[10]),
            ),
            tuple(spans.get(row[0], ())),
            row[6] if row[7] == TimeOrigin.PAGE else None,
        )
        for row in connection.exec_driver_sql(_POSTS, (thread,))
    ]
    return posts, ghosts


def _marks(text: str | None) -> tuple[Any, ...]:
    """Return what the page states of a stored post: parent, its author and time, quotes."""
    marked = unpack(text)
    return (
        marked.parent,
        marked.parent_author,
        time_of(marked.parent_time),
        quotes_of(marked),
    )


def _is_newer(
    draft: ThreadDraft, captured_at: str | None, latest: str | None, captured_before: str | None
) -> bool:
    """Tell whether a capture is newer than the one shown: by its latest reply, else by its time."""
    pairs = (
        (draft.latest_post.iso if draft.latest_post is not None else None, latest),
        (captured_at, captured_before),
    )
    for new, old in pairs:
        moments = (_moment(new), _moment(old))
        if moments[0] is not None and moments[1] is not None and moments[0] != moments[1]:
            return moments[0] > moments[1]
    return True


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _own(text: str, quotes: Iterable[Span]) -> str:
    parts: list[str] = []
    at = 0
    for quote in sorted(quotes, key=lambda span: span.start):
        if quote.start > at:
            parts.append(text[at : quote.start])
        at = max(at, quote.end)
    parts.append(text[at:])
    return letters_of("".join(parts))


def _face(stored: Stored) -> Face:
    post = stored.post
    return Face(
        fold(post.author or ""),
        post.label,
        words_of(post.text),
        _own(post.text, stored.quotes) if stored.quotes else "",
        post.site_id,
        stored.printed_at,
    )


def _printed_at(draft: PostDraft) -> str | None:
    time = draft.time
    return time.iso if time is not None and time.origin is TimeOrigin.PAGE else None


def _faces(thread: PreparedThread) -> list[Face]:
    quotes: dict[int, list[Span]] = {}
    for quote in thread.derived.inference.quotes:
        quotes.setdefault(quote.floor, []).append(quote.span)
    return [
        Face(
            fold(draft.author or ""),
            draft.floor,
            words_of(draft.text),
            _own(draft.text, quotes[place]) if place in quotes else "",
            draft.site_id,
            _printed_at(draft),
        )
        for place, draft in enumerate(thread.draft.posts)
    ]


def _merge(
    stored: Sequence[Stored], found: Sequence[int | None], draft: ThreadDraft, *, newest: bool
) -> list[Merged]:
    """Put the posts of both in one order.

    It is that of the shown capture, with each of the others behind the post it stood behind; and
    that of their numbers where these tell.
    """
    place_of = {old: place for place, old in enumerate(found) if old is not None}
    both = {old: Merged(stored[old], place) for old, place in place_of.items()}
    from_new = [
        both[old] if old is not None else Merged(None, place) for place, old in enumerate(found)
    ]
    from_old = [both.get(old) or Merged(each, ABSENT) for old, each in enumerate(stored)]
    first, second = (from_new, from_old) if newest else (from_old, from_new)
    merged = paging.in_turn(from_old, from_new, draft) or _interleave(first, second)
    labels = [Floor("", label=_shown_after(each, draft, newest=newest).label) for each in merged]
    return [merged[place] for place in reading_order(labels)]


def _interleave(first: list[Merged], second: list[Merged]) -> list[Merged]:
    """Insert what only ``second`` has behind what it stands behind there."""
    shared = {id(each) for each in first}
    behind: dict[int, list[Merged]] = {}
    before = 0
    for each in second:
        if id(each) in shared:
            before = id(each)
        else:
            behind.setdefault(before, []).append(each)
    merged = list(behind.get(0, ()))
    for each in first:
        merged.append(each)
        merged += behind.get(id(each), ())
    return merged


def _shown_after(each: Merged, draft: ThreadDraft, *, newest: bool) -> ShownPost:
    if each.stored is not None and not (newest and each.captured):
        return each.stored.post
    return shown(draft.posts[each.place])


def _stored_head(
    connection: Connection,
    thread: ThreadId,
    row: Any,  # noqa: ANN401 - a row of whatever columns
    draft: ThreadDraft,
) -> ThreadDraft:
    """Return the head and article that stay shown, as a draft to derive from."""
    blocks = connection.exec_driver_sql(
        "SELECT b.type, b.text, f.caption FROM article_block AS b"
        " LEFT JOIN figure AS f ON f.block_id = b.id"
        " WHERE b.thread_id = ? AND b.capture_id = ? ORDER BY b.ordinal",
        (thread, row[1]),
    )
    return replace(
        draft,
        title=row[8],
        timezone=row[7],
        article_author=row[9],
        poster=row[10],
        blocks=tuple(
            BlockDraft(BlockType(kind), text, caption=caption) for kind, text, caption in blocks
        ),
    )


def _id(each: Merged) -> PostId | None:
    return each.stored.id if each.stored is not None else None


def _ghosts(
    before: Mapping[tuple[int, int, int], int], derived: Derived, ids: Sequence[PostId | None]
) -> tuple[dict[int, int], dict[int, int]]:
    """Find the lost posts again by the quotes that showed them.

    Returns:
        The numbers of lost posts that are still lost, by their place; and of those that are found
        the place of the post each of them is.
    """
    same: dict[int, int] = {}
    found: dict[int, int] = {}
    taken: set[int] = set()
    for quote in derived.inference.quotes:
        post = ids[quote.floor]
        ghost = before.get((post, quote.words.start, quote.words.end)) if post else None
        if ghost is None:
            continue
        if quote.source is not None:
            found.setdefault(ghost, quote.source)
        elif quote.ghost is not None and quote.ghost not in same and ghost not in taken:
            same[quote.ghost] = ghost
            taken.add(ghost)
    return same, found
