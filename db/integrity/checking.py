"""The whole check, in one read transaction: others may write meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db import driver, engine, search
from db.integrity import originals, structure, texts, threads
from db.integrity.collecting import Findings
from db.records import Severity, finding
from db.search import IndexReport

if TYPE_CHECKING:
    from db.integrity.collecting import Progress
    from db.integrity.originals import Originals
    from db.records import Finding
    from db.store import Store

_TEXT = 1024
"""What comparing one text counts for beside reading bytes."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of a library found.

    Attributes:
        findings: what is wrong, worst first.
        originals: how many saved files have the digest they were saved with.
        index: how far the search index agrees with the texts.
    """

    findings: tuple[Finding, ...]
    originals: Originals
    index: IndexReport

    @property
    def ok(self) -> bool:
        """Whether everything is there, sound, and found by searches."""
        return all(found.severity is Severity.INFO for found in self.findings)


def check(store: Store, progress: Progress | None = None) -> CheckReport:
    """Verify everything that is kept; nothing is changed.

    Args:
        store: the library.
        progress: called with bytes verified and bytes in all; what it raises stops the check.

    Raises:
        KnownError: the library cannot be read at all.
    """
    findings = Findings(progress)
    with store.read() as connection:
        raw = engine.raw(connection)
        with driver.stoppable(raw, findings.step):
            pages = structure.size(raw)
            findings.total = (
                pages + originals.size(raw, findings) + _TEXT * texts.size(raw, findings)
            )
            with findings.reading("index"):
                search.refresh(connection)
            structure.check(raw, findings)
            findings.step(pages)
            kept = originals.check(raw, findings)
            texts.check(raw, findings, _TEXT)
            threads.check(connection, findings)
            index = IndexReport(0, 0, 0, damaged=True)
            with findings.reading("posts"):
                index = search.verify_on(connection)
    _tell_index(index, findings)
    findings.step(findings.total)
    return CheckReport(findings.all(), kept, index)


def _tell_index(index: IndexReport, findings: Findings) -> None:
    if index.damaged:
        findings.add(
            finding(
                "index-damaged",
                Severity.ERROR,
                "The search index is damaged; no text is lost.  “beilin reindex” builds it anew.",
            )
        )
    elif not index.ok:
        findings.add(
            finding(
                "index-stale",
                Severity.WARNING,
                "The search index knows {indexed} of {posts} posts, and {stale} of its entries"
                " are out of date; no text is lost.  “beilin reindex” builds it anew.",
                indexed=index.indexed,
                posts=index.posts,
                stale=index.stale,
            )
        )
