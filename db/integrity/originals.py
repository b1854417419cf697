"""The original bytes of captures and pictures: whole, and with the digest they were saved with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.records import Finding, Severity, finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.driver import RawConnection
    from db.integrity.collecting import Findings


@dataclass(frozen=True, slots=True)
class Originals:
    """How the saved files and pictures fared.

    Attributes:
        verified: how many have the digest they were saved with.
        bytes: how many bytes those have.
        damaged: how many have not, or cannot be read.
    """

    verified: int
    bytes: int
    damaged: int


def size(connection: RawConnection, findings: Findings) -> int:
    """Return how many bytes the saved files and pictures should have."""
    with findings.reading("captures"):
        found = connection.execute(
            "SELECT (SELECT coalesce(sum(bytes), 0) FROM capture)"
            " + (SELECT coalesce(sum(bytes), 0) FROM picture)"
        ).fetchone()
        return int(found[0])
    return 0


def check(connection: RawConnection, findings: Findings) -> Originals:
    """Read every saved file and picture through, a chunk at a time, and compare its digest."""
    verified = read = damaged = 0
    for kind in _KINDS:
        kept: list[tuple[int, str, int]] = []
        with findings.reading(f"{kind.name}s"):
            kept = connection.execute(kind.all).fetchall()
        for number, expected, length in kept:
            found, digest = 0, ""
            with findings.reading(f"{kind.name} {number}"):
                found, digest = _digest(connection, kind, number, findings)
            if (digest, found) == (expected, length):
                verified += 1
                read += found
            else:
                damaged += 1
                findings.add(kind.damaged(number))
    return Originals(verified, read, damaged)


def _damaged_capture(number: int) -> Finding:
    return finding(
        "original-damaged",
        Severity.ERROR,
        "The saved bytes of capture {capture} are not those that were saved;"
        " look for them in a backup.",
        f"capture {number}",
        capture=number,
    )


def _damaged_picture(number: int) -> Finding:
    return finding(
        "picture-damaged",
        Severity.ERROR,
        "The bytes of picture {picture} are not those that were kept; look for them in a backup.",
        f"picture {number}",
        picture=number,
    )


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of bytes that are kept with their digest."""

    name: str
    all: str
    chunks: str
    damaged: Callable[[int], Finding]


_KINDS = (
    _Kind(
        "capture",
        "SELECT id, CAST(sha256 AS TEXT), bytes FROM capture ORDER BY id",
        "SELECT ordinal, data FROM capture_chunk WHERE capture_id = ? ORDER BY ordinal",
        _damaged_capture,
    ),
    _Kind(
        "picture",
        "SELECT id, CAST(sha256 AS TEXT), bytes FROM picture ORDER BY id",
        "SELECT ordinal, data FROM picture_chunk WHERE picture_id = ? ORDER BY ordinal",
        _damaged_picture,
    ),
)


def _digest(
    connection: RawConnection, kind: _Kind, number: int, findings: Findings
) -> tuple[int, str]:
    digest = hashlib.sha256()
    size = 0
    for expected, (ordinal, data) in enumerate(connection.execute(kind.chunks, (number,))):
        if ordinal != expected:
            break  # a chunk is missing
        digest.update(data)
        size += len(data)
        findings.step(len(data))
    return size, digest.hexdigest()
