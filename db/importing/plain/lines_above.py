"""Lines above a thread that no field of it takes: kept as a finding, so that none is lost."""

from __future__ import annotations

from db.records import Finding, Severity, finding


def lines_above(text: str) -> list[Finding]:
    """Return the finding that keeps the words above a thread; none where there are none."""
    if not text:
        return []
    return [
        finding(
            "head-of-page",
            Severity.INFO,
            "Lines above the thread that belong to none of its fields are kept here: “{text}”",
            "line 1",
            text=text,
        )
    ]
