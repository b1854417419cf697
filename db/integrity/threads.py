"""What belongs together: threads, their heads and posts, articles, quotes and trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.records import Severity, ThreadId, finding
from db.threads import decisions, skeleton

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from db.integrity.collecting import Findings

_MISCOUNTED = """
    SELECT t.id, t.posts,
           (SELECT count(*) FROM post AS p WHERE p.thread_id = t.id AND p.opening = 0) AS found
    FROM thread AS t WHERE t.posts <> found ORDER BY t.id
"""
_HEADLESS = """
    SELECT t.id FROM thread AS t WHERE NOT EXISTS (
      SELECT 1 FROM capture_thread AS c
      WHERE c.capture_id = t.capture_id AND c.thread_id = t.id
    ) ORDER BY t.id
"""
_STRANGE_VERSIONS = """
    SELECT p.thread_id, p.id FROM post AS p JOIN post_version AS v ON v.id = p.version_id
    WHERE v.post_id <> p.id ORDER BY p.id
"""
# Offsets count in the blocks joined by line feeds, so each begins behind all that come before it.
_GAPS = """
    SELECT DISTINCT thread_id FROM (
      SELECT thread_id, start, coalesce(sum(length(text) + 1) OVER (
        PARTITION BY thread_id, capture_id ORDER BY ordinal
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS due
      FROM article_block
    ) WHERE start <> due ORDER BY thread_id
"""
_QUOTES_OUTSIDE = """
    SELECT q.thread_id, q.post_id FROM quote AS q
    JOIN post AS p ON p.id = q.post_id JOIN post_version AS v ON v.id = p.version_id
    WHERE q.start < 0 OR q.words_start < q.start OR q.words_end < q.words_start
       OR q."end" < q.words_end OR q."end" > length(v.text) ORDER BY q.id
"""
# what is cited is the article that is shown, or the title as it was captured
_CITATIONS_OUTSIDE = """
    SELECT c.thread_id, c.post_id FROM citation AS c
    JOIN post AS p ON p.id = c.post_id JOIN post_version AS v ON v.id = p.version_id
    JOIN thread AS t ON t.id = c.thread_id
    JOIN capture_thread AS h ON h.capture_id = t.capture_id AND h.thread_id = t.id
    WHERE c.start < 0 OR c."end" < c.start OR c."end" > length(v.text)
       OR c.source_start < 0 OR c.source_end < c.source_start
       OR c.source_end > CASE c.cited WHEN 'title' THEN length(h.title) ELSE (
            SELECT max(b.start + length(b.text)) FROM article_block AS b
            WHERE b.thread_id = t.id AND b.capture_id = t.capture_id) END
    ORDER BY c.id
"""
_EVIDENCE_OUTSIDE = """
    SELECT l.thread_id, l.post_id FROM reply_evidence AS e
    JOIN reply_link AS l ON l.id = e.link_id
    JOIN post AS p ON p.id = l.post_id JOIN post_version AS v ON v.id = p.version_id
    WHERE e.child_start < 0 OR e.child_end < e.child_start OR e.child_end > length(v.text)
    ORDER BY e.id
"""
_STRAYS = """
    SELECT l.thread_id, l.post_id FROM reply_link AS l
    JOIN post AS p ON p.id IN (l.post_id, l.parent_post_id) WHERE p.thread_id <> l.thread_id
    UNION ALL
    SELECT q.thread_id, q.post_id FROM quote AS q
    JOIN post AS p ON p.id IN (q.post_id, q.source_post_id) WHERE p.thread_id <> q.thread_id
    UNION ALL
    SELECT c.thread_id, c.post_id FROM citation AS c
    JOIN post AS p ON p.id = c.post_id WHERE p.thread_id <> c.thread_id
    UNION ALL
    SELECT n.thread_id, n.post_id FROM note AS n
    JOIN post AS p ON p.id = n.post_id WHERE p.thread_id <> n.thread_id
    UNION ALL
    SELECT d.thread_id, d.post_id FROM reply_decision AS d
    JOIN post AS p ON p.id IN (d.post_id, d.parent_post_id) WHERE p.thread_id <> d.thread_id
"""


def check(connection: Connection, findings: Findings) -> None:
    """Compare what rows say of each other."""
    with findings.reading("threads"):
        _check_threads(connection, findings)
    with findings.reading("quotes"):
        _check_offsets(connection, findings)
    with findings.reading("decisions"):
        _check_decisions(connection, findings)
    with findings.reading("trees"):
        _check_trees(connection, findings)


def _check_threads(connection: Connection, findings: Findings) -> None:
    for thread, said, found in connection.exec_driver_sql(_MISCOUNTED):
        findings.add(
            finding(
                "posts-miscounted",
                Severity.ERROR,
                "The thread should have {said} replies, and {found} are there.",
                f"thread {thread}",
                said=said,
                found=found,
            )
        )
    for (thread,) in connection.exec_driver_sql(_HEADLESS):
        findings.add(
            finding(
                "head-missing",
                Severity.ERROR,
                "What was saved of the head of the thread is missing; its posts are there.",
                f"thread {thread}",
            )
        )
    for thread, post in connection.exec_driver_sql(_STRANGE_VERSIONS):
        findings.add(
            finding(
                "version-misplaced",
                Severity.ERROR,
                "The post shows the words of another post.",
                f"thread {thread}, post {post}",
            )
        )
    for (thread,) in connection.exec_driver_sql(_GAPS):
        findings.add(
            finding(
                "article-incomplete",
                Severity.ERROR,
                "A part of the article is missing or out of place;"
                " its original bytes may still have it.",
                f"thread {thread}",
            )
        )


def _check_offsets(connection: Connection, findings: Findings) -> None:
    for statement in (_QUOTES_OUTSIDE, _CITATIONS_OUTSIDE, _EVIDENCE_OUTSIDE):
        for thread, post in connection.exec_driver_sql(statement):
            findings.add(
                finding(
                    "passage-outside",
                    Severity.WARNING,
                    "A quoted passage lies outside of the text it should be in; no text is lost.",
                    f"thread {thread}, post {post}",
                )
            )
    for thread, post in connection.exec_driver_sql(_STRAYS):
        findings.add(
            finding(
                "thread-mixed",
                Severity.WARNING,
                "A quote, a reply mark or a note leads to a post of another thread;"
                " no text is lost.",
                f"thread {thread}, post {post}",
            )
        )


def _check_decisions(connection: Connection, findings: Findings) -> None:
    """See whether what is in force follows from what the rules found and the reader decided."""
    for thread in decisions.decided_threads(connection):
        findings.step()
        with findings.reading(f"thread {thread}"):
            standing = decisions.standing(connection, thread)
            if decisions.plan(connection, thread, standing).changed:
                findings.add(
                    finding(
                        "decisions-not-in-force",
                        Severity.WARNING,
                        "The reply marks of the thread do not follow from what you decided of"
                        " them; no text and no decision is lost.  “beilin reindex” puts that"
                        " right.",
                        f"thread {thread}",
                    )
                )


def _check_trees(connection: Connection, findings: Findings) -> None:
    """Compare the trees that are kept with the links; one that is missing is built when needed."""
    threads = connection.exec_driver_sql(
        "SELECT thread_id FROM skeleton WHERE version = ? ORDER BY thread_id", (skeleton.VERSION,)
    )
    for thread in threads.scalars().all():
        findings.step()
        with findings.reading(f"thread {thread}"):
            kept = skeleton.stored(connection, thread)
            built = skeleton.from_rows(connection, ThreadId(thread))
            if kept is None or skeleton.pack(kept) != skeleton.pack(built):
                findings.add(
                    finding(
                        "tree-stale",
                        Severity.WARNING,
                        "The reply tree that is kept of the thread does not fit its posts;"
                        " no text is lost.  “beilin reindex” builds it anew.",
                        f"thread {thread}",
                    )
                )
