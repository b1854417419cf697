"""The file itself: its pages, its indexes, its references, its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.records import Severity, finding

if TYPE_CHECKING:
    from db.driver import RawConnection
    from db.integrity.collecting import Findings


def size(connection: RawConnection) -> int:
    """Return how many bytes the pages of the library are."""
    pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
    return pages * int(connection.execute("PRAGMA page_size").fetchone()[0])


def check(connection: RawConnection, findings: Findings) -> None:
    """Look for damaged pages, and for rows that refer to rows that are not there."""
    with findings.reading("file"):
        for row in connection.execute("PRAGMA integrity_check").fetchall():
            if row[0] != "ok":
                findings.add(
                    finding(
                        "file-damaged",
                        Severity.ERROR,
                        "The file is damaged: {detail}.",
                        "file",
                        detail=str(row[0]).rstrip("."),
                    )
                )
    with findings.reading("references"):
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
            findings.add(
                finding(
                    "reference-broken",
                    Severity.ERROR,
                    "A row refers to a row of the table {parent} that is not there.",
                    f"{table} {row}",
                    parent=parent,
                )
            )
