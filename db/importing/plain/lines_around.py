"""Lines above and below a thread that no field of it takes: findings keep them, so none is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.plain.marks import blank
from db.records import Severity, finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.records import Finding


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


def links_below(lines: Sequence[str], foot: int) -> list[Finding]:
    """Return the finding that keeps the links from line ``foot`` on; none where all are blank."""
    kept = [line.strip() for line in lines[foot:] if not blank(line)]
    if not kept:
        return []
    return [
        finding(
            "foot-of-page",
            Severity.INFO,
            "Links at the foot of the page are left out of the text: “{text}”",
            f"line {foot + 1}",
            text="\n".join(kept),
        )
    ]
