"""Checking a library: the file, the saved bytes, the texts, what belongs together, the index."""

from db.integrity.checking import CheckReport, check
from db.integrity.collecting import Progress
from db.integrity.originals import Originals

__all__ = ["CheckReport", "Originals", "Progress", "check"]
