"""The texts: every version of a post and every block of an article against its digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.digests import block_digest, post_digest
from db.records import Severity, finding

if TYPE_CHECKING:
    from db.driver import RawConnection
    from db.integrity.collecting import Findings

# Texts are read as the bytes they are: damaged ones may be no text any more.
_VERSIONS = """
    SELECT p.thread_id, v.post_id, CAST(v.author AS BLOB), CAST(v.text AS BLOB), v.digest
    FROM post_version AS v LEFT JOIN post AS p ON p.id = v.post_id ORDER BY v.id
"""
_BLOCKS = """
    SELECT thread_id, ordinal, CAST(type AS BLOB), CAST(text AS BLOB), digest
    FROM article_block ORDER BY id
"""
_ROWS = 128


def size(connection: RawConnection, findings: Findings) -> int:
    """Return how many texts there are."""
    with findings.reading("posts"):
        return sum(
            int(connection.execute(statement).fetchone()[0])
            for statement in (
                "SELECT count(*) FROM post_version",
                "SELECT count(*) FROM article_block",
            )
        )
    return 0


def check(connection: RawConnection, findings: Findings, weight: int) -> None:
    """Compare the digest of each text; each counts for ``weight`` in the progress."""
    with findings.reading("posts"):
        rows = connection.execute(_VERSIONS)
        for number, (thread, post, author, text, digest) in enumerate(rows, 1):
            if post_digest(author, text) != digest:
                findings.add(
                    finding(
                        "post-damaged",
                        Severity.ERROR,
                        "The text of a post is not what was saved;"
                        " its original bytes may still have it.",
                        f"thread {thread}, post {post}",
                    )
                )
            if number % _ROWS == 0:
                findings.step(_ROWS * weight)
    with findings.reading("articles"):
        rows = connection.execute(_BLOCKS)
        for number, (thread, ordinal, kind, text, digest) in enumerate(rows, 1):
            if block_digest(kind, text) != digest:
                findings.add(
                    finding(
                        "article-damaged",
                        Severity.ERROR,
                        "A part of an article is not what was saved;"
                        " its original bytes may still have it.",
                        f"thread {thread}, block {ordinal}",
                    )
                )
            if number % _ROWS == 0:
                findings.step(_ROWS * weight)
