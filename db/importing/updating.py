"""Writing a new capture of a thread that is known, as ``recapture.plan`` worked it out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from db.importing import standing
from db.importing.adding import numbered
from db.importing.carrying import carry_over
from db.importing.knowing import in_trash
from db.notes import reanchor, reanchor_article
from db.records import Finding, Severity, TimeOrigin, finding
from db.search import index_thread
from db.threads import skeleton
from db.threads.events import record
from db.threads.heads import article_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Connection

    from db.importing.drafts import PostDraft, ThreadDraft
    from db.importing.prepared import PreparedThread
    from db.importing.recapture import Plan
    from db.importing.rows import Writer
    from db.replies.floors import LearnedTime

_SHOW = "UPDATE post SET version_id = ?, ordinal = ? WHERE id = ?"
_TIME = (
    "UPDATE post_version SET posted_at = ?, posted_at_text = ?, posted_at_from = ?"
    " WHERE id = ? AND (posted_at_from IS NULL OR posted_at_from = 'quote')"
)


def update_thread(
    writer: Writer,
    prepared: PreparedThread,
    planned: Plan,
    capture: int,
    gone: Collection[int] = (),
) -> tuple[Finding, ...]:
    """Write a capture of a known thread; return what was found about it.

    Posts that are ``gone`` with an earlier reading are still there, but not of the thread any more.
    """
    connection = writer.connection
    thread, draft, derived = planned.thread, prepared.draft, planned.derived
    then = standing.before(connection, thread)
    standing.keep_words(writer, thread, gone)
    writer.pictures(prepared.pictures)
    writer.head(capture, thread, draft)
    ids = _write_posts(writer, planned, draft, capture)
    connection.exec_driver_sql(
        "UPDATE thread SET capture_id = CASE WHEN ? THEN ? ELSE capture_id END, posts = ?,"
        " reply_engine = ? WHERE id = ?",
        (planned.newest, capture, planned.posts, derived.inference.version, thread),
    )
    carry_over(connection, thread, capture)
    _write_replies(writer, planned, ids)
    skeleton.keep(connection, thread, numbered(derived.tree, ids))
    index_thread(connection, thread, derived.units, ids)
    findings = (
        *prepared.findings,
        *_told(planned, draft),
        *standing.put_in_force(writer, thread, then, ids),
        *_follow_notes(connection, planned, draft),
        *in_trash(trashed=planned.trashed),
    )
    writer.findings(capture, thread, findings)
    record(
        connection,
        "captured-again",
        thread=thread,
        capture=capture,
        detail=json.dumps({"added": planned.added, "changed": planned.changed}),
    )
    return findings


def relink_thread(writer: Writer, planned: Plan) -> tuple[Finding, ...]:
    """Write links, quotes and lost posts anew of posts that stay; return what changed."""
    connection = writer.connection
    thread, derived = planned.thread, planned.derived
    then = standing.before(connection, thread)
    ids = [each.stored.id for each in planned.merged if each.stored is not None]
    writer.many(_TIME, _learned(planned, ())[0])
    _write_replies(writer, planned, ids)
    skeleton.keep(connection, thread, numbered(derived.tree, ids))
    index_thread(connection, thread, derived.units, ids)
    connection.exec_driver_sql(
        "UPDATE thread SET reply_engine = ? WHERE id = ?", (derived.inference.version, thread)
    )
    record(connection, "relinked", thread=thread, detail=derived.inference.version)
    return tuple(standing.put_in_force(writer, thread, then, ids))


def _write_posts(writer: Writer, planned: Plan, draft: ThreadDraft, capture: int) -> Sequence[int]:
    """Write new posts and the versions of all, put the posts in order; return their numbers."""
    versions = writer.numbers.take("post_version", len(draft.posts))
    fresh = iter(writer.numbers.take("post", planned.added))
    new: list[tuple[int, int, int, PostDraft]] = []
    moved: list[tuple[object, ...]] = []
    ids: list[int] = []
    post_of: dict[int, int] = {}
    for ordinal, each in enumerate(planned.merged):
        number: int
        if each.stored is not None:
            number = each.stored.id
            fresh_version = planned.newest and each.captured
            version = versions[each.place] if fresh_version else each.stored.version
            moved.append((version, ordinal, number))
        else:
            number = next(fresh)
            new.append((number, versions[each.place], ordinal, draft.posts[each.place]))
        ids.append(number)
        if each.captured:
            post_of[each.place] = number
    writer.posts(planned.thread, new)
    shown, learned = _learned(planned, versions)
    writer.versions(
        planned.thread,
        capture,
        [
            (version, post_of[place], post)
            for place, (version, post) in enumerate(zip(versions, draft.posts, strict=True))
        ],
        learned,
    )
    writer.many(_SHOW, moved)
    writer.many(_TIME, shown)
    return ids


def _learned(
    planned: Plan, versions: Sequence[int]
) -> tuple[list[tuple[object, ...]], Mapping[int, LearnedTime]]:
    """Divide the times that quotes tell: of versions that are shown already, and of new ones."""
    shown: list[tuple[object, ...]] = []
    new: dict[int, LearnedTime] = {}
    for time in planned.derived.inference.times:
        each = planned.merged[time.floor]
        if each.stored is None or (planned.newest and each.captured):
            new[versions[each.place]] = time
        else:
            origin = TimeOrigin.QUOTE.value
            shown.append((time.posted_at, time.posted_at_text, origin, each.stored.version))
    return shown, new


def _write_replies(writer: Writer, planned: Plan, ids: Sequence[int]) -> None:
    """Write quotes, citations and links anew; lost posts that are found point to what they are."""
    inference = planned.derived.inference
    for table in ("reply_link", "quote", "citation"):
        writer.connection.exec_driver_sql(
            f"DELETE FROM {table} WHERE thread_id = ?",  # noqa: S608 - names of our own
            (planned.thread,),
        )
    ghosts = writer.ghosts(planned.thread, inference, planned.ghosts)
    writer.many(
        "UPDATE ghost SET resolved_post_id = ? WHERE id = ?",
        [(ids[place], ghost) for ghost, place in planned.resolved.items()],
    )
    writer.replies(planned.thread, inference, ids, ghosts)


def _told(planned: Plan, draft: ThreadDraft) -> list[Finding]:
    if planned.other_page:
        return [
            finding(
                "another-page",
                Severity.INFO,
                "Another page of a thread that is known: {added} floors are new.",
                added=planned.added,
            )
        ]
    told = [
        finding(
            "captured-again",
            Severity.INFO,
            "The thread was captured before: {added} floors are new, {changed} have other words, "
            "{absent} are only in earlier captures and stay.",
            added=planned.added,
            changed=planned.changed,
            absent=len(planned.merged) - len(draft.posts),
        )
    ]
    if not planned.newest:
        told.append(
            finding(
                "older-capture",
                Severity.INFO,
                "This capture is older than the one that is shown, which stays shown.",
            )
        )
    return told


def _follow_notes(connection: Connection, planned: Plan, draft: ThreadDraft) -> list[Finding]:
    """Follow the words of notes to the texts that are shown now."""
    if not planned.newest:
        return []
    noted = set(
        connection.exec_driver_sql(
            "SELECT DISTINCT post_id FROM note WHERE thread_id = ?", (planned.thread,)
        ).scalars()
    )
    review = 0
    for each in planned.merged:
        if each.stored is not None and each.captured and each.stored.id in noted:
            text = draft.posts[each.place].text
            review += len(reanchor(connection, each.stored.id, text).review)
    if None in noted:
        text = article_text(connection, planned.thread)
        review += len(reanchor_article(connection, planned.thread, text).review)
    if not review:
        return []
    return [
        finding(
            "notes-need-review",
            Severity.WARNING,
            "Notes whose words are not where they were: {count} in all; look at them.",
            count=review,
        )
    ]
