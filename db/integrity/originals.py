"""The original bytes: whole, and with the digest they were saved with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.records import Severity, finding

if TYPE_CHECKING:
    from db.driver import RawConnection
    from db.integrity.collecting import Findings


@dataclass(frozen=True, slots=True)
class Originals:
    """How the saved files fared.

    Attributes:
        verified: how many have the digest they were saved with.
        bytes: how many bytes those have.
        damaged: how many have not, or cannot be read.
    """

    verified: int
    bytes: int
    damaged: int


def size(connection: RawConnection, findings: Findings) -> int:
    """Return how many bytes the saved files should have."""
    with findings.reading("captures"):
        found = connection.execute("SELECT coalesce(sum(bytes), 0) FROM capture").fetchone()
        return int(found[0])
    return 0


def check(connection: RawConnection, findings: Findings) -> Originals:
    """Read every saved file through, a chunk at a time, and compare its digest."""
    verified = read = damaged = 0
    captures: list[tuple[int, str, int]] = []
    with findings.reading("captures"):
        captures = connection.execute(
            "SELECT id, CAST(sha256 AS TEXT), bytes FROM capture ORDER BY id"
        ).fetchall()
    for capture, expected, length in captures:
        found, digest = 0, ""
        with findings.reading(f"capture {capture}"):
            found, digest = _digest(connection, capture, findings)
        if (digest, found) == (expected, length):
            verified += 1
            read += found
            continue
        damaged += 1
        findings.add(
            finding(
                "original-damaged",
                Severity.ERROR,
                "The saved bytes of capture {capture} are not those that were saved;"
                " look for them in a backup.",
                f"capture {capture}",
                capture=capture,
            )
        )
    return Originals(verified, read, damaged)


def _digest(connection: RawConnection, capture: int, findings: Findings) -> tuple[int, str]:
    digest = hashlib.sha256()
    size = 0
    rows = connection.execute(
        "SELECT ordinal, data FROM capture_chunk WHERE capture_id = ? ORDER BY ordinal", (capture,)
    )
    for expected, (ordinal, data) in enumerate(rows):
        if ordinal != expected:
            break  # a chunk is missing
        digest.update(data)
        size += len(data)
        findings.step(len(data))
    return size, digest.hexdigest()
