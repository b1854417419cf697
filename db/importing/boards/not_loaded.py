"""Comments that a page counts, but had not loaded when it was saved."""

from __future__ import annotations

from db.records import Finding, Severity, finding


def not_loaded(count: int) -> tuple[Finding, ...]:
    """Return the finding that tells of comments that are missing; none where none are."""
    if not count:
        return ()
    return (
        finding(
            "comments-not-loaded",
            Severity.INFO,
            "Comments that the page had not loaded when it was saved: {count} in all.",
            count=count,
        ),
    )
